"""The tables of a delivery: which form of CORDIS each one is, and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from data.cordis.cells import Values, text
from data.files.document import Document

COLUMNS = Path(__file__).with_name("columns.yml")
TABLES = ("csv", "tsv", "xlsx", "xls", "ods")
OBJECTS = ("json", "jsonl")
HEADER = 12  # rows in which a header is sought
SEEN = 100  # objects whose names are the columns of JSON
ENOUGH = 3  # marks of a form that show it
_MARK = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Form:
    """One kind of table: its columns by folded name, and what shows that a table is of this kind."""

    name: str
    fields: dict[str, str]
    needs: tuple[str, ...]
    marks: tuple[str, ...]
    most: int = 0

    def known(self, header: Sequence[str]) -> list[str]:
        """The columns that the form knows."""
        return [name for name in header if fold(name) in self.fields]

    def likeness(self, header: Sequence[str]) -> float:
        """How much of a header is the form's own, from 0 to 1."""
        names = [name for name in header if name.strip()]
        found = {self.fields[fold(name)] for name in names if fold(name) in self.fields}
        if not found.issuperset(self.needs) or (self.most and len(names) > self.most):
            return 0.0
        if len(found.intersection(self.marks)) < min(ENOUGH, len(self.marks)):
            return 0.0
        return len(self.known(names)) / len(names)


@dataclass
class Table:
    """A table of a document: its form, and each column with its field."""

    document: Document
    form: Form
    header: list[str]
    sheet: str = ""
    header_row: int = 1
    prefix: str = ""
    likeness: float = 1.0
    part: str = ""
    _places: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.part = self.part or self.form.name
        pairs = [(place, self.form.fields.get(fold(name), "")) for place, name in enumerate(self.header)]
        order = {name: number for number, name in enumerate(self.form.fields)}
        pairs.sort(key=lambda pair: order.get(fold(self.header[pair[0]]), 0))
        self._places = [pair for pair in pairs if pair[1]]

    def rows(self) -> Iterator[tuple[int, Any]]:
        """The rows with their numbers; cells as the file has them."""
        if self.document.format in OBJECTS:
            yield from self.document.objects(self.prefix)
            return
        for number, cells in self.document.table_rows(self.sheet):
            if number > self.header_row and any(cells):
                yield number, cells

    def values(self, cells: Any) -> Values:
        """The cells of a row by field; what is empty is left out."""
        found: Values = {}
        if isinstance(cells, dict):
            for name, value in cells.items():
                if (key := self.form.fields.get(fold(str(name)))) and key not in found and (cell := text(value)):
                    found[key] = cell
            return found
        size = len(cells)
        for place, key in self._places:
            if place < size and key not in found and (cell := text(cells[place])):
                found[key] = cell
        return found


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A column's name without case, blanks and marks."""
    return _MARK.sub("", name).casefold()


@cache
def forms() -> dict[str, Form]:
    """The forms by name."""
    content: dict[str, Any] = yaml.safe_load(COLUMNS.read_text("utf-8"))
    return {
        name: Form(
            name,
            {column: field for field, columns in about["columns"].items() for column in columns},
            tuple(about["needs"]),
            tuple(about["marks"]),
            about.get("most", 0),
        )
        for name, about in content.items()
    }


def form_of(header: Sequence[str]) -> tuple[Form, float] | None:
    """The form that a header fits best, and how well."""
    fitting = [(form.likeness(header), form) for form in forms().values()]
    likeness, form = max(fitting, key=lambda pair: pair[0])
    return (form, likeness) if likeness else None


def tables(document: Document) -> list[Table]:
    """The tables of a document that are CORDIS's, in its order."""
    if document.format in OBJECTS:
        return list(_objects(document))
    if document.format not in TABLES:
        return []
    found = [_table(document, sheet.name) for sheet in document.sheets]
    return [table for table in found if table]


def _table(document: Document, sheet: str) -> Table | None:
    best: Table | None = None
    for number, cells in document.table_rows(sheet):
        if number > HEADER:
            break
        found = form_of(cells)
        if found and (best is None or found[1] > best.likeness):
            best = Table(document, found[0], list(cells), sheet, number, likeness=found[1])
    return best


def _objects(document: Document) -> Iterator[Table]:
    places = document.arrays if document.format == "json" else [""]
    for prefix in places:
        header: dict[str, None] = {}
        for number, item in document.objects(prefix):
            header.update(dict.fromkeys(str(name) for name in item))
            if number >= SEEN:
                break
        if found := form_of(list(header)):
            yield Table(document, found[0], list(header), prefix=prefix, likeness=found[1])
