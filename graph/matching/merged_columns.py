"""The columns of a store under canonical IRIs: rows of what falls together anew, in all others only IRIs replaced.

A table in which nothing changes is the very file of the revision, by a hard link.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph import editions, tables
from graph.columns import TABLES, Cells
from graph.identity import source_iri
from graph.matching.rewriting import Rewriting
from graph.matching.stated import Thing
from graph.statement_rows import (
    HOLD,
    About,
    Value,
    edge_rows,
    held_rows,
    name_rows,
    take_in,
    thing_row,
    type_of,
)
from graph.vocabulary import RDFS

if TYPE_CHECKING:
    import pyarrow as pa

# The columns with IRIs of things beside the first one, whose rows are made anew.
_REFERENCES = {"edges": ("object",), "grants": ("funder", "programme"), "participations": ("organisation",)}
_CHANGES = ("changes-*.json", "changes-*.patch.gz")


class MergedColumns:
    """Writes the columns of a revision as a rewriting shows them."""

    def __init__(self, rewriting: Rewriting, old: Path, new: Path) -> None:
        self._rewriting, self._old, self._new = rewriting, old, new
        renaming = rewriting.renaming
        self.renamed = {*renaming.canonical, *(iri for _, iri in renaming.split)}
        self.relabelled = rewriting.relabelled - self.renamed

    def write(self, grown: Mapping[str, int]) -> None:
        """Write all of them; ``grown`` says by how many statements the graph of a source is larger than before."""
        self._new.mkdir(exist_ok=True)
        for source in tables.source_ids(self._old):
            graph = source_iri(source)
            made = _by_table(self._rows(graph))
            for table in TABLES:
                self._write(table, source, graph, made[table])
            self._note(source, grown.get(graph, 0))
        for pattern in _CHANGES:
            for path in self._old.glob(pattern):
                link(path, self._new / path.name)

    def _note(self, source: str, grown: int) -> None:
        """What is known of the edition, with the number of statements that are shown."""
        if about := editions.read_about(self._old, source):
            about.statements += grown
            path = editions.file_of(self._new, "edition", source, "json")
            path.write_text(json.dumps(asdict(about)), "utf-8")

    # ------------------------------------------------------------------ rows made anew

    def _rows(self, graph: str) -> Iterator[tuple[str, Cells]]:
        for thing in self._rewriting.things.values():
            if thing.is_record:
                continue
            about = self._about(thing, graph)
            if not about:
                continue
            if type_ := type_of(about):
                labels = [one for one in thing.shown(RDFS.label) if isinstance(one.value, ox.Literal)]
                named = about | {RDFS.label: [Value(one.text, one.value.language or "") for one in labels]}  # type: ignore[union-attr]
                if labels:
                    yield "things", thing_row(thing.iri, type_, named)
            yield from name_rows(thing.iri, about)
            if thing.iri not in self.relabelled:
                yield from edge_rows(thing.iri, about)
                yield from held_rows(thing.iri, about, self._known(about, graph))

    def _about(self, thing: Thing, graph: str) -> About:
        """What a source states of a thing, each value once."""
        found: About = {}
        for one in thing.stated:
            if one.graph == graph and one.is_shown and self._rewriting.fates.get(one.quad) is not None:
                take_in(found, one.predicate, one.value)
        return {predicate: list(dict.fromkeys(values)) for predicate, values in found.items()}

    def _known(self, about: About, graph: str) -> dict[str, About]:
        """What is stated of the records that a thing holds; one of several sources is told by one of them."""
        known: dict[str, About] = {}
        for predicate in HOLD:
            for value in list(about.get(predicate, ())):
                part = self._rewriting.things.get(value.text)
                if part is None:
                    known[value.text] = _told(self._rewriting.told(value.text))
                elif any(one.own == part.iri and one.graph == graph for one in part.stated):
                    known[value.text] = self._whole(part)
                else:
                    about[predicate].remove(value)
        return known

    def _whole(self, part: Thing) -> About:
        shown = (self._rewriting.fates[one.quad] for one in part.stated)
        return _told(quad for quad in shown if quad is not None)

    # ------------------------------------------------------------------ rows as they were

    def _write(self, table: str, source: str, graph: str, made: list[Cells]) -> None:
        import pyarrow.parquet as pq

        old, new = (tables.file_of(folder, table, source) for folder in (self._old, self._new))
        kept = _Kept(self, table, graph)
        if not made and not kept.is_touched(old):
            link(old, new)
            return
        writer = tables.TableWriter(self._new, source, [table])
        with pq.ParquetFile(old) as file:
            for batch in file.iter_batches(tables.BATCH):
                writer.copy(table, kept.of(batch))
        writer.add_rows((table, cells) for cells in made)
        writer.close()

    def owners(self, table: str) -> set[str]:
        """The things whose rows are made anew."""
        return self.renamed | self.relabelled if table in ("things", "names") else self.renamed

    def shown_in(self, graph: str) -> dict[str, str]:
        """What a source's IRIs are replaced by, the canonical ones by themselves."""
        return {iri: self._rewriting.renaming.of(graph, iri) for iri in sorted(self.renamed)}


