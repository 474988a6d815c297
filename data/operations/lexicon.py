"""The lexicon of header words, and how near a header comes to each field."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from data.operations.words import parts, words

_FOLDER = Path(__file__).parent
PLACES = ("postal_code", "city", "county", "nuts_region", "nuts_code", "country", "address")
# Words below this share of equal letters are different words ("Beginn" and "Begünstigter" share 0.5).
_NEAR = 0.76


class Match(NamedTuple):
    """How near a header comes to a field (0 to 1), by which phrase, of which language."""

    score: float
    phrase: str
    language: str


class _Phrase(NamedTuple):
    fields: tuple[str, ...]
    text: str
    language: str
    words: tuple[str, ...]


class Lexicon:
    """All phrases, found by the words they share with a header."""

    def __init__(self, phrases: list[_Phrase], owners: dict[str, frozenset[str]], units: frozenset[str]) -> None:
        self._phrases = phrases
        self._owners = owners
        self._units = units
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(phrases):
            for word in set(phrase.words):
                self._by_word[word].append(number)
        self._vocabulary = list(self._by_word)
        # Inflected and compound words share their first or last four letters.
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            if len(word) >= 4:
                self._by_end[f"{word[:4]}-"].append(word)
                self._by_end[f"-{word[-4:]}"].append(word)
        self._weights = self._weigh()
        self._unknown = sorted(self._weights.values())[len(self._weights) // 2]
        self.match = lru_cache(maxsize=4096)(self._match)
        self._similar = lru_cache(maxsize=1 << 14)(self._find_similar)

    def owner(self, header: str) -> str:
        """ "beneficiary" or "operation" where the header says whose place it states, "" where it does not."""
        found = [owner for word in words(header) for owner, known in self._owners.items() if word in known]
        return found[-1] if found and len(set(found)) == 1 else ""

    def _weigh(self) -> dict[str, float]:
        """A word that few fields use says more than one that all use, such as "of"."""
        fields = {word: len({self._phrases[n].fields for n in numbers}) for word, numbers in self._by_word.items()}
        most = max(fields.values())
        return {word: math.log(1 + most / count) * (0.5 if len(word) < 3 else 1) for word, count in fields.items()}

    def _find_similar(self, word: str) -> dict[str, float]:
        """The lexicon's words like this one, with their likeness."""
        found = {word: 1.0} if word in self._by_word else {}
        if len(word) < 4:
            return found
        near = process.extract(
            word, self._vocabulary, scorer=Levenshtein.normalized_similarity, score_cutoff=_NEAR, limit=12
        )
        for other, likeness, _ in near:
            found.setdefault(other, 0.0)
            found[other] = max(found[other], likeness if len(other) > 3 else 0)
        for other in (*self._by_end.get(f"{word[:4]}-", ()), *self._by_end.get(f"-{word[-4:]}", ())):
            if other not in found and _is_inflected(word, other):
                found[other] = 0.85
            elif other not in found and _is_compound(word, other):
                found[other] = 0.6
        return found

    def _match(self, header: str) -> dict[str, Match]:
        best: dict[str, Match] = {}
        pieces = parts(header)
        owner = self.owner(header)
        for position, piece in enumerate(pieces):
            # What stands first is the name, what follows explains it; the whole is the most exact.
            trust = 1.0 if position == len(pieces) - 1 else 0.985 if position == 0 else 0.97
            for field, match in self._match_part(words(piece), owner).items():
                score = match.score * trust
                if field not in best or score > best[field].score:
                    best[field] = match._replace(score=score)
        return best

    def _match_part(self, header: tuple[str, ...], owner: str) -> dict[str, Match]:
        header = header[:24]
        similar = [self._similar(word) for word in header]
        wanted: dict[int, None] = {}
        for alike in similar:
            for word in alike:
                wanted.update(dict.fromkeys(self._by_word[word]))
        best: dict[str, Match] = {}
        for number in wanted:
            phrase = self._phrases[number]
            score = self._score(phrase.words, header, similar, places=len(phrase.fields) > 1)
            for field in phrase.fields:
                if len(phrase.fields) > 1 and owner and not field.startswith(owner):
                    continue
                if field not in best or score > best[field].score:
                    best[field] = Match(score, phrase.text, phrase.language)
        return best

    def _score(
        self, phrase: tuple[str, ...], header: tuple[str, ...], similar: list[dict[str, float]], *, places: bool
    ) -> float:
        """The harmonic mean of how much of the phrase the header has and how much of the header the phrase has."""
        weights = self._weights
        total = sum(weights[word] for word in phrase)
        got = sum(weights[word] * max((alike.get(word, 0.0) for alike in similar), default=0.0) for word in phrase)
        mine = mine_got = 0.0
        for word, alike in zip(header, similar, strict=True):
            if places and any(word in known for known in self._owners.values()):
                continue
            weight = (
                0.2
                if word.isdigit() or word in self._units
                else weights.get(word, self._unknown * (0.3 if len(word) < 4 else 1))
            )
            mine += weight
            mine_got += weight * max((alike.get(other, 0.0) for other in phrase), default=0.0)
        if not total or not mine or not got:
            return 0.0
        recall, precision = got / total, mine_got / mine
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _is_inflected(word: str, other: str) -> bool:
    """The same stem with another ending, as in "projekto" and "projektas"."""
    shorter, longer = sorted((word, other), key=len)
    stem = len(shorter) - 2
    return stem >= 4 and len(longer) - len(shorter) <= 3 and shorter[:stem] == longer[:stem]


def _is_compound(word: str, other: str) -> bool:
    """One is the beginning or end of the other, as in "projektbeginn" and "beginn"."""
    shorter, longer = sorted((word, other), key=len)
    return (len(shorter) >= 5 and len(shorter) * 3 >= len(longer) and longer.startswith(shorter)) or (
        len(shorter) >= 4 and len(shorter) * 3 >= len(longer) and longer.endswith(shorter)
    )


@cache
def fields() -> dict[str, dict[str, Any]]:
    """The canonical fields with their kind, and whether they are many-valued or never loaded."""
    return dict(_read("fields.yml"))


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the importer."""
    phrases = [
        _Phrase((field,), text, language, words(text))
        for field, languages in _read("lexicon.yml").items()
        for language, line in languages.items()
        for text in _phrases(line)
    ]
    places = _read("places.yml")
    for place, line in places["places"].items():
        owned = (f"operation_{place}", f"beneficiary_{place}")
        phrases += [_Phrase(owned, text, "", words(text)) for text in _phrases(line)]
    owners = {owner: frozenset(w for t in _phrases(line) for w in words(t)) for owner, line in places["owners"].items()}
    return Lexicon([phrase for phrase in phrases if phrase.words], owners, frozenset(places["units"].split()))


def _phrases(line: str) -> list[str]:
    return [text.strip() for text in line.split(";") if text.strip()]


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((_FOLDER / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found
