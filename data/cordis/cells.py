"""Cells of CORDIS files: text, money, days, coordinates; what stands for no value is none."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from data.importing.reading import RowError
from data.values import amount, day
from data.values.markup import one_line

NULL = frozenset(
    ("", "na", "n/a", "null", "none", "nan", "-", ".", "--", "not available", "not applicable", "not defined")
)
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?(?:[eE]\+?\d{1,2})?")
_WEB = re.compile(r"(?i)https?://")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#:]\S*)?", re.IGNORECASE)
_BAD = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f\ud800-\udfff]")
_LONE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

Values = dict[str, str]


def text(value: Any) -> str:
    """A cell as text, as JSON or a table has it; "" for what stands for no value."""
    if isinstance(value, str):
        found = value.strip()
        return "" if found.casefold() in NULL else found
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else ""
    if isinstance(value, list):
        return "; ".join(part for item in value if (part := text(item)))
    return str(value).strip()


@lru_cache(maxsize=1 << 16)
def line(value: str) -> str:
    """A name or title on one line, without marks of web pages."""
    return _LONE.sub("", one_line(value)).strip()


def money(values: Values, field: str, column: str) -> str:
    """An amount in euro as a plain decimal, "" for none. Raises RowError."""
    found = values.get(field, "")
    if not found:
        return ""
    try:
        return _money(found)
    except (ValueError, InvalidOperation) as error:
        raise RowError(column, found, f"is no amount ({error})") from None


@lru_cache(maxsize=1 << 16)
def _money(found: str) -> str:
    # CORDIS writes no thousands: three digits after a lone mark are decimals.
    number = Decimal(found.replace(",", ".")) if _PLAIN.fullmatch(found) else amount(found)
    return "" if number is None else format(number, "f")


def date(values: Values, field: str, column: str) -> str:
    """A day as ISO has it, "" for none. Raises RowError."""
    found = values.get(field, "")
    if not found:
        return ""
    try:
        return _day(found)
    except ValueError as error:
        raise RowError(column, found, f"is no date ({error})") from None


@lru_cache(maxsize=1 << 15)
def _day(found: str) -> str:
    return day(found)


@lru_cache(maxsize=1 << 15)
def web(found: str) -> str:
    """A web address that can be opened, "" for what is none."""
    first = found.split(maxsplit=1)[0] if found.split() else ""
    if _WEB.match(first):
        return "" if _BAD.search(first) or len(first) < 11 else first
    return f"http://{first}" if _HOST.fullmatch(first) and not _BAD.search(first) else ""


@lru_cache(maxsize=1 << 15)
def position(found: str) -> tuple[str, str]:
    """Latitude and longitude of "44.48,26.12" or "(44.48,26.12)", empty where they are none."""
    parts = re.split(r"[,;\s]+", found.strip("()[] "))
    try:
        lat, long = (Decimal(part) for part in parts)
    except (InvalidOperation, ValueError):
        return "", ""
    if not (lat.is_finite() and long.is_finite()) or abs(lat) > 90 or abs(long) > 180 or not (lat or long):
        return "", ""
    return format(lat, "f"), format(long, "f")
