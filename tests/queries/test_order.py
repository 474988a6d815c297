"""Rows in order: as the engine would put them, for every question and for values of any kind."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import GraphStore
from queries.library import question, questions, understood
from queries.order import in_order, taken_off

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
IRIS = st.sampled_from(["a", "b", "c"]).map(lambda name: ox.NamedNode(f"https://example.org/{name}"))
TEXTS = st.one_of(st.none(), TEXT.map(ox.Literal), IRIS)
NUMBERS = st.one_of(st.none(), st.integers(-99, 99).map(ox.Literal), IRIS)


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_every_question_is_ordered_as_the_engine_orders_it(store: GraphStore, name: str) -> None:
    asked = question(name)
    given_ = {item.name: item.example for item in asked.parameters if item.required and not item.default}
    values, _ = understood(store, asked, given_, "de")
    bindings = {key: value.term for key, value in values.items()}
    sparql, order = taken_off(asked.sparql)
    assert order, "the last line of a question orders its rows"
    columns = [column.name for column in asked.columns]
    names = {part for parts, _ in order for part in parts}
    if not names <= set(columns):
        return  # what is not selected is left to the engine
    engine = [_row(solution, columns) for solution in store.query(asked.sparql, bindings)]  # type: ignore[union-attr]
    ours = [_row(solution, columns) for solution in in_order(store.query(sparql, bindings), order)]  # type: ignore[arg-type]
    assert ours == engine


def _row(solution: Any, columns: list[str]) -> tuple[str, ...]:
    return tuple(str(solution[column]) for column in columns)


@given(st.lists(st.tuples(TEXTS, NUMBERS), max_size=8))
def test_values_of_any_kind_are_ordered_as_the_engine_orders_them(pairs: list[tuple[Any, Any]]) -> None:
    store = ox.Store()
    subject = [ox.NamedNode(f"https://example.org/row/{number}") for number in range(len(pairs))]
    for node, pair in zip(subject, pairs, strict=True):
        store.add(ox.Quad(node, ox.NamedNode("https://example.org/is"), node))
        for name, term in zip("ab", pair, strict=True):
            if term is not None:
                store.add(ox.Quad(node, ox.NamedNode(f"https://example.org/{name}"), term))
    query = """SELECT ?a ?b ?s WHERE { ?s <https://example.org/is> ?s
      OPTIONAL { ?s <https://example.org/a> ?a } OPTIONAL { ?s <https://example.org/b> ?b } }
ORDER BY ?a DESC(?b) ?s"""
    sparql, order = taken_off(query)
    columns = ["a", "b", "s"]
    assert [_row(row, columns) for row in in_order(store.query(sparql), order)] == [  # type: ignore[arg-type]
        _row(row, columns)
        for row in store.query(query)  # type: ignore[union-attr]
    ]


@pytest.mark.parametrize(
    "query", ["SELECT ?a {}", "SELECT ?a {}\nORDER BY STRLEN(?a)", "SELECT ?a {}\nORDER BY ?a LIMIT 3"]
)
def test_what_is_more_than_names_is_left_to_the_engine(query: str) -> None:
    assert taken_off(query) == (query, [])
