"""A SPARQL 1.1 endpoint of somebody else, read through the same methods as an embedded store."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.errors import QueryError, StoreError
from graph.model import Source
from graph.replacing import LoadSummary
from graph.sparql import group_start, refuse_federation
from graph.store import Dataset, GraphStore, Results
from graph.vocabulary import PREFIXES, RDF, VB, Term

if TYPE_CHECKING:
    from graph.tables import Tables

TIMEOUT = 60  # seconds; public endpoints cut queries at about this time themselves
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


class EndpointStore(GraphStore):
    """The default graph of an endpoint, for reading."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(ox.Store())

    def query(
        self, sparql: str, bindings: Mapping[str, Term] | None = None, *, dataset: Dataset | None = None
    ) -> Results:
        """The endpoint's answer; ``bindings`` become a VALUES block (SPARQL 1.1, section 10.2)."""
        refuse_federation(sparql)
        if dataset:
            raise QueryError(f"{self.url}: name the graphs with FROM in the query itself")
        prologue = "".join(f"PREFIX {prefix}: <{start}>\n" for prefix, start in PREFIXES.items())
        kind, body = self._post(prologue + _bound(sparql, bindings or {}))
        try:
            return _results(kind.partition(";")[0].strip(), body)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url}: did not answer as a SPARQL endpoint does") from error

    def _post(self, sparql: str) -> tuple[str, bytes]:
        try:
            request = urllib.request.Request(  # noqa: S310 - the scheme was checked when the store was opened
                self.url,
                data=urllib.parse.urlencode({"query": sparql}).encode(),
                headers={"Accept": ACCEPT, "Content-Type": "application/x-www-form-urlencoded"},
            )
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                return answer.headers.get("Content-Type", ""), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                text = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
            if error.code == 400:
                raise QueryError(f"{self.url}: refused the query: {text}") from error
            raise StoreError(f"{self.url}: answered with HTTP {error.code} {text}") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error) or type(error).__name__
            raise StoreError(f"{self.url}: cannot be reached ({reason})") from error

    def quads(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        value: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; None matches anything."""
        given: dict[str, Term] = {}
        for name, iri in (("s", subject), ("p", predicate), ("g", graph)):
            if iri:
                given[name] = ox.NamedNode(iri)
        if value is not None:
            given["o"] = value
        solutions = self.query("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }", given)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - a SELECT gives solutions
        for row in solutions:
            yield ox.Quad(row["s"], row["p"], row["o"], row["g"])

    def _read_links(self, predicate: str, graph: str | None = None) -> Iterator[tuple[str, str]]:
        for quad in self.quads(predicate=predicate, graph=graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    def instances(self, class_iri: str) -> Iterator[str]:
        """The IRI of every thing with this class, once for each source that says so."""
        for quad in self.quads(predicate=RDF.type, value=ox.NamedNode(class_iri)):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value

    def instances_of_several(self, class_iri: str, others: Iterable[str]) -> Iterator[str]:
        """Everything that has the class: what else it is, an endpoint is asked one by one."""
        del others
        return self.instances(class_iri)

    def _graph_names(self) -> list[str]:
        return sorted(
            name for (name,) in self.rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?g a <{VB.Source}> }} }}")
        )

    def _statement_count(self, name: str) -> int:
        return int(next(self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"))[0])

    @cached_property
    def tables(self) -> Tables:
        """Refused: columns are read from all that is in a store."""
        raise StoreError(
            f"{self.url}: statistics and facets need all data as columns, which an endpoint does not give; "
            "export it, load it into a folder and name that with --store"
        )

    def __len__(self) -> int:
        return int(next(self.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))[0])

    def load_all(self, loads: Iterable[tuple[Source, Iterable[ox.Quad]]]) -> list[LoadSummary]:
        """Refused: Verbund only reads endpoints."""
        raise StoreError(f"{self.url}: Verbund only reads from an endpoint; load into a folder with --store")

    def dump(self, output: IO[bytes], format: ox.RdfFormat, *, graph: str | None = None) -> None:
        """Write all statements that the endpoint gives."""
        quads = self.quads(graph=graph)
        if format.supports_datasets and graph is None:
            ox.serialize(quads, output, format, prefixes=PREFIXES)
        else:
            ox.serialize(dict.fromkeys(quad.triple for quad in quads), output, format, prefixes=PREFIXES)

    def as_rdflib(self) -> Any:
        """An rdflib graph over the endpoint."""
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Dataset(store=SPARQLStore(self.url), default_union=True)


def _results(media_type: str, body: bytes) -> Results:
    """An answer, read to its end, so that a broken one is noticed here and not while it is used."""
    rdf = ox.RdfFormat.from_media_type(media_type)
    if rdf is not None and ox.QueryResultsFormat.from_media_type(media_type) is None:
        graph = ox.Store()
        graph.load(body, rdf)
        constructed = graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(constructed, ox.QueryTriples)  # noqa: S101 - a CONSTRUCT gives triples
        return constructed
    format = ox.QueryResultsFormat.from_media_type(media_type) or ox.QueryResultsFormat.JSON
    answer = ox.parse_query_results(body, format)
    try:
        if isinstance(answer, ox.QuerySolutions):
            for _ in answer:
                pass
    finally:
        # A result may only be let go of in its own thread, and a traceback would keep it for whoever comes along.
        del answer
    return ox.parse_query_results(body, format)


def _bound(sparql: str, bindings: Mapping[str, Term]) -> str:
    """The query with its bindings where its outermost group begins, so that filters see them.

    A query without the word WHERE has them at its end, where they are joined with the result.
    """
    if not bindings:
        return sparql
    names = " ".join(f"?{name}" for name in bindings)
    values = f"VALUES ({names}) {{ ({' '.join(str(term) for term in bindings.values())}) }}"
    start = group_start(sparql)
    return f"{sparql[:start]} {values} {sparql[start:]}" if start else f"{sparql}\n{values}"
