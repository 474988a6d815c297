"""Which organisations a query may mean: found by the keys of matching, compared by its score, told by its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from graph.matching import blocking
from graph.matching.candidates import ASK, SAME, Reason
from graph.matching.description import Description, describe
from graph.matching.identifiers import EXCLUSIVE
from graph.matching.lexicon import CONCEPT, concepts
from graph.matching.mention import Identifier, Mention
from graph.matching.query import Query
from graph.matching.query_mention import acronyms, mention_of, possible_identifiers
from graph.matching.roll import Roll
from graph.matching.score import ASK_BITS, Part, Verdict, band, compare, reasons
from graph.matching.spelling import acronym
from graph.names import Names

# Many organisations have the same initials: they make a question of a name, not an answer.
INITIALS_ONLY = -2.5
ONLY_ONE = 1.0
CLEAR = 2.0  # bits between the answer and the next, as between projects
_LEAST = -14.0  # bits; what has less is not worth showing
_OF_NAMES = frozenset(("name", "number", "acronym", "acronym-of-name", "legal-form"))


@dataclass(slots=True)
class Found:
    """A thing that a query may mean; ``bits`` and ``reasons`` as in matching, ``score`` from 0 to 100."""

    iri: str
    type: str
    bits: float
    score: float
    band: str
    reasons: tuple[Reason, ...]
    mention: Mention | None = None


@dataclass(slots=True)
class _Match:
    """The best verdict on an organisation."""

    iri: str
    verdict: Verdict
    known: Description

    @property
    def bits(self) -> float:
        return self.verdict.bits

    @property
    def is_whole(self) -> bool:
        """Whether it has the very name of the query."""
        first, second = self.verdict.names
        # Not by initials, by a short name that is taken for a name, or by words that name a kind: "Ministry of Health".
        is_name = not second.part and second in self.known.spellings
        return first.key == second.key and is_name and any(map(_is_own, second.words))


class Lookup:
    """Looks queries up among the organisations of a roll."""

    def __init__(self, roll: Roll, canonical: Mapping[str, str], names: Names) -> None:
        self._roll, self._canonical, self._names = roll, canonical, names

    def find(self, query: Query) -> list[Found]:
        """The organisations that a query may mean, each once under its canonical IRI, the best first."""
        mention = mention_of(query, self._names)
        if not mention.identifiers and len(mention.names) == 1:
            mention = self._read_as_number(mention)
        if mended := [text for name in mention.names if (text := self._roll.vocabulary.concepts_mended(name))]:
            mention = replace(mention, names=(*mention.names, *mended))
        asked = _Asked(describe(mention), frozenset(filter(None, map(acronym, acronyms(query)))), self._roll)
        best = self._best(asked, self._roll.sharing(asked.keys()))
        if all(one.bits < ASK_BITS for one in best.values()):
            best |= self._best(asked, self._roll.holding(query.text))
        _favour_only_one(best)
        return sorted((one for one in map(asked.told, best.values())), key=_order)

    def _best(self, asked: _Asked, positions: Sequence[int]) -> dict[str, _Match]:
        """The best verdict on each organisation among the mentions at some positions."""
        best: dict[str, _Match] = {}
        for at in positions:
            known = self._roll.description(at)
            verdict = asked.compared(known)
            iri = self._canonical.get(known.mention.iri, known.mention.iri)
            if verdict and verdict.bits >= _LEAST and (iri not in best or verdict.bits > best[iri].bits):
                best[iri] = _Match(iri, verdict, known)
        return best

    def _read_as_number(self, mention: Mention) -> Mention:
        """With the identifiers that its text may be, as far as anything has them."""
        every = frozenset(possible_identifiers(mention.names[0]))
        known = frozenset(one for one in every if self._roll.sharing([_key(one)]))
        return replace(mention, identifiers=known)


class _Asked:
    """A query that is compared with one mention after the other."""

    def __init__(self, described: Description, short: frozenset[str], roll: Roll) -> None:
        self._described, self._short, self._roll = described, short, roll
        self._is_named = any(one.words for one in described.spellings)

    def keys(self) -> set[str]:
        """Where it may be met: also as if misspelt words were right, and in any country where it names none."""
        mention, roll = self._described.mention, self._roll
        readings = [text for name in mention.names for text in roll.vocabulary.readings(name)]
        ways = [self._described, *(describe(replace(mention, names=(text,))) for text in readings)]
        found = {key for way in ways if _is_worded(way) for key in blocking.keys(way, roll.rarity)}
        found.update(_key(one) for one in mention.identifiers)
        found.update(f"d{domain}" for domain in mention.domains)
        countries = ("", mention.country) if mention.country else ("", *roll.countries)
        for letters in self._short | self._described.acronyms | self._described.initials:
            found.update(f"a{land}{letters}" for land in countries)
        found.update(f"s{letters}" for letters in self._short)
        return found

    def compared(self, known: Description) -> Verdict | None:
        """The verdict on a mention: by its names, and where the query is a short name, by its short names."""
        if not _is_worded(known):
            return None
        if not self._is_named:
            return self._unnamed(known)
        verdict = self._compare(self._described, known)
        if self._short and not self._short.isdisjoint(known.acronyms | known.initials):
            other = self._compare(self._described, _by_short_name(known, self._short))
            if self._short.isdisjoint(known.acronyms):
                other.parts.append(Part("acronym-of-name", INITIALS_ONLY))
            verdict = max(verdict, other, key=lambda one: one.bits)
        if not self._described.mention.identifiers.isdisjoint(known.mention.identifiers) and self._is_number(known):
            return self._unnamed(known)
        return verdict

    def told(self, match: _Match) -> Found:
        """A verdict in words; one identifier for evidently other names is a question, as in matching."""
        iri, verdict, known = match.iri, match.verdict, match.known
        probability, decided = verdict.probability, band(verdict.probability)
        is_shared = not self._described.mention.identifiers.isdisjoint(known.mention.identifiers)
        if verdict.evidently_other and is_shared and self._is_named and not self._is_number(known):
            probability, decided = min(probability, 0.5), ASK
        why = reasons(verdict, self._described, known)
        bits = min(verdict.bits, log2(probability / (1 - probability))) if probability < 1 else verdict.bits
        return Found(iri, "Organisation", bits, round(100 * probability, 2), decided, why, known.mention)

    def _compare(self, one: Description, known: Description) -> Verdict:
        verdict = compare(one, known, self._roll.rarity, EXCLUSIVE)
        assert verdict is not None  # noqa: S101 - only where a least is given
        return verdict

    def _unnamed(self, known: Description) -> Verdict:
        """What but the name speaks for and against."""
        mention = replace(self._described.mention, names=known.mention.names, short_names=())
        verdict = self._compare(describe(mention), known)
        verdict.parts = [part for part in verdict.parts if part.feature not in _OF_NAMES]
        return verdict

    def _is_number(self, known: Description) -> bool:
        """Whether the text of the query is nothing but an identifier."""
        names = self._described.mention.names
        shared = self._described.mention.identifiers & known.mention.identifiers
        return len(names) == 1 and any(_is_written(one, names[0]) for one in shared)


def _is_written(identifier: Identifier, text: str) -> bool:
    """Whether a text is an identifier, perhaps with the name of its scheme, or a link that ends in it."""
    letters, value = ("".join(filter(str.isalnum, each)).casefold() for each in (text, identifier.value))
    bare = value[2:] if value[:2].isalpha() and len(value) > 6 else value
    rest = letters.replace(value, "", 1) if value in letters else letters.replace(bare, "", 1)
    return rest != letters and (len(rest) <= 12 or "/" in text) and not any(map(str.isdigit, rest))


def _by_short_name(known: Description, short: frozenset[str]) -> Description:
    """A mention as if its short names were names."""
    names = sorted(short & (known.acronyms | known.initials))
    return describe(replace(known.mention, names=(*known.mention.names, *names)))


def _is_own(word: str) -> bool:
    """Whether a word says more than what kind of organisation it is: a town does."""
    return word[0] != CONCEPT or concepts().groups[word] == "place"


def _is_worded(described: Description) -> bool:
    return bool(described.spellings) and all(one.words for one in described.spellings)


def _key(identifier: Identifier) -> str:
    return f"i{identifier.scheme}:{identifier.value}"


def _favour_only_one(best: Mapping[str, _Match]) -> None:
    """That nobody else has the whole name speaks for the one who has, where the query says nothing of its place."""
    named = [match for match in best.values() if match.is_whole]
    if len(named) == 1 and not {part.feature for part in named[0].verdict.parts} - _OF_NAMES:
        named[0].verdict.parts.append(Part("only-one", ONLY_ONE))


def _order(found: Found) -> tuple[float, int, str]:
    """The best first; of equal ones who is met most often."""
    return -found.bits, -len(found.mention.projects) if found.mention else 0, found.iri


def ranked(found: Sequence[Found]) -> Iterator[tuple[Found, bool]]:
    """Each with whether it is the answer: in the band "same", and clearly ahead of the others."""
    clear = len(found) < 2 or found[0].bits - found[1].bits >= CLEAR
    yield from ((one, at == 0 and clear and one.band == SAME) for at, one in enumerate(found))
