"""A hierarchy of concepts, several broader concepts allowed, and how near two of them are in it.

Concepts of other schemes may hang below those of the thesaurus. What measures how specific a concept is counts
the thesaurus alone, so that two of its themes stay as near to each other whatever else is loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from math import log


class Hierarchy:
    """Concepts and their broader concepts; concepts without a broader one share a virtual root only."""

    def __init__(
        self, concepts: Iterable[str], broader: Iterable[tuple[str, str]], counted: Iterable[str] = ()
    ) -> None:
        self.concepts = frozenset(concepts)
        self._counted = frozenset(counted) & self.concepts or self.concepts
        pairs = [(low, high) for low, high in broader if {low, high} <= self.concepts]
        self._up = grouped(pairs)
        self._down = grouped((high, low) for low, high in pairs)
        self._known: dict[tuple[str, str], float] = {}

    def broader(self, concept: str) -> tuple[str, ...]:
        """The directly broader concepts, sorted."""
        return tuple(sorted(self._up.get(concept, ())))

    def ancestors(self, concept: str) -> dict[str, int]:
        """Every broader concept with its least distance in steps, nearest first; a cycle does no harm."""
        return _reach(concept, self._up)

    def within(self, concept: str) -> frozenset[str]:
        """The concept itself and everything narrower."""
        return frozenset({concept, *_reach(concept, self._down)})

    def common(self, first: str, second: str) -> str | None:
        """The most specific concept that is at or above both; None if they share only the virtual root.

        Most specific is: of the highest information content, then the fewest steps away, then by name.
        """
        above_first = {first: 0, **self.ancestors(first)}
        above_second = {second: 0, **self.ancestors(second)}
        return min(
            above_first.keys() & above_second.keys(),
            key=lambda concept: (
                -self.information(concept),
                above_first[concept] + above_second[concept],
                concept,
            ),
            default=None,
        )

    def information(self, concept: str) -> float:
        """How specific a concept is: 1 if nothing is narrower, nearer to 0 the more is.

        Intrinsic information content after Seco, Veale and Hayes, "An intrinsic information content metric
        for semantic similarity in WordNet", ECAI 2004: ``1 - log(n) / log(N + 1)``, where n counts the
        concept and all that is narrower, N all concepts, and 1 stands for the virtual root. Where concepts of the
        thesaurus are among the narrower ones, n and N count those only.
        """
        within = self.within(concept)
        counted = self._counted if within & self._counted else self.concepts
        return 1 - log(max(len(within & counted), 1)) / log(max(len(counted), 1) + 1)

    def closeness(self, first: str, second: str) -> float:
        """How near two concepts are in meaning: 1 for the same, 0 if they share no broader concept.

        Lin, "An information-theoretic definition of similarity", ICML 1998, over intrinsic information
        content (see ``information``): ``2 * IC(common) / (IC(first) + IC(second))``. It is symmetric;
        siblings are nearer than cousins, and siblings under a narrow concept nearer than under a wide one.
        """
        if first == second:
            return 1.0
        pair = (first, second) if first < second else (second, first)
        if pair not in self._known:
            self._known[pair] = self._lin(*pair)
        return self._known[pair]

    def _lin(self, first: str, second: str) -> float:
        shared = self.common(first, second)
        if shared is None:
            return 0.0
        return min(2 * self.information(shared) / (self.information(first) + self.information(second)), 1.0)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The second members of the pairs by their first member."""
    groups: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        groups[first].add(second)
    return dict(groups)


def _reach(start: str, edges: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Everything that the edges lead to from a start, with the least number of steps; breadth first."""
    steps, frontier = {start: 0}, [start]
    for step in count(1):
        frontier = sorted({end for node in frontier for end in edges.get(node, ())} - steps.keys())
        if not frontier:
            break
        steps.update(dict.fromkeys(frontier, step))
    return {end: step for end, step in steps.items() if step}
