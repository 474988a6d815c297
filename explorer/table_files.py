"""Tables in files: CSV, TSV, XLSX and JSON.

CSV is RFC 4180: commas, quotes, CRLF, UTF-8 without a byte order mark. A text that a spreadsheet would run as a
formula gets an apostrophe before it in CSV and TSV; XLSX and JSON hold it unchanged.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import IO

from explorer.cells import Cell, as_text, harmless
from explorer.workbook import Sheet, write_workbook
from graph.errors import OutputError

TABLE_FORMATS = ("csv", "tsv", "xlsx", "json")


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], output: IO[bytes], format: str, *, title: str = ""
) -> None:
    """Write a table with its headings; ``title`` names the sheet of a workbook.

    Raises OutputError for a format that is none of ``TABLE_FORMATS``.
    """
    if format == "xlsx":
        write_workbook([Sheet(title, columns, rows)], output, title=title)
    elif format == "json":
        _write_json(columns, rows, output)
    elif format in {"csv", "tsv"}:
        write_separated(columns, rows, output, "," if format == "csv" else "\t")
    else:
        raise OutputError(f"a table cannot be written as {format}; choose one of: {', '.join(TABLE_FORMATS)}")


def write_separated(columns: Sequence[str], rows: Iterable[Sequence[Cell]], output: IO[bytes], mark: str = ",") -> None:
    """Write a table as separated values, row by row."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, delimiter=mark, lineterminator="\r\n")
    for row in chain([columns], rows):
        writer.writerow([harmless(value) for value in row])
        output.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()


def _write_json(columns: Sequence[str], rows: Iterable[Sequence[Cell]], output: IO[bytes]) -> None:
    """A list of objects, one on each line."""
    output.write(b"[")
    for number, row in enumerate(rows):
        record = dict(zip(columns, (plain(value) for value in row), strict=True))
        output.write((",\n" if number else "\n").encode() + to_json(record))
    output.write(b"\n]\n")


def plain(value: Cell) -> str | int | float | bool | None:
    """A value as JSON has it: dates as ISO text."""
    if isinstance(value, Decimal):
        return float(value)
    return as_text(value) if isinstance(value, date) else value


def to_json(value: object) -> bytes:
    """A value as one line of JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
