"""What a thing stands for: its themes, target groups, programmes, funders, events, partners and places.

Much of it is known only indirectly: a project has the themes of the initiative that it belongs to, and less so
those of its programme. Each feature therefore carries a strength in (0, 1] and the trail of edges that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.evidence import Edge
from graph.network import Network
from graph.vocabulary import VB

DIRECT, BY_MEMBERSHIP, BY_PROGRAMME = 1.0, 0.7, 0.4
KINDS = ("theme", "target_group", "programme", "funder", "event", "partner", "initiative", "region")


class Trail(NamedTuple):
    """How a feature is reached from a thing: its strength, and the edges on the way."""

    strength: float
    edges: tuple[Edge, ...]


@dataclass(slots=True)
class Profile:
    """The features of a thing by kind: ``{kind: {iri of the feature: trail}}``."""

    thing: str
    features: dict[str, dict[str, Trail]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def __getitem__(self, kind: str) -> dict[str, Trail]:
        return self.features[kind]

    def add(self, kind: str, feature: str, strength: float, *edges: Edge) -> None:
        """Note a feature; of two ways to it the stronger, then the shorter one stays, then the first by IRIs."""
        known, new = self.features[kind].get(feature), Trail(strength, edges)
        if known is None or _best_first(new) < _best_first(known):
            self.features[kind][feature] = new


def _best_first(trail: Trail) -> tuple[float, int, tuple[Edge, ...]]:
    return -trail.strength, len(trail.edges), trail.edges


def profile(network: Network, thing: str) -> Profile:
    """The profile of a thing."""
    found = Profile(thing)
    for strength, on_the_way, near in _circle(network, thing):
        _own_features(network, found, near, strength, on_the_way)
    for strength, on_the_way, near in _programmes(network, thing):
        found.add("programme", near, strength, *on_the_way)
        _topics(network, found, near, strength * BY_PROGRAMME, on_the_way)
        for funder in network.out(near, VB.fundedBy):
            found.add("funder", funder, strength * BY_MEMBERSHIP, *on_the_way, Edge(near, VB.fundedBy, funder))
    for relation in (VB.fundedBy, VB.operator):  # who pays for or runs a programme is in it, too
        for programme in network.into(thing, relation):
            if network.names.type(programme) == "Programme":
                found.add("programme", programme, BY_MEMBERSHIP, Edge(programme, relation, thing))
    for event in network.into(thing, VB.host):
        found.add("event", event, DIRECT, Edge(event, VB.host, thing))
    _drop_parts_of_events(network, found)
    return found


def _drop_parts_of_events(network: Network, found: Profile) -> None:
    """Who met at an event also met at its workshops: one meeting, not several."""
    events = found["event"]
    for event in [event for event in events if any(whole in events for whole in network.out(event, VB.partOf))]:
        del events[event]


def _circle(network: Network, thing: str) -> Iterator[tuple[float, tuple[Edge, ...], str]]:
    """The thing itself, what it belongs to, and what belongs to it."""
    yield DIRECT, (), thing
    for initiative in network.into(thing, VB.member):
        yield BY_MEMBERSHIP, (Edge(initiative, VB.member, thing),), initiative
    for member in network.out(thing, VB.member):
        yield BY_MEMBERSHIP, (Edge(thing, VB.member, member),), member
    for project in network.into(thing, VB.partner):
        yield BY_MEMBERSHIP, (Edge(project, VB.partner, thing),), project


def _programmes(network: Network, thing: str) -> Iterator[tuple[float, tuple[Edge, ...], str]]:
    for strength, on_the_way, near in _circle(network, thing):
        for programme in network.out(near, VB.programme):
            step = (*on_the_way, Edge(near, VB.programme, programme))
            yield strength, step, programme
            for parent in network.out(programme, VB.partOf):
                yield strength * BY_MEMBERSHIP, (*step, Edge(programme, VB.partOf, parent)), parent


def _own_features(network: Network, found: Profile, near: str, strength: float, on_the_way: tuple[Edge, ...]) -> None:
    _topics(network, found, near, strength, on_the_way)
    for funder in network.out(near, VB.fundedBy):
        found.add("funder", funder, strength, *on_the_way, Edge(near, VB.fundedBy, funder))
    for event in network.into(near, VB.attendedBy):
        found.add("event", event, strength, *on_the_way, Edge(event, VB.attendedBy, near))
    for partner in network.out(near, VB.partner):
        found.add("partner", partner, strength, *on_the_way, Edge(near, VB.partner, partner))
    for member in network.out(near, VB.member):
        found.add("partner", member, strength, *on_the_way, Edge(near, VB.member, member))
    for initiative in network.into(near, VB.member):
        found.add("initiative", initiative, strength, *on_the_way, Edge(initiative, VB.member, near))
    if near == found.thing:
        for project in network.into(near, VB.partner):
            found.add("partner", project, strength, Edge(project, VB.partner, near))
        for region in network.out(near, VB.region):
            found.add("region", region, strength, Edge(near, VB.region, region))
    found.features["partner"].pop(found.thing, None)


def _topics(network: Network, found: Profile, near: str, strength: float, on_the_way: tuple[Edge, ...]) -> None:
    for theme in network.out(near, VB.theme):
        found.add("theme", theme, strength, *on_the_way, Edge(near, VB.theme, theme))
    for group in network.out(near, VB.targetGroup):
        found.add("target_group", group, strength, *on_the_way, Edge(near, VB.targetGroup, group))
