"""Which table of keep.eu a sheet holds, and what its columns mean: by the headers, in both layouts of the export."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from data.files.document import Document

COLUMNS = Path(__file__).with_name("columns.yml")
# What a table must have to be one, beside the programme.
_NEEDED = {
    "partners": ({"acronym", "project_id"}, {"organisation", "organisation.en"}, {"lead"}),
    "projects": ({"acronym", "project_id"}, {"total_cost", "grant.amount", "theme"}, {"name.en", "period"}),
    "calls": ({"serial"}, {"start"}, {"end"}),
}
_BRACKETS = re.compile(r"\([^()]*\)")
_HEADER_ROWS = 10  # searched for a header, where a title stands above it
Cells = list[str]


@dataclass(slots=True)
class Table:
    """A sheet or CSV file: what it holds, the row of its header, and a field for each column."""

    document: Document
    sheet: str
    part: str
    header_row: int
    headers: list[str]
    fields: list[str]
    first: Cells = field(default_factory=list)

    def known(self) -> int:
        """The number of columns that the format knows."""
        return sum(name is not None and bool(name) for name in map(self.meaning, self.headers))

    def meaning(self, header: str) -> str | None:
        """The header in the words of this table: None for one that the format does not know."""
        return _field(self.part, _plain(header))

    def values(self, cells: Cells) -> dict[str, list[str]]:
        """The cells that have a value, by field."""
        found: dict[str, list[str]] = {}
        for name, cell in zip(self.fields, cells, strict=False):
            if name and cell and (text := cell.strip()) and text.casefold() not in _NULLS:
                found.setdefault(name, []).append(text)
        return found


_NULLS = frozenset(("n/a", "n.a.", "na", "none", "null", "-", "–", "nan", "not available", "not applicable"))


def tables(document: Document) -> list[Table]:
    """The tables of keep.eu in a document, in its order."""
    found = (table(document, sheet.name) for sheet in document.sheets[:12])
    return [one for one in found if one]


def table(document: Document, sheet: str) -> Table | None:
    """What a sheet holds; None where its first rows have no header of keep.eu."""
    rows = document.table_rows(sheet)
    for number, cells in rows:
        if number > _HEADER_ROWS:
            return None
        if part := part_of(cells):
            headers = [" ".join(cell.split()) for cell in cells]
            while headers and not headers[-1]:
                headers.pop()
            fields = [_field(part, _plain(header)) or "" for header in headers]
            return Table(document, sheet, part, number, headers, fields, next((row for _, row in rows), []))
    return None


def part_of(headers: list[str]) -> str:
    """ "projects", "partners" or "calls" by the headers, "" for those of other tables."""
    plain = [_plain(header) for header in headers]
    for part, needed in _NEEDED.items():
        fields = {_field(part, header) for header in plain if header}
        if "programme" in fields and all(fields & some for some in needed):
            return part
    return ""


def _plain(header: str) -> str:
    text = _BRACKETS.sub(" ", header.replace("’", "'").replace("`", "'")).casefold()
    return " ".join(text.replace("_", " ").split())


def _field(part: str, header: str) -> str | None:
    return next((name for name, pattern in _patterns()[part] if pattern.fullmatch(header)), None)


@cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    read: dict[str, list[tuple[str, str]]] = yaml.safe_load(COLUMNS.read_text("utf-8"))
    return {part: [(name, re.compile(words)) for name, words in rows] for part, rows in read.items()}
