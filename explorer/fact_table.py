"""The graph as one table of facts: a row for each statement of each source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from explorer.cells import Cell
from explorer.columns import text, type_word
from explorer.extract import Extract
from explorer.statements import Statement, certainty, statements
from explorer.table_files import write_separated

# English whatever the language of the values: these are for programs.
COLUMNS = (
    "subject", "subject_label", "subject_type", "relation", "relation_label", "object", "object_label", "language",
    "source", "source_label", "where", "certainty", "note",
)  # fmt: skip


def write_facts(extract: Extract, output: IO[bytes]) -> None:
    """Write the facts of all things, and of the grants, participations and figures that they hold, as CSV.

    ``where`` holds the places in the source, such as ``char=10,20`` (RFC 5147) or ``row=5`` (RFC 7111), joined by
    spaces.
    """
    write_separated(COLUMNS, facts(extract), output)


def facts(extract: Extract) -> Iterator[list[Cell]]:
    """The rows of the table, things in the extract's order, each followed by its records."""
    told: set[str] = set()
    held: dict[str, list[str]] = {}
    for thing, record in extract.records():
        held.setdefault(thing, []).append(record)
    for thing in extract.things:
        for subject in (thing, *held.get(thing, ())):
            if subject not in told:
                told.add(subject)
                for said in statements(extract.store, subject):
                    yield from _rows(extract, said)


def _rows(extract: Extract, said: Statement) -> Iterator[list[Cell]]:
    about: list[Cell] = [
        said.subject,
        extract.label(said.subject),
        type_word(extract, said.subject),
        said.relation,
        extract.relation(said.relation),
        said.value.value if isinstance(said.value, ox.NamedNode) else "",
        text(extract, said.value),
        said.value.language if isinstance(said.value, ox.Literal) else None,
    ]
    for cited in said.by_source():
        source = cited[0].source
        places = " ".join(citation.where for citation in cited if citation.where)
        yield [*about, source, extract.label(source), places, certainty(cited), cited[0].note]
