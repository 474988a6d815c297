"""Labels as they are drawn: cleaned of what is not text, wrapped into lines, and measured."""

from __future__ import annotations

import re
import unicodedata

FONT_SIZE = 13
LINE_HEIGHT = 16
LINE_WIDTH = 132
WORD_WIDTH = 176  # a German compound may be wider than a line before it is cut
LINES = 3

# C0 and C1 controls except white space, and the bidirectional embeddings, overrides and isolates: they are
# no part of a name, and an override left open would turn round the text that follows it.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_NARROW = frozenset("iljtfrI.,:;'|!()[]/-·’‘\"° ")
_WIDE = frozenset("mwMWÄÖ@%—…&")


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, with white space as single spaces."""
    return " ".join(_NOT_TEXT.sub("", text).split())


def width(text: str) -> float:
    """An upper estimate of the drawn width in pixels, for the usual sans-serif system fonts."""
    return sum(_em(char) for char in text) * FONT_SIZE


def wrap(text: str) -> tuple[str, ...]:
    """The text in at most ``LINES`` lines of ``LINE_WIDTH`` pixels; what is left over becomes an ellipsis."""
    lines: list[str] = []
    for word in _pieces(clean(text)):
        joined = f"{lines[-1]} {word}" if lines else word
        # "3." or "Stadt" does not stay alone on a line.
        room = WORD_WIDTH if lines and len(lines[-1]) <= 5 else LINE_WIDTH
        if lines and width(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) <= LINES:
        return tuple(lines)
    return (*lines[: LINES - 1], _cut(lines[LINES - 1]))


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.38
    if char in _WIDE or unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return 0.72 if char.isupper() else 0.61


def _pieces(text: str) -> list[str]:
    return [piece for word in text.split(" ") for piece in _split(word) if piece]


def _split(word: str) -> list[str]:
    """A long German compound in pieces that fit a line, after a hyphen or slash of its own if it has one."""
    pieces: list[str] = []
    while width(word) > WORD_WIDTH:
        fits = next(end for end in range(len(word), 0, -1) if end == 1 or width(word[:end] + "-") <= LINE_WIDTH)
        own = max(word.rfind(mark, 0, fits) for mark in "-/_.:") + 1
        end = own if own >= 4 else fits
        pieces.append(word[:end] if own >= 4 else word[:end] + "-")
        word = word[end:]
    return [*pieces, word]


def _cut(line: str) -> str:
    while line and width(line + "…") > LINE_WIDTH:
        line = line[:-1]
    return line.rstrip(" -–,;:") + "…"
