"""Which things a filter finds, and how many would be found without one of its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from graph.catalogue.arrays import TYPES, Array, row_of
from graph.catalogue.filter import Filter
from graph.names import ACTORS

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue

_VALUED = ("programme", "theme", "region", "funder", "source", "role")


class Selection:
    """The things that a filter finds; each field of it by itself, too."""

    def __init__(self, catalogue: Catalogue, chosen: Filter) -> None:
        self._catalogue, self.filter = catalogue, chosen
        self.score: Array | None = None  # how well names fit, where words are sought
        self._conditions: dict[str, Array] = {}
        for name, condition in _CONDITIONS.items():
            if (holds := condition(self, name)) is not None:
                self._conditions[name] = holds

    @property
    def holds(self) -> Array:
        """Whether each thing is found."""
        return self.without("")

    def without(self, *names: str) -> Array:
        """Whether each thing would be found if fields were open."""
        found = self._catalogue.known
        for name, holds in self._conditions.items():
            if name not in names:
                found = found & holds
        return found

    # ------------------------------------------------------------------ conditions

    def _q(self, _: str) -> Array | None:
        self.score = self._catalogue.words.found(self.filter.q)
        if self.score is None:
            return np.zeros(len(self._catalogue), bool) if self.filter.q else None
        return self.score > 0

    def _type(self, _: str) -> Array | None:
        if self.filter.ids and not self.filter.type:
            return None
        types = self.filter.type or ACTORS
        return np.isin(self._catalogue.type, [TYPES.index(name) for name in types])

    def _value(self, name: str) -> Array | None:
        values = getattr(self.filter, name)
        if not values:
            return None
        holds = np.zeros(len(self._catalogue), bool)
        for value in values:
            if (place := self._catalogue.place(name, value)) >= 0:
                holds[row_of(self._catalogue.parts, f"{name}.by_value", place)] = True
        return holds

    def _years(self, _: str) -> Array | None:
        since, until = self.filter.since, self.filter.until
        if since is None and until is None:
            return None
        parts, holds = self._catalogue.parts, np.zeros(len(self._catalogue), bool)
        years = parts["year.values"]
        low = np.searchsorted(years, since or 0)
        high = np.searchsorted(years, 9999 if until is None else until, side="right")
        row = parts["year.by_value.row"]
        holds[parts["year.by_value.column"][row[low] : row[high]]] = True
        return holds

    def _amounts(self, _: str) -> Array | None:
        least, most = self.filter.min, self.filter.max
        if least is None and most is None:
            return None
        parts, holds = self._catalogue.parts, np.zeros(len(self._catalogue), bool)
        currency, amount = self._catalogue.currency_number(self.filter.currency), parts["money.amount"]
        fits = parts["money.currency"] == currency
        if least is not None:
            fits &= amount >= least
        if most is not None:
            fits &= amount <= most
        holds[parts["money.thing"][fits]] = True
        return holds

    def _ids(self, _: str) -> Array | None:
        if not self.filter.ids:
            return None
        holds = np.zeros(len(self._catalogue), bool)
        holds[[number for iri in self.filter.ids if (number := self._catalogue.iris.number(iri)) >= 0]] = True
        return holds


_CONDITIONS: dict[str, Callable[[Selection, str], Array | None]] = {
    "q": Selection._q,
    "type": Selection._type,
    **dict.fromkeys(_VALUED, Selection._value),
    "years": Selection._years,
    "amounts": Selection._amounts,
    "ids": Selection._ids,
}
