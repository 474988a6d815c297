"""Projects that two sources describe: an operation in a national list and in a European register.

Each feature speaks for or against in bits; their sum and what holds of any pair give the probability. Two projects
of one source are never one, so of each source at most one can be the same as a project elsewhere: the one that fits
best from both sides. Where several fit equally well, a person is asked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from graph.identity import name_key
from graph.matching.candidates import ASK, PROJECT, Candidate, Reason
from graph.matching.candidates import SAME as SAME_BAND
from graph.matching.mention import Mention
from graph.matching.project_blocks import pairs
from graph.matching.project_identifiers import NUMBER
from graph.matching.titles import Rarity, likeness, words

SAME, ASKED = 0.95, 0.5
PRIOR = -8.0  # bits; of the pairs that share a block one in some hundred is one project
TIE = 0.5  # bits; closer ones cannot be told apart
CLEAR = 2.0  # bits by which another of the same source must fit better for a pair to be no question

_UNLIKE, _ALIKE = 0.35, 0.5
_SAME_DAYS, _SAME_START = 5.0, 3.5
_SLIP = 92.0  # per cent of letters in common
_BEARING = ("identifier", "partners", "programme", "acronym")
_IDENTIFIER, _NUMBER, _OTHER_IDENTIFIER = 18.0, 11.0, -16.0


class Weighed(NamedTuple):
    """A pair by the positions of its mentions, what speaks for and against it, and the sum in bits."""

    first: int
    second: int
    bits: float
    reasons: tuple[Reason, ...]
    error: str = ""


def match_projects(mentions: Iterable[Mention], new: Collection[str] | None = None) -> list[Candidate]:
    """The pairs of projects in the bands "same" and "ask", ordered by IRIs; ``new`` limits to pairs with one of these.

    The partners of mentions should be canonical organisations. The order of mentions does not matter.
    """
    known = sorted({mention.iri: mention for mention in mentions}.values(), key=lambda mention: mention.iri)
    comparison = Comparison(known)
    weighed = [comparison.weigh(*pair) for pair in sorted(pairs(known, comparison.rarity, new))]
    likely = [pair for pair in weighed if probability(pair.bits) >= ASKED or pair.error]
    return [_candidate(pair, band, known) for pair, band in _banded(likely, known)]


def probability(bits: float) -> float:
    """The probability that a sum of weights stands for, the prior among them."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


def _candidate(pair: Weighed, band: str, known: Sequence[Mention]) -> Candidate:
    first, second = known[pair.first].iri, known[pair.second].iri
    return Candidate(first, second, round(probability(pair.bits), 6), band, pair.reasons, PROJECT, pair.error)


