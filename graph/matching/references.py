"""Which statements refer to a thing: from the columns of sources that have some, else from the store.

To read 250,000 statements by their objects takes Oxigraph 20 s, and to find them in the columns of a million
projects 2 s; columns hold all relations between things, so only links to other data sets are asked of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from graph.identity import source_iri
from graph.statement_rows import EDGES
from graph.tables import file_of, source_ids
from graph.vocabulary import OWL, RDF, VB

if TYPE_CHECKING:
    import pyarrow as pa

# Table, its columns with subject and object, and the predicate; "" where a column names the relation.
_COLUMNS = (
    ("edges", "subject", "object", ""),
    ("participations", "participation", "organisation", VB.organisation),
    ("grants", "grant", "funder", VB.funder),
    ("grants", "grant", "programme", VB.programme),
)
_PREDICATES = {relation: predicate for predicate, relation in EDGES.items()}
_ABOUT_STATEMENTS = (RDF.subject, RDF.object)


class Reference(NamedTuple):
    """A statement between two things: its graph, subject and object as text, too."""

    quad: ox.Quad
    graph: str
    subject: str
    value: str


class References:
    """The statements of a database whose object is one of some things, those about statements apart."""

    def __init__(self, database: ox.Store, columns: Path | None) -> None:
        self._database, self._folder = database, columns
        sources = source_ids(columns) if columns and columns.is_dir() else []
        self._with_columns = {source_iri(source): source for source in sources}
        graphs = sorted(graph.value for graph in database.named_graphs() if isinstance(graph, ox.NamedNode))
        self.without_columns = [graph for graph in graphs if graph not in self._with_columns]
        predicate = ox.NamedNode(RDF.subject)
        self._with_evidence = [graph for graph in map(ox.NamedNode, graphs) if _any(database, predicate, graph)]

    def to(self, changing: Collection[str], others: Collection[str]) -> Iterator[Reference]:
        """The statements whose object is one of the changing things, and those of the same subjects whose object is
        one of the others: what is said of both may become the same.
        """
        for graph, source in self._with_columns.items():
            yield from self._in_columns(ox.NamedNode(graph), source, changing, others)
        same = ox.NamedNode(OWL.sameAs)
        for node in map(ox.NamedNode, [*changing, *others]):
            for name in self.without_columns:
                yield from _references(self._database.quads_for_pattern(None, None, node, ox.NamedNode(name)))
            if self._with_columns:
                yield from _references(self._database.quads_for_pattern(None, same, node, None))

    def evidence(self, things: Iterable[str]) -> Iterator[tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode]]:
        """What stands for statements about the things, or to them: node and graph."""
        parts = [ox.NamedNode(part) for part in _ABOUT_STATEMENTS]
        for node in map(ox.NamedNode, things) if self._with_evidence else ():
            for graph in self._with_evidence:
                for part in parts:
                    for quad in self._database.quads_for_pattern(None, part, node, graph):
                        if not isinstance(quad.subject, ox.Triple):
                            yield quad.subject, graph

    def _in_columns(
        self, graph: ox.NamedNode, source: str, changing: Collection[str], others: Collection[str]
    ) -> Iterator[Reference]:
        import pyarrow as pa

        for table, subject, value, predicate in _COLUMNS:
            subjects: set[str] = set()
            names = [subject, value] if predicate else [subject, value, "relation"]
            for found in self._rows(table, source, names, pa.array(changing, pa.string())):
                subjects.update(found.column(subject).to_pylist())
                yield from _of_rows(found, subject, value, predicate, graph)
            if not predicate and subjects:  # a record has one organisation and one funder only
                for found in self._rows(table, source, names, pa.array(others, pa.string())):
                    among = _having(found, subject, pa.array(subjects, pa.string()))
                    yield from _of_rows(among, subject, value, predicate, graph)

    def _rows(self, table: str, source: str, columns: list[str], values: pa.Array) -> Iterator[pa.RecordBatch]:
        """The rows of a table whose second column is among some values."""
        import pyarrow.parquet as pq

        assert self._folder  # noqa: S101 - sources with columns have a folder of them
        with pq.ParquetFile(file_of(self._folder, table, source)) as file:
            for batch in file.iter_batches(columns=columns):
                found = _having(batch, columns[1], values)
                if found.num_rows:
                    yield found


def _having(rows: pa.RecordBatch, column: str, values: pa.Array) -> pa.RecordBatch:
    import pyarrow.compute as pc

    return rows.filter(pc.is_in(rows.column(column), value_set=values))


def _of_rows(
    rows: pa.RecordBatch, subject: str, value: str, predicate: str, graph: ox.NamedNode
) -> Iterator[Reference]:
    subjects, values = rows.column(subject).to_pylist(), rows.column(value).to_pylist()
    nodes = {value: ox.NamedNode(value) for value in values}
    if predicate:
        terms = repeat(ox.NamedNode(predicate))
    else:
        relations = rows.column("relation").to_pylist()
        known = {relation: ox.NamedNode(_PREDICATES[relation]) for relation in relations}
        terms = map(known.__getitem__, relations)  # type: ignore[assignment]
    for about, term, other in zip(subjects, terms, values, strict=False):
        yield Reference(ox.Quad(ox.NamedNode(about), term, nodes[other], graph), graph.value, about, other)


def _references(quads: Iterable[ox.Quad]) -> Iterator[Reference]:
    for quad in quads:
        if quad.predicate.value not in _ABOUT_STATEMENTS and isinstance(quad.subject, ox.NamedNode):
            yield Reference(quad, quad.graph_name.value, quad.subject.value, quad.object.value)  # type: ignore[union-attr]


def _any(database: ox.Store, predicate: ox.NamedNode, graph: ox.NamedNode) -> bool:
    return next(database.quads_for_pattern(None, predicate, None, graph), None) is not None
