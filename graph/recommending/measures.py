"""How good a ranking is, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from graph.recommending.arrays import Array, Matrix

TOP, DEEP = 10, 50
MEASURES = ("hits@10", "recall@50", "mrr", "ndcg@10")
RESAMPLES, SEED, CONFIDENCE = 1000, 20240101, 0.95


class Interval(NamedTuple):
    """A mean, and between which values it lies with 95 % confidence."""

    mean: float
    low: float
    high: float


def measured(ranks: Sequence[int] | Array) -> tuple[float, float, float, float]:
    """``MEASURES`` of one query, from the ranks (first is 1) of all that was to be found, of which there is some.

    Whether one is among the first ten; the share among the first fifty; 1 / the best rank; and the discounted gain of
    the first ten over the best there could be: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
    techniques", ACM TOIS 20 (2002), with gain 1 and discount 1/log2(rank + 1).
    """
    found = np.sort(np.asarray(ranks))
    gain = (1 / np.log2(found[found <= TOP] + 1)).sum()
    best = (1 / np.log2(np.arange(1, min(len(found), TOP) + 1) + 1)).sum()
    return float(found[0] <= TOP), float((found <= DEEP).mean()), float(1 / found[0]), float(gain / best)


Rows = Sequence[Sequence[float]] | Array


def intervals(rows: Rows, groups: Sequence[int] | Array | None = None) -> dict[str, Interval]:
    """The mean of each measure over queries, with percentile intervals of a seeded bootstrap over the queries.

    With ``groups``, a number for each query, all queries of a group are drawn together: queries about one project are
    not independent of one another, and intervals over them one by one would be too narrow.
    """
    values = np.asarray(rows, np.float64).reshape(-1, len(MEASURES))
    if not len(values):
        return {}
    sums, sizes = _by_group(values, groups)
    chosen = np.random.default_rng(SEED)
    drawn = (chosen.integers(len(sums), size=len(sums)) for _ in range(RESAMPLES))
    means = np.array([sums[draw].sum(axis=0) / sizes[draw].sum() for draw in drawn])
    tail = (1 - CONFIDENCE) / 2 * 100
    low, high = np.percentile(means, [tail, 100 - tail], axis=0)
    centre = values.mean(axis=0)
    return {name: Interval(float(centre[at]), float(low[at]), float(high[at])) for at, name in enumerate(MEASURES)}


def paired(a_rows: Rows, b_rows: Rows, groups: Sequence[int] | Array | None = None) -> dict[str, Interval]:
    """By how much a is better than b on the same queries, in the same order: mean differences with their intervals.

    An interval without 0 says that they differ, also where the intervals of the two means overlap. ``groups`` as in
    ``intervals``. Raises ValueError for lists of different lengths.
    """
    a, b = (np.asarray(rows, np.float64).reshape(-1, len(MEASURES)) for rows in (a_rows, b_rows))
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)} queries cannot be compared one by one")
    return intervals(a - b, groups)


def _by_group(values: Array, groups: Sequence[int] | Array | None) -> tuple[Array, Array]:
    """The sum of the rows of each group, and how many these are; without groups each row is one of its own."""
    if groups is None:
        return values, np.ones(len(values))
    if len(groups) != len(values):
        raise ValueError(f"{len(values)} queries have {len(groups)} groups")
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    sums = np.zeros((int(group.max()) + 1, values.shape[1]))
    np.add.at(sums, group, values)
    return sums, np.bincount(group).astype(np.float64)


def gini(counts: Array) -> float:
    """How unequally recommendations are shared out: 0 all the same often, near 1 all to one; 0 without any."""
    ordered = np.sort(counts)
    total, size = ordered.sum(), len(ordered)
    if not total:
        return 0.0
    return float((2 * np.arange(1, size + 1) - size - 1) @ ordered / (size * total))


def spread(counts: Array) -> dict[str, float]:
    """Coverage (share of candidates that were ever among the first ten) and Gini of how often each was."""
    return {"coverage": float((counts > 0).mean()) if len(counts) else 0.0, "gini": gini(counts)}


def variety(tops: Array, held: Matrix) -> float:
    """How unlike the first ten of each query are in what they have: the mean of 1 - Jaccard over pairs of them.

    ``tops`` has a row a query, -1 where fewer are listed; pairs of which one has nothing do not count. 0 without pairs.
    After Ziegler and others, "Improving recommendation lists through topic diversification", WWW 2005.
    """
    size = np.asarray(held.sum(axis=1), np.float64)
    unlike, pairs = 0.0, 0
    for first, second in combinations(range(tops.shape[1]), 2):
        a, b = tops[:, first], tops[:, second]
        meant = (a >= 0) & (b >= 0) & (size[a] > 0) & (size[b] > 0)
        a, b = a[meant], b[meant]
        shared = np.asarray(held[a].multiply(held[b]).sum(axis=1), np.float64)
        unlike += float((1 - shared / (size[a] + size[b] - shared)).sum())
        pairs += len(a)
    return unlike / pairs if pairs else 0.0
