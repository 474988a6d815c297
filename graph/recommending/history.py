"""What was known on a day, and the questions that were asked later."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from graph.recommending.arrays import NO_LEAD, Array, Arrays, Matrix, hash_of

_MIX = np.array([0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64)  # of the generator splitmix64


@dataclass(slots=True, frozen=True)
class Query:
    """What is known of a project that begins: who leads it, its programmes, themes and the words of its title.

    Where it lies is where its lead lies. ``number`` tells queries apart where chance decides.
    """

    lead: int
    programme: Array
    theme: Array
    word: Array
    number: int = 0


class History:
    """The projects that surely began before a day, and all organisations with what is stated of themselves.

    Everything that is counted here (links, frequencies of themes, words and regions) is counted over these projects
    and the organisations that take part in them.
    """

    def __init__(self, arrays: Arrays, day: int) -> None:
        known = np.flatnonzero(arrays.last_day < day)
        self.member: Matrix = arrays.member[known]
        self.programme: Matrix = arrays.programme[known]
        self.theme: Matrix = arrays.theme[known]
        self.word: Matrix = arrays.word[known]
        self.region, self.country, self.kind = arrays.region, arrays.country, arrays.kind
        self.own_word, self._key = arrays.own_word, arrays.key

    @property
    def size(self) -> int:
        """The number of all organisations."""
        return len(self._key)

    @cached_property
    def projects_of(self) -> Array:
        """In how many known projects each organisation takes part."""
        return np.asarray(self.member.sum(axis=0), np.float64)

    @cached_property
    def is_known(self) -> Array:
        """Whether an organisation takes part in a known project."""
        return self.projects_of > 0

    @cached_property
    def together(self) -> Matrix:
        """1 for two organisations that take part in a known project together; none with itself."""
        shared = (self.member.T @ self.member).tocoo()
        apart = shared.row != shared.col
        pairs = (np.ones(int(apart.sum())), (shared.row[apart], shared.col[apart]))
        return sparse.csr_array(pairs, shape=(self.size, self.size))

    def partners(self, organisation: int) -> Array:
        """The known partners of an organisation, by number."""
        return row(self.together, organisation)

    def chance(self, query: Query) -> Array:
        """A number in [0, 1) for each organisation that depends on it and the query alone."""
        mixed = self._key ^ np.uint64(query.number)
        for shift, factor in ((30, _MIX[0]), (27, _MIX[1])):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
        return np.asarray((mixed >> np.uint64(11)).astype(np.float64) / 2.0**53)


def row(held: Matrix, number: int) -> Array:
    """The columns that a row has."""
    return np.asarray(held.indices[held.indptr[number] : held.indptr[number + 1]])


def query_of(arrays: Arrays, project: int) -> Query:
    """What is asked when a project begins; its other partners are not part of it."""
    lead = int(arrays.lead[project])
    if lead == NO_LEAD:
        raise ValueError(f"{arrays.projects[project]} has no partner")
    name = hash_of(arrays.projects[project])
    return Query(lead, row(arrays.programme, project), row(arrays.theme, project), row(arrays.word, project), name)


def information(held: Matrix, among: Array | None = None) -> Array:
    """How much each column tells: ``log(rows / rows that have it)``, over the rows ``among``; 0 where none has it."""
    rows: Any = held if among is None else held[np.flatnonzero(among)]
    counted = np.asarray(rows.sum(axis=0), np.float64)
    told = np.zeros(held.shape[1])
    seen = counted > 0
    told[seen] = np.log(rows.shape[0] / counted[seen])
    return told
