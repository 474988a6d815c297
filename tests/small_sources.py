"""Small sources to load, and what a store then holds."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.identity import source_iri
from graph.model import Source
from graph.store import GraphStore
from graph.vocabulary import RDFS

Load = tuple[Source, list[ox.Quad]]


def made(source_id: str, *labels: str, size: int = 0) -> Load:
    """A source with a thing for each label, or with ``size`` numbered ones."""
    names = [*labels, *(f"{source_id} {number}" for number in range(size))]
    return Source(id=source_id, title=source_id, retrieved="2024-01-01T00:00:00+00:00"), [
        ox.Quad(
            ox.NamedNode(f"https://example.org/{source_id}/{number}"),
            ox.NamedNode(RDFS.label),
            ox.Literal(name, language="de"),
            ox.NamedNode(source_iri(source_id)),
        )
        for number, name in enumerate(names)
    ]


def turtle(text: str, source_id: str = "own") -> GraphStore:
    """A store in memory that holds a few lines of Turtle as one source."""
    store = GraphStore.open()
    store.load(Source(id=source_id, title=source_id), list(parsed(text, source_id)))
    return store


def parsed(text: str, source_id: str) -> Iterator[ox.Quad]:
    """The quads of Turtle in the graph of a source; the usual prefixes are declared."""
    from graph.identity import ID
    from graph.vocabulary import PREFIXES

    prefixes = {**PREFIXES, "id": ID, "ex": "https://example.org/"}
    head = "".join(f"PREFIX {prefix}: <{start}>\n" for prefix, start in prefixes.items())
    for quad in ox.parse(head + text, ox.RdfFormat.TURTLE):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(source_iri(source_id)))


def labels(store: GraphStore) -> set[str]:
    """All labels in a store."""
    return {text for _, text, _, _ in store.labels()}
