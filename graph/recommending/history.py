"""What was known on a day, and the questions that were asked later."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from graph.recommending.arrays import NO_LEAD, Array, Arrays, Matrix, hash_of

_MIX = np.array([0xBF58476D1CE4E5B9, 0x94D049BB133111EB], np.uint64)  # of the generator splitmix64
NOTHING = np.zeros(0, np.int64)


@dataclass(slots=True, frozen=True)
class Query:
    """What is known of a project that begins: its lead, programmes and themes, the words of its title and summary.

    All but ``lead`` are columns of arrays. A description without an organisation has no lead (``NO_LEAD``); its
    ``region`` and ``kind`` are then those that it states, else those of the lead. ``weight`` says of ``programme``,
    ``theme``, ``word`` or ``summary`` how much each column counts, where they do not all count the same. ``number``
    tells queries apart where chance decides.
    """

    lead: int
    programme: Array
    theme: Array
    word: Array
    number: int = 0
    region: Array = field(default_factory=lambda: NOTHING)
    kind: Array = field(default_factory=lambda: NOTHING)
    weight: dict[str, Array] = field(default_factory=dict)
    summary: Array = field(default_factory=lambda: NOTHING)

    def asked(self, kind: str, told: Array) -> Array:
        """``told`` for what is asked for of a kind, times how much it counts; 0 for all other columns."""
        wanted = np.zeros(len(told))
        columns = getattr(self, kind)
        wanted[columns] = told[columns] * self.weight.get(kind, 1.0)
        return wanted


class History:
    """The projects that surely began before a day, and all organisations with what is stated of themselves.

    Everything that is counted here (links, frequencies of themes, words and regions) is counted over these projects
    and the organisations that take part in them. Without a day all projects are known.
    """

    def __init__(self, arrays: Arrays, day: int | None = None) -> None:
        self.arrays, self.day = arrays, day
        self.known = None if day is None else np.flatnonzero(arrays.last_day < day)
        self.region, self.country, self.kind = arrays.region, arrays.country, arrays.kind
        self.own_word, self._key = arrays.own_word, arrays.key

    @property
    def size(self) -> int:
        """The number of all organisations."""
        return len(self._key)

    @cached_property
    def projects(self) -> Array:
        """The number of each known project in the arrays."""
        return np.arange(len(self.arrays.projects)) if self.known is None else self.known

    @cached_property
    def member(self) -> Matrix:
        """Who takes part in each known project."""
        return self._rows(self.arrays.member)

    @cached_property
    def programme(self) -> Matrix:
        """The programmes of each known project, with all above."""
        return self._rows(self.arrays.programme)

    @cached_property
    def theme(self) -> Matrix:
        """The themes of each known project, with all above."""
        return self._rows(self.arrays.theme)

    @cached_property
    def word(self) -> Matrix:
        """The words of each known project's names."""
        return self._rows(self.arrays.word)

    @cached_property
    def summary(self) -> Matrix:
        """The words of each known project's summaries."""
        return self._rows(self.arrays.summary)

    @cached_property
    def by_organisation(self) -> Matrix:
        """The known projects of each organisation."""
        turned = self._turned(self.member, "member_by_organisation")
        return (
            turned if turned.shape[0] == self.size else turned[: self.size]
        )  # nobody: an array has a row all the same

    @cached_property
    def by_programme(self) -> Matrix:
        """The known projects of each programme."""
        return self._turned(self.programme, "programme_members")

    @cached_property
    def by_theme(self) -> Matrix:
        """The known projects with each theme."""
        return self._turned(self.theme, "theme_members")

    @cached_property
    def by_word(self) -> Matrix:
        """The known projects with each word."""
        return self._turned(self.word, "word_members")

    @cached_property
    def by_summary(self) -> Matrix:
        """The known projects with each word of summaries."""
        return self._turned(self.summary, "summary_members")

    def _rows(self, held: Matrix) -> Matrix:
        return held if self.known is None else held[self.known]

    def _turned(self, held: Matrix, kept: str) -> Matrix:
        """The array by its columns: as it is kept, or made of the known rows alone."""
        return getattr(self.arrays, kept) if self.known is None else held.T.tocsr()

    @cached_property
    def projects_of(self) -> Array:
        """In how many known projects each organisation takes part."""
        return np.diff(self.by_organisation.indptr).astype(np.float64)

    @cached_property
    def is_known(self) -> Array:
        """Whether an organisation takes part in a known project."""
        return self.projects_of > 0

    @cached_property
    def last(self) -> Array:
        """The day on which the last known project of each organisation began, the first of all days without one."""
        begun = self.arrays.last_day[self.projects]
        dated = np.where(begun == np.iinfo(np.int64).max, np.iinfo(np.int64).min, begun)
        return row_largest(self.by_organisation, dated, np.iinfo(np.int64).min)

    @cached_property
    def today(self) -> int:
        """The day as of which things are known: the one named, else that on which the last project began."""
        return int(self.last.max(initial=0)) if self.day is None else self.day

    @cached_property
    def together(self) -> Matrix:
        """1 for two organisations that take part in a known project together; none with itself."""
        shared = (self.member.T @ self.member).tocoo()
        apart = shared.row != shared.col
        pairs = (np.ones(int(apart.sum())), (shared.row[apart], shared.col[apart]))
        return sparse.csr_array(pairs, shape=(self.size, self.size))

    def partners(self, organisation: int) -> Array:
        """The known partners of an organisation, by number."""
        if organisation == NO_LEAD:
            return NOTHING
        found = np.zeros(self.size, bool)
        found[rows(self.member, row(self.by_organisation, organisation))] = True
        found[organisation] = False
        return np.flatnonzero(found)

    def chance(self, query: Query) -> Array:
        """A number in [0, 1) for each organisation that depends on it and the query alone."""
        mixed = self._key ^ np.uint64(query.number)
        for shift, factor in ((30, _MIX[0]), (27, _MIX[1])):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
        return np.asarray((mixed >> np.uint64(11)).astype(np.float64) / 2.0**53)


