"""The selection on the map: what there is in each region of a level, and where things are known to lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.catalogue.arrays import LEVELS, NONE, TYPES, Array, table
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue
    from graph.catalogue.selection import Selection

MEASURES = ("projects", "money", "organisations")
_COUNTED = {"projects": "Project", "money": "Project", "organisations": "Organisation"}


@dataclass(slots=True)
class RegionCount:
    """A region, what is measured in it (None where nothing is known), and how many things lie in it."""

    id: str
    value: float | None
    count: int


@dataclass(slots=True)
class Point:
    """A place in degrees (WGS 84) and how many things lie there: the id of the only one, else of the region."""

    id: str
    longitude: float
    latitude: float
    count: int


@dataclass(slots=True)
class RegionCounts:
    """The regions of a level that hold something, points, and the currency of what is measured in money."""

    level: int
    measure: str
    regions: list[RegionCount]
    points: list[Point]
    currency: str


def region_counts(catalogue: Catalogue, selection: Selection, measure: str, level: int) -> RegionCounts:
    """Projects, organisations or the money of projects by region; countries outside the NUTS stand for themselves.

    A project in several regions counts in each, with all of its money. Raises InputError for an unknown measure or
    level.
    """
    if measure not in MEASURES:
        raise InputError(f"“{measure}” cannot be measured; known are {', '.join(MEASURES)}", where="measure")
    if level not in range(4):
        raise InputError(f"“{level}” is no NUTS level; known are 0, 1, 2, 3", where="level")
    holds = selection.holds & (catalogue.type == TYPES.index(_COUNTED[measure]))
    counts = catalogue.counts("region", holds)
    currency, sums, having = (
        _money(catalogue, holds, selection.filter.currency) if measure == "money" else ("", None, None)
    )
    levels = catalogue.parts["region.level"]
    meant = (levels == LEVELS.index(f"nuts{level}")) | (levels == LEVELS.index("country"))
    regions = []
    for at in np.flatnonzero(meant & (counts > 0)).tolist():
        value = float(counts[at]) if sums is None or having is None else float(sums[at]) if having[at] else None
        regions.append(RegionCount(catalogue.value("region", at), value, int(counts[at])))
    return RegionCounts(level, measure, regions, _points(catalogue, selection.holds), currency)


def _money(catalogue: Catalogue, holds: Array, wanted: str) -> tuple[str, Array, Array]:
    """The currency that most have, the sum of it in each region, and how many have any there."""
    parts = catalogue.parts
    thing, of, amount = (parts[f"money.{name}"] for name in ("thing", "currency", "amount"))
    rows = holds[thing]
    if not rows.any():
        none = np.zeros(len(parts["region.values"]))
        return "", none, none
    chosen = catalogue.currency_number(wanted) if wanted else NONE
    currency = chosen if chosen >= 0 else int(np.bincount(of[rows]).argmax())
    rows &= of == currency
    money, has = np.zeros(len(catalogue)), np.zeros(len(catalogue))
    money[thing[rows]], has[thing[rows]] = amount[rows], 1
    within = table(parts, "region.by_value", len(catalogue))
    return catalogue.currencies[currency], within @ money, within @ has


def _points(catalogue: Catalogue, holds: Array) -> list[Point]:
    parts = catalogue.parts
    things = np.flatnonzero(holds & (parts["point"] != NONE))
    spots = parts["point"][things]
    counts = np.bincount(spots, minlength=len(parts["points.longitude"]))
    only = np.zeros(len(counts), np.int64)
    only[spots[::-1]] = things[::-1]
    found = []
    for at in np.flatnonzero(counts).tolist():
        region = int(parts["points.region"][at])
        number = region if counts[at] > 1 and region != NONE else int(only[at])
        place = float(parts["points.longitude"][at]), float(parts["points.latitude"][at])
        found.append(Point(catalogue.iris[number], *place, int(counts[at])))
    return found