class _Kept:
    """The rows of a table that stay, with IRIs replaced and no edge twice."""

    def __init__(self, columns: MergedColumns, table: str, graph: str) -> None:
        import pyarrow as pa

        shown = columns.shown_in(graph)
        self._columns = _REFERENCES.get(table, ())
        self._owners = pa.array(sorted(columns.owners(table)), pa.string())
        self._changing = pa.array([before for before, after in shown.items() if before != after], pa.string())
        self._before = pa.array(shown.keys(), pa.string())
        self._after = pa.array(shown.values(), pa.string())
        self._seen: set[tuple[str, ...]] | None = set() if table == "edges" else None

    def is_touched(self, path: Path) -> bool:
        """Whether any row of a file does not stay as it is."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        with pq.ParquetFile(path) as file:
            names = [file.schema_arrow.names[0], *self._columns]
            for batch in file.iter_batches(tables.BATCH, columns=names):
                for column, among in zip(
                    batch.columns, (self._owners, *(self._changing for _ in self._columns)), strict=True
                ):
                    if pc.any(pc.is_in(column, value_set=among)).as_py():
                        return True
        return False

    def of(self, batch: pa.RecordBatch) -> pa.Table:
        """The rows of a batch that stay."""
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = pa.Table.from_batches([batch])
        rows = rows.filter(pc.invert(pc.is_in(rows.column(0), value_set=self._owners)))
        for name in self._columns:
            rows = self._replaced(rows, name)
        return rows

    def _replaced(self, rows: pa.Table, name: str) -> pa.Table:
        import pyarrow.compute as pc

        at = rows.schema.get_field_index(name)
        stated = rows.column(at).combine_chunks()
        found = pc.index_in(stated, value_set=self._before)
        if found.null_count == len(found):
            return rows
        rows = rows.set_column(at, rows.schema.field(at), pc.coalesce(self._after.take(found), stated))
        return rows if self._seen is None else self._each_once(rows, pc.is_valid(found), self._seen)

    def _each_once(self, rows: pa.Table, touched: Any, seen: set[tuple[str, ...]]) -> pa.Table:
        """Without the rows that say again what a row before has said since something was renamed."""
        import numpy as np
        import pyarrow as pa

        places = np.flatnonzero(touched.to_numpy(zero_copy_only=False))
        edges = rows.take(pa.array(places))
        wanted = np.ones(rows.num_rows, bool)
        for at, edge in zip(places, zip(*(column.to_pylist() for column in edges.columns), strict=True), strict=True):
            wanted[at] = edge not in seen
            seen.add(edge)
        return rows if wanted.all() else rows.filter(pa.array(wanted))


def _told(quads: Iterable[ox.Quad]) -> About:
    found: About = {}
    for quad in quads:
        take_in(found, quad.predicate.value, quad.object)
    return found


def _by_table(rows: Iterator[tuple[str, Cells]]) -> dict[str, list[Cells]]:
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    for table, cells in rows:
        found[table].append(cells)
    return found


def link(old: Path, new: Path) -> None:
    """The same file under another name; a copy where the file system knows no hard links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
