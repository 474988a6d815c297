"""The region of a municipality by its key (Amtlicher Gemeindeschlüssel), else by town and federal state.

The key begins with the state, in six states then with the administrative district, which are NUTS 1 and NUTS 2
regions; the name of the municipality then means one NUTS 3 region within them. Source: Destatis, Gemeindeverzeichnis.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache

from data.places.nuts import PLACES
from data.places.regions import Regions, country_code

_STATES = {
    "01": "DEF", "02": "DE6", "03": "DE9", "04": "DE5", "05": "DEA", "06": "DE7", "07": "DEB", "08": "DE1",
    "09": "DE2", "10": "DEC", "11": "DE3", "12": "DE4", "13": "DE8", "14": "DED", "15": "DEE", "16": "DEG",
}  # fmt: skip
_DISTRICTS = {
    "031": "DE91", "032": "DE92", "033": "DE93", "034": "DE94", "051": "DEA1", "053": "DEA2", "055": "DEA3",
    "057": "DEA4", "059": "DEA5", "064": "DE71", "065": "DE72", "066": "DE73", "071": "DEB1", "072": "DEB2",
    "073": "DEB3", "081": "DE11", "082": "DE12", "083": "DE13", "084": "DE14", "091": "DE21", "092": "DE22",
    "093": "DE23", "094": "DE24", "095": "DE25", "096": "DE26", "097": "DE27", "145": "DED4", "146": "DED2",
    "147": "DED5",
}  # fmt: skip


class Municipalities:
    """Regions of what the catalogue says of a place."""

    def __init__(self) -> None:
        self._regions = Regions()
        self.region = lru_cache(maxsize=65536)(self._region)

    @property
    def unresolved(self) -> int:
        """How many places are in no region."""
        return len(self._regions.unresolved)

    def _region(self, key: str, municipality: str, town: str, state: str, country: str) -> str:
        """The IRI of the region, "" where there is none; Germany is meant where no country is named."""
        land = country or "DE"
        if country_code(land) != "DE":
            return self._regions.of(country=land, town=town or municipality)
        number = official_key(key)
        if known := _known().get(number):
            return self._regions.of(country="DE", nuts=known[0], town=known[1])
        area = _DISTRICTS.get(number[:3]) or _STATES.get(number[:2], "")
        place = municipality or town
        if not (area or place or state):
            return self._regions.of(country=country) if country else ""
        found = self._regions.of(country="DE", nuts=area, name="" if area else state, town=place)
        # "Universitätsstadt Musterhausen" may be unknown where the postal name of the place is not.
        if town and town != place and len(found.rpartition("/")[2]) < 5:
            return self._regions.of(country="DE", nuts=area, name="" if area else state, town=town)
        return found


def official_key(text: str) -> str:
    """The key in its eight figures; spreadsheets eat its leading zero. "" for what is none."""
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()) or not 7 <= len(digits) <= 8:
        return ""
    return digits.zfill(8)


@cache
def _known() -> dict[str, tuple[str, str]]:
    """NUTS 3 code and name of the municipalities that the reference source has."""
    with (PLACES / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {row["ags"]: (row["nuts3"], row["name_de"]) for row in csv.DictReader(file)}
