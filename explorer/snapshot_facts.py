"""The facts of things with their sources, a line of JSON for each thing: what a page reads when it is asked for one.

The first line holds what the others share: relations, sources, citations, and things that are only named. A fact is
``[relation, 1 where others say it of the thing, value, citations, language, facts of a nested record]``; a number as
value is a thing of the file, or, below 0, one of those that are only named.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from explorer.labels import clean
from explorer.snapshot_columns import LANGUAGES, Columns
from explorer.snapshot_form import compact_json
from graph.catalogue import Catalogue
from graph.evidence import Citation
from graph.facts import Fact, show
from graph.store import GraphStore
from graph.vocabulary import compact, inverse_label, term_label

Item = TypeVar("Item", bound=Hashable)
INTO = "into"


class FactLines:
    """The lines for the things of a file."""

    def __init__(self, store: GraphStore, catalogue: Catalogue, columns: Columns) -> None:
        self._store, self._catalogue, self._columns = store, catalogue, columns
        self._relations, self._sources, self._certainties = _Numbered[str](), _Numbered[str](), _Numbered[str]()
        self._citations, self._others = _Numbered[Citation](), _Numbered[str]()

    def written(self, told: Iterable[int]) -> bytes:
        """The lines, empty ones for what is not among the numbers of the catalogue that are told."""
        wanted = set(told)
        lines = [
            compact_json(self._facts(self._catalogue.iris[number])) if number in wanted else b""
            for number in self._columns.kept.tolist()
        ]
        return b"\n".join([compact_json(self._header()), *lines])

    def _facts(self, iri: str) -> list[list[Any]]:
        return [self._fact(fact) for fact in show(self._store, iri).facts]

    def _fact(self, fact: Fact) -> list[Any]:
        value: int | str = self._thing(fact.value) if fact.is_thing else fact.value
        cited = [self._citations[one] for one in fact.sources]
        told: list[Any] = [self._relations[fact.predicate], int(fact.of == INTO), value, cited]
        if fact.language or fact.parts:
            told.append(fact.language)
        if fact.parts:
            told.append([self._fact(part) for part in fact.parts])
        return told

    def _thing(self, iri: str) -> int:
        number = self._catalogue.iris.number(iri)
        place = self._columns.place(number) if number >= 0 else -1
        return place if place >= 0 else -1 - self._others[iri]

    def _header(self) -> dict[str, Any]:
        names = self._store.names
        return {
            "relations": [
                {
                    "id": compact(iri),
                    "out": {language: term_label(iri, language) for language in LANGUAGES},
                    "into": {language: inverse_label(iri, language) for language in LANGUAGES},
                }
                for iri in self._relations
            ],
            "citations": [self._citation(one) for one in list(self._citations)],
            "sources": list(self._sources),
            "certainties": list(self._certainties),
            "others": [
                {"id": iri, "type": names.type(iri)}
                | {language: clean(names.label(iri, language)) for language in LANGUAGES}
                for iri in self._others
            ],
        }

    def _citation(self, one: Citation) -> list[Any]:
        told = [self._sources[one.source], one.where, self._certainties[one.certainty]]
        return [*told, one.note] if one.note else told


class _Numbered(dict[Item, int]):
    """Items numbered in the order in which they are met."""

    def __missing__(self, item: Item) -> int:
        self[item] = len(self)
        return self[item]
