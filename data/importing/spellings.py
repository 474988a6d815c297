"""One name for each thing that a file names again and again, spelt in several ways.

A row alone cannot tell which spelling is the usual one, so that a file is gone through once before it is read. Only
things with several spellings are remembered: all others are called what the row calls them.
"""

from __future__ import annotations

from collections import Counter

from data.importing.keys import digest


class Spellings:
    """The most frequent spelling of each thing; of equally frequent ones the first in the order of the alphabet."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}
        self._several: dict[str, Counter[str]] = {}
        self._chosen: dict[str, str] = {}

    def add(self, key: str, name: str) -> None:
        """Note that a thing is called so once more."""
        if several := self._several.get(key):
            several[name] += 1
            return
        known, count = self._first.get(key, (name, 0))
        if known == name:
            self._first[key] = (name, count + 1)
        else:
            self._several[key] = Counter({known: count, name: 1})

    def settle(self) -> str:
        """Choose, forget what is not needed any more, and give a hash of the choices."""
        self._chosen = {
            key: min(names.items(), key=lambda item: (-item[1], item[0]))[0] for key, names in self._several.items()
        }
        self._first, self._several = {}, {}
        return digest(*(f"{key}\x1e{name}" for key, name in sorted(self._chosen.items())))

    def of(self, key: str, name: str) -> str:
        """What the thing is called that this row calls ``name``."""
        return self._chosen.get(key, name)
