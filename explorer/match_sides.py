"""Both sides of a pair beside each other: what the sources say of each thing."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from explorer.answers_text import one_line, width
from explorer.language import number, say
from graph.identity import source_iri
from graph.matching.splits import Split, Splits
from graph.store import GraphStore
from graph.vocabulary import DCTERMS, OWL, RDFS, SKOS, VB

_PROJECTS = """
SELECT thing, count(DISTINCT other) FROM (
    SELECT organisation AS thing, project AS other FROM participations
    UNION ALL SELECT project, organisation FROM participations
) WHERE thing IS NOT NULL GROUP BY thing
"""


@dataclass(slots=True, frozen=True)
class Side:
    """One thing of a pair; ``projects`` counts those of an organisation, or the participants of a project."""

    id: str
    names: tuple[str, ...]
    place: str
    sources: tuple[str, ...]
    identifiers: tuple[str, ...]
    projects: int = 0


def projects(store: GraphStore) -> dict[str, int]:
    """How many projects each organisation takes part in, and how many participants each project has."""
    return {thing: int(count) for thing, count in store.tables.rows(_PROJECTS)}


def side(store: GraphStore, iris: Sequence[str], language: str, counted: Mapping[str, int]) -> Side:
    """What the sources say of a thing: the first IRI, with what others say that were judged to be the same."""
    names, places, sources, identifiers = [store.names.label(iris[0], language)], list[str](), set[str](), list[str]()
    for quad in (quad for iri in iris for quad in _stated(store, iri)):
        value, predicate = quad.object, quad.predicate.value
        if isinstance(quad.graph_name, ox.NamedNode):
            sources.add(quad.graph_name.value)
        if predicate in (RDFS.label, SKOS.altLabel) and isinstance(value, ox.Literal):
            names.append(value.value)
        elif predicate == VB.region and isinstance(value, ox.NamedNode):
            places.append(store.names.label(value.value, language))
        elif predicate in (DCTERMS.identifier, OWL.sameAs) and isinstance(value, ox.Literal | ox.NamedNode):
            identifiers.append(value.value)
    titles = tuple(store.source(source).title for source in sorted(sources))
    count = sum(counted.get(iri, 0) for iri in iris)
    return Side(iris[0], _once(names), ", ".join(_once(places)), titles, _once(sorted(identifiers)), count)


def _stated(store: GraphStore, iri: str) -> Iterator[ox.Quad]:
    """What is said of a thing; of a split what its sources say of the IRI that they use, and nothing of it there."""
    splits = _splits(store.identity) if store.identity else ()
    own = [split for split in splits if split.own == iri]
    elsewhere = {source_iri(split.source) for split in splits if split.iri == iri}
    graphs: list[str | None] = [source_iri(split.source) for split in own] or [None]
    for graph in graphs:
        for quad in store.quads(subject=own[0].iri if own else iri, graph=graph):
            if getattr(quad.graph_name, "value", "") not in elsewhere:
                yield quad


@lru_cache(maxsize=1)
def _splits(identity: Path) -> tuple[Split, ...]:
    return tuple(Splits.read(identity).found_)


def beside(first: Side, second: Side, language: str) -> str:
    """Two sides as a table as wide as the terminal; long names go on in the next line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    for _ in "12":
        table.add_column(ratio=1, overflow="fold")
    rows = zip(*(_rows(item, language) for item in (first, second)), strict=True)
    for name, (one, other) in zip(("names", "place", "sources", "identifiers", "projects", "id"), rows, strict=True):
        table.add_row(say(f"side.{name}", language), Text(one), Text(other))
    output = io.StringIO()
    Console(file=output, width=max(width(), 40), color_system=None, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines())


def _rows(item: Side, language: str) -> tuple[str, ...]:
    return (
        _lines(item.names),
        one_line(item.place) or "–",
        _lines(item.sources),
        _lines(item.identifiers),
        number(item.projects, language),
        one_line(item.id),
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(one_line, texts)) or "–"


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
