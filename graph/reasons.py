"""What two things have in common, as weighted reasons whose weights add up to a score between 0 and 1.

Each kind of reason may contribute up to its share of the score (``SHARES``, which add up to 1). Within a kind the
strengths s₁ … sₙ of what is shared combine as 1 − ∏(1 − sᵢ), so that many weak links approach the share and never
exceed it; the kind's points are then split over its reasons in proportion to their strengths. A strength is the
product of the strengths of the two trails (see ``graph.profile``) and, for themes and target groups, of the
closeness of the two concepts (see ``graph.themes``), where two concepts that are only related count three quarters
of their closeness: the same theme is more than a similar one. Each doubtful statement on the way halves a strength.

The shares are a judgement, not a measurement: five articles cannot train them. A shared theme is the best ground
for cooperation, a common programme brings common rules and calendars, people who met work together more easily.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import prod
from typing import NamedTuple

from graph.evidence import Edge
from graph.profile import Profile, Trail
from graph.themes import Themes
from graph.vocabulary import SKOS

SHARES = {
    "theme": 0.30,
    "target_group": 0.15,
    "programme": 0.20,
    "meeting": 0.15,
    "funder": 0.05,
    "place": 0.10,
    "role": 0.05,
}
_ORDER = {kind: place for place, kind in enumerate(SHARES)}
# What people met over: an event that both attended, a partner or an initiative that both have.
MEETING = {"event": 0.5, "partner": 0.7, "initiative": 0.8}
NEAREST = 0.35  # below this two concepts are "somewhere in the same field", which is no reason
RELATED = 0.75
DOUBTFUL = 0.5  # for each statement on the way that no source is sure of
MOST = 3  # reasons of one kind; more of them say the same again
DIGITS = 4
SHARED = "shared"  # the detail of a place that both have, where the known projects speak


@dataclass(slots=True, frozen=True)
class Link:
    """Something that two things share: where the path to it starts, and its edges on to the other thing."""

    kind: str
    strength: float
    own: str
    other: str
    start: str
    edges: tuple[Edge, ...] = ()
    via: str = ""
    detail: str = ""


@dataclass(slots=True)
class Reason:
    """A link with its part of the score."""

    link: Link
    weight: float
    path: list[str] = field(default_factory=list)


class Weighed(NamedTuple):
    """A score and the reasons that add up to it."""

    score: float
    reasons: list[Reason]


def links(mine: Profile, theirs: Profile, themes: Themes) -> Iterator[Link]:
    """Everything that two profiles share, by kind."""
    for kind in ("theme", "target_group"):
        yield from _concept_links(kind, mine, theirs, themes)
    for kind in ("programme", "funder"):
        yield from _same(kind, kind, 1.0, mine, theirs)
    for kind, strength in MEETING.items():
        yield from _same("meeting", kind, strength, mine, theirs)


def doubted(found: Iterable[Link], doubtful: Collection[Edge]) -> list[Link]:
    """The links, each half as strong for every doubtful statement that it rests on."""
    return [
        replace(link, strength=link.strength * DOUBTFUL ** sum(e in doubtful for e in link.edges)) for link in found
    ]


def weigh(found: list[Link]) -> Weighed:
    """The score of a list of links and its reasons, the weightiest first."""
    reasons: list[Reason] = []
    for kind, share in SHARES.items():
        strongest = sorted((link for link in found if link.kind == kind), key=_strongest)[:MOST]
        if not strongest:
            continue
        points = share * (1 - prod(1 - min(link.strength, 1.0) for link in strongest))
        total = sum(link.strength for link in strongest)
        for link in strongest:
            weight = round(points * link.strength / total, DIGITS)
            if weight > 0:
                reasons.append(Reason(link, weight, path(link)))
    reasons.sort(key=lambda reason: (-reason.weight, _ORDER[reason.link.kind], reason.path))
    return Weighed(round(sum(reason.weight for reason in reasons), DIGITS), reasons)


def path(link: Link) -> list[str]:
    """The things along a link, from where it starts to the other thing, by IRI."""
    nodes = [at := link.start]
    for edge in link.edges:
        at = edge.value if edge.subject == at else edge.subject
        nodes.append(at)
    return nodes


def _same(kind: str, feature_kind: str, strength: float, mine: Profile, theirs: Profile) -> Iterator[Link]:
    for feature in sorted(mine[feature_kind].keys() & theirs[feature_kind].keys()):
        own, other = mine[feature_kind][feature], theirs[feature_kind][feature]
        both = strength * own.strength * other.strength
        start, edges = _start(mine, own, feature), _joined(own, other)
        yield Link(kind, both, feature, feature, start, edges, detail=feature_kind)


def _concept_links(kind: str, mine: Profile, theirs: Profile, themes: Themes) -> Iterator[Link]:
    """For each of their concepts the nearest of mine; each of mine is used once, by its nearest."""
    pairs = [
        (near * own.strength * other.strength, a, b)
        for a, own in mine[kind].items()
        for b, other in theirs[kind].items()
        if (near := alike(themes, a, b))
    ]
    used_mine: set[str] = set()
    used_theirs: set[str] = set()
    for strength, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if a in used_mine or b in used_theirs:
            continue
        used_mine.add(a)
        used_theirs.add(b)
        via = "" if a == b else themes.common(a, b) or ""
        edges = (*mine[kind][a].edges, *_climb(themes, a, via), *_descend(themes, b, via), *_back(theirs[kind][b]))
        yield Link(kind, strength, a, b, _start(mine, mine[kind][a], a), edges, via)


def _start(mine: Profile, own: Trail, feature: str) -> str:
    """A theme or programme that was named has no trail; the path starts with it."""
    if not own.edges:
        return feature
    first = own.edges[0]
    return mine.thing if mine.thing in (first.subject, first.value) else first.subject


def alike(themes: Themes, a: str, b: str) -> float:
    """1 for the same concept, less for related ones, 0 for those that are too far from each other to be a reason."""
    if a == b:
        return 1.0
    closeness = themes.closeness(a, b)
    return RELATED * closeness if closeness >= NEAREST else 0.0


def _climb(themes: Themes, concept: str, top: str) -> list[Edge]:
    """The edges from a concept up to a broader one."""
    if not top:
        return []
    return [Edge(low, SKOS.broader, high) for low, high in pairwise(themes.climb(concept, top))]


def _descend(themes: Themes, concept: str, top: str) -> list[Edge]:
    return _climb(themes, concept, top)[::-1]


def _joined(own: Trail, other: Trail) -> tuple[Edge, ...]:
    return (*own.edges, *_back(other))


def _back(trail: Trail) -> tuple[Edge, ...]:
    return trail.edges[::-1]


def _strongest(link: Link) -> tuple[float, str, str]:
    return -link.strength, link.own, link.other
