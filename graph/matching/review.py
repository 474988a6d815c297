"""What to ask people next: the pairs that are not judged yet, the most useful one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log2

from graph.matching.candidate_index import Pair
from graph.matching.contradictions import Groups
from graph.matching.judgement import DIFFERENT, SAME, UNSURE, Judgement

# However sure the score is, a pair that changes much is worth a look.
_LEAST_DOUBT = 0.05


class Known:
    """What judgements in force say of any two IRIs, directly or by what follows from them."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        items = list(judgements)
        self.groups = Groups(item.pair for item in items if item.verdict == SAME)
        self._apart = {self._pair(*item.pair) for item in items if item.verdict == DIFFERENT}
        self._unsure = {item.pair for item in items if item.verdict == UNSURE}

    def verdict(self, one: str, other: str) -> str:
        """ "same", "different", "unsure" (only what was said of this very pair), or "" where it is open."""
        first, second = pair = self._pair(one, other)
        if pair in self._apart:
            return DIFFERENT
        if first == second:
            return SAME
        return UNSURE if tuple(sorted((one, other))) in self._unsure else ""

    def together(self, iri: str) -> list[str]:
        """The IRIs that were judged to be one thing with this one, itself first."""
        others = self._members.get(self.groups.find(iri), ())
        return [iri, *(other for other in others if other != iri)]

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        return self.groups.members()

    def _pair(self, one: str, other: str) -> tuple[str, str]:
        first, second = self.groups.find(one), self.groups.find(other)
        return (first, second) if first <= second else (second, first)


@dataclass(slots=True, frozen=True)
class Question:
    """A pair to be judged, and how useful an answer is."""

    pair: Pair
    usefulness: float


def usefulness(score: float, one: int, other: int) -> float:
    """How much is learnt from judging a pair: the doubt of its score times the projects that may move.

    The doubt is the binary entropy of the score in bits: 1 at 0.5, 0 at 0 and 1. What may move are the projects of
    the side that has fewer, since these would be seen with the other side's; a half is added, so that pairs
    without projects keep an order, and the other side counts by its logarithm.
    """
    doubt = max(_entropy(score), _LEAST_DOUBT)
    fewer, more = sorted((one, other))
    return doubt * (0.5 + fewer) * (1 + log2(1 + more))


def _entropy(share: float) -> float:
    if not 0 < share < 1:
        return 0.0
    return -share * log2(share) - (1 - share) * log2(1 - share)


def questions(
    pairs: Iterable[Pair],
    judgements: Iterable[Judgement],
    projects: Mapping[str, int],
    canonical: Mapping[str, str] | None = None,
) -> list[Question]:
    """The open pairs, the most useful first; pairs that are equally useful by their IRIs.

    ``projects`` counts those of each source IRI; what falls together (``canonical``, and by judgements) counts
    together.
    """
    known = Known(judgements)
    clusters = canonical or {}
    size: dict[str, int] = {}
    for iri, count in projects.items():
        whole = clusters.get(known.groups.find(iri), known.groups.find(iri))
        size[whole] = size.get(whole, 0) + count

    def reach(iri: str) -> int:
        return size.get(clusters.get(known.groups.find(iri), known.groups.find(iri)), 0)

    found = [
        Question(pair, usefulness(pair.score, reach(pair.first), reach(pair.second)))
        for pair in pairs
        if not known.verdict(pair.first, pair.second)
    ]
    found.sort(key=lambda item: (-item.usefulness, item.pair))
    return found
