"""A later edition of a source: what appeared, changed and vanished, and only that written to the store.

1. The rows of both editions are compared by their numbers; rows that both have are not looked into.
2. New rows become blocks. A thing of which some block is no longer stated is *stale*.
3. All statements of stale things are taken out; what is still said of them, and what is new, is put in.

Where much of the file is new, or the importer reads it in another way than before, everything is loaded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from data.importing.blocks import END, Block, place
from data.importing.comparison import Comparison
from data.importing.edition import COMMON, Edition
from data.importing.statements import statements
from data.importing.stream import stream
from graph import tables
from graph.changes import Changes, Patch
from graph.columns import TABLES
from graph.tables import TableWriter
from graph.vocabulary import RDF, VB

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from data.importing.loaded import Loaded
    from data.importing.loader import Loader

# Where more of the rows are new, loading all anew takes less time and memory than comparing.
WORTH_COMPARING = 0.2
AT_ONCE = 10_000  # statements that are parsed together
_SUBJECT = ox.NamedNode(RDF.subject)
HOLDS = {VB.participation, VB.grant, VB.figure, VB.seeks}


def update(loader: Loader, old: Edition) -> Loaded:
    """Bring a source up to a new edition."""
    if old.about.fingerprint != loader.about.fingerprint:
        return _anew(loader, old)
    known, new = set(old.rows.tolist()), set()
    places: dict[int, str] = {}
    for number, row in stream(loader.reading, loader.progress, "compare"):
        places[number] = place(row)
        if number not in known:
            new.add(number)
    if len(new) > WORTH_COMPARING * max(len(known), 1):
        return _anew(loader, old)
    return Update(loader, old, places).run(new)


def _anew(loader: Loader, old: Edition) -> Loaded:
    """Load everything, and say what is different now."""
    called = _things(loader.draft.tables, loader.source.id)
    loader.draft.database.remove_graph(loader.graph)
    done = loader.load_all()
    now = Edition.read(loader.draft.tables, loader.source.id)
    assert now  # noqa: S101 - it was just written
    before, after = old.by_thing(), now.by_thing()
    changed = {iri for iri in before.keys() & after.keys() if before[iri] != after[iri]}
    found = Changes.of(after.keys() - before.keys(), changed, before.keys() - after.keys())
    found.names = _names(called, found.vanished)
    return _counted(loader, done, old, found, None)


def _things(folder: Path, source: str) -> pa.Table:
    """What the things of the loaded edition are called, and their classes."""
    return tables.read(folder, "things", source).select(["iri", "label", "type"])


def _names(called: pa.Table, things: Iterable[str]) -> dict[str, list[str]]:
    """The names and classes of some things."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = called.filter(pc.is_in(called["iri"], value_set=pa.array(list(things), pa.string())))
    return {row["iri"]: [row["label"], row["type"]] for row in rows.to_pylist()}


def _counted(loader: Loader, done: Loaded, old: Edition, found: Changes, patch: Patch | None) -> Loaded:
    done.is_first, done.before = False, old.about.statements
    done.appeared, done.changed, done.vanished = len(found.appeared), len(found.changed), len(found.vanished)
    found.write(loader.draft.tables, loader.source.id, patch)
    return done


class Update:
    """Writes the difference between the loaded edition and the rows of a new one."""

    def __init__(self, loader: Loader, old: Edition, places: dict[int, str]) -> None:
        self._loader, self._old, self._places = loader, old, places
        self._blocks: dict[int, Block] = {}  # whose statements are at hand, by hash

    def run(self, new: set[int]) -> Loaded:
        """Compare, write and count; ``new`` are the rows that the loaded edition does not have."""
        loader = self._loader
        mentions = [(COMMON, block.hash) for block in self._hold(loader.common())]
        mentions += list(self._read(new))
        compared = Comparison(self._old, self._places, mentions, self._blocks)
        self._read_again(compared)
        put = [self._blocks[block] for block in compared.to_write]
        removed = list(self._statements(compared.stale))
        added = {line for block in put for line in block.lines}
        moved_out, moved_in = compared.moved(loader.derived)
        patch = Patch({*removed, *moved_out}, added | moved_in)
        found = compared.changes()
        found.names = _names(_things(loader.draft.tables, loader.source.id), found.vanished)
        self._write(patch)
        self._write_columns(compared.stale, put)
        about = loader.about
        about.read, about.loaded = len(self._places), compared.loaded
        about.merged = about.read - about.loaded - about.rejected
        about.statements = self._old.about.statements + len(patch.added) - len(patch.removed)
        compared.edition(about).write(loader.draft.tables, loader.source.id)
        loader.describe()
        return _counted(loader, loader.summary(), self._old, found, patch)

    def _hold(self, blocks: list[Block]) -> list[Block]:
        for block in blocks:
            self._blocks[block.hash] = block
        return blocks

    def _read(self, wanted: set[int]) -> Iterator[tuple[int, int]]:
        """The blocks that some rows state; their statements are held."""
        if not wanted:
            return
        for number, row in stream(self._loader.reading, self._loader.progress, "read"):
            if number in wanted:
                for block in self._hold(self._loader.blocks_of(row) or []):
                    yield number, block.hash

    def _read_again(self, compared: Comparison) -> None:
        """Hold what surviving rows say of stale things."""
        missing = compared.rows_stating([block for block in compared.to_write if block not in self._blocks])
        for _ in self._read(missing):
            pass

    def _statements(self, things: set[str]) -> Iterator[str]:
        """Everything that the source says of some things and of the records that they hold."""
        database, graph = self._loader.draft.database, self._loader.graph
        for thing in things:
            for quad in database.quads_for_pattern(ox.NamedNode(thing), None, None, graph):
                yield _line(quad)
                if quad.predicate.value in HOLDS and isinstance(quad.object, ox.NamedNode):
                    for inner in database.quads_for_pattern(quad.object, None, None, graph):
                        yield _line(inner)
            for about in list(database.quads_for_pattern(None, _SUBJECT, ox.NamedNode(thing), graph)):
                for part in database.quads_for_pattern(about.subject, None, None, graph):
                    yield _line(part)

    def _write(self, patch: Patch) -> None:
        database, graph = self._loader.draft.database, self._loader.graph
        for triple in _parsed(sorted(patch.removed)):
            database.remove(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
        if patch.added:
            with statements(database, graph) as file:
                file.writelines(f"{line}{END}".encode("utf-8", "replace") for line in sorted(patch.added))

    def _write_columns(self, stale: set[str], put: list[Block]) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        source, folder = self._loader.source.id, self._loader.draft.tables
        if not stale and not put:
            return
        gone = pa.array(sorted(stale | _held(folder, source, stale)), pa.string())
        columns = TableWriter(folder, source)
        for table in TABLES:
            for rows in tables.taken(folder, table, source):
                columns.copy(table, rows.filter(pc.invert(pc.is_in(rows.column(0), value_set=gone))))
        for block in put:
            columns.add_rows(block.rows())
        columns.close()


def _held(folder: Path, source: str, stale: set[str]) -> set[str]:
    """The needs and figures of stale things: they have rows of their own."""
    import pyarrow.parquet as pq

    edges = tables.file_of(folder, "edges", source)
    held = pq.read_table(edges, filters=[("relation", "in", ["seeks", "figure"])])
    return {row["object"] for row in held.to_pylist() if row["subject"] in stale}


def _line(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object}"


def _parsed(lines: list[str]) -> Iterator[ox.Quad]:
    for first in range(0, len(lines), AT_ONCE):
        text = END.join([*lines[first : first + AT_ONCE], ""]).encode("utf-8", "replace")
        yield from ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES)
