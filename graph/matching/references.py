"""Which statements refer to a thing: from the columns of sources that have some, else from the store.

To read 250,000 statements by their objects takes Oxigraph 20 s, and to find them in the columns of a million
projects 2 s; columns hold all relations between things, so only links to other data sets are asked of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.identity import source_iri
from graph.statement_rows import EDGES
from graph.tables import file_of, source_ids
from graph.vocabulary import OWL, RDF, VB

# Table, its columns with subject and object, and the predicate; "" where a column names the relation.
_COLUMNS = (
    ("edges", "subject", "object", ""),
    ("participations", "participation", "organisation", VB.organisation),
    ("grants", "grant", "funder", VB.funder),
    ("grants", "grant", "programme", VB.programme),
)
_PREDICATES = {relation: predicate for predicate, relation in EDGES.items()}
_ABOUT_STATEMENTS = (RDF.subject, RDF.object)


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

    def to(self, things: Collection[str]) -> Iterator[ox.Quad]:
        """The statements whose object is one of the things."""
        for graph, source in self._with_columns.items():
            yield from self._in_columns(ox.NamedNode(graph), source, things)
        same = ox.NamedNode(OWL.sameAs)
        for node in map(ox.NamedNode, things):
            for name in self.without_columns:
                for quad in self._database.quads_for_pattern(None, None, node, ox.NamedNode(name)):
                    if quad.predicate.value not in _ABOUT_STATEMENTS:
                        yield quad
            if self._with_columns:
                yield from self._database.quads_for_pattern(None, same, node, None)

    def evidence(self, things: Iterable[str]) -> Iterator[tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode]]:
        """What stands for statements about the things, or to them: node and graph."""
        parts = [ox.NamedNode(part) for part in _ABOUT_STATEMENTS]
        for node in map(ox.NamedNode, things) if self._with_evidence else ():
            for graph in self._with_evidence:
                for part in parts:
                    for quad in self._database.quads_for_pattern(None, part, node, graph):
                        if not isinstance(quad.subject, ox.Triple):
                            yield quad.subject, graph

    def _in_columns(self, graph: ox.NamedNode, source: str, things: Collection[str]) -> Iterator[ox.Quad]:
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        assert self._folder  # noqa: S101 - sources with columns have a folder of them
        wanted = pa.array(things, pa.string())
        for table, subject, value, predicate in _COLUMNS:
            names = [subject, value] if predicate else [subject, value, "relation"]
            with pq.ParquetFile(file_of(self._folder, table, source)) as file:
                for batch in file.iter_batches(columns=names):
                    found = batch.filter(pc.is_in(batch.column(value), value_set=wanted))
                    if found.num_rows:
                        yield from _quads(found.to_pylist(), subject, value, predicate, graph)


def _quads(
    rows: Iterable[dict[str, str]], subject: str, value: str, predicate: str, graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    for row in rows:
        term = predicate or _PREDICATES[row["relation"]]
        yield ox.Quad(ox.NamedNode(row[subject]), ox.NamedNode(term), ox.NamedNode(row[value]), graph)


def _any(database: ox.Store, predicate: ox.NamedNode, graph: ox.NamedNode) -> bool:
    return next(database.quads_for_pattern(None, predicate, None, graph), None) is not None
