"""The thesaurus as what importers match words against: whole labels, phrases in a text, German compounds."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal as OneOf
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from data.reference.themes import importer
from graph.identity import ID, iri, name_key
from graph.vocabulary import SKOS

Kind = OneOf["theme", "target-group"]

PHRASES = Path(__file__).with_name("phrases.csv")
_VAGUE = Path(__file__).with_name("vague_labels.csv")
_ROMA = name_key("Roma")  # the city, in every language but German
_PROJECT_WORK = frozenset(
    iri("theme", name) for name in ("projektarbeit-und-foerderung", "forschungsausrichtungen", "wissenstransfer")
)
_ENDINGS = ("innen", "ern", "em", "en", "er", "es", "e", "n", "s")
_LONGEST = 2600  # characters of a text that are read; more of it says the same again


class Statement(NamedTuple):
    """A statement of the thesaurus as plain text."""

    subject: str
    predicate: str
    value: str
    language: str


@cache
def statements() -> tuple[Statement, ...]:
    """All statements of the thesaurus."""
    return tuple(
        Statement(
            quad.subject.value,
            quad.predicate.value,
            quad.object.value,
            quad.object.language or "" if isinstance(quad.object, Literal) else "",
        )
        for quad in importer.quads()
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    )


@cache
def vague() -> frozenset[str]:
    """Folded labels that mean their theme as the name of a category, and too much else inside a sentence."""
    with _VAGUE.open(encoding="utf-8", newline="") as file:
        return frozenset(name_key(row["label"]) for row in csv.DictReader(file))


class Phrase(NamedTuple):
    """Words of a text that name a concept."""

    words: str
    concept: str
    language: str


@cache
def labels(kind: Kind) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """For each folded label the concepts that bear it: IRI, language, whether it is an alternative one."""
    found: dict[str, dict[tuple[str, str, bool], None]] = defaultdict(dict)
    for predicate, alternative in ((SKOS.prefLabel, False), (SKOS.altLabel, True)):
        for subject, stated, text, language in statements():
            if stated == predicate and subject.startswith(f"{ID}{kind}/"):
                found[name_key(text)][subject, language, alternative] = None
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def phrases(kind: Kind) -> tuple[Phrase, ...]:
    """Labels that name the concept inside a sentence, too, and the phrases that ``phrases.csv`` adds."""
    found: dict[Phrase, None] = {}
    for key, rows in labels(kind).items():
        for concept, language, _ in rows:
            if key not in vague() and not (key == _ROMA and language != "de") and not _about_projects(concept):
                found[Phrase(key, concept, language)] = None
    with PHRASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                found[Phrase(name_key(row["phrase"]), iri(kind, row["concept"]), row["language"])] = None
    return tuple(found)


def _about_projects(concept: str) -> bool:
    """Whether a theme is how projects work rather than what they work on: any text about a project has its words."""
    return not ancestors(concept).isdisjoint(_PROJECT_WORK) or concept in _PROJECT_WORK


@cache
def parents() -> dict[str, tuple[str, ...]]:
    """The directly broader concepts of each concept of the thesaurus."""
    found: dict[str, tuple[str, ...]] = {}
    for subject, predicate, value, _ in statements():
        if predicate == SKOS.broader:
            found[subject] = (*found.get(subject, ()), value)
    return found


@cache
def ancestors(concept: str) -> frozenset[str]:
    """Everything above a concept of the thesaurus."""
    ups = parents().get(concept, ())
    return frozenset(ups).union(*(ancestors(up) for up in ups))


def stem(word: str) -> str:
    """A word without one German ending of inflection; English loses its plural s."""
    for ending in _ENDINGS if word.endswith(_ENDINGS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)]
    return word


class Mentions:
    """Finds the phrases of one kind in texts, of two that begin with one word the longer."""

    def __init__(self, kind: Kind) -> None:
        by_stem: dict[str, list[tuple[tuple[str, ...], Phrase]]] = defaultdict(list)
        for phrase in phrases(kind):
            stems = tuple(map(stem, phrase.words.split()))
            by_stem[stems[0]].append((stems, phrase))
        self._starts = _Starts(
            {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_stem.items()}
        )

    def find(self, text: str, language: str = "") -> list[str]:
        """The concepts mentioned, in the order of the text; ``language`` leaves out the phrases of other languages."""
        words = _WORD.findall(text, 0, _LONGEST)
        found: dict[str, None] = {}
        until = 0
        for place, rows in enumerate(map(self._starts.__getitem__, words)):
            if rows and place >= until:
                for stems, phrase in rows:
                    if language != phrase.language and (language or phrase.words == _ROMA):
                        continue
                    if len(stems) == 1 or _stems(words[place : place + len(stems)]) == stems:
                        found[phrase.concept] = None
                        until = place + len(stems)
                        break
        return list(found)


Rows = tuple[tuple[tuple[str, ...], Phrase], ...]
_WORD = re.compile(r"[^\W_]+")
_UMLAUT = re.compile(r"(?<=[aou])e(?=[^aeiou]|$)")
_MANY = 100_000  # different words that are remembered; a list of 70,000 rows has fewer


class _Starts(dict[str, Rows]):
    """For each word as it is written the phrases that begin with it; a word is folded once."""

    def __init__(self, by_stem: dict[str, Rows]) -> None:
        super().__init__()
        self._by_stem = by_stem

    def __missing__(self, word: str) -> Rows:
        if len(self) > _MANY:
            self.clear()
        rows = self[word] = self._by_stem.get(_stem(word), ())
        return rows


def _folded(word: str) -> str:
    """``name_key`` of a single word, four times as fast for plain letters."""
    return _UMLAUT.sub("", word.lower()) if word.isascii() else name_key(word)


@lru_cache(maxsize=_MANY)
def _stem(word: str) -> str:
    return stem(_folded(word))


def _stems(words: list[str]) -> tuple[str, ...]:
    return tuple(map(_stem, words))


@cache
def mentions(kind: Kind) -> Mentions:
    """The finder of one kind, made once."""
    return Mentions(kind)
