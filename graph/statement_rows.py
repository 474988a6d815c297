"""The statements of a source as rows of columns: what ``columns.record_rows`` gives of the records behind them.

Sources that were not loaded row by row, such as the curated articles, have no columns of their own; theirs are read
from their statements when a question needs them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph as ox

from graph.columns import Cells, best_label
from graph.evidence import Quads
from graph.identity import name_key, source_iri
from graph.model import NESTED, RECORD, REFERENCE, THINGS, properties
from graph.names import TYPES
from graph.tables import Tables, source_ids
from graph.vocabulary import NAMES, RDF, RDFS, SCHEMA, VB, expand

HOLD = (VB.grant, VB.participation)  # what these lead to has tables of its own


class Value(NamedTuple):
    """The object of a statement: an IRI, or a text with its language."""

    text: str
    language: str = ""


About = dict[str, list[Value]]


class Typed(Protocol):
    """What tells the class of a thing that another source declares."""

    def type(self, iri: str, /) -> str:
        """The class, "" where none is known."""


class Statements(Quads, Protocol):
    """What rows are read from: a store."""

    @property
    def names(self) -> Typed:
        """The classes of all things."""


def tables(store: Statements, graphs: Iterable[str], folder: Path | None) -> Tables:
    """The columns of all sources: the files of those that have some, the others read from their graphs."""
    return Tables(folder, {iri: rows(store, iri) for iri in _without_columns(graphs, folder)})


def name_tables(store: Statements, graphs: Iterable[str], folder: Path | None) -> Tables:
    """As ``tables``, but of sources without columns the names alone, which takes a fifth of the time."""
    return Tables(folder, {iri: _name_rows(store, iri) for iri in _without_columns(graphs, folder)})


def _without_columns(graphs: Iterable[str], folder: Path | None) -> list[str]:
    known = {source_iri(source) for source in source_ids(folder)} if folder and folder.is_dir() else set()
    return [iri for iri in graphs if iri not in known]


def _name_rows(store: Statements, graph_iri: str) -> Iterator[tuple[str, Cells]]:
    for predicate, alternative in NAMES:
        for quad in store.quads(predicate=predicate, graph=graph_iri):
            thing, name = quad.subject, quad.object
            if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal) and thing.value != graph_iri:
                yield "names", (thing.value, name.value, name.language or "", alternative, name_key(name.value))


def rows(store: Statements, graph_iri: str) -> Iterator[tuple[str, Cells]]:
    """Name of the table and cells of each row that a source's statements make; the source itself has none."""
    known = _by_subject(store, graph_iri)
    known.pop(graph_iri, None)
    held = {value.text for about in known.values() for predicate in HOLD for value in about.get(predicate, ())}
    for iri, about in known.items():
        if RDFS.label in about and (type_ := type_of(about) or store.names.type(iri)):
            yield "things", thing_row(iri, type_, about)
        yield from name_rows(iri, about)
        if iri not in held:
            yield from edge_rows(iri, about)
        yield from held_rows(iri, about, known)


def name_rows(iri: str, about: About) -> Iterator[tuple[str, Cells]]:
    """A row a name of a thing."""
    for predicate, alternative in NAMES:
        for text, language in about.get(predicate, ()):
            yield "names", (iri, text, language, alternative, name_key(text))


def edge_rows(iri: str, about: About) -> Iterator[tuple[str, Cells]]:
    """A row a statement between a thing and another one."""
    for predicate in about.keys() & EDGES.keys():
        for value in about[predicate]:
            yield "edges", (iri, EDGES[predicate], value.text)


def held_rows(iri: str, about: About, known: Mapping[str, About]) -> Iterator[tuple[str, Cells]]:
    """A row a grant and participation of a thing; ``known`` says what is stated of these."""
    for grant in about.get(VB.grant, ()):
        yield "grants", (iri, *_grant(known.get(grant.text, {})), grant.text)
    for part in about.get(VB.participation, ()):
        yield "participations", (iri, *_participation(known.get(part.text, {})), part.text)


def _by_subject(store: Statements, graph_iri: str) -> dict[str, About]:
    """What a source states of each thing, by predicate; only what has a place in the columns."""
    found: defaultdict[str, About] = defaultdict(dict)
    for quad in store.quads(graph=graph_iri):
        predicate, value = quad.predicate.value, quad.object
        if predicate in PREDICATES and isinstance(quad.subject, ox.NamedNode):
            take_in(found[quad.subject.value], predicate, value)
    return found


def take_in(about: About, predicate: str, value: object) -> None:
    """Add a value to what is stated of a thing."""
    if isinstance(value, ox.Literal):
        about.setdefault(predicate, []).append(Value(value.value, value.language or ""))
    elif isinstance(value, ox.NamedNode):
        about.setdefault(predicate, []).append(Value(value.value))


def type_of(about: About) -> str:
    """The class that a source states, "" where it states none."""
    return min((TYPES[value.text] for value in about.get(RDF.type, ()) if value.text in TYPES), default="")


def thing_row(iri: str, type_: str, about: About) -> Cells:
    """The row of a thing that has a name."""
    labels = {value.language: value.text for value in sorted(about[RDFS.label], reverse=True)}
    start = _one(about, SCHEMA.startDate)
    place = (_one(about, SCHEMA.postalCode), _one(about, SCHEMA.addressLocality))
    return (
        iri,
        type_,
        best_label(labels),
        start,
        _one(about, SCHEMA.endDate),
        _year(start),
        _number(about, VB.totalCost),
        _number(about, VB.eligibleCost),
        _one(about, VB.currency),
        " ".join(part for part in place if part) or None,
    )


def _grant(about: About) -> Cells:
    return (
        _one(about, VB.funder),
        _one(about, VB.programme),
        _number(about, VB.amount),
        _one(about, VB.currency),
        _number(about, VB.cofinancingRate),
        _year(_one(about, SCHEMA.startDate)),
    )


def _participation(about: About) -> Cells:
    organisation, role = _one(about, VB.organisation), _one(about, VB.role)
    return organisation, role or "", _number(about, VB.amount), _one(about, VB.currency), _one(about, VB.unnamed)


def _one(about: About, predicate: str) -> str | None:
    """The value, the first in order where a source states several."""
    return min((value.text for value in about.get(predicate, ())), default=None)


def _number(about: About, predicate: str) -> float | None:
    try:
        return float(_one(about, predicate) or "nan") if predicate in about else None
    except ValueError:  # statements of others may say anything
        return None


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdecimal() else None


def _relations() -> dict[str, str]:
    """The relation in the columns for each predicate between things, as the model declares them."""
    found = {}
    for record in (*THINGS.values(), *NESTED.values()):
        for item in properties(record).values():
            term = expand(item.metadata["term"])
            if item.metadata.get("many") and item.metadata["value"] in (REFERENCE, RECORD) and term not in HOLD:
                found[term] = item.metadata["term"].partition(":")[2]
    return found


EDGES = _relations()
PREDICATES = {
    *EDGES, *HOLD, *(predicate for predicate, _ in NAMES), RDF.type, SCHEMA.startDate, SCHEMA.endDate,
    SCHEMA.postalCode, SCHEMA.addressLocality, VB.totalCost, VB.eligibleCost, VB.currency, VB.amount, VB.funder,
    VB.programme, VB.cofinancingRate, VB.organisation, VB.role, VB.unnamed,
}  # fmt: skip
