"""The graph as JSON in node-link form, as d3-force, sigma/graphology and ``networkx.node_link_graph`` take it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import pyoxigraph as ox

from explorer.cells import cell
from explorer.columns import point_of, sources, text, type_word
from explorer.extract import Extract, Relation
from explorer.palette import colour
from explorer.statements import Statement, certainty, nested, statements
from explorer.table_files import plain, to_json
from graph.evidence import Citation, Edge
from graph.identity import source_iri


def write_node_link(extract: Extract, output: IO[bytes]) -> None:
    """Write ``{"directed", "multigraph", "graph", "nodes", "links", "sources"}``, a line for each node and link.

    A node holds what is said of it beside its links as ``facts``; each fact and link names its sources by their
    IRIs, and the place in each.
    """
    linked = {relation.edge for relation in extract.relations}
    output.write(b'{"directed": true, "multigraph": true, "graph": {"language": ' + to_json(extract.language) + b"},\n")
    _list(output, "nodes", (_node(extract, thing, linked) for thing in extract.things))
    output.write(b",\n")
    _list(output, "links", (_link(extract, relation) for relation in extract.relations))
    output.write(b",\n")
    _list(output, "sources", _sources(extract))
    output.write(b"}\n")


def _list(output: IO[bytes], name: str, items: Iterable[object]) -> None:
    output.write(to_json(name) + b": [")
    for number, item in enumerate(items):
        output.write((b",\n" if number else b"\n") + to_json(item))
    output.write(b"\n]")


def _node(extract: Extract, thing: str, linked: set[Edge]) -> dict[str, Any]:
    point = point_of(extract, thing)
    facts = (said for said in statements(extract.store, thing) if not _is_link(said, linked))
    return {
        "id": thing,
        "label": extract.label(thing),
        "type": extract.type(thing),
        "type_label": type_word(extract, thing),
        "color": colour(extract.type(thing)),
        **({"latitude": point.latitude, "longitude": point.longitude} if point else {}),
        "sources": sources(extract.store, thing),
        "facts": [_fact(extract, said) for said in facts],
    }


def _is_link(said: Statement, linked: set[Edge]) -> bool:
    return isinstance(said.value, ox.NamedNode) and Edge(said.subject, said.relation, said.value.value) in linked


def _fact(extract: Extract, said: Statement) -> dict[str, Any]:
    fact: dict[str, Any] = {"relation": said.relation, "relation_label": extract.relation(said.relation)}
    if isinstance(said.value, ox.NamedNode):
        fact |= {"id": said.value.value, "value": text(extract, said.value)}
        if said.value.value in nested(extract.store, extract.names, said.subject):
            fact["parts"] = [_fact(extract, part) for part in statements(extract.store, said.value.value)]
    else:
        fact["value"] = plain(cell(said.value))
        if isinstance(said.value, ox.Literal) and said.value.language:
            fact["language"] = said.value.language
    return fact | {"sources": [_citation(citation) for citation in said.sources]}


def _link(extract: Extract, relation: Relation) -> dict[str, Any]:
    edge = relation.edge
    return {
        "source": edge.subject,
        "target": edge.value,
        "key": edge.predicate,
        "label": extract.relation(edge.predicate),
        "certainty": certainty(relation.sources),
        "sources": [_citation(citation) for citation in relation.sources],
    }


def _citation(citation: Citation) -> dict[str, str]:
    found = {"source": citation.source, "where": citation.where, "certainty": citation.certainty}
    return found | ({"note": citation.note} if citation.note else {})


def _sources(extract: Extract) -> list[dict[str, Any]]:
    return [
        {
            "id": source_iri(source.id),
            "label": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published,
            "licence": source.licence,
            "statements": count,
        }
        for source, count in extract.store.sources()
    ]
