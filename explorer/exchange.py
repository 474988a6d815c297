"""The graph for other programs: as RDF, as a network, as tables.

============ =================================================================================================
turtle       all statements in one graph; RDF 1.1 Turtle
trig, nquads the same with the source of each statement as its named graph
jsonld       likewise, as JSON-LD
gexf         the network for Gephi: labels, types, colours, facts, relations with their sources
graphml      the same for Gephi, yEd, igraph and networkx
json         the same in node-link form for d3, graphology and networkx, every fact with its sources
csv          one row a fact and source
xlsx         a workbook of things, relations, figures and sources
============ =================================================================================================

The same store gives the same bytes in every format. The network and the tables hold all actors and the concepts that
they are linked with, RDF holds everything; around one thing all of them hold the same things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

import pyoxigraph as ox

from explorer.book import write_book
from explorer.extract import Extract, at_hand, extract
from explorer.fact_table import write_facts
from explorer.gexf import write_gexf
from explorer.graphml import write_graphml
from explorer.node_link import write_node_link
from graph.errors import OutputError
from graph.identity import source_iri
from graph.store import GraphStore
from graph.vocabulary import PREFIXES, RDF

RDF_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
EXTRACT_FORMATS: dict[str, Callable[[Extract, IO[bytes]], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv": write_facts,
    "xlsx": write_book,
    "json": write_node_link,
}
FORMATS = (*RDF_FORMATS, *EXTRACT_FORMATS)
BINARY = ("xlsx",)


def export(
    store: GraphStore,
    output: IO[bytes],
    format: str,
    *,
    lang: str = "de",
    thing: str | None = None,
    depth: int = 1,
    everything: bool = False,
) -> None:
    """Write the graph, or what is at most ``depth`` steps around ``thing``, in one of ``FORMATS``.

    ``everything`` adds to the network and the tables the regions and themes that nothing is linked with.
    Raises OutputError for an unknown format, NotFoundError and AmbiguousError for the thing.
    """
    if format in EXTRACT_FORMATS:
        EXTRACT_FORMATS[format](extract(store, lang, thing=thing, depth=depth, everything=everything), output)
    elif format not in RDF_FORMATS:
        raise OutputError(f"the graph cannot be written as {format}; choose one of: {', '.join(FORMATS)}")
    elif thing is None:
        at_hand(store).dump(output, RDF_FORMATS[format])
    else:
        _dump_around(extract(store, lang, thing=thing, depth=depth), output, RDF_FORMATS[format])


def _dump_around(around: Extract, output: IO[bytes], format: ox.RdfFormat) -> None:
    quads = _quads(around)
    if format.supports_datasets:
        ox.serialize(quads, output, format, prefixes=PREFIXES)
    else:
        triples = dict.fromkeys(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        ox.serialize(triples, output, format, prefixes=PREFIXES)


def _quads(around: Extract) -> Iterator[ox.Quad]:
    """What is said of the things and their records, the evidence of it, and the sources; by source."""
    subjects = [*around.things, *(record for _, record in around.records())]
    found = {quad for subject in subjects for quad in around.store.quads(subject=subject)}
    for subject in subjects:
        for about in list(around.store.quads(predicate=RDF.subject, value=ox.NamedNode(subject))):
            if isinstance(about.subject, ox.NamedNode):
                found.update(around.store.quads(subject=about.subject.value))
    for source, _ in around.store.sources():
        iri = source_iri(source.id)
        found.update(around.store.quads(subject=iri, graph=iri))
    yield from sorted(found, key=lambda quad: (str(quad.graph_name), str(quad)))
