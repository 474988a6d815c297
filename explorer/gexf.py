"""GEXF 1.3 (https://gexf.net), the form that Gephi knows best.

Each edge has its relation as ``kind``, since Gephi keeps two edges between the same things only where their kinds
differ. Ids are IRIs, so that a later export joins an earlier one. networkx writes GEXF too, but no kinds, and
today's date into each file.
"""

from __future__ import annotations

from typing import IO

from explorer.columns import COLUMNS, row
from explorer.extract import Extract, Relation
from explorer.palette import channels
from explorer.statements import certainty
from explorer.xml_text import XmlWriter
from graph.vocabulary import compact

NAMESPACES = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
NUMBERS = ("latitude", "longitude")
EDGE_COLUMNS = ("relation", "sources", "certainty")


def write_gexf(extract: Extract, output: IO[bytes]) -> None:
    """Write things as nodes with their colours and facts, relations as directed edges with theirs."""
    xml = XmlWriter(output)
    with xml.element("gexf", NAMESPACES):
        loaded = extract.loaded()[:10]
        with xml.element("meta", {"lastmodifieddate": loaded} if loaded else {}):
            xml.leaf("creator", text="Verbund")
        with xml.element("graph", {"mode": "static", "defaultedgetype": "directed", "idtype": "string"}):
            _columns(xml, "node", COLUMNS)
            _columns(xml, "edge", EDGE_COLUMNS)
            with xml.element("nodes", {"count": len(extract.things)}):
                for thing in extract.things:
                    _node(xml, extract, thing)
            with xml.element("edges", {"count": len(extract.relations)}):
                for number, relation in enumerate(extract.relations):
                    _edge(xml, extract, number, relation)
    xml.close()


def _columns(xml: XmlWriter, kind: str, names: tuple[str, ...]) -> None:
    with xml.element("attributes", {"class": kind, "mode": "static"}):
        for name in names:
            xml.leaf("attribute", {"id": name, "title": name, "type": "double" if name in NUMBERS else "string"})


def _node(xml: XmlWriter, extract: Extract, thing: str) -> None:
    red, green, blue = channels(extract.type(thing))
    with xml.element("node", {"id": thing, "label": extract.label(thing)}):
        _values(xml, row(extract, thing))
        xml.leaf("viz:color", {"r": red, "g": green, "b": blue})


def _edge(xml: XmlWriter, extract: Extract, number: int, relation: Relation) -> None:
    edge = relation.edge
    about = {"id": number, "source": edge.subject, "target": edge.value}
    with xml.element("edge", {**about, "label": extract.relation(edge.predicate), "kind": compact(edge.predicate)}):
        _values(xml, edge_row(extract, relation))


def edge_row(extract: Extract, relation: Relation) -> dict[str, str]:
    """What is known of a relation, by the names of ``EDGE_COLUMNS``."""
    return {
        "relation": relation.edge.predicate,
        "sources": extract.places(relation.sources),
        "certainty": certainty(relation.sources),
    }


def _values(xml: XmlWriter, values: dict[str, str] | dict[str, str | float]) -> None:
    with xml.element("attvalues"):
        for name, value in values.items():
            xml.leaf("attvalue", {"for": name, "value": value})
