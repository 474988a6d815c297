"""NUTS codes of any version as codes of 2021, and what lies in what.

A region is named here by its code, the end of its IRI: ``DE212``, ``ags-03159016``, ``country-us``.

A code that NUTS 2021 has is read as such. An older or newer one is read by ``changes.csv``: recoded, merged and
shifted boundaries (at least 95 % of the people stay together) have one successor; a code that was split means the
smallest region that holds all its successors, since which of them is meant cannot be known.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from data.reference.nuts.importer import country_code
from graph.identity import iri
from graph.vocabulary import PREFIXES

FOLDER = Path(__file__).parents[1] / "reference"
PLACES, NUTS = FOLDER / "places", FOLDER / "nuts"

# Cordis and Eurostat write EL and UK, others the codes of ISO 3166.
NUTS_COUNTRY = {"GR": "EL", "GB": "UK"}
# Codes of letters alone ("DEF") are words too; they count only alone or before a separator.
_CODE = re.compile(
    r"(?<![^\W_])([A-Z]{2}(?:[0-9][0-9A-Z]{0,2}|[A-Z][0-9][0-9A-Z]?|[A-Z]{2}[0-9]|[0-9A-Z]?ZZ?))(?![^\W_])"
)
_LETTERS = re.compile(r"\s*([A-Z]{2,4})\s*(?:$|[/:–(]|- |-$)")

Row = dict[str, str]


def read(path: Path) -> Iterator[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def region_iri(code: str) -> str:
    """The IRI of a region by its code; "" for ""."""
    if not code:
        return ""
    return iri("region", code) if "-" in code else PREFIXES["nuts"] + code


class Codes:
    """All region codes of the reference sources."""

    def __init__(self) -> None:
        self.german = list(read(PLACES / "regions.csv"))
        self.other = list(read(NUTS / "regions.csv"))
        self.municipalities = list(read(PLACES / "municipalities.csv"))
        self.countries = {row["code"] for row in read(PLACES / "countries.csv")}
        self.known = {row["code"] for row in (*self.german, *self.other)} | self.countries
        self.known |= {country_code(row["code"]) for row in read(NUTS / "countries.csv")}
        self._district = {f"ags-{row['ags']}": row["nuts3"] for row in self.municipalities}
        self.known |= self._district.keys()

    @cached_property
    def _changes(self) -> dict[str, list[str]]:
        return {row["code"]: row["codes_2021"].split() for row in read(NUTS / "changes.csv")}

    def current(self, code: str) -> str:
        """The region of NUTS 2021 that a code of any version means, "" for what is no code."""
        code = NUTS_COUNTRY.get(code[:2], code[:2]) + code[2:]
        if code in self.known:
            return code
        if code in self._changes:
            return self.common(self._changes[code])
        # Extra-regio territory (DEZZZ) belongs to the country and to none of its regions.
        return code[:2] if code[:2] in self.countries and set(code[2:]) == {"Z"} else ""

    def found(self, text: str) -> list[str]:
        """The regions whose codes stand in a text, in order, each once."""
        codes = [match[1] for match in _CODE.finditer(text)]
        if match := _LETTERS.match(text):
            codes.insert(0, match[1])
        return list(dict.fromkeys(filter(None, map(self.current, codes))))

    def above(self, code: str) -> list[str]:
        """A region and all that it lies in, the region first."""
        chain = [code]
        if district := self._district.get(code):
            chain.append(district)
        while "-" not in chain[-1] and len(chain[-1]) > 2:
            chain.append(chain[-1][:-1])
        return chain

    def lies_in(self, one: str, other: str) -> bool:
        """Whether a region is another one or a part of it."""
        return one == other or other in self.above(one)

    def common(self, codes: Iterable[str]) -> str:
        """The smallest region that holds all these, "" where none does."""
        chains = [self.above(code) for code in dict.fromkeys(codes)]
        if not chains:
            return ""
        return next((code for code in chains[0] if all(code in chain for chain in chains[1:])), "")
