"""The SHACL engine (pySHACL) over the graph: what it is given, and what it finds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from graph.store import GraphStore
from graph.vocabulary import ONTOLOGY, SHAPES, XSD, Term

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

Subject = ox.NamedNode | ox.BlankNode


class Result(NamedTuple):
    """What the engine found: the shape, the thing, and the property and value where there are some."""

    shape: str
    thing: Subject
    property: str
    value: Term | None


def union(store: GraphStore) -> rdflib.Graph:
    """All statements and the ontology as one rdflib graph, in which each property in use is an rdf:Property."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    terms: dict[object, Node] = {}
    properties: set[Node] = set()
    with _quiet():
        for statement in (*store.quads(), *ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)):
            if isinstance(statement.subject, ox.Triple) or isinstance(statement.object, ox.Triple):
                continue  # RDF 1.2: SHACL says nothing about statements that are parts of statements
            for term in (statement.subject, statement.predicate, statement.object):
                if term not in terms:
                    terms[term] = _rdflib(term)
            graph.add((terms[statement.subject], terms[statement.predicate], terms[statement.object]))
            properties.add(terms[statement.predicate])
    for used in properties:
        graph.add((used, rdflib.RDF.type, rdflib.RDF.Property))
    return graph


def validate(data: rdflib.Graph) -> Iterator[Result]:
    """Everything in the graph that breaks a shape; a value is given where the shape speaks of one.

    The graph may be changed on the way.
    """
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(SHAPES)
    with _quiet():
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inplace=True)
    assert isinstance(report, rdflib.Graph)  # noqa: S101 - an error of the engine would be an exception
    for result in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult):
        path, value = report.value(result, rdflib.SH.resultPath), report.value(result, rdflib.SH.value)
        thing = _oxigraph(report.value(result, rdflib.SH.focusNode))
        if isinstance(thing, ox.NamedNode | ox.BlankNode):
            shape = str(report.value(result, rdflib.SH.sourceShape))
            yield Result(shape, thing, str(path) if isinstance(path, rdflib.URIRef) else "", _oxigraph(value))


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs each date that does not exist; the findings name them."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _rdflib(term: Term) -> Node:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language or term.datatype.value == XSD.string:  # rdflib tells "x" from "x"^^xsd:string; RDF 1.1 does not
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _oxigraph(node: Node | None) -> Term | None:
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, rdflib.Literal):
        return None
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype and not node.language else None
    return ox.Literal(str(node), language=node.language, datatype=datatype)
