"""Names of organisations as words that can be compared: concepts, legal forms apart, silent words left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.matching.lexicon import collective, concepts, legal_forms, may_be_form, silent
from graph.matching.words_of import words_of

_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TWO_NAMES = re.compile(r"\s+[/|]\s+")
_BRANCHES = frozenset(
    ("=district-association", "=state-association", "=local-association", "=regional-association")
) | {"=department", "=faculty", "=directorate", "=support"}
_NUMBER = re.compile(r"(?:[A-Z]{2,4}[ :-]?)?\d{5,}")
_YEAR = re.compile(r"1[6-9]\d\d|20[0-3]\d")  # of foundation, which one source gives and another does not
# "HubtechnikGmbH", "GmbHService"
_GLUED_FORM = re.compile(r"(?<=[a-zäöüß]{2})(?=GmbH)|(?<=GmbH)(?=[A-ZÄÖÜ][a-zäöü])")
_TRADING = frozenset(("srl", "sa"))
_LONGEST_ACRONYM = 12
_NON_PROFIT = frozenset(("ggmbh",))
COMPANIES = frozenset(("limited", "stock", "partnership"))
_UNITS = _BRANCHES | {"=authority", "=ministry", "=agency", "=institute", "=hospital", "=school", "=service"}
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


@dataclass(slots=True, frozen=True)
class Spelling:
    """One way to write a name.

    ``words`` are those that count, concepts as ``=code`` and abbreviations with their dot; ``forms`` are codes of
    legal forms; ``aside`` holds acronyms that stood in brackets; ``key`` is the same for the same words in any order;
    ``letters`` are all letters in their order, and ``numbers`` what counts ("2" for "II" as well). ``company``: the
    legal form is one of companies, ``branches`` say that it is but a part of another: of a state, a department, a
    society of friends. ``initials`` stood beside the words that they are made of. ``part``: one of two names.
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
    initials: tuple[str, ...] = ()
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

    main = _GLUED_FORM.sub(" ", _ASIDE.sub(set_aside, text))
    raw = words_of(main)
    words, forms = _without_forms(raw)
    if len(words) > 1 and words[0] == "sc" and not _TRADING.isdisjoint(forms):  # "S.C. Muster S.R.L." in Romania
        words = words[1:]
    words, made = _without_initials(words) if len(words) > 2 else (words, [])
    asides += made
    kept = tuple(dict.fromkeys(_meanings(words))) or tuple(dict.fromkeys(raw))
    letters = "".join(word.rstrip(".") for word in words if word not in silent())
    numbers = frozenset(word for word in kept if word.isdigit() and not _YEAR.fullmatch(word))
    if len(raw) > 1 and raw[-1] == "i":  # "Université Montpellier I"; elsewhere a word of Danish, Italian or Polish
        numbers |= {"1"}
        kept = (*kept, "1")
    key, distinct = " ".join(sorted(kept)), frozenset(kept)
    company = any(legal_forms().groups[form] in COMPANIES and form not in _NON_PROFIT for form in forms)
    aside = tuple(filter(None, asides))
    return Spelling(
        kept, frozenset(forms), aside, key, letters, numbers, distinct, company, distinct & _BRANCHES, tuple(made)
    )


def _is_acronym(inside: str, name: str) -> bool:
    """Whether what stands in brackets is the name in short and not a place: its letters are met there in order."""
    if not inside or " " in inside or len(inside) > _LONGEST_ACRONYM or inside.islower():
        return False
    letters = iter("".join(words_of(name)))
    return all(letter in letters for letter in acronym(inside))


def spellings(text: str) -> tuple[Spelling, ...]:
    """A name, and each of the two names where it is written "one / other"; "city / office" is no second name."""
    whole = spelling(text)
    # "KLW e. V. - Kranbau Lernwerk Windental" is "KLW e. V." elsewhere.
    initials = [replace(spelling(short), forms=whole.forms, part=True) for short in whole.initials]
    parts = [spelling(part) for part in _TWO_NAMES.split(text)]
    if len(parts) < 2 or any(len(part.words) < 2 or not part.distinct.isdisjoint(_UNITS) for part in parts[1:]):
        return (whole, *initials)
    return (whole, *initials, *(replace(part, part=True) for part in parts))


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
    kept, forms = _without(list(words), range(len(words)), several=True)
    kept, more = _without(kept, range(len(kept) - 1, -1, -1), several=False)
    return kept, forms + more


def _without(kept: list[str], positions: Iterable[int], *, several: bool) -> tuple[list[str], list[str]]:
    """Forms of several words first: "gemeinnützige GmbH" is more than a GmbH; then single words from the end."""
    lexicon, forms = legal_forms(), []
    for position in positions:
        if position >= len(kept):
            continue
        phrase = lexicon.at([word.rstrip(".") for word in kept], position)
        if phrase is None or (len(phrase.words) > 1) is not several or len(kept) <= len(phrase.words):
            continue
        if may_be_form(phrase, position, len(kept)):
            del kept[position : position + len(phrase.words)]
            forms.append(phrase.code)
    return kept, forms


def _without_initials(words: list[str]) -> tuple[list[str], list[str]]:
    """The words, and a short name at either end that is made of the initials of the others."""
    for at in (0, -1):
        short, rest = words[at], words[1:] if at == 0 else words[:-1]
        letters = "".join(word[0] for word in rest if word not in silent())
        if len(rest) > 1 and 2 < len(short) <= _LONGEST_ACRONYM and short == letters:
            return rest, [short]
    return words, []


def _number_or(bare: str, word: str) -> str:
    """A number without its dot, Roman ones in digits; else the word with the dot of its abbreviation."""
    return _ROMAN.get(bare, bare if bare.isdigit() else word)


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
            yield from lexicon.parts(bare[position]) or (_number_or(bare[position], words[position]),)
        position += 1
