"""Where the nodes of big networks stand, and which of them belong together; the same for the same input.

Connected parts are laid out by themselves and set side by side. In a part, communities start on spots of their own,
forces find the places, and discs that overlap are moved apart. A unit is a pixel of a picture ``WIDTH`` pixels wide,
with discs of ``radii``; what needs more room is wider, and then drawn smaller.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import igraph
import numpy as np

from explorer.layout import _shelves
from explorer.network_forces import part, relax
from graph.catalogue import Catalogue, Filter, kept
from graph.catalogue.links import Network

Array = np.ndarray[Any, Any]

LEAST, MOST = 3.0, 16.0  # radii of discs in pixels
WIDTH, HEIGHT = 1000.0, 700.0
GAP = 1.5  # pixels between two discs
FILLED = 0.40  # how much of a part's frame its discs fill before they are moved apart
PART_GAP = 10.0
_TURN = 2.399963  # the golden angle: points on a spiral with it lie evenly
_SEED = 1
_NEARER = 0.75  # the power of a distance from the middle: below 1 the margins come nearer and the middle gets room
_STRETCH = 1.6
_GRAVITY = 2.0  # small parts would else be drawn out along their few links between communities
_ACROSS = 0.4  # how much a link between communities pulls beside one within


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each node stands, in pixels around (0, 0) with y upwards, and the number of its community."""

    x: Array
    y: Array
    community: Array


def laid_out(links: Array, source: Array, target: Array) -> Layout:
    """The layout of a network; ``links`` of each node in the whole graph say how large its disc is."""
    community = communities(len(links), source, target)
    return Layout(*positions(links, source, target, community), community)


def prepare() -> None:
    """Compile what lays out networks, or read it from where it was kept, so that the first picture need not wait."""
    laid_out(np.ones(4), np.array([0, 1, 2]), np.array([1, 2, 3]))


KEPT = "layout"  # the name of the array that holds x, y and community of all things
FRESH = 5_000  # nodes of a network that is laid out when it is asked for


def kept_layout(catalogue: Catalogue, found: Network) -> Layout | None:
    """What a large network shows of the layout of the whole graph; None for a small one, and where there is none."""
    if len(found.node) <= FRESH or (whole := whole_layout(catalogue)) is None:
        return None
    x, y = whole[0][found.node], whole[1][found.node]
    known = ~np.isnan(x)
    if not known.all():
        return None
    return Layout(x.astype(np.float64), y.astype(np.float64), _by_size(whole[2][found.node].astype(np.int64)))


def whole_layout(catalogue: Catalogue) -> Array | None:
    """x, y and community of every thing, as it is kept beside a large store; not a number where it is in no picture."""
    if catalogue.columns is None:
        return None
    found = kept.read_more(catalogue.columns, KEPT)
    return found if found is not None and found.shape == (3, len(catalogue)) else None


def keep_whole(catalogue: Catalogue) -> bool:
    """Lay out all actors of a large store and keep that beside it, so that large networks open at once."""
    if catalogue.columns is None or whole_layout(catalogue) is not None:
        return False
    network = catalogue.network(Filter(), context=False, limit=len(catalogue))
    layout = laid_out(catalogue.parts["links"][network.node], network.source, network.target)
    whole = np.full((3, len(catalogue)), np.nan, np.float32)
    whole[:, network.node] = layout.x, layout.y, layout.community
    return kept.write_more(catalogue.columns, KEPT, whole)


def radii(links: Array) -> Array:
    """The radius of the disc of each node: ``LEAST`` and more by the square root of its links, up to ``MOST``.

    In large networks the largest are smaller, down to twice the least, so that all find room in the window.
    """
    if not len(links):
        return np.zeros(0)
    by_links = np.sqrt(links / max(float(links.max()), 1.0))
    least, room = LEAST + GAP, FILLED * WIDTH * HEIGHT / np.pi
    # of sum((least + more * by_links) ** 2) = room the root that is positive
    once, square = float(by_links.sum()), max(float((by_links**2).sum()), 1e-9)
    left = (least * once) ** 2 - square * (len(links) * least**2 - room)
    more = (max(left, 0.0) ** 0.5 - least * once) / square
    found: Array = LEAST + np.clip(more, LEAST, MOST - LEAST) * by_links
    return found


