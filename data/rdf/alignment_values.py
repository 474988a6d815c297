"""Values of other vocabularies as ours write them: texts, days, numbers, web addresses, roles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from graph.triples import canonical, date_literal
from graph.vocabulary import XSD

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WEB = re.compile(r"https?://[^\s<>\"]+")


def value_of(term: object, kind: str, roles: Mapping[str, str]) -> ox.Literal | None:
    """The value as a literal of its kind (text, date, number, url, role); None for what is none."""
    if kind == "url":
        found = _WEB.fullmatch(term.value if isinstance(term, ox.NamedNode | ox.Literal) else "")
        return ox.Literal(found[0], datatype=ox.NamedNode(XSD.anyURI)) if found else None
    if not isinstance(term, ox.Literal) or not term.value.strip():
        return None
    text = term.value.strip()
    if kind == "date":
        day = _DAY.match(text)
        return date_literal(day[0]) if day else None
    if kind == "number":
        return _number(text)
    if kind == "role":
        role = roles.get("".join(letter for letter in text.casefold() if letter.isalpha()))
        return ox.Literal(role or "partner")
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text)


def _number(text: str) -> ox.Literal | None:
    try:
        number = Decimal(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        return None
    return ox.Literal(canonical(str(number)), datatype=ox.NamedNode(XSD.decimal))
