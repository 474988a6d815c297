"""Rankings spread over places and kinds: each next one is good, and unlike those before it.

Maximal marginal relevance (Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering
documents and producing summaries", SIGIR 1998): of those left the one comes next whose
``RELEVANCE × score − (1 − RELEVANCE) × likeness to the most alike one before it`` is largest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

RELEVANCE = 0.6
POOL = 20  # times the limit: so many of the best are worth a look, of the others none is good enough


@dataclass(slots=True, frozen=True)
class Candidacy:
    """What decides on a place in the order: the score, the regions from the country down, and the kinds."""

    score: float
    path: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()


def spread(candidates: Sequence[Candidacy], limit: int, relevance: float = RELEVANCE) -> list[int]:
    """The places in ``candidates``, which come best first, of the ``limit`` ones to list, in their new order.

    The best one stays first, and of two with the same place and kinds the better one comes first. Scores are taken
    relative to the best one, so that their scale does not matter.
    """
    best = max((one.score for one in candidates), default=0.0) or 1.0
    worth = [relevance * one.score / best for one in candidates]
    nearest = [0.0] * len(candidates)
    left = list(range(len(candidates)))
    order: list[int] = []
    while left and len(order) < limit:
        chosen = max(left, key=lambda at: (round(worth[at] - (1 - relevance) * nearest[at], 9), -at))
        order.append(chosen)
        left.remove(chosen)
        for at in left:
            nearest[at] = max(nearest[at], likeness(candidates[at], candidates[chosen]))
    return order


def likeness(one: Candidacy, other: Candidacy) -> float:
    """How alike two are, from 0 to 1: half for the place, as far as both lie in the same; half for a shared kind."""
    return (_same_place(one.path, other.path) + bool(one.kinds & other.kinds)) / 2


def _same_place(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """1 for the same place, less the sooner the ways down to both part, 0 for different countries or none known."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared / max(len(one), len(other), 1)
