"""Finding a theme by what people call it, and laws of closeness."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from data.reference.themes import importer
from graph.errors import AmbiguousError, NotFoundError
from graph.hierarchy import Hierarchy
from graph.identity import ID
from graph.themes import Kind, Themes

SKOS = "http://www.w3.org/2004/02/skos/core#"


class MemoryStore:
    """The two methods that themes need, over an in-memory pyoxigraph store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pairs(self, predicate_iri: str) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, NamedNode(predicate_iri), None, None):
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode)
            yield quad.subject.value, quad.object.value

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        for predicate, alternative in (("prefLabel", False), ("altLabel", True)):
            for quad in self._store.quads_for_pattern(None, NamedNode(SKOS + predicate), None, None):
                assert isinstance(quad.subject, NamedNode)
                assert isinstance(quad.object, Literal)
                yield quad.subject.value, quad.object.value, quad.object.language or "", alternative


@cache
def thesaurus() -> Themes:
    store = Store()
    store.extend(importer.quads())
    return Themes(MemoryStore(store))


def small(turtle: str) -> Themes:
    store = Store()
    prefixes = f"@prefix skos: <{SKOS}> . @prefix theme: <{ID}theme/> . @prefix id: <{ID}> ."
    store.load(f"{prefixes}\n{turtle}".encode(), RdfFormat.TURTLE)
    return Themes(MemoryStore(store))


def theme(slug: str) -> str:
    return f"{ID}theme/{slug}"


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Elternarbeit", "theme", "elternarbeit"),
        ("elternarbeit", "theme", "elternarbeit"),
        ("  ELTERNARBEIT ", "theme", "elternarbeit"),
        ("theme/elternarbeit", "theme", "elternarbeit"),
        (f"{ID}theme/elternarbeit", "theme", "elternarbeit"),
        ("Work with parents", "theme", "elternarbeit"),
        ("Eltern", "theme", "elternarbeit"),
        ("parents", "target-group", "eltern"),
        ("Roma", "target-group", "roma"),
        ("Roma", "theme", "teilhabe-von-roma"),
        ("Sueden", "theme", None),
        ("Süd-Ost-Europa", "theme", "vernetzung-suedosteuropa"),
        ("Suedosteuropa", "theme", "vernetzung-suedosteuropa"),
        ("Vernetzung SüdOst", "theme", "vernetzung-im-suedosten-deutschlands"),
        ("Uebergang Schule - Beruf", "theme", "uebergang-schule-beruf"),
        ("ubergang schule beruf", "theme", "uebergang-schule-beruf"),
        ("Oeffentlichkeitsarbeit", "theme", "oeffentlichkeitsarbeit"),
        ("How to Verwaltung", "theme", "verwaltungswissen"),
        ("Lehrkräfte mit Migrationshintergrund", "theme", "lehrkraefte-mit-migrationshintergrund"),
        ("Lehrkräfte mit Migrationshintergrund", "target-group", "lehrkraefte-mit-migrationshintergrund"),
        ("young people", "target-group", "junge-menschen"),
        ("Bildungsadäquat", "theme", "bildungsadaequate-beschaeftigung"),
    ],
)
def test_find(name: str, kind: Kind, slug: str | None) -> None:
    if slug is None:
        with pytest.raises(NotFoundError):
            thesaurus().find(name, kind)
    else:
        assert thesaurus().find(name, kind) == f"{ID}{kind}/{slug}"


def test_every_name_of_a_concept_finds_it() -> None:
    store = Store()
    store.extend(importer.quads())
    kinds: list[Kind] = ["theme", "target-group"]
    for iri, text, _, _ in MemoryStore(store).labels():
        for kind in kinds:
            if iri.startswith(f"{ID}{kind}/"):
                assert thesaurus().find(text, kind) == iri, text


def test_a_misspelt_name_suggests_the_nearest() -> None:
    with pytest.raises(NotFoundError, match=r"no theme is called “Elternabeit”\. Did you mean: Elternarbeit") as caught:
        thesaurus().find("Elternabeit")
    assert caught.value.suggestions[0] == "Elternarbeit"
    assert len(caught.value.suggestions) <= 3


@pytest.mark.parametrize("name", ["qqxyzzy", "", "   ", "§"])
def test_nonsense_is_not_found(name: str) -> None:
    with pytest.raises(NotFoundError):
        thesaurus().find(name)


def test_a_name_of_two_concepts_lists_the_choices() -> None:
    themes = small('theme:a skos:prefLabel "Kunst"@de . theme:b skos:prefLabel "Kunst"@de .')
    with pytest.raises(AmbiguousError, match=r"Kunst \(theme/a\); Kunst \(theme/b\)"):
        themes.find("kunst")


def test_the_start_of_many_labels_lists_at_most_eight() -> None:
    with pytest.raises(AmbiguousError) as caught:
        thesaurus().find("Vernetz")
    assert 2 <= len(caught.value.choices) <= 8


def test_a_label_goes_before_an_alternative_label() -> None:
    themes = small('theme:a skos:prefLabel "Kunst"@de . theme:b skos:prefLabel "B"@de ; skos:altLabel "Kunst"@de .')
    assert themes.find("Kunst") == theme("a")


FOREIGN = """
theme:kultur skos:prefLabel "Kultur"@de ; skos:inScheme id:theme-scheme .
theme:museum skos:prefLabel "Museum"@de ; skos:broader theme:kultur ; skos:inScheme id:theme-scheme .
theme:theater skos:prefLabel "Theater"@de ; skos:broader theme:kultur ; skos:inScheme id:theme-scheme .
theme:bau skos:prefLabel "Bau"@de ; skos:inScheme id:theme-scheme .
"""
LOADED = """
<https://example.org/1> skos:prefLabel "Kultur"@de ; skos:broader theme:kultur .
<https://example.org/2> skos:prefLabel "Oper"@de ; skos:broader <https://example.org/1> .
"""


