"""A table of grants that has been understood: its sheet, its header, and how its values are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from data.grants.databases import Database, database_of
from data.grants.header import DEPTH, Header, find_header
from data.values import amount_style, currency, date_order
from graph.errors import InputError
from graph.identity import name_key

if TYPE_CHECKING:
    from data.files.document import Document, Sheet

SAMPLES = 400  # rows that decide how values are written
_TOTALS = frozenset(map(name_key, ("Summe", "Gesamt", "Gesamtsumme", "Insgesamt", "Total", "Grand total", "Sum")))


@dataclass(slots=True)
class Table:
    """A table of grants; ``style`` and ``order`` are its decimal mark and order of dates, "" where nothing tells."""

    sheet: Sheet
    header: Header
    database: Database
    samples: list[list[str]]
    style: str = ""
    order: str = ""
    currency: str = ""
    country: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        self.style = amount_style(self.sample("amount"))
        self.order = date_order(self.sample("date"))
        self.currency = self.database.currency or self._currency()
        self.language = self.database.language or self.header.language
        self.country = self.database.country or self._country()

    def sample(self, name: str) -> list[str]:
        """The first cells of a field's columns that are not empty."""
        numbers = self.header.columns.get(name, ())
        return [row[at] for row in self.samples for at in numbers if at < len(row) and row[at].strip()]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of data with their numbers, as wide as the header; empty rows and rows of sums are none."""
        width = len(self.header.cells)
        for number, row in self.sheet.rows():
            if number <= self.header.row or not any(map(str.strip, row)):
                continue
            full = row if len(row) >= width else [*row, *[""] * (width - len(row))]
            if not _is_total(full):
                yield number, full

    def _currency(self) -> str:
        (number,) = self.header.columns["amount"]
        texts = (self.header.cells[number], *self.sample("amount")[:50])
        return next((code for text in texts if (code := currency(text))), "")

    def _country(self) -> str:
        """Germany where a German header stands above postcodes of five digits; else what the rows say."""
        digits = Counter(len(cell.strip()) for cell in self.sample("postcode") if cell.strip().isdecimal())
        digits.update(len(found) for cell in self.sample("address") for found in re.findall(r"\b\d{5}\b", cell))
        is_german = self.language == "de" and digits and digits.most_common(1)[0][0] == 5
        return "DE" if is_german else ""


def find_table(document: Document) -> Table | None:
    """The first sheet that is a table of grants; None where none is."""
    for sheet in document.sheets:
        try:
            read = list(islice(sheet.rows(), DEPTH))
        except InputError:
            return None
        if header := find_header(read):
            samples = [row for number, row in islice(sheet.rows(), DEPTH + SAMPLES) if number > header.row]
            return Table(sheet, header, database_of(header.cells), samples)
    return None


def _is_total(row: list[str]) -> bool:
    """A closing row: a word such as "Summe" first, and beside it hardly anything."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) <= max(3, len(row) // 3) and name_key(filled[0]) in _TOTALS and len(row) > len(filled)
