"""What a row of Kohesio is about: intervention fields of its period, and objectives as topics of Kohesio's own."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest

from data.importing.keys import digest
from data.kohesio.columns import Get
from data.kohesio.identifiers import several
from data.topics.intervention import intervention_field, intervention_fields
from data.topics.themes import Scheme
from data.values.markup import one_line
from graph.identity import iri
from graph.model import Theme

OBJECTIVES = ("thematic-objective", "policy-objective", "specific-objective")
# The fields that a row's themes depend on.
OF_TOPICS = (
    "category.code", "category", "period",
    *(field for scheme in OBJECTIVES for field in (f"{scheme}.code", scheme)),
)  # fmt: skip
_SCHEME = Scheme("kohesio")


def topics(get: Get) -> list[Theme]:
    """The records of a row's topics that are no intervention fields."""
    found = list(_categories(get("category.code"), get("category"), get("period"))[1])
    for scheme in OBJECTIVES:
        found += _topics(scheme, get(f"{scheme}.code"), get(scheme))
    return found


def theme_iris(get: Get) -> list[str]:
    """The IRIs of a row's themes, intervention fields first."""
    return list(_theme_iris(*map(get, OF_TOPICS)))


@lru_cache(maxsize=16384)
def _theme_iris(*said: str) -> tuple[str, ...]:
    get = dict(zip(OF_TOPICS, said, strict=True)).__getitem__
    fields = _categories(get("category.code"), get("category"), get("period"))[0]
    return tuple(dict.fromkeys([*fields, *(theme.iri for theme in topics(get))]))


@lru_cache(maxsize=16384)
def _categories(codes: str, labels: str, period: str) -> tuple[list[str], list[Theme]]:
    """Intervention fields by code and name, in the row's period; topics of Kohesio for those that are none."""
    found: list[str] = []
    themes: list[Theme] = []
    for code, label in _pairs(codes, labels):
        text = f"{code.zfill(2 if period == '2007-2013' else 3)} {label}".strip() if code else label
        fields = [one for one in (intervention_field(text, period), intervention_field(label, period)) if one]
        fields = fields[:1] or intervention_fields(text, period)
        found += fields
        if not fields:
            themes.append(_topic("category", code, label))
    return found, themes


@lru_cache(maxsize=16384)
def _topics(scheme: str, codes: str, labels: str) -> tuple[Theme, ...]:
    return tuple(_topic(scheme, code, label) for code, label in _pairs(codes, labels))


def _pairs(codes: str, labels: str) -> list[tuple[str, str]]:
    """Codes and names of topics; the names alone where they cannot be paired."""
    numbers, names = [_code(code) for code in several(codes)], [one_line(label) for label in several(labels)]
    if names and numbers and len(names) != len(numbers):
        numbers = []
    return list(dict.fromkeys(zip_longest(numbers, names, fillvalue="")))


def _code(text: str) -> str:
    """A code without what a spreadsheet or an IRI puts around it: "117.0" is 117."""
    bare = text.rpartition("/")[2]
    return bare.removesuffix(".0") if bare.removesuffix(".0").isdecimal() else bare


def _topic(scheme: str, code: str, label: str) -> Theme:
    name = iri("theme", f"kohesio-{scheme}-{digest(code, label)}")
    return _SCHEME.theme(label or code, "en", code, iri_=name)
