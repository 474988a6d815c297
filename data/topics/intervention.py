"""Intervention fields as lists of operations write them: with a code, a name, or both."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from data.reference.fields.importer import PERIODS, field_iri, fields
from data.topics.thesaurus import statements
from graph.identity import name_key
from graph.vocabulary import SKOS

# Ratio of the name to the beginning of the official one; names of other fields with the same code stay below 50.
SAME_NAME = 85
ALIKE = 58  # for the code of the list's own period, since authorities translate the names in their own way
# Plain ratio for a name without a code: typing errors only.
SPELLED = 93
_TITLE = 8  # characters of a name in a third language; "100 Mbps" has fewer
_CUT = 24  # characters that the beginning of a cut-off name needs
_CODE = re.compile(
    r"^[\s\"'„“(\[#]*(?:(?:code|nr|no|ib|if|interventionsbereich|interventionskategorie"
    r"|intervention field|kategorie|category)"
    r"[\s.:#]*)?(?P<code>\d{1,3})(?!\d|[.,]\d)\W*(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(r"\s*[;|\n]\s*|\s*[,/]\s*(?=(?:code\s*)?\d{2,3}(?!\d))", re.IGNORECASE)


class _Name(NamedTuple):
    key: str
    iri: str


def intervention_field(text: str, period: str = "") -> str:
    """The IRI of the one field that a cell names, "" if none, several or an uncertain one.

    ``period`` is "2007-2013", "2014-2020" or "2021-2027"; without one a code alone says nothing unless only one
    period has it, and a name decides.
    """
    found = intervention_fields(text, period)
    return found[0] if len(found) == 1 else ""


def intervention_fields(text: str, period: str = "") -> list[str]:
    """The IRIs of all fields that a cell names, in its order, each once."""
    return list(_fields(text.strip(), period))


@lru_cache(maxsize=4096)
def _fields(text: str, period: str) -> tuple[str, ...]:
    whole = _field(text, period)
    parts = [part for part in _NEXT.split(text) if part]
    if len(parts) < 2:
        return (whole,) if whole else ()
    found = tuple(dict.fromkeys(one for part in parts if (one := _field(part, period))))
    # "Erosion, Brände; Dürren" within one name gives no second field.
    return found if len(found) > 1 or not whole else (whole,)


def _field(text: str, period: str) -> str:
    matched = _CODE.match(text)
    if not matched:
        return _named(text, period)
    code, name = matched["code"], name_key(matched["name"])
    choices = {one: known for one in _in_order(period) if (known := _known(one, code))}
    if not re.search(r"[a-z]{3}", name):
        return _alone(choices, period)
    best = max(choices, key=lambda one: _likeness(name, choices[one]), default="")
    if best and _likeness(name, choices[best]) >= (ALIKE if best == period else SAME_NAME):
        return choices[best]
    # A name in a third language: the code counts where the list's period is known and the code is written in full.
    return (
        choices.get(period, "")
        if len(name) >= _TITLE and len(code) == len(_width(period)) and not _german_or_english(name)
        else ""
    )


def _in_order(period: str) -> list[str]:
    return sorted(PERIODS, key=lambda one: one != period)


def _width(period: str) -> str:
    return "00" if period == "2007-2013" else "000"


def _known(period: str, code: str) -> str:
    full = code.lstrip("0").zfill(len(_width(period)))
    found = field_iri(period, full)
    return found if found in _names() else ""


def _alone(choices: dict[str, str], period: str) -> str:
    if period:
        return choices.get(period, "")
    return next(iter(choices.values())) if len(choices) == 1 else ""


def _likeness(name: str, field: str) -> float:
    return max((_cut_off(name, known) for known in _names()[field]), default=0.0)


def _cut_off(name: str, known: str) -> float:
    if len(name) >= _CUT and known.startswith(name):
        return 100.0
    return fuzz.ratio(name, known[: max(len(name), _CUT)])


def _german_or_english(name: str) -> bool:
    words = set(name.split())
    return bool(words & {"und", "der", "die", "von", "zur", "and", "the", "of", "in", "for", "teilnehmende"})


def _named(text: str, period: str) -> str:
    key = name_key(text)
    if len(key) < 5:
        return ""
    rows = [
        _Name(name, field) for field, names in _names().items() if not period or _of(field, period) for name in names
    ]
    same = {row.iri for row in rows if row.key == key}
    if not same and len(key) >= _CUT:
        same = {row.iri for row in rows if row.key.startswith(key)}
        if not same:
            scored = process.extract(key, [row.key for row in rows], scorer=fuzz.ratio, limit=3, score_cutoff=SPELLED)
            same = {rows[place].iri for _, score, place in scored if score == scored[0][1]}
    return same.pop() if len(same) == 1 else ""


def _of(field: str, period: str) -> bool:
    return field in _periods()[period]


@cache
def _periods() -> dict[str, frozenset[str]]:
    return {period: frozenset(field.iri for field in fields() if field.period == period) for period in PERIODS}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The folded German and English name of every field, without the headings."""
    found: dict[str, set[str]] = {field.iri: set() for field in fields() if field.code.isdigit()}
    for field in fields():
        if field.iri in found and field.de:
            found[field.iri].update((name_key(field.de), name_key(field.en)))
    for subject, predicate, value, _ in statements():
        if predicate == SKOS.prefLabel and subject in found:
            found[subject].add(name_key(value))
    return {field: tuple(sorted(names)) for field, names in found.items()}
