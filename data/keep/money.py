"""Amounts of keep.eu: euros, as 892,228.58 or 758394.29 in one and the same file."""

from __future__ import annotations

from functools import lru_cache

from data.importing.reading import RowError
from data.keep.attribution import Values, one
from data.values.amounts import amount
from data.values.percentages import percentage


def euros(values: Values, field: str) -> str:
    """The amount of a field; "" for none and for 0.00, which keep.eu writes where nothing is stated."""
    text = one(values, field)
    try:
        return _euros(text)
    except ValueError as error:
        raise RowError(field, text, str(error)) from None


@lru_cache(maxsize=65536)
def _euros(text: str) -> str:
    found = amount(text, ".") if text else None
    if not found:
        return ""
    if found < 0:
        raise ValueError("is negative")
    return f"{found:f}"


def rate(values: Values, field: str) -> str:
    """The co-financing rate of a field in per cent; "0.85" is 85."""
    text = one(values, field)
    try:
        found = percentage(text, True) if text else None
    except ValueError as error:
        raise RowError(field, text, str(error)) from None
    return f"{found:f}" if found is not None else ""
