"""The network around a thing, or all of it, as a page: which things and relations are in the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from explorer.answers_text import one_line
from explorer.codes import CODED, coded
from explorer.language import say
from explorer.network_page import Edge as DrawnEdge
from explorer.network_page import Node, check_size, network_page
from graph.evidence import Citation, Edge, citations, cited, in_words
from graph.facts import BOOKKEEPING, NESTED
from graph.names import ACTORS, FOLDERS
from graph.network import HIERARCHY, Network
from graph.store import GraphStore
from graph.version import version
from graph.vocabulary import RDF, RDFS, SCHEMA, SKOS, VB, term_label

# A whole graph is drawn without these relations: every project lies somewhere and most themes touch everything.
DENSE = (VB.theme, VB.targetGroup)
# Around these, what lies in them is drawn, however many steps below.
WIDE = ("Region", "Theme", "TargetGroup")
FACTS_SHOWN = 12  # of literal facts in a tool-tip; "verbund show" gives all
_NOT_AS_FACT = {*BOOKKEEPING, *NESTED, RDFS.label, SKOS.inScheme, SKOS.notation}


@dataclass(slots=True)
class Drawing:
    """A page and how much is on it."""

    html: str
    nodes: int
    edges: int


def draw(store: GraphStore, thing: str = "", *, depth: int = 1, language: str = "de") -> Drawing:
    """The page of the network around a thing up to ``depth`` steps, or of the whole graph.

    The whole graph is drawn with its projects, organisations, programmes, initiatives, events and outputs, and
    the places where they are; around a thing, themes and target groups are drawn too.

    Raises NotFoundError and AmbiguousError for the name, and OutputError for more than 500 things.
    """
    network = Network.read(store)
    focus = store.names.find(thing) if thing else ""
    if focus and store.names.type(focus) in WIDE:
        edges = list(dict.fromkeys(_below(network, focus)))
    else:
        edges = list(_around(network, focus, depth) if focus else _overview(network))
    ends = {end for edge in edges for end in (edge.subject, edge.value)} | ({focus} if focus else set())
    check_size(len(ends))
    painter = _Painter(store, language)
    nodes = painter.told_apart([painter.node(iri, focus=iri == focus) for iri in sorted(ends)])
    title = store.names.label(focus, language) if focus else say("draw.all", language)
    drawn = [painter.edge(edge) for edge in edges]
    footer = say("draw.footer", language, version=version(), sources=", ".join(painter.titles()))
    if not focus:
        footer = f"{say('draw.without', language)} {footer}"
    return Drawing(network_page(nodes, drawn, title=title, lang=language, footer=footer), len(nodes), len(edges))


def _around(network: Network, focus: str, depth: int) -> Iterator[Edge]:
    inside = network.around(focus, depth)
    for edge in network.edges():
        if edge.subject in inside and edge.value in inside and edge.predicate not in HIERARCHY:
            yield edge


def _below(network: Network, focus: str) -> Iterator[Edge]:
    """What has a region or concept, or one that lies in it, with the way up from each."""
    for relation in (VB.region, VB.theme, VB.targetGroup):
        for edge in network.edges():
            if edge.predicate == relation and network.names.type(edge.subject) in ACTORS:
                way = network.rise(edge.value, focus)
                if way or edge.value == focus:
                    yield edge
                    yield from way


def _overview(network: Network) -> Iterator[Edge]:
    for edge in network.edges():
        if edge.predicate in HIERARCHY or edge.predicate in DENSE:
            continue
        if network.names.type(edge.subject) in ACTORS:
            yield edge


class _Painter:
    def __init__(self, store: GraphStore, language: str) -> None:
        self.store, self.language = store, language
        self._titles: dict[str, str] = {}

    def titles(self) -> Iterable[str]:
        """The titles of all sources that the picture rests on."""
        return sorted(self._titles.values())

    def node(self, iri: str, *, focus: bool) -> Node:
        names = self.store.names
        type_ = names.type(iri)
        return Node(
            id=iri,
            label=names.label(iri, self.language),
            kind=FOLDERS.get(type_, type_.lower()),
            facts=tuple(self._facts(iri)),
            sources=tuple(self._cited(citations(self.store, iri, RDF.type, ox.NamedNode(VB(type_))))),
            url=next(self._literals(iri, SCHEMA.url), ""),
            focus=focus,
        )

    def told_apart(self, nodes: list[Node]) -> list[Node]:
        """The things; those that share name and kind, as Berlin the city and Berlin the Land, with their code."""
        known = Counter((node.kind, node.label) for node in nodes)
        return [
            replace(node, label=f"{node.label} ({code})")
            if known[node.kind, node.label] > 1 and (code := next(self._literals(node.id, SKOS.notation), ""))
            else node
            for node in nodes
        ]

    def edge(self, edge: Edge) -> DrawnEdge:
        label = term_label(edge.predicate, self.language)
        return DrawnEdge(edge.subject, edge.value, label, tuple(self._cited(cited(self.store, [edge]))))

    def _facts(self, iri: str) -> list[tuple[str, str]]:
        found = {
            (term_label(quad.predicate.value, self.language), self._text(quad.predicate.value, quad.object.value))
            for quad in self.store.quads(subject=iri)
            if isinstance(quad.object, ox.Literal)
            and quad.predicate.value not in _NOT_AS_FACT
            and (quad.object.language or self.language) == self.language
        }
        return sorted(found)[:FACTS_SHOWN]

    def _cited(self, citations: Iterable[Citation]) -> Iterator[str]:
        for item in citations:
            if item.source not in self._titles:
                self._titles[item.source] = one_line(self.store.source(item.source).title)
            place = f", {in_words([item.where], self.language)}" if item.where else ""
            sure = f" [{say(f'certainty.{item.certainty}', self.language)}]" if item.certainty != "explicit" else ""
            yield f"{self._titles[item.source]}{place}{sure}"

    def _text(self, predicate: str, value: str) -> str:
        return coded(value, self.language) if predicate in CODED else one_line(value)

    def _literals(self, iri: str, predicate: str) -> Iterator[str]:
        for quad in self.store.quads(iri, predicate):
            if isinstance(quad.object, ox.Literal):
                yield quad.object.value
