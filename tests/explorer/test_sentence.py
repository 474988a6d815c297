"""One sentence on a candidate: readable, in two languages, and without repetition."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import turtle

from explorer.sentence import LONGEST, MOST, sentence
from graph.partners import Candidate, partners
from graph.reasons import MEETING, SHARES, Link, Reason
from graph.store import GraphStore

EX = "https://example.org/"
STORE = turtle("""
    ex:t1 a vb:Theme ; rdfs:label "Inklusion"@de, "inclusion"@en . ex:t2 a vb:Theme ; rdfs:label "Arbeit"@de, "work"@en .
    ex:p a vb:Programme ; rdfs:label "XENOS" . ex:o1 a vb:Organisation ; rdfs:label "Alpha e. V." .
    ex:o2 a vb:Organisation ; rdfs:label "Beta" . ex:o3 a vb:Organisation ; rdfs:label "Gamma" .
    ex:r a vb:Region ; rdfs:label "Augsburg" . ex:s a vb:Region ; rdfs:label "Süden"@de, "south"@en .
    ex:c a vb:Project ; rdfs:label "C" .
""")


def link(kind: str, own: str, other: str = "", detail: str = "") -> Link:
    return Link(kind, 1.0, f"{EX}{own}", f"{EX}{other or own}", EX, (), detail=detail)


def made(*links: tuple[Link, float]) -> Candidate:
    reasons = [Reason(one, weight) for one, weight in links]
    return Candidate(f"{EX}c", "Project", "", sum(weight for _, weight in links), reasons)


FULL = made(
    (link("meeting", "o2", detail="partner"), 0.15),
    (link("meeting", "o3", detail="partner"), 0.14),
    (link("theme", "t1"), 0.2),
    (link("place", "s", "r", "sought"), 0.1),
    (link("role", "c", detail="project"), 0.05),
)
CASES = [
    (FULL, "de", "Hat zwei Partner mit Ihnen gemeinsam, Beta und Gamma; hat das Thema Inklusion mit Ihnen gemeinsam; liegt im gesuchten Gebiet (Augsburg)."),
    (FULL, "en", "Has two partners in common with you, Beta and Gamma; shares the theme inclusion; lies in the area sought (Augsburg)."),
    (made((link("programme", "p", detail="programme"), 0.2)), "de", "Gehört zum selben Programm, XENOS."),
    (made((link("meeting", "o1", detail="partner"), 0.2)), "en", "Has a partner in common with you, Alpha e. V."),
    (made((link("meeting", "c", detail="partner"), 0.2)), "en", "Takes part in “C” with you."),
    (made((link("meeting", "c", detail="partner"), 0.2)), "de", "Wirkt mit Ihnen mit in „C“."),
    (made((link("meeting", "o1", detail="event"), 0.2)), "de", "Hat Sie bei „Alpha e. V.“ getroffen."),
    (made((link("theme", "t1", "t2"), 0.2)), "en", "Works on work, which is close to inclusion."),
    (made((link("target_group", "t1", "t2"), 0.2)), "de", "Arbeitet für die Zielgruppe Arbeit, verwandt mit Inklusion."),
    (made((link("theme", "t1"), 0.2), (link("theme", "t2"), 0.1)), "de", "Hat die Themen Inklusion und Arbeit mit Ihnen gemeinsam."),
    (made((link("place", "r", "s", "50"), 0.1)), "en", "Lies at most 50 km from Augsburg (south)."),
    (made((link("place", "r", "r", "same"), 0.1)), "de", "Liegt am selben Ort (Augsburg)."),
    (made((link("role", "c", detail="project"), 0.05)), "en", "Is a project that can join."),
    (made((link("funder", "o2", detail="funder"), 0.05)), "de", "Hat denselben Förderer, Beta."),
    (made(), "de", ""),
]  # fmt: skip


@pytest.mark.parametrize(("candidate", "language", "text"), CASES)
def test_sentences(candidate: Candidate, language: str, text: str) -> None:
    assert sentence(candidate, STORE.names, language) == text


LINKS = st.builds(
    link,
    kind=st.sampled_from([kind for kind in SHARES if kind not in ("meeting", "role", "place")]),
    own=st.sampled_from(["t1", "t2", "o1", "p"]),
    other=st.sampled_from(["", "t2", "o2"]),
) | st.builds(link, st.just("meeting"), st.sampled_from(["o1", "o2", "o3"]), detail=st.sampled_from(list(MEETING)))


@given(st.lists(st.tuples(LINKS, st.floats(0.01, 0.3)), min_size=1, max_size=8), st.sampled_from(["de", "en"]))
def test_every_sentence_is_one_and_says_nothing_twice(found: list[tuple[Link, float]], language: str) -> None:
    text = sentence(made(*found), STORE.names, language)
    assert text[0].isupper()
    assert text.endswith(".")
    assert not text.endswith("..")
    fragments = text.split("; ")
    assert len(fragments) == len(set(fragments)) <= MOST
    assert "{" not in text


def test_every_answer_has_a_sentence_for_each(store: GraphStore) -> None:
    for thing in ("KIS", "Vernetzung Süd-Ost-Europa, Roma", "Stadt Pforzheim"):
        for candidate in partners(store, thing, limit=100).candidates:
            for language in ("de", "en"):
                text = sentence(candidate, store.names, language)
                assert re.fullmatch(r"\w.*[^.]\.", text), text
                assert "\n" not in text


def test_long_names_are_cut() -> None:
    store = turtle(f'ex:p a vb:Programme ; rdfs:label "{"Viele Wörter " * 20}" . ex:c a vb:Project .')
    text = sentence(made((link("programme", "p", detail="programme"), 0.2)), store.names, "de")
    assert len(text) < LONGEST + 60
    assert text.endswith("….")


def test_the_kinds_of_another_method_have_its_words() -> None:
    candidate = made((link("theme", "t1", detail="3"), 0.5), (link("walk", "p", detail="2"), 0.2))
    said = "Worked on inclusion in 3 projects; is connected with you by XENOS."
    assert sentence(candidate, STORE.names, "en", "history") == said


@pytest.mark.parametrize(
    ("links", "language", "said"),
    [
        ([("partner", "p"), ("partner", "t1"), ("partner", "t2")], "en", "three of your partners, among them"),
        ([("partner", "p"), ("partner", "t1")], "de", "mit zwei Ihrer Partner, XENOS und"),
        ([("project", "p"), ("project", "t1")], "en", "similar projects, “XENOS” and “"),
        ([("walk", "p", "1")], "de", "Hat schon mit Ihnen gearbeitet."),
        ([("walk", "p", "far")], "en", "through the network of projects"),
        ([("programme", "p", "1")], "de", "Kennt das Programm XENOS aus 1 Projekt."),
        ([("experience", "p", "12")], "de", "Hat Erfahrung aus 12 Projekten."),
    ],
)
def test_sentences_of_the_history(links: list[tuple[str, ...]], language: str, said: str) -> None:
    reasons = [
        (link(kind, own, detail=more[0] if more else ""), 0.5 - at / 100) for at, (kind, own, *more) in enumerate(links)
    ]
    assert said in sentence(made(*reasons), STORE.names, language, "history")
