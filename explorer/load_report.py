"""What a load did, and what one would do: for people and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from data.importing.discovery import importer
from data.importing.loaded import Loaded
from data.importing.reading import Delivery, Reading
from data.loading import Plan
from explorer.answers_text import width
from explorer.grid import grid
from explorer.language import number, say
from graph.identity import source_iri
from graph.version import version

Json = dict[str, Any]
SAMPLE = 3  # rows of a preview


def as_json(done: Iterable[Loaded], store: str) -> Json:
    """The outcome of a load, source by source; ``seconds`` is of the source alone."""
    return {"store": store, "loaded": [_outcome(item) for item in done], "version": version()}


def _outcome(item: Loaded) -> Json:
    found = dataclasses.asdict(item)
    found["source"] = source_iri(item.source)
    found["first"], found["unchanged"] = found.pop("is_first"), found.pop("is_unchanged")
    return found


def as_text(done: Sequence[Loaded], store: str, language: str) -> Iterator[str]:
    """The outcome of a load: a line a source, and below it what people should know."""
    for item in done:
        yield _line(item, language)
        for warning in item.warnings:
            yield f"  {warning}"
    yield say("load.into", language, store=store)


def _line(item: Loaded, language: str) -> str:
    after, before = number(item.statements, language), number(item.before, language)
    text = say("load.line", language, source=item.source, after=after, before=before)
    if not item.importer:
        return text
    rows = {name: number(getattr(item, name), language) for name in ("read", "loaded", "merged", "rejected")}
    text += f"\n  {say('load.rows', language, **rows)}"
    sure = say("load.recognised", language, importer=item.importer, sure=f"{item.confidence:.0%}", why=item.why)
    text += f"\n  {sure}"
    if item.rejected:
        text += f"\n  {say('load.rejects', language, file=item.rejects)}"
    if not item.is_first and not item.is_unchanged:
        counts = {name: number(getattr(item, name), language) for name in ("appeared", "changed", "vanished")}
        text += f"\n  {say('load.changes', language, **counts)}"
    for name in ("unresolved_places", "persons"):
        if count := getattr(item, name):
            text += f"\n  {say(f'load.{name}', language, n=number(count, language))}"
    return text


def preview(plan: Plan) -> list[Json]:
    """What loading would do, file by file: format, mapping of columns, what is left over, and a few rows.

    Of a file of statements there is nothing to map; files that nobody recognises are listed last.
    """
    found = [_preview(delivery, importer(delivery.importer).read(delivery)) for delivery in plan.deliveries]
    found += [{"file": str(path), "importer": "", "format": path.suffix.lstrip(".")} for path in plan.statements]
    return found + [{"file": "", "importer": "", "format": "", "skipped": words} for words in plan.skipped]


def preview_json(found: list[Json]) -> Json:
    """The previews; of a single file, its preview itself."""
    return found[0] | {"version": version()} if len(found) == 1 else {"files": found, "version": version()}


def _preview(delivery: Delivery, reading: Reading) -> Json:
    document = delivery.main
    sample: list[Json] = []
    rows = 0
    for row in reading.rows():
        rows += 1
        if len(sample) < SAMPLE:
            sample.append({"row": row.number, "cells": row.cells})
    mapped = [column for column in reading.columns if column.field]
    return {
        "file": str(document.path),
        "source": source_iri(reading.source.id),
        "importer": delivery.importer,
        "confidence": delivery.claim.confidence,
        "why": delivery.claim.why,
        "format": document.format,
        "encoding": document.encoding,
        "delimiter": document.delimiter,
        "sheet": "",
        "header_row": 1,
        **reading.details(),
        "rows": rows,
        "mapping": [_column(column) for column in mapped],
        "left_over": [column.name for column in reading.columns if not column.field],
        "sample": sample,
        "warnings": reading.warnings(),
    }


def _column(column: Any) -> Json:
    found = {"column": column.name, "field": column.field, "confidence": column.confidence, "why": column.why}
    return found | ({"part": column.part} if column.part != "main" else {})


def preview_text(found: Iterable[Json], language: str) -> Iterator[str]:
    """Previews for people: how each file is understood, and the mapping of its columns as a table."""
    for item in found:
        if not item["importer"]:
            yield item.get("skipped") or say("load.preview.statements", language, file=Path(item["file"]).name)
            yield ""
            continue
        form = ", ".join(part for part in (item["format"], item["encoding"], item["sheet"]) if part)
        rows = say("load.preview.rows", language, n=number(item["rows"], language), header=item["header_row"])
        yield f"{Path(item['file']).name}: {form}; {rows}"
        yield "  " + say(
            "load.recognised", language, importer=item["importer"], sure=f"{item['confidence']:.0%}", why=item["why"]
        )
        head = [say(f"load.preview.{name}", language) for name in ("column", "field", "sure", "why")]
        table = [
            [_short(column["column"]), column["field"], f"{column['confidence']:.0%}", column["why"]]
            for column in item["mapping"]
        ]
        yield grid(head, table, width()).rstrip("\n")
        if item["left_over"]:
            yield say("load.preview.left", language, columns="; ".join(_short(name) for name in item["left_over"]))
        for warning in item["warnings"]:
            yield f"  {warning}"
        yield ""


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= 48 else f"{words[:47]}…"
