"""The rules of alignment: the ontology's own, read in reverse, and those of ``alignment.yml``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as File
from typing import Any

import pyoxigraph as ox
import yaml

from graph.vocabulary import ONTOLOGY, RDFS, SKOS, VB

RULES = File(__file__).with_name("alignment.yml")

Path = list[tuple[str, bool]]


@dataclass(frozen=True)
class Rule:
    """A property of ours, what its values are (or their class), and the paths to them."""

    property: str
    kind: str
    paths: list[Path]


@dataclass
class Rules:
    """All that is known of other vocabularies, with full IRIs."""

    classes: dict[str, str] = field(default_factory=dict)
    properties: dict[str, list[str]] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    labels: list[Path] = field(default_factory=list)
    values: dict[str, list[Rule]] = field(default_factory=dict)
    places: dict[str, list[Path]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    single: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)
    regions: Any = None

    def class_of(self, types: set[str]) -> str:
        """Our class for a thing's types, "" for none; the narrower ones of several are not told apart."""
        found = sorted({self.classes[name] for name in types if name in self.classes})
        return found[0] if found else ""

    def kinds_of(self, types: set[str]) -> set[str]:
        """The kinds of organisation that its types state."""
        return {self.kinds[name] for name in types if name in self.kinds}

    def relations(self, name: str, subject: str, target: str) -> list[str]:
        """Our relations for another's property between things of these classes of ours."""
        if not target:
            return []
        fitting = [ours for ours in self.properties.get(name, ()) if self.domains.get(ours, subject) == subject]
        fitting = [ours for ours in fitting if self.ranges.get(ours, target) == target]
        own = [ours for ours in fitting if ours in self.domains]
        return own or fitting


@cache
def rules() -> Rules:
    """The rules, read once."""
    from data.places.regions import Regions

    content: dict[str, Any] = yaml.safe_load(RULES.read_text("utf-8"))
    prefixes: dict[str, str] = content["prefixes"]

    def full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return prefixes[prefix] + local

    def path(written: str) -> Path:
        return [(full(step.removeprefix("^")), step.startswith("^")) for step in written.split("/")]

    made = Rules(regions=Regions())
    wide = {full(name) for name in content["wide"]}
    _read_ontology(made, wide)
    for ours, others in content["classes"].items():
        made.classes |= {full(name): full(ours) for name in others}
    made.kinds = {full(name): kind for kind, others in content["kinds"].items() for name in others}
    made.persons = {full(name) for name in content["persons"]} | {
        full(name).replace("https://schema.org/", "http://schema.org/") for name in content["persons"]
    }
    made.labels = [path(written) for written in content["labels"]]
    for ours, about in content["values"].items():
        made.values[full(ours)] = [
            Rule(full(name), full(kind) if ":" in kind else kind, [path(written) for written in paths])
            for name, (kind, *paths) in about.items()
        ]
    made.places = {name: [path(written) for written in paths] for name, paths in content["places"].items()}
    made.roles = {word: role for role, words in content["roles"].items() for word in words}
    made.single = {full(name) for name in content["single"]}
    made.ours = set(made.classes.values()) | {VB.Theme}
    return made


def _read_ontology(made: Rules, wide: set[str]) -> None:
    """The alignments of our own terms, read from the other side; what stands for several classes stands for none."""
    above: dict[str, set[str]] = defaultdict(set)
    for quad in ox.parse(ONTOLOGY.read_bytes(), ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        ours, other = quad.subject.value, quad.object.value
        if quad.predicate.value == RDFS.subClassOf and other not in wide:
            above[other].add(ours)
        elif quad.predicate.value in (RDFS.subPropertyOf, SKOS.closeMatch) and other not in wide:
            made.properties.setdefault(other, []).append(ours)
        elif quad.predicate.value == RDFS.domain:
            made.domains[ours] = other
        elif quad.predicate.value == RDFS.range:
            made.ranges[ours] = other
    made.classes = {other: next(iter(found)) for other, found in above.items() if len(found) == 1}
