"""Things by the words of their names, forgiving about umlauts, accents, case and typing errors.

A word that is sought finds the words that begin with it, then those that hold it, and where these find nothing those
that are a typing error away.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from graph.catalogue.arrays import Array
from graph.identity import name_key
from graph.recommending.name_list import NameList

EXACT, BEGINNING, WITHIN, ALIKE = 4.0, 3.0, 2.0, 1.0
_INSIDE = 3  # letters of a word that is sought inside others: fewer are in nearly all
_LAST = "\U0010ffff"
SHORT, LONG = 4, 8  # letters from which one typing error is forgiven, and two


class Words:
    """The words of the names of all things."""

    def __init__(self, parts: Mapping[str, Array], things: int) -> None:
        self._parts, self._things = parts, things
        self._list = NameList(parts["word.text"], parts["word.start"])
        self._row, self._column = parts["word.by_value.row"], parts["word.by_value.column"]

    def found(self, text: str) -> Array | None:
        """How well each thing has all the words of a text, 0 where it has not; None for a text without a letter."""
        keys = dict.fromkeys(name_key(text).split())
        if not keys:
            return None
        total = np.zeros(self._things, np.float32)
        meant = np.ones(self._things, bool)
        for key in sorted(keys, key=len, reverse=True):
            score = self._scores(key, meant)
            meant &= score > 0
            total += score
            if not meant.any():
                break
        total[~meant] = 0
        return total

    def _scores(self, key: str, among: Array) -> Array:
        score = np.zeros(self._things, np.float32)
        low, high = self._beginning(key)
        if len(key) >= _INSIDE:
            self._take(score, self._holding(key), WITHIN)
        score[self._column[self._row[low] : self._row[high]]] = BEGINNING
        if low < high and self._text(low) == key:
            score[self._column[self._row[low] : self._row[low + 1]]] = EXACT
        if len(key) >= SHORT and not (among & (score > 0)).any():
            self._take(score, self._alike(key), ALIKE)
        return score

    def _take(self, score: Array, words: Array, value: float) -> None:
        for at in words.tolist():
            things = self._column[self._row[at] : self._row[at + 1]]
            score[things] = np.maximum(score[things], value)

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

    @cached_property
    def _by_length(self) -> tuple[list[str], Array]:
        words = list(self._list)
        return words, np.array([len(word) for word in words], np.int32)

    def _alike(self, key: str) -> Array:
        """The words that are, or begin with, what is a typing error away."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        words, length = self._by_length
        most = 1 if len(key) < LONG else 2
        near = np.flatnonzero(length >= len(key) - most)
        found: list[Array] = []
        for cut in range(len(key) - 1, len(key) + 2):
            shown = [words[at][:cut] for at in near.tolist()]
            distance = process.cdist([key], shown, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
            found.append(np.column_stack([near, distance]))
        both = np.concatenate(found)
        if not len(both):
            return np.empty(0, np.int64)
        best = both[:, 1].min()
        return np.unique(both[both[:, 1] == best, 0]) if best <= most else np.empty(0, np.int64)
