"""A table for a terminal: aligned columns, cut where they are wider than there is room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

GAP = "  "
NARROWEST = 8  # cells; a column is not cut below this
# Controls could move the cursor or change colours, and bidirectional overrides turn a line round.
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]+")


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """The table as lines that end in a line feed, at most ``width`` cells wide; None means as wide as need be.

    The widest columns are cut first, and what is cut ends in an ellipsis.
    """
    lines = [[shown(value) for value in row] for row in (columns, *rows)]
    widths = [max(cells(line[index]) for line in lines) for index in range(len(columns))]
    if width is not None:
        widths = fitted(widths, width - len(GAP) * (len(widths) - 1))
    lines.insert(1, ["─" * size for size in widths])
    return "".join(_line(line, widths) + "\n" for line in lines) if columns else ""


def _line(values: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(_padded(value, size) for value, size in zip(values, widths, strict=True)).rstrip()


def shown(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    return _NOT_TEXT.sub(" ", text).strip()


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """The widths with the widest made narrower until they fit, or until all are at their narrowest."""
    found = list(widths)
    limit = max(found, default=0)
    while sum(found) > room and limit > NARROWEST:
        limit -= 1
        found = [min(size, limit) for size in widths]
    return found


def _padded(text: str, size: int) -> str:
    if cells(text) > size:
        kept = ""
        for char in text:
            if cells(kept + char) > size - 1:
                break
            kept += char
        text = kept + "…"
    return text + " " * (size - cells(text))
