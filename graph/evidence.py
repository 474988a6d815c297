"""Where a statement comes from: the sources that make it and the place in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol
from urllib.parse import unquote

import pyoxigraph as ox

from graph.identity import statement_iri
from graph.vocabulary import PROV, RDF, SKOS, VB, Term


class Edge(NamedTuple):
    """A statement between two things, by IRIs."""

    subject: str
    predicate: str
    value: str


class Citation(NamedTuple):
    """One source of a statement: ``where`` is a fragment such as ``char=10,20``, "" where only the source is known."""

    source: str
    where: str
    certainty: str = "explicit"
    note: str = ""


class Quads(Protocol):
    """What citations are read from."""

    def quads(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        value: Term | None = None,
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match."""


def citations(store: Quads, subject: str, predicate: str, value: Term) -> list[Citation]:
    """Every source that makes a statement, in the order of source and place."""
    found: list[Citation] = []
    for quad in store.quads(subject, predicate, value):
        graph = quad.graph_name
        if isinstance(graph, ox.NamedNode):
            found += _in_source(store, graph.value, subject, predicate, value)
    return sorted(set(found), key=_order)


def cited(store: Quads, edges: Iterable[Edge]) -> list[Citation]:
    """The sources of several statements between things, each place once."""
    found = {
        citation: None
        for edge in edges
        for citation in citations(store, edge.subject, edge.predicate, ox.NamedNode(edge.value))
    }
    return list(found)


def doubtful_edges(store: Quads) -> frozenset[Edge]:
    """The statements between things that some source doubts and none states or implies."""
    statements = store.quads(predicate=VB.certainty, value=ox.NamedNode(VB.doubtful))
    edges = {_edge(store, quad.subject.value) for quad in statements if isinstance(quad.subject, ox.NamedNode)}
    return frozenset(edge for edge in edges if edge and _is_doubted(store, edge))


def _is_doubted(store: Quads, edge: Edge) -> bool:
    cited = citations(store, edge.subject, edge.predicate, ox.NamedNode(edge.value))
    return all(citation.certainty == "doubtful" for citation in cited)


def _edge(store: Quads, statement: str) -> Edge | None:
    about = {quad.predicate.value: quad.object for quad in store.quads(subject=statement)}
    parts = [about.get(part) for part in (RDF.subject, RDF.predicate, RDF.object)]
    names = [part.value for part in parts if isinstance(part, ox.NamedNode)]
    return Edge(*names) if len(names) == 3 else None


def _in_source(store: Quads, graph: str, subject: str, predicate: str, value: Term) -> list[Citation]:
    statement = statement_iri(graph, subject, predicate, str(value))
    about: dict[str, list[str]] = {}
    for quad in store.quads(subject=statement, graph=graph):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            about.setdefault(quad.predicate.value, []).append(quad.object.value)
    certainty = about.get(VB.certainty, [VB.explicit])[0].removeprefix(VB)
    note = about.get(SKOS.note, [""])[0]
    places = about.get(VB.where) or _row_places(store, graph, subject, predicate, value) or [graph]
    return [Citation(place.partition("#")[0] or graph, fragment(place), certainty, note) for place in places]


# The records that qualify a relation, and what leads from each of them to its other end.
_QUALIFIED = {VB.partner: (VB.participation, VB.organisation), VB.fundedBy: (VB.grant, VB.funder)}


def _row_places(store: Quads, graph: str, subject: str, predicate: str, value: Term) -> list[str]:
    """Where a table states something: the row of the participation or grant that it is about, else of its subject."""
    own: list[str] = []
    if isinstance(value, ox.NamedNode):
        own += _record_places(store, graph, value.value) if predicate in (VB.participation, VB.grant) else ()
        holds, leads = _QUALIFIED.get(predicate, ("", ""))
        for quad in store.quads(subject, holds, graph=graph) if holds else ():
            if isinstance(quad.object, ox.NamedNode) and any(store.quads(quad.object.value, leads, value, graph)):
                own += _record_places(store, graph, quad.object.value)
    return own or list(_record_places(store, graph, subject))


def _record_places(store: Quads, graph: str, subject: str) -> Iterator[str]:
    for quad in store.quads(subject, PROV.wasDerivedFrom, graph=graph):
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object.value


def fragment(place: str) -> str:
    """The part of a place's IRI that says where in the source it is."""
    return place.partition("#")[2]


_KINDS = {
    "char": {"de": "Zeichen", "en": "characters"},
    "line": {"de": "Zeile", "en": "line"},
    "row": {"de": "Zeile", "en": "row"},
    "file": {"de": "Datei", "en": "file"},
    "sheet": {"de": "Blatt", "en": "sheet"},
}


def in_words(places: Iterable[str], language: str) -> str:
    """Places in a source for people: "Zeichen 10–20, 35–40", "line 7", "sheet Partners, row 5"; "" for none."""
    found: dict[str, list[str]] = {}
    for where in dict.fromkeys(places):
        *inside, last = where.split("&")
        kind, _, position = last.partition("=")
        start, _, end = position.partition(",")
        text = f"{start}–{end}" if kind == "char" else end or start
        before = "".join(f"{_part(part, language)}, " for part in inside)
        word = f"{before}{_KINDS[kind][language]}" if kind in _KINDS else ""
        found.setdefault(word, []).append(text if word else where)
    return "; ".join(f"{word} {', '.join(texts)}".strip() for word, texts in found.items() if any(texts))


def _part(part: str, language: str) -> str:
    kind, _, name = part.partition("=")
    return f"{_KINDS.get(kind, {}).get(language, kind)} {unquote(name)}"


def _order(citation: Citation) -> tuple[str, str, int, str]:
    inside, _, last = citation.where.rpartition("&")
    digits = last.partition("=")[2].partition(",")[0]
    return citation.source, inside, int(digits) if digits.isdecimal() else 0, citation.where
