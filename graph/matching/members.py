"""What a merged thing was made from: the IRIs of its sources, with the names and identifiers that they give it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.identity import IDENTITY
from graph.store import GraphStore
from graph.vocabulary import DCTERMS, NAMES, OWL, PROV

_NAMES = [predicate for predicate, _ in NAMES]


@dataclass(slots=True)
class Member:
    """What sources call by one IRI; ``names`` in the order of label, alternative names and acronym, then of text."""

    id: str
    names: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)


def members(store: GraphStore, iri: str) -> list[Member]:
    """What a thing was made from, the canonical IRI first; nothing for what is as one source IRI has it."""
    others = [quad.object.value for quad in store.quads(iri, OWL.sameAs, graph=IDENTITY) if _is_node(quad.object)]  # type: ignore[union-attr]
    found = [_member(store, own) for own in (iri, *sorted(others))]
    is_split = any(store.quads(iri, PROV.specializationOf, graph=IDENTITY))
    return found if others or is_split else []


def _member(store: GraphStore, own: str) -> Member:
    """What the sources state of an IRI; of a split, what its source states of the IRI that it uses."""
    told = _one(store, own, PROV.specializationOf) or own
    source = _one(store, own, PROV.hadPrimarySource) or None
    elsewhere = _split_off(store, own) if told == own else set()
    about = [q for q in store.unmerged.quads(told, graph=source) if _graph(q) not in elsewhere]
    names = sorted(
        {(_NAMES.index(q.predicate.value), q.object.value) for q in about if q.predicate.value in _NAMES}  # type: ignore[union-attr]
    )
    return Member(
        own,
        list(dict.fromkeys(text for _, text in names)),
        sorted({_graph(quad) for quad in about}),
        sorted({quad.object.value for quad in about if quad.predicate.value == DCTERMS.identifier}),  # type: ignore[union-attr]
    )


def _split_off(store: GraphStore, iri: str) -> set[str]:
    """The sources that call something else by an IRI."""
    splits = store.quads(None, PROV.specializationOf, ox.NamedNode(iri), IDENTITY)
    return {_one(store, quad.subject.value, PROV.hadPrimarySource) for quad in splits if _is_node(quad.subject)}  # type: ignore[union-attr]


def _one(store: GraphStore, iri: str, predicate: str) -> str:
    found = (quad.object for quad in store.quads(iri, predicate, graph=IDENTITY))
    return next((value.value for value in found if isinstance(value, ox.NamedNode)), "")


def _is_node(term: object) -> bool:
    return isinstance(term, ox.NamedNode)


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
