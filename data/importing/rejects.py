"""Rows that could not be read: one line each, with the reason, in a file beside the store."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from data.importing.reading import Row, RowError

COLUMNS = ("file", "sheet", "row", "column", "value", "reason")
LONGEST = 300  # characters of a value: enough to find it


def file_of(store: Path, source_id: str) -> Path:
    """Where the rejected rows of a source are written."""
    return store / "rejects" / f"{quote(source_id, safe='')}.csv"


class Rejects:
    """The rejected rows of one load; the file takes its place only when the load is published."""

    def __init__(self, path: Path, document: str) -> None:
        self.path, self.count = path, 0
        self._document = document
        self._file: TextIO | None = None

    @property
    def partial(self) -> Path:
        """Where they stand until then."""
        return self.path.with_suffix(".csv.partial")

    def add(self, row: Row, error: RowError) -> None:
        """Note a row and why."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.partial.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(COLUMNS)
        place = (row.document or self._document, row.sheet, row.number)
        csv.writer(self._file).writerow([*place, error.column, _safe(error.value[:LONGEST]), error.reason])
        self.count += 1

    def close(self) -> None:
        """Nothing more comes."""
        if self._file:
            self._file.close()
            self._file = None

    def discard(self) -> None:
        """The load came to nothing."""
        self.close()
        self.partial.unlink(missing_ok=True)

    def publish(self) -> None:
        """The load is visible: so are its rejected rows, in the place of those of the load before."""
        self.close()
        if self.count:
            self.partial.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)


def _safe(value: str) -> str:
    """A value that a spreadsheet would take for a formula is written as text."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
