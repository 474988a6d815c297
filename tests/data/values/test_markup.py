"""Cells with the marks of web pages, spreadsheets and typesetting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values.markup import one_line, plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ein  Vorhaben ", "Ein Vorhaben"),
        ("<p>Ziel:<br/>Ausbildung &amp; Arbeit</p>", "Ziel:\nAusbildung & Arbeit"),
        ("&amp;nbsp;Muster&amp;nbsp;", "Muster"),
        ("&lt;b&gt;fett&lt;/b&gt;", "fett"),
        ("3 < 5 und 7 > 6", "3 < 5 und 7 > 6"),
        ("Ausbil-\ndung", "Ausbildung"),
        ("Aus-\nund Weiterbildung", "Aus-\nund Weiterbildung"),
        ("Süd-\nOst", "Süd-\nOst"),
        ("Zeile_x000D_\nzwei", "Zeile\nzwei"),
        ("weich\u00adgetrennt", "weichgetrennt"),
        ("<style>p{}</style>Text<!-- x -->", "Text"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_plain_text(text: str, read: str) -> None:
    assert plain(text) == read


def test_one_line() -> None:
    assert one_line("Name des\r\nVorhabens") == "Name des Vorhabens"


@given(st.text(max_size=60))
def test_any_text_has_a_plain_form(text: str) -> None:
    assert "  " not in plain(text).replace("\n", " x ")