def communities(count: int, source: Array, target: Array) -> Array:
    """The number of each node's community, the largest first (Leiden, Traag, Waltman and van Eck 2019)."""
    if not count:
        return np.zeros(0, np.int32)
    graph = _graph(count, source, target)
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - the same each time
    found = graph.community_leiden(objective_function="modularity", n_iterations=3, weights="weight")
    return _by_size(np.array(found.membership))


def positions(links: Array, source: Array, target: Array, community: Array) -> tuple[Array, Array]:
    """x and y of each node, in pixels around (0, 0); y goes up."""
    count = len(links)
    if not count:
        return np.zeros(0), np.zeros(0)
    graph = _graph(count, source, target)
    radius = radii(links)
    x, y = np.zeros(count), np.zeros(count)
    membership = np.array(graph.connected_components().membership)
    order = np.argsort(membership, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(membership[order])) + 1)
    parts.sort(key=lambda nodes: (-len(nodes), nodes[0]))
    source, target, weight = _edges(graph)
    by_part = _edges_by_part(membership, source, target, weight)
    frames: list[tuple[float, float]] = []
    for nodes in parts:
        x[nodes], y[nodes] = _laid_out(nodes, radius[nodes], by_part.get(int(membership[nodes[0]])), community[nodes])
        frames.append(_to_corner(x, y, radius, nodes))
    for nodes, (left, top) in zip(parts, _shelves(frames), strict=True):
        x[nodes] += left
        y[nodes] += top
    return x - (x.min() + x.max()) / 2, (y.min() + y.max()) / 2 - y


def _graph(count: int, source: Array, target: Array) -> igraph.Graph:
    """Each pair of linked nodes once; its weight falls with the links of its ends, since hubs join everything."""
    one, other = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
    pairs = np.unique((one * count + other)[one != other])
    first, second = pairs // count, pairs % count
    degree = np.bincount(np.concatenate([first, second]), minlength=count)
    often = np.maximum(degree[first], degree[second])
    graph = igraph.Graph(n=count, edges=np.column_stack([first, second]))
    graph.es["weight"] = np.minimum(1.0, np.sqrt(_usual(count) / np.maximum(often, 1)))
    return graph


def _usual(count: int) -> float:
    """The links of a node that pulls with its whole weight; larger networks have larger hubs."""
    return float(max(8.0, count**0.5 / 4))


def _edges(graph: igraph.Graph) -> tuple[Array, Array, Array]:
    pairs = np.array(graph.get_edgelist(), np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1], np.array(graph.es["weight"], np.float64)


def _edges_by_part(membership: Array, source: Array, target: Array, weight: Array) -> dict[int, tuple[Array, ...]]:
    if not len(source):
        return {}
    of = membership[source]
    order = np.argsort(of, kind="stable")
    bounds = np.flatnonzero(np.diff(of[order])) + 1
    return {
        int(of[some[0]]): (source[some], target[some], weight[some]) for some in np.split(order, bounds) if len(some)
    }


def _by_size(membership: Array) -> Array:
    """Communities numbered by size, of equals by their first node."""
    _, first, numbers, counts = np.unique(membership, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -counts))
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    found: Array = rank[numbers.reshape(-1)]
    return found


# ---------------------------------------------------------------------- one connected part


def _laid_out(nodes: Array, radius: Array, edges: tuple[Array, ...] | None, community: Array) -> tuple[Array, Array]:
    count = len(nodes)
    if edges is None or count < 3:
        x = np.cumsum(2 * radius + 4 * GAP) - radius
        return x - x.mean(), np.zeros(count)
    place = {int(node): at for at, node in enumerate(nodes)} if count < 50 else None
    if place is not None:
        source, target = (np.array([place[int(one)] for one in ends]) for ends in edges[:2])
    else:
        source, target = np.searchsorted(nodes, edges[0]), np.searchsorted(nodes, edges[1])
    pull = np.where(community[source] == community[target], 1.0, _ACROSS) * edges[2]
    row, column, weight = _neighbours(count, source, target, pull)
    mass = 1.0 + np.bincount(row_of(row), weights=weight, minlength=count)
    x, y = _started(source, target, community)
    relax(x, y, mass, row, column, weight, _rounds(count), _GRAVITY + 0.03 * count**0.5)
    x, y = _drawn_in(*_across(x, y), mass)
    return _spread(x, y, radius)


def row_of(row: Array) -> Array:
    """The row of each entry of a table whose rows begin at the places given."""
    found: Array = np.repeat(np.arange(len(row) - 1), np.diff(row))
    return found


