"""The thesaurus as quads in its own named graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.identity import iri

GRAPH = NamedNode(iri("source", "reference-themes"))
FILE = Path(__file__).with_name("themes.ttl")


def quads() -> Iterator[Quad]:
    """Every statement of the thesaurus, in the graph ``…/id/source/reference-themes``."""
    for quad in parse(path=str(FILE), format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, GRAPH)
