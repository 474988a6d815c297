"""What a query may mean but organisations: projects, programmes and all else, by their names and identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from graph.errors import AmbiguousError, InputError, VerbundError
from graph.matching.candidates import ASK, SAME, Reason
from graph.matching.lookup import Found
from graph.matching.query import MOST, TYPES, Query
from graph.search import search
from graph.store import GraphStore
from graph.vocabulary import DCTERMS

_ALIKE, _EXACT = 75.0, 100.0  # of 100: names that are only similar are no answers below the first
_IDENTIFIER = 16.0  # bits, as between organisations
_PARTICIPANTS = """
    SELECT DISTINCT organisation FROM participations WHERE organisation IS NOT NULL AND project IN
    (SELECT subject FROM edges WHERE relation = 'programme' AND object = ?
     UNION SELECT owner FROM grants WHERE programme = ?)
"""


class OtherThings:
    """The things of a store that are looked up by their names alone."""

    def __init__(self, store: GraphStore) -> None:
        self._store, self._names = store, store.names

    def find(self, query: Query, types: Sequence[str]) -> Iterator[Found]:
        """Those of some classes that have the identifiers or a name like that of a query."""
        seen = set()
        for text in query.values("identifier"):
            for iri in self._identified(text, types):
                seen.add(iri)
                yield _found(iri, self._names.type(iri), _EXACT, Reason("identifier", _IDENTIFIER, text, text))
        if not query.text:
            return
        try:
            hits = search(self._store, query.text, type=types[0] if len(types) == 1 else "", limit=MOST)
        except InputError:  # nothing but signs
            return
        for hit in hits:
            if hit.type in types and hit.id not in seen and hit.score >= _ALIKE:
                reason = Reason("name", round(hit.score - 50, 1), query.text, hit.name)
                yield _found(hit.id, hit.type, hit.score, reason)

    def is_name(self, text: str) -> bool:
        """Whether anything has this very name; looking for similar ones takes long where nobody said what is meant."""
        try:
            return bool(self._names.find_if_any(text, TYPES, beginnings=False))
        except AmbiguousError:
            return True

    def participants(self, programmes: Iterable[str]) -> set[str]:
        """The organisations that take part in projects of programmes, under the IRIs that the store shows."""
        known = [iri for text in programmes if (iri := self._programme(text))]
        return {iri for programme in known for (iri,) in self._store.tables.rows(_PARTICIPANTS, [programme] * 2)}

    def _programme(self, text: str) -> str:
        try:
            return self._names.find_if_any(text, ("Programme",), beginnings=False)
        except VerbundError:
            return ""

    def _identified(self, text: str, types: Sequence[str]) -> Iterator[str]:
        for quad in self._store.quads(predicate=DCTERMS.identifier, value=ox.Literal(text)):
            if isinstance(quad.subject, ox.NamedNode) and self._names.type(quad.subject.value) in types:
                yield quad.subject.value


def _found(iri: str, type_: str, score: float, reason: Reason) -> Found:
    """A thing whose name is so like a text; the bits leave no doubt but where another one has the same name."""
    return Found(iri, type_, (score - 50) / 10, score, SAME if score >= _EXACT else ASK, (reason,))
