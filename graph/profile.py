"""What a thing stands for: its themes, target groups, programmes, funders, events, partners and places.

Much of it is known only indirectly: a project has the themes of the initiative that it belongs to, and less so
those of its programme. Each feature therefore carries a strength in (0, 1] and the trail of edges that leads to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from graph.evidence import Edge
from graph.network import Network
from graph.vocabulary import VB

DIRECT, BY_MEMBERSHIP, BY_PROGRAMME = 1.0, 0.7, 0.4
FUNDED_BY, OPERATOR, HOST, PROGRAMME = VB.fundedBy, VB.operator, VB.host, VB.programme
MEMBER, PARTNER, PART_OF, ATTENDED_BY, REGION = VB.member, VB.partner, VB.partOf, VB.attendedBy, VB.region
TOPICS = (("theme", VB.theme), ("target_group", VB.targetGroup))
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

    def add(self, kind: str, feature: str, strength: float, edges: tuple[Edge, ...] = ()) -> None:
        """Note a feature; of two ways to it the stronger, then the shorter one stays, then the first by IRIs."""
        _keep_best(self.features[kind], feature, strength, edges)


def _keep_best(trails: dict[str, Trail], feature: str, strength: float, edges: tuple[Edge, ...]) -> None:
    known = trails.get(feature)
    if known is None or strength > known.strength:
        trails[feature] = Trail(strength, edges)
    elif strength == known.strength and _best_first(new := Trail(strength, edges)) < _best_first(known):
        trails[feature] = new


def _best_first(trail: Trail) -> tuple[float, int, tuple[Edge, ...]]:
    return -trail.strength, len(trail.edges), trail.edges


class Profiles:
    """The profiles of many things of one network; what a programme stands for is found out once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._of_programmes: dict[str, list[tuple[str, str, float, tuple[Edge, ...]]]] = {}

    def of(self, thing: str) -> Profile:
        """The profile of a thing."""
        network, found = self._network, Profile(thing)
        circle = _circle(network, thing)
        for way, near in circle:
            _own_features(network, found, near, way)
        self._add_programmes(found, _programmes(network, circle))
        for edge in self._paid_or_run.get(thing, ()):  # who pays for or runs a programme is in it, too
            found.add("programme", edge.subject, BY_MEMBERSHIP, (edge,))
        for event in network.into(thing, HOST):
            found.add("event", event, DIRECT, (Edge(event, HOST, thing),))
        _drop_parts_of_events(network, found)
        return found

    def add_programme(self, found: Profile, programme: str) -> None:
        """Let a profile have a programme that was named, with what those in it have of it."""
        self._add_programmes(found, _with_wholes(self._network, {programme: Trail(DIRECT, ())}))

    def _add_programmes(self, found: Profile, ways: dict[str, Trail]) -> None:
        for programme, way in ways.items():
            found.add("programme", programme, *way)
            for kind, feature, share, edges in self._of_programme(programme):
                found.add(kind, feature, way.strength * share, (*way.edges, *edges))

    @cached_property
    def _paid_or_run(self) -> dict[str, list[Edge]]:
        """Which programmes somebody pays for or runs; from the programmes on, for a bank may pay for all projects."""
        found: dict[str, list[Edge]] = {}
        for programme in self._network.names.things("Programme"):
            if self._network.names.type(programme) == "Programme":
                for relation in (FUNDED_BY, OPERATOR):
                    for body in self._network.out(programme, relation):
                        found.setdefault(body, []).append(Edge(programme, relation, body))
        return found

    def _of_programme(self, programme: str) -> list[tuple[str, str, float, tuple[Edge, ...]]]:
        """What those in a programme have of it: kind and feature, the share of the strength, and the edge to it."""
        if programme not in self._of_programmes:
            kinds = (
                *((kind, relation, BY_PROGRAMME) for kind, relation in TOPICS),
                ("funder", FUNDED_BY, BY_MEMBERSHIP),
            )
            self._of_programmes[programme] = [
                (kind, feature, share, (Edge(programme, relation, feature),))
                for kind, relation, share in kinds
                for feature in self._network.out(programme, relation)
            ]
        return self._of_programmes[programme]


def profile(network: Network, thing: str) -> Profile:
    """The profile of a single thing."""
    return Profiles(network).of(thing)


def _drop_parts_of_events(network: Network, found: Profile) -> None:
    """Who met at an event also met at its workshops: one meeting, not several."""
    events = found["event"]
    for event in [event for event in events if any(whole in events for whole in network.out(event, PART_OF))]:
        del events[event]


def _circle(network: Network, thing: str) -> list[tuple[Trail, str]]:
    """The thing itself, then what it belongs to and what belongs to it, the best way first."""
    ways = [
        *((Edge(initiative, MEMBER, thing), initiative) for initiative in network.into(thing, MEMBER)),
        *((Edge(thing, MEMBER, member), member) for member in network.out(thing, MEMBER)),
        *((Edge(project, PARTNER, thing), project) for project in network.into(thing, PARTNER)),
    ]
    return [(Trail(DIRECT, ()), thing), *((Trail(BY_MEMBERSHIP, (edge,)), near) for edge, near in sorted(ways))]


def _programmes(network: Network, circle: list[tuple[Trail, str]]) -> dict[str, Trail]:
    """The best way to each programme of the circle, and to what those are part of.

    The way on from a programme is the same for all ways to it, so that the best way there is the best beginning.
    """
    found: dict[str, Trail] = {}
    for way, near in circle:
        for programme in network.out(near, PROGRAMME):
            _keep_best(found, programme, way.strength, (*way.edges, Edge(near, PROGRAMME, programme)))
    return _with_wholes(network, found)


def _with_wholes(network: Network, found: dict[str, Trail]) -> dict[str, Trail]:
    """The programmes, and what they are part of."""
    for programme, way in list(found.items()):
        for parent in network.out(programme, PART_OF):
            step = Edge(programme, PART_OF, parent)
            _keep_best(found, parent, way.strength * BY_MEMBERSHIP, (*way.edges, step))
    return found


def _own_features(network: Network, found: Profile, near: str, way: Trail) -> None:
    strength, edges = way
    for kind, relation in (*TOPICS, ("funder", FUNDED_BY)):
        known = found.features[kind]
        for feature in network.out(near, relation):
            if feature not in known:  # the ways come best first
                known[feature] = Trail(strength, (*edges, Edge(near, relation, feature)))
    for event in network.into(near, ATTENDED_BY):
        found.add("event", event, strength, (*edges, Edge(event, ATTENDED_BY, near)))
    for relation in (PARTNER, MEMBER):
        for partner in network.out(near, relation):
            if partner != found.thing:
                found.add("partner", partner, strength, (*edges, Edge(near, relation, partner)))
    for initiative in network.into(near, MEMBER):
        found.add("initiative", initiative, strength, (*edges, Edge(initiative, MEMBER, near)))
    if near == found.thing:
        for project in network.into(near, PARTNER):
            if project != near:
                found.add("partner", project, strength, (Edge(project, PARTNER, near),))
        for region in network.out(near, REGION):
            found.add("region", region, strength, (Edge(near, REGION, region),))
