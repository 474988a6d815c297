"""What a text finds, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.catalogue.arrays import TYPES, Array
from graph.identity import name_key
from graph.names import ACTORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.catalogue.catalogue import Catalogue

LOOKED_AT = 250  # things whose names are compared with the text letter by letter
_SIMILAR = 0.84  # what is only similar stays below every name that holds the text as it is written


@dataclass(slots=True)
class Hit:
    """A thing whose name fits: 100 for the very name; ``name`` is the one that fitted."""

    id: str
    type: str
    name: str
    score: float


def hits(catalogue: Catalogue, text: str, limit: int, types: Sequence[str]) -> list[Hit]:
    """The things that have all words of a text, those of the given classes, else actors."""
    score = catalogue.words.found(text)
    key = name_key(text)
    if score is None:
        return []
    of_type = np.isin(catalogue.type, [TYPES.index(name) for name in types or ACTORS if name in TYPES])
    numbers = np.flatnonzero((score > 0) & of_type & catalogue.known)
    best = [_hit(catalogue, key, int(at)) for at in _likely(catalogue, numbers, score, max(limit, LOOKED_AT))]
    links = catalogue.parts["links"]
    best.sort(key=lambda found: (-found[0], -int(links[found[1]]), found[2]))
    return [
        Hit(catalogue.iris[at], catalogue.type_of(at), name, round(value, 1))
        for value, at, name in best[: max(limit, 0)]
    ]


def _likely(catalogue: Catalogue, numbers: Array, score: Array, most: int) -> Array:
    """Those whose words fit best, of equals those with the shortest name."""
    if len(numbers) <= most:
        return numbers
    start, row = catalogue.parts["name.key.start"], catalogue.parts["name.row"]
    first = row[numbers]
    length = start[np.minimum(first + 1, len(start) - 1)] - start[first]
    worth = score[numbers].astype(np.float64) * 1e6 - length
    found: Array = numbers[np.argpartition(-worth, most)[:most]]
    return found


def _hit(catalogue: Catalogue, key: str, at: int) -> tuple[float, int, str]:
    """How well the best name of a thing fits, the thing, and the name."""
    row = catalogue.parts["name.row"]
    low, high = int(row[at]), int(row[at + 1])
    scored = [(_fit(key, catalogue.name_keys[one]), -one) for one in range(low, high)]
    value, one = max(scored, default=(0.0, 0))
    return value, at, catalogue.name_texts[-one] if scored else ""


def _fit(key: str, name: str) -> float:
    """100 for the name itself, 95 for its beginning, 90 for words in it as they follow each other, 88 for words of it
    in any order, 85 for parts of words, less for what is only similar.
    """
    from rapidfuzz import fuzz

    if key == name:
        return 100.0
    if name.startswith(key):
        return 95.0
    if f" {key}" in f" {name}":
        return 90.0
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in key.split()):
        return 88.0
    if all(part in name for part in key.split()):
        return 85.0
    best = [max((fuzz.ratio(part, word) for word in words), default=0.0) for part in key.split()]
    return _SIMILAR * max(fuzz.ratio(key, name), sum(best) / max(len(best), 1), 0.9 * fuzz.partial_ratio(key, name))
