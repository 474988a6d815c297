"""Themes and target groups whose names occur in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from graph.identity import name_key
from graph.themes import Kind, Themes

_WORD = re.compile(r"[^\W_]+")
SHORTEST = 2  # letters of a name; a single one is no theme


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as names are compared: case, accents and the spelling of umlauts do not count."""
    return tuple(key for word in _WORD.findall(unicodedata.normalize("NFC", text)) if (key := name_key(word)))


def concepts_in(text: str, themes: Themes, kind: Kind = "theme") -> dict[str, str]:
    """The concepts whose labels or alternative labels (in any language) stand in a text as whole words.

    Longer names go first, and a word belongs to one name: “Integration von Roma” is not “Roma” as well. Gives the
    name that was found by concept, in the order of the text.
    """
    words = words_of(text)
    if not words:
        return {}
    names = {key: names for key, names in _names(themes, kind).items() if len("".join(key)) >= SHORTEST}
    longest = min(max(map(len, names), default=0), len(words))
    taken: dict[int, int] = {}  # where the names that were found begin, and how long they are
    free = [True] * len(words)
    for length in range(longest, 0, -1):
        for start in range(len(words) - length + 1):
            if all(free[start : start + length]) and words[start : start + length] in names:
                taken[start] = length
                free[start : start + length] = [False] * length
    found: dict[str, str] = {}
    for start in sorted(taken):
        key = words[start : start + taken[start]]
        for concept in names[key]:
            found.setdefault(concept, " ".join(key))
    return found


def _names(themes: Themes, kind: Kind) -> dict[tuple[str, ...], list[str]]:
    """The concepts by the words of their names; a label goes before an alternative label."""
    found: dict[tuple[str, ...], list[str]] = {}
    for labels in themes.names(kind):
        new: dict[tuple[str, ...], set[str]] = {}
        for text, concept in labels:
            new.setdefault(words_of(text), set()).add(concept)
        for key, concepts in new.items():
            found.setdefault(key, _preferred(concepts, themes))
    return found


def _preferred(concepts: Iterable[str], themes: Themes) -> list[str]:
    """What a loaded scheme calls the same lies below the theme of the thesaurus, so that it is found with it."""
    ordered = sorted(concepts)
    return [iri for iri in ordered if themes.is_of_thesaurus(iri)] or ordered
