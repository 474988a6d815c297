"""What a name means: the surest reading first, several are an error, none is one with suggestions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import turtle

from graph.errors import AmbiguousError, NotFoundError
from graph.identity import ID
from graph.store import GraphStore

ROMA = f"{ID}initiative/vernetzung-sued-ost-europa-roma"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Vernetzung Süd-Ost-Europa, Roma", "initiative/vernetzung-sued-ost-europa-roma"),
        ("vernetzung sued ost europa roma", "initiative/vernetzung-sued-ost-europa-roma"),
        ("Networking South-Eastern Europe, Roma", "initiative/vernetzung-sued-ost-europa-roma"),
        (ROMA, "initiative/vernetzung-sued-ost-europa-roma"),
        (f"<{ROMA}>", "initiative/vernetzung-sued-ost-europa-roma"),
        ("initiative/vernetzung-sued-ost-europa-roma", "initiative/vernetzung-sued-ost-europa-roma"),
        ("  KIS ", "project/kis"),
        ("KIS - Kult", "project/kis"),
        ("Mitmachporal", "output/mitmachportal"),
        ("Mentoring", "initiative/mentoring"),
        ("Stadt Pforzheim", "organisation/stadt-pforzheim"),
        ("BMAS", "organisation/bmas"),
        ("http://data.europa.eu/nuts/code/DE21", ""),
    ],
)
def test_a_name_means_one_thing(store: GraphStore, text: str, thing: str) -> None:
    assert store.names.find(text) == (f"{ID}{thing}" if thing else text)


def test_an_actor_goes_before_a_concept_and_a_type_decides(store: GraphStore) -> None:
    assert store.names.find("Mentoring", ["Theme"]) == f"{ID}theme/mentoring"


def test_a_label_goes_before_an_alternative_one_and_a_whole_name_before_a_beginning() -> None:
    store = turtle("""
        ex:one a vb:Project ; rdfs:label "Alpha" .
        ex:two a vb:Project ; rdfs:label "Beta" ; skos:altLabel "Alpha" .
        ex:three a vb:Project ; rdfs:label "Alpha und Omega" .
    """)
    assert store.names.find("alpha") == "https://example.org/one"
    assert store.names.find("alpha u") == "https://example.org/three"
    with pytest.raises(NotFoundError):
        store.names.find("alpha u", beginnings=False)


def test_several_things_of_one_name_are_an_error_with_choices_that_work() -> None:
    names = turtle("""
        <https://w3id.org/verbund/id/project/brücke> a vb:Project ; rdfs:label "Brücke" .
        <https://w3id.org/verbund/id/organisation/bruecke> a vb:Organisation ; rdfs:label "Brücke e. V."@de .
        <https://w3id.org/verbund/id/theme/bruecke> a vb:Theme ; rdfs:label "Brücken"@de .
    """).names
    with pytest.raises(AmbiguousError, match="is the name of 2 things") as error:
        names.find("bruck")
    assert error.value.choices == ["organisation/bruecke (Brücke e. V.)", "project/brücke (Brücke)"]
    assert [names.type(names.find(choice.partition(" (")[0])) for choice in error.value.choices] == [
        "Organisation",
        "Project",
    ]


@pytest.mark.parametrize(
    ("text", "suggested"),
    [("Vernetzung Südosteuropa Romma", "Roma"), ("Komm-Pass", "COMMPASS"), ("Durchstartn", "Durch")],
)
def test_an_unknown_name_suggests_the_nearest(store: GraphStore, text: str, suggested: str) -> None:
    with pytest.raises(NotFoundError, match="nothing is called") as error:
        store.names.find(text)
    assert any(suggested in suggestion for suggestion in error.value.suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?!",
        "http://[",
        "http://a b",
        "urn:",
        "https://%zz",
        "http://a\rb",
        "a\0b",
        "\udcfc",
        "http://x\udcfc",
        "<>",
    ],
)
def test_whatever_is_no_name_is_not_found(store: GraphStore, text: str) -> None:
    with pytest.raises((NotFoundError, AmbiguousError)) as error:
        store.names.find(text)
    assert "\n" not in str(error.value)
    str(error.value).encode("utf-8")


@given(st.text(max_size=30))
def test_any_text_is_found_or_refused(text: str) -> None:
    try:
        assert SMALL.names.type(SMALL.names.find(text))
    except (NotFoundError, AmbiguousError) as error:
        assert "\n" not in str(error)


SMALL = turtle('ex:one a vb:Project ; rdfs:label "Alpha" . ex:two a vb:Project ; rdfs:label "Beta 0" .')


def test_every_label_of_every_actor_finds_it_or_names_the_choices(store: GraphStore) -> None:
    for iri in store.names.things("Project", "Initiative", "Organisation", "Programme", "Event"):
        for language in ("de", "en"):
            try:
                assert store.names.find(store.names.label(iri, language)) == iri
            except AmbiguousError as error:
                assert any(iri.removeprefix(ID) in choice for choice in error.choices)


def test_a_label_is_in_the_language_asked_for_else_in_another() -> None:
    store = turtle(
        "ex:a rdfs:label 'Süden'@de, 'South'@en . ex:b rdfs:label 'Sud'@fr . ex:c rdfs:label 'Plain', 'De'@de ."
    )
    names = store.names
    assert [names.label("https://example.org/a", lang) for lang in ("de", "en", "fr")] == ["Süden", "South", "Süden"]
    assert names.label("https://example.org/b") == "Sud"
    assert names.label("https://example.org/c", "en") == "Plain"
    assert names.label("https://example.org/nothing#at-all") == "at-all"


def test_types_are_class_names(store: GraphStore) -> None:
    assert store.names.type(ROMA) == "Initiative"
    assert store.names.type("https://example.org/nothing") == ""


def test_things_of_a_class_are_sorted_and_unique(store: GraphStore) -> None:
    found = store.names.things("Project", "Organisation")
    assert found == sorted(set(found))
    assert {store.names.type(iri) for iri in found} == {"Project", "Organisation"}


@pytest.mark.parametrize(("text", "code"), [("Berlin", "DE3"), ("Hamburg", "DE6")])
def test_several_regions_of_one_area_are_no_ambiguity(store: GraphStore, text: str, code: str) -> None:
    assert store.names.find(text).endswith(f"/{code}")


def test_regions_that_share_a_name_are_told_apart_by_names_that_work(store: GraphStore) -> None:
    with pytest.raises(AmbiguousError) as caught:
        store.names.find("Karlsruhe")
    assert "Landkreis Karlsruhe (DE123)" in caught.value.choices
    assert store.names.find("Landkreis Karlsruhe").endswith("/DE123")
