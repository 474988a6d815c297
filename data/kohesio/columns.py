"""Which table of Kohesio a sheet or CSV file holds, and what its columns mean."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.values.blanks import is_blank

if TYPE_CHECKING:
    from data.files.document import Document

COLUMNS = Path(__file__).with_name("columns.csv")
_NEEDED = {
    "projects": (
        {"id", "identifier"},
        {"label", "label.en"},
        {"beneficiary.name", "beneficiary.id", "grant.amount", "fund.code"},
    ),
    "beneficiaries": ({"id"}, {"name"}),
}
_HEADER_ROWS = 5
_LONGEST_BLANK = 18  # characters of a word that stands for nothing
Get = Callable[[str], str]


@dataclass(slots=True)
class Table:
    """A sheet: what it holds, the row of its header, and where each field stands."""

    document: Document
    sheet: str
    part: str
    header_row: int
    headers: list[str]

    def field(self, header: str) -> str | None:
        """The field of a column; "" for one that is left over, None for one that the format does not know."""
        return columns()[self.part].get(_plain(header))

    @property
    def known(self) -> int:
        """The number of columns that the format knows."""
        return sum(self.field(header) is not None for header in self.headers)

    def places(self) -> list[tuple[int, str]]:
        """Where the columns stand that have a field, and which."""
        return [(place, field) for place, header in enumerate(self.headers) if (field := self.field(header))]

    def body(self) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header that are not empty."""
        for number, cells in self.document.table_rows(self.sheet):
            if number > self.header_row and any(cells):
                yield number, cells


def getter(places: list[tuple[int, str]], cells: list[str]) -> Get:
    """What gives the cell of a field, stripped; "" where there is none or it only stands for nothing."""
    found: dict[str, str] = {}
    width = len(cells)
    for place, field in places:
        if place < width and (cell := cells[place]) and field not in found:
            text = cell.strip()
            if text and not (len(text) < _LONGEST_BLANK and is_blank(text)):
                found[field] = text
    return lambda field: found.get(field, "")


def tables(document: Document) -> list[Table]:
    """The tables of Kohesio in a document."""
    found = (_table(document, sheet.name) for sheet in document.sheets[:12])
    return [table for table in found if table]


def _table(document: Document, sheet: str) -> Table | None:
    for number, cells in document.table_rows(sheet):
        if number > _HEADER_ROWS:
            return None
        if part := part_of(cells):
            headers = [" ".join(cell.split()) for cell in cells]
            while headers and not headers[-1]:
                headers.pop()
            return Table(document, sheet, part, number, headers)
    return None


def part_of(headers: list[str]) -> str:
    """ "projects" or "beneficiaries" by the headers, "" for those of other tables."""
    for part, needed in _NEEDED.items():
        known = columns()[part]
        fields = {known[plain] for header in headers if (plain := _plain(header)) in known}
        if all(fields & some for some in needed):
            return part
    return ""


def _plain(header: str) -> str:
    return "_".join(header.casefold().split())


@cache
def columns() -> dict[str, dict[str, str]]:
    """The field of each column, by the part of the delivery."""
    found: dict[str, dict[str, str]] = {}
    with COLUMNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["part"], {})[row["column"]] = row["field"]
    return found
