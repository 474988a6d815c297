"""The projects and organisations of a store as sparse arrays: what recommendations are computed from.

Things are numbered in the order of their IRIs. A row of an array is a project or an organisation, a column one of
its values; regions, themes and programmes stand there with all that lies above them. What a project's record states
of its regions is left out, since importers take it from the partners, who are what is to be foretold.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from xxhash import xxh3_64_intdigest

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.tables import Tables

Array = np.ndarray[Any, Any]
Matrix = sparse.csr_array[Any]
NO_LEAD = -1
LEADS = "coordinator"  # the role of the one that leads

_MEMBERS = """
    SELECT project, organisation, min(CASE WHEN role = ? THEN 0 ELSE 1 END) AS rank, min(participation) AS named
    FROM participations JOIN things ON iri = project AND type = 'Project'
    WHERE organisation IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT DISTINCT subject, object, 1, '~' || object FROM edges JOIN things ON iri = subject AND type = 'Project'
    WHERE relation = 'partner'"""
_STARTS = "SELECT iri, min(start) FROM things WHERE type = 'Project' GROUP BY iri"
_VALUES = """SELECT DISTINCT e.subject, e.object FROM edges e JOIN things t ON t.iri = e.subject
    WHERE t.type = ? AND e.relation = ?"""
_GRANTED = "SELECT DISTINCT owner, programme FROM grants WHERE programme IS NOT NULL"
_ABOVE = "SELECT DISTINCT subject, object FROM edges WHERE relation = ?"
_WORDS = "SELECT DISTINCT n.iri, n.key FROM names n JOIN things t ON t.iri = n.iri WHERE t.type = ?"
Pairs = Iterable[tuple[str, str]]


@dataclass(slots=True, frozen=True)
class Arrays:
    """Rows are projects for ``member``, ``programme``, ``theme`` and ``word``, else organisations.

    ``first_day`` and ``last_day`` (days since 1970) bound the start of a project: a date such as 2014 may be any day
    of that year; what has no date begins never. ``key`` is a number that an organisation keeps whatever else there is.
    """

    projects: list[str]
    organisations: list[str]
    first_day: Array
    last_day: Array
    lead: Array
    member: Matrix
    programme: Matrix
    theme: Matrix
    word: Matrix
    region: Matrix
    country: Matrix
    kind: Matrix
    own_word: Matrix
    key: Array


UNDATED = np.iinfo(np.int64).max
EPOCH = date(1970, 1, 1).toordinal()
FORMS = ("0001-01-01", "0001-01", "0001")  # a day, a month, a year; what is missing is taken from the first


def read_arrays(store: GraphStore) -> Arrays:
    """The arrays of a store. Raises StoreError for an endpoint."""
    tables = store.tables
    members = tables.rows(_MEMBERS, [LEADS])
    starts: dict[str, str | None] = dict(tables.rows(_STARTS))
    projects, organisations = sorted(starts), sorted({row[1] for row in members})
    row, column = _numbers(projects), _numbers(organisations)
    days = np.array([bounds(starts[project]) for project in projects], np.int64).reshape(-1, 2)
    programmes = [*_values(tables, "Project", "programme"), *tables.rows(_GRANTED)]
    regions = _values(tables, "Organisation", "region")
    titles, names = _words(tables, "Project"), _words(tables, "Organisation")
    words = _numbers(sorted({word for _, word in (*titles, *names)}))
    return Arrays(
        projects=projects,
        organisations=organisations,
        first_day=days[:, 0],
        last_day=days[:, 1],
        lead=_leads(members, row, column),
        member=matrix([(pair[0], pair[1]) for pair in members], row, column),
        programme=_with_above(programmes, tables.rows(_ABOVE, ["partOf"]), row),
        theme=_with_above(_values(tables, "Project", "theme"), tables.rows(_ABOVE, ["broader"]), row),
        word=matrix(titles, row, words),
        region=_with_above(regions, tables.rows(_ABOVE, ["broader"]), column),
        country=_countries(store, regions, column),
        kind=_with_above(_values(tables, "Organisation", "kind"), [], column),
        own_word=matrix(names, column, words),
        key=np.array([hash_of(name) for name in organisations], np.uint64),
    )


def bounds(start: str | None) -> tuple[int, int]:
    """The first and the last day that a date may mean, in days since 1970; ``UNDATED`` twice for what is no date."""
    text = start or ""
    for form in FORMS:
        try:
            first = date.fromisoformat(text[: len(form)] + FORMS[0][len(form) :])
        except ValueError:
            continue
        last_month = 12 if form == FORMS[-1] else first.month
        last = date(first.year, last_month, monthrange(first.year, last_month)[1]) if form != FORMS[0] else first
        return first.toordinal() - EPOCH, last.toordinal() - EPOCH
    return UNDATED, UNDATED


def hash_of(name: str) -> int:
    """A number for a name, the same in each run."""
    return xxh3_64_intdigest(name.encode())


def matrix(pairs: Pairs, row: dict[str, int], column: dict[str, int]) -> Matrix:
    """1 for each pair whose first is among the rows, however often it is stated."""
    found = np.array(sorted({(row[a], column[b]) for a, b in pairs if a in row and b in column}), np.int64)
    found = found.reshape(-1, 2)
    shape = (len(row), max(len(column), 1))
    return sparse.csr_array((np.ones(len(found)), (found[:, 0], found[:, 1])), shape=shape)


def _numbers(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _values(tables: Tables, type_: str, relation: str) -> list[tuple[str, str]]:
    return tables.rows(_VALUES, [type_, relation])


def _leads(members: Iterable[tuple[Any, ...]], row: dict[str, int], column: dict[str, int]) -> Array:
    """Who leads each project: the coordinator; without one, or with several, whose participation has the first IRI."""
    lead = np.full(len(row), NO_LEAD, np.int64)
    for project, organisation, _, _ in sorted(members, key=lambda member: member[2:], reverse=True):
        lead[row[project]] = column[organisation]
    return lead


def _with_above(values: Pairs, above: Pairs, row: dict[str, int]) -> Matrix:
    """The values of each row and all that lies above these."""
    from graph.hierarchy import grouped

    held = list(values)
    up, reach = grouped(above), dict[str, set[str]]()
    for value in {value for _, value in held}:
        reach[value], ahead = {value}, [value]
        while ahead:
            new = up.get(ahead.pop(), set()) - reach[value]
            reach[value] |= new
            ahead += new
    pairs = {(name, high) for name, value in held for high in reach[value]}
    return matrix(pairs, row, _numbers(sorted({high for _, high in pairs})))


def _countries(store: GraphStore, regions: list[tuple[str, str]], row: dict[str, int]) -> Matrix:
    from graph.narrowing import countries

    above = countries(store, {region for _, region in regions})
    pairs = [(name, country) for name, region in regions for country in above[region]]
    return matrix(pairs, row, _numbers(sorted({country for _, country in pairs})))


def _words(tables: Tables, type_: str) -> list[tuple[str, str]]:
    """Which words the names of each thing have."""
    keys = tables.rows(_WORDS, [type_])
    return [(name, word) for name, key in keys for word in key.split() if len(word) >= SHORTEST]


SHORTEST = 3  # letters of a word that counts
