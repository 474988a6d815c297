"""The cells of tables: RDF terms as plain values, and values as texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from graph.vocabulary import XSD, Term

Cell = str | int | float | Decimal | bool | date | datetime | None

_NUMBERS = {
    XSD(name) for name in ("decimal", "integer", "double", "float", "int", "long", "nonNegativeInteger", "gYear")
}
# What spreadsheets begin a formula with, in the usual and in full width, and what they skip before it: see OWASP,
# "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")


def cell(term: Term | None) -> Cell:
    """The value of an RDF term: numbers, dates and truth values by their datatype, all else as text."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    read = _READERS.get(term.datatype.value, str)
    try:
        return read(term.value)
    except (ValueError, InvalidOperation):
        return term.value  # the datatype promises more than the text holds


def _number(text: str) -> Cell:
    value = Decimal(text)
    if not value.is_finite():
        return text
    return int(value) if value == value.to_integral_value() and abs(value) < Decimal(10) ** 15 else value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


_READERS: dict[str, Callable[[str], Cell]] = {
    **dict.fromkeys(_NUMBERS, _number),
    XSD.date: date.fromisoformat,
    XSD.dateTime: _moment,
    XSD.boolean: lambda text: text in {"true", "1"},
}


def as_text(value: Cell) -> str:
    """A value as text; "" for none, ISO 8601 for dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def harmless(value: Cell) -> str:
    """A value as text that no spreadsheet runs: an apostrophe goes before what looks like a formula.

    Numbers stay as they are, negative ones too.
    """
    text = as_text(value)
    return f"'{text}" if isinstance(value, str) and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _PLAIN_NUMBER.fullmatch(text)
