"""Grants of a 360Giving file, one grant a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from data.beneficiaries.overrules import Overrules
from data.files.document import Document, Sheet
from data.importing.described import described
from data.importing.keys import digest
from data.importing.reading import Claim, Column, Delivery, Reading, Row, RowError
from data.importing.spellings import Spellings
from data.threesixtygiving import grants
from data.threesixtygiving.fields import column
from data.threesixtygiving.organisations import Register, spelt
from data.threesixtygiving.rules import checked, path_of, schema
from data.threesixtygiving.tables import Table, header_of
from graph.errors import InputError
from graph.model import Record

FOLDER = Path(__file__).parent
_OBJECTS = ("json", "jsonl")
# What no other format has; "id" and "title" stand in many.
_TELLING = ("amountAwarded", "awardDate", "fundingOrganization", "recipientOrganization", "recipientIndividual")
_MOST_COLUMNS = 2000


def recognise(document: Document) -> Claim | None:
    """JSON with grants, or a table with the standard's titles or paths."""
    if document.format in _OBJECTS:
        first = _first_object(document)
        known = [key for key in first if key in schema()["properties"]]
        telling = [key for key in _TELLING if key in first]
        if "id" not in first or len(telling) < 2:
            return None
        why = f"{len(known)} of {len(first)} keys of the first grant are 360Giving's, {telling[0]} among them"
        return Claim(min(0.98, 0.6 + 0.1 * len(telling)), why)
    found = max(
        ((header.known, sheet, header) for sheet, header in _tables(document)), default=None, key=lambda x: x[0]
    )
    if not found:
        return None
    return Claim(0.97, f"{found[0]} of {len(found[2].cells)} columns are 360Giving's titles or paths")


def read(delivery: Delivery) -> Reading:
    """The grants of a delivery."""
    return GivingReading(delivery)


def _prefix(document: Document) -> str:
    return "grants" if "grants" in document.arrays else ""


def _first_object(document: Document) -> dict[str, Any]:
    if document.format == "json" and "grants" not in document.arrays and "" not in document.arrays:
        return {}
    try:
        return next((item for _, item in document.objects(_prefix(document))), {})
    except InputError:
        return {}


def _tables(document: Document) -> Iterator[tuple[Sheet, Table]]:
    for sheet in document.sheets:
        try:
            header = header_of(list(islice(sheet.rows(), 10)))
        except InputError:
            return
        if header:
            yield sheet, header


class GivingReading(Reading):
    """The grants of JSON or of tables."""

    def __init__(self, delivery: Delivery) -> None:
        self.documents = delivery.documents["main"]
        self.running = self.documents[0]
        self.source = described(delivery, FOLDER)
        self.tables = {
            (document.name, sheet.name): (sheet, table)
            for document in self.documents
            if document.format not in _OBJECTS
            for sheet, table in _tables(document)
        }
        self.spellings = Spellings()
        self.columns = self._survey(delivery.options.overrules or Overrules())
        self.fingerprint = digest(self.spellings.settle(), repr(delivery.options.overrules))
        self.register = Register(self.spellings, delivery.options.overrules)

    def _survey(self, overrules: Overrules) -> list[Column]:
        """Go through the file once: which columns there are, and what is called how."""
        paths: dict[str, None] = {}
        for row in self.rows():
            try:
                grant = self._grant(row)
            except RowError:
                continue
            for iri, name in spelt(grant, overrules):
                self.spellings.add(iri, name)
            if not self.tables and len(paths) < _MOST_COLUMNS:
                paths.update(dict.fromkeys(_paths(grant)))
        if self.tables:
            return [named for _, table in self.tables.values() for named in table.columns()]
        return [column(path, path if path_of(path) else "") for path in sorted(paths)]

    def rows(self) -> Iterator[Row]:
        several = len(self.documents) > 1
        for document in self.documents:
            self.running = document
            name = document.name if several else ""
            if document.format in _OBJECTS:
                for number, item in document.objects(_prefix(document)):
                    yield Row(number, item, document=name)
            for sheet, table in (found for key, found in self.tables.items() if key[0] == document.name):
                for number, cells in sheet.rows():
                    if number > table.row and any(cell.strip() for cell in cells):
                        yield Row(number, cells, document=name, sheet=sheet.name, part="main")

    def records(self, row: Row) -> Iterable[Record]:
        return list(grants.records(checked(self._grant(row)), self.register))

    def _grant(self, row: Row) -> dict[str, Any]:
        if isinstance(row.cells, dict):
            return row.cells
        for (_, name), (_, table) in self.tables.items():
            if name == row.sheet:
                return table.grant(row.cells)
        raise RowError("", "", "is in a sheet that was not there before")

    def share_read(self) -> float:
        return self.running.done

    def details(self) -> dict[str, Any]:
        return {"format": self.documents[0].format, "sheets": [name for _, name in self.tables if name]}

    def warnings(self) -> list[str]:
        read = {name for _, name in self.tables}
        if others := [s.name for d in self.documents for s in d.sheets if s.name not in read]:
            return [f"sheets without grants were not read: {', '.join(others)}"]
        return []


def _paths(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all that is stated, without the numbers of arrays."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{path}/{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, path)
    elif path:
        yield path
