"""Percentages, as shares of 100."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from data.values.amounts import amount
from data.values.blanks import is_blank


@lru_cache(maxsize=4096)
def percentage(text: str, share: bool = False) -> Decimal | None:
    """The share of 100 that a cell states ("49,92%" is 49.92), or None for an empty cell.

    In a column of shares of one (``share``, see ``share_style``) "0.5" is 50. Raises ValueError for what is no
    number, negative, or over 100.
    """
    if is_blank(text):
        return None
    bare = text.replace("%", " ").replace("v.H.", " ").strip()
    for word in ("Prozent", "percent", "per cent", "pct"):
        bare = bare.removesuffix(word).strip()
    # A percentage has no thousands: the lone mark is the decimal one.
    value = amount(bare, "," if "," in bare else ".")
    if value is None:
        raise ValueError(f"“{text[:40]}” is not a percentage such as 49,92 %")
    if share and "%" not in text and value <= 1:
        value = (value * 100).normalize()
        value = value if value.as_tuple().exponent <= 0 else value.quantize(Decimal(1))  # type: ignore[operator]
    if not 0 <= value <= 100:
        raise ValueError(f"“{text[:40]}” is not a percentage: it is not between 0 and 100")
    return value


def share_style(samples: Iterable[str]) -> bool:
    """True where a column states shares of one (0.5) and not of a hundred (50)."""
    values = []
    for sample in samples:
        if "%" in sample:
            return False
        try:
            value = percentage(sample)
        except ValueError:
            continue
        if value:
            values.append(value)
    return bool(values) and all(value <= 1 for value in values)
