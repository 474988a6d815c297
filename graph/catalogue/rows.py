"""The selected things as rows of a table, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.catalogue.arrays import NONE, Array, row_of
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue
    from graph.catalogue.selection import Selection

SORTS = ("label", "type", "region", "programme", "start", "end", "amount", "links", "score")


@dataclass(slots=True)
class Row:
    """A thing with what it is told by; "" and None where nothing is known. Regions, programmes and sources are IRIs."""

    id: str
    type: str
    region: str
    programme: str
    start: str
    end: str
    amount: float | None
    currency: str
    links: int
    sources: list[str]


@dataclass(slots=True)
class Page:
    """Some of the rows that are found, from ``offset`` on."""

    found: int
    offset: int
    rows: list[Row]


def page(
    catalogue: Catalogue, selection: Selection, sort: str, *, descending: bool, offset: int, limit: int, language: str
) -> Page:
    """Rows in an order; what has no value comes last. Raises InputError for an order that there is not."""
    numbers = ordered(catalogue, selection, sort, descending=descending, language=language)
    shown = numbers[max(offset, 0) : max(offset, 0) + max(limit, 0)]
    return Page(len(numbers), max(offset, 0), [row(catalogue, int(at)) for at in shown])


def ordered(catalogue: Catalogue, selection: Selection, sort: str, *, descending: bool, language: str) -> Array:
    """The numbers of the things that are found, in an order, those with equal values by label."""
    if sort not in SORTS:
        raise InputError(f"“{sort}” is no order; known are {', '.join(SORTS)}", where="sort")
    numbers = np.flatnonzero(selection.holds)
    by_label = catalogue.order(language)[numbers]
    values = _values(catalogue, selection, sort, numbers, language)
    if sort == "score":
        descending = not descending  # the best first
    missing = np.isnan(values)
    found: Array = numbers[np.lexsort((by_label, -values if descending else values, missing))]
    return found


def _values(catalogue: Catalogue, selection: Selection, sort: str, numbers: Array, language: str) -> Array:
    parts = catalogue.parts
    if sort == "label":
        return catalogue.order(language)[numbers].astype(np.float64)
    if sort == "score":
        score = selection.score if selection.score is not None else parts["links"]
        return score[numbers].astype(np.float64)
    if sort in ("region", "programme"):
        main = parts[f"main.{sort}"][numbers]
        return np.where(main == NONE, np.nan, catalogue.order(language)[main])
    if sort in ("start", "end"):
        date = parts["first" if sort == "start" else "last"][numbers]
        return np.where(date == NONE, np.nan, date)
    return parts[sort][numbers].astype(np.float64)


def row(catalogue: Catalogue, at: int) -> Row:
    """The row of a thing by its number."""
    parts = catalogue.parts
    amount, currency = float(parts["amount"][at]), int(parts["currency"][at])
    sources = row_of(parts, "source.by_thing", at)
    return Row(
        catalogue.iris[at],
        catalogue.type_of(at),
        catalogue.iri_or_none(int(parts["main.region"][at])),
        catalogue.iri_or_none(int(parts["main.programme"][at])),
        catalogue.date(int(parts["first"][at])),
        catalogue.date(int(parts["last"][at])),
        None if currency == NONE else amount,
        "" if currency == NONE else catalogue.currencies[currency],
        int(parts["links"][at]),
        [catalogue.iris[int(parts["source.values"][one])] for one in sources],
    )
