"""All that is known of a thing, each fact with its sources: what it says, and what others say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.evidence import Citation, citations
from graph.identity import IDENTITY
from graph.matching.members import Member, members
from graph.names import Names
from graph.store import GraphStore
from graph.vocabulary import DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS, VB, Term

# How the graph keeps its books; the answers show what these say, not the entries themselves.
BOOKKEEPING = {RDF.type, PROV.wasDerivedFrom, VB.where, VB.certainty, SKOS.prefLabel, SKOS.narrower}
# Records that only qualify the thing that holds them: they are told together with it.
NESTED = {VB.participation, VB.grant, VB.figure, VB.seeks}
# What people read first.
FIRST = (
    RDFS.label, SKOS.altLabel, VB.acronym, VB.kind, SCHEMA.startDate, SCHEMA.endDate, DCTERMS.description,
    VB.measure, VB.approximate, VB.value, VB.unit, VB.funder, VB.organisation, VB.role, VB.amount, VB.currency,
)  # fmt: skip
_IDENTITY = ox.NamedNode(IDENTITY)
_STATEMENTS = {RDF.subject, RDF.object, RDF.predicate, VB.where}


@dataclass(slots=True)
class Fact:
    """One statement about a thing.

    ``value`` is the other thing's IRI or the text; ``of`` is "out" where the thing is the subject and "into"
    where it is the object. ``parts`` are the facts of a nested record such as a grant.
    """

    predicate: str
    value: str
    is_thing: bool
    language: str
    datatype: str
    of: str
    sources: list[Citation]
    parts: list[Fact]


@dataclass(slots=True)
class Description:
    """A thing and its facts, grouped by direction and predicate, and what it was made from if it was merged."""

    id: str
    type: str
    facts: list[Fact]
    made_from: list[Member] = field(default_factory=list)


def show(store: GraphStore, thing: str) -> Description:
    """All facts about the thing that a name or IRI stands for. Raises NotFoundError and AmbiguousError."""
    names = store.names
    found = names.find(thing)
    facts = [*_outgoing(store, found, {found}), *_incoming(store, found)]
    facts.sort(key=lambda fact: (fact.of != "out", _place(fact.predicate), _text(fact, names), fact.language))
    return Description(found, names.type(found), facts, members(store, found))


def _place(predicate: str) -> tuple[int, str]:
    """Names and descriptions first, then measure before value before unit, the rest by IRI."""
    return (FIRST.index(predicate) if predicate in FIRST else len(FIRST)), predicate


def _text(fact: Fact, names: Names) -> str:
    return names.label(fact.value) if fact.is_thing else fact.value


def _outgoing(store: GraphStore, thing: str, told: set[str]) -> list[Fact]:
    found: dict[tuple[str, Term], Fact] = {}
    for quad in store.quads(subject=thing):
        predicate, value = quad.predicate.value, quad.object
        if predicate in BOOKKEEPING or isinstance(value, ox.Triple) or (predicate, value) in found:
            continue
        if quad.graph_name == _IDENTITY:  # told by what the thing was made from
            continue
        parts = []
        if predicate in NESTED and isinstance(value, ox.NamedNode) and value.value not in told:
            parts = _parts(store, value.value, {*told, value.value})
        found[predicate, value] = Fact(
            predicate,
            value.value,
            isinstance(value, ox.NamedNode),
            (value.language or "") if isinstance(value, ox.Literal) else "",
            value.datatype.value if isinstance(value, ox.Literal) else "",
            "out",
            citations(store, thing, predicate, value),
            parts,
        )
    return list(found.values())


def _parts(store: GraphStore, nested: str, told: set[str]) -> list[Fact]:
    return sorted(_outgoing(store, nested, told), key=lambda fact: (_place(fact.predicate), fact.value, fact.language))


def _incoming(store: GraphStore, thing: str) -> list[Fact]:
    found: dict[tuple[str, str], Fact] = {}
    here = ox.NamedNode(thing)
    for quad in store.quads(value=here):
        predicate, subject = quad.predicate.value, quad.subject
        if predicate in _STATEMENTS | BOOKKEEPING or not isinstance(subject, ox.NamedNode):
            continue
        if quad.graph_name == _IDENTITY:
            continue
        key = (predicate, subject.value)
        if key not in found:
            sources = citations(store, subject.value, predicate, here)
            found[key] = Fact(predicate, subject.value, True, "", "", "into", sources, [])
    return list(found.values())
