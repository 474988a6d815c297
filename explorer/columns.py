"""What is known of a thing as one row: its facts under fixed column names, several values joined."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

from explorer.extract import JOIN, Extract
from explorer.language import say
from graph.store import GraphStore
from graph.vocabulary import DCTERMS, GEO, RDF, SCHEMA, SKOS, VB, Term

# The names under which the YAML form has the same facts.
FACTS = {
    "region": VB.region,
    "theme": VB.theme,
    "target_group": VB.targetGroup,
    "programme": VB.programme,
    "funded_by": VB.fundedBy,
    "partner": VB.partner,
    "kind": VB.kind,
    "status": VB.status,
    "start": SCHEMA.startDate,
    "end": SCHEMA.endDate,
    "url": SCHEMA.url,
    "description": DCTERMS.description,
    "alt": SKOS.altLabel,
}
COLUMNS = ("type", "class", "iri", *FACTS, "sources", "latitude", "longitude")


class Point(NamedTuple):
    """A place in degrees."""

    latitude: float
    longitude: float


def values(extract: Extract, thing: str, relation: str) -> list[Term]:
    """What a thing has for a relation: texts in the extract's language where there are any, else all."""
    said = extract.store.quads(subject=thing, predicate=relation)
    terms: set[Term] = {quad.object for quad in said if not isinstance(quad.object, ox.Triple)}
    spoken: set[Term] = {term for term in terms if getattr(term, "language", None) == extract.language}
    return sorted(terms if relation == SKOS.altLabel else spoken or terms, key=str)


def text(extract: Extract, term: Term) -> str:
    """A value for people: the name of a thing, or the text itself."""
    return extract.label(term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term))


def row(extract: Extract, thing: str) -> dict[str, str | float]:
    """What is known of a thing, by the names of ``COLUMNS``; a column without a value is left out."""
    found: dict[str, str | float] = {
        "type": type_word(extract, thing),
        "class": extract.type(thing),
        "iri": thing,
        "sources": extract.labels(sources(extract.store, thing)),
    }
    for name, relation in FACTS.items():
        found[name] = JOIN.join(dict.fromkeys(text(extract, term) for term in values(extract, thing, relation)))
    if point := point_of(extract, thing):
        found["latitude"], found["longitude"] = point
    return {name: found[name] for name in COLUMNS if found.get(name, "") != ""}


def type_word(extract: Extract, thing: str) -> str:
    """The kind of a thing in words: "Projekt"."""
    type_ = extract.type(thing)
    return say(type_, extract.language) if type_ else ""


def sources(store: GraphStore, thing: str) -> list[str]:
    """The IRIs of the sources that name a thing or say what it is, sorted."""
    graphs = (quad.graph_name for quad in store.quads(subject=thing, predicate=RDF.type))
    return sorted({graph.value for graph in graphs if isinstance(graph, ox.NamedNode)})


def point_of(extract: Extract, thing: str) -> Point | None:
    """Where a thing is: its own point, else that of the one region it lies in."""
    own = _point(extract.store, thing)
    regions = values(extract, thing, VB.region)
    if own or len(regions) != 1 or not isinstance(regions[0], ox.NamedNode):
        return own
    return _point(extract.store, regions[0].value)


def _point(store: GraphStore, iri: str) -> Point | None:
    degrees = []
    for relation in (GEO.lat, GEO.long):
        quad = next(store.quads(subject=iri, predicate=relation), None)
        if quad is None or not isinstance(quad.object, ox.Literal):
            return None
        degrees.append(float(quad.object.value))
    return Point(*degrees)
