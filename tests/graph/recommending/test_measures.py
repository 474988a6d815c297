"""Measures against values computed by hand, and their laws."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.recommending.measures import MEASURES, gini, intervals, measured, paired, spread, variety

RANKS = st.lists(st.integers(1, 200), min_size=1, max_size=20, unique=True)
ROW = st.tuples(*[st.floats(0, 1, allow_subnormal=False)] * len(MEASURES))


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


def test_a_group_for_each_query_is_no_group() -> None:
    rows = [(at % 3 / 3, 0.1, 0.2, at / 50) for at in range(50)]
    assert intervals(rows, range(50)) == intervals(rows)


def test_queries_of_a_group_are_drawn_together() -> None:
    """A hundred coins, of each of which four queries tell the same, are no surer than a hundred queries."""
    rows = [(float(at % 2), 0.0, 0.0, 0.0) for at in range(100) for _ in range(4)]
    groups = [at for at in range(100) for _ in range(4)]
    found, once = intervals(rows, groups)["hits@10"], intervals(rows[::4])["hits@10"]
    assert tuple(found) == pytest.approx(tuple(once))
    assert intervals(rows)["hits@10"].low > found.low


def test_means_are_over_queries_and_not_over_groups() -> None:
    found = intervals([(1.0, 0, 0, 0), (1.0, 0, 0, 0), (1.0, 0, 0, 0), (0.0, 0, 0, 0)], [7, 7, 7, 3])["hits@10"]
    assert (found.mean, found.low, found.high) == (0.75, 0, 1)


def test_groups_are_as_many_as_queries() -> None:
    with pytest.raises(ValueError, match="2 queries have 1 groups"):
        intervals([(1, 1, 1, 1)] * 2, [1])


@given(st.lists(ROW, min_size=1, max_size=12))
def test_nothing_is_better_than_itself(rows: list[tuple[float, ...]]) -> None:
    assert all(tuple(value) == (0, 0, 0) for value in paired(rows, rows).values())


@given(st.lists(st.tuples(ROW, ROW, st.integers(0, 3)), min_size=1, max_size=12))
def test_better_one_way_is_worse_the_other(both: list[tuple[tuple[float, ...], tuple[float, ...], int]]) -> None:
    a, b, groups = (list(part) for part in zip(*both, strict=True))
    there, back = paired(a, b, groups), paired(b, a, groups)
    for name in MEASURES:
        mean, low, high = there[name]
        assert tuple(back[name]) == pytest.approx((-mean, -high, -low), abs=1e-9)


def test_what_is_always_better_by_the_same_differs_surely() -> None:
    """The means overlap by far, the differences do not."""
    a = [(at % 2 * 0.5 + 0.1, 0.0, 0.0, 0.0) for at in range(20)]
    b = [(at % 2 * 0.5, 0.0, 0.0, 0.0) for at in range(20)]
    assert intervals(b)["hits@10"].high > intervals(a)["hits@10"].low
    assert tuple(paired(a, b)["hits@10"]) == pytest.approx((0.1, 0.1, 0.1))


def test_only_the_same_queries_can_be_compared() -> None:
    assert paired([], []) == {}
    with pytest.raises(ValueError, match="2 and 1 queries cannot be compared one by one"):
        paired([(1, 1, 1, 1)] * 2, [(1, 1, 1, 1)])


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
