"""Records as N-Triples are the same statements as records as quads, letter by letter."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import source_iri
from graph.lines import record_lines
from graph.model import Evidence, Grant, Organisation, Participation, Project, Region, Theme
from graph.triples import record_quads

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NUMBER = st.decimals(0, 10**12, places=2).map(str)
E = "https://example.org/"


def quad_lines(record: Project | Organisation | Region) -> list[str]:
    return [f"{quad.subject} {quad.predicate} {quad.object}" for quad in record_quads(record, "s")]


@given(TEXT, TEXT, TEXT, NUMBER, st.sampled_from(["2014", "2014-05", "2014-05-06", "im Mai"]))
def test_lines_are_the_statements(title: str, word: str, link: str, number: str, day: str) -> None:
    part = Participation(iri=f"{E}p", organisation=f"{E}o", role="partner", amount=number, currency="EUR", start=day)
    money = Grant(iri=f"{E}g", funder=f"{E}f", amount=number, currency="EUR")
    project = Project(
        iri=f"{E}x",
        label={"de": title, "": word},
        alt=[(word, "el-GR"), (title, "")],
        url=[link],
        keyword=[word],
        theme=[f"{E}t"],
        total_cost=number,
        start=day,
        participations=[part],
        grants=[money],
    )
    assert list(record_lines(project)) == quad_lines(project)
    text = "".join(f"{line} .\n" for line in record_lines(project))
    parsed = {(str(t.subject), str(t.predicate), t.object) for t in ox.parse(text.encode(), ox.RdfFormat.N_TRIPLES)}
    assert parsed == {(str(q.subject), str(q.predicate), q.object) for q in record_quads(project, "s")}


def test_members_of_a_region_lie_in_it() -> None:
    region = Region(iri=f"{E}south", label={"en": "South"}, members=[f"{E}a", f"{E}b"])
    assert list(record_lines(region)) == quad_lines(region)


@pytest.mark.parametrize("bad", ["", "no-scheme", "https://x/a b", 'https://x/"', "https://x/\ud800"])
def test_what_is_no_iri_is_an_error(bad: str) -> None:
    with pytest.raises(ValueError, match="is no IRI"):
        list(record_lines(Theme(iri=f"{E}t", broader=[bad])))


@given(TEXT, TEXT, st.sampled_from(["implied", "explicit"]), st.sampled_from(["row=2", "char=1,2"]))
def test_evidence_on_single_values_is_stated_as_quads_state_it(text: str, note: str, certainty: str, span: str) -> None:
    evidence = Evidence((span,), certainty, note)
    project = Project(
        iri=f"{E}x",
        label={"de": text},
        alt=[(note, "")],
        theme=[f"{E}t", f"{E}u"],
        start="2014",
        total_cost="5.0",
        participations=[Participation(iri=f"{E}p", role="partner", evidence={("role", "partner"): evidence})],
        evidence={
            ("theme", f"{E}t"): evidence,
            ("label", text): Evidence((), certainty),
            ("alt", note): evidence,
            ("start", "2014"): Evidence((span,)),
            ("total_cost", "5.0"): evidence,
        },
    )
    assert record_lines(project, source_iri("s")) == quad_lines(project)


def test_evidence_of_its_own_is_an_error() -> None:
    with pytest.raises(ValueError, match="record_quads"):
        list(record_lines(Theme(iri=f"{E}t", where=Evidence(("char=1,2",)))))


def test_half_a_letter_becomes_a_replacement_character() -> None:
    assert "\ufffd" in "".join(record_lines(Theme(iri=f"{E}t", label={"": "a\ud800"})))
