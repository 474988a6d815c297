"""Who is no candidate, and why: the first rule that applies to an organisation leaves it out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from graph.organisation_kinds import OrganisationKinds
from graph.recommending.arrays import NO_LEAD, Array, Matrix
from graph.recommending.history import History, row, rows
from graph.recommending.name_list import NameList
from graph.recommending.seeker import Seeker
from graph.request import Request
from graph.vocabulary import VB

if TYPE_CHECKING:
    from graph.partners import Area
    from graph.store import GraphStore

ITSELF, LISTED = "itself", ""
# In the order in which they are asked; the names are those of ``Partners.left_out``.
RULES = ("already_partner", "region_unknown", "outside_region", "other_kind", "other_role", "other_theme")
_ROLES = "SELECT DISTINCT role FROM participations WHERE organisation = ? AND role <> ''"
_ROLE = "SELECT DISTINCT {} FROM participations WHERE role = ? AND organisation IS NOT NULL"


class Restriction:
    """The rules of a request, each as those whom it leaves out."""

    def __init__(self, store: GraphStore, history: History, seeker: Seeker, request: Request) -> None:
        self.store, self.history, self.seeker, self.request = store, history, seeker, request
        self.arrays = history.arrays
        self.areas = self._areas()
        self.of_kinds = OrganisationKinds(store)
        self.kinds = [self.of_kinds.find(name) for name in request.kind]

    def partners(self) -> Array:
        """The known partners of those that seek, by number."""
        near = [self.history.partners(int(one)) for one in self.seeker.circle if one != NO_LEAD]
        return np.unique(np.concatenate([*near, self.seeker.circle])) if near else self.seeker.circle

    def verdicts(self) -> dict[str, Array]:
        """By rule, whether it leaves each organisation out; a rule that was not asked for leaves nobody out."""
        nobody = np.zeros(self.history.size, bool)
        found = dict.fromkeys(RULES, nobody)
        if not self.request.known:
            found["already_partner"] = self._marked(self.partners())
        if self.areas:
            placed = np.diff(self.arrays.own_region.indptr) > 0
            inside = self._having(self.arrays.own_region, self.arrays.regions, self._regions())
            found["region_unknown"], found["outside_region"] = ~placed, placed & ~inside
        if self.kinds:
            wanted = {narrow for kind in self.kinds for narrow in self.of_kinds.within(kind)}
            found["other_kind"] = ~self._having(self.arrays.kind, self.arrays.kinds, wanted)
        if self.request.role:
            found["other_role"] = ~self._marked(self._in_role())
        if self.request.match and self.seeker.themes:
            found["other_theme"] = ~self._on_themes()
        return found

    def itself(self) -> Array:
        """Whether each organisation is one of those that seek."""
        return self._marked(self.seeker.circle)

    def facts(self, rule: str, organisation: int) -> list[str]:
        """What a rule saw of an organisation: its regions, kinds, roles, themes, or the projects shared, by IRI."""
        arrays, history = self.arrays, self.history
        mine = row(history.by_organisation, organisation)
        if rule == "already_partner":
            shared = np.intersect1d(mine, rows(history.by_organisation, self.seeker.circle))
            return [arrays.projects[int(history.projects[project])] for project in shared]
        if rule == "outside_region":
            return values_of(arrays.own_region, arrays.regions, organisation)
        if rule == "other_kind":
            return values_of(arrays.kind, arrays.kinds, organisation)
        if rule == "other_role":
            return sorted({role for (role,) in self.store.tables.rows(_ROLES, [arrays.organisations[organisation]])})
        if rule == "other_theme":
            own = rows(arrays.own_theme, history.projects[mine])
            themes, many = np.unique(own, return_counts=True)
            return [arrays.themes[int(themes[at])] for at in np.lexsort((themes, -many))]
        return []

    # ------------------------------------------------------------------ the rules

    def _areas(self) -> list[Area]:
        from graph.partners import Area

        request = self.request
        if not (request.region or request.near):
            return self._needed()
        places = self.store.places
        within = places.find(request.region) if request.region else ""
        if not request.near:
            return [Area(within, places.within(within))]
        around = places.near(request.near, request.radius)
        if within:
            around &= places.within(within)
        return [Area(places.centre(request.near), around, place=request.near, radius=request.radius, within=within)]

    def _needed(self) -> list[Area]:
        """Where the needs of the thing seek partners."""
        from graph.partners import Area

        if not self.seeker.thing:
            return []
        sought = dict(self.store.pairs(VB.sought))
        needs = [need for thing, need in self.store.pairs(VB.seeks) if thing == self.seeker.thing]
        needs = [need for need in needs if sought.get(need, "partner") == "partner"]
        where = [(need, region) for need, region in self.store.pairs(VB.region) if need in needs] if needs else []
        places = self.store.places
        return [Area(region, places.within(region), need) for need, region in where]

    def _regions(self) -> set[str]:
        return {region for area in self.areas for region in area.regions}

    def _in_role(self) -> Array:
        """Who had the role in a known project."""
        if self.request.role == "coordinator":
            held = self.arrays.coordinator
            return np.unique(held.indices if self.history.known is None else held[self.history.known].indices)
        if self.history.known is None:
            found = {body for (body,) in self._having_role("organisation")}
        else:
            is_known = np.zeros(len(self.arrays.projects), bool)
            is_known[self.history.known] = True
            known = set(compress(self.arrays.projects, is_known))
            found = {body for project, body in self._having_role("project, organisation") if project in known}
        # all names are read, since looking up one after the other takes longer where many had the role
        return np.array([number for number, name in enumerate(self.arrays.organisations) if name in found], np.int64)

    def _having_role(self, columns: str) -> Iterable[tuple[str, ...]]:
        return self.store.tables.rows(_ROLE.format(columns), [self.request.role])

    def _on_themes(self) -> Array:
        """Whether each organisation took part in a known project on the themes asked for, or narrower ones."""
        themes, history = self.store.themes, self.history
        hits = []
        for theme in self.seeker.themes:
            columns = self._numbers(self.arrays.themes, themes.within(theme))
            projects = np.unique(rows(history.by_theme, columns))
            hits.append(self._marked(np.unique(rows(history.member, projects))))
            hits[-1] |= self._having(self.arrays.org_theme, self.arrays.themes, themes.within(theme))
        return np.asarray(np.all(hits, axis=0) if self.request.match == "all" else np.any(hits, axis=0))

    # ------------------------------------------------------------------ as arrays

    def _marked(self, numbers: Array) -> Array:
        found = np.zeros(self.history.size, bool)
        found[numbers] = True
        return found

    def _having(self, held: Matrix, names: NameList, wanted: Iterable[str]) -> Array:
        """Whether each organisation has one of some values."""
        asked = np.zeros(held.shape[1])
        asked[self._numbers(names, wanted)] = 1.0
        return np.asarray(held @ asked > 0)

    @staticmethod
    def _numbers(names: NameList, wanted: Iterable[str]) -> Array:
        return np.array(sorted({names.number(name) for name in wanted} - {-1}), np.int64)


def values_of(held: Matrix, names: NameList, organisation: int) -> list[str]:
    """What an organisation has of something, by IRI."""
    return [names[int(column)] for column in row(held, organisation)]
