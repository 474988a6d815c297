"""Names of natural persons: their patterns, and where a person's name stands in another text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from data.importing.name_words import family_names, fold, given_names, word_set

_PIECE = re.compile(r"[^\W\d_]+\.?(?:['’`´-][^\W\d_]+\.?)*\.?")
_ASIDE = re.compile(r"\([^)]*\)|\d+")
_LONGEST = 5  # pieces of a full name, particles apart: "María José García López"
_EDGES = " ,;.:-–/&+|"


@dataclass(frozen=True)
class PersonName:
    """A person's name in its parts; ``confidence`` that it is one."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    confidence: float


@cache
def particles() -> frozenset[str]:
    """Words inside a surname: von, de la."""
    return word_set("person_words", "particles")


@cache
def _titles() -> frozenset[str]:
    return word_set("person_words", "titles")


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[&/+;]|,(?=\s*\S+\s+\S)|\s(?:und|u\.|and|et|e|i|y|si|şi|és|ja|og|och|oraz|a|και|и)\s)\s*")


def is_title(piece: str) -> bool:
    """Whether a piece is a form of address or a degree: ``Dr.``, ``Dipl.-Ing.``, ``(FH)``."""
    bare = fold(piece).replace(".", "").strip("()-,")
    return bare in _titles() or (bare.startswith("dipl-") and len(bare) > 5)


def is_given(piece: str) -> bool:
    """Whether a piece is a given name, ``Hans-Peter`` too."""
    word = fold(piece)
    return word in given_names() or ("-" in word and all(part in given_names() for part in word.split("-")))


def is_family(piece: str) -> bool:
    """Whether a piece is a listed surname, or one of two surnames with a hyphen is."""
    word = fold(piece)
    return word in family_names() or ("-" in word and any(part in family_names() for part in word.split("-")))


def is_shaped(piece: str) -> bool:
    """Whether a piece is written as a part of a name: ``Max``, ``MAX``, ``McMuster``, ``M.``, not ``MaxTec``."""
    if not _PIECE.fullmatch(piece):
        return False
    return all(_is_cased(part) for part in re.split("['’`´-]", piece.rstrip(".")))


def _is_cased(part: str) -> bool:
    return part.isupper() or part.islower() or (part[0].isupper() and part[1:].islower()) or part[:2] in {"Mc", "Ma", "De"}


def is_initial(piece: str) -> bool:
    """Whether a piece is an initial: ``M.``, ``H.-P.``."""
    letters = piece.replace(".", "").replace("-", "")
    return len(letters) <= 2 and piece[-1:] == "." and letters.isupper()


def without_titles(text: str) -> tuple[list[str], bool]:
    """The pieces of a name without forms of address, and whether there were any."""
    pieces = [piece for part in text.replace(".", ". ").replace(". -", ".-").split() if (piece := part.strip(","))]
    kept = [piece for piece in pieces if not is_title(piece)]
    return kept, len(kept) < len(pieces)


def parse(text: str, country: str = "") -> PersonName | None:
    """The parts of a single person's name, or nothing if the text does not look like one.

    ``country`` (ISO code) decides whether the surname stands first without a comma.
    """
    text = _ASIDE.sub(" ", text).strip(_EDGES.replace(".", ""))
    left, comma, right = text.partition(",")
    if comma:
        return _surname_first(left, right)
    pieces, titled = without_titles(text)
    core = [piece for piece in pieces if fold(piece) not in particles()]
    if not 1 <= len(core) <= _LONGEST or not all(map(is_shaped, pieces)):
        return None
    if len(core) == 1:
        return PersonName((), tuple(pieces), 0.8) if titled else None
    return _in_order(pieces, core, titled, country)


def _in_order(pieces: list[str], core: list[str], titled: bool, country: str) -> PersonName | None:
    first, last = core[0], core[-1]
    if pieces[0] is not first and fold(pieces[0]) in particles():
        return None  # "La Maria", "De Rosa": a business
    number = next((place for place, piece in enumerate(core) if not is_given(piece) and not is_initial(piece)), len(core))
    split = pieces.index(core[min(max(number, 1), len(core) - 1)])
    while split > 1 and fold(pieces[split - 1]) in particles():
        split -= 1
    name = PersonName(tuple(pieces[:split]), tuple(pieces[split:]), 0.9)
    if titled or (is_given(first) and len(core) <= _LONGEST):
        return name
    if is_given(last) and (country == "HU" or (is_family(first) and len(core) == 2)):
        return PersonName((last,), tuple(pieces[:-1]), 0.75)
    if len(core) == 2 and is_initial(first) and len(last) > 2 and not is_initial(last):
        return PersonName((first,), (last,), 0.7)
    return _by_surname(pieces, core)


def _by_surname(pieces: list[str], core: list[str]) -> PersonName | None:
    """Two words of which only the second is known, as a surname."""
    first, last = core[0], core[-1]
    unknown = fold(first) not in word_set("person_words", "not_given") and not is_family(first)
    if len(pieces) == 2 and first.istitle() and last.istitle() and len(first) > 2 and unknown and is_family(last):
        return PersonName((first,), (last,), 0.6)
    return None


def _surname_first(left: str, right: str) -> PersonName | None:
    family, _ = without_titles(left)
    given, titled = without_titles(right.replace(",", " "))
    if not (1 <= len(family) <= 3 and len(given) <= 3 and all(map(is_shaped, family + given))):
        return None
    if not given:
        return parse(left) if titled else None
    if is_given(given[0]) or (is_initial(given[0]) and len(family) == 1):
        return PersonName(tuple(given), tuple(family), 0.95)
    if len(family) == 1 and len(given) == 1 and is_family(family[0]) and not is_family(given[0]):
        return PersonName(tuple(given), tuple(family), 0.6)
    return None


def several(text: str) -> list[PersonName]:
    """The persons of ``Max und Erika Mustermann`` or ``A. Muster / B. Beispiel``; nothing if a part is no person."""
    parts = [part for part in _conjunction().split(text) if part.strip(_EDGES)]
    if len(parts) < 2:
        return []
    names = [parse(part) or _only_given(part) for part in parts]
    found = [name for name in names if name]
    return found if len(found) == len(parts) and any(name.family for name in found) else []


def _only_given(part: str) -> PersonName | None:
    pieces, _ = without_titles(part)
    if pieces and all(is_given(piece) or is_initial(piece) for piece in pieces):
        return PersonName(tuple(pieces), (), 0.7)
    return None


def redact(text: str, person: str) -> str:
    """The text with a person's name taken out where it stands in full, in either order, as ``…``."""
    forms = {form for form in _forms(person) if len(form) > 1}
    for form in sorted(forms, key=len, reverse=True):
        between = r"[\s,]+".join(re.escape(piece) for piece in form)
        text = re.sub(rf"(?<!\w){between}(?!\w)", "…", text, flags=re.IGNORECASE)
    return text


def _forms(person: str) -> list[tuple[str, ...]]:
    pieces, _ = without_titles(person)
    whole = tuple(pieces)
    name = parse(person)
    if name is None:
        return [whole, whole[::-1]] if len(whole) == 2 else [whole]
    return [whole, (*name.given, *name.family), (*name.family, *name.given)]
