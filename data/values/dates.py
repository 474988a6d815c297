"""Days, months and years as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from data.values.blanks import is_blank
from data.values.months import AMBIGUOUS, MONTHS, fold_month

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?\Z", re.DOTALL)
_TIME = re.compile(r"[T\s]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[ap]\.?m\.?|uhr|z)?\s*\Z", re.I)
_PARTS = re.compile(r"([0-9]{1,4})\s*[./\-–\s]\s*([0-9]{1,2})\s*[./\-–\s]\s*([0-9]{1,4})[.\s]*(?:r|г|m|d)?[.\s]*\Z")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s*[./\-]\s*([0-9]{4})\Z|([0-9]{4})\s*[./\-]\s*([0-9]{1,2})[.]?\Z")
_NUMBER = re.compile(r"([0-9]{4,8})(?:[.,]([0-9]+))?[.]?\Z")
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+", re.UNICODE)
_SLASHED = re.compile(r"\s*([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-][0-9]{2,4}\b")
_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = 1950, 2100


@lru_cache(maxsize=1 << 16)
def day(text: str, order: str | None = None) -> str:
    """The ISO form of a day, month or year ("2016-02-05", "2016-02", "2016"), or "" for an empty cell.

    ``order`` is "dmy" or "mdy" (``date_order``); without it the day comes first, as in every EU language, unless only
    the other reading is a date. Five digits are a spreadsheet's count of days. Raises ValueError with the reason.
    """
    iso = _ISO.match(text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]), text)
    if is_blank(text):
        return ""
    bare = _TIME.sub("", text.strip())
    number = _NUMBER.match(bare)
    if number:
        return _from_number(number[1], text)
    parts = _PARTS.match(bare)
    if parts:
        return _from_parts(parts[1], parts[2], parts[3], order, text)
    month_year = _MONTH_YEAR.match(bare)
    if month_year:
        year, month = (month_year[2], month_year[1]) if month_year[2] else (month_year[3], month_year[4])
        return _date(int(year), int(month), 1, text)[:7]
    return _from_words(bare, text)


def date_order(samples: Iterable[str]) -> str:
    """ "dmy" or "mdy", whichever more of the column's dates need; "" where none tells."""
    first = second = 0
    for sample in samples:
        parts = _SLASHED.match(sample)
        if parts:
            first += int(parts[1]) > 12 >= int(parts[2])
            second += int(parts[2]) > 12 >= int(parts[1])
    return "" if first == second else "dmy" if first > second else "mdy"


def _from_number(digits: str, text: str) -> str:
    if len(digits) == 4:
        return _date(int(digits), 1, 1, text)[:4]
    if len(digits) == 5:
        found = _EPOCH + timedelta(days=int(digits))
        return _date(found.year, found.month, found.day, text)
    if len(digits) == 8:
        year = int(digits[:4])
        if _FIRST <= year <= _LAST:
            return _date(year, int(digits[4:6]), int(digits[6:]), text)
        return _date(int(digits[4:]), int(digits[2:4]), int(digits[:2]), text)
    raise _wrong(text, "it is not a date such as 05.02.2016")


def _from_parts(first: str, second: str, third: str, order: str | None, text: str) -> str:
    if len(first) == 4:
        if len(third) > 2:
            raise _wrong(text, "it has two years")
        return _date(int(first), int(second), int(third), text)
    if len(first) == 3 or len(third) not in (2, 4):
        raise _wrong(text, "its year has neither two nor four digits")
    one, two = int(first), int(second)
    swap = order == "mdy" or (order is None and two > 12 >= one)
    return _date(_year(third), one if swap else two, two if swap else one, text)


def _from_words(bare: str, text: str) -> str:
    """A date with the month's name, in any order of day, month and year."""
    found = [(word, MONTHS.get(fold_month(word))) for word in _WORDS.findall(bare)]
    for word, _ in found:
        if fold_month(word) in AMBIGUOUS:
            raise _wrong(text, f"“{word}” is October in Croatian and November in Polish and Czech")
    months = [month for word, month in found if month]
    numbers = [word for word, _ in found if word.isascii() and word.isdigit()]
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        raise _wrong(text, "it is not a date such as 05.02.2016")
    if len(numbers) == 1:
        if len(numbers[0]) not in (2, 4):
            raise _wrong(text, "its year has neither two nor four digits")
        return _date(_year(numbers[0]), months[0], 1, text)[:7]
    if len(numbers[0]) == 4:
        numbers.reverse()
    if len(numbers[0]) > 2 or len(numbers[1]) not in (2, 4):
        raise _wrong(text, "it is not a date such as 05.02.2016")
    return _date(_year(numbers[1]), months[0], int(numbers[0]), text)


def _year(digits: str) -> int:
    """Two digits mean 1950 to 2049."""
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 50 else 1900)


def _date(year: int, month: int, number: int, text: str) -> str:
    if not _FIRST <= year <= _LAST:
        raise _wrong(text, f"the year {year} is not between {_FIRST} and {_LAST}")
    if not 1 <= month <= 12:
        raise _wrong(text, f"there is no month {month}")
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        raise _wrong(text, f"{year}-{month:02} has no day {number}") from None


def _wrong(text: str, why: str) -> ValueError:
    return ValueError(f"“{text if len(text) <= 40 else text[:39] + '…'}” is not a date: {why}")
