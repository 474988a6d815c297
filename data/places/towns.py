"""Which regions a town lies in, by the names of municipalities and of larger places.

A name that several places of a country share gives all their regions; the largest one alone is meant only where
it has at least 100,000 inhabitants and 50 times those of its namesakes together (so the table was made).
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from data.places.nuts import NUTS
from graph.identity import name_key

# "Praha 1", "PARIS CEDEX 05", "Dublin 2", "København K": parts of a town, which are not told apart.
_PART = re.compile(r"(?i)[ ,]+(?:cedex(?: \d+)?|bp \d+|\d+(?:e|er|eme|\.)?|[A-ZÆØÅ]{1,2})\s*$")
_TITLE = re.compile(
    r"(?i)^(?:(?:(?:landes|bundes|universitäts|wissenschafts|hanse|kreis)*(?:haupt)?stadt|hansestadt|stadt|gemeinde"
    r"|markt|city of|town of|municipality of|ville de|comune di|ayuntamiento de|gemeente"
    r"|obec|mesto|město|miasto|gmina) +)+"
)
_KIND_AFTER = re.compile(
    r"(?i)(?:,\s*| )(?:commune|municipality|kommune?|comuna)$"
    r"|,\s*(?:(?:kreisfreie |landeshaupt|hanse|universitäts)?stadt|stadtkreis|st|gkst|m|markt|gemeinde)\s*$"
)
_POSTCODE_BEFORE = re.compile(r"^\s*(?:[A-Z]{1,2}-)?\d[\d -]{2,}\s+(?=\D)")


# Names that mean the same town whatever the country, by the same measure over all countries.
ANYWHERE = "--"


class Towns:
    """The names of towns, by country."""

    @cached_property
    def _lines(self) -> dict[str, str]:
        """The lines of each country, taken apart when the country is first asked for."""
        lines: defaultdict[str, list[str]] = defaultdict(list)
        with gzip.open(NUTS / "towns.csv.gz", "rt", encoding="utf-8") as file:
            for line in file.read().splitlines()[1:]:
                lines[line[:2]].append(line)
        return {country: "\n".join(found) for country, found in lines.items()}

    def __init__(self) -> None:
        self._read: dict[str, dict[str, str]] = {}

    def _table(self, country: str) -> dict[str, str]:
        if country not in self._read:
            table: dict[str, str] = {}
            for line in self._lines.get(country, "").splitlines():
                _, regions, names = line.split(",", 2)
                table.update(dict.fromkeys(names.split("|"), regions))
            self._read[country] = table
        return self._read[country]

    def find(self, text: str, country: str = "") -> list[str]:
        """The codes of the regions in which towns of this name lie; without a country, in any country."""
        countries = [country] if country else sorted(self._lines.keys() - {ANYWHERE})
        for key in keys(text):
            if not country and (meant := self._table(ANYWHERE).get(key)):
                return [meant]
            found = [region for one in countries if (here := self._table(one).get(key)) for region in here.split("|")]
            if found:
                return found
        return []


def keys(text: str) -> Iterator[str]:
    """The ways to read a town's name, the surest first, each as ``name_key`` has it."""
    seen = {""}
    for reading in _readings(text.strip()[:200]):
        key = name_key(reading)
        if key not in seen:
            seen.add(key)
            yield key


def _readings(text: str) -> Iterator[str]:
    text = _POSTCODE_BEFORE.sub("", text)
    yield text
    plain = _TITLE.sub("", _KIND_AFTER.sub("", text)).strip()
    yield plain
    part = _PART.sub("", plain)
    yield part
    yield re.sub(r"\s*\([^)]*\)?", "", part)
    for separator in ("/", ",", " - ", " – ", ";", "("):
        yield part.partition(separator)[0]
    # "Berlin-Mitte" is in Berlin; three letters or fewer ("Bad-", "St-") are no town before their hyphen.
    before, hyphen, _ = part.partition("-")
    if hyphen and len(before.strip()) > 3:
        yield before
