"""What the graph says of a thing, statement by statement, each with the sources that make it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from graph.evidence import Citation, citations
from graph.facts import BOOKKEEPING
from graph.names import Names
from graph.store import GraphStore
from graph.vocabulary import VB, Term

# Records that only qualify the thing that holds them: what is said of them belongs to what is said of it.
NESTED = ("Grant", "Participation", "Figure")
_SHORT = tuple(VB(name) for name in ("measure", "role", "value", "amount", "unit", "currency"))
_STRENGTH = ("explicit", "implied", "doubtful")


class Statement(NamedTuple):
    """One statement and every source of it; at least one."""

    subject: str
    relation: str
    value: Term
    sources: list[Citation]

    def by_source(self) -> list[list[Citation]]:
        """The citations, one list for each source."""
        names = dict.fromkeys(citation.source for citation in self.sources)
        return [[citation for citation in self.sources if citation.source == name] for name in names]


def statements(store: GraphStore, subject: str) -> Iterator[Statement]:
    """What is said of a thing, without how the graph keeps its books, in a fixed order."""
    terms = {(quad.predicate.value, quad.object) for quad in store.quads(subject=subject)}
    for relation, value in sorted(terms, key=lambda term: (term[0], str(term[1]))):
        if relation not in BOOKKEEPING and not isinstance(value, ox.Triple):
            yield Statement(subject, relation, value, citations(store, subject, relation, value))


def nested(store: GraphStore, names: Names, thing: str) -> list[str]:
    """The IRIs of the grants, participations and figures that a thing holds, sorted."""
    held = {quad.object.value for quad in store.quads(subject=thing) if isinstance(quad.object, ox.NamedNode)}
    return sorted(iri for iri in held if names.type(iri) in NESTED)


def title(store: GraphStore, names: Names, iri: str, language: str) -> str:
    """What a thing is called; a record without a name is called by what it states: "participants 40"."""
    if names.has_label(iri) or names.type(iri) not in NESTED:
        return names.label(iri, language)
    values = (quad.object for relation in _SHORT for quad in store.quads(subject=iri, predicate=relation))
    return " ".join(value.value for value in values if isinstance(value, ox.Literal)) or names.label(iri, language)


def certainty(sources: list[Citation]) -> str:
    """How sure a statement is: as sure as its surest source makes it."""
    known = {citation.certainty for citation in sources}
    return next((level for level in _STRENGTH if level in known), "explicit")
