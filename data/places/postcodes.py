"""Which region a postcode lies in.

Eurostat assigns each postcode to one NUTS 3 region, also where it covers parts of two; that assignment is
followed, and where it names several regions, the smallest region that holds them is meant. A postcode that the
table does not have (of a large company, say) lies where all its neighbours with the same beginning do: in their
one NUTS 3 region, else in the smallest region that holds them.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from bisect import bisect_left
from functools import cached_property

from data.places.nuts import NUTS, Codes

# Digits of a postcode, and how many leading zeros a spreadsheet may have eaten.
_DIGITS = {
    **dict.fromkeys(("DE", "FR", "ES", "EE", "LT", "SK"), (5, 1)),
    **dict.fromkeys(("IT", "FI", "PL"), (5, 2)),
    **dict.fromkeys(("EL", "SE", "CZ", "HR", "RS", "TR"), (5, 0)),
    **dict.fromkeys(("AT", "BE", "BG", "CH", "CY", "HU", "LI", "LU", "LV", "MK", "SI", "NL"), (4, 0)),
    "DK": (4, 1),
    "NO": (4, 2),
    "RO": (6, 1),
    "IS": (3, 0),
}
_WITH_LETTERS = ("UK", "IE", "MT")
_COUNTRY_BEFORE = re.compile(r"([A-Z]{1,3})\s*([-–—.]?)\s*(?=\d{2})")
# "PL 8000, 90014 Oulun yliopisto", "BP 25 75005": a post box before the postcode.
_BOX = re.compile(r"(?:P\.? ?O\.? ?BOX|POSTFACH|PL|PB|BP|CS|PF)\s*\d+[ ,]*")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")  # a spreadsheet's "10,000"
_CAR_SIGNS = {
    "D": "DE",
    "A": "AT",
    "F": "FR",
    "I": "IT",
    "B": "BE",
    "L": "LU",
    "E": "ES",
    "P": "PT",
    "H": "HU",
    "S": "SE",
    "N": "NO",
    "FIN": "FI",
    "SLO": "SI",
    "GR": "EL",
    "FL": "LI",
    "M": "MT",
}
_UK = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)(?:([0-9])[A-Z]{2})?")


class Postcodes:
    """The beginnings of postcodes that lie wholly in one region, by country."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._sorted: dict[str, list[str]] = {}

    @cached_property
    def _regions(self) -> dict[str, dict[str, str]]:
        table: dict[str, dict[str, str]] = {}
        with gzip.open(NUTS / "postcodes.csv.gz", "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(io.StringIO(file.read())):
                known = table.setdefault(row["country"], {})
                known.update(dict.fromkeys(row["prefixes"].split(" "), row["region"]))
        return table

    def stated_country(self, text: str, country: str = "") -> str:
        """The country that a postcode states itself, "A-1010", "DE 80331", else the one given.

        A sign without a dash does not overrule what is given: "PL 8000" is a post box in Finland.
        """
        match = _COUNTRY_BEFORE.match(text.strip().upper())
        if not match or (country and not match[2]):
            return country
        sign = match[1]
        code = _CAR_SIGNS.get(sign, "UK" if sign == "GB" else sign)
        return code if code in self._codes.countries else country

    def find(self, country: str, text: str) -> str:
        """The code of the smallest region that a postcode of a country surely lies in, else ""."""
        table = self._regions.get(country)
        postcode = written(country, text) if table else ""
        if not table or not postcode:
            return ""
        for end in range(len(postcode), -1, -1):
            if postcode[:end] in table:
                return table[postcode[:end]]
        return self._neighbours(country, postcode)

    def _neighbours(self, country: str, postcode: str) -> str:
        """The region of all postcodes with the longest beginning that any has; two characters at least."""
        if country not in self._sorted:
            self._sorted[country] = sorted(self._regions[country])
        known = self._sorted[country]
        for end in range(len(postcode), 1, -1):
            first, last = (bisect_left(known, postcode[:end] + mark) for mark in ("", "~"))
            if alike := known[first:last]:
                return self._codes.common({self._regions[country][key] for key in alike})
        return ""


def written(country: str, text: str) -> str:
    """A postcode as the table has it: no spaces, dashes or country sign, lost zeros put back; "" for what is none.

    In Germany "7743" is 07743. A town after the postcode ("99084 Erfurt") does no harm. Of British ones the outward
    code and the sector count, with "_" between, so that BT7 is no beginning of BT78.
    """
    text = text.strip().upper()
    if country == "UK":
        match = _UK.fullmatch(re.sub(r"[\W_]+", "", text))
        return f"{match[1]}_{match[2] or ''}" if match else ""
    if country in _WITH_LETTERS:
        return re.sub(r"[\W_]+", "", text)[:3]
    text = text if country == "PL" else _BOX.sub("", text, count=1)
    bare = text.removeprefix(match[0]) if (match := _COUNTRY_BEFORE.match(text)) else text
    if _THOUSANDS.fullmatch(bare):
        bare = re.sub(r"[.,]", "", bare)
    if country == "PT":
        digits = re.match(r"(\d{4})(?:[- ]?(\d{3}))?(?!\d)", bare)
        return "".join(filter(None, digits.groups())) if digits else ""
    return _digits(bare, *_DIGITS.get(country, (0, 0)))


def _digits(text: str, length: int, lost: int) -> str:
    """The digits at the beginning, full length; a decimal fraction is a spreadsheet's and no part of it."""
    match = re.match(r"\d(?:\d|(?<=\d)[ -](?=\d))*", re.sub(r"\.0+$", "", text))
    if not match or not length:
        return ""
    digits = re.sub(r"\D", "", match[0])
    if length - lost <= len(digits) <= length and digits.strip("0"):
        return digits.zfill(length)
    return ""
