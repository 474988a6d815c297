"""What two or more things share, or, for one thing, which others share most with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.errors import InputError
from graph.evidence import Citation, cited, doubtful_edges
from graph.names import ACTORS
from graph.network import Network
from graph.profile import KINDS, Profile, Profiles, Trail
from graph.reasons import Reason
from graph.scores import Scores, first
from graph.store import GraphStore
from graph.themes import Themes


@dataclass(slots=True)
class Common:
    """One thing that all of the given things have, and the sources of each one's way to it."""

    kind: str
    id: str
    strength: float
    sources: list[Citation]
    broader: bool = False


@dataclass(slots=True)
class Similar:
    """A thing that shares much with the given one."""

    id: str
    score: float
    reasons: list[Reason]


@dataclass(slots=True)
class Shared:
    """The answer: what the things have in common, or the most similar ones."""

    things: list[str]
    common: list[Common] = field(default_factory=list)
    similar: list[Similar] = field(default_factory=list)


def shared(store: GraphStore, *things: str, limit: int = 10) -> Shared:
    """What all of the things have in common: themes (and the broader ones), target groups, programmes, funders,
    events, partners, initiatives and regions, the closest first.

    With a single thing, the ``limit`` things that share most with it. Raises NotFoundError, AmbiguousError,
    and InputError without any thing.
    """
    if not things:
        raise InputError("name at least one thing")
    names, network, themes = store.names, Network.read(store), Themes(store)
    found = [names.find(thing) for thing in dict.fromkeys(things)]
    of_all = Profiles(network)
    profiles = [of_all.of(thing) for thing in dict.fromkeys(found)]
    if len(profiles) == 1:
        return Shared(found, similar=_similar(store, profiles[0], of_all, themes, limit))
    common = [*_equal(store, profiles), *_broader(store, profiles, network, themes)]
    common.sort(key=lambda item: (KINDS.index(item.kind), item.broader, -item.strength, names.label(item.id)))
    return Shared(found, common)


def _equal(store: GraphStore, profiles: Sequence[Profile]) -> list[Common]:
    found = []
    for kind in KINDS:
        for feature in sorted(set.intersection(*(set(one[kind]) for one in profiles))):
            trails = [one[kind][feature] for one in profiles]
            found.append(_common(store, kind, feature, trails))
    return found


def _broader(store: GraphStore, profiles: Sequence[Profile], network: Network, themes: Themes) -> list[Common]:
    """The most specific broader themes and target groups that all have, where they do not have the same one."""
    found = []
    for kind in ("theme", "target_group"):
        above = [_above(one[kind], themes) for one in profiles]
        same: set[str] = set.intersection(*(set(one[kind]) for one in profiles))
        tops: set[str] = set.intersection(*above) - same
        lowest = {top for top in tops if not any(top in themes.ancestors(other) for other in tops)}
        for top in sorted(lowest):
            trails = [_up(one[kind], top, network) for one in profiles]
            common = _common(store, kind, top, trails)
            common.broader = True
            found.append(common)
    return found


def _above(concepts: Iterable[str], themes: Themes) -> set[str]:
    return {top for concept in concepts for top in (concept, *themes.ancestors(concept))}


def _up(features: dict[str, Trail], top: str, network: Network) -> Trail:
    ways = [
        Trail(trail.strength, (*trail.edges, *network.rise(own, top)))
        for own, trail in features.items()
        if own == top or network.rise(own, top)
    ]
    return max(ways, key=lambda trail: (trail.strength, -len(trail.edges), trail.edges))


def _common(store: GraphStore, kind: str, feature: str, trails: Sequence[Trail]) -> Common:
    sources = cited(store, dict.fromkeys(edge for trail in trails for edge in trail.edges))
    return Common(kind, feature, min(trail.strength for trail in trails), sources)


def _similar(store: GraphStore, own: Profile, profiles: Profiles, themes: Themes, limit: int) -> list[Similar]:
    names, scores = store.names, Scores(own, themes, doubtful_edges(store))
    found: dict[str, float] = {}
    for other in names.things(*(type_ for type_ in ACTORS if type_ not in ("Need", "Venue"))):
        theirs = profiles.of(other)
        if other != own.thing and any(likeness := scores.likeness(theirs)):
            found[other] = scores.score(theirs, likeness)
    best = first({iri: score for iri, score in found.items() if score}, limit, names)
    return [Similar(iri, *scores.weighed(profiles.of(iri))) for iri in best]
