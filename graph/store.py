"""The graph, opened: ask it, load a source into it, write it out.

``GraphStore.open()`` gives an empty graph in memory, ``GraphStore.open("folder")`` an embedded Oxigraph database and
``GraphStore.open("https://…/sparql")`` any SPARQL 1.1 endpoint. Each source is one named graph; a query sees all
of them together and may name one with ``GRAPH``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from graph import folder
from graph.errors import QueryError, StoreError
from graph.identity import source_iri
from graph.replacing import LoadSummary, counted, replaced
from graph.vocabulary import DCTERMS, NAMES, PREFIXES, PROV, RDFS, SCHEMA, SKOS, VB, Term

if TYPE_CHECKING:
    import rdflib

    from graph.edge_columns import EdgeColumns
    from graph.model import Source
    from graph.name_index import NameIndex
    from graph.names import Names
    from graph.places import Places
    from graph.sums import Sums
    from graph.tables import Tables
    from graph.themes import Themes

# Read by places, themes and the network alike, and small next to the things that lie in them.
HIERARCHIES = (SKOS.broader, VB.sameArea)

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
# The IRIs of the graphs that make the default graph of a query, and of those that it may name.
Dataset = tuple[Sequence[str], Sequence[str]]


class GraphStore:
    """An RDF dataset whose named graphs are sources."""

    def __init__(self, database: ox.Store, *, location: Path | None = None, revision: Any = None) -> None:
        self.location = location
        self._database = database
        self._revision = revision
        self._hierarchies: dict[str, list[tuple[str, str]]] = {}

    @staticmethod
    def open(location: str | Path | None = None, *, merged: bool = True) -> GraphStore:
        """The store at a folder or URL, or an empty one in memory.

        ``merged``: what was found to be one thing is shown as one, where a folder knows of such; else as its sources
        state it.

        Raises StoreError when the folder holds no store, one of another version, or one that cannot be read.
        """
        if location is None:
            return GraphStore(ox.Store())
        if str(location).startswith(("http://", "https://")):
            from graph.endpoint import EndpointStore

            return EndpointStore(str(location))
        path = Path(location)
        revision = folder.read(path, merged=merged)
        return GraphStore(revision.database, location=path, revision=revision)

    def close(self) -> None:
        """Let go of the database; the store cannot be used afterwards, and closing it again does nothing."""
        self._close_tables()
        if (unmerged := self.__dict__.pop("unmerged", self)) is not self:
            unmerged.close()
        if self._revision:
            self._revision.close()
        self.__dict__.pop("_database", None)

    @property
    def is_merged(self) -> bool:
        """Whether things that were found to be one are shown as one."""
        return bool(self._revision and self._revision.is_merged)

    @property
    def number(self) -> int:
        """The number of the revision that is shown, 0 for a store that is in no folder."""
        return self._revision.number if self._revision else 0

    @property
    def identity(self) -> Path | None:
        """The folder of what is known of identity, None for a store that is in no folder; it need not be there."""
        return self._revision.identity if self._revision else None

    @cached_property
    def unmerged(self) -> GraphStore:
        """The store as its sources state it; it is closed with this one."""
        if not self.is_merged:
            return self
        revision = self._revision.unmerged()
        return GraphStore(revision.database, location=self.location, revision=revision)

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------ asking

    def query(
        self, sparql: str, bindings: Mapping[str, Term] | None = None, *, dataset: Dataset | None = None
    ) -> Results:
        """The result of a SPARQL 1.1 query; the product's prefixes are known to it.

        ``bindings`` gives values to variables that the query projects; ``dataset`` names the default and the named
        graphs in place of what the query says itself. Raises QueryError for a wrong query and for one that would reach
        another host (``SERVICE``).
        """
        from graph.sparql import keywords, refuse_federation

        refuse_federation(sparql)
        # FROM names the graphs itself.
        graphs = _graphs(dataset) if dataset else {"use_default_graph_as_union": "FROM" not in keywords(sparql)}
        try:
            return self._database.query(
                sparql,
                prefixes=PREFIXES,
                substitutions={ox.Variable(name): term for name, term in (bindings or {}).items()},
                **graphs,
            )
        except SyntaxError as error:
            from graph.sparql import syntax_message

            raise QueryError(syntax_message(sparql, str(error))) from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(str(error)) from error

    def rows(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Iterator[tuple[str, ...]]:
        """The rows of a SELECT query as plain texts; an unbound variable is an empty one."""
        solutions = self.query(sparql, bindings)
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("this is no SELECT query")
        for solution in solutions:
            yield tuple("" if term is None else _plain(term) for term in solution)

    def pairs(self, predicate: str) -> Iterable[tuple[str, str]]:
        """Subject IRI and object (IRI or text) of every statement with this predicate, over all sources."""
        if predicate not in HIERARCHIES:
            return self._read_pairs(predicate)
        if predicate not in self._hierarchies:
            self._hierarchies[predicate] = list(self._read_links(predicate))
        return self._hierarchies[predicate]

    def _read_pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        for quad in self.quads(predicate=predicate):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject.value, quad.object.value

    def links(self, predicate: str) -> Iterable[tuple[str, str]]:
        """Subject and object IRI of every statement with this predicate between two things, over all sources."""
        if predicate in HIERARCHIES:
            return self.pairs(predicate)
        columns = self._edge_columns
        if columns is None or predicate not in columns:
            return self._read_links(predicate)
        others = (name for name in self._graph_names() if name not in columns.graphs)
        return chain(columns.links(predicate), *(self._read_links(predicate, name) for name in others))

    @cached_property
    def _edge_columns(self) -> EdgeColumns | None:
        """The statements between things that have columns, None where these are few."""
        if not (self.columns and self.columns.is_dir()):
            return None
        from graph.edge_columns import EdgeColumns, is_worthwhile

        return EdgeColumns(self.columns) if is_worthwhile(self.columns) else None

    def _read_links(self, predicate: str, graph: str | None = None) -> Iterator[tuple[str, str]]:
        """Links by the engine's own query, which puts no predicate and graph into objects (two thirds of the time)."""
        for subject, value in self._select("?s ?o", f"?s <{predicate}> ?o", graph):
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                yield subject.value, value.value

    def instances(self, class_iri: str) -> Iterator[str]:
        """The IRI of every thing with this class, once for each source that says so."""
        for (subject,) in self._select("?s", f"?s a <{class_iri}>"):
            if isinstance(subject, ox.NamedNode):
                yield subject.value

    def instances_of_several(self, class_iri: str, others: Iterable[str]) -> Iterator[str]:
        """The IRI of every thing that has a class and one of the others, too."""
        among = ", ".join(f"<{other}>" for other in others)
        for (subject,) in self._select("?s", f"?s a <{class_iri}>, ?other FILTER(?other IN ({among}))"):
            if isinstance(subject, ox.NamedNode):
                yield subject.value

    def _select(self, variables: str, pattern: str, graph: str | None = None) -> ox.QuerySolutions:
        """The values of variables in a triple pattern, over all sources or in one."""
        found = self._database.query(
            f"SELECT {variables} WHERE {{ {pattern} }}",
            use_default_graph_as_union=graph is None,
            default_graph=ox.NamedNode(graph) if graph else None,
        )
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT gives solutions
        return found

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        """Every name: IRI, text, language ("" where none), and whether it is an alternative one."""
        columns = self._edge_columns
        if columns is None:
            yield from self._read_labels()
            return
        yield from columns.labels()
        for name in self._graph_names():
            yield from self._read_labels(graph=name, subject=name if name in columns.graphs else None)

    def _read_labels(
        self, graph: str | None = None, subject: str | None = None
    ) -> Iterator[tuple[str, str, str, bool]]:
        for predicate, alternative in NAMES:
            for quad in self.quads(subject, predicate, graph=graph):
                name = quad.object
                if isinstance(name, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
                    yield quad.subject.value, name.value, name.language or "", alternative

    def quads(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        value: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; None matches anything."""
        return self._database.quads_for_pattern(
            _node(subject), _node(predicate), value, ox.NamedNode(graph) if graph else None
        )

    @cached_property
    def names(self) -> Names:
        """The names of all things; read as they are needed, and anew after a load."""
        from graph.names import Names

        return Names(self)

    @cached_property
    def places(self) -> Places:
        """The regions of the store, read when they are first asked for, and anew after a load."""
        from graph.places import Places

        return Places(self)

    @cached_property
    def themes(self) -> Themes:
        """The themes of the store, likewise."""
        from graph.themes import Themes

        return Themes(self)

    @cached_property
    def tables(self) -> Tables:
        """The same facts as columns, ready to be asked in SQL: from files where a load wrote some, else read now.

        Raises StoreError for an endpoint.
        """
        from graph.statement_rows import tables

        return tables(self, self._graph_names(), self.columns)

    @cached_property
    def sums(self) -> Sums:
        """What statistics add up: as a load wrote it beside large columns, else made from the columns now.

        Raises StoreError for an endpoint.
        """
        from graph.sums import Sums

        return (Sums.read(self.columns) if self.columns else None) or Sums.made(self.tables)

    def __len__(self) -> int:
        return len(self._database)

    def __contains__(self, iri: str) -> bool:
        return next(self.quads(subject=iri), None) is not None

    # ------------------------------------------------------------------ sources

    def sources(self) -> list[tuple[Source, int]]:
        """What was loaded, with the number of statements of each, ordered by IRI."""
        found = []
        for name in self._graph_names():
            found.append((self._source(name), self._statement_count(name)))
        return found

    def _statement_count(self, name: str) -> int:
        """The number of statements of a source; a load row by row has noted it."""
        from graph.editions import read_about

        prefix = source_iri("")
        if self.columns and (about := read_about(self.columns, name.removeprefix(prefix))):
            return about.statements + sum(1 for _ in self.quads(subject=name, graph=name))
        return counted(self._database, ox.NamedNode(name))

    @cached_property
    def name_index(self) -> NameIndex | None:
        """Names looked up in the columns, where a load wrote some; None where all names are soon read."""
        from graph.tables import source_ids

        if not (self.columns and source_ids(self.columns)):
            return None
        from graph.name_index import NameIndex
        from graph.statement_rows import name_tables

        return NameIndex(name_tables(self, self._graph_names(), self.columns))

    @property
    def columns(self) -> Path | None:
        """The folder of what loads wrote beside the statements, None where there is none."""
        return self._revision.tables if self._revision else None

    def source(self, iri: str) -> Source:
        """What is known of a source."""
        return self._source(iri)

    def _graph_names(self) -> list[str]:
        return sorted(graph.value for graph in self._database.named_graphs() if isinstance(graph, ox.NamedNode))

    def _source(self, name: str) -> Source:
        from graph.model import Source

        about = {quad.predicate.value: _plain(quad.object) for quad in self.quads(subject=name)}
        prefix = source_iri("")
        return Source(
            id=name.removeprefix(prefix),
            title=about.get(RDFS.label, name.removeprefix(prefix)),
            publisher=about.get(DCTERMS.publisher, ""),
            url=about.get(SCHEMA.url, ""),
            published=about.get(DCTERMS.issued, ""),
            licence=about.get(DCTERMS.license, ""),
            language=about.get(DCTERMS.language, ""),
            document=about.get(VB.document, ""),
            sha256=about.get(VB.sha256, ""),
            retrieved=about.get(PROV.generatedAtTime, ""),
        )

    def load(self, source: Source, quads: Iterable[ox.Quad]) -> LoadSummary:
        """Replace what this source says; nothing changes unless all of it can be read."""
        return self.load_all([(source, quads)])[0]

    def load_all(self, loads: Iterable[tuple[Source, Iterable[ox.Quad]]]) -> list[LoadSummary]:
        """Replace what several sources say, all of them or none."""
        if self.location is not None:
            raise StoreError(f"{self.location}: is open for reading; load with load_into(folder, …)")
        ready = [(source, list(quads)) for source, quads in loads]
        self._forget()
        return replaced(self._database, ready)

    def remove(self, source_id: str) -> None:
        """Take out of a store in memory what a source says."""
        self._database.remove_graph(ox.NamedNode(source_iri(source_id)))
        self._forget()

    def absorb(self, other: GraphStore, predicates: Iterable[str] = ()) -> None:
        """Take in the statements of another store, all of them or those with some predicates."""
        wanted: Iterable[str | None] = predicates or (None,)
        self._database.bulk_extend(quad for predicate in wanted for quad in other.quads(predicate=predicate))
        self._forget()

    def _forget(self) -> None:
        """Drop what was read from the statements before."""
        self._hierarchies.clear()
        for read in ("names", "places", "themes"):
            self.__dict__.pop(read, None)
        self._close_tables()

    def _close_tables(self) -> None:
        for held in ("name_index", "_edge_columns", "tables"):
            if columns := self.__dict__.pop(held, None):
                columns.close()
        self.__dict__.pop("sums", None)

    # ------------------------------------------------------------------ giving it away

    def dump(self, output: IO[bytes], format: ox.RdfFormat, *, graph: str | None = None) -> None:
        """Write the statements: with their graphs where the format has them, else all in one."""
        if format.supports_datasets and graph is None:
            self._database.dump(output, format, prefixes=PREFIXES)
            return
        seen = self._database.query(
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            use_default_graph_as_union=graph is None,
            default_graph=ox.NamedNode(graph) if graph else None,
        )
        assert isinstance(seen, ox.QueryTriples)  # noqa: S101 - a CONSTRUCT gives triples
        ox.serialize(seen, output, format, prefixes=PREFIXES)

    def as_rdflib(self) -> rdflib.Dataset:
        """The same database as an rdflib Dataset whose default graph is the union of all sources."""
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self._database), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset


def _graphs(dataset: Dataset) -> dict[str, Any]:
    try:
        default, named = ([ox.NamedNode(iri) for iri in iris] for iris in dataset)
    except ValueError as error:
        raise QueryError(f"the name of a graph is no IRI: {error}") from error
    return {"default_graph": default, "named_graphs": named}


def _node(iri: str | None) -> ox.NamedNode | None:
    return ox.NamedNode(iri) if iri else None


def _plain(term: Any) -> str:
    return term.value if hasattr(term, "value") else str(term)
