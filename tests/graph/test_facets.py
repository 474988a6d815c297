"""Facets count what a search finds, and their options narrow to what they counted."""

from __future__ import annotations

import pytest

from graph.facets import Facets, facets
from graph.search import search
from graph.store import GraphStore


@pytest.fixture(scope="module")
def found(store: GraphStore) -> Facets:
    return facets(store, "integration", limit=100)


def test_each_thing_that_is_found_has_one_type(store: GraphStore, found: Facets) -> None:
    hits = search(store, "integration", limit=1000)
    assert found.found == len(hits) == sum(value.count for value in found.values["type"])


@pytest.mark.parametrize(
    ("facet", "parameter"),
    [("type", "type"), ("funder", "funder"), ("programme", "programme"), ("country", "region"), ("region", "region")],
)
def test_a_value_narrows_to_as_many_as_it_counts(store: GraphStore, found: Facets, facet: str, parameter: str) -> None:
    for value in found.values[facet]:
        assert value.option.endswith(str(value.value))
        narrowed = facets(store, "integration", **{parameter: str(value.value)})  # type: ignore[arg-type]
        assert narrowed.found == value.count


def test_a_year_narrows_to_itself(store: GraphStore, found: Facets) -> None:
    for value in found.values["year"]:
        year = int(value.value)
        assert facets(store, "integration", since=year, until=year).found == value.count
        assert value.option == f"--from {year} --to {year}"


def test_nothing_found_has_no_facets(store: GraphStore) -> None:
    assert facets(store, "qqxyzzyqq").values == {}