def test_a_concept_of_another_scheme_counts_below_its_theme() -> None:
    themes = small(FOREIGN + LOADED)
    assert "https://example.org/2" in themes.within(theme("kultur"))
    assert themes.closeness("https://example.org/2", theme("museum")) > 0
    assert themes.closeness("https://example.org/2", theme("bau")) == 0
    assert themes.climb("https://example.org/2", theme("kultur"))[-1] == theme("kultur")


def test_themes_are_as_near_to_each_other_whatever_else_is_loaded() -> None:
    pair = theme("museum"), theme("theater")
    assert small(FOREIGN).closeness(*pair) == small(FOREIGN + LOADED).closeness(*pair)


def test_a_theme_goes_before_a_loaded_concept_of_the_same_name() -> None:
    assert small(FOREIGN + LOADED).find("Kultur") == theme("kultur")


def test_a_concept_without_a_scheme_and_one_of_another_folder() -> None:
    themes = small('theme:a skos:prefLabel "A"@de . <https://example.org/b> skos:inScheme id:theme-scheme .')
    assert themes.concepts() == {theme("a"), "https://example.org/b"}
    assert themes.find("https://example.org/b") == "https://example.org/b"


@pytest.mark.parametrize(
    ("lang", "text"), [("de", "Elternarbeit"), ("en", "Work with parents"), ("fr", "Elternarbeit")]
)
def test_label(lang: str, text: str) -> None:
    assert thesaurus().label(theme("elternarbeit"), lang) == text


def test_a_thing_without_a_label_is_its_iri() -> None:
    assert thesaurus().label("https://example.org/x") == "https://example.org/x"


def test_ancestors_have_their_least_distance_nearest_first() -> None:
    found = thesaurus().ancestors(theme("elternarbeit-an-schulen"))
    assert found[theme("elternarbeit")] == 1
    assert found[theme("schule")] == 2
    assert found[theme("bildung")] == 3
    assert list(found.values()) == sorted(found.values())


def test_within_is_the_concept_and_all_that_is_narrower() -> None:
    assert thesaurus().within(theme("schulverweigerung")) == {
        theme("schulverweigerung"),
        theme("reintegration-in-die-schule"),
    }
    assert theme("reintegration-in-die-schule") in thesaurus().within(theme("bildung"))


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("gewinnung-von-mentorinnen-und-mentoren", "buddy-programm", "mentoring"),
        ("mentoring", "buddy-programm", "mentoring"),
        ("lokale-vernetzung", "vernetzung-suedosteuropa", "vernetzung-und-kooperation"),
        ("elternarbeit", "elternarbeit", "elternarbeit"),
        ("energie", "mentoring", None),
    ],
)
def test_common(first: str, second: str, shared: str | None) -> None:
    assert thesaurus().common(theme(first), theme(second)) == (theme(shared) if shared else None)


def test_siblings_are_nearer_than_cousins_and_cousins_than_strangers() -> None:
    near = thesaurus().closeness
    recruitment = theme("gewinnung-von-mentorinnen-und-mentoren")
    sibling = near(recruitment, theme("schulung-und-betreuung-von-mentorinnen-und-mentoren"))
    cousin = near(recruitment, theme("buddy-programm"))
    distant = near(recruitment, theme("einzelfallarbeit"))
    assert 1 > sibling > cousin > distant > 0
    assert near(recruitment, theme("energie")) == 0


def test_unknown_concepts_are_near_themselves_only() -> None:
    assert thesaurus().closeness("https://example.org/x", "https://example.org/x") == 1
    assert thesaurus().closeness("https://example.org/x", theme("bildung")) == 0


def test_a_theme_and_a_target_group_are_not_near() -> None:
    assert thesaurus().closeness(theme("elternarbeit"), f"{ID}target-group/eltern") == 0


def test_a_cycle_does_no_harm() -> None:
    themes = small("theme:a skos:broader theme:b . theme:b skos:broader theme:a . theme:c skos:broader theme:a .")
    assert themes.within(theme("a")) == {theme("a"), theme("b"), theme("c")}
    assert 0 < themes.closeness(theme("c"), theme("b")) <= 1


THEMES = st.sampled_from(sorted(thesaurus().concepts()))


@given(THEMES, THEMES)
def test_closeness_is_symmetric_and_between_0_and_1(first: str, second: str) -> None:
    near = thesaurus().closeness(first, second)
    assert near == thesaurus().closeness(second, first)
    assert 0 <= near <= 1
    assert (near == 1) == (first == second)
    assert (near == 0) == (thesaurus().common(first, second) is None)


@given(THEMES, THEMES)
def test_within_and_ancestors_are_two_sides_of_one_relation(first: str, second: str) -> None:
    below = second in thesaurus().within(first) and first != second
    assert below == (first in thesaurus().ancestors(second))


NODES = [f"n{number}" for number in range(8)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=16)


@given(EDGES, st.sampled_from(NODES), st.sampled_from(NODES))
def test_the_laws_hold_in_any_graph_even_with_cycles(edges: list[tuple[str, str]], first: str, second: str) -> None:
    hierarchy = Hierarchy(NODES, edges)
    near = hierarchy.closeness(first, second)
    assert near == hierarchy.closeness(second, first) == Hierarchy(NODES, edges[::-1]).closeness(first, second)
    assert 0 <= near <= 1
    assert hierarchy.closeness(first, first) == 1
    assert hierarchy.common(first, second) == hierarchy.common(second, first)
    assert all(hierarchy.information(high) <= hierarchy.information(first) for high in hierarchy.ancestors(first))