def row(held: Matrix, number: int) -> Array:
    """The columns that a row has."""
    return np.asarray(held.indices[held.indptr[number] : held.indptr[number + 1]])


def rows(held: Matrix, numbers: Array) -> Array:
    """The columns of some rows, one row after the other."""
    start = held.indptr[numbers].astype(np.int64)
    many = held.indptr[np.asarray(numbers) + 1] - start
    ends = np.cumsum(many)
    within = np.arange(ends[-1] if len(ends) else 0)
    return np.asarray(held.indices[within + np.repeat(start - ends + many, many)])


def row_largest(held: Matrix, values: Array, nothing: Any = 0.0) -> Array:
    """Of each row the largest of the values of its columns; ``nothing`` for a row without any."""
    found = np.full(held.shape[0], nothing, values.dtype)
    filled = np.flatnonzero(np.diff(held.indptr))
    if len(filled):
        found[filled] = np.maximum.reduceat(values[held.indices], held.indptr[filled])
    return found


def query_of(arrays: Arrays, project: int) -> Query:
    """What is asked when a project begins; its other partners are not part of it."""
    lead = int(arrays.lead[project])
    if lead == NO_LEAD:
        raise ValueError(f"{arrays.projects[project]} has no partner")
    name = hash_of(arrays.projects[project])
    programme, theme, word, summary = (
        row(held, project) for held in (arrays.programme, arrays.theme, arrays.word, arrays.summary)
    )
    return Query(lead, programme, theme, word, name, summary=summary)


def information(held: Matrix, among: Array | None = None) -> Array:
    """How much each column tells: ``log(rows / rows that have it)``, over the rows ``among``; 0 where none has it."""
    chosen: Any = held if among is None else held[np.flatnonzero(among)]
    return told(np.bincount(chosen.indices, minlength=held.shape[1]), chosen.shape[0])


def told(counted: Array, of: int) -> Array:
    """``log(of / counted)``, 0 where nothing was counted."""
    found = np.zeros(len(counted))
    seen = counted > 0
    found[seen] = np.log(of / counted[seen])
    return found
