"""A store whose labels would do harm if they were taken for markup."""

from __future__ import annotations

import pyoxigraph as ox

from graph.identity import source_iri
from graph.model import Source
from graph.store import GraphStore
from graph.vocabulary import RDF, RDFS, VB


def hostile_store(label: str, name: str = "hostile") -> GraphStore:
    """A store of one project that is called so."""
    thing, graph = ox.NamedNode(f"https://w3id.org/verbund/id/project/{name}"), ox.NamedNode(source_iri("hostile"))
    store = GraphStore.open()
    quads = [
        ox.Quad(thing, ox.NamedNode(RDF.type), ox.NamedNode(VB.Project), graph),
        ox.Quad(thing, ox.NamedNode(RDFS.label), ox.Literal(label), graph),
    ]
    store.load(Source(id="hostile", title=label), quads)
    return store
