"""The statements of the place tables, and two ways to look at them."""

from __future__ import annotations

from collections import defaultdict

from data.reference.places import importer
from graph.vocabulary import RDFS

QUADS = list(importer.quads())
# The objects of each predicate by subject, and the German label of each region.
VALUES: dict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
GERMAN: dict[str, str] = {}
for quad in QUADS:
    VALUES[quad.predicate.value][quad.subject.value].add(quad.object.value)
    if quad.predicate.value == RDFS.label and quad.object.language == "de":
        GERMAN[quad.subject.value] = quad.object.value
