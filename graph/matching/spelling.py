"""Names of organisations as words that can be compared: concepts, legal forms apart, silent words left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.matching.lexicon import collective, concepts, legal_forms, may_be_form, silent
from graph.matching.words_of import words_of

_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TWO_NAMES = re.compile(r"\s+[/|]\s+")
_BRANCHES = frozenset(f"={level}-association" for level in ("district", "state", "local", "regional"))
_NUMBER = re.compile(r"(?:[A-Z]{2,4}[ :-]?)?\d{5,}")
_LONGEST_ACRONYM = 12
COMPANIES = frozenset(("limited", "stock", "partnership"))
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


@dataclass(slots=True, frozen=True)
class Spelling:
    """One way to write a name.

    ``words`` are those that count, concepts as ``=code`` and abbreviations with their dot; ``forms`` are codes of
    legal forms; ``aside`` holds acronyms that stood in brackets; ``key`` is the same for the same words in any order;
    ``letters`` are all letters in their order, and ``numbers`` what counts: "2" for "II" as well. ``part``: one of two names,
    ``company``: the legal form is one of companies, ``branches`` say that it is the association of a state or town.
    """

    words: tuple[str, ...]
    forms: frozenset[str]
    aside: tuple[str, ...]
    key: str
    letters: str
    numbers: frozenset[str]
    distinct: frozenset[str]
    company: bool
    branches: frozenset[str]
    part: bool = False


@lru_cache(maxsize=1 << 18)
def spelling(text: str) -> Spelling:
    """A name, taken apart."""
    asides: list[str] = []

    def set_aside(found: re.Match[str]) -> str:
        inside = found[1].strip()
        if _is_acronym(inside, text.replace(found[0], " ")):
            asides.append(acronym(inside))
            return " "
        return found[0]

    main = _ASIDE.sub(set_aside, text)
    raw = words_of(main)
    words, forms = _without_forms(raw)
    kept = tuple(dict.fromkeys(_meanings(words))) or tuple(dict.fromkeys(raw))
    letters = "".join(word.rstrip(".") for word in words if word not in silent())
    numbers = frozenset(word for word in kept if word.isdigit())
    if len(raw) > 1 and raw[-1] == "i":  # "Université Montpellier I"; elsewhere a word of Danish, Italian or Polish
        numbers |= {"1"}
        kept = (*kept, "1")
    key, distinct = " ".join(sorted(kept)), frozenset(kept)
    company = any(legal_forms().groups[form] in COMPANIES for form in forms)
    aside = tuple(filter(None, asides))
    return Spelling(kept, frozenset(forms), aside, key, letters, numbers, distinct, company, distinct & _BRANCHES)


def _is_acronym(inside: str, name: str) -> bool:
    """Whether what stands in brackets is the name in short and not a place: its letters are met there in order."""
    if not inside or " " in inside or len(inside) > _LONGEST_ACRONYM or inside.islower():
        return False
    letters = iter("".join(words_of(name)))
    return all(letter in letters for letter in acronym(inside))


def spellings(text: str) -> tuple[Spelling, ...]:
    """A name, and each of the two names where it is written "one / other"."""
    parts = [part for part in _TWO_NAMES.split(text) if len(part.split()) > 1]
    if len(parts) < 2:
        return (spelling(text),)
    return (spelling(text), *(replace(spelling(part), part=True) for part in parts))


def acronym(text: str) -> str:
    """A short name as it is compared: ``rwth`` for "R.W.T.H."."""
    return "".join(words_of(text)).replace(".", "")


def is_collective(text: str) -> bool:
    """Whether a name stands for several organisations or for none: "Verschiedene Gesellschaften", "N.N."."""
    words = tuple(words_of(text))
    return any(words[:length] in collective() for length in (1, 2))


def is_number(text: str) -> bool:
    """Whether a name only repeats an identifier, because its source has no name: "PIC 999853691"."""
    return bool(_NUMBER.fullmatch(text.strip()))


def _without_forms(words: list[str]) -> tuple[list[str], list[str]]:
    """The words before and after legal forms, and the forms; a name that is nothing else keeps its words."""
    lexicon, kept, forms = legal_forms(), list(words), []
    position = len(kept) - 1
    while position >= 0:
        phrase = lexicon.at([word.rstrip(".") for word in kept], position)
        if phrase and may_be_form(phrase, position, len(kept)) and len(kept) > len(phrase.words):
            del kept[position : position + len(phrase.words)]
            forms.append(phrase.code)
            position = min(position, len(kept)) - 1
        else:
            position -= 1
    return kept, forms


def _meanings(words: list[str]) -> Iterator[str]:
    lexicon, skipped = concepts(), silent()
    bare = [word.rstrip(".") for word in words]
    position = 0
    while position < len(words):
        phrase = lexicon.at(bare, position)
        if phrase:
            yield phrase.code
            position += len(phrase.words)
            continue
        if bare[position] not in skipped:
            yield from lexicon.parts(bare[position]) or (_ROMAN.get(bare[position], words[position]),)
        position += 1
