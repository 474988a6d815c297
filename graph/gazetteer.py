"""Which region does a name mean? Names, codes and the spellings that leave no doubt.

A name that is stated for one area only means that area; areas that are one and the same (Berlin as Land, as
NUTS 2, as NUTS 3 and as municipality) are no ambiguity. The short name of a district ("Karlsruhe" out of
"Karlsruhe, Landkreis") gives way to the town that has this name, and to nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.errors import AmbiguousError, NotFoundError
from graph.identity import name_key

# From wide to narrow: of several regions with the same area and name, the widest one is meant.
LEVELS = ("nuts0", "country", "macro", "nuts1", "nuts2", "nuts3", "municipality", "landscape")
_LEVEL_WORDS = {
    "nuts0": "Staat",
    "country": "Staat",
    "nuts1": "Land",
    "nuts2": "NUTS-2-Region",
    "nuts3": "Kreis",
    "municipality": "Gemeinde",
    "macro": "Großregion",
    "landscape": "Landschaft",
}
# What people write before a name to say which kind of area they mean, and the one word that stands for it.
_KIND_WORDS = {
    "landkreis": ("landkreis", "kreis", "lk", "lkr", "district of", "rural district of"),
    "bezirk": (
        "regierungsbezirk",
        "direktionsbezirk",
        "statistische region",
        "reg bez",
        "rb",
        "government region of",
    ),
    "gemeinde": (
        "gemeinde",
        "stadt",
        "kreisfreie stadt",
        "stadtkreis",
        "landeshauptstadt",
        "hansestadt",
        "city of",
        "town of",
    ),
    "land": ("land", "bundesland", "freistaat", "free state of", "state of"),
}
_KIND_OF = {name_key(word): kind for kind, words in _KIND_WORDS.items() for word in words}
_KIND = re.compile(f"(?:{'|'.join(sorted(_KIND_OF, key=len, reverse=True))}) (?=.)")
_PASTED = re.compile(r"(.+) \((?:[^()]*, )?([^\s()]+)\)")
_NEAREST = 3


class PlaceName(NamedTuple):
    """One name of a region; ``language`` is empty where none is stated."""

    region: str
    text: str
    language: str
    alternative: bool


class Gazetteer:
    """All names of regions. ``levels`` gives a region's level, ``areas`` the regions that cover its area."""

    def __init__(
        self, names: Iterable[PlaceName], levels: Mapping[str, str], areas: Mapping[str, frozenset[str]]
    ) -> None:
        self._levels = levels
        self._areas = areas
        self._names: defaultdict[str, list[PlaceName]] = defaultdict(list)
        self._texts: dict[str, str] = {}
        self._stated: defaultdict[str, set[str]] = defaultdict(set)
        self._short: defaultdict[str, set[str]] = defaultdict(set)
        for name in sorted(names):
            self._add(name)
        self._codes = {code_of(region).casefold(): region for region in self._names}

    def _add(self, name: PlaceName) -> None:
        key = place_key(name.text)
        self._names[name.region].append(name)
        self._texts.setdefault(key, name.text)
        self._stated[key].add(name.region)
        if not name.alternative and ", " in name.text:
            self._short[place_key(_short(name.text))].add(name.region)

    def find(self, text: str, *, prefer: str = "") -> str:
        """The IRI of the region that a name, a code or an IRI means.

        ``prefer`` is a level that decides between several areas of one name. Raises AmbiguousError with
        choices that can each be given back, or NotFoundError with up to three of the nearest spellings.
        """
        wanted = text.strip()
        if wanted in self._names:
            return wanted
        if chosen := self._pasted(wanted):
            return chosen
        stated, bearers = self._bearers(wanted)
        if not bearers:
            raise NotFoundError(f"no region is called “{wanted}”.", suggestions=self._nearest(wanted))
        if self._is_one_area(stated) and any(self._levels.get(region) == "municipality" for region in stated):
            return self._widest(stated)
        if self._is_one_area(bearers):
            return self._widest(stated or bearers)
        if country := self._country_of(stated or bearers):
            return country
        preferred = {region for region in bearers if self._levels.get(region) == prefer}
        if preferred and self._is_one_area(preferred):
            return self._widest(preferred)
        raise AmbiguousError(f"“{wanted}” names several regions.", choices=self._choices(stated, bearers - stated))

    def _bearers(self, text: str) -> tuple[set[str], set[str]]:
        """The regions with this code or stated name, and these with those of this short name."""
        key = place_key(text)
        stated = set(self._stated.get(key, ()))
        for code in (text.casefold(), f"ags-{text}"):
            if code in self._codes:
                stated.add(self._codes[code])
        return stated, stated | self._short.get(key, set())

    def _pasted(self, text: str) -> str:
        """The region of a choice that was given back: "Stadt Karlsruhe (ags-08212000)"."""
        match = _PASTED.fullmatch(text)
        region = self._codes.get(match[2].casefold(), "") if match else ""
        return region if match and region in self._bearers(match[1])[1] else ""

    def _country_of(self, regions: set[str]) -> str:
        """The country among regions that all others lie in, "" where there is none: Malta is also its main island."""
        countries = [region for region in regions if self._levels.get(region) == "nuts0"]
        if len(countries) == 1 and all(code_of(region).startswith(code_of(countries[0])) for region in regions):
            return countries[0]
        return ""

    def _is_one_area(self, regions: set[str]) -> bool:
        return bool(regions) and regions <= self._area(next(iter(regions)))

    def _area(self, region: str) -> frozenset[str]:
        return self._areas.get(region, frozenset((region,)))

    def _widest(self, regions: Iterable[str]) -> str:
        return min(regions, key=self._order)

    def _order(self, region: str) -> tuple[int, str]:
        level = self._levels.get(region, "")
        return (LEVELS.index(level) if level in LEVELS else len(LEVELS), region)

    def _choices(self, stated: set[str], short: set[str]) -> list[str]:
        """One unmistakable spelling for each area, from wide to narrow; a stated name before a short one."""
        chosen: dict[frozenset[str], str] = {}
        for regions in (stated, short):
            for region in sorted(regions, key=self._order):
                chosen.setdefault(self._area(region), region)
        return [self._title(region) for region in sorted(chosen.values(), key=self._order)]

    def _title(self, region: str) -> str:
        """The name with its kind and code: "Landkreis Karlsruhe (DE123)", "Belgien (Staat, BE)"."""
        names = [name for name in self._names[region] if name.language != "en"]
        bare = next((_short(name.text) for name in names if not name.alternative), code_of(region))
        titles = [name.text for name in names if name.alternative and name.text.endswith(f" {bare}")]
        if titles:
            return f"{min(titles, key=len)} ({code_of(region)})"
        kind = _LEVEL_WORDS.get(self._levels.get(region, ""), "Region")
        return f"{bare} ({kind}, {code_of(region)})"

    def _nearest(self, text: str) -> list[str]:
        from rapidfuzz import fuzz, process

        hits = process.extract(place_key(text), list(self._texts), scorer=fuzz.ratio, limit=20, score_cutoff=67)
        areas: dict[frozenset[str], str] = {}
        for key, _, _ in hits:
            areas.setdefault(self._area(self._widest(self._stated[key])), self._texts[key])
        return list(areas.values())[:_NEAREST]


def place_key(text: str) -> str:
    """The name as ``name_key`` reads it, one word for each kind of area: "LK Harz" is "Landkreis Harz"."""
    key = name_key(text)
    match = _KIND.match(key)
    return f"{_KIND_OF[match[0].rstrip()]} {key[match.end() :]}" if match else key


def code_of(region: str) -> str:
    """The end of a region's IRI: its NUTS code, ``ags-`` and municipality code, or macro-region id."""
    return region.rsplit("/", 1)[-1]


def _short(text: str) -> str:
    return text.split(", ", 1)[0]
