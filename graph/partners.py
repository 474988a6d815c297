"""Who should work together next: ranked potential partners, each with its reasons and their sources.

Without a region of one's own choosing the need in the graph speaks: an initiative that seeks partners in the south
is answered with what lies in the south. The score is described in ``graph.reasons``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from graph.errors import InputError
from graph.evidence import Citation, Edge, cited, doubtful_edges
from graph.network import Network
from graph.places import Places
from graph.profile import DIRECT, Profile, Profiles, Trail
from graph.reasons import Link, Reason
from graph.scores import Likeness, Scores, first
from graph.store import GraphStore
from graph.themes import Themes
from graph.vocabulary import RDF, VB

TYPES = ("project", "organisation", "any")
MATCHES = ("any", "all")
PARTICIPANT = 0.6  # strength of the role of an organisation that takes part in a programme or project
SEEKERS = ("Project", "Organisation", "Initiative", "Programme")


class Area(NamedTuple):
    """Where partners are sought: the region as named, all regions in it, and the need that asks for it.

    With a radius, ``region`` is its centre, ``place`` the name given for it, and ``within`` a region that holds too.
    """

    region: str
    regions: set[str]
    need: str = ""
    place: str = ""
    radius: float = 0.0
    within: str = ""


@dataclass(slots=True)
class Candidate:
    """A potential partner."""

    id: str
    type: str
    region: str
    score: float
    reasons: list[Reason]
    sources: dict[int, list[Citation]] = field(default_factory=dict)


@dataclass(slots=True)
class Partners:
    """Ranked candidates, and how many things were left out for which reason.

    ``thing`` is "" for a description. ``method`` is "likeness" (what two have in common) or "history" (what the known
    projects teach: ``graph.recommending``). ``home`` and what is plural are IRIs.
    """

    thing: str
    areas: list[Area]
    themes: list[str]
    type: str
    match: str
    limit: int
    candidates: list[Candidate]
    left_out: dict[str, int]
    method: str = "likeness"
    text: str = ""
    home: str = ""
    programmes: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    role: str = ""
    known: bool = False
    as_of: str = ""
    diverse: bool = False
    known_partners: frozenset[str] = frozenset()


def partners(
    store: GraphStore,
    thing: str,
    *,
    region: str = "",
    near: str = "",
    radius: float = 0.0,
    theme: Sequence[str] = (),
    type: str = "any",
    match: str = "any",
    limit: int = 10,
) -> Partners:
    """The best potential partners of a project, organisation or initiative.

    ``thing`` is a name or IRI; ``region`` or ``near`` with ``radius`` (km) say where; ``theme`` names themes of
    which a candidate must have any, or all. Scores lie between 0 and 1; equal ones are ordered by name.

    Raises NotFoundError, AmbiguousError, and InputError for a thing that cannot have partners and for an option
    that has no such value.
    """
    _check_options(type, match, limit, near, radius)
    search = _Search(store, thing, list(theme), type, match)
    search.look_in(region, near, radius)
    return search.run(limit)


def _check_options(type_: str, match: str, limit: int, near: str, radius: float) -> None:
    for option, value, known in (("type", type_, TYPES), ("match", match, MATCHES)):
        if value not in known:
            raise InputError(f"{option} “{value}” is not one of {', '.join(known)}")
    if limit < 1:
        raise InputError(f"a limit of {limit}; give one of at least 1")
    if radius and not near:
        raise InputError("a radius needs a place; name one with near")


class _Search:
    def __init__(self, store: GraphStore, thing: str, themes: list[str], type_: str, match: str) -> None:
        self.store = store
        self.names = store.names
        self.thing = self.names.find(thing)
        if self.names.type(self.thing) not in SEEKERS:
            raise InputError(
                f"“{self.names.label(self.thing)}” is no project, organisation, initiative or programme; "
                "only those have partners"
            )
        self.network = Network.read(store)
        self.places = Places(store)
        self.themes = Themes(store)
        self.type, self.match = type_, match
        self.wanted = [self.themes.find(name) for name in themes]
        self.profiles = Profiles(self.network)
        self.mine = self._own_profile()
        self.scores = Scores(self.mine, self.themes, doubtful_edges(store))
        self.left_out: Counter[str] = Counter()
        self.areas: list[Area] = []

    def _own_profile(self) -> Profile:
        mine = self.profiles.of(self.thing)
        for need in self._needs():
            step = Edge(self.thing, VB.seeks, need)
            for theme in self.network.out(need, VB.theme):
                mine.add("theme", theme, DIRECT, (step, Edge(need, VB.theme, theme)))
            for group in self.network.out(need, VB.targetGroup):
                mine.add("target_group", group, DIRECT, (step, Edge(need, VB.targetGroup, group)))
        for theme in self.wanted:
            mine.add("theme", theme, DIRECT)
        return mine

    def _needs(self) -> list[str]:
        sought = dict(self.store.pairs(VB.sought))
        return [need for need in self.network.out(self.thing, VB.seeks) if sought.get(need, "partner") == "partner"]

    def look_in(self, region: str, near: str, radius: float) -> None:
        """Say where to look: the places asked for, else those of the needs in the graph."""
        if region or near:
            self.areas.append(self._asked(region, near, radius))
        else:
            for need in self._needs():
                self.areas += [
                    Area(wanted, self.places.within(wanted), need) for wanted in self.network.out(need, VB.region)
                ]

    def _asked(self, region: str, near: str, radius: float) -> Area:
        """The area that the options describe; with a region and a radius, what lies in both."""
        within = self.places.find(region) if region else ""
        if not near:
            return Area(within, self.places.within(within))
        around = self.places.near(near, radius)
        if within:
            around &= self.places.within(within)
        return Area(self.places.centre(near), around, place=near, radius=radius, within=within)

    def run(self, limit: int) -> Partners:
        """All candidates scored; the best of them with their reasons and sources."""
        if not self.areas:  # everybody is a candidate
            self.names.learn_types("Project", "Organisation")
        scores = {
            other: score
            for other in self.names.things("Project", "Organisation")
            if (score := self._score(other)) is not None
        }
        best = [self._candidate(other) for other in first(scores, limit, self.names)]
        if len(scores) > limit:
            self.left_out["below_limit"] = len(scores) - limit
        left_out = dict(sorted(self.left_out.items()))
        return Partners(self.thing, self.areas, self.wanted, self.type, self.match, limit, best, left_out)

    def _candidate(self, other: str) -> Candidate:
        theirs = self.profiles.of(other)
        region, place = self._place(theirs)
        score, reasons = self.scores.weighed(theirs, [*place, *self._role(other)])
        sources = {index: cited(self.store, reason.link.edges) for index, reason in enumerate(reasons)}
        return Candidate(other, self.names.type(other), region, score, reasons, sources)

    def _score(self, other: str) -> float | None:
        """How good a partner another thing is, None for what is left out."""
        if other == self.thing:
            return None
        if why := self._elsewhere(other):  # most are, and to know what a thing stands for takes time
            self.left_out[why] += 1
            return None
        theirs = self.profiles.of(other)
        likeness = self.scores.likeness(theirs)
        if why := self._left_out(other, theirs, likeness):
            self.left_out[why] += 1
            return None
        return self.scores.score(theirs, likeness, [*self._place(theirs)[1], *self._role(other)])

    def _elsewhere(self, other: str) -> str:
        """The first rule that needs no profile and keeps a thing from being a candidate, "" where none does."""
        if other in self._partners:
            return "already_partner"
        if self.type != "any" and self.type != self.names.type(other).lower():
            return "other_type"
        if not self.areas:
            return ""
        if not (regions := self.network.out(other, VB.region)):
            return "region_unknown"
        return "" if any(region in area.regions for area in self.areas for region in regions) else "outside_region"

    def _left_out(self, other: str, theirs: Profile, likeness: Likeness) -> str:
        """The first of the other rules, "" where none applies."""
        if other in self._payers:
            return "funder_or_operator"
        if not self._has_theme(theirs):
            return "other_theme"
        return "" if self.areas or any(likeness) else "nothing_shared"

    @cached_property
    def _partners(self) -> set[str]:
        """Who works with us already."""
        near = {*self.network.out(self.thing, VB.partner), *self.network.into(self.thing, VB.partner)}
        near |= {*self.network.out(self.thing, VB.member), *self.network.into(self.thing, VB.member)}
        return near | {*self.network.into(self.thing, VB.programme)}

    @cached_property
    def _payers(self) -> set[str]:
        """Who pays for or runs a programme of ours: they are asked for money, not for partnership."""
        return {
            payer
            for programme in (self.thing, *self.mine["programme"])
            for payer in (*self.network.out(programme, VB.fundedBy), *self.network.out(programme, VB.operator))
        }

    def _has_theme(self, theirs: Profile) -> bool:
        if not self.wanted:
            return True
        hits = [bool(self.themes.within(theme) & theirs["theme"].keys()) for theme in self.wanted]
        return all(hits) if self.match == "all" else any(hits)

    def _place(self, theirs: Profile) -> tuple[str, list[Link]]:
        """The candidate's region, and the place as a reason: asked for, or shared with ours."""
        for area in self.areas:
            for region, trail in self._narrowest_first(theirs):
                if region in area.regions:
                    edges = self._way_to(area) if area.need else ()
                    rise = self._rise(region, area) if not area.place else ()
                    detail = f"{area.radius:g}" if area.place else "sought"
                    start = self.thing if area.need else region if area.place else area.region
                    edges = (*edges, *rise, *trail.edges)
                    return region, [Link("place", 1.0, area.region, region, start, edges, detail=detail)]
        if self.areas:
            return "", []
        return self._shared_place(theirs)

    def _narrowest_first(self, theirs: Profile) -> list[tuple[str, Trail]]:
        """Where somebody is, the town before the Land."""
        found = list(theirs["region"].items())
        if len(found) > 1:
            found.sort(key=lambda item: (-len(self.places.above(item[0])), item[0]))
        return found

    def _shared_place(self, theirs: Profile) -> tuple[str, list[Link]]:
        first = next((region for region, _ in self._narrowest_first(theirs)), "")
        for here, own in sorted(self.mine["region"].items()):
            for there, other in sorted(theirs["region"].items()):
                if there in self.places.same_area(here):
                    edges = (*own.edges, *self.network.rise(here, there), *other.edges)
                    return there, [Link("place", 1.0, here, there, self.thing, edges, detail="same")]
        return first, []

    def _way_to(self, area: Area) -> tuple[Edge, ...]:
        return (Edge(self.thing, VB.seeks, area.need), Edge(area.need, VB.region, area.region))

    def _rise(self, region: str, area: Area) -> tuple[Edge, ...]:
        return self.network.rise(region, area.region)[::-1]

    def _role(self, other: str) -> list[Link]:
        """Projects, and bodies that take part in a programme, can join; a mere provider is hired."""
        if self.names.type(other) == "Project":
            is_project = Edge(other, RDF.type, VB.Project)
            return [Link("role", 1.0, self.thing, other, VB.Project, (is_project,), detail="project")]
        taking_part = [
            *((where, Edge(other, VB.programme, where)) for where in sorted(self.network.out(other, VB.programme))),
            *((where, Edge(where, VB.partner, other)) for where in sorted(self.network.into(other, VB.partner))),
        ]
        return [
            Link("role", PARTICIPANT, self.thing, other, where, (edge,), detail="participant")
            for where, edge in taking_part[:1]
        ]
