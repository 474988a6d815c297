"""Workbooks (XLSX, XLS, ODS, XLSB): sheets whose cells are plain text."""

from __future__ import annotations

import datetime
import io
import math
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import python_calamine as calamine

from data.files import archive, extent
from data.files.content import Content
from graph.errors import InputError

# The reader holds one whole sheet; more than this unpacked does not fit most machines.
LARGEST = 2 << 30
_NOT_TABLES = ("ChartSheet", "Vba", "MacroSheet", "DialogSheet")


@dataclass
class Workbook:
    """An open workbook; hidden sheets are among its sheets, charts are not."""

    book: Any
    name: str
    hidden: dict[str, bool] = field(default_factory=dict)

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets in the workbook's order."""
        return list(self.hidden)

    def rows(self, sheet: str, progress: Callable[[float], None]) -> Iterator[tuple[int, list[str]]]:
        """The rows of a sheet, numbered as Excel does; the sheet is held in memory while they are read."""
        table = _guarded(lambda: self.book.get_sheet_by_name(sheet), self.name)
        if table.start is None:
            return
        left = [""] * table.start[1]
        height = table.end[0] + 1
        for number, cells in enumerate(table.iter_rows(), 1):
            progress(number / height)
            yield number, left + [cell if type(cell) is str else cell_text(cell) for cell in cells]

    def merged(self, sheet: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The merged areas of a sheet as (first row, first column), (last row, last column), all from 1."""
        ranges = _guarded(lambda: self.book.get_sheet_by_name(sheet).merged_cell_ranges, self.name) or []
        return [((top + 1, left + 1), (bottom + 1, right + 1)) for (top, left), (bottom, right) in ranges]


def open_workbook(content: Content, name: str) -> Workbook:
    """Open a workbook; InputError for one that is encrypted, damaged or far too large."""
    with content.open() as stream:
        raw = io.BytesIO(io.BufferedReader(stream).read(LARGEST))
    _check(raw, name)
    book = _guarded(lambda: calamine.CalamineWorkbook.from_filelike(raw), name)
    hidden = {
        sheet.name: sheet.visible != calamine.SheetVisibleEnum.Visible
        for sheet in book.sheets_metadata
        if sheet.typ not in [getattr(calamine.SheetTypeEnum, kind) for kind in _NOT_TABLES]
    }
    return Workbook(book, name, hidden)


def _check(raw: io.BytesIO, name: str) -> None:
    if not raw.getvalue().startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(raw) as container:
            archive.check(container, name)
            extent.check(container, name)
            unpacked = sum(info.file_size for info in container.infolist())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise InputError(f"is a damaged or cut off workbook ({error}); get it once more", source=name) from error
    raw.seek(0)
    if unpacked > LARGEST:
        raise InputError(f"is a workbook of more than {LARGEST >> 30} GB; save its sheets as CSV", source=name)


def _guarded(read: Callable[[], Any], name: str) -> Any:
    """What the reader gives; its errors, and the panics of the Rust code below, as an InputError."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if "password" in str(error).lower():
            raise InputError("is protected by a password; save it without one", source=name) from error
        raise InputError(f"is a damaged workbook ({error}); open and save it in a spreadsheet", source=name) from error


def cell_text(value: object) -> str:
    """A cell as plain text: numbers without exponent, dates and times in ISO 8601, booleans as true or false."""
    text = ""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, (int, float)):
        text = number_text(value)
    elif isinstance(value, datetime.datetime):
        text = _moment(value)
    elif isinstance(value, (datetime.date, datetime.time)):
        text = value.isoformat()
    elif isinstance(value, datetime.timedelta):
        text = _span(value)
    return text


def number_text(value: float) -> str:
    """A number with the 15 digits that Excel keeps, never with an exponent: ``40000``, ``40000.5``."""
    if not math.isfinite(value):
        return ""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    text = format(value, ".15g")
    if "e" in text:
        digits, exponent = text.split("e")
        decimals = max(0, len(digits.partition(".")[2]) - int(exponent))
        text = f"{value:.{decimals}f}" if decimals else _whole(digits, int(exponent))
    return text


def _whole(digits: str, exponent: int) -> str:
    whole, _, decimals = digits.partition(".")
    return whole + decimals + "0" * (exponent - len(decimals))


def _moment(value: datetime.datetime) -> str:
    # Excel keeps moments as fractions of a day, which miss whole seconds by microseconds.
    rounded = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    return rounded.date().isoformat() if rounded.time() == datetime.time() else rounded.isoformat()


def _span(value: datetime.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours:02}:{rest // 60:02}:{rest % 60:02}"
