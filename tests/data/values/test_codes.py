"""NUTS codes, CCI codes, categories of intervention."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values import cci, intervention_fields, nuts


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("DEG01  / Musterstadt, Kreisfreie Stadt", "DEG01", "Musterstadt, Kreisfreie Stadt"),
        ("DE2", "DE2", ""),
        ("GR30", "EL30", ""),
        ("PL911 (Warszawa)", "PL911", "Warszawa"),
        ("", "", ""),
    ],
)
def test_a_nuts_code(text: str, code: str, label: str) -> None:
    assert nuts(text) == (code, label)


@pytest.mark.parametrize("text", ["Bayern", "XX12", "DEutschland", "de2"])
def test_what_is_no_nuts_code(text: str) -> None:
    with pytest.raises(ValueError, match="NUTS"):
        nuts(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2014DE05SFOP004", "2014DE05SFOP004"),
        ("CCI 2007DE161PO003", "2007DE161PO003"),
        ("2014 TC 16 RFCB 001", "2014TC16RFCB001"),
        ("2014BG05M2OP001", "2014BG05M2OP001"),
        ("", ""),
    ],
)
def test_a_cci_code(text: str, code: str) -> None:
    assert cci(text) == code


def test_what_holds_no_cci_code() -> None:
    with pytest.raises(ValueError, match="CCI"):
        cci("Spezifisches Ziel 2")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("117 - Förderung des lebenslangen Lernens", [("117", "Förderung des lebenslangen Lernens")]),
        ("117", [("117", "")]),
        ("01", [("01", "")]),
        ("001 Allgemeine Investitionen; 002 Forschung", [("001", "Allgemeine Investitionen"), ("002", "Forschung")]),
        ("109, 110", [("109", ""), ("110", "")]),
        ("IB 065 – Infrastruktur", [("065", "Infrastruktur")]),
        ("Aktive Inklusion", [("", "Aktive Inklusion")]),
        ("", []),
    ],
)
def test_categories_of_intervention(text: str, fields: list[tuple[str, str]]) -> None:
    assert list(intervention_fields(text)) == fields


@given(st.text(max_size=40))
def test_any_text_is_read_or_a_value_error(text: str) -> None:
    intervention_fields(text)
    for read in (nuts, cci):
        with suppress(ValueError):
            read(text)
