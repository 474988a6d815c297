"""Names of natural persons: their patterns, and where a person's name stands in another text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.beneficiaries.name_words import all_given_names, family_names, fold, given_names, word_set

_PIECE = re.compile(r"[^\W\d_]+\.?(?:['’`´-][^\W\d_]+\.?)*\.?")
_ASIDE = re.compile(r"\([^)]*\)|\d+|,? *\b(?:geb|ehem|née?|z domu|roz)\b\.? *[^\W\d_]+", re.IGNORECASE)
# "P.G.A.", "MI.DA": no initials
_ABBREVIATION = re.compile(
    r"(?:[^\W\d_]\.){3,}|[^\W\d_]\.[^\W\d_]{3,}\.|(?:[^\W\d_]{2,}\.){2,}|(?<![^\W\d_])[^\W\d_]{2}\.[^\W\d_]{2}(?![^\W\d_])"
)
_LONGEST = 5  # pieces of a full name, particles apart: "María José García López"
# Country codes where the list of surnames is good enough to be evidence alone.
_GERMAN = frozenset({"DE", "AT"})
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
def _places() -> frozenset[str]:
    folder = Path(__file__).parents[1] / "reference" / "places"
    text = (folder / "countries.csv").read_text("utf-8") + (folder / "regions.csv").read_text("utf-8")
    return frozenset(re.findall(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*", fold(text)))


def is_place(piece: str) -> bool:
    """Whether a piece is the name of a country or a region, which stands in names of businesses as a surname does."""
    return fold(piece) in _places()


def is_business_place(piece: str, country: str) -> bool:
    """Whether a place speaks for a business; where surnames are well known, one that is a surname does not."""
    return is_place(piece) and not (country in _GERMAN and is_family(piece))


@cache
def _titles() -> frozenset[str]:
    return word_set("person_words", "titles")


@cache
def _conjunction() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[&/+;]|,(?=\s*\S+\s+\S)|\s(?:und|u\.|and|et|e|i|y|si|şi|és|ja|og|och|oraz|a|και|и)\s)\s*")


_STRICT = frozenset(
    {
        "ms",
        "hr",
        "fr",
        "fru",
        "ing",
        "pd",
        "mag",
        "bc",
        "don",
        "dame",
        "pan",
        "arch",
        "ur",
        "doc",
        "med",
        "miss",
        "lady",
        "pr",
        "drs",
        "ir",
        "geom",
        "avv",
    }
)
# Endings that hardly anything but surnames has: Slavic, Greek, Romanian, Georgian, Turkish, Baltic.
_FAMILY_ENDINGS = (
    "ova",
    "eva",
    "ovic",
    "evic",
    "idis",
    "iadis",
    "opoulos",
    "opoulou",
    "akis",
    "enko",
    "escu",
    "shvili",
    "oglu",
    "owski",
    "ewski",
    "owska",
    "ewska",
    "iewicz",
    "owicz",
    "auskas",
    "aitis",
    "iene",
    "anov",
    "inov",
    "imov",
    "adiev",
    "ssohn",
)


def is_title(piece: str) -> bool:
    """Whether a piece is a form of address or a degree: ``Dr.``, ``Dipl.-Ing.``, ``(FH)``."""
    bare = fold(piece).replace(".", "").strip("()-,")
    if piece.isupper() and bare in _STRICT:
        return False
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
    return (
        part.isupper() or part.islower() or (part[0].isupper() and part[1:].islower()) or part[:2] in {"Mc", "Ma", "De"}
    )


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
    if _ABBREVIATION.search(text):
        return None
    left, comma, right = text.partition(",")
    if comma:
        return _surname_first(left, right)
    pieces, titled = without_titles(text)
    core = [piece for piece in pieces if fold(piece) not in particles()]
    if not 1 <= len(core) <= _LONGEST or not all(map(is_shaped, pieces)):
        return None
    if len(core) == 1:
        return PersonName((), tuple(pieces), 0.8) if titled and is_title(text.split()[0]) else _single(core[0], country)
    return _in_order(pieces, core, titled, country)


def _in_order(pieces: list[str], core: list[str], titled: bool, country: str) -> PersonName | None:
    first, last = core[0], core[-1]
    if pieces[0] is not first and fold(pieces[0]) in particles():
        return None  # "La Maria", "De Rosa": a business
    number = next(
        (place for place, piece in enumerate(core) if not is_given(piece) and not is_initial(piece)), len(core)
    )
    split = pieces.index(core[min(max(number, 1), len(core) - 1)])
    while split > 1 and fold(pieces[split - 1]) in particles():
        split -= 1
    name = PersonName(tuple(pieces[:split]), tuple(pieces[split:]), 0.9)
    acronym = (
        first.isupper() and len(first) > 2 and not any(piece.isupper() for piece in core[1:]) and not is_given(last)
    )
    if (titled and len(core) <= 3) or (
        is_given(first) and not acronym and not is_business_place(last, country) and (len(last) > 2 or is_initial(last))
    ):
        return name
    if is_given(last) and (country == "HU" or (is_family(first) and len(core) == 2)):
        return PersonName((last,), tuple(pieces[:-1]), 0.75)
    if len(core) > 2 and not is_given(first) and all(is_given(piece) for piece in core[-2:]):
        return PersonName(tuple(core[-2:]), tuple(pieces[: pieces.index(core[-2])]), 0.7)
    if len(core) == 2 and is_initial(first) and len(last) > 2 and not is_initial(last) and not is_place(last):
        return PersonName((first,), (last,), 0.7)
    return _by_surname(pieces, core, country)


def _single(piece: str, country: str) -> PersonName | None:
    """A surname alone, where lists are known to give no more."""
    alone = (
        country in _GERMAN
        and piece.isalpha()
        and piece.istitle()
        and len(piece) > 2
        and is_family(piece)
        and not is_place(piece)
    )
    return PersonName(("",), (piece,), 0.5) if alone else None


def _by_surname(pieces: list[str], core: list[str], country: str) -> PersonName | None:
    """Two words of which only the second is known, as a surname."""
    first, last = core[0], core[-1]
    ambiguous = fold(first) in word_set("person_words", "not_given")
    unknown = not is_family(first) and (not ambiguous or (country in _GERMAN and fold(first) in all_given_names()))
    titled = len(pieces) == 2 and first.istitle() and last.istitle() and len(first) > 2
    if titled and unknown and len(last) > 5 and fold(last).endswith(_FAMILY_ENDINGS) and not is_place(last):
        return PersonName((first,), (last,), 0.65)
    if titled and unknown and country in _GERMAN and is_family(last) and not is_place(last):
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
    return (
        found
        if len(found) == len(parts)
        and all(len(name.family) < 4 for name in found)
        and any(name.family for name in found)
        else []
    )


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
