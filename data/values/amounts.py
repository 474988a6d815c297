"""Amounts of money as people write them in the 24 languages of the EU."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from data.values.blanks import is_blank

_CURRENCIES = {
    "EUR": "€ eur eurs euro euros eura eur. ευρω ευρώ евро",
    "PLN": "pln zł zl zloty złoty złotych",
    "HUF": "huf ft forint",
    "CZK": "czk kč kc koruna korun",
    "HRK": "hrk kn kuna kune",
    "SEK": "sek",
    "DKK": "dkk",
    "NOK": "nok",
    "ISK": "isk",
    "RON": "ron lei leu",
    "BGN": "bgn лв лв. лева lv lev",
    "GBP": "gbp £",
    "CHF": "chf sfr",
    "USD": "usd $",
    "SKK": "skk sk",
}
_CODE = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
_KRONE = {"SE": "SEK", "DK": "DKK", "NO": "NOK", "IS": "ISK", "FO": "DKK", "GL": "DKK"}
_WORD = re.compile(r"[€£$]|[^\W\d_]+", re.UNICODE)
_MONEY_WORD = re.compile(
    "|".join(sorted((re.escape(word) for word in _CODE), key=len, reverse=True)) + r"|kr\.?(?![a-z])", re.IGNORECASE
)
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,2})?\Z")
# The two commonest forms with decimals, so that a million of them cost a second: 40.000,00 € and 40,000.00.
_COMMA = re.compile(
    r"(-?[0-9]{1,3}(?:([. \u00a0\u202f])[0-9]{3}(?:\2[0-9]{3})*)?|-?[0-9]+),([0-9]{2})[ \u00a0]?(?:€|EUR|zł|Kč)?\Z"
)
_POINT = re.compile(r"(?:€ ?|£)?(-?[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]{2})\Z")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+]?[0-9]{1,2}\Z")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’`´_]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})+\Z")
_LONE = re.compile(r"([0-9]*)([.,])([0-9]+)\Z")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?\Z|[0-9]*(?:[.,][0-9]+)*\Z")
# More than the budget of the whole Union for a century: a telephone number or a key, not money.
_MOST = Decimal(10) ** 15


@lru_cache(maxsize=1 << 16)
def amount(text: str, style: str | None = None) -> Decimal | None:
    """The amount that a cell states, without its currency, or None for a cell that states none.

    ``style`` is the column's decimal mark, "," or "." (``amount_style``): it decides cells such as "1.234" that can
    be read in two ways; without it three digits after a lone mark are thousands, for money has no third decimal.
    Raises ValueError with the reason for anything else.
    """
    if _PLAIN.match(text):
        return Decimal(text)
    comma = _COMMA.match(text)
    if comma:
        whole, mark, cents = comma.groups()
        return Decimal(f"{whole.replace(mark, '') if mark else whole}.{cents}")
    point = _POINT.match(text)
    if point:
        return Decimal(point[1].replace(",", "") + point[2])
    if is_blank(text):
        return None
    return _read(text, style)


def amount_style(samples: Iterable[str]) -> str:
    """The decimal mark of a column, "," or ".", or "" where no sample tells."""
    votes = {",": 0, ".": 0, "thousands,": 0, "thousands.": 0}
    for sample in samples:
        digits = _bare(sample)[1]
        marks = [mark for mark in digits if mark in ".,"]
        if not marks:
            continue
        last = marks[-1]
        tail = len(digits) - digits.rindex(last) - 1
        head = digits[: digits.index(marks[0])]
        if len(marks) > 1 and len(set(marks)) == 1:
            votes["," if last == "." else "."] += 1
        elif len(marks) > 1 or tail != 3 or len(head) > 3 or head in ("", "0"):
            votes[last] += 1
        else:
            votes[f"thousands{last}"] += 1
    if votes[","] != votes["."]:
        return "," if votes[","] > votes["."] else "."
    if votes["thousands,"] == votes["thousands."]:
        return ""
    return "," if votes["thousands."] > votes["thousands,"] else "."


@lru_cache(maxsize=4096)
def currency(text: str, country: str = "") -> str:
    """The ISO 4217 code of the currency that a cell or header names, or "" for none; "kr" needs the country."""
    if "€" in text:
        return "EUR"
    for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold()):
        if word in _CODE:
            return _CODE[word]
        if word == "kr" and country.upper() in _KRONE:
            return _KRONE[country.upper()]
    return ""


def _bare(text: str) -> tuple[str, str]:
    """Sign and digits with their marks, without currency words and with one space for any spacing."""
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("–", "-")
    digits = _MONEY_WORD.sub(" ", text).strip()
    sign = ""
    if digits.startswith("(") and digits.endswith(")"):
        sign, digits = "-", digits[1:-1].strip()
    # "40.000,-" and "40.000,--" are whole euros.
    digits = re.sub(r",\s*-+\Z", "", digits)
    if digits.startswith(("-", "+")):
        sign, digits = sign or digits[0].strip("+"), digits[1:].strip()
    elif digits.endswith("-") and digits[:-1].strip():
        sign, digits = "-", digits[:-1].strip()
    return sign, _SPACES.sub(" ", digits).strip()


def _read(text: str, style: str | None) -> Decimal:
    sign, digits = _bare(text)
    if _SCIENTIFIC.match(digits):
        value = Decimal(digits.replace(",", "."))
    else:
        if " " in digits and not _SPACED.match(digits):
            raise ValueError(f"“{_shown(text)}” is not an amount: its digits are not grouped in threes")
        value = Decimal(_plain(digits.replace(" ", ""), text, style))
    if value >= _MOST:
        raise ValueError(f"“{_shown(text)}” is too large for an amount of money")
    return -value if sign else value


def _plain(digits: str, text: str, style: str | None) -> str:
    """Digits with at most a point in them."""
    if digits.isascii() and digits.isdigit():
        return digits
    lone = _LONE.match(digits)
    if lone:
        head, mark, tail = lone.groups()
        two_ways = len(tail) == 3 and 1 <= len(head) <= 3 and head != "0"
        return head + tail if two_ways and mark != style else f"{head or '0'}.{tail}"
    whole, fraction = digits, ""
    if "," in digits and "." in digits:
        mark = max(",.", key=digits.rindex)
        whole, _, fraction = digits.rpartition(mark)
        if mark in whole or not (fraction.isascii() and fraction.isdigit()):
            whole = ""
    grouped = _GROUPED.match(whole)
    if not grouped or len(set(whole) & {",", "."}) != 1:
        raise ValueError(f"“{_shown(text)}” is not an amount such as 40.000,00 or 40,000.00")
    return whole.replace(",", "").replace(".", "") + (f".{fraction}" if fraction else "")


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
