"""Where a table's header is: below title lines, over several rows, above units and column numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.operations.lexicon import lexicon
from data.operations.words import key, words
from data.values import amount, currency, day
from data.values.blanks import is_blank

# A header further down than this would be a page of prose above a table.
DEPTH = 40
_MOST_ROWS = 4
_TOTAL = re.compile(
    r"\s*(?:gesamt(?:summe)?|summe|insgesamt|total(?:e|es|en)?|grand total|sum|razem|suma|celkem|spolu|összesen|ukupno|"
    r"skupaj|"
    r"yhteensä|totalt|summa|i alt|kokku|kopā|iš viso|σύνολο|общо|totaal|celkom|gesamtergebnis)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """The header's rows (``first`` to ``last``, from 1), its columns, and the number of the first row of data."""

    first: int
    last: int
    data: int
    columns: list[str]


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header among the first rows of a table, or None where no row looks like one.

    Rows of one header are joined: "Beginn" above "start" gives "Beginn / start", a merged group heading above
    stands before each of its columns, units and column numbers are passed over.
    """
    rows = list(rows[:DEPTH])
    scores = [_score(row, rows[number + 1 :]) for number, row in enumerate(rows)]
    if not scores or max(scores) < 1:
        return None
    # The first of the rows that are nearly as good is the header: data may repeat its words.
    best = next(number for number, score in enumerate(scores) if score >= 0.75 * max(scores))
    first, last = _extent(rows, best, scores)
    data = last + 1
    while data < len(rows) and (
        _is_numbers(rows[data]) or _is_units(rows[data]) or not any(map(str.strip, rows[data]))
    ):
        data += 1
    return Header(first + 1, last + 1, data + 1, joined(rows[first : last + 1]))


def joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One text a column from the rows of a header; a group heading is carried to the empty cells right of it."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    for number, row in enumerate(full[:-1]):
        below = full[number + 1 :]
        for column in range(1, width):
            carried = row[column - 1].strip()
            if not row[column].strip() and carried and any(other[column].strip() for other in below):
                row[column] = row[column - 1]
    texts = []
    for column in range(width):
        pieces = [row[column].strip() for row in full]
        texts.append(" / ".join(dict.fromkeys(piece for piece in pieces if piece and not _is_unit(piece))))
    return texts


def is_total(row: Sequence[str]) -> bool:
    """True for a closing row of sums: a word such as “Summe” first, and beside it amounts only."""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled or not _TOTAL.match(filled[0]) or len(filled) > max(6, len(row) // 2):
        return False
    return all(_is_amount(cell) for cell in filled[1:])


def _score(row: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """How many cells of a row are like headers, less those that are values."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2:
        return 0.0
    matched = sum(_headerness(cell) for cell in filled)
    values = sum(_is_value(cell) for cell in filled)
    repeated = len(filled) - len({key(cell) for cell in filled})
    wide = sum(1 for other in below[:5] if sum(bool(cell.strip()) for cell in other) >= 2)
    return matched - 1.5 * values - 0.5 * repeated + (0.1 if wide else -0.5)


def _headerness(cell: str) -> float:
    if len(cell) > 300 or not 0 < len(words(cell)) <= 30:
        return 0.0
    best = max((match.score for match in lexicon().match(cell).values()), default=0.0)
    # Long cells that hold a header's words are summaries of projects.
    return best if best >= 0.6 else 0.1 if len(cell) < 60 else 0.0


def _extent(rows: list[Sequence[str]], best: int, scores: list[float]) -> tuple[int, int]:
    """The rows above and below that belong to the header: groups above, a second language below."""
    first = last = best
    while first > 0 and best - first < _MOST_ROWS - 1 and _is_heading(rows[first - 1], rows[first], scores[first - 1]):
        first -= 1
    while last + 1 < len(rows) and last - best < _MOST_ROWS - 1 and scores[last + 1] >= max(1.0, 0.45 * scores[best]):
        last += 1
    return first, last


def _is_heading(row: Sequence[str], below: Sequence[str], score: float) -> bool:
    """A row of group headings: several short texts, or one that does not stand over the first column, and no values."""
    filled = [cell for cell in row if cell.strip()]
    if not filled or any(_is_value(cell) or len(cell) > 120 for cell in filled):
        return False
    gap = any(not cell.strip() for cell in below[: len(row)])
    starts = bool(row and row[0].strip())
    return (
        len(filled) >= 2
        and (score >= 0.8 or gap or len(filled) * 3 <= len(below))
        and not (starts and len(filled) == 1)
    )


def _is_numbers(row: Sequence[str]) -> bool:
    """A row of column numbers: 1, 2, 3 … or (1) (2) (3)."""
    found = [cell.strip("()[] .") for cell in row if cell.strip()]
    numbers = [int(cell) for cell in found if cell.isascii() and cell.isdigit() and len(cell) < 4]
    return len(numbers) >= 3 and len(numbers) == len(found) and all(b - a == 1 for a, b in pairwise(numbers))


def _is_units(row: Sequence[str]) -> bool:
    """A row of units: "in EUR", "%", "TT.MM.JJJJ"."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(_is_unit(cell) for cell in filled)


def _is_unit(cell: str) -> bool:
    bare = cell.strip().strip("()[]").casefold()
    date_form = re.fullmatch(r"[tdjymragn]{1,4}([./-][tdjymragn]{1,4}){1,2}", bare)
    return (
        bare in ("%", "in %", "text", "datum", "date")
        or bool(date_form)
        or (len(bare) < 14 and bool(currency(bare)) and not _is_amount(cell))
    )


def _is_amount(cell: str) -> bool:
    try:
        return amount(cell) is not None
    except ValueError:
        return False


def _is_value(cell: str) -> bool:
    if _is_amount(cell.rstrip("% ")):
        return True
    try:
        return bool(day(cell))
    except ValueError:
        return False
