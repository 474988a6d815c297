"""The worst errors of matching as a table that people can learn from, each with a lesson that is derived by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.matching_measures import wrong_pairs
from benchmarks.matching_truth import Truth
from graph.identity import name_key
from graph.matching.candidates import SAME, Candidate
from graph.matching.mention import Mention

MOST = 100
WRONG, MISSED = "merged, other PIC", "not merged, same PIC"
TWICE = "PIC twice for one organisation (truth doubtful)"
PART = "subsidiary, department or branch"
NAMESAKE = "similar name of another organisation"
ACRONYM = "acronym only"
SPELLING = "spelling or word order"
EQUAL = "equal names, other host or short name"
SHORTENED = "name shortened or lengthened"
LANGUAGE = "translation or other words (same country, and words, host or short name in common)"
OTHER_NAME = "different name of one organisation (renamed, merged, PIC of a group)"
# Similarity of two names of 100. Read off the errors: below 40 no word stem is shared, from 90 on it is a misspelling.
ALIKE, APART = 90, 40


@dataclass(frozen=True)
class Failure:
    """One wrong or missed pair: the two mentions, what went wrong, and the candidate if it was one."""

    first: Mention
    second: Mention
    what: str
    candidate: Candidate | None
    lesson: str


def worst(truth: Truth, candidates: Sequence[Candidate], most: int = MOST) -> list[Failure]:
    """Wrong pairs of the band "same" from the highest score on, then missed ones from the lowest score on.

    At most half are wrong pairs as long as there are enough missed ones, and the other way round.
    """
    position = {mention.iri: at for at, mention in enumerate(truth.mentions)}
    pairs = np.array([sorted((position[one.first], position[one.second])) for one in candidates], np.int64)
    pairs = pairs.reshape(-1, 2)
    by_pair = {(int(a), int(b)): one for (a, b), one in zip(pairs, candidates, strict=True)}
    merged = np.array([one.band == SAME for one in candidates], bool)
    wrong = [(int(a), int(b)) for a, b in wrong_pairs(truth, pairs[merged])]
    right = {(int(a), int(b)) for a, b in pairs[merged]}
    missed = [(int(a), int(b)) for a, b in truth.pairs if (int(a), int(b)) not in right]
    wrong.sort(key=lambda pair: (-by_pair[pair].score, pair))
    missed.sort(key=lambda pair: (by_pair[pair].score if pair in by_pair else -1.0, pair))
    enough = most - min(len(missed), most // 2)
    wrong = wrong[:enough]
    found = [(pair, WRONG) for pair in wrong] + [(pair, MISSED) for pair in missed[: most - len(wrong)]]
    return [_failure(truth, pair, what, by_pair.get(pair)) for pair, what in found]


def _failure(truth: Truth, pair: tuple[int, int], what: str, candidate: Candidate | None) -> Failure:
    first, second = (truth.mentions[at] for at in pair)
    return Failure(first, second, what, candidate, lesson(first, second, wrong=what == WRONG))


def lesson(first: Mention, second: Mention, *, wrong: bool) -> str:
    """What a wrong or missed pair probably teaches: a rule of thumb, to be read beside the names."""
    from rapidfuzz import fuzz

    one, two = name_key(first.names[0]), name_key(second.names[0])
    alike = fuzz.token_sort_ratio(one, two) >= ALIKE
    if wrong:
        same_place = first.country == second.country
        if same_place and ((alike and _shared(first, second)) or _long_names(first) & _long_names(second)):
            return TWICE
        return PART if (same_place and _holds(one, two)) or first.domains & second.domains else NAMESAKE
    if _is_acronym(one, second) or _is_acronym(two, first):
        return ACRONYM
    if alike or one.replace(" ", "") == two.replace(" ", ""):
        return EQUAL if one == two else SPELLING
    if _holds(one, two):
        return SHORTENED
    related = fuzz.token_set_ratio(one, two) >= APART or _shared(first, second)
    return LANGUAGE if related and first.country == second.country else OTHER_NAME


def _shared(first: Mention, second: Mention) -> bool:
    shorts = [{name_key(short) for short in mention.short_names} for mention in (first, second)]
    return bool(first.domains & second.domains or shorts[0] & shorts[1])


def _long_names(mention: Mention) -> set[str]:
    """Its name and what it calls its short name, if that has several words: often the name in another language."""
    keys = map(name_key, mention.short_names)
    return {name_key(mention.names[0]), *(key for key in keys if key.count(" ") > 1)}


def _holds(one: str, two: str) -> bool:
    """Whether all words of one name are in the other."""
    words = set(one.split()), set(two.split())
    return words[0] <= words[1] or words[1] <= words[0]


def _is_acronym(key: str, of: Mention) -> bool:
    """Whether a name of one word is the short name of the other, or the initials of its words."""
    initials = "".join(word[0] for word in name_key(of.names[0]).split())
    return " " not in key and 1 < len(key) <= 10 and key in {initials, *map(name_key, of.short_names)}


def markdown(failures: Sequence[Failure]) -> str:
    """A count by lesson and the table of the errors, in Markdown."""
    return "\n".join([*_summary(failures), "", *_table(failures), ""])


def _summary(failures: Sequence[Failure]) -> Iterator[str]:
    yield f"The {len(failures)} worst errors by what they teach (derived by rule from names, countries and hosts):\n"
    yield "| lesson | merged, other PIC | not merged, same PIC |\n|---|---|---|"
    counts = Counter((one.lesson, one.what) for one in failures)
    lessons = Counter(one.lesson for one in failures)
    for name, _ in sorted(lessons.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {name} | {counts[name, WRONG]} | {counts[name, MISSED]} |"


def _table(failures: Sequence[Failure]) -> Iterator[str]:
    yield "| error | names | countries | score | reasons | lesson |\n|---|---|---|---|---|---|"
    for one in failures:
        cells = (one.what, _names(one), _countries(one), _score(one), _reasons(one), one.lesson)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _names(one: Failure) -> str:
    return " — ".join(
        f"{mention.names[0]} ({', '.join(mention.short_names)})" if mention.short_names else mention.names[0]
        for mention in (one.first, one.second)
    )


def _countries(one: Failure) -> str:
    return ", ".join(dict.fromkeys(mention.country or "?" for mention in (one.first, one.second)))


def _score(one: Failure) -> str:
    return f"{one.candidate.score:.3f} {one.candidate.band}" if one.candidate else "no candidate"


def _reasons(one: Failure) -> str:
    if not one.candidate:
        return ""
    return ", ".join(f"{reason.feature} {reason.weight:+.1f}" for reason in one.candidate.reasons)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
