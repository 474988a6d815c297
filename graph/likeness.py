"""Partners by what two have in common: every project and organisation is looked at, and most are left out by a rule.

The score is described in ``graph.reasons``, what each side stands for in ``graph.profile``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property

from graph.diversity import POOL, Candidacy, spread
from graph.evidence import Edge, cited
from graph.partners import PARTICIPANT, Area, Candidate, Partners
from graph.past import roles
from graph.profile import Profile, Trail
from graph.reasons import Link, Weighed
from graph.request import Request
from graph.scores import Likeness, Scores, first
from graph.seeker import Ground, Seeker
from graph.vocabulary import RDF, VB

LEVELS = ("nuts0", "nuts1", "nuts2", "nuts3", "municipality")


class Search:
    """One request: who is left out and why, and the scores of the others."""

    def __init__(self, ground: Ground, request: Request) -> None:
        self.ground, self.request = ground, request
        self.store, self.names = ground.store, ground.names
        self.places, self.themes = ground.places, ground.themes
        self.seeker = Seeker(ground, request)
        self.thing, self.network, self.mine = self.seeker.thing, self.seeker.network, self.seeker.profile
        self.wanted = self.seeker.named.themes
        self.profiles = self.seeker.profiles
        self.scores = Scores(self.mine, self.themes, ground.doubtful)
        self.areas = self.seeker.areas(request.region, request.near, request.radius)
        self.type, self.match = request.type or "any", request.match or "any"

    @cached_property
    def ranking(self) -> dict[str, float]:
        """The score of each candidate."""
        if not self.areas:  # everybody is a candidate
            self.names.learn_types("Project", "Organisation")
        found: dict[str, float] = {}
        for other in self.names.things("Project", "Organisation"):
            if other == self.thing:
                continue
            if why := self._elsewhere(other):  # most are, and to know what a thing stands for takes time
                self.left_out[why] += 1
                continue
            theirs = self.profiles.of(other)
            likeness = self.scores.likeness(theirs)
            if why := self._unsuited(other, theirs, likeness):
                self.left_out[why] += 1
                continue
            found[other] = self._scored(other, theirs, likeness)
        return found

    @cached_property
    def left_out(self) -> Counter[str]:
        """How many things were left out, by rule."""
        return Counter()

    @cached_property
    def listed(self) -> list[str]:
        """Those that the answer lists, in order."""
        limit = self.request.limit
        if not self.request.diverse:
            return first(self.ranking, limit, self.names)
        best = first(self.ranking, limit * POOL, self.names)
        return [best[at] for at in spread([self._candidacy(other) for other in best], limit)]

    def partners(self) -> Partners:
        """All candidates scored; the best of them with their reasons and sources."""
        named, request = self.seeker.named, self.request
        best = [self.candidate(other) for other in self.listed]
        if len(self.ranking) > len(best):
            self.left_out["below_limit"] = len(self.ranking) - len(best)
        left_out = dict(sorted(self.left_out.items()))
        return Partners(
            self.thing, self.areas, self.wanted, self.type, self.match, request.limit, best, left_out,
            text=request.text, home=named.home, programmes=named.programmes, kinds=named.kinds, role=request.role,
            known=request.known, as_of=request.as_of, diverse=request.diverse, understood=named.understood,
            known_partners=frozenset(other for other in self.listed if other in self.known),
        )  # fmt: skip

    def candidate(self, other: str) -> Candidate:
        """Another thing with its score, reasons and sources, whether or not a rule leaves it out."""
        theirs = self.profiles.of(other)
        region, place = self._place(theirs)
        score, reasons = self._weighed(other, theirs, place)
        sources = {index: cited(self.store, reason.link.edges) for index, reason in enumerate(reasons)}
        return Candidate(other, self.names.type(other), region, score, reasons, sources)

    def excluded(self, other: str) -> str:
        """The first rule that leaves a thing out, "" where none does."""
        theirs = self.profiles.of(other)
        return self._elsewhere(other) or self._unsuited(other, theirs, self.scores.likeness(theirs))

    def _weighed(self, other: str, theirs: Profile, place: list[Link]) -> Weighed:
        return self.scores.weighed(theirs, [*place, *self._role(other)])

    def _scored(self, other: str, theirs: Profile, likeness: Likeness) -> float:
        return self.scores.score(theirs, likeness, [*self._place(theirs)[1], *self._role(other)])

    def _candidacy(self, other: str) -> Candidacy:
        region, _ = self._place(self.profiles.of(other))
        kinds = self.ground.kinds.of.get(other, set()) or {self.names.type(other)} & {"Project"}
        return Candidacy(self.ranking[other], self._path(region), frozenset(kinds))

    def _path(self, region: str) -> tuple[str, ...]:
        """The regions from the country down to one."""
        by_level = {self.places.level(place): place for place in sorted(self.places.above(region))} if region else {}
        return tuple(by_level[level] for level in LEVELS if level in by_level)

    # ------------------------------------------------------------------ who is left out

    def _elsewhere(self, other: str) -> str:
        """The first rule that needs no profile and keeps a thing from being a candidate, "" where none does."""
        if other in self.known and not self.request.known:
            return "already_partner"
        if other in self.seeker.later:
            return "begins_later"
        return self._other_sort(other) or (self._outside(other) if self.areas else "")

    def _other_sort(self, other: str) -> str:
        """The rule about what a thing is that it does not meet."""
        if self.type != "any" and self.type != self.names.type(other).lower():
            return "other_type"
        if self._of_kind is not None and other not in self._of_kind:
            return "other_kind"
        return "other_role" if self.request.role and self.request.role not in self.roles.get(other, ()) else ""

    def _outside(self, other: str) -> str:
        if not (regions := self.network.out(other, VB.region)):
            return "region_unknown"
        return "" if any(region in area.regions for area in self.areas for region in regions) else "outside_region"

    def _unsuited(self, other: str, theirs: Profile, likeness: Likeness) -> str:
        """The first of the other rules, "" where none applies."""
        if other in self.payers:
            return "funder_or_operator"
        if not self._has_theme(theirs):
            return "other_theme"
        return "" if self.areas or any(likeness) else "nothing_shared"

    @cached_property
    def known(self) -> set[str]:
        """Who works with us already."""
        if not self.thing:
            return set()
        near = {*self.network.out(self.thing, VB.partner), *self.network.into(self.thing, VB.partner)}
        near |= {*self.network.out(self.thing, VB.member), *self.network.into(self.thing, VB.member)}
        return near | {*self.network.into(self.thing, VB.programme)}

    @cached_property
    def payers(self) -> set[str]:
        """Who pays for or runs a programme of ours: they are asked for money, not for partnership."""
        return {
            payer
            for programme in (self.thing, *self.mine["programme"])
            for payer in (*self.network.out(programme, VB.fundedBy), *self.network.out(programme, VB.operator))
        }

    @cached_property
    def _of_kind(self) -> Collection[str] | None:
        kinds = self.seeker.named.kinds
        return self.ground.kinds.having(kinds) if kinds else None

    @cached_property
    def roles(self) -> dict[str, set[str]]:
        """The roles that organisations have had in projects."""
        return roles(self.store, self.seeker.later)

    def _has_theme(self, theirs: Profile) -> bool:
        if not self.wanted:
            return True
        hits = [bool(self.themes.within(theme) & theirs["theme"].keys()) for theme in self.wanted]
        return all(hits) if self.match == "all" else any(hits)

    # ------------------------------------------------------------------ place and role as reasons

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
                    start = self.thing if own.edges else here
                    return there, [Link("place", 1.0, here, there, start, edges, detail="same")]
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
