"""Records as RDF: what is written comes back by a query, with its evidence."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evidence import Citation, citations
from graph.identity import ID, source_iri
from graph.model import (
    NESTED,
    THINGS,
    Evidence,
    Grant,
    Need,
    Organisation,
    Participation,
    Project,
    Record,
    Region,
    Source,
    Theme,
    properties,
)
from graph.store import GraphStore
from graph.triples import date_literal, record_quads
from graph.vocabulary import ONTOLOGY, RDF, SKOS, VB, expand

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
IRIS = st.integers(0, 5).map(lambda number: f"{ID}organisation/o{number}")
DATES = st.one_of(st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.integers(1000, 9999).map(str))
EVIDENCE = st.builds(
    Evidence,
    spans=st.lists(st.integers(0, 99).map(lambda at: f"char={at},{at + 5}"), max_size=2, unique=True).map(tuple),
    certainty=st.sampled_from(["explicit", "implied", "doubtful"]),
    note=st.sampled_from(["", "so im Artikel"]),
)


def loaded(*records: Record) -> GraphStore:
    store = GraphStore.open()
    store.load(Source(id="s", title="s"), [quad for record in records for quad in record_quads(record, "s")])
    return store


def values(store: GraphStore, subject: str, term: str) -> set[tuple[str, str, str]]:
    """What a query gives for a property: text, language and datatype."""
    rows = store.rows(
        f"SELECT ?o (LANG(?o) AS ?lang) (DATATYPE(?o) AS ?type) ?s WHERE {{ ?s <{expand(term)}> ?o }}",
        {"s": ox.NamedNode(subject)},
    )
    return {row[:3] for row in rows}


@given(
    label=st.dictionaries(st.sampled_from(["de", "en"]), NAMES, min_size=1),
    alt=st.lists(st.tuples(NAMES, st.sampled_from(["de", "en"])), max_size=3),
    start=DATES,
    funders=st.lists(IRIS, max_size=3, unique=True),
    acronym=NAMES,
)
def test_what_a_record_says_is_read_back_by_a_query(
    label: dict[str, str], alt: list[tuple[str, str]], start: str, funders: list[str], acronym: str
) -> None:
    record = Project(iri=f"{ID}project/p", label=label, alt=alt, start=start, funded_by=funders, acronym=acronym)
    store = loaded(record)
    assert store.names.type(record.iri) == "Project"
    assert {row[:2] for row in values(store, record.iri, "rdfs:label")} == {(v, k) for k, v in label.items()}
    assert {row[:2] for row in values(store, record.iri, "skos:altLabel")} == set(alt)
    assert {row[0] for row in values(store, record.iri, "vb:fundedBy")} == set(funders)
    assert {row[0] for row in values(store, record.iri, "vb:acronym")} == {acronym}
    assert {row[0] for row in values(store, record.iri, "schema:startDate")} == {start}


@given(partner=IRIS, evidence=EVIDENCE, where=EVIDENCE)
def test_the_evidence_of_a_statement_is_read_back(partner: str, evidence: Evidence, where: Evidence) -> None:
    record = Project(
        iri=f"{ID}project/p",
        label={"de": "P"},
        partner=[partner],
        where=where,
        evidence={("partner", partner): evidence},
    )
    store = loaded(record)
    found = citations(store, record.iri, VB.partner, ox.NamedNode(partner))
    spans = evidence.spans or where.spans or ("",)
    assert {(c.where, c.certainty, c.note) for c in found} == {(s, evidence.certainty, evidence.note) for s in spans}
    assert {c.source for c in found} == {source_iri("s")}


@given(st.lists(st.builds(Project, iri=IRIS, label=st.dictionaries(st.sampled_from(["de"]), NAMES))))
def test_a_record_twice_says_the_same_as_once(records: list[Record]) -> None:
    assert set(loaded(*records).quads(predicate=RDF.type)) == set(loaded(*records, *records).quads(predicate=RDF.type))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2013-06-17", "date"),
        ("2013-06", "gYearMonth"),
        ("2013", "gYear"),
        ("Juni 2013", "string"),
        ("2013\n", "string"),
    ],
)
def test_a_date_has_the_type_of_what_is_known(text: str, datatype: str) -> None:
    assert date_literal(text).datatype.value == f"http://www.w3.org/2001/XMLSchema#{datatype}"


def test_grants_and_participations_leave_a_plain_edge_beside_them() -> None:
    project = Project(
        iri=f"{ID}project/p",
        label={"de": "P"},
        grants=[Grant(iri=f"{ID}grant/g", funder=f"{ID}organisation/f", amount="600000", currency="EUR")],
        participations=[Participation(iri=f"{ID}participation/x", organisation=f"{ID}organisation/o", role="partner")],
    )
    store = loaded(project)
    assert list(store.links(VB.fundedBy)) == [(project.iri, f"{ID}organisation/f")]
    assert list(store.links(VB.partner)) == [(project.iri, f"{ID}organisation/o")]
    assert list(store.links(VB.grant)) == [(project.iri, f"{ID}grant/g")]
    [[total]] = store.rows("SELECT (SUM(?a) AS ?n) WHERE { ?g a vb:Grant ; vb:amount ?a }")
    assert total == "600000"


def test_a_need_is_a_thing_of_its_own() -> None:
    need = Need(iri=f"{ID}need/n", label={"de": "Partner"}, sought="partner", region=[f"{ID}region/de-south"])
    store = loaded(Organisation(iri=f"{ID}organisation/o", label={"de": "O"}, seeks=[need]))
    assert list(store.links(VB.seeks)) == [(f"{ID}organisation/o", need.iri)]
    assert store.names.type(need.iri) == "Need"
    assert list(store.links(VB.region)) == [(need.iri, f"{ID}region/de-south")]


def test_members_of_a_region_lie_in_it() -> None:
    region = Region(iri=f"{ID}region/own", label={"de": "Eigen"}, members=["http://data.europa.eu/nuts/code/DE2"])
    assert list(loaded(region).links(SKOS.broader)) == [("http://data.europa.eu/nuts/code/DE2", region.iri)]


def test_a_source_without_evidence_is_cited_as_a_whole() -> None:
    store = loaded(Project(iri=f"{ID}project/p", label={"de": "P"}, programme=[f"{ID}programme/x"]))
    found = citations(store, f"{ID}project/p", VB.programme, ox.NamedNode(f"{ID}programme/x"))
    assert found == [Citation(source_iri("s"), "")]


@pytest.mark.parametrize("record", [*THINGS.values(), *NESTED.values()], ids=lambda record: record.CLASS)
def test_every_field_of_every_record_has_a_term_that_is_declared(record: type[Record]) -> None:
    declared = {quad.subject.value for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)}
    for described in properties(record).values():
        term = expand(described.metadata["term"])
        assert not term.startswith(VB) or term in declared
    assert VB(record.CLASS) in declared


def test_a_theme_lies_below_a_theme() -> None:
    assert properties(Theme)["broader"].metadata["targets"] == ("theme",)
    assert properties(Region)["broader"].metadata["targets"] == ("region",)
