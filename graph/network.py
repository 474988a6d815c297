"""The graph as a network of things: who is linked to whom, by which relation, in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from graph.evidence import Edge
from graph.names import Names
from graph.vocabulary import SKOS, VB

if TYPE_CHECKING:
    import networkx

# The relations that people follow from thing to thing.
RELATIONS = tuple(
    VB(name)
    for name in (
        "programme", "fundedBy", "partner", "member", "theme", "targetGroup", "region", "seeks", "attendedBy",
        "partOf", "operator", "host", "venue", "output", "transferTo", "follows",
    )
)  # fmt: skip
HIERARCHY = (SKOS.broader, VB.sameArea)


class Links(Protocol):
    """What a network is read from: a store."""

    @property
    def names(self) -> Names:
        """The names and classes of all things."""

    def links(self, predicate: str) -> Iterable[tuple[str, str]]:
        """Subject and object of each statement with the predicate between two things."""


class Network:
    """All relations between things, as adjacency lists in both directions."""

    def __init__(self, edges: Iterable[Edge], names: Names) -> None:
        self.names = names
        self._rises: dict[tuple[str, str], tuple[Edge, ...]] = {}
        self._out: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._into: dict[str, dict[str, list[str]]] = {}
        by_predicate: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for subject, predicate, value in edges:
            by_predicate[predicate][subject, value] = None
        for predicate, pairs in by_predicate.items():
            self._take_in(predicate, pairs)

    @classmethod
    def read(cls, store: Links, relations: Iterable[str] = (*RELATIONS, *HIERARCHY)) -> Network:
        """The network of a store; each statement counts once, however many sources make it."""
        network = cls((), store.names)
        for predicate in relations:
            network._take_in(predicate, dict.fromkeys(store.links(predicate)))
        return network

    def _take_in(self, predicate: str, pairs: Iterable[tuple[str, str]]) -> None:
        out = self._out[predicate]
        for subject, value in pairs:
            if subject in out:
                out[subject].append(value)
            else:
                out[subject] = [value]

    def out(self, thing: str, relation: str) -> list[str]:
        """What the thing points to by a relation, e.g. its themes."""
        return self._out[relation].get(thing, [])

    def into(self, thing: str, relation: str) -> list[str]:
        """What points to the thing by a relation, e.g. the initiatives that it is a member of."""
        return self._turned(relation).get(thing, [])

    def _turned(self, relation: str) -> dict[str, list[str]]:
        """What points to each thing by a relation; most relations are only followed forwards."""
        if relation not in self._into:
            into: defaultdict[str, list[str]] = defaultdict(list)
            for subject, values in self._out.get(relation, {}).items():
                for value in values:
                    into[value].append(subject)
            self._into[relation] = dict(into)
        return self._into[relation]

    def edges_of(self, thing: str) -> Iterator[Edge]:
        """Every edge at a thing, in either direction, in a fixed order."""
        for relation in sorted(self._out):
            for value in sorted(self._out[relation].get(thing, [])):
                yield Edge(thing, relation, value)
            for subject in sorted(self.into(thing, relation)):
                yield Edge(subject, relation, thing)

    def edges(self) -> Iterator[Edge]:
        """Every edge once, in a fixed order."""
        for relation in sorted(self._out):
            for subject in sorted(self._out[relation]):
                for value in sorted(self._out[relation][subject]):
                    yield Edge(subject, relation, value)

    def around(self, thing: str, depth: int) -> set[str]:
        """All things at most ``depth`` steps away; concepts are reached but not passed through."""
        seen, rim = {thing}, {thing}
        for _ in range(depth):
            step = {end for node in rim for edge in self.edges_of(node) for end in (edge.subject, edge.value)}
            rim = {node for node in step - seen if self.names.type(node) not in {"Theme", "TargetGroup", "Region"}}
            seen |= step
        return seen

    def rise(self, low: str, high: str) -> tuple[Edge, ...]:
        """The shortest way up from a region or concept to a wider one, empty where there is none."""
        if (low, high) not in self._rises:
            self._rises[low, high] = self._rise(low, high)
        return self._rises[low, high]

    def _rise(self, low: str, high: str) -> tuple[Edge, ...]:
        ways: dict[str, tuple[Edge, ...]] = {low: ()}
        ahead = [low]
        while ahead and high not in ways:
            node = ahead.pop(0)
            for relation in HIERARCHY:
                for wider in sorted(self.out(node, relation)):
                    ahead += _go_on(ways, node, wider, Edge(node, relation, wider))
            for same in sorted(self.into(node, VB.sameArea)):
                ahead += _go_on(ways, node, same, Edge(same, VB.sameArea, node))
        return ways.get(high, ())

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The same network for networkx: node attribute ``type``, edge key the relation's IRI."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for edge in self.edges():
            graph.add_edge(edge.subject, edge.value, key=edge.predicate)
        for iri in graph.nodes:
            graph.nodes[iri]["type"] = self.names.type(iri)
        return graph


def _go_on(ways: dict[str, tuple[Edge, ...]], here: str, there: str, edge: Edge) -> list[str]:
    """Note the way by an edge, if it leads to a new place."""
    if there in ways:
        return []
    ways[there] = (*ways[here], edge)
    return [there]
