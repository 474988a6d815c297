"""Slugs, keys and IRIs, and the laws that they keep."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import ID, iri, name_key, slug, source_iri, statement_iri

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KIS - Kultur im Sozialraum", "kis-kultur-im-sozialraum"),
        ("Vernetzung Süd-Ost-Europa, Roma", "vernetzung-sued-ost-europa-roma"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Ärzte ohne Übung", "aerzte-ohne-uebung"),
        ("Integrationsmacher:innen", "integrationsmacher-innen"),
        ("Café à la carte", "cafe-a-la-carte"),
        ("a\u0308", "ae"),
        ("  --  ", ""),
        ("🎉", ""),
        ("100 %", "100"),
        ("Αθήνα", "αθηνα"),
        ("Łódź", "łodz"),
    ],
)
def test_a_slug_is_lower_case_with_umlauts_written_out(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(TEXTS)
def test_every_slug_makes_an_iri_and_is_its_own_slug(text: str) -> None:
    made = slug(text)
    ox.NamedNode(iri("project", made))  # raises for what is no IRI
    assert slug(made) == made
    assert not made.startswith("-") and not made.endswith("-") and "--" not in made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("München", "Munchen"),
        ("München", "MUENCHEN"),
        ("SüdOst", "Suedost"),
        ("Süd-Ost", "süd ost"),
        ("Straße", "STRASSE"),
        ("„KOMM“", "komm"),
        ("Thüringen", "thueringen"),
        ("Mu\u0308nchen", "München"),
        ("Öffentlichkeitsarbeit", "Oeffentlichkeitsarbeit"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Süden", "Südosten"), ("Boden", "Baden"), ("neue Wege", "nue Wege"), ("InBig", "In Big"), ("Bauer", "Bar")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(TEXTS)
def test_a_key_is_its_own_key_and_has_no_space_at_its_ends(text: str) -> None:
    key = name_key(text)
    assert key == key.strip()
    assert name_key(text.upper()) == name_key(text.upper().lower().upper())


@given(st.text("aäeoöuüßsbnrt -"))
def test_umlauts_written_out_or_not_share_a_key(text: str) -> None:
    plain = text.translate(str.maketrans({"ä": "a", "ö": "o", "ü": "u"}))
    assert name_key(text) == name_key(plain)


def test_a_source_has_an_iri_and_an_iri_stays_one() -> None:
    assert source_iri("list") == f"{ID}source/list"
    assert source_iri("https://example.org/g") == "https://example.org/g"


def test_a_statement_has_one_iri_whoever_asks() -> None:
    one = statement_iri("g", "s", "p", "o")
    assert one == statement_iri("g", "s", "p", "o")
    assert one != statement_iri("g", "s", "p", "other")
    assert one.startswith(f"{ID}statement/")
