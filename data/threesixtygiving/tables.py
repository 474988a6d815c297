"""Grants in rows: the standard's titles or paths in the header, and a row as the grant that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data.importing.reading import Column, RowError
from data.threesixtygiving.fields import column
from data.threesixtygiving.rules import Path_, path_of
from data.values.amounts import amount
from data.values.blanks import is_blank
from data.values.dates import day

# A table is one of grants with these; a side sheet of a workbook has only the identifier.
_NEEDED = {("id",)}
_TELLING = {"amountAwarded", "awardDate", "fundingOrganization", "recipientOrganization", "recipientIndividual"}


@dataclass(slots=True)
class Table:
    """A header in a row: which place of a grant each column means."""

    row: int
    cells: list[str]
    places: list[tuple[Path_, str] | None] = field(default_factory=list)

    @property
    def known(self) -> int:
        """The number of columns that the standard knows."""
        return sum(place is not None for place in self.places)

    def columns(self) -> list[Column]:
        """All columns, read or left over; the second of two columns of one name is left over."""
        found, seen = [], set()
        for name, place in zip(self.cells, self.places, strict=True):
            path = "/".join(str(step) for step in place[0] if isinstance(step, str)) if place else ""
            if place and place[0] in seen:
                found.append(Column(name, "", 1.0, "the same column stands before it"))
            elif name.strip():
                found.append(column(name, path))
            seen.add(place[0] if place else ())
        return found

    def grant(self, cells: Sequence[str]) -> dict[str, Any]:
        """The grant of a row. Raises RowError for a number that is none."""
        grant: dict[str, Any] = {}
        for name, place, cell in zip(self.cells, self.places, cells, strict=False):
            text = cell.strip()
            if not text:
                continue
            if place is None:
                grant.setdefault(name.strip(), text)
            elif (value := _value(name, text, place[1])) is not None:
                _put(grant, place[0], value)
        read: dict[str, Any] = _dense(grant)
        return read


def header_of(rows: Sequence[tuple[int, list[str]]]) -> Table | None:
    """The header among the first rows of a table, if it is one of grants."""
    best: Table | None = None
    for number, cells in rows:
        places = [path_of(cell) for cell in cells]
        known = {place[0] for place in places if place}
        telling = {path[0] for path in known if path[0] in _TELLING}
        if known >= _NEEDED and len(telling) >= 3 and (best is None or len(known) > best.known):
            best = Table(number, list(cells), places)
    return best


def _value(column_: str, text: str, kind: str) -> Any:
    try:
        if kind in ("number", "integer"):
            return amount(text, ".")
        if kind == "date":
            return None if is_blank(text) else day(text) or None
    except ValueError as error:
        raise RowError(column_, text, f"cannot be read: {error}") from error
    return text


def _put(grant: dict[str, Any], path: Path_, value: Any) -> None:
    """Set a value deep in a grant; arrays are mappings by number until they are complete."""
    node: dict[Any, Any] = grant
    for step in path[:-1]:
        inner = node.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        node = inner
    node.setdefault(path[-1], value)


def _dense(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(isinstance(key, int) for key in node):
        return [_dense(node[key]) for key in sorted(node)]
    return {key: _dense(value) for key, value in node.items()}
