"""Themes named in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import GraphStore
from graph.theme_words import concepts_in, words_of
from graph.themes import Themes


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Elternarbeit", ["Elternarbeit"]),
        ("Wir machen ELTERNARBEIT, auch mit Mentoring!", ["Elternarbeit", "Mentoring"]),
        ("Local networking for all", ["Lokale Vernetzung"]),
        ("Wie man Gruendung foerdert", ["Existenzgründung"]),
        ("Teilhabe von Roma", ["Teilhabe von Roma"]),
        ("Elternarbeiten und Mentoringprogramme", []),
        ("", []),
        ("?! …", []),
    ],
)
def test_whole_words_in_both_languages(store: GraphStore, text: str, labels: list[str]) -> None:
    themes = Themes(store)
    assert [themes.label(iri) for iri in concepts_in(text, themes)] == labels


@pytest.mark.parametrize("spelling", ["Überschuldung", "Ueberschuldung", "uberschuldung"])
def test_umlauts_may_be_written_otherwise(spelling: str) -> None:
    assert words_of(spelling) == words_of("ÜBERSCHULDUNG")


def test_each_label_of_a_theme_is_found_in_a_text(store: GraphStore) -> None:
    themes = Themes(store)
    labels, _ = themes.names()
    lost = [text for text, iri in labels if iri not in concepts_in(f"Es geht um {text} und mehr", themes)]
    assert lost == []


@given(st.text(max_size=40))
def test_any_text_can_be_read(store: GraphStore, text: str) -> None:
    assert set(concepts_in(text, Themes(store))) <= Themes(store).concepts()


def test_target_groups_are_found_as_well(store: GraphStore) -> None:
    themes = Themes(store)
    assert [themes.label(iri) for iri in concepts_in("für Roma und Schulen", themes, "target-group")] == [
        "Roma",
        "Schulen",
    ]
