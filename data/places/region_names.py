"""Names of regions as tables write them: "Roth, Landkreis", "Krs. Hof", "Thüringen", "TH", "Île-de-France"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from data.places.nuts import Codes, Row
from data.reference.places.importer import in_english
from graph.identity import name_key

# Before or after a name: what kind of area is meant.
_KINDS = {
    "rural": r"landkreis(?:es)?|lkr?s?\b\.?|krs\b\.?|kr\b\.|kreis(?:es)?|district of|rural district",
    "urban": r"kreisfreie stadt|stadtkreis|urban district|landeshauptstadt|stadt|city of",
    "land": r"bundesland|land|freistaat|free state of|state of|region|province of|provincia di|provincia de",
    "area": r"county|judet(?:ul)?|județ(?:ul)?|maakond|(?:vár)?megye|powiat|okres|kraj|län|fylke|d[ei]?strict"
    r"|prefecture|voivodeship|województwo|arrondissement|canton|kanton|département|oblast|apskritis|županija",
    "bezirk": r"regierungsbezirk|reg\.? ?-?bez\b\.?|rb\b|direktionsbezirk|statistische region|nuts ?[123]:?",
}
_BEFORE = {kind: re.compile(rf"(?i)^(?:{words})\s+(?=\S)") for kind, words in _KINDS.items()}
_AFTER = {kind: re.compile(rf"(?i)(?:,\s*|\s*\(\s*|\s+)(?:{words})\s*\)?$") for kind, words in _KINDS.items()}
_URBAN = ("Kreisfreie Stadt", "Stadtkreis")
_BARE_END = re.compile(r", (?:Kreisfreie Stadt|Stadtkreis|Landkreis|urban district|rural district)$| \([A-Z]{2}\)$")


class RegionNames:
    """All names of the regions of the reference sources."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._regions: defaultdict[str, set[str]] = defaultdict(set)
        self._urban: set[str] = set()
        for row in codes.german:
            self._add(row["code"], _german(row))
            if row["kind"] in _URBAN or row["name_de"].endswith(_URBAN):
                self._urban.add(row["code"])
        for row in codes.other:
            self._add(row["code"], _other(row))
        # A municipality that is a district by itself needs no region of its own here.
        self.municipalities = {
            (name_key(row["name_de"]), row["nuts3"]): f"ags-{row['ags']}"
            for row in codes.municipalities
            if row["same_area"] != "yes"
        }

    def _add(self, code: str, names: Iterator[str]) -> None:
        for name in names:
            self._regions[name_key(name)].add(code)

    def find(self, text: str, country: str = "") -> list[str]:
        """The codes of the regions that a name means, of one country if given; the widest of one name and area."""
        text = text.strip()[:200]
        # "DEG01 / Erfurt, Kreisfreie Stadt", "Thüringen (DEG)"
        for kind, name in _readings(text):
            found = {code for code in self._regions.get(name_key(name), ()) if not country or code[:2] == country}
            if found := self._of_kind(kind, found):
                return self._widest(found)
        return []

    def _of_kind(self, kind: str, found: set[str]) -> set[str]:
        if kind in ("rural", "urban"):
            return {code for code in found if len(code) == 5 and (code in self._urban) == (kind == "urban")} or (
                found if kind == "urban" or not found & self._urban else set()
            )
        if kind == "land":
            return {code for code in found if len(code) < 5}
        if kind == "bezirk":
            return {code for code in found if len(code) == 4} or {code for code in found if len(code) == 3}
        # A bare name that a town shares with the district around it, and with nothing larger, means the town.
        towns = found & self._urban
        return towns if len(towns) == 1 and all(len(code) == 5 for code in found) else found

    def _widest(self, found: set[str]) -> list[str]:
        """Without the regions that lie in another one of the same name: Berlin the Land, not its district."""
        return sorted(
            code
            for code in found
            if not any(code != other and self._codes.lies_in(code, other) for other in found) or len(found) == 1
        )


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Kind ("" where none is said) and name, the surest reading first."""
    for kind, pattern in _BEFORE.items():
        if pattern.search(text):
            yield kind, pattern.sub("", text)
    for kind, pattern in _AFTER.items():
        if pattern.search(text):
            yield kind, pattern.sub("", text)
    yield "", text
    yield "", re.sub(r"\s*\([^)]*\)\s*$", "", text)


def _german(row: Row) -> Iterator[str]:
    for name in (row["name_de"], row["name_en"] or in_english(row["name_de"])):
        yield name
        yield _BARE_END.sub("", name)
    yield from filter(None, (row["abbreviation"], *row["alt"].split("|")))


def _other(row: Row) -> Iterator[str]:
    for name in filter(None, (row["name"], row["latin"])):
        yield name
        yield from (part for part in re.split(r"\s*/\s*", name) if len(part) > 3)
        yield re.sub(r"^(?:Prov\.|Arr\.|Région de|Provincia di) ", "", name)
