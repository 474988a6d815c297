"""How right pairs are: precision, recall and F1 over the pairs that have a known truth, with bootstrap intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benchmarks.matching_truth import Truth

SEED, RESAMPLED = 7, 1_000


class Measure(NamedTuple):
    """A share between 0 and 1 and its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


@dataclass(frozen=True)
class Counts:
    """Right, wrong and missed pairs of each known identity: a pair belongs to the lesser identity of its mentions."""

    right: np.ndarray
    wrong: np.ndarray
    missed: np.ndarray

    def of(self, chosen: np.ndarray) -> Counts:
        """The counts of some identities alone."""
        return Counts(self.right[chosen], self.wrong[chosen], self.missed[chosen])

    def totals(self) -> tuple[int, int, int]:
        """Right, wrong and missed pairs together."""
        return int(self.right.sum()), int(self.wrong.sum()), int(self.missed.sum())

    def measures(self) -> dict[str, Measure]:
        """Precision, recall and F1, with intervals from drawing the identities anew (they are what is independent)."""
        each = np.column_stack((self.right, self.wrong, self.missed)).astype(float)
        # Identities without any pair change nothing but the width of a draw; leaving them out makes draws cheap.
        each = each[each.any(axis=1)]
        if not len(each):
            return dict.fromkeys(("precision", "recall", "f1"), Measure(*[float("nan")] * 3))
        chance = np.random.default_rng(SEED)
        draws = np.array([each[chance.integers(0, len(each), len(each))].sum(axis=0) for _ in range(RESAMPLED)])
        whole, drawn = shares(each.sum(axis=0)), shares(draws.T)
        return {
            name: Measure(float(whole[name]), *map(float, np.nanpercentile(drawn[name], (2.5, 97.5)))) for name in whole
        }


def shares(counts: np.ndarray) -> dict[str, np.ndarray]:
    """Precision, recall and F1 of right, wrong and missed; no pair at all is a precision of 1."""
    right, wrong, missed = counts
    with np.errstate(invalid="ignore"):
        return {
            "precision": np.where(right + wrong == 0, 1.0, right / np.maximum(right + wrong, 1)),
            "recall": np.where(right + missed == 0, np.nan, right / np.maximum(right + missed, 1)),
            "f1": np.where(right + wrong + missed == 0, np.nan, 2 * right / np.maximum(2 * right + wrong + missed, 1)),
        }


def normalised(pairs: np.ndarray) -> np.ndarray:
    """Pairs of two different positions, the lesser first, each once and in order."""
    pairs = np.sort(np.asarray(pairs, np.int64).reshape(-1, 2), axis=1)
    return np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)


def is_true(truth: Truth, pairs: np.ndarray) -> np.ndarray:
    """Which of the pairs (the lesser position first) are true."""
    size = len(truth.mentions)
    found: np.ndarray = np.isin(pairs[:, 0] * size + pairs[:, 1], truth.pairs[:, 0] * size + truth.pairs[:, 1])
    return found


def counted(truth: Truth, pairs: np.ndarray) -> np.ndarray:
    """Which of the pairs have a known truth on both sides."""
    known: np.ndarray = (truth.least[pairs] >= 0).all(axis=1)
    return known


def owners(truth: Truth, pairs: np.ndarray) -> np.ndarray:
    """The identity that each pair is counted for."""
    least: np.ndarray = truth.least[pairs].min(axis=1)
    return least


def wrong_pairs(truth: Truth, pairs: np.ndarray) -> np.ndarray:
    """The pairs that have a known truth and are not true, each once."""
    pairs = normalised(pairs)
    pairs = pairs[counted(truth, pairs)]
    wrong: np.ndarray = pairs[~is_true(truth, pairs)]
    return wrong


def count_pairs(truth: Truth, pairs: np.ndarray) -> Counts:
    """What is right about the pairs themselves."""
    pairs = normalised(pairs)
    pairs = pairs[counted(truth, pairs)]
    true, owner = is_true(truth, pairs), owners(truth, pairs)
    right, wrong = _count(truth, owner[true]), _count(truth, owner[~true])
    return Counts(right, wrong, _count(truth, owners(truth, truth.pairs)) - right)


def count_closure(truth: Truth, pairs: np.ndarray) -> Counts:
    """What is right about all pairs that follow from the pairs, also through mentions without a known truth.

    Wrong pairs are counted, not listed: a chain that joins ten thousand mentions makes fifty million of them.
    """
    component = components(len(truth.mentions), pairs)
    together = component[truth.pairs[:, 0]] == component[truth.pairs[:, 1]]
    right = _count(truth, owners(truth, truth.pairs[together]))
    missed = _count(truth, owners(truth, truth.pairs[~together]))
    at = np.flatnonzero(truth.least >= 0)
    at = at[np.lexsort((truth.least[at], component[at]))]
    # Within a component in order of identity, each mention owns its pairs with all that follow.
    last = np.searchsorted(component[at], component[at], side="right")
    every = np.bincount(truth.least[at], last - 1 - np.arange(len(at)), len(truth.known)).astype(np.int64)
    return Counts(right, every - right, missed)


def components(size: int, pairs: np.ndarray) -> np.ndarray:
    """For each position the number of its connected component."""
    import igraph

    graph = igraph.Graph(size, np.asarray(pairs).reshape(-1, 2).tolist())
    return np.array(graph.connected_components().membership, np.int64)


def _count(truth: Truth, owner: np.ndarray) -> np.ndarray:
    return np.bincount(owner, minlength=len(truth.known))


def best_threshold(truth: Truth, pairs: np.ndarray, scores: np.ndarray, least_precision: float = 0.0) -> float | None:
    """The score from which F1 is best on the half for tuning, at such a precision there; None if that is nowhere.

    A pair must have been given once. Scores that are equal stand or fall together.
    """
    tune = ~truth.report_half()
    use = counted(truth, pairs)
    use[use] = tune[owners(truth, pairs[use])]
    true, scores = is_true(truth, np.sort(pairs[use], axis=1)), scores[use]
    order = np.argsort(-scores, kind="stable")
    true, scores = true[order], scores[order]
    ends = np.flatnonzero(np.append(scores[1:] != scores[:-1], True)) if len(scores) else np.empty(0, np.int64)
    right, wrong = np.cumsum(true)[ends], np.cumsum(~true)[ends]
    total = tune[owners(truth, truth.pairs)].sum()
    found = shares(np.array((right, wrong, total - right)))
    precise = found["precision"] >= least_precision
    if not precise.any():
        return None
    return float(scores[ends[precise][int(np.argmax(found["f1"][precise]))]])
