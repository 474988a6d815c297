"""Percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values import percentage, share_style


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("49,92%", False, "49.92"),
        ("80 %", False, "80"),
        ("50,00", False, "50"),
        ("0.5", True, "50"),
        ("1", True, "100"),
        ("0.5", False, "0.5"),
        ("0.5%", True, "0.5"),
        ("49.123", False, "49.123"),
        ("85 Prozent", False, "85"),
    ],
)
def test_a_percentage(text: str, share: bool, value: str) -> None:
    assert percentage(text, share) == Decimal(value)


@pytest.mark.parametrize("text", ["viel", "101", "-5", "%", "50/50"])
def test_what_is_no_percentage(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        percentage(text)


def test_an_empty_cell_states_none() -> None:
    assert percentage("") is None


@pytest.mark.parametrize(
    ("samples", "share"),
    [(["0.5", "0.85", ""], True), (["50", "0.5"], False), (["0,5 %"], False), ([], False), (["x"], False)],
)
def test_a_column_of_shares_of_one(samples: list[str], share: bool) -> None:
    assert share_style(samples) is share


@given(st.text(max_size=20), st.booleans())
def test_any_text_is_a_percentage_or_a_value_error(text: str, share: bool) -> None:
    try:
        value = percentage(text, share)
    except ValueError:
        return
    assert value is None or 0 <= value <= 100
