"""How far the cells of a sheet reach, told before a reader makes room for all of them."""

from __future__ import annotations

import re
import zipfile

from graph.errors import InputError

# The reader makes room for each cell of the rectangle that holds the table: 32 bytes were measured.
MOST_CELLS = 100_000_000
_CHUNK = 1 << 20
_STATED = re.compile(rb'<dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:v|is|f)\b')


def check(container: zipfile.ZipFile, name: str) -> None:
    """Stop at an XLSX workbook with a stray cell so far away that the sheet would fill the memory."""
    for part in container.namelist():
        if not (part.startswith("xl/worksheets/") and part.endswith(".xml")):
            continue
        column, row = _stated(container, part)
        if column * row > MOST_CELLS and (reach := _reach(container, part)) > MOST_CELLS:
            raise InputError(
                f"has a stray cell far from its table: room for {reach:,} cells would be needed; delete the rows and "
                "columns around the table, or save it as CSV",
                source=name,
                where=part,
            )


def _stated(container: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """The last column and row as the sheet states them; the largest possible where it does not."""
    with container.open(part) as sheet:
        found = _STATED.search(sheet.read(4096))
    return (_column(found[1]), int(found[2])) if found else (16_384, 1_048_576)


def _reach(container: zipfile.ZipFile, part: str) -> int:
    """The cells of the rectangle from A1 to the last column and row that hold something."""
    column = row = 0
    rest = b""
    with container.open(part) as sheet:
        while chunk := sheet.read(_CHUNK):
            cells = _CELL.findall(rest + chunk)
            column = max([column, *map(_column, {letters for letters, _ in cells})])
            row = max([row, *(int(number) for _, number in cells)])
            rest = chunk[-200:]
    return column * row


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
