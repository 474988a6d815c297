"""Statements of other vocabularies (EURIO, schema.org, FRAPO, W3C ORG) said again in our terms, and persons left out.

Which class or property is which follows from ``graph/ontology.ttl``; ``alignment.yml`` adds where a value lies
several steps away. What is in our terms already stays untouched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from data.rdf.alignment_rules import Path, Rules, rules
from data.rdf.alignment_values import value_of
from graph.identity import iri
from graph.vocabulary import RDF, RDFS, SKOS, VB

TYPE = ox.NamedNode(RDF.type)
LABEL = ox.NamedNode(RDFS.label)
_BLANK = "#blank-"

Node = ox.NamedNode


@dataclass
class Aligned:
    """The statements of a graph with those that were added; how many persons were left out."""

    quads: list[ox.Quad]
    persons: int = 0
    added: int = 0


def is_ours(quads: Iterable[ox.Quad]) -> bool:
    """Whether a file states something in our own terms, as what Verbund exports does."""
    ours = VB("")
    return any(
        quad.predicate.value.startswith(ours)
        or (isinstance(quad.object, Node) and quad.predicate == TYPE and quad.object.value.startswith(ours))
        for quad in quads
    )


def align(quads: list[ox.Quad]) -> Aligned:
    """One graph's statements without persons, and beside them the same in our terms."""
    known = rules()
    persons: set[object] = {
        quad.subject for quad in quads if quad.predicate == TYPE and _name(quad.object) in known.persons
    }
    kept = without(quads, persons) if persons else quads
    graph = kept[0].graph_name if kept else ox.DefaultGraph()
    facts = _Facts.of(kept)
    added = [ox.Quad(subject, predicate, value, graph) for subject, predicate, value in _stated(facts, known)]
    new = list(
        dict.fromkeys(quad for quad in added if (quad.predicate.value, quad.object) not in facts.out[quad.subject])
    )
    return Aligned([*kept, *new], len(persons), len(new))


def without(quads: list[ox.Quad], persons: set[object]) -> list[ox.Quad]:
    """The statements that are not about the persons, nor about what only they had: addresses, contact points."""
    gone = set(persons)
    while True:
        kept = [quad for quad in quads if quad.subject not in gone and quad.object not in gone]
        held = {quad.object for quad in kept}
        lost = {
            quad.object
            for quad in quads
            if quad.subject in gone and _BLANK in _name(quad.object) and quad.object not in held | gone
        }
        if not lost:
            return kept
        gone |= lost


@dataclass
class _Facts:
    """Statements by subject and by object, and the class of each thing."""

    out: dict[object, set[tuple[str, object]]] = field(default_factory=lambda: defaultdict(set))
    into: dict[object, set[tuple[str, object]]] = field(default_factory=lambda: defaultdict(set))
    types: dict[object, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, quads: list[ox.Quad]) -> _Facts:
        made = cls()
        for quad in quads:
            name = plain(quad.predicate.value)
            made.out[quad.subject].add((quad.predicate.value, quad.object))
            if name != quad.predicate.value:
                made.out[quad.subject].add((name, quad.object))
            made.into[quad.object].add((name, quad.subject))
            if quad.predicate == TYPE:
                made.types[quad.subject].add(plain(_name(quad.object)))
        return made

    def reached(self, start: object, path: Path) -> list[object]:
        """What a path leads to, in the order of its words."""
        nodes = [start]
        for step, is_inverse in path:
            edges = self.into if is_inverse else self.out
            nodes = [end for node in nodes for name, end in edges.get(node, ()) if name == step]
        return sorted(dict.fromkeys(nodes), key=str)


def plain(name: str) -> str:
    """The IRI of a term; schema.org has two spellings."""
    return name.replace("http://schema.org/", "https://schema.org/", 1)


def _name(term: object) -> str:
    return term.value if isinstance(term, Node) else ""


