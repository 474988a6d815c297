"""How many of the selected things have which value: facets, years and amounts.

Counts of a facet leave its own choice out of account, so that one sees what another choice would find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.catalogue.arrays import LEVELS, TREES, TYPES, Array, table
from graph.catalogue.filter import FACETS
from graph.catalogue.selection import Selection
from graph.names import ACTORS

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue

_FEW = 0.005  # of the amounts, those that are smaller than all others, get no bars of their own
_BARS = 18  # more are drawn in steps of ten in place of 1, 2, 5
_CHILDREN = 200  # of a value that is open: no level of the NUTS has more below one region
_BESIDE = tuple(LEVELS.index(level) for level in ("macro", "landscape"))  # no level of the tree of regions


@dataclass(slots=True)
class Value:
    """A value (an IRI, class or role) and how many things have it; ``parent`` and ``has_more`` in trees."""

    value: str
    count: int
    parent: str = ""
    has_more: bool = False


@dataclass(slots=True)
class Histogram:
    """Lower bounds of the bars, ascending; the last reaches to ``end``."""

    lows: list[float]
    end: float
    counts: list[int]
    currency: str


@dataclass(slots=True)
class Facets:
    """What a filter finds, of how many, and the values of each facet with the most frequent first."""

    found: int
    total: int
    values: dict[str, list[Value]]
    years: list[tuple[int, int]]
    amounts: Histogram | None


def facets(catalogue: Catalogue, selection: Selection, opened: Sequence[str], limit: int) -> Facets:
    """The facets of a selection, at most ``limit`` values each, and the children of values that are open."""
    counting = _Counting(catalogue, selection, opened, limit)
    return Facets(
        int(selection.holds.sum()),
        catalogue.total,
        {name: list(counting.values(name)) for name in FACETS},
        list(counting.years()),
        counting.amounts(),
    )


class _Counting:
    def __init__(self, catalogue: Catalogue, selection: Selection, opened: Sequence[str], limit: int) -> None:
        self._catalogue, self._selection, self._limit = catalogue, selection, limit
        self._opened = opened

    def values(self, name: str) -> Iterator[Value]:
        holds = self._selection.without(name)
        if name == "type":
            return self._types(holds)
        counts = self._catalogue.counts(name, holds)
        chosen = [place for iri in getattr(self._selection.filter, name) if (place := self._place(name, iri)) >= 0]
        if name in TREES:
            return self._tree(name, counts, chosen)
        return self._flat(name, counts, chosen)

    def _types(self, holds: Array) -> Iterator[Value]:
        counts = np.bincount(self._catalogue.type[holds], minlength=len(TYPES))
        is_concept = np.arange(len(TYPES)) >= len(ACTORS)
        for at in np.lexsort((-counts, is_concept)).tolist():
            if counts[at] or TYPES[at] in self._selection.filter.type:
                yield Value(TYPES[at], int(counts[at]))

    def _flat(self, name: str, counts: Array, chosen: list[int]) -> Iterator[Value]:
        for at in self._best(name, np.arange(len(counts)), counts, chosen, self._limit):
            yield Value(self._iri(name, at), int(counts[at]))

    def _tree(self, name: str, counts: Array, chosen: list[int]) -> Iterator[Value]:
        """Depth first: a value, then its children where it is open or one below it is chosen."""
        parts = self._catalogue.parts
        ups = table(parts, f"{name}.parent", len(counts))
        opened = {place for iri in self._opened if (place := self._place(name, iri)) >= 0}
        shown = {up for place in chosen for up in _above(ups, place)} | {up for at in opened for up in _above(ups, at)}
        tops = np.flatnonzero(np.diff(ups.indptr) == 0)
        beside = np.isin(parts["region.level"][tops], _BESIDE) if name == "region" else np.zeros(len(tops), bool)
        downs = _children(ups, opened | shown)
        fruitful = np.zeros(len(counts), bool)
        fruitful[ups.indices[np.repeat(counts > 0, np.diff(ups.indptr))]] = True

        def walk(at: int, parent: str, above: frozenset[int]) -> Iterator[Value]:
            iri = self._iri(name, at)
            yield Value(iri, int(counts[at]), parent, bool(fruitful[at]))
            below = downs.get(at)
            if below is None or at in above:
                return
            only = None if at in opened else shown | set(chosen)
            held = np.array([one for one in below if only is None or one in only], np.int64)
            for child in self._best(name, held, counts, chosen, _CHILDREN):
                yield from walk(child, iri, above | {at})

        for group in (tops[~beside], tops[beside]):
            for at in self._best(name, group, counts, [*chosen, *shown], self._limit):
                yield from walk(at, "", frozenset())

    def _best(self, name: str, places: Array, counts: Array, kept: Iterable[int], limit: int) -> list[int]:
        """The most frequent of some values, and those to keep in any case."""
        wanted = set(kept)
        many = places[counts[places] > 0]
        ordered = many[np.argsort(-counts[many], kind="stable")][:limit].tolist()
        more = sorted(at for at in places[np.isin(places, list(wanted))].tolist() if at not in set(ordered))
        return [*ordered, *more]

    def _place(self, name: str, iri: str) -> int:
        return self._catalogue.place(name, iri)

    def _iri(self, name: str, at: int) -> str:
        return self._catalogue.value(name, at)

    def years(self) -> Iterator[tuple[int, int]]:
        counts = self._catalogue.counts("year", self._selection.without("years"))
        values = self._catalogue.parts["year.values"]
        for at in np.flatnonzero(counts).tolist():
            yield int(values[at]), int(counts[at])

    def amounts(self) -> Histogram | None:
        """In the currency that was chosen, else in that which most have."""
        parts = self._catalogue.parts
        held = self._selection.without("amounts")[parts["money.thing"]]
        currencies = parts["money.currency"][held]
        if not len(currencies):
            return None
        chosen = (
            self._catalogue.currency_number(self._selection.filter.currency) if self._selection.filter.currency else -1
        )
        most = int(np.bincount(currencies).argmax())
        currency = chosen if chosen >= 0 and (currencies == chosen).any() else most
        lows, end, counts = histogram(parts["money.amount"][held][currencies == currency])
        return Histogram(lows, end, counts, self._catalogue.currencies[currency])


def histogram(amounts: Array) -> tuple[list[float], float, list[int]]:
    """Bars that double their width, 1, 2, 5, 10 …: lower bounds, upper end, and how many lie in each.

    The first bar takes in the few that are much smaller than all others, and what is not above 0.
    """
    low, high = float(amounts.min()), float(amounts.max())
    positive = amounts[amounts > 0]
    bounds = [min(low, 0.0)]
    end = 0.0
    if len(positive):
        usual = float(np.quantile(positive, _FEW))
        first, last = int(np.floor(np.log10(usual))), int(np.ceil(np.log10(high)))
        scale = (1.0, 2.0, 5.0) if (last - first) * 3 <= _BARS else (1.0,)
        steps = [float(f"{step:.0f}e{power}") for power in range(first, last + 2) for step in scale]
        end = next(step for step in steps if step > high)
        steps = [step for step in steps if step < end]
        steps = steps[max(sum(step <= usual for step in steps) - 1, 0) :]
        bounds = [*(bounds if low < steps[0] else []), *steps]
    end = max(end, float(np.nextafter(bounds[-1], np.inf)))
    return bounds, end, np.histogram(amounts, [*bounds, end])[0].tolist()


def _above(ups: object, at: int) -> set[int]:
    """A value and all above it in the tree."""
    indptr, indices = ups.indptr, ups.indices  # type: ignore[attr-defined]
    found, ahead = {at}, [at]
    while ahead:
        one = ahead.pop()
        new = set(indices[indptr[one] : indptr[one + 1]].tolist()) - found
        found |= new
        ahead += new
    return found


def _children(ups: object, parents: set[int]) -> dict[int, list[int]]:
    indptr, indices = ups.indptr, ups.indices  # type: ignore[attr-defined]
    low = np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))
    return {at: low[indices == at].tolist() for at in parents}
