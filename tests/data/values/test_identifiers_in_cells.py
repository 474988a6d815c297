"""Identifiers in cells, with the scheme that the header names."""

from __future__ import annotations

import pytest

from data.values.identifiers import with_scheme


@pytest.mark.parametrize(
    ("text", "header", "country", "expected"),
    [
        ("136695976", "USt-IdNr. des Begünstigten", "DE", "vat-de:136695976"),
        ("DE136695976", "USt-IdNr.", "DE", "DE136695976"),
        ("136695976", "Beneficiary VAT number", "DE", "vat:136695976"),
        ("951881080", "PIC", "", "pic:951881080"),
        ("73282932000074", "N° SIRET du bénéficiaire", "FR", "fr-siret:73282932000074"),
        ("25123891", "IČO příjemce", "CZ", "vat-cz:25123891"),
        ("B-17", "Kennung des Begünstigten", "DE", "B-17"),
        ("12", "Nur ein Begünstigter", "DE", "12"),
        ("", "Kundennummer", "", ""),
    ],
)
def test_the_header_gives_the_scheme(text: str, header: str, country: str, expected: str) -> None:
    assert with_scheme(text, header, country) == expected
