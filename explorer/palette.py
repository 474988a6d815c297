"""The colours of classes for programs that draw: those that the network page has."""

from __future__ import annotations

from explorer.kinds import kind_of
from graph.names import FOLDERS


def colour(type_: str) -> str:
    """The colour of a class such as "Project", as ``#rrggbb``."""
    return kind_of(FOLDERS.get(type_, type_)).fill


def channels(type_: str) -> tuple[int, int, int]:
    """The colour of a class as red, green and blue, 0 to 255."""
    digits = colour(type_)
    return int(digits[1:3], 16), int(digits[3:5], 16), int(digits[5:7], 16)
