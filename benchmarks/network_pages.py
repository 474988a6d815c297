"""Pages that draw the same invented network: a bare sigma.js page and pyvis pages."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from benchmarks.network_graphs import TYPES, Graph, name

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a6fc4", "#b8ad1f", "#8c5a2b", "#117a8b")
_BARE = """<!doctype html><meta charset="utf-8"><title>bare sigma</title>
<style>html, body, #place { margin: 0; height: 100%; }</style><div id="place"></div>
<script src="graphology.umd.min.js"></script><script src="sigma.min.js"></script><script src="bare.js"></script>
"""
# As sigma's own examples do it, with its settings as they come.
_BARE_SCRIPT = """
const colours = COLOURS;
fetch("api/network").then((answer) => answer.json()).then(({ nodes, edges }) => {
  const graph = new graphology.MultiGraph();
  nodes.id.forEach((id, i) => graph.addNode(id, {
    x: nodes.x[i], y: nodes.y[i], label: nodes.label[i], size: 1 + Math.sqrt(nodes.links[i]) / 2,
    color: colours[nodes.community[i] % colours.length],
  }));
  edges.source.forEach((source, k) => graph.addEdge(nodes.id[source], nodes.id[edges.target[k]]));
  window.renderer = new Sigma(graph, document.getElementById("place"));
  document.documentElement.dataset.things = graph.order;
});
"""


def write_bare(folder: Path, modules: Path) -> None:
    """Write a page that draws ``api/network`` with sigma as it comes, from the packages of a ``node_modules``."""
    shutil.copy(modules / "sigma/dist/sigma.min.js", folder)
    shutil.copy(modules / "graphology/dist/graphology.umd.min.js", folder)
    (folder / "bare.html").write_text(_BARE, encoding="utf-8")
    (folder / "bare.js").write_text(_BARE_SCRIPT.replace("COLOURS", str(list(COLOURS))), encoding="utf-8")


def write_pyvis(file: Path, graph: Graph, *, physics: bool) -> None:
    """Write a pyvis page with everything in it: at rest in the given places, or finding its own by physics."""
    from pyvis.network import Network

    net: Any = Network(height="880px", cdn_resources="in_line")
    for number in range(graph.nodes):
        place = {} if physics else {"x": float(graph.x[number]) * 30, "y": float(graph.y[number]) * 30}
        colour = COLOURS[int(graph.community[number]) % len(COLOURS)]
        net.add_node(number, label=name(number), color=colour, title=TYPES[graph.type[number]], **place)
    # add_edge looks through all edges each time; what it would append is appended.
    net.edges = [{"from": int(a), "to": int(b)} for a, b in zip(graph.source, graph.target, strict=True)]
    net.toggle_physics(physics)
    html: str = net.generate_html()
    file.write_text(html, encoding="utf-8")
