"""How one list of operations is laid out: sheet, header, mapping of columns, and how its values are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from data.operations import overrides, remembered
from data.operations.header import DEPTH, Header, find_header, is_total, joined
from data.operations.lexicon import fields
from data.operations.mapping import ColumnMapping, map_columns
from data.values import amount_style, date_order
from data.values.percentages import share_style
from graph.errors import InputError

if TYPE_CHECKING:
    from data.files.document import Document, Sheet
    from data.operations.overrides import Overrides

SAMPLES = 400  # rows below the header that decide how values are written
MONEY = "amount"


@dataclass(slots=True)
class Layout:
    """A list that has been understood; ``cells`` are the numbers of the columns of each field."""

    sheet: Sheet
    header: Header
    columns: list[ColumnMapping]
    above: list[str] = field(default_factory=list)
    samples: list[list[str]] = field(default_factory=list)
    is_remembered: bool = False
    cells: dict[str, list[int]] = field(default_factory=dict)
    money: dict[int, str | None] = field(default_factory=dict)
    dates: dict[int, str | None] = field(default_factory=dict)
    shares: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = fields()
        for number, column in enumerate(self.columns):
            if not column.field or known[column.field].get("loaded") is False:
                continue
            self.cells.setdefault(column.field, []).append(number)
            seen = [row[number] for row in self.samples if number < len(row)]
            kind = known[column.field]["kind"]
            if kind == MONEY:
                self.money[number] = amount_style(seen) or None
            elif kind == "date":
                self.dates[number] = date_order(seen) or None
            elif kind == "rate":
                self.shares[number] = share_style(seen)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of data with their numbers; empty rows and closing rows of sums are none."""
        width = len(self.columns)
        for number, row in self.sheet.rows():
            if number < self.header.data or not any(cell.strip() for cell in row):
                continue
            yield number, row if len(row) >= width else [*row, *[""] * (width - len(row))]

    def is_sum(self, row: Sequence[str]) -> bool:
        """Whether a row closes the list with a sum."""
        return is_total(row)


def layout(document: Document, wishes: Overrides | None = None, memory: Path | None = None) -> Layout | None:
    """The layout of the sheet that looks most like a list; None where none does.

    Raises InputError for a sheet or header row that people named and that is not there.
    """
    found = [one for sheet in _sheets(document, wishes) if (one := _of_sheet(sheet, wishes, memory))]
    return max(found, key=lambda one: (fit(one), len(one.samples)), default=None)


def fit(found: Layout) -> float:
    """How much a layout looks like a list of operations, from 0 to 1: the fields that every such list has."""
    has = found.cells.keys()
    parts = [
        bool(has & {"beneficiary_name"}),
        bool(has & {"project_name", "project_description", "operation_id"}),
        bool(has & {"total_amount_eligible", "total_amount", "eu_cofinancing_amount", "public_amount", "paid_amount"}),
        bool(has & {"starting_date", "completion_date", "approval_date", "first_payment_date", "final_payment_date"}),
        bool(has & _TELLING),
    ]
    mapped = [column.confidence for column in found.columns if column.field]
    sure = sum(mapped) / len(mapped) if mapped else 0.0
    share = len(mapped) / max(sum(1 for column in found.columns if column.column.strip()), 1)
    if not (parts[0] or parts[1]) or sum(parts) < 3:
        return 0.0
    if not parts[4] and not (parts[0] and parts[1]):  # a name, an amount and a year are any table of payments
        return 0.0
    return round(sure * (0.35 * share + 0.65 * sum(parts) / len(parts)), 2)


# Columns that lists under the cohesion policy have and other tables of grants do not.
_TELLING = {
    "eu_cofinancing_rate",
    "intervention_field",
    "total_amount_eligible",
    "operational_programme",
    "cci_program_code",
    "fund_acronym",
    "priority",
    "specific_objective",
    "operation_postal_code",
    "eu_cofinancing_amount",
}


def _sheets(document: Document, wishes: Overrides | None) -> list[Sheet]:
    if not wishes or not wishes.sheet:
        return document.sheets
    chosen = [sheet for sheet in document.sheets if sheet.name == wishes.sheet]
    if not chosen:
        names = ", ".join(sheet.name for sheet in document.sheets)
        raise InputError(f"has no sheet “{wishes.sheet}”; there are {names}", source=document.place)
    return chosen


def _of_sheet(sheet: Sheet, wishes: Overrides | None, memory: Path | None) -> Layout | None:
    read = list(islice(sheet.rows(), DEPTH + SAMPLES))
    top = _with_gaps(read[:DEPTH])
    header = _stated_header(top, wishes.header_row) if wishes and wishes.header_row else find_header(top)
    if header is None:
        return None
    samples = [row for number, row in read if number >= header.data and any(map(str.strip, row))]
    kept = remembered.recall(memory, header.columns) if memory and memory.is_dir() else None
    columns = _mapped(header, samples, kept)
    if wishes:
        columns = overrides.apply(wishes, columns)
    above = [cell.strip() for row in top[: header.first - 1] for cell in row if cell.strip()]
    return Layout(sheet, header, columns, above, samples, kept is not None)


def _mapped(header: Header, samples: list[list[str]], kept: list[ColumnMapping] | None) -> list[ColumnMapping]:
    """The mapping of all columns: as it was kept for the edition before, new columns by their meaning."""
    by_meaning = map_columns(header.columns, samples)
    if not kept:
        return by_meaning
    known = {column.column: column for column in kept}
    taken = {column.field for column in kept}
    many = {name for name, about in fields().items() if about.get("many")}
    return [
        known.get(column.column)
        or (
            column if column.field not in taken - many else ColumnMapping(column.column, "", 0.0, "new in this edition")
        )
        for column in by_meaning
    ]


def _stated_header(rows: list[list[str]], number: int) -> Header | None:
    return Header(number, number, number + 1, joined(rows[number - 1 : number])) if number <= len(rows) else None


def _with_gaps(read: list[tuple[int, list[str]]]) -> list[list[str]]:
    """The rows by number, with empty ones where the file has none."""
    rows: list[list[str]] = []
    for number, row in read:
        rows += [[] for _ in range(number - len(rows) - 1)]
        rows.append(row)
    return rows[:DEPTH]
