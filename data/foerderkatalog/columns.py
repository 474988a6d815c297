"""Which column of a table of the Förderkatalog holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from data.values.blanks import is_blank
from graph.identity import name_key

if TYPE_CHECKING:
    from data.files.document import Document, Sheet

EXECUTING = "executing."  # before the fields of the executing body's place
_MOST_ABOVE = 10  # rows above the header
_LEAST = 4  # known columns
# What tells the catalogue from other lists with a FKZ and a title.
_TELLING = frozenset(("ressort", "code", "code_text", "profile", "kind", "agency"))
_COPY = re.compile(r"(?:\.{1,3}|_| )\d{1,2}$")  # "Ort.1", "Ort...15": how programs tell equal headers apart
_WHOSE = re.compile(r"\b(?:ausfuhrend\w*|stelle|empfanger|zuwendungsempfanger|forderempfanger)\b")


@dataclass(slots=True)
class Table:
    """A table of the catalogue: its sheet, its header, and the field of each column, "" where it is unknown."""

    document: Document
    sheet: Sheet
    header_row: int
    headers: list[str]
    fields: list[str]

    @property
    def known(self) -> int:
        """How many columns are known."""
        return sum(1 for field in self.fields if field)

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows below the header that hold anything."""
        for number, cells in self.sheet.rows():
            if number > self.header_row and any(cell and not cell.isspace() for cell in cells):
                yield number, tuple(cells)

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells that are not blank, by field; white space is one blank."""
        return {
            field: text
            for field, cell in zip(self.fields, cells, strict=False)
            if field and cell and (text := _text(cell))
        }


@lru_cache(maxsize=1 << 16)
def _text(cell: str) -> str:
    return "" if is_blank(cell) else " ".join(cell.split())


def table(document: Document) -> Table | None:
    """The table of the catalogue in a document, if there is one."""
    for sheet in document.sheets:
        for number, cells in islice(sheet.rows(), _MOST_ABOVE):
            headers = _without_end([" ".join(cell.split()) for cell in cells])
            found = fields(headers)
            has = set(filter(None, found))
            if {"fkz", "title"} <= has and has & _TELLING and len(has) >= _LEAST:
                return Table(document, sheet, number, headers, found)
    return None


def fields(headers: Sequence[str]) -> list[str]:
    """The field of each header; a second column of places is the executing body's, any other second one unknown."""
    seen: set[str] = set()
    found = []
    for header in headers:
        field = _field(header)
        if field and field in seen:
            field = f"{EXECUTING}{field}" if field in _places() and f"{EXECUTING}{field}" not in seen else ""
        seen.add(field)
        found.append(field)
    return found


def _field(header: str) -> str:
    key = name_key(header)
    for reading in (key, name_key(_COPY.sub("", header))):
        if field := _named().get(reading):
            return field
    bare = " ".join(_WHOSE.sub(" ", key).split())
    field = _named().get(bare, "") if bare != key else ""
    if field not in _places():
        return ""
    return f"{EXECUTING}{field}" if "ausfuhrend" in key else field


def _without_end(headers: list[str]) -> list[str]:
    """The headers without what the semicolon at the end of each line makes."""
    while headers and not headers[-1]:
        headers = headers[:-1]
    return headers


@cache
def _about() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("columns.yml").read_text("utf-8"))
    return found


@cache
def _named() -> dict[str, str]:
    about = _about()
    groups = {field: names for field, names in about.items() if field != "places"} | about["places"]
    return {name_key(name): field for field, names in groups.items() for name in names}


@cache
def _places() -> frozenset[str]:
    return frozenset(_about()["places"])
