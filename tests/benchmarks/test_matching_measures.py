"""Precision, recall and closure by hand, and laws of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.matching_measures import (
    Counts,
    best_threshold,
    components,
    count_closure,
    count_pairs,
    is_true,
    wrong_pairs,
)
from benchmarks.matching_truth import Truth
from graph.matching.mention import Mention


def known(*identities: str) -> Truth:
    """Mentions with these identities: one letter each, none for a distractor."""
    mentions = [Mention(iri=f"urn:{at}", names=("Muster",)) for at in range(len(identities))]
    return Truth(mentions, [frozenset(each) for each in identities])


def pairs(*rows: tuple[int, int]) -> np.ndarray:
    return np.array(rows, np.int64).reshape(-1, 2)


# Two mentions of A and three of B, one of C, one that nobody knows.
TRUTH = known("A", "A", "B", "B", "B", "C", "")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], (0, 0, 4)),
        ([(0, 1)], (1, 0, 3)),
        ([(1, 0), (0, 1), (0, 0)], (1, 0, 3)),  # either order, once, and no pair with itself
        ([(0, 2), (4, 5)], (0, 2, 4)),
        ([(0, 6), (5, 6)], (0, 0, 4)),  # a mention without truth is not counted
        ([(2, 3), (3, 4)], (2, 0, 2)),
    ],
)
def test_pairs(found: list[tuple[int, int]], expected: tuple[int, int, int]) -> None:
    assert count_pairs(TRUTH, pairs(*found)).totals() == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], (0, 0, 4)),
        ([(2, 3), (3, 4)], (3, 0, 1)),  # the third follows
        ([(0, 6), (1, 6)], (1, 0, 3)),  # through a mention without truth
        ([(0, 2)], (0, 1, 4)),
        ([(0, 1), (1, 2), (2, 3)], (2, 4, 2)),
        (list(itertools.pairwise(range(7))), (4, 11, 0)),
    ],
)
def test_closure(found: list[tuple[int, int]], expected: tuple[int, int, int]) -> None:
    assert count_closure(TRUTH, pairs(*found)).totals() == expected


def test_a_wrong_pair_belongs_to_the_lesser_identity() -> None:
    assert count_pairs(TRUTH, pairs((2, 5), (1, 5))).wrong.tolist() == [1, 1, 0]
    assert count_closure(TRUTH, pairs((2, 5), (1, 5))).wrong.tolist() == [2, 1, 0]


def test_one_identity_in_common_is_enough() -> None:
    both = known("AB", "A", "B", "C")
    assert is_true(both, pairs((0, 1), (0, 2), (1, 2), (0, 3))).tolist() == [True, True, False, False]
    assert wrong_pairs(both, pairs((3, 0), (2, 1), (0, 1))).tolist() == [[0, 3], [1, 2]]
    assert count_closure(both, pairs((0, 1), (0, 2))).totals() == (2, 1, 0)


def test_measures() -> None:
    measures = Counts(np.array([3, 0]), np.array([1, 0]), np.array([2, 0])).measures()
    assert [measure.value for measure in measures.values()] == [0.75, 0.6, pytest.approx(2 / 3)]
    assert all(measure.low <= measure.value <= measure.high for measure in measures.values())


def test_measures_of_nothing_are_not_numbers() -> None:
    nothing = np.zeros(2, np.int64)
    assert str(Counts(nothing, nothing, nothing).measures()["f1"]) == "nan (nan–nan)"


def test_the_interval_is_drawn_over_identities() -> None:
    one_large = Counts(np.array([100, 1, 1]), np.array([0, 1, 1]), np.array([0, 0, 0])).measures()["precision"]
    assert one_large.low == 0.5


def test_components() -> None:
    found = components(4, pairs((0, 2)))
    assert found[0] == found[2] and len(set(found.tolist())) == 3


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6))))
def test_closure_counts_what_listing_its_pairs_counts(found: list[tuple[int, int]]) -> None:
    component = components(7, pairs(*found))
    listed = [pair for pair in itertools.combinations(range(7), 2) if component[pair[0]] == component[pair[1]]]
    one, other = count_closure(TRUTH, pairs(*found)), count_pairs(TRUTH, pairs(*listed))
    for name in ("right", "wrong", "missed"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6))))
def test_halves_add_up(found: list[tuple[int, int]]) -> None:
    counts, half = count_pairs(TRUTH, pairs(*found)), TRUTH.report_half()
    both = np.add(counts.of(half).totals(), counts.of(~half).totals())
    assert tuple(both) == counts.totals()


class Halved(Truth):
    """All identities are for tuning."""

    def report_half(self) -> np.ndarray:
        return np.zeros(len(self.known), bool)


def test_the_best_threshold() -> None:
    tuned = Halved(TRUTH.mentions, TRUTH.identities)
    found = pairs((0, 1), (2, 3), (0, 5), (3, 4), (2, 4), (5, 6))
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.6, 0.95])
    assert best_threshold(tuned, found, scores) == 0.6
    assert best_threshold(tuned, found, scores, 0.99) == 0.8
    assert best_threshold(tuned, found[2:3], scores[2:3], 0.99) is None
    assert best_threshold(tuned, found[:0], scores[:0]) is None
