"""The embedded data, read once, and a small store of hostile names."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from data import embedded
from graph.identity import iri
from graph.model import Source
from graph.store import GraphStore
from graph.triples import source_iri
from graph.vocabulary import RDF, RDFS, VB

HOSTILE = {
    "formula": '=HYPERLINK("http://example.org","x")',
    "plus": "+49 30 901820",
    "at": "@SUM(A1)",
    "minus": "-2+3",
    "tab": "\t=1",
    "markup": "<b>Müller & Söhne</b> \"']]> -->",
    "controls": "a\x00b\x08c\x1bd\ufffee",
    "emoji": "Köln 🎉 👩‍🔬",
    "rtl": "مشروع \u202eabc",
    "lines": "erste\r\nzweite\rdritte\tvierte",
    "long": "ä" * 40_000,
    "url": "http://example.org/x",
    "number": "007",
    "date": "2023-01-02",
    "entity": "&amp; &#65; %s {0}",
}


@cache
def embedded_store() -> GraphStore:
    found = GraphStore.open()
    found.load_all(embedded.sources())
    return found


@cache
def hostile_store() -> GraphStore:
    """Projects with the names of ``HOSTILE``, each the partner of the next."""
    graph = ox.NamedNode(source_iri("hostile"))
    things = {key: ox.NamedNode(iri("project", key)) for key in HOSTILE}
    quads = []
    for (key, thing), partner in zip(things.items(), [*list(things.values())[1:], None], strict=True):
        quads.append(ox.Quad(thing, ox.NamedNode(RDF.type), ox.NamedNode(VB.Project), graph))
        quads.append(ox.Quad(thing, ox.NamedNode(RDFS.label), ox.Literal(HOSTILE[key]), graph))
        if partner:
            quads.append(ox.Quad(thing, ox.NamedNode(VB.partner), partner, graph))
    found = GraphStore.open()
    found.load(Source(id="hostile", title="=Quelle & <Co>"), quads)
    return found
