"""Measures against values computed by hand, and their laws."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.recommending.measures import MEASURES, gini, intervals, measured, spread, variety

RANKS = st.lists(st.integers(1, 200), min_size=1, max_size=20, unique=True)


@pytest.mark.parametrize(
    ("ranks", "hits", "recall", "mrr", "ndcg"),
    [
        ([1], 1, 1, 1, 1),
        ([10], 1, 1, 1 / 10, 1 / log2(11)),
        ([11], 0, 1, 1 / 11, 0),
        ([51], 0, 0, 1 / 51, 0),
        ([60, 2], 1, 1 / 2, 1 / 2, (1 / log2(3)) / (1 + 1 / log2(3))),
        ([1, 3, 50], 1, 1, 1, (1 + 1 / 2) / (1 + 1 / log2(3) + 1 / 2)),
        (range(1, 13), 1, 1, 1, 1),
    ],
)
def test_measures_of_one_query(ranks: list[int], hits: float, recall: float, mrr: float, ndcg: float) -> None:
    assert measured(ranks) == pytest.approx((hits, recall, mrr, ndcg))


@given(RANKS)
def test_measures_lie_between_nothing_and_all(ranks: list[int]) -> None:
    assert all(0 <= value <= 1 + 1e-12 for value in measured(ranks))


@given(RANKS, st.integers(0, 19))
def test_a_better_rank_is_never_worse(ranks: list[int], at: int) -> None:
    at %= len(ranks)
    better = [*ranks]
    higher = [rank for rank in range(1, ranks[at]) if rank not in ranks]
    better[at] = higher[0] if higher else ranks[at]
    assert all(new >= old - 1e-12 for new, old in zip(measured(better), measured(ranks), strict=True))


def test_intervals_of_what_is_always_the_same_are_a_point() -> None:
    found = intervals([(1.0, 0.5, 0.25, 0.0)] * 7)
    assert [tuple(found[name]) for name in MEASURES] == [(1, 1, 1), (0.5, 0.5, 0.5), (0.25, 0.25, 0.25), (0, 0, 0)]


def test_intervals_are_as_wide_as_the_theory_says() -> None:
    """A fair coin thrown 400 times: its mean has a standard error of 0.025, and 95 % lie within 1.96 of these."""
    found = intervals([(float(at % 2), 0.0, 0.0, 0.0) for at in range(400)])["hits@10"]
    assert found.mean == 0.5
    assert (found.low, found.high) == (pytest.approx(0.451, abs=0.006), pytest.approx(0.549, abs=0.006))


def test_intervals_of_nothing_are_none() -> None:
    assert intervals([]) == {}


def test_intervals_are_the_same_again() -> None:
    rows = [(at % 3 / 3, 0.1, 0.2, at / 50) for at in range(50)]
    assert intervals(rows) == intervals(rows)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([1, 1, 1, 1], 0), ([0, 0, 0, 4], 3 / 4), ([0, 0], 0), ([], 0), ([1, 3], 1 / 4), ([0, 1, 2, 3], 5 / 12)],
)
def test_gini(counts: list[int], expected: float) -> None:
    assert gini(np.array(counts, np.int64)) == pytest.approx(expected)


def test_coverage_is_the_share_that_was_ever_recommended() -> None:
    assert spread(np.array([0, 5, 1, 0]))["coverage"] == 0.5
    assert spread(np.array([], np.int64)) == {"coverage": 0, "gini": 0}


def test_variety_is_what_pairs_do_not_share() -> None:
    """0 and 1 share one of three values, 0 and 2 none; 3 has none and does not count, nor do empty places."""
    held = sparse.csr_array(np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]))
    assert variety(np.array([[0, 1, -1]]), held) == pytest.approx(2 / 3)
    assert variety(np.array([[0, 1, 2], [3, 0, -1]]), held) == pytest.approx((2 / 3 + 1 + 1) / 3)
    assert variety(np.array([[3, 0]]), held) == 0
