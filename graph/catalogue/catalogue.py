"""All things of a store as arrays, and what can be asked of them: facets, a table, a network, a map, a search.

Answers name things by their IRIs, in no language. A catalogue is made from the columns of a store; that of a large
store is kept beside them, and mapped into memory by each process that opens it.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.catalogue import kept
from graph.catalogue.arrays import NONE, TYPES, Array, Matrix, table
from graph.catalogue.filter import Filter
from graph.catalogue.selection import Selection
from graph.model import ROLES
from graph.names import ACTORS
from graph.recommending.name_list import NameList

if TYPE_CHECKING:
    from graph.catalogue.counts import Facets
    from graph.catalogue.hits import Hit
    from graph.catalogue.links import Network
    from graph.catalogue.regions import RegionCounts
    from graph.catalogue.rows import Page
    from graph.catalogue.words import Words
    from graph.store import GraphStore

_MADE: weakref.WeakKeyDictionary[GraphStore, tuple[Any, Catalogue]] = weakref.WeakKeyDictionary()


class Catalogue:
    """All things of a store by number, in the order of their IRIs."""

    def __init__(self, parts: Mapping[str, Array], about: Mapping[str, Any], columns: Path | None = None) -> None:
        """``parts`` and ``about`` as ``catalogue.arrays`` describes them; ``columns`` is where more can be kept."""
        self.parts, self.about, self.columns = _Kept(parts), about, columns

    @staticmethod
    def of(store: GraphStore) -> Catalogue:
        """The catalogue of a store, made or opened once; anew after a load into a store in memory.

        Raises StoreError for an endpoint.
        """
        state = None if store.location else store.tables  # a load puts other tables in their place
        if (known := _MADE.get(store)) and known[0] is state:
            return known[1]
        made = _opened(store)
        _MADE[store] = state, made
        return made

    def __len__(self) -> int:
        return len(self.iris)

    # ------------------------------------------------------------------ asking

    def selection(self, chosen: Filter) -> Selection:
        """What a filter finds, to ask several things of it."""
        return Selection(self, chosen)

    def selected(self, chosen: Filter) -> Array:
        """The numbers of the things that a filter finds."""
        return np.flatnonzero(Selection(self, chosen).holds)

    def facets(self, chosen: Filter, *, open: Sequence[str] = (), limit: int = 12) -> Facets:
        """How many of the things that a filter finds have which value; children of the values that are open, too."""
        from graph.catalogue.counts import facets

        return facets(self, Selection(self, chosen), open, limit)

    def table(
        self, chosen: Filter, *, sort: str = "label", descending: bool = False, offset: int = 0, limit: int = 100,
        language: str = "de",
    ) -> Page:  # fmt: skip
        """What a filter finds as rows, sorted by names in a language. Raises InputError for an unknown order."""
        from graph.catalogue.rows import page

        selection = Selection(self, chosen)
        return page(self, selection, sort, descending=descending, offset=offset, limit=limit, language=language)

    def network(
        self, chosen: Filter, *, context: bool = True, expand: Sequence[str] = (), limit: int = 5000
    ) -> Network:
        """What a filter finds with the links among it; with context, what it is linked to as well."""
        from graph.catalogue.links import network

        return network(self, Selection(self, chosen), context=context, expand=expand, limit=limit)

    def map(self, chosen: Filter, *, measure: str = "projects", level: int = 1) -> RegionCounts:
        """What a filter finds by region of a NUTS level. Raises InputError for an unknown measure or level."""
        from graph.catalogue.regions import region_counts

        return region_counts(self, Selection(self, chosen), measure, level)

    def search(self, text: str, limit: int = 20, types: Sequence[str] = ()) -> list[Hit]:
        """The things whose names fit a text, best first: of the given classes, else actors."""
        from graph.catalogue.hits import hits

        return hits(self, text, limit, types)

    # ------------------------------------------------------------------ things by number

    @cached_property
    def iris(self) -> NameList:
        """The IRIs of all things; their places are the numbers."""
        return NameList(self.parts["iri.text"], self.parts["iri.start"])

    @cached_property
    def _labels(self) -> NameList:
        return NameList(self.parts["label.text"], self.parts["label.start"])

    @cached_property
    def _dates(self) -> NameList:
        return NameList(self.parts["date.text"], self.parts["date.start"])

    @cached_property
    def name_texts(self) -> NameList:
        """All names of all things, by thing."""
        return NameList(self.parts["name.text.text"], self.parts["name.text.start"])

    @cached_property
    def name_keys(self) -> NameList:
        """The same as people mean them."""
        return NameList(self.parts["name.key.text"], self.parts["name.key.start"])

    @cached_property
    def words(self) -> Words:
        """The words of names."""
        from graph.catalogue.words import Words

        return Words(self.parts, len(self))

    @property
    def type(self) -> Array:
        """The class of each thing, as a place in ``arrays.TYPES``."""
        return self.parts["type"]

    @property
    def known(self) -> Array:
        """What counts as a thing: actors, and concepts that something is linked to."""
        return self.parts["known"]

    @cached_property
    def total(self) -> int:
        """How many things an empty filter finds."""
        return int(Selection(self, Filter()).holds.sum())

    @cached_property
    def type_counts(self) -> dict[str, int]:
        """How many actors there are of each class, the most frequent first."""
        counts = np.bincount(self.type[self.known], minlength=len(TYPES))
        order = np.argsort(-counts, kind="stable").tolist()
        return {TYPES[at]: int(counts[at]) for at in order if counts[at] and TYPES[at] in ACTORS}

    def label(self, number: int, language: str = "de") -> str:
        """The name of a thing in a language, German where there are no names in it, else the end of its IRI."""
        name = f"label.{language}" if language in ("de", "en") else "label.de"
        return self._labels[int(self.parts[name][number])]

    def label_of(self, iri: str, language: str = "de") -> str:
        """The name of a thing by its IRI."""
        number = self.iris.number(iri)
        return self.label(number, language) if number >= 0 else iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def type_of(self, number: int) -> str:
        """The class of a thing, e.g. "Project"."""
        return TYPES[int(self.type[number])]

    def order(self, language: str) -> Array:
        """The place of each thing when all are sorted by name."""
        return self.parts[f"order.{language}" if language in ("de", "en") else "order.de"]

    def date(self, number: int) -> str:
        """A date by its number, "" for none."""
        return self._dates[number] if number != NONE else ""

    def iri_or_none(self, number: int) -> str:
        """The IRI of a thing, "" for none."""
        return self.iris[number] if number != NONE else ""

    # ------------------------------------------------------------------ values

    @property
    def currencies(self) -> list[str]:
        """The currencies of amounts, the most usual first."""
        return list(self.about["currencies"])

    def currency_number(self, currency: str) -> int:
        """The place of a currency among all, of "" that of the most usual one; -1 for one that nothing has."""
        known = self.about["currencies"]
        if not currency:
            return 0 if known else NONE
        return known.index(currency) if currency in known else NONE

    def place(self, facet: str, value: str) -> int:
        """The place of a value among those of a facet; -1 where nothing has it."""
        if facet == "role":
            return ROLES.index(value) if value in ROLES else NONE
        number, values = self.iris.number(value), self.parts[f"{facet}.values"]
        at = int(np.searchsorted(values, number))
        return at if number >= 0 and at < len(values) and values[at] == number else NONE

    def value(self, facet: str, place: int) -> str:
        """The value at a place: an IRI, or a role."""
        number = int(self.parts[f"{facet}.values"][place])
        return ROLES[number] if facet == "role" else self.iris[number]

    def counts(self, facet: str, holds: Array) -> Array:
        """How many of the things that are meant have each value of a facet."""
        found: Array = self._tables(facet) @ (holds.astype(np.int32) if len(holds) else np.zeros(1, np.int32))
        return found

    def _tables(self, facet: str) -> Matrix:
        return table(self.parts, f"{facet}.by_value", len(self))


class _Kept(dict[str, Array]):
    """Arrays by name, each mapped once."""

    def __init__(self, parts: Mapping[str, Array]) -> None:
        super().__init__()
        self._parts = parts

    def all_names(self) -> list[str]:
        """The names of all arrays, mapped or not."""
        return list(self._parts)

    def __missing__(self, name: str) -> Array:
        self[name] = self._parts[name]
        return self[name]


def _opened(store: GraphStore) -> Catalogue:
    columns = store.columns if store.columns and store.columns.is_dir() else None
    if columns and (found := kept.read(columns)):
        return Catalogue(*found, columns)
    from graph.catalogue.making import made

    parts, about = made(store)
    if columns and int(parts["known"].sum()) >= kept.ENOUGH and kept.write(parts, about, columns):
        return Catalogue(parts, about, columns)
    return Catalogue(parts, about)
