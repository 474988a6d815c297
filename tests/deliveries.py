"""Files as deliveries of an importer, and what their rows state, for tests of importers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from data.files.document import open_document
from data.importing.discovery import importer
from data.importing.progress import Silent
from data.importing.reading import Claim, Delivery, Options, Reading, RowError
from data.importing.stream import stream
from graph.lines import record_lines
from graph.model import Record

Kind = TypeVar("Kind", bound=Record)


def reading(name: str, *files: Path, options: Options | None = None) -> Reading:
    """The files as that importer reads them; each must be recognised."""
    documents: dict[str, list[object]] = {}
    claim = Claim(0.0, "")
    for path in files:
        document = open_document(path)
        found = importer(name).recognise(document)
        assert found, path.name
        assert found.confidence >= 0.3, path.name
        documents.setdefault(found.part, []).append(document)
        claim = found if found.part == "main" else claim
    return importer(name).read(Delivery(name, documents, "test", claim, options or Options()))  # type: ignore[arg-type]


def stated(read: Reading) -> tuple[list[Record], list[RowError]]:
    """All records and all rejects; each record must be one that can be written."""
    records, rejects = list(read.common()), []
    for _, row in stream(read, Silent(), "read"):
        try:
            records += read.records(row)
        except RowError as error:
            rejects.append(error)
    for record in records:
        assert list(record_lines(record))
    return records, rejects


def of(records: Iterable[Record], kind: type[Kind]) -> dict[str, Kind]:
    """The records of a class by IRI; of several blocks the first."""
    found: dict[str, Kind] = {}
    for record in records:
        if isinstance(record, kind):
            found.setdefault(record.iri, record)
    return found


def text(records: Iterable[Record]) -> str:
    """All statements as one text, to look for what must not be in it."""
    return "\n".join(line for record in records for line in record_lines(record))


def write_json(path: Path, content: object) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path
