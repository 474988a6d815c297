"""Selections of things by a filter: found by words, and given away as files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import IO, TYPE_CHECKING, Any, cast

from explorer.answer_types import Hits
from explorer.answers_json import Answers
from explorer.serving.replies import Reply
from graph.catalogue import Catalogue, Filter
from graph.errors import InputError
from graph.names import ACTORS

if TYPE_CHECKING:
    from explorer.serving.desk import Desk

Given = dict[str, Any]
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
}
TITLES = {
    "label": {"de": "Name", "en": "name"},
    "type": {"de": "Art", "en": "type"},
    "region": {"de": "Region", "en": "region"},
    "programme": {"de": "Programm", "en": "programme"},
    "start": {"de": "Beginn", "en": "start"},
    "end": {"de": "Ende", "en": "end"},
    "amount": {"de": "Betrag", "en": "amount"},
    "currency": {"de": "Währung", "en": "currency"},
    "links": {"de": "Verbindungen", "en": "links"},
    "id": {"de": "IRI", "en": "IRI"},
    "sources": {"de": "Quellen", "en": "sources"},
}
_PAGE = 2_000  # rows that are read at once
_IN_MEMORY = 4 * 2**20


def chosen(given: Given) -> Filter:
    """The filter that checked values make. Raises InputError."""
    return Filter.of({field.name: given.get(field.name) for field in fields(Filter)})


# ---------------------------------------------------------------------- by words


def found(desk: Desk, text: str, types: Sequence[str], limit: int, language: str) -> Hits:
    """Things by name: actors by the catalogue; concepts, and what it has not, by all names."""
    from graph.search import class_named

    wanted = [class_named(type_) for type_ in types]
    answers = desk.answers(language)
    if desk.has_catalogue and set(wanted) <= set(ACTORS):
        from explorer.catalogue_json import hits

        if listed := hits(desk.catalogue, text, limit=limit, types=wanted, language=language):
            about = {"query": {"text": text, "language": language}, "hits": listed, **answers.resting_on([])}
            return cast("Hits", about)
    return _by_all_names(answers, text, wanted, limit)


def _by_all_names(answers: Answers, text: str, types: Sequence[str], limit: int) -> Hits:
    from graph.search import search

    listed = [hit for type_ in types or [""] for hit in search(answers.store, text, type=type_, limit=limit)]
    listed.sort(key=lambda hit: -hit.score)  # those of one class are in order already
    return answers.hits(text, listed[:limit])


# ---------------------------------------------------------------------- as files


def exported(desk: Desk, given: Given, format: str, language: str) -> Reply:
    """What a filter finds as a file: a table, or for programs that draw networks, with the links among it."""
    file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 - whoever sends it closes it
    if format in ("csv", "xlsx"):
        from explorer.table_files import write_table

        rows = _rows(desk.catalogue, chosen(given), language)
        write_table([title[language] for title in TITLES.values()], rows, file, format, title="Verbund")
    else:
        _write_network(desk, chosen(given), file, format, language)
    name = f'attachment; filename="verbund.{"graph.json" if format == "json" else format}"'
    return Reply(file, FORMATS[format], headers={"content-disposition": name})


def _rows(catalogue: Catalogue, narrowed: Filter, language: str) -> Iterator[list[Any]]:
    from explorer.catalogue_json import table

    offset, count = 0, 1
    while offset < count:
        page = table(catalogue, narrowed, sort="label", descending=False, offset=offset, limit=_PAGE, language=language)
        for row in page["rows"]:
            yield [" | ".join(row[name]) if name == "sources" else row[name] for name in TITLES]
        offset, count = offset + _PAGE, page["found"]


def _write_network(desk: Desk, narrowed: Filter, file: IO[bytes], format: str, language: str) -> None:
    from explorer.exchange import EXTRACT_FORMATS
    from explorer.extract import extract

    catalogue, most = desk.catalogue, desk.settings["nodes"]
    numbers = catalogue.selected(narrowed).tolist()
    if len(numbers) > most:
        raise InputError(
            f"the selection has {len(numbers):,} things, a network of at most {most:,} is written; narrow it, or run: "
            f"verbund export --format {format}"
        )
    only = {catalogue.iris[number] for number in numbers}
    EXTRACT_FORMATS[format](extract(desk.store, language, only=only), file)
