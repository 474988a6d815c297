"""Things by the words of their names, forgiving about umlauts, accents, case and typing errors.

A word that is sought finds the words that begin with it, then those that hold it, and where these find nothing those
that are a typing error away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

import numpy as np

from graph.catalogue.arrays import Array
from graph.identity import name_key
from graph.recommending.name_list import NameList

EXACT, BEGINNING, WITHIN, ALIKE = 4.0, 3.0, 2.0, 1.0
_INSIDE = 3  # letters of a word that is sought inside others: fewer are in nearly all
_LAST, _DIGIT = "\U0010ffff", re.compile("[0-9]")
_LENGTHS = 12  # of beginnings that are held ready
SHORT, LONG = 4, 8  # letters from which one typing error is forgiven, and two


class Words:
    """The words of the names of all things."""

    def __init__(self, parts: Mapping[str, Array], things: int) -> None:
        self._parts, self._things = parts, things
        self._list = NameList(parts["word.text"], parts["word.start"])
        self._cuts: dict[int, tuple[list[str], Array]] = {}
        self._row, self._column = parts["word.by_value.row"], parts["word.by_value.column"]

    def found(self, text: str) -> Array | None:
        """How well each thing has all the words of a text, 0 where it has not; None for a text without a letter."""
        keys = sorted(dict.fromkeys(name_key(text).split()), key=len, reverse=True)
        if not keys:
            return None
        as_written = self._all(keys, forgiving=False)
        return as_written if as_written.any() or len(keys) == 1 else self._all(keys, forgiving=True)

    def _all(self, keys: list[str], *, forgiving: bool) -> Array:
        """``forgiving``: errors are looked for in each word, and not only in those that nothing has."""
        total = np.zeros(self._things, np.float32)
        meant = np.ones(self._things, bool)
        for key in keys:
            score = self._scores(key, forgiving=forgiving)
            meant &= score > 0
            total += score
            if not meant.any():
                break
        total[~meant] = 0
        return total

    def _scores(self, key: str, *, forgiving: bool) -> Array:
        score = np.zeros(self._things, np.float32)
        low, high = self._beginning(key)
        within = self._holding(key) if len(key) >= _INSIDE else np.empty(0, np.int64)
        if len(key) >= SHORT and not _DIGIT.search(key) and (forgiving or (low == high and not len(within))):
            self._take(score, self._alike(key, nearest=not forgiving), ALIKE)
        self._take(score, within, WITHIN)
        score[self._column[self._row[low] : self._row[high]]] = BEGINNING
        if low < high and self._text(low) == key:
            score[self._column[self._row[low] : self._row[low + 1]]] = EXACT
        return score

    def _take(self, score: Array, words: Array, value: float) -> None:
        """Give a score to the things that have some of the words."""
        low = self._row[words]
        many = self._row[words + 1] - low
        step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        score[self._column[np.repeat(low, many) + step]] = value

    def _beginning(self, key: str) -> tuple[int, int]:
        return self._bisect(key), self._bisect(key + _LAST)

    def _bisect(self, key: str) -> int:
        wanted = key.encode("utf-8", "surrogatepass")
        text, start = self._list.text.data, self._list.start
        low, high = 0, len(self._list)
        while low < high:
            middle = (low + high) // 2
            if text[start[middle] : start[middle + 1]].tobytes() < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def _text(self, at: int) -> str:
        return self._list[at]

    @cached_property
    def _block(self) -> bytes:
        """All words in a row, each after a blank."""
        return b" " + " ".join(self._list).encode() + b" "

    def _holding(self, key: str) -> Array:
        """The words that hold a key further in."""
        wanted, block = key.encode(), self._block
        # In the block each word stands one further to the right for each before it.
        starts = self._list.start[:-1] + np.arange(len(self._list))
        found, at = [], block.find(wanted)
        while at >= 0:
            found.append(at - 1)
            at = block.find(wanted, at + 1)
        return np.unique(np.searchsorted(starts, np.array(found, np.int64), side="right") - 1)

    def _alike(self, key: str, *, nearest: bool) -> Array:
        """The words that are, or begin with, what is a typing error or two away; ``nearest``: the fewest that occur."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 1 if len(key) < LONG else 2
        places, texts = self._texts
        errors = np.full(len(texts), most + 1, np.uint8)
        for cut in range(len(key) - 1, len(key) + 2):
            beginnings, starts = self._cut(cut)
            distance = process.cdist([key], beginnings, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
            for at in np.flatnonzero(distance <= most).tolist():
                words = errors[starts[at] : starts[at + 1]]
                np.minimum(words, distance[at], out=words)
        least = int(errors.min(initial=most + 1))
        return places[errors <= (min(least, most) if nearest else most)]

    @cached_property
    def _texts(self) -> tuple[Array, list[str]]:
        """The words without a digit, and their numbers: another digit is another number, and no typing error."""
        text, start = self._list.text, self._list.start
        digits = np.concatenate([[0], np.cumsum((text >= ord("0")) & (text <= ord("9")), dtype=np.int64)])
        kept = np.flatnonzero(digits[start[1:]] == digits[start[:-1]])
        return kept, [self._list[at] for at in kept.tolist()]

    def _cut(self, length: int) -> tuple[list[str], Array]:
        """What words begin with, in a number of letters, and the place of the first word of each."""
        if length not in self._cuts:
            if len(self._cuts) >= _LENGTHS:
                self._cuts.pop(next(iter(self._cuts)))
            starts: dict[str, int] = {}
            for at, word in enumerate(self._texts[1]):
                starts.setdefault(word[:length], at)
            self._cuts[length] = list(starts), np.array([*starts.values(), len(self._texts[1])], np.int64)
        return self._cuts[length]
