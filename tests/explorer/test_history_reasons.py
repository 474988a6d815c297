"""Reasons of the known projects in words, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from explorer.history_reasons import WORDS, is_history, phrase
from explorer.reason_text import reason_text
from graph.reasons import SHARED, Link
from graph.recommending.ranker import PARTS
from graph.store import GraphStore
from tests.graph.recommending.rivers import asked, rivers
from tests.graph.recommending.small import EX, NUTS


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with rivers() as opened:
        yield opened


def link(kind: str, own: str = "", detail: str = "") -> Link:
    return Link(kind, 1.0, own and (own if ":" in own else EX + own), f"{EX}b", f"{EX}b", detail=detail)


CASES = [
    (link("programme", "one", "1"), "1 Projekt im Programm Programm one", "1 project in the programme Programm one"),
    (link("programme", "fund", "1200"), "1200 Projekte im Programm Fonds für Flüsse", "1200 projects in the programme Fonds für Flüsse"),
    (link("theme", "forest", "3"), "3 Projekte zum Thema Wälder", "3 projects on the theme Wälder"),
    (link("project", "p1"), "ähnliches Projekt: Clean river", "a similar project: Clean river"),
    (link("word", "p1", "clean, river"), "Projekt mit gleichen Wörtern (clean, river): Clean river", "a project in like words (clean, river): Clean river"),
    (link("partner", "a"), "gemeinsamer Partner: a", "shared partner: a"),
    (link("walk", "a", "1"), "hat schon mit der suchenden Organisation gearbeitet", "has worked with the seeker before"),
    (link("walk", "a", "2"), "über 2 Projekte verbunden, zuletzt mit a", "2 projects away, by a"),
    (link("walk", "", "far"), "über das Netz der Projekte verbunden", "connected through the network of projects"),
    (link("place", f"{NUTS}DE271", SHARED), "in derselben Region: DE271", "in the same region: DE271"),
    (link("neighbours", f"{NUTS}FR", SHARED), "FR: von dort kommen häufiger als zufällig Partner der eigenen Region", "FR: partners of the seeker's region come from there more often than by chance"),
    (link("home", f"{NUTS}FR", SHARED), "FR: dort sitzen viele, die das Programm kennen", "FR: many who know the programme are based there"),
    (link("kind", "city"), "Stadt: eine Art, die oft mit der eigenen zusammenarbeitet", "Stadt: a kind that often works with the seeker's"),
    (link("name", "", "wasserwerk"), "ähnlicher Name: wasserwerk", "a similar name: wasserwerk"),
    (link("title", "", "fluss, {own}"), "der Name nennt, worum es geht: fluss, {own}", "the name says what it is about: fluss, {own}"),
    (link("experience", "p1", "1"), "Erfahrung aus 1 Projekt", "experience of 1 project"),
    (link("experience", "p1", "3"), "Erfahrung aus 3 Projekten", "experience of 3 projects"),
    (link("recent", "p1", "2014"), "zuletzt begonnenes Projekt: 2014", "last project begun in 2014"),
    (link("name", "", "1"), "ähnlicher Name: 1", "a similar name: 1"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "german", "english"), CASES, ids=lambda case: getattr(case, "kind", ""))
def test_words(store: GraphStore, of: Link, german: str, english: str) -> None:
    assert is_history(of)
    assert phrase(of, store.names, "de") == reason_text(of, store.names, "de") == german
    assert phrase(of, store.names, "en") == reason_text(of, store.names, "en") == english


def test_every_signal_has_words_in_both_languages() -> None:
    assert {key.partition(".")[0] for key in WORDS} == PARTS.keys() == {of.kind for of, _, _ in CASES}
    assert {frozenset(texts) for texts in WORDS.values()} == {frozenset(("de", "en"))}


@pytest.mark.parametrize(
    "of",
    [
        link("theme", "water"),
        link("theme", "water", "²"),
        link("programme", "one", "programme"),
        link("place", "DE", "sought"),
        link("place", "DE", "same"),
        link("place", "DE", "50"),
        link("role", "p1", "participant"),
        link("meeting", "p1", "event"),
        link("funder", "a", "funder"),
    ],
)
def test_reasons_of_likeness_are_others(of: Link) -> None:
    assert not is_history(of)


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_reasons_of_an_answer_can_be_said(store: GraphStore, language: str) -> None:
    for thing in ("a", "g", "p1", "alliance", "loose", "one"):
        for candidate in asked(store, thing, known=True, limit=99).candidates:
            for reason in candidate.reasons:
                said = reason_text(reason.link, store.names, language)
                assert said
                assert "{" not in said
                assert not said.startswith(":")
