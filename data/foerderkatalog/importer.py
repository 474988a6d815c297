"""Reads the Förderkatalog's export, tables made from it, and the Leistungsplansystematik beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.beneficiaries.beneficiaries import judge
from data.files.document import Document
from data.foerderkatalog import systematics
from data.foerderkatalog.columns import Table, table
from data.foerderkatalog.records import Catalogue
from data.foerderkatalog.systematics import Systematics
from data.importing.described import described
from data.importing.keys import digest
from data.importing.reading import Claim, Column, Delivery, Reading, Row
from graph.errors import InputError
from graph.model import Record

FOLDER = Path(__file__).parent
SYSTEMATICS = "leistungsplan"


def recognise(document: Document) -> Claim | None:
    """The catalogue by FKZ, title and columns of its own; the systematics by its levels."""
    if not document.sheets:
        return None
    if headers := systematics.headers(document):
        known = sum(1 for header in headers if systematics.field(header))
        return Claim(0.9, f"{known} of {len(headers)} columns of the Leistungsplansystematik", SYSTEMATICS)
    found = table(document)
    if found is None:
        return None
    likeness = 0.5 + 0.48 * found.known / len(found.headers)
    return Claim(round(likeness, 2), f"{found.known} of {len(found.headers)} columns of the Förderkatalog")


def read(delivery: Delivery) -> Reading:
    """One table of the catalogue. Raises InputError where the file has none."""
    found = table(delivery.main)
    if found is None:
        raise InputError("has no header with FKZ and Thema, as the Förderkatalog has it", source=delivery.main.place)
    return CatalogueReading(delivery, found)


class CatalogueReading(Reading):
    """The rows of the catalogue."""

    def __init__(self, delivery: Delivery, found: Table) -> None:
        beside, overrules = delivery.part(SYSTEMATICS), delivery.options.overrules
        names = Systematics(beside)
        headers = dict(zip(found.fields, found.headers, strict=True))
        self._table = found
        self._catalogue = Catalogue(delivery.source_id, names, headers, overrules.judge if overrules else judge)
        for _, cells in found.rows():
            self._catalogue.note_spellings(found.values(cells))
        self.columns = [*_columns(found), *_columns_of_systematics(beside)]
        self.source = described(delivery, FOLDER, title="Förderkatalog des Bundes")
        self.fingerprint = digest(
            self._catalogue.spellings.settle(), names.fingerprint, repr(found.fields), repr(overrules)
        )

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""
        for number, cells in self._table.rows():
            yield Row(number, cells)

    def records(self, row: Row) -> Iterable[Record]:
        """What a row states."""
        return list(self._catalogue.records(self._table.values(row.cells)))

    def share_read(self) -> float:
        """How much of the file has been read."""
        return self._table.document.done

    def details(self) -> dict[str, Any]:
        """Where the header stands."""
        return {"sheet": self._table.sheet.name, "header_row": self._table.header_row}

    def warnings(self) -> list[str]:
        """Places that did not resolve."""
        count = self._catalogue.places.unresolved
        return [f"{count} places are in no region"] if count else []


def _columns(found: Table) -> Iterator[Column]:
    for header, field in zip(found.headers, found.fields, strict=True):
        yield Column(header, field, why="a column of the Förderkatalog" if field else "unknown to the format")


def _columns_of_systematics(document: Document | None) -> Iterator[Column]:
    for header in systematics.headers(document) if document else ():
        yield Column(header, systematics.field(header), part=SYSTEMATICS)
