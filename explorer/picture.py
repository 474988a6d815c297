"""The picture of a network as vis-network takes it, and the vis-network script itself, both from pyvis."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from explorer import labels
from explorer.layout import Box, positions

# Nothing moves by itself: the layout is worked out before, so the picture stands still at once.
# Hover, selection and names are the page's own (page/picture.js), so that text never becomes markup.
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "selectConnectedEdges": False, "tooltipDelay": 3600000, "zoomSpeed": 0.7},
    "nodes": {"shape": "custom", "labelHighlightBold": False},
    "edges": {
        "smooth": False,
        "hoverWidth": 0,
        "selectionWidth": 0,
        "arrows": {"to": {"scaleFactor": 0.5}, "from": {"scaleFactor": 0.5}},
    },
}
_VIS_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Line:
    """All relations between two nodes as one line: its words, and at which ends it has an arrow."""

    start: int
    end: int
    label: str
    arrows: str


def lines(edges: Sequence[tuple[int, int, str]]) -> list[Line]:
    """One line a pair of nodes; parallel relations share it, or their words would lie on each other."""
    pairs: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for start, end, label in edges:
        pairs.setdefault((min(start, end), max(start, end)), []).append((start, end, label))
    return [_line(group) for group in pairs.values()]


def _line(group: list[tuple[int, int, str]]) -> Line:
    start, end, _ = group[0]
    both = any(other != start for other, _, _ in group)
    words = dict.fromkeys(labels.clean(label) for _, _, label in group)
    return Line(start, end, " · ".join(word for word in words if word), "to, from" if both else "to")


def radius(degree: int, focus: bool) -> float:
    """Of a node at full size, in pixels: its area grows with its relations, within bounds."""
    return round(min(8 + 1.7 * math.sqrt(degree), 18) + (4 if focus else 0), 1)


def box(text: Sequence[str], size: float) -> Box:
    """What a node and the lines of text below it cover."""
    widest = max((labels.width(line) for line in text), default=0)
    return Box(max(widest, 2.4 * size), 1.2 * size, 1.2 * size + 4 + labels.LINE_HEIGHT * len(text))


def picture(
    names: Sequence[str], kinds: Sequence[str], focus: Sequence[bool], edges: Sequence[tuple[int, int, str]]
) -> dict[str, Any]:
    """Nodes with their places, lines and options, as plain data for ``vis.Network``; nodes are numbers."""
    from pyvis.network import Network  # brings IPython with it: half a second to import

    drawn = lines(edges)
    degrees = [0] * len(names)
    for line in drawn:
        degrees[line.start] += 1
        degrees[line.end] += 1
    texts = [labels.wrap(name) for name in names]
    sizes = [radius(degree, is_focus) for degree, is_focus in zip(degrees, focus, strict=True)]
    boxes = [box(text, size) for text, size in zip(texts, sizes, strict=True)]
    places = positions(boxes, [(line.start, line.end) for line in drawn])

    net = Network(directed=True)
    for index, (x, y) in enumerate(places):
        text = "\n".join(texts[index])
        net.add_node(index, text, "custom", x=x, y=y, size=sizes[index], group=kinds[index], degree=degrees[index])
    for line in drawn:
        net.add_edge(line.start, line.end, label=line.label, arrows=line.arrows)
    net.set_options(json.dumps(_OPTIONS))
    nodes, net_edges, _, _, _, options = net.get_network_data()
    return {"nodes": nodes, "edges": net_edges, "options": json.loads(options)}


@cache
def vis_script() -> str:
    """The vis-network script that pyvis brings, without the source map that developer tools would ask for."""
    return _SOURCE_MAP.sub("", (files("pyvis") / _VIS_SCRIPT).read_text(encoding="utf-8")).strip()
