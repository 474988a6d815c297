"""Searching: the very name first, beginnings before words, words before parts of words, typing errors last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.catalogue import Catalogue
from graph.identity import name_key
from graph.store import GraphStore
from tests.small_sources import turtle

NAMES = """
ex:a a vb:Project ; rdfs:label "Elternarbeit"@de .
ex:b a vb:Output ; rdfs:label "Materialien zur Elternarbeit"@de .
ex:c a vb:Project ; rdfs:label "Gute Elternarbeit in Görlitz"@de ; skos:altLabel "GEG"@de .
ex:d a vb:Organisation ; rdfs:label "Väterarbeit e. V."@de, "Work with fathers"@en .
ex:e a vb:Organisation ; rdfs:label "Stadt Łódź"@de .
ex:f a vb:Theme ; rdfs:label "Elternarbeit"@de . ex:a vb:theme ex:f .
ex:g a vb:Project ; rdfs:label "Öffentlichkeitsarbeit"@de .
ex:h a vb:Organisation ; rdfs:label "Max-Planck-Institut"@de . ex:i a vb:Organisation ; rdfs:label "Plankton"@de .
"""


@pytest.fixture(scope="module")
def named() -> Catalogue:
    return Catalogue.of(turtle(NAMES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elternarbeit", "a c b"),
        ("elternarb", "a c b"),
        ("ELTERNARBEIT!", "a c b"),
        ("elternarbiet", "a c b"),
        ("eltrenarb", "a c b"),
        ("zur eltern", "b"),
        ("eltern gorlitz", "c"),
        ("Goerlitz", "c"),
        ("Görlitz", "c"),
        ("geg", "c"),
        ("arbeit", "a c b d g"),
        ("vaterarbeit", "d"),
        ("fathers", "d"),
        ("lodz", "e"),
        ("max plank", "h"),
        ("plank", "i"),
        ("xy", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_what_a_text_finds(named: Catalogue, text: str, expected: str) -> None:
    assert [hit.id[-1] for hit in named.search(text)] == expected.split()


def test_concepts_are_found_where_their_class_is_named(named: Catalogue) -> None:
    assert [hit.id[-1] for hit in named.search("eltern", types=["Theme"])] == ["f"]
    assert [hit.type for hit in named.search("eltern", types=["Theme", "Output"])] == ["Theme", "Output"]


def test_the_name_that_fits_is_told_and_the_very_name_has_a_hundred(named: Catalogue) -> None:
    hit = named.search("geg")[0]
    assert (hit.name, hit.score, hit.type) == ("GEG", 100.0, "Project")


def test_a_limit_keeps_the_best(named: Catalogue) -> None:
    assert [hit.id[-1] for hit in named.search("elternarbeit", 1)] == ["a"]
    assert named.search("elternarbeit", 0) == []


@given(some.text(max_size=30))
def test_any_text_finds_things_or_nothing(named: Catalogue, text: str) -> None:
    hits = named.search(text)
    assert all(0 < hit.score <= 100 for hit in hits)
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]


def test_each_thing_is_found_by_its_own_name(store: GraphStore) -> None:
    catalogue = Catalogue.of(store)
    for number in range(len(catalogue)):
        type_, label = catalogue.type_of(number), catalogue.label(number)
        if catalogue.known[number] and name_key(label) and type_ not in ("Need", ""):
            assert any(hit.id == catalogue.iris[number] for hit in catalogue.search(label, types=[type_])), label
