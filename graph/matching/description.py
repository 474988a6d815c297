"""A mention made ready for comparison, and how rare words, acronyms and domains are among all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log2

from graph.matching.lexicon import CONCEPT, SHARES, concepts, legal_forms
from graph.matching.mention import Mention
from graph.matching.spelling import Spelling, acronym, spelling, spellings
from graph.matching.words_of import words_of

# As if so many other names were known: a word that is met once in a list of 300 names is not yet common or rare.
OTHERS = 20_000
# Bits that one word can bring; even a unique word may be a typing error or a person's name.
MOST = 13.0
IN_USE = 2  # names with a word that is no mistake
COMPANY = "unternehmen"


@dataclass(slots=True)
class Description:
    """What is compared of a mention: ways to write its name, acronyms, the initials of its names, and its town."""

    mention: Mention
    spellings: tuple[Spelling, ...]
    acronyms: frozenset[str]
    key: str
    town: str
    initials: frozenset[str]
    company: bool


def describe(mention: Mention) -> Description:
    """A mention, its names taken apart."""
    found: dict[str, Spelling] = {}
    for name in mention.names:
        for one in spellings(name):
            found.setdefault(one.key, one)
    short = set()
    for name in mention.short_names:
        one = spelling(name)
        if len(one.words) > 1:  # no acronym but another name, often in English
            found.setdefault(one.key, one)
        elif one.key not in found:
            short.add(acronym(name))
    # A name of signs alone, beside a real one, has nothing to compare.
    every = tuple(one for one in found.values() if one.words) or tuple(found.values())
    short |= {aside for one in every for aside in one.aside}
    letters = frozenset("".join(word.lstrip("=")[0] for word in one.words) for one in every if len(one.words) > 2)
    # Companies have subsidiaries with longer names.
    company = any(COMPANY in kind for kind in mention.kinds)
    town = "".join(words_of(mention.town)) if mention.town else ""
    return Description(mention, every, frozenset(short - {""}), every[0].key if every else "", town, letters, company)


def is_telling(description: Description) -> bool:
    """Whether any name says who is meant: one sign or a legal form alone does not."""
    return any(len(way.letters) > 1 and not _is_form(way) for way in description.spellings)


def _is_form(way: Spelling) -> bool:
    words = tuple(word.rstrip(".") for word in way.words)
    found = legal_forms().at(words, 0)
    return found is not None and found.words == words


@dataclass(slots=True)
class Rarity:
    """How many bits it is worth that two mentions share a word, an acronym or a domain (log2 of one over its share)."""

    names: int = 0
    words: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)
    _bits: dict[str, float] = field(default_factory=dict)

    @staticmethod
    def of(descriptions: Iterable[Description]) -> Rarity:
        """Counted over distinct names, so that an organisation in many projects does not make its name common."""
        rarity = Rarity()
        rarity.add(descriptions)
        return rarity

    def add(self, descriptions: Iterable[Description], beside: Iterable[Description] = ()) -> None:
        """Count further descriptions; each distinct name of theirs once, with its short names and domains.

        ``beside`` are those counted before that share a name with one of these: what they have is not counted again.
        """
        names, short, domains = _distinct(descriptions)
        known_names, known_short, known_domains = _distinct(beside)
        new = names.keys() - known_names.keys()
        self.names += len(new)
        for key in new:
            self.words.update(names[key])
        self.acronyms.update(text for text, _ in short - known_short)
        self.domains.update(text for text, _ in domains - known_domains)
        self._bits.clear()

    def bits(self, word: str) -> float:
        """What it is worth that two names share this word."""
        found = self._bits.get(word)
        if found is None:
            found = self._bits[word] = self._word_bits(word)
        return found

    def is_word(self, word: str) -> bool:
        """Whether the word is met so often that it is no typing error."""
        return word[0] == CONCEPT or self.words[word] >= IN_USE

    def total(self, words: Iterable[str]) -> float:
        """The bits of several words."""
        bits = self._bits
        return sum([bits[word] if word in bits else self.bits(word) for word in words])

    def acronym_bits(self, short: str) -> float:
        """What it is worth that two mentions share this acronym; short ones meet by chance."""
        by_chance = log2(36.0) * 0.8 * len(short)
        return min(self._bits_of(self.acronyms[short]), by_chance, MOST)

    def domain_bits(self, domain: str) -> float:
        """What it is worth that two mentions share this domain."""
        return min(self._bits_of(self.domains[domain]), MOST)

    def _word_bits(self, word: str) -> float:
        bits = min(self._bits_of(self.words[word]), MOST)
        if word.startswith(CONCEPT):
            return min(bits, -log2(SHARES[concepts().groups[word]]))
        return min(bits, 6.0) if word.isdigit() else bits

    def _bits_of(self, count: int) -> float:
        return log2((self.names + OTHERS) / max(count, 1))


Pairs = set[tuple[str, str]]


def _distinct(descriptions: Iterable[Description]) -> tuple[dict[str, frozenset[str]], Pairs, Pairs]:
    """The words of each distinct name, by its key; short names and domains, each with the key of a name."""
    names: dict[str, frozenset[str]] = {}
    short: Pairs = set()
    domains: Pairs = set()
    for description in descriptions:
        names.update((way.key, way.distinct) for way in description.spellings)
        short.update((text, description.key) for text in description.acronyms)
        domains.update((text, description.key) for text in description.mention.domains)
    return names, short, domains
