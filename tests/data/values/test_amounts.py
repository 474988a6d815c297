"""Amounts: every way of writing them that lists of operations use."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values import amount, amount_style, currency

READINGS = [
    ("40.000,00 €", "40000"),
    ("9.000,00", "9000"),
    ("€ 1,234.50", "1234.5"),
    ("1 234 567,89", "1234567.89"),
    ("1\u00a0234\u00a0567,89 zł", "1234567.89"),
    ("1\u2009234\u202f567.5", "1234567.5"),
    ("1'234'567.80", "1234567.8"),
    ("12345.6", "12345.6"),
    ("12345,6", "12345.6"),
    ("1.234", "1234"),
    ("0,5", "0.5"),
    (",50", "0.5"),
    ("0.125", "0.125"),
    ("1234.567", "1234.567"),
    ("-1.000,50", "-1000.5"),
    ("\u22121 000", "-1000"),
    ("(1.000)", "-1000"),
    ("1.000-", "-1000"),
    ("40.000,-", "40000"),
    ("40.000,-- EUR", "40000"),
    ("EUR 12.500,00", "12500"),
    ("1 000 000 Ft", "1000000"),
    ("250 000,00 Kč", "250000"),
    ("12.345,67 kn", "12345.67"),
    ("1 500 kr", "1500"),
    ("1 500 kr.", "1500"),
    ("2.000.000 lei", "2000000"),
    ("15 000,00 лв.", "15000"),
    ("£1,000,000", "1000000"),
    ("１２３", "123"),
    ("1,5E+05", "150000"),
    ("0", "0"),
]


@pytest.mark.parametrize(("text", "value"), READINGS)
def test_an_amount(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "  ", "-", "k.A.", "n/a", "–", "NULL", "#N/A"])
def test_no_amount(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize(
    "text", ["Bayern", "1.23.456", "12.34,56.78", "1 23 4", "12.02.2016", "117 - Lernen", "1e99", "9" * 40, "€", "٣,,"]
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        amount(text)


@pytest.mark.parametrize(
    ("samples", "style", "text", "value"),
    [
        (["1.234", "12.500"], ",", "1.234", "1234"),
        (["1.234", "12.5"], ".", "1.234", "1.234"),
        (["1,234", "1,234.50"], ".", "1,234", "1234"),
        (["1,234", "0,5"], ",", "1,234", "1.234"),
        (["10", "20"], "", "1.234", "1234"),
        (["40.000,00 €", "kein Wert"], ",", "7.500", "7500"),
        (["1,234", "5,000"], ".", "5,000", "5000"),
    ],
)
def test_the_column_decides_what_can_be_read_in_two_ways(samples: list[str], style: str, text: str, value: str) -> None:
    assert amount_style(samples) == style
    assert amount(text, style or None) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("40.000,00 €", "", "EUR"),
        ("Wartość projektu [zł]", "", "PLN"),
        ("Megítélt támogatás (Ft)", "", "HUF"),
        ("v Kč", "", "CZK"),
        ("iznos u kn", "", "HRK"),
        ("1 500 kr", "SE", "SEK"),
        ("1.500 kr.", "dk", "DKK"),
        ("1 500 kr", "", ""),
        ("valoare (lei)", "", "RON"),
        ("стойност (лв.)", "", "BGN"),
        ("£5", "", "GBP"),
        ("total in eur", "", "EUR"),
        ("1.000", "", ""),
        ("Kneipp", "", ""),
    ],
)
def test_a_currency(text: str, country: str, code: str) -> None:
    assert currency(text, country) == code


@given(st.text(max_size=30), st.sampled_from([None, ",", "."]))
def test_any_text_is_an_amount_or_a_value_error(text: str, style: str | None) -> None:
    with suppress(ValueError):
        amount(text, style)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_column_has_a_style(samples: list[str]) -> None:
    assert amount_style(samples) in (",", ".", "")
    for sample in samples:
        currency(sample)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_written_is_read(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (english, german, f"€ {english}", f"{german} €", german.replace(".", "\u00a0")):
        assert amount(text) == value
