"""What is exported and loaded again is the same: the statements, the sources and the answers."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from data.loading import load
from graph.errors import InputError
from graph.evidence import citations
from graph.partners import partners
from graph.store import GraphStore
from graph.vocabulary import VB

ROMA = "Vernetzung Süd-Ost-Europa, Roma"
KIS = "https://w3id.org/verbund/id/project/kis"


def exported(store: GraphStore, file: Path, format: ox.RdfFormat) -> Path:
    with file.open("wb") as output:
        store.dump(output, format)
    return file


@pytest.mark.parametrize(("name", "format"), [("e.trig", ox.RdfFormat.TRIG), ("e.nq", ox.RdfFormat.N_QUADS)])
def test_a_round_trip_keeps_statements_and_sources(
    store: GraphStore, tmp_path: Path, name: str, format: ox.RdfFormat
) -> None:
    file, place = exported(store, tmp_path / name, format), tmp_path / "s"
    for _ in range(2):  # the second load changes nothing
        load([file], place, curated=False)
        with GraphStore.open(place) as again:
            assert again.sources() == store.sources()
            assert {q for q in again.quads() if _is_named(q)} == {q for q in store.quads() if _is_named(q)}
            found, expected = partners(again, ROMA), partners(store, ROMA)
            assert [(c.id, c.score) for c in found.candidates] == [(c.id, c.score) for c in expected.candidates]


def _is_named(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)


def test_a_flat_export_still_says_which_article_a_place_is_in(store: GraphStore, tmp_path: Path) -> None:
    file, place = exported(store, tmp_path / "flat.nt", ox.RdfFormat.N_TRIPLES), tmp_path / "s"
    load([file], place, curated=False)
    programme = ox.NamedNode("https://w3id.org/verbund/id/programme/xenos")
    with GraphStore.open(place) as again:
        found = citations(again, KIS, VB.programme, programme)
        assert {cited.source for cited in found} == {"https://w3id.org/verbund/id/source/xenos-workshops-2013"}
        assert again.source(found[0].source).title == store.source(found[0].source).title


@pytest.mark.parametrize("name", ["ontology.ttl", "reference-places.ttl", "xenos-workshops-2013.nt"])
def test_a_file_cannot_take_the_place_of_an_embedded_source_by_its_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("<http://a.example/x> <http://a.example/y> <http://a.example/z> .\n", "utf-8")
    with pytest.raises(InputError, match="comes with Verbund"):
        load([file], tmp_path / "s")
    assert not (tmp_path / "s").exists()
