"""The shortest connections between two things."""

from __future__ import annotations

from itertools import pairwise

import pytest
from small_sources import turtle

from graph.errors import NotFoundError
from graph.paths import LONGEST, Paths, path
from graph.store import GraphStore

EX = "https://example.org/"
CHAIN = """
    ex:a a vb:Project ; rdfs:label "A" ; vb:programme ex:p ; vb:theme ex:t .
    ex:b a vb:Project ; rdfs:label "B" ; vb:programme ex:p ; vb:theme ex:t .
    ex:p a vb:Programme ; rdfs:label "P" . ex:t a vb:Theme ; rdfs:label "T" .
    ex:c a vb:Project ; rdfs:label "C" .
"""


def nodes(found: Paths) -> list[list[str]]:
    return [[steps[0].start, *(step.end for step in steps)] if steps else [found.start] for steps in found.paths]


def test_a_connection_is_a_chain_of_statements_with_sources(store: GraphStore) -> None:
    found = path(store, "COMMPASS", "Stadt Pforzheim", limit=3)
    assert len(found.paths) == 3
    for steps in found.paths:
        assert steps[0].start == found.start
        assert steps[-1].end == found.end
        assert all(one.end == other.start for one, other in pairwise(steps))
        for step in steps:
            assert step.sources
            assert next(store.quads(step.edge.subject, step.edge.predicate), None)


def test_shorter_ones_come_first_and_no_node_twice(store: GraphStore) -> None:
    found = path(store, "KIS", "KOMM", limit=10)
    lengths = [len(steps) for steps in found.paths]
    assert lengths == sorted(lengths)
    assert lengths[0] == 2
    for chain in nodes(found):
        assert len(chain) == len(set(chain))
    assert len({tuple(chain) for chain in nodes(found)}) == len(found.paths)


def test_a_programme_goes_before_a_theme() -> None:
    assert nodes(path(turtle(CHAIN), "A", "B")) == [[f"{EX}a", f"{EX}p", f"{EX}b"], [f"{EX}a", f"{EX}t", f"{EX}b"]]


def test_the_way_back_is_the_way_there(store: GraphStore) -> None:
    for one, other in (("KIS", "Stadt Pforzheim"), ("Elternarbeit", "Robert Bosch Stiftung")):
        there, back = path(store, one, other, limit=1), path(store, other, one, limit=1)
        assert len(there.paths[0]) == len(back.paths[0])


def test_a_limit_is_kept() -> None:
    assert len(path(turtle(CHAIN), "A", "B", limit=1).paths) == 1


def test_a_thing_is_connected_with_itself_by_nothing() -> None:
    assert path(turtle(CHAIN), "A", "A").paths == [[]]


def test_what_is_not_connected_is_said() -> None:
    with pytest.raises(NotFoundError, match=rf"“A” and “C” are not connected within {LONGEST} steps"):
        path(turtle(CHAIN), "A", "C")


def test_a_chain_that_is_too_long_is_none() -> None:
    links = "".join(f"ex:n{i} a vb:Project ; rdfs:label 'N{i}' ; vb:partner ex:n{i + 1} ." for i in range(LONGEST + 1))
    last = f"ex:n{LONGEST + 1} a vb:Project ; rdfs:label 'N{LONGEST + 1}' ."
    store = turtle(links + last)
    assert len(path(store, "N0", f"N{LONGEST}").paths[0]) == LONGEST
    with pytest.raises(NotFoundError):
        path(store, "N0", f"N{LONGEST + 1}")


def test_an_unknown_thing_is_said(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="Nirgendwer"):
        path(store, "KIS", "Nirgendwer")
