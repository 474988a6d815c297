"""What the cells of a column look like, and which kinds of field they can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any

from data.values import amount, amount_style, cci, date_order, day, nuts
from data.values.blanks import is_blank

MOST_SAMPLES = 200
_LEGAL = re.compile(
    r"(?<!\w)(?:"
    r"gGmbH|GmbH|mbH|AG|KG|OHG|GbR|UG|e\. ?V\.?|e\. ?G\.?|e\.K\.|Stiftung|Universität|Hochschule|Landkreis|"
    r"Ltd|Limited|plc|LLP|University|Council|College|S\.?A\.?|S\.?L\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|SARL|SAS|Lda|"
    r"Ayuntamiento|Comune|Commune|Mairie|Sp\. ?z ?o\.? ?o\.?|sp\.j\.|Gmina|Powiat|s\.r\.o\.|a\.s\.|o\.p\.s\.|obec|"
    r"d\.o\.o\.|d\.d\.|Kft|Zrt|Bt|Nyrt|Önkormányzat\w*|Oy|Oyj|ry|kaupunki|AB|kommun|universitet|ApS|A/S|OÜ|AS|SIA|UAB|VšĮ|"
    r"S\.?C\.|S\.R\.L\.|EOOD|ЕООД|ООД|АД|Община|Α\.?Ε\.?|Ο\.?Ε\.?|Ε\.?Π\.?Ε\.?|ΔΗΜΟΣ|Δήμος|"
    r"B\.?V\.?|N\.?V\.?|Gemeente|Stichting|VZW|ASBL"
    r")(?!\w)"
)
_POSTCODE = re.compile(
    r"(?:[A-Z]{1,2}-? ?)?(?:\d{4,5}|\d{2}-\d{3}|\d{3} \d{2}|\d{4}-\d{3}|\d{4} ?[A-Z]{2})\Z|"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\Z"
)
_CATEGORY = re.compile(r"(?:[A-Z]{1,4}[ .\-]*)?[01]?\d{2}(?:bis)?(?:\s*[-–:.)/,;]|\s+\D|\s*\Z)")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d /()-]{7,}\Z")
_COUNTRY = re.compile(r"[A-Z]{2,3}\Z")
_DATE = re.compile(r"\s*[0-9]{1,4}\s*[./-]\s*[0-9]{1,2}\s*[./-]\s*[0-9]{1,4}|\s*[0-9]{1,2}[./-](?:19|20)\d{2}\s*\Z")


@dataclass(frozen=True)
class Profile:
    """A column's samples in figures; shares are of the cells that are not empty."""

    filled: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    length: float = 0.0
    distinct: float = 0.0
    middle_date: str = ""
    middle_amount: Decimal = Decimal(0)

    def share(self, form: str) -> float:
        """The share of cells that have a form: "date", "amount", "nuts", …"""
        return self.shares.get(form, 0.0)


