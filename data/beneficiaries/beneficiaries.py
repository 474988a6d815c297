"""Whether a beneficiary is an organisation or a natural person, whose name is not stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from data.beneficiaries.business_names import (
    Evidence,
    evidence,
    is_sure,
    partners_only,
    without_owner,
    without_person,
    without_sole_form,
)
from data.beneficiaries.name_words import cleaned, fold, joined, phrase_set, word_set, words
from data.beneficiaries.person_names import is_title, parse, redact, several

__all__ = ["RULES", "Beneficiary", "Kind", "judge", "redact"]

Kind = Literal["organisation", "person", "anonymised"]

RULES = {
    "stated": "the source states the kind",
    "overruled": "the list of overrules states the kind",
    "placeholder": "a placeholder stands for the name",
    "legal-form": "a legal form stands in the name",
    "body-word": "a word of organisations stands in the name",
    "trade-word": "a word of a trade stands in the name",
    "connecting-word": "a word stands in the name that no person's name has",
    "quotation": "a part of the name is in quotation marks",
    "owner-only": "nothing but the owner's name is left of the business name",
    "occupation": "an occupation or a title stands before a name",
    "full-name": "a given name and a surname",
    "several-names": "the names of several persons",
    "surname-only": "a known surname after an unknown word",
    "sign": "a figure, an ampersand, an abbreviation in capitals or an address stands in the name",
    "nothing-known": "nothing in the name shows a person",
}

_QUOTED = re.compile(r"[\"„“”«»‚‘']{1,2}[^\W\d_][^\"„“”«»]*[\"“”«»‘']")
_SIGN = re.compile(
    r"[\d&@+#]|\.(?:de|com|eu|org|net|at|fr|it|es|pl|cz|nl|io)\b|(?<!\w)[A-ZÀ-ÞΑ-ΩА-Я]{3,}(?!\w)|[a-zß-ÿ][A-ZÀ-Þ]"
)
_OWN_NAME = re.compile(r"[^\d\"„“”«»&@]+")
_CROSSES = re.compile(r"[xX]+[\W_xX]*")


@dataclass(frozen=True)
class Beneficiary:
    """The decision on a beneficiary: ``name`` is what may be stored, ``why`` a key of ``RULES``."""

    kind: Kind
    name: str
    why: str
    confidence: float

    @property
    def reason(self) -> str:
        """The rule in words."""
        return RULES[self.why]


def judge(name: str, stated_kind: str = "", country: str = "") -> Beneficiary:
    """The decision on a beneficiary's name; the kind that the source states wins.

    ``country`` (ISO code) helps where names are written surname first or forms of trading differ.
    """
    return _judged(name or "", stated_kind or "", country or "")


@lru_cache(maxsize=1 << 17)
def _judged(name: str, stated_kind: str, country: str) -> Beneficiary:
    stated = stated_as(stated_kind)
    if stated == "person":
        return Beneficiary("person", "", "stated", 1.0)
    text = cleaned(name)
    folded = fold(text)
    if is_placeholder(folded):
        return Beneficiary("anonymised", "", "placeholder", 1.0)
    if stated == "organisation":
        return Beneficiary("organisation", without_owner(text) or text, "stated", 1.0)
    found = by_name(text, country)
    if stated == "sole-trader" and found.why in {"nothing-known", "sign", "surname-only"}:
        return Beneficiary("person", "", "stated", 0.7)
    return found


@lru_cache(maxsize=4096)
def stated_as(stated_kind: str) -> Literal["", "person", "sole-trader", "organisation"]:
    """What the source's own word for the kind means; ``""`` if it says neither."""
    text = " ".join(words(joined(fold(stated_kind))))
    if not text:
        return ""
    kinds: dict[str, Literal["person", "sole-trader", "organisation"]] = {
        "sole_trader_kinds": "sole-trader",
        "person_kinds": "person",
        "organisation_kinds": "organisation",
    }
    for section, kind in kinds.items():
        if text in phrase_set(section):
            return kind
    for section, kind in kinds.items():
        if any(f" {phrase} " in f" {text} " for phrase in phrase_set(section) if " " in phrase):
            return kind
    return ""


@cache
def _placeholders() -> frozenset[str]:
    return phrase_set("anonymised") | phrase_set("person_kinds") | phrase_set("sole_trader_kinds")


@cache
def _person_phrases() -> tuple[str, ...]:
    return tuple(sorted(phrase for phrase in phrase_set("person_kinds") if " " in phrase and len(phrase) > 12))


def is_placeholder(folded: str) -> bool:
    """Whether a folded name only stands for a name that is not given."""
    if not any(char.isalpha() for char in folded) and not any(char.isdigit() for char in folded):
        return True
    if _CROSSES.fullmatch(folded):
        return True
    tokens = words(joined(folded))
    if tokens and len(tokens) < 9 and tokens[0].startswith(tuple(word_set("person_words", "anonymised_stems"))):
        return True
    text = " ".join(tokens)
    return text in _placeholders() or (
        len(tokens) < 7 and any(f" {phrase}" in f" {text}" for phrase in _person_phrases())
    )


def by_name(text: str, country: str = "") -> Beneficiary:
    """The decision by the name alone."""
    without = without_owner(text)
    name = without_sole_form(without) if without else ""
    sole = name != text
    if not name:
        return Beneficiary("person", "", "owner-only", 0.9)
    found = evidence(name)
    if found == "legal-form":
        return Beneficiary("organisation", partners_only(name), found, 0.99)
    person = _person(name, found, country)
    if person and not (sole and person.confidence < 0.9):
        return Beneficiary("person", "", "owner-only" if sole else person.why, person.confidence)
    return _organisation(name, found)


def _person(name: str, found: Evidence, country: str) -> Beneficiary | None:
    first, _, rest = name.partition(" ")
    if _is_occupation(first) and rest and not evidence(rest) and _OWN_NAME.fullmatch(rest):
        return Beneficiary("person", "", "occupation", 0.9)
    if is_sure(found) or _QUOTED.search(name):
        return None
    if persons := several(name):
        return Beneficiary("person", "", "several-names", min(person.confidence for person in persons))
    person = parse(name, country)
    if person is None or (person.confidence < 0.7 and (found or name.isupper())):
        return None
    if not person.given:
        return Beneficiary("person", "", "occupation", 0.8)
    return Beneficiary("person", "", "full-name" if person.confidence > 0.6 else "surname-only", person.confidence)


def _is_occupation(piece: str) -> bool:
    word = fold(piece).strip(".,:")
    return word in word_set("person_words", "occupations") or (is_title(piece) and len(word) > 9)


def _organisation(name: str, found: Evidence) -> Beneficiary:
    if found in {"trade-word", "trade-like"}:
        return Beneficiary("organisation", without_person(name), "trade-word", 0.9)
    if found == "connecting-word":
        return Beneficiary("organisation", name, found, 0.9)
    if found:
        return Beneficiary("organisation", name, "body-word", 0.95)
    if _QUOTED.search(name):
        return Beneficiary("organisation", without_person(name, known=True), "quotation", 0.9)
    if _SIGN.search(name):
        return Beneficiary("organisation", without_person(name, known=True), "sign", 0.8)
    return Beneficiary("organisation", without_person(name, known=True), "nothing-known", 0.5)
