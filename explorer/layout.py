"""Where the nodes of a picture stand: worked out before the page opens, the same for the same input.

Every connected part is drawn by itself (stress of Kamada and Kawai, "An algorithm for drawing general
undirected graphs", 1989), turned so that its long side lies across, cleared of overlaps, and then the parts
are set side by side on shelves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import igraph
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Pairs = tuple[Numbers, Numbers]

GAP = 10.0  # free pixels between two boxes
PART_GAP = 44.0  # free pixels between two connected parts
ASPECT = 1.5  # width to height of the whole, near that of a window beside its panel
EDGE_LENGTH = 140.0  # of an edge before overlaps are cleared; shorter gives dense stars, longer empty pictures
REACH = 60.0  # pairs nearer than this are looked at in the next rounds of clearing
ROUNDS = 12  # of clearing between two looks at all pairs
STRETCH_AFTER = 25  # such looks; dense graphs of 500 nodes took up to 20
_WIDER = np.array([1.12, 0.9])


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers: a width around its centre, and how far it reaches above and below the centre."""

    width: float
    above: float
    below: float


def positions(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """The centre of every node in pixels; no two boxes overlap, and the whole is centred on (0, 0)."""
    if not boxes:
        return []
    graph = igraph.Graph(n=len(boxes), edges=[pair for pair in edges if pair[0] != pair[1]]).simplify()
    extent = np.array([(box.width, box.above, box.below) for box in boxes], dtype=float)
    points = np.zeros((len(boxes), 2))
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
    for part in parts:
        points[part] = _part(graph.induced_subgraph(part), extent[part])
    _pack(points, extent, parts)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def overlaps(boxes: Sequence[Box], points: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """The pairs of nodes whose boxes overlap."""
    extent = np.array([(box.width, box.above, box.below) for box in boxes], dtype=float).reshape(-1, 3)
    first, second = _close(np.array(points, dtype=float).reshape(-1, 2), extent, 0.0)
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _part(graph: igraph.Graph, extent: Points) -> Points:
    """One connected part around (0, 0)."""
    count = graph.vcount()
    if count == 1:
        return np.zeros((1, 2))
    # A start on the circle in input order, and no random step: Kamada-Kawai is then deterministic.
    circle = graph.layout_circle()
    rough = np.array(graph.layout_kamada_kawai(seed=circle, maxiter=20 * count).coords)
    return _clear(_across(rough) * EDGE_LENGTH * _WIDER, extent)


def _across(points: Points) -> Points:
    """The points turned so that their long side lies across; the sign is fixed by the first point."""
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned: Points = centred @ vectors[:, ::-1]
    signs = np.where(turned[0] > 1e-9, -1.0, 1.0)
    return turned * signs


def _clear(points: Points, extent: Points) -> Points:
    """The points moved apart until no boxes overlap, each pair along the axis where the way is shorter."""
    # Two nodes on one spot have no direction to part in: a tiny spiral gives them one.
    turn = np.arange(len(points))
    points = points + 0.01 * np.column_stack([np.cos(turn * 2.4), np.sin(turn * 2.4)]) * turn[:, None]
    looks = 0
    while True:
        near = _close(points, extent, GAP + REACH)
        if not _collisions(points, extent, near, GAP)[1].size:
            return points
        points = _part_pairs(points, extent, near)
        looks += 1
        if looks % STRETCH_AFTER == 0:  # no room at all: more of it always helps in the end
            points = points * 1.1


def _part_pairs(points: Points, extent: Points, near: Pairs) -> Points:
    for _ in range(ROUNDS):
        pairs, over = _collisions(points, extent, near, GAP)
        if over.size == 0:
            break
        points = points + _pushes(_centres(points, extent), pairs, over)
    return points


def _close(points: Points, extent: Points, gap: float) -> Pairs:
    """All pairs whose boxes are nearer than ``gap``, each once."""
    first, second = np.triu_indices(len(points), k=1)
    return _collisions(points, extent, (first, second), gap)[0]


def _collisions(points: Points, extent: Points, pairs: Pairs, gap: float) -> tuple[Pairs, Points]:
    """Those of the pairs whose boxes with ``gap`` between them overlap, and by how much across and down."""
    first, second = pairs
    centre = _centres(points, extent)
    half = np.column_stack([extent[:, 0], extent[:, 1] + extent[:, 2]]) / 2
    over = half[first] + half[second] + gap - np.abs(centre[first] - centre[second])
    # A hundredth of a pixel is left out of account, or rounding would keep the loop going.
    hit = np.flatnonzero((over > 0.01).all(axis=1))
    return (first[hit], second[hit]), over[hit]


def _pushes(centre: Points, pairs: Pairs, over: Points) -> Points:
    """How far every node moves so that its pairs part: each of a pair half the way."""
    first, second = pairs
    sideways = over[:, :1] < over[:, 1:] * 1.6  # lines of text are wide: moving sideways keeps rows readable
    way = np.where(centre[first] < centre[second], -0.5, 0.5)
    step = np.where(np.hstack([sideways, ~sideways]), over, 0.0) * way
    total = np.zeros_like(centre)
    np.add.at(total, first, step)
    np.add.at(total, second, -step)
    # A node pushed from many sides would jump: a shorter step for it comes to rest sooner.
    pushes = np.bincount(np.concatenate(pairs), minlength=len(centre))
    stretched: Points = total * (1.05 / np.maximum(pushes, 1) ** 0.5)[:, None]
    return stretched


def _centres(points: Points, extent: Points) -> Points:
    return points + np.column_stack([np.zeros(len(points)), (extent[:, 2] - extent[:, 1]) / 2])


def _pack(points: Points, extent: Points, parts: Sequence[Sequence[int]]) -> None:
    """Sets the parts on shelves, the largest first, small ones stacked beside it, and centres the whole."""
    frames = [_frame(points[part], extent[part]) for part in parts]
    sizes = [(float(width), float(height)) for width, height in (high - low + PART_GAP for low, high in frames)]
    for part, (low, _), corner in zip(parts, frames, _shelves(sizes), strict=True):
        points[part] += np.array(corner) - low
    low, high = _frame(points, extent)
    points -= (low + high) / 2


def _shelves(sizes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The upper left corner of each rectangle: shelves of columns, a column as high as its shelf's first."""
    area = sum(width * height for width, height in sizes)
    limit = max(*(width for width, _ in sizes), (area * ASPECT) ** 0.5) + max(width for width, _ in sizes[-1:])
    corners: list[tuple[float, float]] = []
    shelf_top = shelf_height = left = column_width = filled = 0.0
    for width, height in sizes:
        if filled + height > shelf_height and filled > 0:  # the column is full
            left, column_width, filled = left + column_width, 0.0, 0.0
            if left + width > limit:
                shelf_top, shelf_height, left = shelf_top + shelf_height, 0.0, 0.0
        corners.append((left, shelf_top + filled))
        filled, column_width = filled + height, max(column_width, width)
        shelf_height = max(shelf_height, filled)
    return corners


def _frame(points: Points, extent: Points) -> tuple[Points, Points]:
    """The lower and the upper corner of what the nodes cover."""
    half = extent[:, 0] / 2
    low = np.array([(points[:, 0] - half).min(), (points[:, 1] - extent[:, 1]).min()])
    high = np.array([(points[:, 0] + half).max(), (points[:, 1] + extent[:, 2]).max()])
    return low, high
