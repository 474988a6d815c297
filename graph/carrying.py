"""Who carries the projects of each cell: partners that are there, or only such from elsewhere.

A project counts as carried from elsewhere in a place where none of its participants is, if it is known where all of
them are. With an unnamed participant, or one without a known place, nothing can be said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.addition import Dimension, Key, distinct, grouped, money, spread
from graph.presence import Census
from graph.sums import Array, Links, Sums


@dataclass(slots=True)
class Outside:
    """What is carried from elsewhere in a cell: how many projects, their money, and by how many carriers.

    The largest projects, and the carriers with most of them, are named.
    """

    projects: int
    carriers: int
    amount: dict[str, float]
    largest: list[str]
    busiest: list[tuple[str, int]]


class Carrying:
    """Which projects of which cells are carried from elsewhere."""

    def __init__(self, census: Census, sums: Sums, place: int, width: int) -> None:
        """``place`` is the number of the dimension that says where, ``width`` its number of values."""
        self._census, self._sums, self._place, self._width = census, sums, place, width
        axis = f"SELECT id FROM axis{place}"  # noqa: S608 - our own number
        project, value = census.columns(f"SELECT p, n FROM joined JOIN axis{place} ON id = partner WHERE p IS NOT NULL")  # noqa: S608
        self._local = distinct(project * width + value)
        project, carrier = census.columns("SELECT p, partner FROM joined WHERE p IS NOT NULL ORDER BY 1, 2")
        self._carriers = Links.of(project, carrier, sums.projects)
        (unsure,) = census.columns(
            f"""SELECT p FROM joined WHERE p IS NOT NULL AND partner NOT IN ({axis}) UNION ALL
            SELECT p FROM participations JOIN thing ON project = iri WHERE coalesce(organisation, '') = ''"""  # noqa: S608
        )
        self._sure = self._carriers.count > 0
        self._sure[unsure] = False

    def cells(self, dimensions: Sequence[Dimension], numbers: dict[Key, int], chosen: Array) -> Cells:
        """The cells of some rows of ``funding``; ``numbers`` are those of the places."""
        rows, group, keys = grouped(self._sums, dimensions, chosen)
        width = max(len(keys), 1)
        pair = self._sums.arrays["funding.project"][rows].astype(np.int64) * width + group
        project, held = np.divmod(distinct(pair), width)
        place = np.array([numbers.get(key[self._place], -1) for key in keys], np.int64)[held]
        there = self._is_local(project * self._width + place)
        outside = ~there & (place >= 0) & self._sure[project]
        unsure = ~there & (place >= 0) & ~self._sure[project]
        return Cells(
            self, keys, rows, group, project[outside], held[outside], np.bincount(held[unsure], minlength=width)
        )

    def _is_local(self, pair: Array) -> Array:
        """Whether somebody who takes part in the project is in the place, for each pair of both."""
        if not len(self._local):
            return np.zeros(len(pair), bool)
        at = np.minimum(np.searchsorted(self._local, pair), len(self._local) - 1)
        local: Array = self._local[at] == pair
        return local

    def carriers(self, project: Array) -> tuple[Array, Array]:
        """Which of some projects each carrier carries, and the carriers, by number."""
        return spread(self._carriers, project)

    def outside(self, cells: Cells, at: int, named: int) -> Outside:
        """What is carried from elsewhere in one cell."""
        project = cells.project[cells.held == at]
        rows = cells.rows[cells.group == at]
        rows = rows[np.isin(self._sums.arrays["funding.project"][rows], project)]
        counted = Counter(self.carriers(project)[1].tolist())
        busiest = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:named]
        names = self._census.names([carrier for carrier, _ in busiest])
        return Outside(
            len(project), len(counted), self._amount(rows), self._largest(rows, named),
            [(names[carrier], count) for carrier, count in busiest],
        )  # fmt: skip

    def _amount(self, rows: Array) -> dict[str, float]:
        arrays = self._sums.arrays
        stated = arrays["funding.currency"][rows], arrays["funding.amount"][rows]
        return {currency: total for _, currency, total in money(self._sums, np.zeros(len(rows), np.int64), *stated)}

    def _largest(self, rows: Array, named: int) -> list[str]:
        """The projects of some rows with the largest grants."""
        ordered = rows[np.argsort(-self._sums.arrays["funding.amount"][rows], kind="stable")]
        first = list(dict.fromkeys(self._sums.arrays["funding.project"][ordered].tolist()))[:named]
        names = self._census.names(first, projects=True)
        return [names[project] for project in first]


@dataclass
class Cells:
    """The cells with their projects: those that are carried from elsewhere, and how many of which nobody knows."""

    carrying: Carrying
    keys: list[tuple[Key, ...]]
    rows: Array
    group: Array
    project: Array
    held: Array
    unsure: Array

    @cached_property
    def number(self) -> dict[tuple[Key, ...], int]:
        """The number of the cell with some keys."""
        return {keys: at for at, keys in enumerate(self.keys)}

    @cached_property
    def projects(self) -> Array:
        """How many projects of each cell are carried from elsewhere."""
        return np.bincount(self.held, minlength=len(self.keys))

    @cached_property
    def carriers(self) -> Array:
        """How many organisations from elsewhere carry them."""
        at, carrier = self.carrying.carriers(self.project)
        width = int(carrier.max(initial=0)) + 1
        pair = distinct(self.held[at] * width + carrier)
        return np.bincount(pair // width, minlength=len(self.keys))
