"""Statistics from the columns say what SPARQL says of the same statements."""

from __future__ import annotations

import pytest

from graph.errors import InputError, NotFoundError
from graph.model import Grant, Organisation, Participation, Project, Record, Source
from graph.statistics import Group, statistics
from graph.store import GraphStore
from graph.triples import record_quads
from tests.small_sources import made

EX = "https://example.org/"
NUTS = "http://data.europa.eu/nuts/code/"
THEMES = "https://w3id.org/verbund/id/theme/"


def grant(number: int, amount: str, year: str, funder: str = "", currency: str = "EUR") -> Grant:
    return Grant(iri=f"{EX}g{number}", funder=funder and EX + funder, amount=amount, currency=currency, date=year)


def part(number: int, organisation: str) -> Participation:
    return Participation(iri=f"{EX}part{number}", organisation=EX + organisation, role="partner")


ONE: list[Record] = [
    Project(
        iri=f"{EX}a", label={"de": "A"}, start="2019-05-01", eligible_cost="100", currency="EUR",
        theme=[f"{THEMES}mentoring", f"{THEMES}x"], region=[f"{NUTS}DE2"], funded_by=[f"{EX}plain"],
        grants=[grant(1, "10", "2020", "f"), grant(2, "20", "2021"), grant(3, "5", "2020", "f", "PLN")],
        participations=[part(1, "o"), part(2, "q")],
    ),
    Project(
        iri=f"{EX}b", label={"de": "B"}, start="2020", eligible_cost="50", currency="EUR",
        participations=[part(3, "o")], grants=[grant(4, "40", "", "f")],
    ),
    Project(iri=f"{EX}c", label={"de": "C"}, theme=[f"{THEMES}x"]),
    Organisation(iri=f"{EX}o", label={"": "O"}, region=[f"{NUTS}DE3"]),
]  # fmt: skip
TWO: list[Record] = [
    Project(
        iri=f"{EX}a", label={"de": "A"}, eligible_cost="90", currency="EUR", theme=[f"{THEMES}x"],
        participations=[part(1, "o")], grants=[grant(1, "10", "2020", "f")],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def small(store: GraphStore) -> GraphStore:
    """Two sources that share a project, over the embedded regions and themes, without the curated articles."""
    both = GraphStore.open()
    for name in ("reference-places", "reference-themes"):
        iri = f"https://w3id.org/verbund/id/source/{name}"
        both.load(Source(id=name, title=name), list(store.quads(graph=iri)))
    for name, records in (("one", ONE), ("two", TWO)):
        both.load(Source(id=name, title=name), [quad for record in records for quad in record_quads(record, name)])
    return both


def table(store: GraphStore, *by: str, **options: str | int) -> dict[object, Group]:
    found = statistics(store, by, **options)  # type: ignore[arg-type]
    return {group.keys[0] if len(by) == 1 else group.keys: group for group in found.groups}


def test_the_same_project_and_grant_of_two_sources_count_once(small: GraphStore) -> None:
    found = table(small, "funder")
    assert found[f"{EX}f"] == Group((f"{EX}f",), 2, 2, {"EUR": 50.0, "PLN": 5.0}, {"EUR": 150.0})
    assert found[f"{EX}plain"] == Group((f"{EX}plain",), 1, 2, {"EUR": 20.0}, {"EUR": 100.0})
    assert found[None] == Group((None,), 1)


def test_a_year_is_the_grants_else_the_projects(small: GraphStore) -> None:
    found = table(small, "year")
    assert {year: group.amount for year, group in found.items()} == {
        2020: {"EUR": 50.0, "PLN": 5.0}, 2021: {"EUR": 20.0}, None: {},
    }  # fmt: skip
    assert list(found) == [2020, 2021, None]


def test_a_grant_counts_in_each_theme_of_its_project(small: GraphStore) -> None:
    found = table(small, "theme")
    assert found[f"{THEMES}x"].amount == found[f"{THEMES}mentoring"].amount == {"EUR": 30.0, "PLN": 5.0}
    assert (found[f"{THEMES}x"].projects, found[f"{THEMES}mentoring"].projects) == (2, 1)


def test_a_project_without_a_place_is_where_its_participants_are(small: GraphStore) -> None:
    assert set(table(small, "region")) == {f"{NUTS}DE2", f"{NUTS}DE3", None}
    assert {key: group.projects for key, group in table(small, "country").items()} == {f"{NUTS}DE": 2, None: 1}


@pytest.mark.parametrize(
    ("options", "projects"),
    [
        ({"region": "Deutschland"}, 2), ({"region": "Bayern"}, 1), ({"region": "Sachsen"}, 0),
        ({"theme": "Mentoring"}, 1),
        ({"since": 2021}, 1), ({"until": 2019}, 0), ({"since": 2020, "until": 2020}, 2),
    ],
)  # fmt: skip
def test_filters_take_in_what_lies_below(small: GraphStore, options: dict[str, str | int], projects: int) -> None:
    found = statistics(small, ["year"], **options)  # type: ignore[arg-type]
    assert max((group.projects for group in found.groups), default=0) == projects


def test_groups_by_two_say_what_sparql_says(small: GraphStore) -> None:
    found = table(small, "funder", "year")
    asked = small.rows(
        """SELECT ?funder ?year (SUM(?amount) AS ?sum) (COUNT(DISTINCT ?p) AS ?n) WHERE {
          SELECT DISTINCT ?p ?g ?funder ?year ?amount WHERE {
            ?p a vb:Project ; vb:grant ?g . ?g vb:amount ?amount ; vb:currency "EUR" .
            OPTIONAL { ?g vb:funder ?own }
            OPTIONAL { ?p vb:fundedBy ?plain . FILTER NOT EXISTS { ?x vb:funder ?plain } }
            OPTIONAL { ?g schema:startDate ?date } OPTIONAL { ?p schema:startDate ?start }
            BIND(COALESCE(?own, ?plain) AS ?funder)
            BIND(xsd:integer(SUBSTR(STR(COALESCE(?date, ?start)), 1, 4)) AS ?year)
            FILTER(BOUND(?date) || BOUND(?start)) } } GROUP BY ?funder ?year"""
    )
    expected = {(funder, int(year)): (float(total), int(count)) for funder, year, total, count in asked}
    assert {key: (group.amount["EUR"], group.projects) for key, group in found.items() if group.amount} == expected


def test_the_limit_says_how_many_it_leaves_out(small: GraphStore) -> None:
    found = statistics(small, ["funder"], limit=1)
    assert ([group.keys for group in found.groups], found.left_out) == ([(f"{EX}f",)], 2)


@pytest.mark.parametrize(
    ("by", "options"),
    [([], {}), (["colour"], {}), (["year", "year"], {}), (["year"], {"since": 2021, "until": 2020}),
     (["year"], {"sort": "x"})],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(small: GraphStore, by: list[str], options: dict[str, int]) -> None:
    with pytest.raises(InputError):
        statistics(small, by, **options)  # type: ignore[arg-type]


def test_an_unknown_region_is_named(small: GraphStore) -> None:
    with pytest.raises(NotFoundError):
        statistics(small, ["year"], region="Nirgendland")


def test_an_empty_store_has_no_groups() -> None:
    empty = GraphStore.open()
    assert statistics(empty, ["funder", "country"]).groups == []
    empty.load_all([made("x", "A")])
    assert statistics(empty, ["theme"]).groups == []
