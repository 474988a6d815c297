"""The shortest connections between two things, each edge with its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from graph.errors import NotFoundError
from graph.evidence import Citation, Edge, cited
from graph.names import CONCEPTS, Names
from graph.network import Network
from graph.store import GraphStore

if TYPE_CHECKING:
    import networkx

LONGEST = 8  # steps; a longer chain of acquaintances tells nobody anything


@dataclass(slots=True)
class Step:
    """One edge of a path: the relation, and whether it is walked from its object to its subject."""

    edge: Edge
    backwards: bool
    sources: list[Citation]

    @property
    def start(self) -> str:
        """The thing that the step leaves."""
        return self.edge.value if self.backwards else self.edge.subject

    @property
    def end(self) -> str:
        """The thing that the step reaches."""
        return self.edge.subject if self.backwards else self.edge.value


@dataclass(slots=True)
class Paths:
    """The connections of two things, shortest first."""

    start: str
    end: str
    paths: list[list[Step]]


def path(store: GraphStore, a: str, b: str, *, limit: int = 3) -> Paths:
    """The ``limit`` shortest connections of two things; of equally short ones those through fewer places and themes.

    Raises NotFoundError when they are not connected within eight steps.
    """
    import networkx

    names, network = store.names, Network.read(store)
    start, end = names.find(a), names.find(b)
    if start == end:
        return Paths(start, end, [[]])
    steps: dict[tuple[str, str], Edge] = {}
    for edge in network.edges():
        steps.setdefault((edge.subject, edge.value), edge)
    graph = _walked_either_way(steps)
    try:
        found = list(islice(_sorted_paths(graph, names, start, end), limit))
    except (networkx.NetworkXNoPath, networkx.NodeNotFound):
        found = []
    found = [nodes for nodes in found if len(nodes) - 1 <= LONGEST]
    if not found:
        raise NotFoundError(
            f"“{names.label(start)}” and “{names.label(end)}” are not connected within {LONGEST} steps."
        )
    return Paths(start, end, [[_step(store, steps, *pair) for pair in pairwise(n)] for n in found])


def _walked_either_way(steps: Iterable[tuple[str, str]]) -> networkx.Graph[str]:
    """One edge a pair; in the order of things and of what they point to, which decides between equally long paths."""
    import networkx

    pointed_to: dict[str, list[str]] = {}
    for subject, value in steps:
        pointed_to.setdefault(subject, []).append(value)
        pointed_to.setdefault(value, [])
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(pointed_to)
    graph.add_edges_from((subject, value) for subject, values in pointed_to.items() for value in values)
    return graph


def _sorted_paths(graph: networkx.Graph[str], names: Names, start: str, end: str) -> list[list[str]]:
    """Simple paths by length; among equals those through fewer regions and themes, then by IRI.

    Looks at the 200 shortest: a common place or theme says less than a common programme or meeting.
    """
    import networkx

    several = islice(networkx.shortest_simple_paths(graph, start, end), 200)
    return sorted(several, key=lambda nodes: (len(nodes), sum(names.type(n) in CONCEPTS for n in nodes), nodes))


def _step(store: GraphStore, steps: dict[tuple[str, str], Edge], here: str, there: str) -> Step:
    edge = steps.get((here, there))
    if edge:
        return Step(edge, backwards=False, sources=cited(store, [edge]))
    edge = steps[(there, here)]
    return Step(edge, backwards=True, sources=cited(store, [edge]))
