"""White spots: where money or need is and partners are not.

A table is laid over the projects, partners and needs of a store, by one or two of ``DIMENSIONS``; a partner is what
``graph.presence`` says. Each cell may lack partners in three ways, each measured in partners that are missing:

``need``   needs that name the cell, less the partners there; at least each need that nobody there could meet who is
           not with the seeker already
``money``  organisations from elsewhere that carry projects here in which nobody from here takes part, less the
           partners there (``graph.carrying``); only where a place is among the dimensions
``size``   partners expected by the size of row and column, less those there (``graph.expectation``); by one dimension
           alone, partners in proportion to projects

A cell lacks as many as the largest of the three. Adding a partner to a cell never makes it lack more. Projects and
money of the cells are those of ``graph.statistics``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from graph import expectation
from graph.addition import Group, Key
from graph.areas import DEFAULT, check_level
from graph.carrying import Outside
from graph.errors import InputError
from graph.evidence import Citation, Edge, cited
from graph.expectation import Table
from graph.narrowing import Narrowing
from graph.needs import Need
from graph.presence import Census
from graph.store import GraphStore
from graph.sums import Array
from graph.survey import Keys, Survey
from graph.vocabulary import VB

DIMENSIONS = ("region", "theme", "programme", "country", "kind", "year", "funder")
LACKS = ("need", "money", "size")
SHOWN = 3  # projects, carriers and partners that are named as evidence
_STATED = {"region": VB.region, "country": VB.region, "theme": VB.theme, "programme": VB.programme}


@dataclass(slots=True)
class Gap:
    """A cell that lacks partners: how many and why, what is there, and what shows it.

    ``unmet`` needs are those that nobody there could meet who is not with the seeker already.
    """

    keys: Keys
    missing: float
    lacks: dict[str, float]
    partners: int
    expected: float
    quotient: float
    residual: float
    projects: int = 0
    amount: dict[str, float] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)
    unmet: int = 0
    present: list[str] = field(default_factory=list)
    outside: Outside | None = None
    unknown_carriers: int = 0
    sources: list[Citation] = field(default_factory=list)


@dataclass(slots=True)
class Gaps:
    """The gaps, the largest first, and how many more there are.

    ``projects``, ``partners`` and ``needs`` were looked at; ``without`` says how many of them have no value, by
    dimension; ``placed`` is 0 where no cell holds anything.
    """

    by: list[str]
    level: str
    only: str
    narrowing: Narrowing
    gaps: list[Gap]
    left_out: int
    projects: int
    partners: int
    needs: int
    placed: int
    without: dict[str, dict[str, int]]


def gaps(
    store: GraphStore,
    by: Sequence[str],
    *,
    level: str = DEFAULT,
    only: str = "",
    region: str = "",
    theme: str = "",
    programme: str = "",
    funder: str = "",
    since: int | None = None,
    until: int | None = None,
    limit: int | None = 10,
) -> Gaps:
    """The white spots of a store by one or two of ``DIMENSIONS``, the largest first.

    ``level`` is that of regions (``graph.areas``), ``only`` one of ``LACKS``. The others narrow down: projects as in
    ``graph.statistics``, partners to those in the region and to what they do in what is meant.

    Raises InputError for a dimension, level, lack or period that there is not, NotFoundError, AmbiguousError, and
    StoreError for an endpoint.
    """
    _check(by, level, only, since, until, limit)
    narrowing = Narrowing.named(
        store, region=region, theme=theme, programme=programme, funder=funder, since=since, until=until
    )
    census = Census(store.tables)
    try:
        return _Search(Survey(store, census, by, level, narrowing), only).found(limit)
    finally:
        census.close()


def cells(store: GraphStore, by: Sequence[str], *, level: str = DEFAULT) -> list[Group]:
    """Projects and money of every cell, those of what is not stated among them, in no order."""
    _check(by, level, "", None, None, None)
    census = Census(store.tables)
    try:
        return Survey(store, census, by, level, Narrowing()).groups
    finally:
        census.close()


def _check(by: Sequence[str], level: str, only: str, since: int | None, until: int | None, limit: int | None) -> None:
    known = ", ".join(DIMENSIONS)
    for name in by:
        if name not in DIMENSIONS:
            raise InputError(f"“{name}” is nothing to look for gaps by; known are {known}")
    if not 1 <= len(by) <= 2 or len(set(by)) < len(by):
        raise InputError(f"look for gaps by one or two different ones of {known}")
    check_level(level)
    if only and only not in LACKS:
        raise InputError(f"“{only}” is no kind of gap; known are {', '.join(LACKS)}")
    if since is not None and until is not None and since > until:
        raise InputError(f"the period from {since} to {until} is empty")
    if limit is not None and limit < 1:
        raise InputError(f"a limit of {limit}; give one of at least 1")


class _Search:
    def __init__(self, survey: Survey, only: str) -> None:
        self.survey, self.only = survey, only
        self.unmet: dict[int, int] = {}
        self.count = survey.presence.counts()
        self.table = self._table()
        self.residual = self.table.residuals()

    def found(self, limit: int | None) -> Gaps:
        """The gaps, the largest first."""
        survey = self.survey
        ways = {"need": self._of_needs, "money": self._of_money, "size": self._of_size}
        lacks = {name: np.where(self._meant, way(), 0.0) for name, way in ways.items() if self.only in ("", name)}
        missing = np.maximum.reduce(list(lacks.values())).ravel()
        cells = np.flatnonzero(missing > 0)
        best = cells
        if limit is not None and len(cells) > limit:  # all that are as large as the last one take part in the order
            best = cells[missing[cells] >= np.partition(missing[cells], -limit)[-limit]]
        ordered = sorted(best.tolist(), key=lambda cell: (-round(missing[cell], 6), *self._place(cell)))[:limit]
        kept = [self._gap(cell, {name: float(held.flat[cell]) for name, held in lacks.items()}) for cell in ordered]
        placed = int(self.count.sum()) + len(survey.needs_in) + len(survey.group_of)
        counted = survey.projects, survey.presence.partners, len(survey.needs), placed
        return Gaps(
            survey.by,
            survey.level,
            self.only,
            survey.narrowing,
            kept,
            len(cells) - len(kept),
            *counted,
            self._without(),
        )

    @cached_property
    def _meant(self) -> Array:
        return self.survey.shown()

    def _place(self, cell: int) -> tuple[int, int, int, int, list[str]]:
        keys = self.survey.keys(cell)
        group = self.survey.group_of.get(keys)
        names = [str(key) for key in keys]
        needs = self.survey.needs_in.get(cell, ())
        own = sum((need.sought == "partner") + 2 * bool(set(keys) & need.own) for need in needs)
        return -len(needs), -own, int(self.count.flat[cell]), -group.projects if group else 0, names

    # ------------------------------------------------------------------ the three ways

    def _table(self) -> Table:
        """What may be expected of each cell."""
        if len(self.survey.by) > 1:
            return self.survey.presence.table
        group_of = self.survey.group_of
        held = [group_of[key,].projects if (key,) in group_of else 0 for key in self.survey.terms[0]]
        counted = ~self.survey.is_wide()[:, 0]
        share = np.array(held, float) / max(sum(np.array(held)[counted]), 1)
        return expectation.by_share(self.count, np.minimum(share, 1.0), int(self.count[counted].sum()))

    def _of_needs(self) -> Array:
        missing = np.zeros(self.count.shape)
        number = self.survey.census.numbers({one for need in self.survey.needs for one in need.with_them})
        known = {need.id: {number[one] for one in need.with_them if one in number} for need in self.survey.needs}
        for cell, needs in self.survey.needs_in.items():
            there = set(self.survey.presence.members(cell))
            self.unmet[cell] = sum(not there - known[need.id] for need in needs)
            missing.flat[cell] = max(self.unmet[cell], len(needs) - len(there), 0)
        return missing

    def _of_money(self) -> Array:
        missing = np.zeros(self.count.shape)
        for held in self.survey.carried:
            for keys, carriers in zip(held.keys, held.carriers.tolist(), strict=True):
                if carriers and (cell := self.survey.cell(keys)) >= 0:
                    missing.flat[cell] = max(carriers - self.count.flat[cell], 0)
        return np.where(self._needless, 0.0, missing)

    def _of_size(self) -> Array:
        return np.where(self.survey.is_wide(), 0.0, self.table.missing())

    @cached_property
    def _needless(self) -> Array:
        """The cells of the areas of needs for which no need asks."""
        asked = np.zeros(self.count.shape, bool)
        asked.flat[[cell for cell in self.survey.needs_in if cell >= 0]] = True
        return self.survey.is_wide() & ~asked

    # ------------------------------------------------------------------ one gap

    def _gap(self, cell: int, lacks: Mapping[str, float]) -> Gap:
        survey, keys = self.survey, self.survey.keys(cell)
        count = int(self.count.flat[cell])
        # A partner in several sources is expected in each of them, and is there once.
        hoped = max(count + float(self.table.expected.flat[cell] - self.table.found.flat[cell]), 0.0)
        found = Gap(
            keys, max(lacks.values()), {name: value for name, value in lacks.items() if value > 0},
            count, hoped, expectation.quotient(count, hoped), float(self.residual.flat[cell]),
            needs=survey.needs_in.get(cell, []), unmet=self.unmet.get(cell, 0), present=self._present(cell),
        )  # fmt: skip
        if group := survey.group_of.get(keys):
            found.projects, found.amount = group.projects, group.amount
        self._carried(found)
        found.sources = cited(survey.store, self._edges(found))
        return found

    def _present(self, cell: int) -> list[str]:
        """The first of the partners that are there."""
        first = self.survey.presence.members(cell)[:SHOWN]
        return sorted(self.survey.census.names(first).values())

    def _carried(self, gap: Gap) -> None:
        """Who carries its projects."""
        for held in self.survey.carried:
            if gap.keys in held.number:
                at = held.number[gap.keys]
                gap.unknown_carriers = int(held.unsure[at])
                gap.outside = held.carrying.outside(held, at, SHOWN) if held.projects[at] else None

    def _edges(self, gap: Gap) -> list[Edge]:
        """The statements that show it: those of its needs, and of the projects named."""
        things = [one for need in gap.needs for one in (need.id, need.seeker)]
        things += gap.outside.largest if gap.outside else []
        found = [Edge(need.seeker, VB.seeks, need.id) for need in gap.needs]
        for name, key in zip(self.survey.by, gap.keys, strict=True):
            if predicate := _STATED.get(name):
                found += [edge for thing in things for edge in self._stating(thing, predicate, name, key)]
        return list(dict.fromkeys(found))

    def _stating(self, thing: str, predicate: str, name: str, key: Key) -> list[Edge]:
        values = {getattr(quad.object, "value", "") for quad in self.survey.store.quads(thing, predicate)}
        return [Edge(thing, predicate, value) for value in sorted(values) if self.survey.shows(name, value, key)]

    def _without(self) -> dict[str, dict[str, int]]:
        """How much of what there is has no value, by dimension."""
        survey = self.survey
        found = {}
        for at, name in enumerate(survey.by):
            held = survey.projects_without(at)
            needs = sum(not survey.need_keys(need, name) for need in survey.needs)
            found[name] = {"projects": held, "partners": survey.presence.without[name], "needs": needs}
        return found
