"""Where organisations are, in degrees: as they state it, else the label point of the smallest region they lie in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph.distance import Point, to_point
from graph.errors import InputError
from graph.places import Places
from graph.recommending.name_list import Array, NameList
from graph.vocabulary import GEO

if TYPE_CHECKING:
    from graph.store import GraphStore

LEVELS = ("nuts3", "municipality")  # one point says nothing of a larger region; the last is the best


def coordinates(
    store: GraphStore, organisations: NameList, regions: Sequence[str], organisation: Array, region: Array
) -> dict[str, Array]:
    """``latitude`` and ``longitude`` of organisations by number, not a number where unknown.

    ``organisation`` and ``region`` are pairs of their numbers. Of several municipalities the first one counts.
    """
    found, stated = np.full((len(organisations), 2), np.nan), _points(store)
    if stated:
        located = _located(Places(store), regions, stated)
        point = np.array([of for _, of in located], np.float64).reshape(-1, 2)
        # The best comes last, and stays.
        order = sorted(range(len(regions)), key=lambda at: (located[at][0], -at))
        rank = np.empty(len(regions), np.int64)
        rank[order] = np.arange(len(regions))
        pairs = np.argsort(rank[region], kind="stable")
        found[organisation[pairs]] = point[region[pairs]]
        for name, own in stated.items():
            if (number := organisations.number(name)) >= 0:
                found[number] = own
    return {"latitude": found[:, 0].copy(), "longitude": found[:, 1].copy()}


def _located(places: Places, regions: Sequence[str], stated: Mapping[str, Point]) -> list[tuple[int, Point]]:
    """Of each region the place of its level in ``LEVELS``, and its point; -1 and no numbers where it has none."""
    found: list[tuple[int, Point]] = []
    for region in regions:
        area = [region, *sorted(places.same_area(region) - {region})]
        levels = [LEVELS.index(level) for one in area if (level := places.level(one)) in LEVELS]
        points = [stated[one] for one in area if one in stated]
        found.append((max(levels), points[0]) if levels and points else (-1, (np.nan, np.nan)))
    return found


def _points(store: GraphStore) -> dict[str, Point]:
    """The point of each thing that states one; what is none is left out."""
    longitudes = dict(store.pairs(GEO.long))
    found = {}
    for thing, latitude in store.pairs(GEO.lat):
        try:
            found[thing] = to_point(thing, latitude, longitudes.get(thing, ""))
        except InputError:
            continue
    return found
