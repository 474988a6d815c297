"""A reading into the draft of a store: all of it for a first edition, what changed for a later one."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from data.importing.blocks import END, Block, Blocks, place
from data.importing.edition import COMMON, Edition, EditionWriter
from data.importing.loaded import Loaded
from data.importing.progress import Progress
from data.importing.reading import Reading, Row, RowError
from data.importing.rejects import Rejects
from data.importing.statements import statements
from data.importing.stream import stream
from graph.editions import About
from graph.folder import Draft
from graph.identity import source_iri
from graph.tables import TableWriter
from graph.triples import source_quads
from graph.vocabulary import PROV

DERIVED = f" <{PROV.wasDerivedFrom}> "


class Loader:
    """Loads one reading into a draft."""

    def __init__(self, draft: Draft, reading: Reading, rejects: Path, progress: Progress, code: str) -> None:
        self.draft, self.reading, self.progress = draft, reading, progress
        self.source = replace(reading.source, retrieved=reading.source.retrieved or _now())
        self.graph = ox.NamedNode(source_iri(self.source.id))
        self._blocks = Blocks(self.source.id)
        self.rejects = Rejects(rejects, self.source.document)
        self.about = About(sha256=self.source.sha256, fingerprint=f"{code}:{reading.fingerprint}")

    def load(self) -> Loaded:
        """Bring the draft up to what the reading says. Raises InputError for a file that breaks off."""
        from data.importing import changes

        begun = time.monotonic()
        old = Edition.read(self.draft.tables, self.source.id)
        if old and old.about.is_of(self.about):
            return _summary(self.source.id, old.about, before=old.about.statements, is_first=False, is_unchanged=True)
        try:
            with _few_collections():
                done = changes.update(self, old) if old else self.load_all()
        except BaseException:
            self.rejects.discard()
            raise
        self.rejects.close()
        done.rejects = str(self.rejects.path) if self.rejects.count else ""
        done.seconds = round(time.monotonic() - begun, 3)
        done.warnings = self.reading.warnings()
        return done

    def load_all(self) -> Loaded:
        """Load every row into a graph that is empty."""
        noted = EditionWriter()
        columns = TableWriter(self.draft.tables, self.source.id)
        with statements(self.draft.database, self.graph) as file:
            self._put(COMMON, self.common(), "", noted, columns, file)
            for number, row in stream(self.reading, self.progress, "read"):
                self.about.read += 1
                stated = self.blocks_of(row)
                if stated is None:
                    continue
                if self._put(number, stated, place(row), noted, columns, file):
                    self.about.loaded += 1
                else:
                    self.about.merged += 1
            file.close()  # the store is still busy with the last of it while the columns are finished
            columns.close()
        self.about.statements = count(self.draft.database, self.graph)
        self.describe()
        noted.write(self.draft.tables, self.source.id, self.about)
        return self.summary()

    def summary(self) -> Loaded:
        """The counts so far."""
        return _summary(self.source.id, self.about)

    def common(self) -> list[Block]:
        """The blocks that no row states."""
        return self._blocks.of(self.reading.common())

    def blocks_of(self, row: Row) -> list[Block] | None:
        """What a row states; None for one that is set aside."""
        try:
            return self._blocks.of(self.reading.records(row))
        except RowError as error:
            self.rejects.add(row, error)
            self.about.rejected += 1
            return None

    def _put(
        self,
        number: int,
        stated: Iterable[Block],
        where: str,
        noted: EditionWriter,
        columns: TableWriter,
        file: IO[bytes],
    ) -> bool:
        """Write the blocks that no row before has stated; whether there were any."""
        is_new = False
        for block in stated:
            noted.mention(number, block.hash)
            if block.hash in noted.seen:
                continue
            is_new = True
            noted.add(block.hash, block.iri, where, block.cited)
            columns.add_rows(block.rows())
            file.write(block.text)
            if where:
                for iri in block.cited.split() or [block.iri]:
                    file.write(f"{self.derived(iri, where)}{END}".encode())
        return is_new

    def derived(self, iri: str, where: str) -> str:
        """The statement that says where in the source a thing stands."""
        return f"<{iri}>{DERIVED}<{self.graph.value}#{where}>"

    def describe(self) -> None:
        """State what is known of the source itself, in place of what was said of it before."""
        database = self.draft.database
        for quad in list(database.quads_for_pattern(self.graph, None, None, self.graph)):
            database.remove(quad)
        database.extend(source_quads(self.source))


def count(database: ox.Store, graph: ox.NamedNode) -> int:
    """The number of statements in a graph."""
    found = database.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", default_graph=graph)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT gives solutions
    number = next(iter(found))["n"]
    return int(number.value) if isinstance(number, ox.Literal) else 0


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """Records hold no cycles; looking for some after every 700 of them takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _summary(source_id: str, about: About, **more: object) -> Loaded:
    numbers = {"read": about.read, "loaded": about.loaded, "merged": about.merged, "rejected": about.rejected}
    return Loaded(source_id, **numbers, statements=about.statements, **more)  # type: ignore[arg-type]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
