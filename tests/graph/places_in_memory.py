"""The places of the reference data, read from an Oxigraph store in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from data.reference.places import importer
from graph.gazetteer import code_of
from graph.identity import ID
from graph.places import NUTS, REGION, Places

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALTERNATIVE = "http://www.w3.org/2004/02/skos/core#altLabel"
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vb": "https://w3id.org/verbund/ns#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "theme": f"{ID}theme/",
    "r": REGION,
    "n": NUTS,
}


class MemoryStore:
    """The least that places need of a store, over an Oxigraph store in memory."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.store = ox.Store()
        self.store.extend(quads)

    def pairs(self, predicate: str, /) -> Iterator[tuple[str, str]]:
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            yield quad.subject.value, quad.object.value

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        for predicate, alternative in ((LABEL, False), (ALTERNATIVE, True)):
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
                yield quad.subject.value, quad.object.value, quad.object.language or "", alternative


def made_of(text: str) -> Places:
    """Places of a few lines of Turtle."""
    prefixes = "".join(f"@prefix {prefix}: <{start}> . " for prefix, start in PREFIXES.items())
    return Places.read(MemoryStore(ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE)))


PLACES = Places.read(MemoryStore(importer.quads()))
ALL = sorted(PLACES.within(f"{NUTS}DE"))


def codes(found: set[str]) -> set[str]:
    return {code_of(region) for region in found}
