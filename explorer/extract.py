"""The part of a graph that is given away: its things and the relations between them, named and with their sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from explorer.statements import nested, title
from graph.endpoint import EndpointStore
from graph.evidence import Citation, Edge, citations, in_words
from graph.names import ACTORS, CONCEPTS, TYPES, Names
from graph.network import Network
from graph.store import GraphStore
from graph.vocabulary import PROV, term_label

JOIN = " | "  # between several values in one cell; names hold commas and semicolons
_RANKS = {name: rank for rank, name in enumerate(TYPES.values())}


@dataclass(slots=True)
class Relation:
    """A relation between two things of the extract, and the sources that state it."""

    edge: Edge
    sources: list[Citation]


@dataclass(slots=True)
class Extract:
    """Things by IRI, by type and then by name, and the relations between them."""

    store: GraphStore
    names: Names
    language: str
    things: list[str]
    relations: list[Relation]

    def label(self, iri: str) -> str:
        """What a thing is called in the extract's language."""
        return title(self.store, self.names, iri, self.language)

    def type(self, iri: str) -> str:
        """The class of a thing, such as "Project"; "" where it has none of ours."""
        return self.names.type(iri)

    def labels(self, iris: Iterable[str]) -> str:
        """Several names in one text, each once."""
        return JOIN.join(dict.fromkeys(self.label(iri) for iri in iris))

    def relation(self, iri: str) -> str:
        """What a relation is called."""
        return term_label(iri, self.language)

    def records(self) -> list[tuple[str, str]]:
        """The grants, participations and figures of the things: (thing, record)."""
        return [(thing, record) for thing in self.things for record in nested(self.store, self.names, thing)]

    def places(self, sources: Iterable[Citation]) -> str:
        """Where the sources say it: "6 Workshops … (Zeichen 10–20)"."""
        return JOIN.join(dict.fromkeys(self._place(citation) for citation in sources))

    def _place(self, citation: Citation) -> str:
        where = in_words([citation.where], self.language)
        return f"{self.label(citation.source)} ({where})" if where else self.label(citation.source)

    def loaded(self) -> str:
        """When the newest source was loaded, as ISO text; "" where none says it."""
        return max((when for _, when in self.store.pairs(PROV.generatedAtTime)), default="")


def extract(
    store: GraphStore,
    language: str = "de",
    *,
    thing: str | None = None,
    depth: int = 1,
    everything: bool = False,
    only: Collection[str] | None = None,
) -> Extract:
    """All actors and the concepts that they are linked with, what is around one thing, or ``only`` some things.

    ``thing`` is a name or IRI and ``depth`` how many steps from it count. ``everything`` adds the regions, themes
    and target groups that nothing is linked with. Raises NotFoundError and AmbiguousError.
    """
    local = at_hand(store)
    names, network = Names(local), Network.read(local)
    if only is None:
        inside = _inside(network, names, thing, depth, everything)
    else:
        inside = {iri for iri in only if names.type(iri)}
    edges = [edge for edge in network.edges() if edge.subject in inside and edge.value in inside]
    found = Extract(local, names, language, [], [])
    found.things = sorted(inside, key=lambda iri: (_rank(names, iri), names.label(iri, language).casefold(), iri))
    places = {iri: number for number, iri in enumerate(found.things)}
    edges.sort(key=lambda edge: (places[edge.subject], edge.predicate, places[edge.value]))
    found.relations = [
        Relation(edge, citations(local, edge.subject, edge.predicate, ox.NamedNode(edge.value))) for edge in edges
    ]
    return found


def at_hand(store: GraphStore) -> GraphStore:
    """The store, or a copy in memory of an endpoint: each fact's sources are looked up by themselves."""
    if not isinstance(store, EndpointStore):
        return store
    copy = GraphStore.open()
    copy.absorb(store)
    return copy


def _inside(network: Network, names: Names, thing: str | None, depth: int, everything: bool) -> set[str]:
    if thing is not None:
        return {iri for iri in network.around(names.find(thing), depth) if names.type(iri)}
    actors = set(names.things(*ACTORS))
    if everything:
        return actors | set(names.things(*(name for name in CONCEPTS if name != "Source")))
    ends = {end for edge in network.edges() if edge.subject in actors or edge.value in actors for end in edge}
    return actors | {iri for iri in ends if names.type(iri)}


def _rank(names: Names, iri: str) -> int:
    return _RANKS.get(names.type(iri), len(_RANKS))
