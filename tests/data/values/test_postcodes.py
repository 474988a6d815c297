"""Postcodes of the member states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values import postcode


@pytest.mark.parametrize(
    ("text", "country", "written"),
    [
        ("10115", "DE", "10115"),
        ("1067", "DE", "01067"),
        ("D-10115", "DE", "10115"),
        ("10115.0", "DE", "10115"),
        ("00-001", "PL", "00-001"),
        ("00001", "PL", "00-001"),
        ("SE-123 45", "SE", "123 45"),
        ("11000", "CZ", "110 00"),
        ("1234AB", "NL", "1234 AB"),
        ("LV-1001", "LV", "1001"),
        ("100", "FI", "00100"),
        ("1000-001", "PT", "1000-001"),
        ("105 57", "EL", "105 57"),
        ("sw1a1aa", "UK", "SW1A 1AA"),
        ("D02 AF30", "IE", "D02 AF30"),
        ("VLT 1117", "MT", "VLT 1117"),
        ("1010", "", "1010"),
        ("", "DE", ""),
    ],
)
def test_a_postcode(text: str, country: str, written: str) -> None:
    assert postcode(text, country) == written


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Berlin", "DE"),
        ("101155", "DE"),
        ("10", "DE"),
        ("00000", "DE"),
        ("1234", "NL"),
        ("10115, 10117", "DE"),
        ("1", ""),
    ],
)
def test_what_is_no_postcode(text: str, country: str) -> None:
    with pytest.raises(ValueError, match="not a postcode"):
        postcode(text, country)


@given(st.text(max_size=12), st.sampled_from(["", "DE", "PL", "NL", "GB", "XX"]))
def test_any_text_is_a_postcode_or_a_value_error(text: str, country: str) -> None:
    try:
        written = postcode(text, country)
    except ValueError:
        return
    assert postcode(written, country) == written
