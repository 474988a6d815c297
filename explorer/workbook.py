"""Excel workbooks: bold frozen headings with filters, fitting widths, real numbers and dates, texts that stay texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, NamedTuple

from explorer.cells import Cell, as_text
from explorer.xml_text import clean

LONGEST_TEXT = 32_767  # characters in a cell, "Excel specifications and limits"
MOST_ROWS = 1_048_576
FIRST_DATE = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
NARROWEST, WIDEST = 8, 60  # of a column, in characters
MADE = datetime(1980, 1, 1)  # stands in each file as its date, so that the same data give the same file
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


class Sheet(NamedTuple):
    """A sheet: its name, headings and rows."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_workbook(sheets: Iterable[Sheet], output: IO[bytes], *, title: str = "") -> None:
    """Write a workbook with a sheet for each table; rows beyond Excel's limit go to a next sheet."""
    import xlsxwriter

    # Texts are texts: no formulas, links or numbers are made of what they look like.
    book = xlsxwriter.Workbook(
        output,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": clean(title), "author": "Verbund", "created": MADE})
    formats = _Formats(book)
    taken: set[str] = set()
    for sheet in sheets:
        rows = iter(sheet.rows)
        more = True
        while more:
            more = _write_sheet(book, formats, sheet_name(sheet.name, taken), sheet.columns, rows)
    book.close()


class _Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"})
        self.number = book.add_format({"num_format": "General", "valign": "top"})


def _write_sheet(
    book: Any, formats: _Formats, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bool:
    """Write one sheet; whether it is full, so that there may be more rows."""
    sheet = book.add_worksheet(name)
    widths = [len(column) + 3 for column in columns]  # the filter's button covers about three characters
    for index, column in enumerate(columns):
        sheet.write_string(0, index, clean(column), formats.head)
    last = 0
    for last, values in enumerate(rows, start=1):
        for index, value in enumerate(values):
            _write_cell(sheet, formats, last, index, value)
            widths[index] = max(widths[index], *(len(line) for line in as_text(value).split("\n")))
        if last == MOST_ROWS - 1:
            break
    for index, width in enumerate(widths):
        sheet.set_column(index, index, min(max(width + 1, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    return last == MOST_ROWS - 1


def _write_cell(sheet: Any, formats: _Formats, row: int, column: int, value: Cell) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, formats.number)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, formats.number)
    elif isinstance(value, date) and _as_date(value) >= FIRST_DATE:
        moment = isinstance(value, datetime)
        sheet.write_datetime(row, column, value, formats.moment if moment else formats.date)
    else:
        sheet.write_string(row, column, _cut(clean(as_text(value))), formats.text)


def _as_date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of ``[]:*?/\\``, not yet taken whatever the case."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", clean(title)).strip("' \n\t")[:31].strip("' ") or "Verbund"
    plain = "Verbund" if plain.casefold() == "history" else plain  # Excel keeps that name for itself
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name