def profile(cells: Sequence[str]) -> Profile:
    """The profile of a column's sample cells."""
    filled = [cell.strip() for cell in cells if not is_blank(cell)][:MOST_SAMPLES]
    if not filled:
        return Profile()
    order = date_order(filled) or None
    style = amount_style(filled) or None
    days = sorted(d for cell in filled if (d := _try(lambda c: day(c, order), cell)))
    amounts = sorted(a for cell in filled if (a := _try(lambda c: amount(c, style), cell)) is not None)
    percents = [a for cell in filled if (a := _try(amount, cell.rstrip("% "))) is not None and 0 <= a <= 100]
    tests: dict[str, Callable[[str], Any]] = {
        "date": lambda c: _DATE.match(c) and _try(lambda t: day(t, order), c),
        "number": lambda c: c.replace(".", "").isdigit(),
        "percent": lambda c: c.endswith("%"),
        "nuts": lambda c: len(c) > 2 and _try(nuts, c),
        "cci": lambda c: _try(cci, c),
        "postcode": _POSTCODE.match,
        "category": _CATEGORY.match,
        "url": _URL.match,
        "contact": _CONTACT.search,
        "legal": _LEGAL.search,
        "country": _COUNTRY.match,
        "letters": lambda c: sum(letter.isalpha() for letter in c) * 2 >= len(c),
        "year": lambda c: len(c) == 4 and c.isdigit() and "1990" <= c <= "2040",
        "serial": lambda c: len(c) == 5 and c.isdigit() and "35000" <= c <= "52000",
        "code": lambda c: any(sign.isdigit() for sign in c) and len(c) <= 40,
    }
    shares = {name: sum(bool(test(cell)) for cell in filled) / len(filled) for name, test in tests.items()}
    shares["amount"] = len(amounts) / len(filled)
    shares["rate"] = len(percents) / len(filled)
    return Profile(
        len(filled),
        shares,
        median(len(cell) for cell in filled),
        len(set(filled)) / len(filled),
        days[len(days) // 2] if days else "",
        amounts[len(amounts) // 2] if amounts else Decimal(0),
    )


def fit(kind: str, seen: Profile) -> float:
    """How well cells suit a kind of field: below 1 against it, above 1 for it, 1 where they say nothing."""
    if seen.filled < 2:
        return 1.0
    test = _FITS.get(kind)
    return test(seen) if test else 1.0


def in_words(kind: str, seen: Profile) -> str:
    """What the cells look like, for people."""
    form = _FORMS.get(kind, "")
    share = seen.share(form) if form else 0.0
    if not form or share < 0.5:
        return ""
    return f"{share:.0%} of its cells are {_NAMES[form]}"


def _fit_date(seen: Profile) -> float:
    share = max(seen.share("date"), seen.share("year"), seen.share("serial"))
    if share >= 0.7:
        return 1.1
    return 0.35 if seen.share("amount") > 0.6 or seen.length > 40 else 0.55 if share < 0.2 else 0.95


def _fit_amount(seen: Profile) -> float:
    if seen.share("date") > 0.5 or seen.share("percent") > 0.5:
        return 0.3
    share = seen.share("amount")
    if share < 0.3:
        return 0.3
    small = seen.middle_amount and abs(seen.middle_amount) <= 100 and seen.share("rate") > 0.9
    return 0.6 if small else 1.08 if share >= 0.8 else 0.95


def _fit_rate(seen: Profile) -> float:
    return 1.1 if seen.share("rate") >= 0.8 else 0.3 if seen.share("rate") < 0.3 else 0.9


def _fit_words(seen: Profile) -> float:
    return 0.4 if seen.share("letters") < 0.4 else 1.0


def _fit_name(seen: Profile) -> float:
    if seen.share("letters") < 0.5:
        return 0.35
    return 1.12 if seen.share("legal") >= 0.3 else 0.8 if seen.length > 150 else 1.0


def _fit_title(seen: Profile) -> float:
    if seen.share("letters") < 0.4:
        return 0.35
    return 0.85 if seen.length > 220 else 0.8 if seen.distinct < 0.05 and seen.filled > 20 else 1.0


def _fit_longtext(seen: Profile) -> float:
    return 0.4 if seen.share("letters") < 0.4 else 1.1 if seen.length > 80 else 0.92 if seen.length < 25 else 1.0


def _fit_label(seen: Profile) -> float:
    if max(seen.share("date"), seen.share("percent")) > 0.6:
        return 0.4
    return 0.7 if seen.length > 250 else 1.0


def _fit_identifier(seen: Profile) -> float:
    if seen.share("date") > 0.5 or seen.length > 60:
        return 0.4
    return 0.5 if seen.share("code") < 0.3 else 1.05 if seen.distinct > 0.5 else 0.9


def _by_share(form: str, high: float, low: float) -> Callable[[Profile], float]:
    def test(seen: Profile) -> float:
        return high if seen.share(form) >= 0.7 else low if seen.share(form) < 0.2 else 1.0

    return test


def _fit_ordinal(seen: Profile) -> float:
    return 1.0 if seen.share("number") > 0.8 and seen.distinct > 0.5 and seen.length <= 6 else 0.3


_FITS: dict[str, Callable[[Profile], float]] = {
    "date": _fit_date,
    "amount": _fit_amount,
    "rate": _fit_rate,
    "name": _fit_name,
    "title": _fit_title,
    "longtext": _fit_longtext,
    "text": _fit_words,
    "label": _fit_label,
    "identifier": _fit_identifier,
    "ordinal": _fit_ordinal,
    "postcode": _by_share("postcode", 1.1, 0.6),
    "nuts": _by_share("nuts", 1.12, 0.6),
    "cci": _by_share("cci", 1.15, 0.3),
    "category": _by_share("category", 1.06, 0.97),
    "url": _by_share("url", 1.15, 0.5),
    "country": lambda seen: 0.5 if seen.length > 25 or seen.share("letters") < 0.4 else 1.0,
    "coordinate": lambda seen: 0.3 if seen.share("amount") < 0.5 else 1.0,
}
_FORMS = {
    "date": "date",
    "amount": "amount",
    "rate": "rate",
    "postcode": "postcode",
    "nuts": "nuts",
    "cci": "cci",
    "url": "url",
    "name": "legal",
    "category": "category",
}
_NAMES = {
    "date": "dates",
    "amount": "amounts",
    "rate": "numbers up to 100",
    "postcode": "postcodes",
    "nuts": "NUTS codes",
    "cci": "CCI codes",
    "url": "web addresses",
    "legal": "names with a legal form",
    "category": "category codes",
}


def _try(read: Callable[[str], Any], cell: str) -> Any:
    try:
        return read(cell)
    except ValueError:
        return None
