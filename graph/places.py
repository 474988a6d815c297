"""Regions of a store: names to regions, what lies in what, and what is near what.

"x lies in R" is the closure of ``skos:broader`` and ``vb:sameArea``: Berlin the municipality lies in Berlin
the Land and the other way round, and both lie in Germany and in every macro-region that counts Berlin in.

"Near" is decided by label points, not by boundaries: only NUTS 3 regions and municipalities can be near a
place, each by its own point, along with the regions that have the same area (the Land Berlin). A Land or
Regierungsbezirk is never near anything, since one point says nothing of an area of that size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from graph.distance import Point, kilometres, to_point
from graph.errors import InputError
from graph.gazetteer import Gazetteer, PlaceName, code_of
from graph.identity import ID
from graph.vocabulary import GEO, PREFIXES, SKOS, VB

NUTS = PREFIXES["nuts"]
REGION = f"{ID}region/"

# Wider than Europe: a longer radius is a slip of the pen, not a question.
LONGEST_RADIUS_KM = 5000.0
_LEVELS_WITH_OWN_POINT = ("nuts3", "municipality")
_WIDE_LEVELS = frozenset(("nuts0", "country", "nuts1", "nuts2"))  # no circle is drawn around the middle of Bavaria

Graph = Mapping[str, set[str]]


class PlaceSource(Protocol):
    """What places are read from: a store, or anything with these two methods."""

    def pairs(self, predicate: str, /) -> Iterable[tuple[str, str]]:
        """Subject IRI and object (IRI or text) of each statement with the predicate."""

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        """IRI, text, language ("" where none) and whether alternative, of each name of each thing."""


class Places:
    """All regions that a store knows, ready to be asked."""

    def __init__(self, store: PlaceSource) -> None:
        """Read what lies in what; names and points are read when first needed, so keep the store open."""
        self._store = store
        self._up: defaultdict[str, set[str]] = defaultdict(set)
        self._down: defaultdict[str, set[str]] = defaultdict(set)
        for part, whole in store.pairs(SKOS.broader):
            if is_region(part):
                self._link(part, whole)
        for one, other in store.pairs(VB.sameArea):
            self._link(one, other)
            self._link(other, one)

    @classmethod
    def read(cls, store: PlaceSource) -> Places:
        """The regions of a store, over all its sources, as they are now."""
        return cls(store)

    def _link(self, part: str, whole: str) -> None:
        self._up[part].add(whole)
        self._down[whole].add(part)

    def find(self, name: str) -> str:
        """The IRI of the region with this name, code, Bundesland abbreviation, AGS or IRI.

        Raises AmbiguousError with choices that can each be given back, or NotFoundError with up to three of
        the nearest spellings.
        """
        return self._gazetteer.find(name)

    def label(self, region: str, lang: str = "de") -> str:
        """A region's name in a language, else in German, else in any, else its code."""
        proper = {name.language: name.text for name in self._proper_names[region]}
        return next((proper[wanted] for wanted in (lang, "de", "", *proper) if wanted in proper), code_of(region))

    def level(self, region: str) -> str:
        """nuts0, nuts1, nuts2, nuts3, municipality, macro, landscape or country; empty where none is stated."""
        return self._levels.get(region, "")

    def same_area(self, region: str) -> frozenset[str]:
        """The regions of any level that cover exactly this area, the region itself among them."""
        return self._areas.get(region, frozenset((region,)))

    def within(self, region: str) -> set[str]:
        """All regions that lie in a region, itself and those of the same area among them."""
        return _reach(region, self._down)

    def above(self, region: str) -> set[str]:
        """All regions that a region lies in, itself and those of the same area among them."""
        return _reach(region, self._up)

    def near(self, place: str, radius_km: float) -> set[str]:
        """The regions whose label point is at most ``radius_km`` from that of a place, itself among them.

        See the module's docstring for what can be near. ``place`` is whatever ``find`` takes; where several
        areas share its name, the municipality is meant, since a radius is drawn around a town. Raises
        InputError for a radius that is not above 0 and at most 5,000 km, and for a place without a point.
        """
        if not 0 < radius_km <= LONGEST_RADIUS_KM:
            raise InputError(f"a radius of {radius_km:g} km; give one above 0 and up to {LONGEST_RADIUS_KM:g} km")
        region = self.centre(place)
        levels = {self.level(twin) for twin in self.same_area(region)}
        if levels & _WIDE_LEVELS and not levels & set(_LEVELS_WITH_OWN_POINT):
            raise InputError(f"“{self.label(region)}” is too large to be a centre; name a town or a district")
        centre = self._point(region)
        if centre is None:
            raise InputError(f"“{self.label(region)}” has no label point; name a town or a district")
        return {
            twin
            for other in self._located
            if kilometres(centre, self._located[other]) <= radius_km
            for twin in self.same_area(other)
        }

    def centre(self, place: str) -> str:
        """The region that a radius is drawn around: the municipality where several areas share the name."""
        return self._gazetteer.find(place, prefer="municipality")

    def distance_km(self, a: str, b: str) -> float | None:
        """Kilometres between the label points of two regions (IRIs), or None where one has none."""
        start, end = self._point(a), self._point(b)
        return None if start is None or end is None else kilometres(start, end)

    def point(self, region: str) -> Point | None:
        """The label point of a region, or of one that covers the same area; None where none is known."""
        return self._point(region)

    def located(self) -> Mapping[str, Point]:
        """The label points of all NUTS 3 regions and municipalities."""
        return self._located

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._names, self._levels, self._areas)

    @cached_property
    def _names(self) -> list[PlaceName]:
        return [PlaceName(*label) for label in self._store.labels() if is_region(label[0])]

    @cached_property
    def _levels(self) -> Mapping[str, str]:
        return dict(self._store.pairs(VB.level))

    @cached_property
    def _proper_names(self) -> Mapping[str, list[PlaceName]]:
        found: defaultdict[str, list[PlaceName]] = defaultdict(list)
        for name in sorted(self._names, reverse=True):
            if not name.alternative:
                found[name.region].append(name)
        return found

    @cached_property
    def _areas(self) -> dict[str, frozenset[str]]:
        """Regions that lie in each other, by any path of links, cover the same area."""
        return {
            region: frozenset(self.within(region) & self.above(region))
            for region in self._up
            if self._up[region] & self._down.get(region, set())
        }

    @cached_property
    def _points(self) -> dict[str, Point]:
        longitudes = dict(self._store.pairs(GEO.long))
        return {
            region: to_point(region, latitude, longitudes[region])
            for region, latitude in self._store.pairs(GEO.lat)
            if region in longitudes and is_region(region)
        }

    @cached_property
    def _located(self) -> dict[str, Point]:
        return {region: point for region, point in self._points.items() if self.level(region) in _LEVELS_WITH_OWN_POINT}

    def _point(self, region: str) -> Point | None:
        twins = sorted(self.same_area(region) - {region})
        return next((self._points[twin] for twin in (region, *twins) if twin in self._points), None)


def is_region(iri: str) -> bool:
    """Whether an IRI is that of a region: a NUTS code or one of our own."""
    return iri.startswith((NUTS, REGION))


def _reach(start: str, graph: Graph) -> set[str]:
    """All nodes that can be reached; a circle in the data does no harm."""
    found, ahead = {start}, [start]
    while ahead:
        new = graph.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found
