"""Web addresses and the domains that belong to one organisation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.domains import domain


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.uni-musterstadt.de/de/start", "uni-musterstadt.de"),
        ("http://www.inf.uni-musterstadt.de", "uni-musterstadt.de"),
        ("www.Werkstatt.DE", "werkstatt.de"),
        ("werkstatt.de:8080/x?y=http://z.de", "werkstatt.de"),
        ("https://cs.example.ac.uk/~x", "example.ac.uk"),
        ("https://www.example.com.tr", "example.com.tr"),
        ("https://beispiel.wixsite.com/home", "beispiel.wixsite.com"),
        ("https://lasuv.sachsen.de", "lasuv.sachsen.de"),
        ("https://www.insee.gouv.fr", "insee.gouv.fr"),
        ("https://bücher-brücke.de/", "bücher-brücke.de"),
        ("https://www.sachsen.de/x", ""),
        ("https://www.facebook.com/beispiel", ""),
        ("https://de-de.facebook.com/beispiel", ""),
        ("https://sites.google.com/site/beispiel", ""),
        ("https://www.gov.uk/x", ""),
        ("https://ec.europa.eu/x", ""),
        ("https://ac.uk", ""),
        ("https://192.168.0.1/", ""),
        ("localhost", ""),
        ("", ""),
        ("kein Netz", ""),
    ],
)
def test_addresses_have_domains(address: str, expected: str) -> None:
    assert domain(address) == expected


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    found = domain(text)
    assert not found or "." in found
