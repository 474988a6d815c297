"""Tables in text form (CSV): the delimiter, and rows of cells as they stand in the file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from data.files.content import Stream
from data.files.text_encoding import Encoding, open_text
from graph.errors import InputError

DELIMITERS = ";\t,|"
HEAD_ROWS = 300
# A cell with more line breaks than this is a quote that nobody closed.
_MOST_LINES, _MOST_CHARACTERS = 1_000, 4 << 20
LONGEST_LINE = 64 << 20
_SEPARATOR = re.compile(r'^"?sep=(.)"?[\r\n]*$', re.IGNORECASE)
# Stands for a carriage return that ends no line; from the private area, so no text has it.
_RETURN = "\uf8fd"


def delimiter_of(text: str) -> tuple[str, float]:
    """The delimiter of the beginning of a table, and the share of rows that it gives as many cells as the header.

    Title lines above the header and a few broken rows do not matter. ("", 0) when no delimiter makes columns.
    """
    lines = list(io.StringIO(text, newline=""))
    if lines and (stated := _SEPARATOR.match(lines[0])):
        return stated[1], 1.0
    best, best_score = ("", 0.0), 0.0
    for delimiter in DELIMITERS:
        share, width = _regularity(lines, delimiter)
        score = share * (1 + min(width, 30) / 100)
        if width > 1 and score > best_score:
            best, best_score = (delimiter, share), score
    return best


def _regularity(lines: list[str], delimiter: str) -> tuple[float, int]:
    """The share of rows with the most usual number of cells, of those with any text, and that number."""
    widths = [len(row) for row in islice(_head_rows(lines, delimiter), HEAD_ROWS) if any(row)]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0.0, 0
    width, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return count / len(widths), width


def _head_rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    quoted = list(islice(_rows(iter(lines), delimiter), HEAD_ROWS + 1))
    # A head that is cut inside a cell ends in half a row.
    return iter(quoted[:-1] if len(quoted) > 2 else quoted)


def rows(stream: Stream, encoding: Encoding, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with their numbers from 1; a cell with line breaks is in one row.

    A quote that is never closed costs its own row only. ``="…"``, which keeps Excel from making a number of a
    code, becomes its text. A line ``sep=;`` is no row.
    """
    if encoding.longest_line > LONGEST_LINE:
        raise InputError(f"has a line of more than {LONGEST_LINE >> 20} MB, so it is no table", source=name)
    csv.field_size_limit(LONGEST_LINE)
    with open_text(stream, encoding, newline="\n" if encoding.line_feeds else "") as text:
        lines = _prepared(text, encoding, delimiter)
        result = _rows(lines, delimiter)
        if encoding.lone_returns and encoding.line_feeds:
            result = _cells(result, lambda cell: cell.replace(_RETURN, "\r"), _RETURN)
        if encoding.formulas:
            result = _cells(result, _formula_text, '="')
        yield from enumerate(result, 1)


def _prepared(text: Iterable[str], encoding: Encoding, delimiter: str) -> Iterator[str]:
    """The lines without ``sep=;``, changed where csv would stumble."""
    lines = iter(text)
    first = next(lines, "")
    if not _SEPARATOR.match(first):
        lines = chain((first,), lines)
    if encoding.lone_returns and encoding.line_feeds:
        lines = map(_hide_returns, lines)
    if encoding.formulas:
        lines = map(_formulas_as_quotes(delimiter), lines)
    return lines


def _hide_returns(line: str) -> str:
    body = line.rstrip("\r\n")
    return body.replace("\r", _RETURN) + line[len(body) :] if "\r" in body else line


def _formulas_as_quotes(delimiter: str) -> Callable[[str], str]:
    """``="a;b"`` as ``"a;b"``, since its delimiter is text."""
    pattern = re.compile(rf'(^|{re.escape(delimiter)})="')
    return lambda line: pattern.sub(r'\1"', line) if '="' in line else line


def _cells(source: Iterable[list[str]], change: Callable[[str], str], mark: str) -> Iterator[list[str]]:
    for row in source:
        yield [change(cell) if mark in cell else cell for cell in row]


def _formula_text(cell: str) -> str:
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        return cell[2:-1].replace('""', '"')
    return cell


class _UnclosedError(Exception):
    """A quoted cell that runs on and on."""


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    waiting: list[str] = []
    taken: list[str] = []
    width = 0
    reader = csv.reader(_taking(waiting, lines, taken), delimiter=delimiter)
    while True:
        try:
            for row in reader:
                if len(taken) > 1 and _is_torn(taken, delimiter, width, len(row)):
                    break
                width = width or (len(row) if len(row) > 1 else 0)
                taken.clear()
                yield row
            else:
                return
        except (_UnclosedError, csv.Error):
            pass
        yield _unquoted(taken[0], delimiter)
        waiting.extend(reversed(taken[1:]))
        taken.clear()
        reader = csv.reader(_taking(waiting, lines, taken), delimiter=delimiter)


def _taking(waiting: list[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines to read, each noted in ``taken`` until its row is complete; ``waiting`` ones first, last one first."""
    while waiting:
        taken.append(waiting.pop())
        _check_length(taken)
        yield taken[-1]
    for line in lines:
        taken.append(line.replace("\0", "") if "\0" in line else line)
        if len(taken) > 1:
            _check_length(taken)
        yield taken[-1]
    if taken:
        raise _UnclosedError


def _check_length(taken: list[str]) -> None:
    if len(taken) > _MOST_LINES or (len(taken) % 100 == 0 and sum(map(len, taken)) > _MOST_CHARACTERS):
        raise _UnclosedError


def _is_torn(taken: list[str], delimiter: str, width: int, count: int) -> bool:
    """Whether a row of several lines is rather its first line alone, with a quote that nobody closed."""
    if len(_unquoted(taken[0], delimiter)) != width:
        return False
    if count != width:
        return True
    try:
        list(csv.reader(taken, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _unquoted(line: str, delimiter: str) -> list[str]:
    """The cells of one line whose quotes do not pair."""
    cells = line.rstrip("\r\n").split(delimiter)
    return [cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]
