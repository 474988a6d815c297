"""CORDIS and Horizon Dashboard files as records: projects, organisations, participations, programmes, topics."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from data.cordis import programmes, projects
from data.cordis.organisations import Organisations
from data.cordis.register import register
from data.cordis.tables import Table, fold, tables
from data.files.document import Document
from data.importing.keys import digest
from data.importing.reading import Claim, Column, Delivery, Reading, Row
from graph.errors import InputError
from graph.model import Record, Source

# Names of the files of one delivery; what is left of a name without them tells deliveries apart.
_PARTS = re.compile(r"(?i)[-_ ]*(projects?|organi[sz]ations?|euroscivoc|topics?|legalbas[ie]s|weblinks?|webitems?)$")
FILES = {
    "project": "project",
    "organization": "organization",
    "euroscivoc": "euroSciVoc",
    "topics": "topics",
    "legalbasis": "legalBasis",
    "weblink": "webLink",
    "participations": "a table of participations",
}


def recognise(document: Document) -> Claim | None:
    """A claim on files with CORDIS's own columns; each file of a delivery is loaded, its part shows in its rows."""
    found = tables(document)
    if not found:
        return None
    best = max(found, key=lambda table: table.likeness)
    known, all_ = len(best.form.known(best.header)), sum(bool(name.strip()) for name in best.header)
    name = FILES[best.form.name]
    why = f"{known} of {all_} columns of {name if ' ' in name else f'CORDIS’s {name}'}"
    return Claim(round(0.35 + 0.6 * best.likeness, 2), why, "main", edition(document))


def edition(document: Document) -> str:
    """What tells deliveries in one folder apart: the file's name without the word for its part."""
    stem = PurePath(document.member or document.path.name).name.removesuffix(".gz")
    return _PARTS.sub("", stem.partition(".")[0]).strip("-_ ") or "cordis"


def read(delivery: Delivery) -> Reading:
    """The delivery, after one pass over it for names and titles."""
    documents = [document for found in delivery.documents.values() for document in found]
    found = [table for document in documents for table in tables(document)]
    if not found:
        raise InputError("has no columns of CORDIS", source=documents[0].place)
    return CordisReading(delivery, documents, found)


class CordisReading(Reading):
    """The tables of a delivery, one after the other."""

    def __init__(self, delivery: Delivery, documents: list[Document], found: list[Table]) -> None:
        self.tables = found
        self.source = _source(delivery, documents)
        _name_parts(found)
        self._by_part = {table.part: table for table in found}
        self._register = register(found)
        self._organisations = Organisations(self._register, delivery.options.overrules)
        self.columns = [column for table in found for column in _columns(table)]
        layouts = [f"{table.part}:{'|'.join(table.header)}" for table in found]
        self.fingerprint = digest(self._register.fingerprint, *layouts, repr(delivery.options.overrules))
        self._several = len(found) > 1
        self._running = 0

    def common(self) -> Iterable[Record]:
        """The funder and the tree of programmes."""
        return [programmes.commission(), *programmes.tree(self._register.codes, self._register.programmes)]

    def rows(self) -> Iterator[Row]:
        """The rows of all tables; each says of which part it is."""
        for place, table in enumerate(self.tables):
            self._running = place
            document = table.document.name if self._several else ""
            for number, cells in table.rows():
                yield Row(number, cells, document, table.sheet, table.part)

    def records(self, row: Row) -> Iterable[Record]:
        """What a row says of its project and organisation."""
        table = self._by_part[row.part]
        values = table.values(row.cells)
        number = projects.number_of(values)
        form = table.form.name
        if form == "project":
            return projects.described(values, number, self._register)
        if form in ("organization", "participations"):
            return self._taking_part(values, number)
        if form == "topics":
            return projects.on_topic(values, number, self._register)
        return {"euroscivoc": projects.classified, "legalbasis": projects.under, "weblink": projects.linked}[form](
            values, number
        )

    def _taking_part(self, values: dict[str, str], number: str) -> Iterator[Record]:
        if not self._register.has_projects:
            yield from projects.mentioned(values, number, self._register)
        yield from self._organisations.of(projects.iri_of(number), values)

    def share_read(self) -> float:
        """The share of the tables that has been read."""
        return (self._running + self.tables[self._running].document.done) / len(self.tables)

    def details(self) -> dict[str, Any]:
        """The tables and where their headers stand."""
        parts = [
            {"document": table.document.name, "sheet": table.sheet, "part": table.part, "header_row": table.header_row}
            for table in self.tables
        ]
        return {"tables": parts}

    def warnings(self) -> list[str]:
        """What did not resolve."""
        regions = self._organisations.regions
        found = []
        if regions.unresolved:
            few = ", ".join(f"“{text}”" for text, _ in regions.unresolved.most_common(3))
            found.append(f"{len(regions.unresolved)} places are in no region, such as {few}")
        if persons := len(self._organisations.persons):
            found.append(f"{persons} participants are natural persons or anonymised and not named")
        return found


def _columns(table: Table) -> Iterator[Column]:
    for name in table.header:
        if not name.strip():
            continue
        known = fold(name) in table.form.fields
        yield Column(
            name, table.form.fields.get(fold(name), ""), 1.0, "" if known else "not a column of CORDIS", table.part
        )


def _name_parts(found: list[Table]) -> None:
    """Another part for each table of a form with another header: the same cells would mean something else in it."""
    seen: dict[str, list[str]] = {}
    for table in found:
        if seen.setdefault(table.part, table.header) != table.header:
            table.part = f"{table.form.name}-{digest(*table.header)[:6]}"


def _source(delivery: Delivery, documents: list[Document]) -> Source:
    hashes = [document.sha256 for document in documents]
    return Source(
        id=delivery.source_id,
        title="CORDIS",
        publisher="Publications Office of the European Union",
        url="https://cordis.europa.eu/projects",
        licence="CC-BY-4.0",
        language="en",
        document=", ".join(document.name for document in documents),
        sha256=hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest(),
    )
