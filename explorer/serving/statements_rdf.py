"""Statements as RDF: those on one thing, and those on the SPARQL endpoint itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from explorer.serving.negotiation import GRAPHS, Form, chosen, content_type, listed, named
from explorer.serving.replies import Reply
from explorer.serving.sparql_results import NotAcceptableError
from explorer.statements import nested
from graph.errors import NotFoundError
from graph.identity import ID, source_iri
from graph.store import GraphStore
from graph.vocabulary import PREFIXES, RDF, Namespace

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def described(store: GraphStore, iri: str, accept: str, format: str = "") -> Reply:
    """All statements on a thing and its grants, participations and figures.

    Raises NotFoundError with the nearest names, NotAcceptableError for a form that there is not.
    """
    shown = _shown(store, iri)
    if not shown:
        name = iri.rsplit("/", 1)[-1].replace("-", " ")
        raise NotFoundError(f"there is no {iri} in this store.", suggestions=_near(store, name))
    form = _form(accept, format)
    subjects = [shown, *nested(store, store.names, shown)]
    triples = dict.fromkeys(quad.triple for subject in subjects for quad in store.quads(subject=subject))
    reply = _written(triples, form)
    if shown != iri:
        reply.headers["content-location"] = f"/id/{shown.removeprefix(ID)}"
    return reply


def _shown(store: GraphStore, iri: str) -> str:
    try:
        shown = store.names.shown(iri)
        is_there = shown in store
    except ValueError:  # no IRI
        return ""
    return shown if is_there else ""


def _near(store: GraphStore, name: str) -> list[str]:
    try:
        return [store.names.find(name)]
    except NotFoundError as error:
        return error.suggestions
    except Exception as error:
        return list(getattr(error, "choices", []))


def service(store: GraphStore, url: str, accept: str) -> Reply:
    """The SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""
    return _written(_service(store, url), _form(accept, ""))


def _service(store: GraphStore, url: str) -> Iterator[ox.Triple]:
    this, dataset, default = ox.NamedNode(url), ox.BlankNode("dataset"), ox.BlankNode("default")
    is_a = ox.NamedNode(RDF.type)

    def say(subject: ox.NamedNode | ox.BlankNode, term: str, value: ox.NamedNode | ox.BlankNode) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(SD(term)), value)

    yield ox.Triple(this, is_a, ox.NamedNode(SD.Service))
    yield say(this, "endpoint", this)
    yield say(this, "supportedLanguage", ox.NamedNode(SD.SPARQL11Query))
    yield say(this, "feature", ox.NamedNode(SD.UnionDefaultGraph))
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"):
        yield say(this, "resultFormat", ox.NamedNode(_FORMATS + name))
    for name in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML"):
        yield say(this, "resultFormat", ox.NamedNode(_FORMATS + name))
    yield say(this, "defaultDataset", dataset)
    yield ox.Triple(dataset, is_a, ox.NamedNode(SD.Dataset))
    yield say(dataset, "defaultGraph", default)
    yield ox.Triple(default, is_a, ox.NamedNode(SD.Graph))
    for source, _ in store.sources():
        node = ox.BlankNode()
        yield say(dataset, "namedGraph", node)
        yield ox.Triple(node, is_a, ox.NamedNode(SD.NamedGraph))
        yield say(node, "name", ox.NamedNode(source_iri(source.id)))


def _form(accept: str, format: str) -> Form:
    found = named(format, GRAPHS) if format else chosen(accept, GRAPHS)
    if found is None:
        raise NotAcceptableError(f"statements come as one of: {listed(GRAPHS)}")
    return found


def _written(triples: Iterable[ox.Triple], form: Form) -> Reply:
    text = ox.serialize(triples, format=_RDF[form.name], prefixes={**PREFIXES, "sd": SD})
    return Reply(text or b"", content_type(form), headers={"vary": "accept"})
