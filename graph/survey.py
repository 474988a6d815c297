"""The projects, partners and needs of a store laid over one table of one or two dimensions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from graph.addition import Dimension, Group, Key, added_up, dimension, distinct
from graph.areas import at_level
from graph.carrying import Carrying, Cells
from graph.narrowing import Narrowing, countries
from graph.needs import Need, needs_of
from graph.places import Places
from graph.presence import Census, CountsAs, Presence
from graph.statistics import country_dimension, dimension_above
from graph.store import GraphStore
from graph.sums import Array, Links
from graph.themes import Themes

PLACES = ("region", "country")
OF_NEEDS = ("region", "country", "theme", "programme")  # what a need can be told by
_KINDS = """SELECT DISTINCT joined.p, object FROM joined JOIN thing ON id = partner
    JOIN edges ON subject = iri AND relation = 'kind' WHERE joined.p IS NOT NULL ORDER BY 1, 2"""
_SAYING = """SELECT subject FROM edges JOIN thing ON subject = iri WHERE relation = 'theme' AND NOT is_project
    AND object IN (SELECT iri FROM meant)"""

Keys = tuple[Key, ...]


class Survey:
    """What there is in each cell; a cell is the number of its row × columns + that of its column."""

    def __init__(self, store: GraphStore, census: Census, by: Sequence[str], level: str, narrowing: Narrowing) -> None:
        self.store, self.census, self.by, self.level, self.narrowing = store, census, list(by), level, narrowing
        self.places, self.themes, self.sums = Places(store), Themes(store), store.sums
        self.chosen = narrowing.chosen(store, self.sums)
        self.needs = needs_of(store, narrowing, self.places, self.themes)

    # ------------------------------------------------------------------ projects

    @cached_property
    def groups(self) -> list[Group]:
        """Projects and money of every cell, those without a value among them."""
        return added_up(self.sums, self.by, self.chosen, ("amount",), dict(zip(self.by, self.dimensions, strict=True)))

    @cached_property
    def dimensions(self) -> list[Dimension]:
        """How projects are grouped."""
        return [self._dimension(name) for name in self.by]

    def _dimension(self, name: str) -> Dimension:
        if name == "country":
            return country_dimension(self.store, self.sums)
        if name == "region":
            return dimension_above(self.sums, name, at_level(self.places, self.sums.terms[name][1:], self.level))
        return self._kinds() if name == "kind" else dimension(self.sums, name)

    def _kinds(self) -> Dimension:
        """The kinds of the participants of each project."""
        found = self.census.rows(_KINDS)
        terms: list[Key] = [None, *sorted({kind for _, kind in found})]
        number = {kind: at for at, kind in enumerate(terms)}
        project, kind = np.array([(p, number[kind]) for p, kind in found], np.int64).reshape(-1, 2).T
        return Dimension(Links.of(project, kind, self.sums.projects), terms)

    @cached_property
    def wide(self) -> set[str]:
        """The areas of needs that hold several regions of the level, or lie in none."""
        if "region" not in self.by or not set(self.by) <= set(OF_NEEDS):
            return set()
        level = at_level(self.places, {one for need in self.needs for one in need.regions}, self.level)
        return {region for region, found in level.items() if not found}

    @cached_property
    def wholes(self) -> list[list[Dimension]]:
        """How projects are grouped with what lies below a theme; by the level, and by the areas of needs."""
        tables = [[self._whole(name, held) for name, held in zip(self.by, self.dimensions, strict=True)]]
        if self.wide:
            above = {one: sorted(self.wide & self.places.above(one)) for one in self.sums.terms["region"][1:]}
            made = dimension_above(self.sums, "region", above)
            tables.append([made if name == "region" else held for name, held in zip(self.by, tables[0], strict=True)])
        return tables

    def _whole(self, name: str, held: Dimension) -> Dimension:
        if name != "theme":
            return held
        return dimension_above(self.sums, name, {one: self._up(one) for one in self.sums.terms[name][1:]})

    def _up(self, theme: str) -> list[str]:
        return [theme, *self.themes.ancestors(theme)]

    @cached_property
    def group_of(self) -> dict[Keys, Group]:
        """What there is in a cell, with what lies below its theme, by its keys."""
        found: dict[Keys, Group] = {}
        for held in self.wholes:
            made = dict(zip(self.by, held, strict=True))
            for group in added_up(self.sums, self.by, self.chosen, ("amount",), made):
                found.setdefault(group.keys, group)
        return found

    @cached_property
    def carried(self) -> list[Cells]:
        """Who carries the projects of the cells; empty where no place is among the dimensions."""
        place = next((at for at, name in enumerate(self.by) if name in PLACES), None)
        if place is None:
            return []
        self.presence  # noqa: B018 - it numbers the places
        carrying = Carrying(self.census, self.sums, place, len(self.terms[place]))
        return [carrying.cells(held, self.number[place], self.chosen) for held in self.wholes]

    @cached_property
    def projects(self) -> int:
        """How many projects are meant."""
        return len(distinct(self.sums.arrays["funding.project"][self.chosen]))

    def projects_without(self, at: int) -> int:
        """How many projects have no value of a dimension."""
        own = added_up(self.sums, [self.by[at]], self.chosen, (), {self.by[at]: self.dimensions[at]})
        return sum(group.projects for group in own if group.keys[0] is None)

    # ------------------------------------------------------------------ partners

    @cached_property
    def presence(self) -> Presence:
        """The partners by cell."""
        self._narrow()
        return self.census.presence(self.by, self.terms, self._counting)

    def _narrow(self) -> None:
        """Keep the partners in the region that is meant, and the activities that are."""
        meant, kept = self.narrowing, None
        dated = bool(meant.programme or meant.funder) or meant.since is not None or meant.until is not None
        if dated or meant.theme:
            rows = replace(meant, region="").chosen(self.store, self.sums)
            numbers = distinct(self.sums.arrays["funding.project"][rows]).tolist()
            kept = set(self.census.names(numbers, projects=True).values())
        if kept is not None and not dated:  # what one says of oneself is of no programme, funder or year
            self.census.put("meant", {"iri": sorted(self.themes.within(meant.theme))})
            kept |= {iri for (iri,) in self.census.rows(_SAYING)}
        self.census.keep(kept, self.places.within(meant.region) if meant.region else None)

    @cached_property
    def terms(self) -> list[list[Key]]:
        """The values of each dimension that a project, partner or need states."""
        found: list[list[Key]] = []
        for name, held, above in zip(self.by, self.dimensions, self._counting, strict=True):
            values: set[Key] = {key for key in held.terms if key is not None}
            values |= {key for stated, keys in above.items() for key in (keys if name in PLACES else (stated,))}
            values |= {key for need in self.needs for key in self.need_keys(need, name)}
            found.append(sorted(values, key=str))
        return found

    @cached_property
    def number(self) -> list[dict[Key, int]]:
        """The number of each value of each dimension."""
        return [{key: at for at, key in enumerate(values)} for values in self.terms]

    @cached_property
    def _counting(self) -> list[CountsAs]:
        return [self._counts_as(name) for name in self.by]

    def _counts_as(self, name: str) -> CountsAs:
        """What each value that partners state counts as."""
        stated = self.census.stated(name)
        if name == "country":
            return dict(countries(self.store, stated))
        if name == "region":
            level = at_level(self.places, stated, self.level)
            return {one: {*level[one], *(self.wide & self.places.above(one))} for one in stated}
        if name == "theme":
            return {one: self._up(one) for one in stated}
        return {one: (one,) for one in stated}

    # ------------------------------------------------------------------ needs

    def need_keys(self, need: Need, name: str) -> Collection[Key]:
        """Where a need counts: in regions of the level, or where it asks for more than one of them, in its own area."""
        if name == "region":
            level = at_level(self.places, need.regions, self.level)
            return {place for one in need.regions for place in level[one] or (one,)}
        if name == "country":
            return {place for found in countries(self.store, need.regions).values() for place in found}
        return {"theme": need.themes, "programme": need.programmes}.get(name, [])

    @cached_property
    def needs_in(self) -> dict[int, list[Need]]:
        """The needs by cell."""
        found: dict[int, list[Need]] = {}
        for need in self.needs:
            cells = [()]
            for name in self.by:
                cells = [(*cell, key) for cell in cells for key in self.need_keys(need, name)]  # type: ignore[misc]
            for cell in cells:
                found.setdefault(self.cell(cell), []).append(need)
        return found

    # ------------------------------------------------------------------ cells

    def cell(self, keys: Keys) -> int:
        """The number of the cell with these keys; -1 where one is not stated."""
        at = 0
        for key, number in zip(keys, self.number, strict=True):
            if key not in number:
                return -1
            at = at * len(number) + number[key]
        return at

    def keys(self, cell: int) -> Keys:
        """The keys of a cell."""
        if len(self.terms) == 1:
            return (self.terms[0][cell],)
        row, column = divmod(cell, len(self.terms[1]))
        return self.terms[0][row], self.terms[1][column]

    def shown(self) -> Array:
        """Of each cell whether it lies in what is narrowed to; as a matrix."""
        masks = self._masks(self._is_meant)
        return np.outer(masks[0], masks[1]) if len(masks) > 1 else masks[0][:, None]

    def _masks(self, test: Callable[[str, Key], bool]) -> list[Array]:
        """Of each value of each dimension what a test says of it."""
        pairs = zip(self.by, self.terms, strict=True)
        return [np.array([test(name, key) for key in values], bool) for name, values in pairs]

    def _is_meant(self, name: str, key: Key) -> bool:
        region, theme = self.narrowing.region, self.narrowing.theme
        if name in PLACES and region:
            return key in self._region_meant
        return key in self.themes.within(theme) if name == "theme" and theme else True

    @cached_property
    def _region_meant(self) -> set[str]:
        return self.places.within(self.narrowing.region) | self.places.above(self.narrowing.region)

    def shows(self, name: str, stated: str, key: Key) -> bool:
        """Whether what a thing states of a dimension lies in the value of a cell."""
        above = self.places.above(stated) if name in PLACES else self._up(stated) if name == "theme" else {stated}
        return key in above

    def is_wide(self) -> Array:
        """Of each cell whether it is an area of a need instead of a region of the level; as a matrix."""
        masks = self._masks(lambda name, key: name == "region" and key in self.wide)
        both: Array = masks[0][:, None] | masks[1][None, :] if len(masks) > 1 else masks[0][:, None]
        return both
