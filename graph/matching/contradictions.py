"""Judgements that contradict each other: A = B and B = C, but A ≠ C; or one says A = B and another A ≠ B."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.matching.judgement import DIFFERENT, SAME, Judgement

Neighbours = Mapping[str, list[tuple[str, Judgement]]]


@dataclass(slots=True, frozen=True)
class Conflict:
    """Two IRIs that were judged different, and the fewest judgements that make them the same all the same."""

    different: Judgement
    same: tuple[Judgement, ...]

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All that contradict each other; taking back any of them solves this conflict."""
        return (*self.same, self.different)


class Groups:
    """Union-find: which IRIs belong together; the IRI that stands for a group is any of its members."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._parents: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        for one, other in pairs:
            self.join(one, other)

    def find(self, iri: str) -> str:
        """What stands for the group of an IRI; itself, when it is in none."""
        parents = self._parents
        above = parents.get(iri, iri)
        if above == iri:
            return iri
        while (higher := parents[above]) != above:
            parents[iri] = higher
            iri, above = above, higher
        return above

    def join(self, one: str, other: str) -> tuple[str, str]:
        """Put two groups together; what stands for the group now, and what stood for the one that went into it."""
        one, other = self.find(one), self.find(other)
        sizes = self._sizes
        if sizes.get(one, 1) < sizes.get(other, 1):
            one, other = other, one
        if one != other:
            self._parents.setdefault(one, one)
            self._parents[other] = one
            sizes[one] = sizes.get(one, 1) + sizes.pop(other, 1)
        return one, other

    def members(self) -> dict[str, list[str]]:
        """Every group of two or more by what stands for it."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in self._parents:
            found[self.find(iri)].append(iri)
        return found


def contradictions(judgements: Iterable[Judgement]) -> list[Conflict]:
    """Every "different" between two IRIs that "same" judgements put together, with the shortest chain of these.

    In the order of the IRIs that were judged different; of chains that are equally short, the first by IRIs.
    """
    ordered = sorted(judgements, key=lambda item: (item.pair, item.id))
    same = [item for item in ordered if item.verdict == SAME]
    groups = Groups(item.pair for item in same)
    against = [
        item for item in ordered if item.verdict == DIFFERENT and groups.find(item.first) == groups.find(item.second)
    ]
    if not against:
        return []
    beside = neighbours(same)
    return [Conflict(item, shortest(beside, item.first, item.second)) for item in against]


def neighbours(same: Iterable[Judgement]) -> Neighbours:
    """For each IRI those that were judged the same, in their order."""
    found: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for item in sorted(same, key=lambda item: (item.pair, item.id)):
        found[item.first].append((item.second, item))
        found[item.second].append((item.first, item))
    return {iri: sorted(others, key=lambda other: (other[0], other[1].id)) for iri, others in found.items()}


def shortest(beside: Neighbours, start: str, end: str) -> tuple[Judgement, ...]:
    """The fewest judgements that lead from one IRI to another (breadth first); none where nothing does."""
    came: dict[str, tuple[str, Judgement] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for other, item in beside.get(here, ()):
            if other not in came:
                came[other] = (here, item)
                waiting.append(other)
    way: list[Judgement] = []
    at = came.get(end)
    while at:
        way.append(at[1])
        at = came[at[0]]
    return tuple(reversed(way))


def contested(conflicts: Iterable[Conflict], same: Iterable[Judgement]) -> set[str]:
    """The ids of all "same" judgements on any chain that contradicts a "different", not only the shortest.

    An edge lies on a path between two nodes exactly when it is in one biconnected component with an edge between
    them that is added (Harary, Graph Theory, 1969, theorem 3.3).
    """
    import networkx as nx

    conflicts, same = list(conflicts), list(same)
    if not conflicts:
        return set()
    groups = Groups(item.pair for item in same)
    edges: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(dict)
    for item in same:
        edges[groups.find(item.first)].setdefault(item.pair, set()).add(item.id)
    found: set[str] = set()
    for conflict in conflicts:
        ends = conflict.different.pair
        inside = edges[groups.find(ends[0])]
        graph = nx.Graph([*inside, ends])
        for component in nx.biconnected_component_edges(graph):
            pairs = {tuple(sorted(edge)) for edge in component}
            if ends in pairs:
                found.update(*(ids for pair, ids in inside.items() if pair in pairs))
    return found
