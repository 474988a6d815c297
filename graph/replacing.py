"""Replacing what sources say: all of them or none, in a database or in the store in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from graph import folder
from graph.identity import source_iri

if TYPE_CHECKING:
    from graph.model import Source


@dataclass(slots=True, frozen=True)
class LoadSummary:
    """What a load did: the source, the statements that it now has, and those that it had before."""

    source: str
    statements: int
    before: int


def load_into(location: str | Path, loads: Iterable[tuple[Source, Iterable[ox.Quad]]]) -> list[LoadSummary]:
    """Replace what several sources say in the store in a folder, all of them or none; make the store if need be.

    Other processes go on reading the state before. Raises StoreError when another process is loading.
    """
    ready = list(loads)

    def change(draft: folder.Draft) -> list[LoadSummary]:
        for source, _ in ready:
            _forget_rows(draft.tables, source.id)
        return replaced(draft.database, ready)

    return folder.write(Path(location), change)


def _forget_rows(place: Path, source_id: str) -> None:
    """What a load row by row left beside the statements that are now replaced."""
    if (place / f"edition-{quote(source_id, safe='')}.json").exists():
        from graph import changes, editions, tables

        for module in (changes, editions, tables):
            module.remove(place, source_id)


def replaced(database: ox.Store, loads: Sequence[tuple[Source, Iterable[ox.Quad]]]) -> list[LoadSummary]:
    """In one bulk load, since each of them waits for the disk (0.13 s on a virtual disk, whatever its size)."""
    names = [ox.NamedNode(source_iri(source.id)) for source, _ in loads]
    before = [counted(database, name) for name in names]
    for name in names:
        database.remove_graph(name)
    database.bulk_extend(quad for load in loads for quad in _statements(*load))
    return [LoadSummary(name.value, counted(database, name), had) for name, had in zip(names, before, strict=True)]


def _statements(source: Source, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """What a source says, and what is said of it unless it says so itself, with the time where it has none."""
    from graph.triples import is_description, source_quads

    described = False
    for quad in quads:
        described = described or is_description(quad)
        yield quad
    if not described:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        yield from source_quads(replace(source, retrieved=source.retrieved or now))


def counted(database: ox.Store, graph: ox.NamedNode) -> int:
    """How many statements a graph has."""
    found = database.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", default_graph=graph)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT gives solutions
    number = next(iter(found))["n"]
    return int(number.value) if isinstance(number, ox.Literal) else 0
