"""When things begin and end, and the years that they run."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from graph.catalogue.arrays import NONE, Array, Matrix
from graph.catalogue.numbering import packed

_LONGEST = 200  # years that a thing may run; a longer period is a slip of the pen, and counts at both its ends
_YEARS = 10_000

Dates = list[str | None]


def dates(first: Dates, last: Dates) -> dict[str, Array]:
    """``date.*``, ``first`` and ``last``."""
    known = sorted({date for column in (first, last) for date in column if date})
    place = {date: at for at, date in enumerate(known)}
    parts = packed("date", known)
    for name, column in (("first", first), ("last", last)):
        parts[name] = np.array([place[date] if date else NONE for date in column], np.int32)
    return parts


def years(first: Dates, last: Dates, granted: tuple[Array, Array]) -> Matrix:
    """Things × years: each year from the first to the last date, else the years of its grants."""
    begun, ended = _years(first), _years(last)
    begun, ended = np.where(begun == 0, ended, begun), np.where(ended == 0, begun, ended)
    thing, year = _runs(begun, ended)
    undated = (begun[granted[0]] == 0) & (granted[1] > 0) & (granted[1] < _YEARS)
    thing = np.concatenate([thing, granted[0][undated]])
    year = np.concatenate([year, granted[1][undated]])
    shape = len(first), _YEARS
    return sparse.csr_array((np.ones(len(thing), np.int32), (thing, year)), shape=shape)


def _years(column: Dates) -> Array:
    """The year that each date begins with, 0 where there is none."""
    return np.array([int(date[:4]) if date and date.isascii() and date[:4].isdecimal() else 0 for date in column], int)


def _runs(begun: Array, ended: Array) -> tuple[Array, Array]:
    """Things and each year that they run."""
    dated = np.flatnonzero(begun > 0)
    low, high = np.minimum(begun, ended)[dated], np.maximum(begun, ended)[dated]
    long = high - low > _LONGEST
    many = np.where(long, 1, high - low + 1)
    thing = np.repeat(dated, many)
    step = np.arange(len(thing)) - np.repeat(np.cumsum(many) - many, many)
    return np.concatenate([thing, dated[long]]), np.concatenate([np.repeat(low, many) + step, high[long]])