def _rounds(count: int) -> int:
    """Small networks may take longer to settle: 500 nodes are wanted in 0.2 s, 50,000 in a minute."""
    return int(np.clip(120_000 / count, 180, 500))


def _neighbours(count: int, source: Array, target: Array, weight: Array) -> tuple[Array, Array, Array]:
    ends, others = np.concatenate([source, target]), np.concatenate([target, source])
    order = np.lexsort((others, ends))
    row = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=count), out=row[1:])
    return row, others[order].astype(np.int32), np.concatenate([weight, weight])[order]


def _started(source: Array, target: Array, community: Array) -> tuple[Array, Array]:
    """Communities on spots that forces among them found, their nodes around these."""
    numbers, inside = np.unique(community, return_inverse=True)
    inside, size = inside.reshape(-1), np.bincount(inside.reshape(-1))
    at = np.arange(len(numbers))
    far = np.sqrt(np.cumsum(size)) * 12
    spot_x, spot_y = far * np.cos(at * _TURN), far * np.sin(at * _TURN)
    between = inside[source] != inside[target]
    if len(numbers) > 2 and between.any():
        pairs, many = np.unique(inside[source[between]] * len(numbers) + inside[target[between]], return_counts=True)
        row, column, weight = _neighbours(len(numbers), pairs // len(numbers), pairs % len(numbers), many.astype(float))
        relax(spot_x, spot_y, size.astype(np.float64), row, column, weight / weight.mean(), 200, 1.0)
        spread = np.hypot(spot_x - spot_x.mean(), spot_y - spot_y.mean()).mean() + 1e-9
        scale = 12 * len(community) ** 0.5 / spread
        spot_x, spot_y = spot_x * scale, spot_y * scale
    order = np.argsort(inside, kind="stable")
    within = np.arange(len(order)) - np.repeat(np.cumsum(size) - size, size)
    x, y = np.empty(len(community)), np.empty(len(community))
    x[order] = spot_x[inside[order]] + 5 * np.sqrt(within + 0.5) * np.cos(within * _TURN)
    y[order] = spot_y[inside[order]] + 5 * np.sqrt(within + 0.5) * np.sin(within * _TURN)
    return x, y


def _across(x: Array, y: Array) -> tuple[Array, Array]:
    """Turned so that the long side lies across; the sign is fixed by the first node."""
    centred = np.column_stack([x - x.mean(), y - y.mean()])
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]
    turned *= np.where(turned[0] > 1e-9, -1.0, 1.0)
    return turned[:, 0].copy(), turned[:, 1].copy()


def _drawn_in(x: Array, y: Array, mass: Array) -> tuple[Array, Array]:
    """What is far out nearer, at the same angle, and the whole as wide as a window is to its height."""
    x, y = x - np.average(x, weights=mass), y - np.average(y, weights=mass)
    far = np.hypot(x, y)
    nearer = np.maximum(far, 1e-9) ** (_NEARER - 1)
    x, y = x * nearer, y * nearer
    wide, high = (float(np.ptp(np.quantile(one, [0.02, 0.98]))) + 1e-9 for one in (x, y))
    stretch = np.clip((wide / high) / (WIDTH / HEIGHT), 1 / _STRETCH, _STRETCH) ** 0.5
    return x / stretch, y * stretch


def _spread(x: Array, y: Array, radius: Array) -> tuple[Array, Array]:
    """Scaled to the room that the discs need, dense places widened, and discs moved apart."""
    need = float((np.pi * (radius + GAP) ** 2).sum()) / FILLED
    for step in range(6):
        wide, high = (max(float(np.ptp(np.quantile(one, [0.01, 0.99]))), 1e-6) for one in (x, y))
        scale = (need / (wide * high)) ** 0.5 if step == 0 else min((need / (wide * high)) ** 0.5, 1.0)
        x *= scale
        y *= scale
        if part(x, y, radius, GAP, 60) == 0:
            break
    part(x, y, radius, GAP, 120)
    return x, y


def _to_corner(x: Array, y: Array, radius: Array, nodes: Array) -> tuple[float, float]:
    """Move a part so that its upper left corner is at (0, 0); its width and height with the gap to others."""
    x[nodes] -= (x[nodes] - radius[nodes]).min()
    y[nodes] -= (y[nodes] - radius[nodes]).min()
    wide, high = (float((one[nodes] + radius[nodes]).max()) for one in (x, y))
    return wide + PART_GAP, high + PART_GAP
