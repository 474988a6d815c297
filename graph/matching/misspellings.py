"""Words that nobody uses, and the known words that they may stand for: "universtat" for "universitat"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.matching.lexicon import CONCEPT, concepts, legal_forms, silent
from graph.matching.words_of import words_of

_SHORTEST, _LONG = 4, 7  # letters of a word that may be mistyped, and of one in which two letters may be wrong
_MOST_WORDS, _MOST_WAYS, _NEAREST = 12, 4, 3


class Vocabulary:
    """The words of all names, and those that stand for concepts."""

    def __init__(self, words: Iterable[str]) -> None:
        self._concepts = frozenset(concepts().single_words())
        self._known = frozenset(word for word in words if word[0] != CONCEPT)
        self._other = frozenset(legal_forms().single_words()) | silent()
        # Mistakes in the first letter of a word are rare.
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known | self._concepts):
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_letter[word[0]].append(word)

    def concepts_mended(self, text: str) -> str:
        """The words of a text with misspelt concepts put right, "" where there are none."""
        words = words_of(text)
        mended = [next((near for near in self._nearest(word) if near in self._concepts), word) for word in words]
        return " ".join(mended) if mended != words else ""

    def readings(self, text: str) -> Iterator[str]:
        """The ways to read a text with each unknown word replaced by a known one, the nearest first."""
        words = words_of(text)[:_MOST_WORDS]
        ways = [self._nearest(word) or [word] for word in words]
        if any(len(way) > 1 or way[0] != word for way, word in zip(ways, words, strict=True)):
            yield from (" ".join(way) for way in islice(product(*ways), _MOST_WAYS))

    def _nearest(self, word: str) -> list[str]:
        """Known words that differ in a letter or two, none for a word that is known itself."""
        if len(word) < _SHORTEST or not word.isalpha() or self._is_known(word):
            return []
        most = 2 if len(word) >= _LONG else 1
        near = process.extract(
            word, self._by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=_NEAREST
        )
        return [str(found) for found, _, _ in near]

    def _is_known(self, word: str) -> bool:
        return word in self._known or word in self._concepts or word in self._other or bool(concepts().parts(word))
