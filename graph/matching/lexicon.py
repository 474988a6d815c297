"""Words of organisations' names by meaning: legal forms, and concepts with their translations and abbreviations.

The words stand in ``words/*.yml``. A phrase becomes one code: ``=university`` for "Πανεπιστήμιο", ``gmbh`` for
"Gesellschaft mit beschränkter Haftung". What is left are the words that tell organisations apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from graph.matching.words_of import words_of

_FOLDER = Path(__file__).parent / "words"
# How often such a word is met in names of organisations, whatever the words of a store: one small list of schools
# must not make "school" a rare word. Rounded from 11,000 names of CORDIS, keep.eu and German lists of operations.
SHARES = {"kind": 0.02, "theme": 0.008, "place": 0.001, "welfare": 0.003}
CONCEPT = "="
# Forms that may begin a name ("UAB Muster"); other short ones are forms only at its end ("Muster AS").
_LEADING = frozenset(("uab", "sia", "ou", "as", "ab", "oy", "ad", "ood", "kft", "doo", "mtu", "onlus", "asbl"))
_SHORT = 3
_ANYWHERE = frozenset(("ev", "mbh", "gbr", "ohg", "kft", "doo", "srl", "sro"))
# Letters of the least compound and of its least part, and what joins the parts.
_COMPOUND, _PART = 9, 4
_JOINTS = ("", "s", "es", "n", "en", "e")


class Phrase(NamedTuple):
    """Words that stand for one thing: a concept of a group, or a legal form of a family."""

    words: tuple[str, ...]
    code: str
    group: str


class Lexicon:
    """Phrases found in names, the longest first."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.groups = {phrase.code: phrase.group for phrase in phrases}
        self._by_first: dict[str, list[Phrase]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase.words)):
            self._by_first.setdefault(phrase.words[0], []).append(phrase)

    def at(self, words: Sequence[str], position: int) -> Phrase | None:
        """The longest phrase that begins at a position."""
        for phrase in self._by_first.get(words[position], ()):
            length = len(phrase.words)
            if length == 1 or tuple(words[position : position + length]) == phrase.words:
                return phrase
        return None

    def single_words(self) -> list[str]:
        """All words that are a phrase by themselves."""
        return [phrase.words[0] for found in self._by_first.values() for phrase in found if len(phrase.words) == 1]

    def parts(self, word: str) -> tuple[str, ...]:
        """The two concepts of a compound: research and centre in "forschungszentrum"; none where it is no such word."""
        if len(word) < _COMPOUND:
            return ()
        found = self._parts.get(word)
        if found is None:
            found = self._parts[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        for at in range(len(word) - _PART, _PART - 1, -1):
            second = self._single(word[at:])
            if second:
                head = word[:at]
                for joint in _JOINTS:
                    first = head.endswith(joint) and self._single(head[: len(head) - len(joint)])
                    if first:
                        return first, second
        return ()

    def _single(self, word: str) -> str:
        """The concept that one word of some length stands for."""
        if len(word) < _PART:
            return ""
        return next((phrase.code for phrase in self._by_first.get(word, ()) if len(phrase.words) == 1), "")


@cache
def concepts() -> Lexicon:
    """What organisations are and do, and where, in the languages of Europe."""
    return Lexicon(list(_phrases("concepts.yml", CONCEPT)))


@cache
def legal_forms() -> Lexicon:
    """Legal forms; the group of a code is its family."""
    return Lexicon(list(_phrases("legal_forms.yml", "")))


@cache
def silent() -> frozenset[str]:
    """Articles, prepositions and conjunctions."""
    return frozenset(word for text in _read("concepts.yml")["silent"] for word in words_of(text))


@cache
def collective() -> frozenset[tuple[str, ...]]:
    """How names begin that stand for several organisations or for none."""
    return frozenset(tuple(words_of(text)) for text in _read("concepts.yml")["collective"])


def may_be_form(phrase: Phrase, start: int, count: int) -> bool:
    """Whether a phrase of a name of so many words is a legal form where it stands: short ones only at the ends."""
    if len(phrase.words) > 1 or len(phrase.words[0]) > _SHORT or phrase.words[0] in _ANYWHERE:
        return True
    return start == count - 1 or (start == 0 and phrase.code in _LEADING)


def _phrases(file: str, mark: str) -> Iterator[Phrase]:
    for group, entries in _read(file).items():
        if group in ("silent", "collective"):
            continue
        for code, texts in entries.items():
            found = {tuple(word.rstrip(".") for word in words_of(text)) for text in texts} - {()}
            yield from (Phrase(words, f"{mark}{code}", group) for words in sorted(found))


@cache
def _read(file: str) -> dict[str, dict[str, list[str]]]:
    # All scalars are texts: "no" is a word of Portuguese here.
    read: dict[str, dict[str, list[str]]] = yaml.load((_FOLDER / file).read_text("utf-8"), Loader=_Texts)  # noqa: S506
    return read


class _Texts(yaml.BaseLoader):
    """YAML whose scalars are all texts."""
