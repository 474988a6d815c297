"""A table of one's own with what its names mean: the rows as they were, and four columns more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data.files.document import open_document
from graph.errors import InputError
from graph.identity import name_key
from graph.matching.candidates import DIFFERENT
from graph.matching.query import Query, plain, type_named

if TYPE_CHECKING:
    from graph.matching.reconciliation import Reconciliation

ADDED = ("verbund_id", "verbund_name", "verbund_score", "verbund_match")
_HEADER_ROWS = 20  # a title and remarks may stand above the header
_HELD = 1 << 14  # answers; names repeat in lists of grants


class Answer(NamedTuple):
    """The cells that a row gets."""

    id: str = ""
    name: str = ""
    score: float | None = None
    match: bool | None = None


class ReconciledTable:
    """A table that is read, looked up and given back row by row; the counts are right when all rows were taken.

    ``columns`` leads from ``query`` and properties such as ``country`` to the columns' names, ``fixed`` to values that
    hold for all rows. Raises InputError where the file is no table or has no such column.
    """

    def __init__(
        self, service: Reconciliation, path: Path, columns: Mapping[str, str], fixed: Mapping[str, str], type_: str = ""
    ) -> None:
        self._service, self._fixed = service, tuple(fixed.items())
        self._types = _types(type_)
        self._rows, header, self._places = _opened(path, columns)
        self._width = len(header)
        self.header = [*header, *ADDED]
        self.count = self.matched = self.open = 0
        self._answer = lru_cache(_HELD)(self._looked_up)

    def rows(self) -> Iterator[list[str | float | bool | None]]:
        """Each row with its answer; empty rows are left out."""
        for _, cells in self._rows:
            if not any(cell.strip() for cell in cells):
                continue
            padded = [*cells, *[""] * (self._width - len(cells))][: self._width]
            answer = self._answer(tuple((name, padded[at]) for name, at in self._places.items()))
            self.count += 1
            self.matched += bool(answer.match)
            self.open += answer.match is False
            yield [*padded, *answer]

    def _looked_up(self, given: tuple[tuple[str, str], ...]) -> Answer:
        values = {name: plain(cell) for name, cell in given}
        properties = tuple((name, cell) for name, cell in values.items() if cell and name != "query")
        known = {name for name, _ in properties}
        fixed = tuple((name, value) for name, value in self._fixed if name not in known)
        if not values["query"] and "identifier" not in known:
            return Answer()
        found = self._service.find(Query(values["query"], self._types, 1, (*properties, *fixed)))
        if not found or found[0][0].band == DIFFERENT:
            return Answer()
        best, is_answer = found[0]
        return Answer(best.iri, self._service.described(best)[0], best.score, is_answer)


def _types(text: str) -> tuple[str, ...]:
    if not text:
        return ("Organisation",)
    if not (name := type_named(text)):
        raise InputError(f"“{text}” is no type; name one such as organisation or project")
    return (name,)


def _opened(
    path: Path, columns: Mapping[str, str]
) -> tuple[Iterator[tuple[int, list[str]]], list[str], dict[str, int]]:
    """The rows under the header, the header, and the place of each column."""
    document = open_document(path)
    sheets = [sheet for sheet in document.sheets if not sheet.hidden]
    if not sheets:
        raise InputError("is no table; save it as CSV, XLSX or ODS", source=str(path))
    seen: list[str] = []
    for sheet in sheets:
        rows = sheet.rows()
        for number, cells in rows:
            if places := _places(cells, columns):
                return rows, cells, places
            seen = max(seen, [cell for cell in cells if cell.strip()], key=len)
            if number >= _HEADER_ROWS:
                break
    wanted = " and ".join(f"“{name}”" for name in columns.values())
    has = ", ".join(seen[:20]) or "nothing"
    raise InputError(f"has no header with {wanted}; it has: {has}", source=str(path))


def _places(cells: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """The place of each column in a row, none unless all are there."""
    exact = {cell.strip(): at for at, cell in reversed(list(enumerate(cells)))}
    alike = {name_key(cell): at for at, cell in reversed(list(enumerate(cells))) if name_key(cell)}
    found = {key: exact.get(name.strip(), alike.get(name_key(name), -1)) for key, name in columns.items()}
    return found if all(at >= 0 for at in found.values()) else {}
