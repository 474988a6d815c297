"""Titles of projects as words: how much each word tells, and how alike two titles are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from graph.identity import name_key

MOST_OF_A_WORD = 5.0  # bits; one word alone, however rare, may be the title of another project elsewhere
MOST_OF_A_TITLE = 12.0
_OF_INFORMATION = 0.6  # words of a title depend on each other
_ROMAN = re.compile(r"(?=[ivx])(x{0,2}(?:ix|iv|v?i{0,3}))")


class Words(NamedTuple):
    """A title's key, its words, and its numbers: what tells the second course from the first."""

    key: str
    tokens: frozenset[str]
    numbers: tuple[str, ...]


@lru_cache(maxsize=1 << 20)
def words(title: str) -> Words:
    """The words of a title; a Roman numeral at its end is a number, too."""
    key = name_key(title)
    tokens = key.split()
    numbers = [str(int(token)) for token in tokens if token.isdecimal()]
    if len(tokens) > 1 and _ROMAN.fullmatch(tokens[-1]):
        numbers.append(str(_arabic(tokens[-1])))
    return Words(key, frozenset(tokens), tuple(sorted(numbers)))


def _arabic(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


class Rarity:
    """How many bits the words of titles tell, by the number of projects that have them."""

    def __init__(self, titles: Iterable[Iterable[str]]) -> None:
        """``titles`` are those of one project each."""
        self._having: Counter[str] = Counter()
        self._projects = 0
        for some in titles:
            self._projects += 1
            self._having.update({token for title in some for token in words(title).tokens})

    def of(self, token: str) -> float:
        """The bits of a word; the constants stand for projects not seen, so that a small store knows no rare words."""
        found = math.log2((self._projects + 1000) / (self._having[token] + 10))
        return max(0.5, min(MOST_OF_A_WORD, found)) * (0.4 if len(token) < 4 else 1.0)

    def rarest(self, title: str, count: int) -> list[str]:
        """The words that fewest projects have, numbers and short ones left out."""
        some = [token for token in words(title).tokens if len(token) > 3 and not token.isdecimal()]
        return sorted(some, key=lambda token: (self._having[token], token))[:count]

    def title(self, title: str) -> float:
        """The bits that an equal title tells."""
        return min(MOST_OF_A_TITLE, _OF_INFORMATION * sum(map(self.of, words(title).tokens)))

    def overlap(self, one: Words, other: Words) -> float:
        """The share of what two titles tell that both tell."""
        whole = sum(map(self.of, one.tokens | other.tokens))
        return sum(map(self.of, one.tokens & other.tokens)) / whole if whole else 0.0


def likeness(first: str, second: str, rarity: Rarity) -> float:
    """How alike two titles are, from 0 to 1: by letters and by words, half and half."""
    one, other = words(first), words(second)
    if one.key == other.key:
        return 1.0 if one.key else 0.0
    letters = fuzz.token_sort_ratio(*sorted((one.key, other.key))) / 100
    return 0.5 * letters + 0.5 * rarity.overlap(one, other)
