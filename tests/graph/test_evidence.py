"""Where statements come from."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.evidence import Edge, citations, cited, fragment, in_words
from graph.identity import ID, source_iri
from graph.store import GraphStore
from graph.vocabulary import RDFS, VB

XENOS = source_iri("xenos-workshops-2013")


def test_a_fact_of_an_article_names_its_place(store: GraphStore) -> None:
    initiative, kis = store.names.find("Mitmachportal für lokale Vernetzung"), store.names.find("KIS")
    [citation] = citations(store, initiative, VB.member, ox.NamedNode(kis))
    assert (citation.source, citation.where, citation.certainty) == (XENOS, "char=2029,2055", "explicit")


def test_a_doubtful_fact_says_why(store: GraphStore) -> None:
    found = [
        citation
        for quad in store.quads(predicate=VB.certainty, value=ox.NamedNode(VB.doubtful))
        for citation in _of(store, quad.subject.value)
    ]
    assert found
    assert all(citation.certainty == "doubtful" and citation.note for citation in found)


def _of(store: GraphStore, statement: str) -> list[object]:
    parts = {quad.predicate.value.rsplit("#", 1)[-1]: quad.object for quad in store.quads(subject=statement)}
    return list(citations(store, parts["subject"].value, parts["predicate"].value, parts["object"]))


def test_every_relation_of_the_embedded_data_has_a_source(store: GraphStore) -> None:
    sources = {source_iri(source.id) for source, _ in store.sources()}
    for predicate in (VB.theme, VB.member, VB.region, VB.fundedBy, VB.partner, VB.attendedBy, VB.programme):
        for subject, value in store.links(predicate):
            found = citations(store, subject, predicate, ox.NamedNode(value))
            assert found, (subject, predicate, value)
            assert {citation.source for citation in found} <= sources
            assert all(citation.where.startswith("char=") for citation in found)


def test_what_nobody_says_has_no_source(store: GraphStore) -> None:
    assert citations(store, f"{ID}project/kis", VB.partner, ox.NamedNode(f"{ID}project/kis")) == []


def test_several_edges_cite_each_place_once(store: GraphStore) -> None:
    initiative, kis = store.names.find("Mitmachportal für lokale Vernetzung"), store.names.find("KIS")
    edge = Edge(initiative, VB.member, kis)
    assert cited(store, [edge, edge]) == citations(store, initiative, VB.member, ox.NamedNode(kis))


def test_a_literal_is_cited_too(store: GraphStore) -> None:
    kis = store.names.find("KIS")
    [label] = [quad.object for quad in store.quads(kis, RDFS.label)]
    assert isinstance(label, ox.Literal)
    assert [citation.source for citation in citations(store, kis, RDFS.label, label)] == [XENOS]


@pytest.mark.parametrize(
    ("places", "german", "english"),
    [
        (["char=10,20"], "Zeichen 10–20", "characters 10–20"),
        (["char=10,20", "char=30,40", "char=10,20"], "Zeichen 10–20, 30–40", "characters 10–20, 30–40"),
        (["line=6,7"], "Zeile 7", "line 7"),
        (["row=5"], "Zeile 5", "row 5"),
        (["page=3"], "page=3", "page=3"),
        ([""], "", ""),
        ([], "", ""),
    ],
)
def test_places_are_said_in_words(places: list[str], german: str, english: str) -> None:
    assert (in_words(places, "de"), in_words(places, "en")) == (german, english)


def test_the_fragment_of_a_place_is_what_follows_the_hash() -> None:
    assert fragment(f"{XENOS}#char=1,2") == "char=1,2"
    assert fragment(XENOS) == ""


@pytest.mark.parametrize(
    ("places", "language", "text"),
    [
        (["row=5"], "en", "row 5"),
        (["file=organization.csv&row=5", "file=organization.csv&row=7"], "de", "Datei organization.csv, Zeile 5, 7"),
        (["sheet=Partners%20%26%20Co&row=5"], "en", "sheet Partners & Co, row 5"),
        (["file=a.xlsx&sheet=B&row=2"], "en", "file a.xlsx, sheet B, row 2"),
    ],
)
def test_places_in_tables_name_file_and_sheet(places: list[str], language: str, text: str) -> None:
    assert in_words(places, language) == text
