"""What two mentions have in common: names word by word, acronyms, country, place, domain, kind, identifiers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from graph.matching.description import Rarity
from graph.matching.lexicon import CONCEPT
from graph.matching.spelling import Spelling

_LONG, _NEARLY_ALL = 14, 0.92  # letters of a name that is compared letter by letter, and how many must agree
_SHORTEST = 4  # letters of a word that may be mistyped


@dataclass(slots=True, frozen=True)
class Overlap:
    """Two names word by word, in bits: what they share, and what only one of them has."""

    shared: float
    only_first: float
    only_second: float

    @property
    def gain(self) -> float:
        """How well the names agree: for finding the best pair of names only."""
        return self.shared - self.only_first - self.only_second


def overlap(first: Spelling, second: Spelling, rarity: Rarity) -> Overlap:
    """The words of two names matched: equal ones first, then spelling variants, abbreviations and compounds."""
    if first.key == second.key:
        return Overlap(rarity.total(first.distinct), 0.0, 0.0)
    if first.letters == second.letters and first.letters:
        return Overlap(min(rarity.total(first.words), rarity.total(second.words)), 0.0, 0.0)
    left, right = first.distinct, second.distinct
    both = left & right
    shared = rarity.total(both)
    rest, other = (
        [word for word in first.words if word not in both],
        [word for word in second.words if word not in both],
    )
    lost_left = lost_right = 0.0
    if rest and other:
        for likeness, one, two in sorted(_alike(rest, other), reverse=True):
            if one in rest and two in other and not _are_two_words(one, two, rarity):
                rest.remove(one)
                other.remove(two)
                bits = min(rarity.bits(one), rarity.bits(two))
                shared += likeness * bits
                lost_left += (1 - likeness) * bits
                lost_right += (1 - likeness) * bits
    found = Overlap(shared, rarity.total(rest) + lost_left, rarity.total(other) + lost_right)
    return _letter_by_letter(first, second, found, rarity) if rest and other else found


def _letter_by_letter(first: Spelling, second: Spelling, found: Overlap, rarity: Rarity) -> Overlap:
    """Long names that differ in a few letters, however these are parted into words: "Gedächtnis-Kirche"."""
    if min(len(first.letters), len(second.letters)) < _LONG or first.numbers != second.numbers:
        return found
    here, there = first.distinct - second.distinct, second.distinct - first.distinct
    # As many words on both sides were compared one by one; and words in use are no mistake: "Südost", "Südwest".
    if len(here) == len(there) or all(rarity.is_word(word) for word in here | there):
        return found
    likeness = Levenshtein.normalized_similarity(first.letters, second.letters, score_cutoff=_NEARLY_ALL)
    if not likeness:
        return found
    bits = min(rarity.total(first.words), rarity.total(second.words))
    return max(found, Overlap(bits, (1 - likeness) * bits, (1 - likeness) * bits), key=lambda way: way.gain)


def _are_two_words(one: str, two: str, rarity: Rarity) -> bool:
    """Whether both are in use, as "Nordost" and "Nordwest" are, so that neither is a mistake for the other.

    What only ends differently is the same word: "technische", "technischen".
    """
    if not (rarity.is_word(one) and rarity.is_word(two)):
        return False
    return not (one.startswith(two) or two.startswith(one)) and one[:-2] != two[:-2]


def _alike(rest: list[str], other: list[str]) -> list[tuple[float, str, str]]:
    # Mistakes in the first letter of a word are rare; looking for them tripled the time.
    near = ((one, two) for one in rest for two in other if one[0] == two[0] != CONCEPT or one[1:] == two[1:])
    return [(likeness, one, two) for one, two in near if (likeness := alike(one, two))]


@lru_cache(maxsize=1 << 18)
def alike(one: str, two: str) -> float:
    """How probable it is that two different words are one: 0 to 1.

    An abbreviation with its dot stands for any word that begins so. Numbers and concepts are never alike.
    """
    short, long = sorted((one, two), key=len)
    if one[0] == CONCEPT or two[0] == CONCEPT or short.isdigit():
        return 0.0
    if one[-1] == "." or two[-1] == ".":
        return _abbreviated(one.rstrip("."), two.rstrip("."))
    if len(short) < _SHORTEST or any(char.isdigit() for char in short):
        return 0.0
    return _mistyped(short, long) or (
        0.6 if len(short) > _SHORTEST and long.startswith(short) else _cognate(short, long)
    )


def _abbreviated(one: str, two: str) -> float:
    if one == two:
        return 1.0
    return 0.9 if one and two and (one.startswith(two) or two.startswith(one)) else 0.0


def _mistyped(short: str, long: str) -> float:
    """One or two letters wrong, missing or swapped: the longer the word, the likelier it is a mistake."""
    size = len(short)
    if len(long) - size > 2:
        return 0.0
    distance = OSA.distance(short, long, score_cutoff=2)
    if distance == 1:
        return 0.95 if size >= 6 else 0.7
    if distance == 2 and size >= 7:
        return 0.85 if size >= 9 else 0.6
    return 0.0


def _cognate(short: str, long: str) -> float:
    """The same word in two languages: kapodistriako, kapodistrian."""
    return 0.5 if len(short) >= 6 and JaroWinkler.similarity(short, long) >= 0.9 else 0.0
