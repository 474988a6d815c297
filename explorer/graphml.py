"""GraphML (http://graphml.graphdrawing.org), for Gephi, yEd, igraph and networkx.

Keys are named by us, since Gephi takes a node key called ``d3`` and an edge key called ``d7`` for the label, which
is what writers that number their keys arrive at. Gephi colours nodes by ``r``, ``g`` and ``b``; ``color`` is for the
others. It joins two relations between the same things into one edge; only GEXF keeps them apart there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from explorer.columns import COLUMNS, row
from explorer.extract import Extract, Relation
from explorer.gexf import EDGE_COLUMNS, NUMBERS, edge_row
from explorer.palette import channels, colour
from explorer.xml_text import XmlWriter

NAMESPACE = {"xmlns": "http://graphml.graphdrawing.org/xmlns"}
NODE_KEYS = ("label", *COLUMNS, "color", "r", "g", "b")
EDGE_KEYS = ("label", *EDGE_COLUMNS)


def write_graphml(extract: Extract, output: IO[bytes]) -> None:
    """Write things as nodes and relations as directed edges; ids are IRIs."""
    xml = XmlWriter(output)
    with xml.element("graphml", NAMESPACE):
        _keys(xml, "node", NODE_KEYS)
        _keys(xml, "edge", EDGE_KEYS)
        with xml.element("graph", {"id": "verbund", "edgedefault": "directed"}):
            for thing in extract.things:
                with xml.element("node", {"id": thing}):
                    _data(xml, "node", _node(extract, thing))
            for number, relation in enumerate(extract.relations):
                edge = relation.edge
                with xml.element("edge", {"id": f"e{number}", "source": edge.subject, "target": edge.value}):
                    _data(xml, "edge", _edge(extract, relation))
    xml.close()


def _keys(xml: XmlWriter, kind: str, names: tuple[str, ...]) -> None:
    for name in names:
        type_ = "double" if name in NUMBERS else "int" if name in {"r", "g", "b"} else "string"
        xml.leaf("key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type_})


def _node(extract: Extract, thing: str) -> dict[str, object]:
    type_ = extract.type(thing)
    red, green, blue = channels(type_)
    paint = {"color": colour(type_), "r": red, "g": green, "b": blue}
    return {"label": extract.label(thing), **row(extract, thing), **paint}


def _edge(extract: Extract, relation: Relation) -> dict[str, str]:
    return {"label": extract.relation(relation.edge.predicate), **edge_row(extract, relation)}


def _data(xml: XmlWriter, kind: str, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        xml.leaf("data", {"key": f"{kind}-{name}"}, str(value))
