"""The scores of many candidates: what is weighed once holds for all that share the same in the same strengths.

Thousands of operations of one programme differ by name and beneficiary alone. A score depends only on the features
that can become links, on their strengths, and on how many doubtful statements lead there; candidates alike in these
have the same score to the last digit, so that one of them is weighed in full.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from heapq import nlargest
from typing import Protocol

from graph.evidence import Edge
from graph.profile import Profile, Trail
from graph.reasons import MEETING, Link, Weighed, alike, doubted, links, weigh
from graph.themes import Themes

SAME = ("programme", "funder", *MEETING)
Counted = frozenset[tuple[str, float, int]]
Likeness = tuple[Counted, ...]
NOTHING: Counted = frozenset()


class Labels(Protocol):
    """What equals are ordered by."""

    def label(self, iri: str, /) -> str:
        """The name of a thing."""


def first(scores: Mapping[str, float], limit: int, names: Labels) -> list[str]:
    """The ``limit`` things with the highest scores, equal ones by name; of the others no name is looked up."""
    least = min(nlargest(limit, scores.values()), default=0.0)
    best = [iri for iri, score in scores.items() if score >= least]
    best.sort(key=lambda iri: (-scores[iri], names.label(iri), iri))
    return best[:limit]


class Scores:
    """What somebody shares with others, as scores and as reasons."""

    def __init__(self, mine: Profile, themes: Themes, doubtful: Collection[Edge]) -> None:
        self._mine, self._themes, self._doubtful = mine, themes, doubtful
        self._known: dict[tuple[Likeness, tuple[tuple[str, float], ...]], float] = {}
        self._is_near = cache(self._is_near_any)

    def likeness(self, theirs: Profile) -> Likeness:
        """The features of another that can become links, with their strengths and doubtful statements."""
        return (
            *(self._counting(theirs[kind], kind) for kind in ("theme", "target_group")),
            *(self._common(theirs[kind], self._mine[kind]) for kind in SAME),
        )

    def score(self, theirs: Profile, likeness: Likeness, others: Sequence[Link] = ()) -> float:
        """The score of another thing; ``others`` are links that do not come of the profiles, one of a kind."""
        apart = tuple((link.kind, link.strength) for link in doubted(others, self._doubtful))
        key = (likeness, apart)
        if key not in self._known:
            self._known[key] = self.weighed(theirs, others).score
        return self._known[key]

    def weighed(self, theirs: Profile, others: Sequence[Link] = ()) -> Weighed:
        """The score with the reasons for it."""
        return weigh(doubted([*links(self._mine, theirs, self._themes), *others], self._doubtful))

    def _counting(self, features: dict[str, Trail], kind: str) -> Counted:
        return frozenset(self._as_counted(features, [name for name in features if self._is_near(kind, name)]))

    def _common(self, features: dict[str, Trail], mine: dict[str, Trail]) -> Counted:
        return frozenset(self._as_counted(features, features.keys() & mine.keys())) if mine and features else NOTHING

    def _as_counted(self, features: dict[str, Trail], names: Collection[str]) -> list[tuple[str, float, int]]:
        return [(name, features[name].strength, self._doubts(features[name])) for name in names]

    def _doubts(self, trail: Trail) -> int:
        return sum(edge in self._doubtful for edge in trail.edges)

    def _is_near_any(self, kind: str, concept: str) -> bool:
        """Whether a concept is near enough to one of ours to be a link."""
        return any(alike(self._themes, own, concept) for own in self._mine[kind])
