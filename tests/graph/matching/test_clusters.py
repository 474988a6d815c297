"""Clusters: equivalence classes that follow from scores and judgements, and what is held apart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.clusters import Clusters, clusters
from graph.matching.contradictions import Groups, contested, contradictions
from graph.matching.judgements import DIFFERENT, SAME, Judgement, standing
from graph.matching.mention import Identifier
from tests.graph.matching.judged_pairs import JUDGED, LETTERS, judgement, judgements

SCORES = st.sampled_from([0.9, 0.95, 0.99])
EDGES = st.lists(st.tuples(LETTERS, LETTERS, SCORES).filter(lambda edge: edge[0] != edge[1]), max_size=14)
VATS = st.sampled_from([Identifier("vat-de", "1"), Identifier("vat-de", "2"), Identifier("pic", "9")])
EXCLUSIVE = st.dictionaries(LETTERS, st.frozensets(VATS, min_size=1, max_size=1), max_size=6)


def edges(*pairs: str, score: float = 0.99) -> list[tuple[str, str, float]]:
    return [(pair[0], pair[1], score) for pair in pairs]


def together(found: Clusters) -> set[frozenset[str]]:
    return {frozenset(members) for members in found.members.values()}


def sets(*words: str) -> set[frozenset[str]]:
    return {frozenset(word) for word in words}


@pytest.mark.parametrize(
    ("same", "judged", "expected"),
    [
        ([], [], []),
        (edges("ab", "bc", "de"), [], ["abc", "de"]),
        ([], ["a=b", "b=c"], ["abc"]),
        (edges("ab", "bc"), ["a/c"], ["ab"]),
        ([("a", "b", 0.9), ("b", "c", 0.99)], ["a/c"], ["bc"]),
        (edges("ab"), ["a/b"], []),
        (edges("ab"), ["a?b"], []),
        (edges("ab", "ac", "bc"), ["a?b"], ["abc"]),
        (edges("bc"), ["a=b", "a/d", "c=e"], ["abce"]),
        (edges("bd"), ["a=b", "a/d"], ["ab"]),
        (edges("bd"), ["a=b", "d=e", "a/e"], ["ab", "de"]),
        (edges("ab"), ["a=b", "b=c", "a/c"], ["ab"]),
        ([], ["a=b", "b=c", "a/c", "x=y"], ["xy"]),
        ([], ["a=b", "b=c", "a/c", "c=d"], ["cd"]),
        ([], ["a=b", "b=c", "a=d", "d=c", "a/c", "c=e"], ["ce"]),
    ],
    ids=str,
)
def test_what_falls_together(same: list[tuple[str, str, float]], judged: list[str], expected: list[str]) -> None:
    assert together(clusters(same, judgements(*judged))) == sets(*expected)


def test_the_canonical_one_is_the_preferred_then_the_first() -> None:
    assert clusters(edges("ab", "bc"), []).canonical == dict.fromkeys("abc", "a")
    assert clusters(edges("ab", "bc"), [], prefer=lambda iri: iri != "c").canonical == dict.fromkeys("abc", "c")


def test_identifiers_of_one_scheme_keep_apart_unless_a_person_said_so() -> None:
    vat = {"a": frozenset({Identifier("vat-de", "1")}), "c": frozenset({Identifier("vat-de", "2")})}
    found = clusters(edges("ab", "bc"), [], exclusive=vat)
    assert together(found) == sets("ab")
    (held,) = found.held_apart
    assert (held.first, held.second) == ("b", "c")
    assert held.identifiers == (Identifier("vat-de", "1"), Identifier("vat-de", "2"))
    assert together(clusters(edges("ab", "bc"), judgements("a=c"), exclusive=vat)) == sets("abc")


def test_what_is_held_apart_names_the_judgement() -> None:
    against = judgement("a/c")
    found = clusters(edges("ab", "bc"), [against])
    assert [(item.first, item.second, item.judgement) for item in found.held_apart] == [("b", "c", against)]


def test_a_conflict_has_the_shortest_chain() -> None:
    judged = judgements("a=b", "b=c", "c=d", "d=e", "b=x", "x=d", "a=d", "a/e")
    (conflict,) = clusters([], judged).conflicts
    assert [str(item) for item in conflict.same] == ["“A” = “D”", "“D” = “E”"]
    assert str(conflict.different) == "“A” ≠ “E”"


# ---------------------------------------------------------------------- laws


@given(EDGES, JUDGED, EXCLUSIVE, st.randoms(use_true_random=False))
def test_neither_order_nor_direction_counts(
    same: list[tuple[str, str, float]],
    judged: list[Judgement],
    exclusive: Mapping[str, frozenset[Identifier]],
    chance: random.Random,
) -> None:
    in_force = standing(judged)
    expected = clusters(same, in_force, exclusive=exclusive)
    turned = [(other, one, score) if chance.random() < 0.5 else (one, other, score) for one, other, score in same]
    mixed = [chance.sample(items, len(items)) for items in (turned + turned, in_force)]
    assert clusters(mixed[0], mixed[1], exclusive=exclusive) == expected  # type: ignore[arg-type]


@given(EDGES, JUDGED, EXCLUSIVE)
def test_clusters_are_equivalence_classes(
    same: list[tuple[str, str, float]], judged: list[Judgement], exclusive: Mapping[str, frozenset[Identifier]]
) -> None:
    found = clusters(same, standing(judged), exclusive=exclusive)
    assert all(len(members) > 1 for members in found.members.values())
    assert all(canonical == found.canonical[canonical] for canonical in found.canonical.values())
    assert sum(map(len, found.members.values())) == len(found.canonical)


@given(EDGES, JUDGED, EXCLUSIVE)
def test_clustering_clusters_changes_nothing(
    same: list[tuple[str, str, float]], judged: list[Judgement], exclusive: Mapping[str, frozenset[Identifier]]
) -> None:
    in_force = standing(judged)
    found = clusters(same, in_force, exclusive=exclusive)
    if not found.conflicts and not any(item.verdict == "unsure" for item in in_force):
        again = [(iri, canonical, 1.0) for iri, canonical in found.canonical.items() if iri != canonical]
        assert clusters(again, in_force, exclusive=exclusive).canonical == found.canonical


@given(EDGES, JUDGED, EXCLUSIVE)
def test_people_stand_above_scores(
    same: list[tuple[str, str, float]], judged: list[Judgement], exclusive: Mapping[str, frozenset[Identifier]]
) -> None:
    in_force = standing(judged)
    found = clusters(same, in_force, exclusive=exclusive)
    unfollowed = contested(found.conflicts, [item for item in in_force if item.verdict == SAME])
    for item in in_force:
        one, other = (found.canonical.get(iri, iri) for iri in item.pair)
        if item.verdict == DIFFERENT:
            assert one != other
        if item.verdict == SAME and item.id not in unfollowed:
            assert one == other


@given(EDGES, JUDGED, EXCLUSIVE)
def test_exclusive_identifiers_share_a_cluster_only_where_a_person_said_so(
    same: list[tuple[str, str, float]], judged: list[Judgement], exclusive: Mapping[str, frozenset[Identifier]]
) -> None:
    in_force = standing(judged)
    by_hand = Groups(item.pair for item in in_force if item.verdict == SAME)
    for members in clusters(same, in_force, exclusive=exclusive).members.values():
        for one, other in combinations([iri for iri in members if iri in exclusive], 2):
            if {item.scheme for item in exclusive[one]} == {item.scheme for item in exclusive[other]}:
                assert exclusive[one] == exclusive[other] or any(
                    by_hand.find(first) == by_hand.find(second)
                    for first, second in combinations(members, 2)
                    if (exclusive.get(first) == exclusive[one] and exclusive.get(second) == exclusive[other])
                    or (exclusive.get(first) == exclusive[other] and exclusive.get(second) == exclusive[one])
                )


def test_what_several_people_said_of_a_pair_is_not_followed_where_one_says_the_opposite() -> None:
    said = standing([judgement("a=b", 0, "x"), judgement("a=b", 1, "y"), judgement("a/b", 2, "z"), judgement("b=c", 3)])
    found = clusters([], said)
    assert together(found) == sets("bc")
    assert [len(conflict.same) for conflict in found.conflicts] == [1]


@given(EDGES, JUDGED, EXCLUSIVE)
def test_every_pair_is_joined_or_held_apart_with_a_reason(
    same: list[tuple[str, str, float]], judged: list[Judgement], exclusive: Mapping[str, frozenset[Identifier]]
) -> None:
    found = clusters(same, standing(judged), exclusive=exclusive)
    held = {(item.first, item.second) for item in found.held_apart}
    for one, other, _ in same:
        joined = found.canonical.get(one, one) == found.canonical.get(other, other)
        assert joined != (tuple(sorted((one, other))) in held)
    assert all(item.judgement or len(item.identifiers) == 2 for item in found.held_apart)


@given(JUDGED)
def test_conflicts_are_exactly_the_differents_that_sames_contradict(judged: list[Judgement]) -> None:
    in_force = standing(judged)
    reach = _reachable(item.pair for item in in_force if item.verdict == SAME)
    expected = [item for item in in_force if item.verdict == DIFFERENT and item.pair in reach]
    found = contradictions(in_force)
    assert [conflict.different for conflict in found] == expected
    for conflict in found:
        at = conflict.different.first
        for item in conflict.same:
            assert at in item.pair
            at = item.second if at == item.first else item.first
        assert at == conflict.different.second


@given(JUDGED)
def test_what_is_contested_lies_on_a_simple_path(judged: list[Judgement]) -> None:
    import networkx as nx

    in_force = standing(judged)
    same = [item for item in in_force if item.verdict == SAME]
    graph = nx.Graph(item.pair for item in same)
    found = contradictions(in_force)
    expected = {
        tuple(sorted(edge))
        for conflict in found
        for path in nx.all_simple_edge_paths(graph, *conflict.different.pair)
        for edge in path
    }
    assert {item.pair for item in same if item.id in contested(found, same)} == expected


def _reachable(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    reach = {(one, other) for pair in pairs for one, other in (pair, pair[::-1])}
    for via in "abcdefgh":
        reach |= {(one, other) for one, middle in reach if middle == via for start, other in reach if start == via}
    return reach
