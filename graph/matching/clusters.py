"""Which mentions are one thing: clusters that follow from scores and from what people judged, people first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from graph.matching.contradictions import Conflict, Groups, contested, contradictions
from graph.matching.judgement import DIFFERENT, SAME, UNSURE, Judgement
from graph.matching.mention import Identifier

__all__ = ["Clusters", "Conflict", "HeldApart", "clusters"]

Edge = tuple[str, str, float]
Schemes = dict[str, frozenset[str]]


@dataclass(slots=True, frozen=True)
class HeldApart:
    """A pair that its score would put together, and what stands against it: a judgement, or two identifiers."""

    first: str
    second: str
    score: float
    judgement: Judgement | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(slots=True)
class Clusters:
    """What falls together: for every member of a cluster of two or more, itself included, the canonical IRI."""

    canonical: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    held_apart: list[HeldApart] = field(default_factory=list)

    def are_one(self, iri: str, other: str) -> bool:
        """Whether two IRIs fall together."""
        return self.canonical.get(iri, iri) == self.canonical.get(other, other)

    @property
    def members(self) -> dict[str, list[str]]:
        """The members of each cluster in their order, by the canonical IRI."""
        found: dict[str, list[str]] = {}
        for iri, canonical in sorted(self.canonical.items()):
            found.setdefault(canonical, []).append(iri)
        return found


def _itself(iri: str) -> Any:
    return iri


def clusters(
    same: Iterable[Edge],
    judgements: Iterable[Judgement],
    *,
    exclusive: Mapping[str, frozenset[Identifier]] | None = None,
    prefer: Callable[[str], Any] = _itself,
) -> Clusters:
    """The clusters of pairs with scores and of judgements in force; near-linear in the number of pairs.

    Judgements come first: what people call the same falls together, whatever the identifiers, but for chains that
    contradict a "different", which nobody follows. Then come the pairs, the highest score first. One is not followed
    where it was judged "different" or "unsure" itself, where a "different" stands between the two clusters, or where
    these have different values of an exclusive identifier. The canonical IRI is the one with the smallest
    ``prefer(iri)``, then the smallest IRI.
    """
    ordered = sorted(judgements, key=lambda item: (item.pair, item.id))
    conflicts = contradictions(ordered)
    agreed = [item for item in ordered if item.verdict == SAME]
    if conflicts:
        unfollowed = contested(conflicts, agreed)
        agreed = [item for item in agreed if item.id not in unfollowed]
    growing = _Growing(exclusive or {})
    for item in agreed:
        growing.join(item.first, item.second)
    for item in ordered:
        if item.verdict == DIFFERENT:
            growing.forbid(item)
    unsure = {item.pair: item for item in ordered if item.verdict == UNSURE}
    held = growing.follow(same, unsure)
    return Clusters(_canonical(growing.groups, prefer), conflicts, held)


def _canonical(groups: Groups, prefer: Callable[[str], Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for members in groups.members().values():
        best = min(members, key=lambda iri: (prefer(iri), iri))
        found.update(dict.fromkeys(members, best))
    return found


class _Growing:
    """Clusters while they grow, with what each must not be joined to."""

    def __init__(self, exclusive: Mapping[str, frozenset[Identifier]]) -> None:
        self.groups = Groups()
        self._against: dict[str, dict[str, Judgement]] = {}
        self._values: dict[str, Schemes] = {iri: _by_scheme(held) for iri, held in exclusive.items() if held}

    def forbid(self, judgement: Judgement) -> None:
        """Keep two clusters apart; the first judgement that does so is the one that is named."""
        one, other = self.groups.find(judgement.first), self.groups.find(judgement.second)
        if one != other:
            self._against.setdefault(one, {}).setdefault(other, judgement)
            self._against.setdefault(other, {}).setdefault(one, judgement)

    def join(self, one: str, other: str) -> None:
        """Put two clusters together with what each of them must not be joined to."""
        kept, gone = self.groups.join(one, other)
        if kept == gone:
            return
        if foes := self._against.pop(gone, None):
            own = self._against.setdefault(kept, {})
            for foe, judgement in foes.items():
                del self._against[foe][gone]
                own.setdefault(foe, judgement)
                self._against[foe].setdefault(kept, judgement)
        if values := self._values.pop(gone, None):
            mine = self._values.get(kept, {})
            both = {scheme: mine.get(scheme, frozenset()) | held for scheme, held in values.items()}
            self._values[kept] = {**mine, **both}

    def follow(self, same: Iterable[Edge], unsure: Mapping[tuple[str, str], Judgement]) -> list[HeldApart]:
        """Join the pairs, the highest score first; those that were not joined, in this order."""
        held: dict[tuple[str, str], HeldApart] = {}
        find, against, values = self.groups.find, self._against, self._values
        pairs = sorted(map(_in_order, same))
        pairs.sort(key=itemgetter(2), reverse=True)  # stable; twice as fast as one sort by both
        for one, other, score in pairs:
            first, second = find(one), find(other)
            if first == second:
                continue
            judgement = unsure.get((one, other)) if unsure else None
            if judgement is None and first in against:
                judgement = against[first].get(second)
            identifiers: tuple[Identifier, ...] = ()
            if judgement is None and first in values and second in values:
                identifiers = _clash(values[first], values[second])
            if judgement or identifiers:
                held.setdefault((one, other), HeldApart(one, other, score, judgement, identifiers))
            else:
                self.join(first, second)
        return [item for item in held.values() if find(item.first) != find(item.second)]


def _in_order(edge: Edge) -> Edge:
    return edge if edge[0] <= edge[1] else (edge[1], edge[0], edge[2])


def _by_scheme(identifiers: Iterable[Identifier]) -> Schemes:
    found: dict[str, set[str]] = {}
    for scheme, value in identifiers:
        found.setdefault(scheme, set()).add(value)
    return {scheme: frozenset(values) for scheme, values in found.items()}


def _clash(one: Schemes, other: Schemes) -> tuple[Identifier, ...]:
    """Two values of one scheme that a union would bring together for the first time."""
    for scheme in sorted(one.keys() & other.keys()):
        mine, theirs = one[scheme], other[scheme]
        if not (mine <= theirs or theirs <= mine):
            return Identifier(scheme, min(mine - theirs)), Identifier(scheme, min(theirs - mine))
    return ()
