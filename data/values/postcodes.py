"""Postcodes, in the form their country writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from data.values.blanks import is_blank

# Digits in a country's postcode, and where a hyphen or space stands in the written form (Universal Postal Union).
_DIGITS = {
    "AT": 4, "BE": 4, "BG": 4, "CH": 4, "CY": 4, "CZ": 5, "DE": 5, "DK": 4, "EE": 5, "ES": 5, "FI": 5, "FR": 5,
    "GR": 5, "HR": 5, "HU": 4, "IT": 5, "LI": 4, "LT": 5, "LU": 4, "LV": 4, "NO": 4, "PL": 5, "PT": 7, "RO": 6,
    "SE": 5, "SI": 4, "SK": 5,
}  # fmt: skip
_WRITTEN = {"PL": (2, "-"), "PT": (4, "-"), "SE": (3, " "), "CZ": (3, " "), "SK": (3, " "), "GR": (3, " ")}
_LETTERS = {
    "NL": re.compile(r"[1-9]\d{3}[A-Z]{2}\Z"),
    "GB": re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}\Z"),
    "IE": re.compile(r"[A-Z]\d[\dW][A-Z\d]{4}\Z"),
    "MT": re.compile(r"[A-Z]{3}\d{2,4}\Z"),
}
_TAIL = {"NL": 2, "GB": 3, "IE": 4, "MT": 4}
_COUNTRY = "AT BE BG CZ DE DK EE ES FI FR LT LU LV PL SE SK".replace(" ", "|")
_PREFIX = re.compile(rf"\A(?:(?:[A-Z]{{1,2}}|FIN|SLO|CRO)\s*[-–]\s*|(?:{_COUNTRY})\s?)(?=\d)")


@lru_cache(maxsize=1 << 16)
def postcode(text: str, country: str = "") -> str:
    """The postcode of a cell in its country's written form, zeros that were lost given back; "" for an empty cell.

    ``country`` is the two-letter code; without it four to seven digits, or letters and digits as in GB, IE, NL and MT,
    are taken as they are. Raises ValueError with the reason.
    """
    if is_blank(text):
        return ""
    country = {"UK": "GB", "EL": "GR"}.get(country.upper(), country.upper())
    bare = _PREFIX.sub("", text.strip().upper(), count=1).strip()
    bare = re.sub(r"\.0+\Z", "", bare)
    packed = re.sub(r"[\s\u00a0\-–.]+", "", bare)
    if country in _LETTERS or (not country and any(pattern.match(packed) for pattern in _LETTERS.values())):
        return _with_letters(packed, country, text)
    if not (packed.isascii() and packed.isdigit()):
        raise _wrong(text, country, "it has other signs than digits")
    if not country:
        return _unknown(bare, packed, text)
    return _with_digits(packed, country, text)


def _with_digits(packed: str, country: str, text: str) -> str:
    size = _DIGITS.get(country, len(packed))
    # A spreadsheet that took postcodes for numbers loses leading zeros, two at the most (01067, 00100).
    if len(packed) < size - 2 or len(packed) > size or int(packed) == 0:
        raise _wrong(text, country, f"it has {len(packed)} digits, not {size}")
    packed = packed.zfill(size)
    cut, mark = _WRITTEN.get(country, (0, ""))
    return packed[:cut] + mark + packed[cut:]


def _with_letters(packed: str, country: str, text: str) -> str:
    found = next((land for land, pattern in _LETTERS.items() if country in ("", land) and pattern.match(packed)), "")
    if not found:
        raise _wrong(text, country, f"it is not of the form of {country}")
    tail = _TAIL[found] if found != "MT" else len(packed) - 3
    return f"{packed[:-tail]} {packed[-tail:]}"


def _unknown(bare: str, packed: str, text: str) -> str:
    if not 4 <= len(packed) <= 7 or not re.fullmatch(r"\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}|\d{4,6}", bare):
        raise _wrong(text, "", "it has not four to seven digits")
    return bare


def _wrong(text: str, country: str, why: str) -> ValueError:
    where = f" of {country}" if country else ""
    return ValueError(f"“{text if len(text) <= 40 else text[:39] + '…'}” is not a postcode{where}: {why}")