class Comparison:
    """What two projects have in common, among all that are compared."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self.rarity = Rarity(mention.names for mention in mentions)
        self._titles = Counter((key, mention.sources) for mention in mentions for key in _keys(mention.names))
        self._acronyms = Counter((key, mention.sources) for mention in mentions for key in _keys(mention.short_names))

    def weigh(self, first: int, second: int) -> Weighed:
        """All features of a pair."""
        one, other = self._mentions[first], self._mentions[second]
        features = (self._identifiers, self._title, self._acronym, _period, _partners, _programme, _place)
        reasons = tuple(reason for feature in features for reason in feature(one, other) if reason.weight)
        weights = {reason.feature: reason.weight for reason in reasons}
        is_error = weights.get("identifier", 0) > 0 and weights.get("title", 0) < 0 and weights.get("period", 0) < 0
        return Weighed(first, second, PRIOR + sum(weights.values()), reasons, "identifier" if is_error else "")

    def _identifiers(self, one: Mention, other: Mention) -> Iterator[Reason]:
        shared = sorted(one.identifiers & other.identifiers)
        registered = [identifier for identifier in shared if identifier.scheme != NUMBER]
        if shared:
            best = (registered or shared)[0]
            yield Reason("identifier", _IDENTIFIER if registered else _NUMBER, best.value, best.value)
            return
        for scheme in sorted({item.scheme for item in one.identifiers} & {item.scheme for item in other.identifiers}):
            if scheme != NUMBER:
                both = (one.identifiers, other.identifiers)
                values = [min(item.value for item in some if item.scheme == scheme) for some in both]
                yield Reason("identifier", _OTHER_IDENTIFIER, *values)
                return

    def _title(self, one: Mention, other: Mention) -> Iterator[Reason]:
        found = ((likeness(a, b, self.rarity), a, b) for a in one.names for b in other.names)
        like, a, b = max(found, default=(0.0, "", ""), key=lambda item: (item[0], item[1], item[2]))
        if not a:
            return
        told = min(self.rarity.title(a), self.rarity.title(b))
        if like == 1.0:
            repeats = max(self._titles[words(a).key, mention.sources] for mention in (one, other))
            yield Reason("title", round(max(0.5, told - math.log2(max(1, repeats))), 2), a, b)
            return
        # Under one acronym other words are mostly another language's.
        unlike = -2.0 if _keys(one.short_names) & _keys(other.short_names) else -4.0
        weight = told * (like - _ALIKE) / (1 - _ALIKE) if like > _ALIKE else unlike if like < _UNLIKE else -1.0
        yield Reason("title", round(weight, 2), a, b)
        if weight > 0 and words(a).numbers != words(b).numbers:
            yield Reason("number", -12.0, " ".join(words(a).numbers), " ".join(words(b).numbers))

    def _acronym(self, one: Mention, other: Mention) -> Iterator[Reason]:
        mine, theirs = _keys(one.short_names), _keys(other.short_names)
        if shared := sorted(mine & theirs, key=lambda key: (-len(key), key)):
            repeats = max(self._acronyms[shared[0], mention.sources] for mention in (one, other))
            weight = min(8.0, 1.2 * len(shared[0])) - math.log2(max(1, repeats))
            yield Reason("acronym", round(max(0.5, weight), 2), one.short_names[0], other.short_names[0])
        elif (mine & _keys(other.names)) or (theirs & _keys(one.names)):
            yield Reason("acronym", 3.0, *((some.short_names or some.names)[0] for some in (one, other)))
        elif mine and theirs:
            yield Reason("acronym", -3.0, one.short_names[0], other.short_names[0])


def _keys(texts: Iterable[str]) -> set[str]:
    return {key for text in texts if (key := name_key(text))}


def _period(one: Mention, other: Mention) -> Iterator[Reason]:
    if not (one.start or one.end) or not (other.start or other.end):
        return
    shown = [f"{mention.start}/{mention.end}" for mention in (one, other)]
    if one.start[4:] and one.start == other.start:
        yield Reason("period", _SAME_DAYS if one.end and one.end == other.end else _SAME_START, *shown)
        return
    begins, ends = [m.start or m.end for m in (one, other)], [m.end or m.start for m in (one, other)]
    gap = _years(max(begins), early=True) - _years(min(ends), early=False)
    yield Reason("period", 1.0 if gap <= 0 else -3.0 if gap < 1 else -7.0, *shown)


def _years(date: str, *, early: bool) -> float:
    """A date in years; of a year or month alone its begin or end."""
    parts = [int(part) for part in date.split("-") if part.isdecimal()]
    if not parts:
        return 0.0
    month = parts[1] if len(parts) > 1 else (1 if early else 12)
    return parts[0] + (month - 1) / 12 + (parts[2] if len(parts) > 2 else 0 if early else 31) / 366


def _partners(one: Mention, other: Mention) -> Iterator[Reason]:
    if not one.partners or not other.partners:
        return
    shared = sorted(one.partners & other.partners)
    if shared:
        text = ", ".join(shared[:3])
        yield Reason("partners", min(9.0, 3.0 + 2.0 * len(shared)), text, text)
    else:
        yield Reason("partners", -1.5, *(min(mention.partners) for mention in (one, other)))


def _programme(one: Mention, other: Mention) -> Iterator[Reason]:
    if shared := sorted(one.programmes & other.programmes):
        yield Reason("programme", 3.0, shared[0], shared[0])


def _place(one: Mention, other: Mention) -> Iterator[Reason]:
    if one.country and other.country and one.country != other.country:
        yield Reason("place", -6.0, one.country, other.country)
    elif len(one.nuts) > 3 and len(other.nuts) > 3:
        near = one.nuts.startswith(other.nuts) or other.nuts.startswith(one.nuts)
        weight = 1.5 if near else 0.5 if one.nuts[:4] == other.nuts[:4] else -1.0
        yield Reason("place", weight, one.nuts, other.nuts)


# ---------------------------------------------------------------------- one of a source


def _banded(likely: Sequence[Weighed], known: Sequence[Mention]) -> Iterator[tuple[Weighed, str]]:
    """The pairs that stay with their bands: "same" for those that fit best from both sides, and alone."""
    rivals = _rivals(likely, known)
    same = {
        pair[:2]
        for pair in likely
        if _is_borne_out(pair)
        and probability(pair.bits) >= SAME
        and all(pair.bits - bits >= TIE for bits in _others(pair, rivals, known))
    }
    settled = {(at, source) for pair in same for at, source in _sides(pair[0], pair[1], known)}
    for pair in likely:
        if pair[:2] in same:
            yield pair, SAME_BAND
        elif not _is_beaten(pair, settled, rivals, known):
            yield pair, ASK


def _is_borne_out(pair: Weighed) -> bool:
    """Whether two things speak for a pair beside place and rough period: an equal title alone never suffices."""
    if pair.error:
        return False
    supports = sum(reason.feature in _BEARING and reason.weight > 0 for reason in pair.reasons)
    for reason in pair.reasons:
        is_registered = reason.feature == "identifier" and reason.weight > 0
        is_exact = reason.feature == "period" and reason.weight >= _SAME_DAYS
        is_equal = reason.feature == "title" and reason.weight > 0 and _is_spelt_alike(reason)
        supports += is_registered + is_exact + is_equal
    return supports >= 2


def _is_spelt_alike(title: Reason) -> bool:
    """Whether titles differ by no more than a slip: by a word more they may be another project of the partner."""
    return fuzz.ratio(words(title.first).key, words(title.second).key) >= _SLIP


Rivals = dict[tuple[int, str], list[tuple[float, int]]]


def _rivals(likely: Iterable[Weighed], known: Sequence[Mention]) -> Rivals:
    """For a project and a source: the projects there that it may be, with their bits."""
    found: Rivals = defaultdict(list)
    for pair in likely:
        for at, source in _sides(pair.first, pair.second, known):
            found[at, source].append((pair.bits, pair.second if at == pair.first else pair.first))
    return found


def _sides(first: int, second: int, known: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Each of two projects with the sources of the other one."""
    for at, other in ((first, second), (second, first)):
        for source in known[other].sources:
            yield at, source


def _others(pair: Weighed, rivals: Rivals, known: Sequence[Mention]) -> Iterator[float]:
    for at, source in _sides(pair.first, pair.second, known):
        yield from (bits for bits, rival in rivals[at, source] if rival not in pair[:2])


def _is_beaten(pair: Weighed, settled: set[tuple[int, str]], rivals: Rivals, known: Sequence[Mention]) -> bool:
    """Whether one of the two is settled to be another project of that source, which fits clearly better."""
    if pair.error:
        return False
    return any(
        side in settled and max(bits for bits, _ in rivals[side]) - pair.bits >= CLEAR
        for side in _sides(pair.first, pair.second, known)
    )
