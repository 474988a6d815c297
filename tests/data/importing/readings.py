"""What tests of importers share: a reading of files written on the spot, its records, and loading it into a store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.files.document import documents
from data.importing.discovery import importer
from data.importing.loader import Loaded, Loader
from data.importing.progress import Silent
from data.importing.reading import Claim, Delivery, Options, Reading, RowError
from graph import folder
from graph.lines import record_lines
from graph.model import Record
from graph.store import GraphStore


def claims(name: str, place: Path) -> list[Claim]:
    """What an importer claims of the files at a place."""
    return [claim for document in documents(place) if (claim := importer(name).recognise(document))]


def reading_of(name: str, place: Path, options: Options | None = None) -> Reading:
    """The reading of all files at a place that an importer claims."""
    parts: dict[str, list[Any]] = {}
    claim: Claim | None = None
    for document in documents(place):
        if found := importer(name).recognise(document):
            claim = claim or found
            parts.setdefault(found.part, []).append(document)
    assert claim, f"{name} claims nothing at {place}"
    return importer(name).read(Delivery(name, parts, name, claim, options or Options()))


def records_of(reading: Reading) -> tuple[list[Record], list[RowError]]:
    """All records and all errors of a reading."""
    found: list[Record] = list(reading.common())
    errors = []
    for row in reading.rows():
        try:
            found += reading.records(row)
        except RowError as error:
            errors.append(error)
    return found, errors


def lines_of(records: Iterable[Record]) -> set[str]:
    """The statements of records."""
    return {line for record in records for line in record_lines(record)}


def load(store: Path, reading: Reading) -> Loaded:
    """Load a reading into a store."""

    def change(draft: folder.Draft) -> Loaded:
        loader = Loader(draft, reading, store / "rejects.csv", Silent(), "code")
        done = loader.load()
        loader.rejects.publish()
        draft.changed = not done.is_unchanged
        return done

    return folder.write(store, change)


def statements(store: Path) -> set[str]:
    """All statements of a store."""
    with GraphStore.open(store) as opened:
        return {str(quad) for quad in opened.quads()}
