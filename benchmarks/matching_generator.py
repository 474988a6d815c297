"""Mentions of made-up organisations, as many as wanted, with a known truth and the same for each seed.

Names have a legal form, words of a Zipf-like distribution and a town; three in ten mentions are variants of an earlier
organisation. This is synthetic: it shows what size costs, and that quality does not fall with it. How good matching is
on real names is what the CORDIS samples are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.matching_truth import Truth
from graph.identity import iri
from graph.matching.mention import Mention

SEED, VARIANTS = 7, 0.3
STEP = 10_000
SYLLABLES = [
    "ba",
    "be",
    "bau",
    "burg",
    "da",
    "del",
    "dor",
    "fel",
    "fen",
    "gan",
    "gold",
    "gär",
    "hal",
    "hem",
    "in",
    "jus",
    "kar",
    "köh",
    "kel",
    "lan",
    "len",
    "lo",
    "mar",
    "mer",
    "mül",
    "nau",
    "nis",
    "or",
    "pol",
    "ra",
    "rei",
    "ro",
    "sal",
    "sen",
    "stein",
    "tal",
    "tu",
    "ul",
    "vor",
    "wal",
    "wer",
    "zin",
]
# Words that very many organisations share, as in real lists; the rest are made of syllables.
COMMON = [
    "Universität",
    "Institut",
    "Bildung",
    "Gesellschaft",
    "Förderung",
    "Verein",
    "Zentrum",
    "Technologie",
    "Forschung",
    "Arbeit",
    "Beratung",
    "Handwerk",
    "Jugend",
    "Stiftung",
    "Gemeinde",
    "Stadt",
    "Kreis",
    "Landwirtschaft",
    "Systeme",
    "Service",
]
FORMS = {
    "DE": ("GmbH", "gGmbH", "e. V.", "AG", "GmbH & Co. KG", ""),
    "AT": ("GmbH", "AG", "Verein", ""),
    "FR": ("SARL", "SA", "SAS", ""),
    "IT": ("S.r.l.", "S.p.A.", ""),
    "PL": ("sp. z o.o.", "S.A.", ""),
    "ES": ("S.L.", "S.A.", ""),
}
LONG = {
    "GmbH": "Gesellschaft mit beschränkter Haftung", "gGmbH": "gemeinnützige GmbH", "e. V.": "eingetragener Verein",
    "AG": "Aktiengesellschaft", "SARL": "S.à r.l.", "SA": "Société anonyme", "S.r.l.": "SRL", "S.p.A.": "SPA",
    "sp. z o.o.": "Spółka z ograniczoną odpowiedzialnością", "S.L.": "SL", "S.A.": "SA",
}  # fmt: skip
SHARES = (0.4, 0.1, 0.15, 0.12, 0.11, 0.12)  # of the countries, in their order

Words = list[str]
Edit = Callable[[Words, np.random.Generator], Words]


def truth(size: int, seed: int = SEED) -> Truth:
    """So many mentions; each knows which organisation it stands for."""
    chance = np.random.default_rng(seed)
    vocabulary, towns = _words(chance, max(size // 4, 2_000), 2, 4), _words(chance, 3_000, 2, 3)
    mentions: list[Mention] = []
    organisations: list[int] = []
    described: list[tuple[Words, str, str, str]] = []
    seen: set[tuple[str, ...]] = set()
    for start in range(0, size, STEP):
        for name in _names(chance, vocabulary, towns, min(STEP, size - start)):
            variant = bool(described) and chance.random() < VARIANTS
            number = int(chance.integers(len(described))) if variant else len(described)
            if not variant:
                described.append(_unlike(name, seen, vocabulary, chance))
            mentions.append(_mention(len(mentions), described[number], chance if variant else None))
            organisations.append(number)
    return Truth(mentions, [frozenset((f"{number:08}",)) for number in organisations])


def _words(chance: np.random.Generator, size: int, least: int, most: int) -> np.ndarray:
    parts = chance.choice(SYLLABLES, (size, most))
    lengths = chance.integers(least, most + 1, size)
    return np.array(["".join(row[:length]).capitalize() for row, length in zip(parts, lengths, strict=True)])


def _names(
    chance: np.random.Generator, vocabulary: np.ndarray, towns: np.ndarray, size: int
) -> Iterator[tuple[Words, str, str, str]]:
    """Words, legal form, town and country of each new organisation."""
    rank = np.minimum(chance.zipf(1.25, (size, 4)) - 1, len(vocabulary) + len(COMMON) - 1)
    # Half of the words are drawn evenly: proper names of founders and products, each of which is rare.
    even = chance.integers(0, len(vocabulary), (size, 4)) + len(COMMON)
    drawn = np.where(chance.random((size, 4)) < 0.5, rank, even)
    lengths = chance.integers(2, 5, size)
    town_rank = np.minimum(chance.zipf(1.2, size) - 1, len(towns) - 1)
    countries = chance.choice(list(FORMS), size, p=SHARES)
    for at in range(size):
        words = list(dict.fromkeys(_word(int(number), vocabulary) for number in drawn[at, : lengths[at]]))
        country = str(countries[at])
        forms = FORMS[country]
        yield words, forms[int(chance.integers(len(forms)))], str(towns[town_rank[at]]), country


def _unlike(
    name: tuple[Words, str, str, str], seen: set[tuple[str, ...]], vocabulary: np.ndarray, chance: np.random.Generator
) -> tuple[Words, str, str, str]:
    """The name, with one more word where another organisation of the town has it: nobody could tell them apart."""
    words, form, town, country = name
    while (key := (*sorted(words), town)) in seen:
        words = [*words, str(chance.choice(vocabulary))]
    seen.add(key)
    return words, form, town, country


def _word(number: int, vocabulary: np.ndarray) -> str:
    return COMMON[number] if number < len(COMMON) else str(vocabulary[number - len(COMMON)])


def _mention(number: int, name: tuple[Words, str, str, str], chance: np.random.Generator | None) -> Mention:
    """The organisation as first described, or with a chance given as a variant of that."""
    words, form, town, country = name
    stated_town = town
    if chance is not None:
        words = EDITS[int(chance.integers(len(EDITS)))](words, chance)
        form = ("", form, LONG.get(form, form))[int(chance.integers(3))]
        stated_town = town if chance.random() < 0.7 else ""
    place = [town] if town and len(town) % 2 else []  # half of the towns are part of the name
    return Mention(
        iri=iri("organisation", f"made-{number:07}"),
        names=(" ".join([*words, *place, *([form] if form else [])]),),
        sources=("made",),
        country=country,
        town=stated_town,
    )


def _typo(words: Words, chance: np.random.Generator) -> Words:
    """Two neighbouring letters of the longest word change places."""
    at = max(range(len(words)), key=lambda index: len(words[index]))
    word = words[at]
    cut = int(chance.integers(1, max(len(word) - 1, 2)))
    return [*words[:at], word[:cut] + word[cut : cut + 2][::-1] + word[cut + 2 :], *words[at + 1 :]]


def _abbreviated(words: Words, chance: np.random.Generator) -> Words:
    at = int(chance.integers(len(words)))
    return [*words[:at], f"{words[at][:4]}." if len(words[at]) > 6 else words[at], *words[at + 1 :]]


def _spelt_out(words: Words, chance: np.random.Generator) -> Words:
    """Umlauts written as two letters, all in capitals: as in registers of other countries."""
    spelt = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
    return [word.translate(spelt).upper() for word in words]


def _turned(words: Words, chance: np.random.Generator) -> Words:
    return [*words[1:], words[0]]


def _dropped(words: Words, chance: np.random.Generator) -> Words:
    """Without the shortest word, if two are left."""
    return [word for word in words if word != min(words, key=len)] if len(words) > 2 else words


def _unchanged(words: Words, chance: np.random.Generator) -> Words:
    """The legal form or the town alone may differ."""
    return words


EDITS: tuple[Edit, ...] = (_typo, _abbreviated, _spelt_out, _turned, _dropped, _unchanged)