def _stated(facts: _Facts, known: Rules) -> Iterator[tuple[Node, Node, Any]]:
    """The added statements: classes, names, values, relations."""
    classes = {node: found for node, types in facts.types.items() if (found := known.class_of(types))}
    _find_themes(facts, known, classes)
    for node, our in sorted(classes.items(), key=lambda item: str(item[0])):
        if not isinstance(node, Node) or (our == VB.Participation and not _is_in_project(facts, known, classes, node)):
            continue
        yield node, TYPE, ox.NamedNode(our)
        yield from _labels(facts, known, node)
        for kind in sorted(known.kinds_of(facts.types[node])):
            yield node, ox.NamedNode(VB.kind), ox.NamedNode(iri("kind", kind))
        for rule in known.values.get(our, ()):
            ends = _found(facts, known, classes, node, rule.kind, rule.paths)
            for value in ends[:1] if rule.property in known.single else ends:
                yield node, ox.NamedNode(rule.property), value
        for term, end in sorted(facts.out[node], key=str):
            for ours in known.relations(term, our, classes.get(end, "")):
                yield node, ox.NamedNode(ours), end
        if our == VB.Organisation and (region := _region(facts, known, node)):
            yield node, ox.NamedNode(VB.region), ox.NamedNode(region)


def _found(
    facts: _Facts, known: Rules, classes: dict[object, str], node: object, kind: str, paths: list[Path]
) -> list[object]:
    """The values of a property; the first path that has some decides for texts, all paths count for relations."""
    found: list[object] = []
    for path in paths:
        for end in facts.reached(node, path):
            if kind in known.ours:
                if classes.get(end) == kind and end != node:
                    found.append(end)
            elif (value := value_of(end, kind, known.roles)) is not None:
                found.append(value)
        if found and kind not in known.ours:
            break
    return list(dict.fromkeys(found))


def _find_themes(facts: _Facts, known: Rules, classes: dict[object, str]) -> None:
    """Concepts are themes where a project is about them, and so are those above them."""
    paths = [path for rule in known.values.get(VB.Project, ()) if rule.property == VB.theme for path in rule.paths]
    projects = [node for node, our in classes.items() if our == VB.Project]
    found = [end for node in projects for path in paths for end in facts.reached(node, path)]
    while found:
        node = found.pop()
        if (
            isinstance(node, Node)
            and node not in classes
            and any(True for _ in _labels(facts, known, node, again=True))
        ):
            classes[node] = VB.Theme
            found += facts.reached(node, [(SKOS.broader, False)])


def _is_in_project(facts: _Facts, known: Rules, classes: dict[object, str], node: object) -> bool:
    """Whether a role is one of an organisation in a project, and not a membership of another sort."""
    own = {rule.property: rule.paths for rule in known.values.get(VB.Participation, ())}
    organisations = _found(facts, known, classes, node, VB.Organisation, own.get(VB.organisation, []))
    paths = [
        path for rule in known.values.get(VB.Project, ()) if rule.property == VB.participation for path in rule.paths
    ]
    back = [[(step, not is_inverse) for step, is_inverse in reversed(path)] for path in paths]
    return bool(organisations) and bool(_found(facts, known, classes, node, VB.Project, back))


def _labels(facts: _Facts, known: Rules, node: Node, *, again: bool = False) -> Iterator[tuple[Node, Node, Any]]:
    """A name in each language where the thing has no rdfs:label yet."""
    if not again and any(name == LABEL.value for name, _ in facts.out[node]):
        return
    for path in known.labels:
        languages = set()
        for end in facts.reached(node, path):
            if isinstance(end, ox.Literal) and end.value.strip() and end.language not in languages:
                languages.add(end.language)
                yield (
                    node,
                    LABEL,
                    ox.Literal(end.value.strip(), language=end.language)
                    if end.language
                    else ox.Literal(end.value.strip()),
                )
        if languages:
            return


def _region(facts: _Facts, known: Rules, node: object) -> str:
    """The region of an organisation by what its address and site say."""
    stated = {}
    for name, paths in known.places.items():
        ends = (end for path in paths for end in facts.reached(node, path) if isinstance(end, ox.Literal))
        stated[name] = next((end.value for end in ends), "")
    if not any(stated.values()):
        return ""
    return str(known.regions.of(**stated))
