"""The words of names: how a name is cut into words, and the lists of words that tell an organisation or a person."""

from __future__ import annotations

import gzip
import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent

# Letters that Unicode does not take apart, and the two forms of the Greek sigma.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ς": "σ", "’": "'", "`": "'"}
)
_WORD = re.compile(r"[^\W\d_]+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]+")
_ABBREVIATED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:\.? ?/? ?[^\W\d_](?![^\W\d_]))+")
_UMLAUT = re.compile("[äöü]")
# Shorter endings and beginnings are also parts of surnames: Freitag, Oppenheim, Akbar.
SURE = 6
# A compound this long is hardly a surname, whatever its ending.
LONG = 11


def cleaned(name: str) -> str:
    """The name on one line, composed, without characters that cannot be printed."""
    if "&" in name and ";" in name:
        name = html.unescape(name)
    if name.isascii() and name.isprintable():
        return " ".join(name.split())
    return " ".join(unicodedata.normalize("NFC", _UNPRINTABLE.sub(" ", name)).split())


def fold(text: str) -> str:
    """The text without case and accents."""
    text = text.casefold()
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join([char for char in plain if not unicodedata.combining(char)]).translate(_LETTERS)


def words(folded: str) -> list[str]:
    """The runs of letters of a folded text."""
    return _WORD.findall(folded)


def joined(folded: str) -> str:
    """The folded text with abbreviations as one word: ``e. v.`` as ``ev``, ``s.r.l.`` as ``srl``, ``a/s`` as ``as``."""
    return _ABBREVIATED.sub(lambda found: "".join(_WORD.findall(found[0])), folded)


def spellings(word: str) -> set[str]:
    """A listed word folded, and folded with its umlauts written out."""
    written = _UMLAUT.sub(lambda umlaut: {"ä": "ae", "ö": "oe", "ü": "ue"}[umlaut[0]], word.casefold())
    return {fold(word), fold(written)}


def folded_set(listed: Iterable[str]) -> frozenset[str]:
    """The listed words in all their spellings."""
    return frozenset(spelling for word in listed for spelling in spellings(word))


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list that is divided by strokes, each as its words."""
    return frozenset(" ".join(words(joined(fold(part)))) for part in text.split("|") if part.strip())


@dataclass(frozen=True)
class Vocabulary:
    """Whole words, beginnings and endings of one kind of word."""

    whole: frozenset[str]
    stems: tuple[str, ...]
    endings: tuple[str, ...]
    sure: tuple[tuple[str, ...], tuple[str, ...]] = field(repr=False, default=((), ()))

    @classmethod
    def of(cls, listed: dict[str, str]) -> Vocabulary:
        """The vocabulary of one section of the list."""
        stems = tuple(sorted(folded_set(listed["stems"].split())))
        endings = tuple(sorted(folded_set(listed["endings"].split())))
        long = (tuple(stem for stem in stems if len(stem) >= SURE), tuple(end for end in endings if len(end) >= SURE))
        return cls(folded_set(listed["words"].split()), stems, endings, long)

    def says(self, word: str) -> bool:
        """Whether the word belongs to the vocabulary."""
        return (
            word in self.whole
            or word in word_set("organisation_words", "sure")
            or (len(word) > 4 and (word.endswith(self.endings) or word.startswith(self.stems)))
        )

    def is_sure(self, word: str) -> bool:
        """Whether the word belongs to it beyond doubt, so that no surname looks like it."""
        stems, endings = self.sure
        if word in word_set("organisation_words", "sure"):
            return self is vocabulary("bodies")
        if word in family_names():
            return False
        long = len(word) >= LONG and (word.endswith(self.endings) or word.startswith(self.stems))
        return long or word in self.whole or word.endswith(endings) or word.startswith(stems)


@cache
def listed(name: str) -> Any:
    """The content of a list beside this module."""
    return yaml.safe_load((HERE / f"{name}.yml").read_text("utf-8"))


@cache
def vocabulary(section: str) -> Vocabulary:
    """The ``bodies`` or the ``trades`` of the words of organisations."""
    return Vocabulary.of(listed("organisation_words")[section])


@cache
def word_set(name: str, section: str) -> frozenset[str]:
    """A section of a list as folded words."""
    return folded_set(listed(name)[section].split())


@cache
def phrase_set(section: str) -> frozenset[str]:
    """A section of the words of persons that holds phrases."""
    return phrases(listed("person_words")[section])


@cache
def given_names() -> frozenset[str]:
    """Given names that are nothing else; see ``lists.md`` for where they come from."""
    return all_given_names() - word_set("person_words", "not_given")


@cache
def all_given_names() -> frozenset[str]:
    """Given names, those too that are also words or places."""
    return _names("given_names.txt.gz")


@cache
def family_names() -> frozenset[str]:
    """Surnames; see ``lists.md`` for where they come from."""
    return _names("family_names.txt.gz")


def _names(file: str) -> frozenset[str]:
    return frozenset(gzip.decompress((HERE / file).read_bytes()).decode("utf-8").split())
