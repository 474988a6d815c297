"""Invented networks of any size, placed beforehand: the same for every page that is to draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

LINKS_PER_NODE = 4
TYPES = ("Project", "Organisation", "Programme", "Initiative", "Event")
SHARES = (0.55, 0.38, 0.03, 0.02, 0.02)
RELATIONS = ("partner", "coordinator", "fundedBy", "programme", "member")
_GOLDEN_ANGLE = 2.399963229728653


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by number with their places (no two discs of radius 0.5 overlap), and edges as pairs of numbers."""

    x: np.ndarray[Any, np.dtype[np.float64]]
    y: np.ndarray[Any, np.dtype[np.float64]]
    community: np.ndarray[Any, np.dtype[np.int64]]
    type: np.ndarray[Any, np.dtype[np.int64]]
    source: np.ndarray[Any, np.dtype[np.int64]]
    target: np.ndarray[Any, np.dtype[np.int64]]
    relation: np.ndarray[Any, np.dtype[np.int64]]
    links: np.ndarray[Any, np.dtype[np.int64]]

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.x)


def generated(nodes: int, seed: int = 1) -> Graph:
    """A network of communities with ``LINKS_PER_NODE`` edges a node, four in five of them within a community."""
    random = np.random.default_rng(seed)
    communities = max(4, round(nodes**0.5 / 3))
    weight = 1 / np.arange(1, communities + 1) ** 0.7
    community = np.sort(random.choice(communities, nodes, p=weight / weight.sum()))
    x, y = _places(community)
    edges = nodes * LINKS_PER_NODE
    source = random.integers(nodes, size=edges)
    first = np.searchsorted(community, np.arange(communities))
    size = np.bincount(community, minlength=communities)
    # Squares of evenly spread numbers: the first of a community have the most links.
    own = first[community[source]] + (random.random(edges) ** 2 * size[community[source]]).astype(np.int64)
    target = np.where(random.random(edges) < 0.8, own, random.integers(nodes, size=edges))
    target = np.where(target == source, (target + 1) % nodes, target)
    links = np.bincount(source, minlength=nodes) + np.bincount(target, minlength=nodes)
    return Graph(
        x, y, community, random.choice(len(TYPES), nodes, p=SHARES), source, target,
        random.integers(len(RELATIONS), size=edges), links,
    )  # fmt: skip


def _places(community: np.ndarray[Any, np.dtype[np.int64]]) -> tuple[Any, Any]:
    """Each community a sunflower, the sunflowers packed in a spiral."""
    sizes = np.bincount(community)
    radii = np.sqrt(sizes) * 0.62 + 1
    centres = np.zeros((len(sizes), 2))
    for number in range(1, len(sizes)):
        angle, way = number * _GOLDEN_ANGLE, 0.0
        while True:
            centres[number] = way * np.cos(angle), way * np.sin(angle)
            apart = np.hypot(*(centres[:number] - centres[number]).T)
            if (apart >= radii[:number] + radii[number]).all():
                break
            way += 0.5
    rank = np.arange(len(community)) - np.searchsorted(community, np.arange(len(sizes)))[community]
    distance, angle = 0.6 * np.sqrt(rank), rank * _GOLDEN_ANGLE
    return centres[community, 0] + distance * np.cos(angle), centres[community, 1] + distance * np.sin(angle)


def name(number: int) -> str:
    """The invented name of a node."""
    return f"Netzwerk Musterstadt {number}"


def answer(graph: Graph) -> dict[str, Any]:
    """The network as the page is given it (``Network`` of explorer/web/src/data/types.ts)."""
    count = graph.nodes
    return {
        "found": count,
        "shown": count,
        "nodes": {
            "id": [f"https://w3id.org/verbund/id/project/{number}" for number in range(count)],
            "label": [name(number) for number in range(count)],
            "type": graph.type.tolist(),
            "x": graph.x.round(3).tolist(),
            "y": graph.y.round(3).tolist(),
            "community": graph.community.tolist(),
            "links": graph.links.tolist(),
            "amount": [None if number % 3 else 1000 * (number % 977) for number in range(count)],
            "matched": [1] * count,
        },
        "edges": {
            "source": graph.source.tolist(),
            "target": graph.target.tolist(),
            "relation": graph.relation.tolist(),
        },
        "types": list(TYPES),
        "relations": [{"id": f"https://w3id.org/verbund/ns#{one}", "label": one} for one in RELATIONS],
        "communities": [f"Thema {number}" for number in range(int(graph.community.max()) + 1)],
        "currency": "EUR",
    }
