"""Things by name, written as people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import turtle

from graph.errors import InputError
from graph.identity import ID
from graph.search import search
from graph.store import GraphStore

SMALL = turtle(
    'ex:one a vb:Project ; rdfs:label "Alpha Beta" ; skos:altLabel "AB" . ex:two a vb:Theme ; rdfs:label "Alpha" .'
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("munchen", "region/ags-09162000"),
        ("münchen", "region/ags-09162000"),
        ("MUENCHEN", "region/ags-09162000"),
        ("Münch", "region/ags-09162000"),
        ("Suedost", "region/de-south-east"),
        ("SüdOst", "region/de-south-east"),
        ("Suedost-Projekte", "initiative/vernetzungsinitiative-suedost-projekte"),
        ("Mitmachporal", "output/mitmachportal"),
        ("mitmachportal", "output/mitmachportal"),
        ("Kompetenzentwiklungswege", "initiative/kompetenzentwicklungswege"),
        ("kompetenz entwicklungswege", "initiative/kompetenzentwicklungswege"),
        ("roma", "target-group/roma"),
        ("KIS", "project/kis"),
        ("Kultur im Sozialraum", "theme/kultur-im-sozialraum"),
        ("Pforzheim", "organisation/stadt-pforzheim"),
        ("Robert Bosch Stift", "organisation/robert-bosch-stiftung"),
        ("quintesentio", "organisation/quintesentio"),
        ("mentoring", "initiative/mentoring"),
    ],
)
def test_the_first_hit_is_what_was_meant(store: GraphStore, text: str, first: str) -> None:
    hits = search(store, text)
    same = [hit.id.removeprefix(ID) for hit in hits if hit.score == hits[0].score]
    assert any(iri.startswith(first) for iri in same[:1]), same


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Suedost", "initiative/vernetzungsinitiative-suedost-projekte"),
        ("roma", "initiative/vernetzung-sued-ost-europa-roma"),
        ("Kultur im Sozialraum", "project/kis"),
    ],
)
def test_what_holds_the_text_stands_beside_the_very_name(store: GraphStore, text: str, thing: str) -> None:
    assert f"{ID}{thing}" in {hit.id for hit in search(store, text)}


def test_hits_are_sorted_and_each_thing_stands_once(store: GraphStore) -> None:
    hits = search(store, "integration", limit=50)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.id for hit in hits}) == len(hits) > 5
    assert all(store.names.type(hit.id) == hit.type for hit in hits)


@pytest.mark.parametrize("type_", ["initiative", "Initiative", "target-group", "Target group", "TargetGroup"])
def test_a_type_keeps_only_its_own(store: GraphStore, type_: str) -> None:
    hits = search(store, "e", type=type_) + search(store, "mentoring", type=type_)
    assert {hit.type.lower() for hit in hits} == {type_.lower().replace("-", "").replace(" ", "")}


def test_an_unknown_type_is_an_error_with_the_known_ones(store: GraphStore) -> None:
    with pytest.raises(InputError, match=r"“projekt” is no type; known are .*Project"):
        search(store, "KIS", type="projekt")


def test_a_limit_is_kept(store: GraphStore) -> None:
    assert search(store, "integration", limit=3) == search(store, "integration", limit=50)[:3]


@pytest.mark.parametrize("text", ["", "  ", "?!", "–"])
def test_a_text_without_a_letter_is_refused(store: GraphStore, text: str) -> None:
    with pytest.raises(InputError, match="at least one letter or digit"):
        search(store, text)


def test_nothing_fits_nonsense(store: GraphStore) -> None:
    assert search(store, "qqxyzzy") == []


def test_the_very_name_goes_before_a_beginning_and_a_word() -> None:
    assert [(hit.id[-3:], hit.score) for hit in search(SMALL, "alpha")] == [("two", 100.0), ("one", 95.0)]
    assert [(hit.name, hit.score) for hit in search(SMALL, "beta")] == [("Alpha Beta", 90.0)]
    assert search(SMALL, "ab")[0].name == "AB"


@given(st.text(max_size=20))
def test_any_text_is_searched_or_refused(text: str) -> None:
    try:
        assert all(0 <= hit.score <= 100 for hit in search(SMALL, text))
    except InputError as error:
        assert "letter" in str(error)


@given(st.sampled_from(["Alpha Beta", "AB", "Alpha"]))
def test_every_name_finds_its_thing_with_full_score(name: str) -> None:
    assert search(SMALL, name)[0].score == 100.0


def test_every_label_of_the_embedded_data_finds_its_thing(store: GraphStore) -> None:
    for thing in store.names.things("Project", "Initiative", "Programme", "Event"):
        hits = search(store, store.names.label(thing), limit=10)
        assert thing in {hit.id for hit in hits if hit.score == 100.0}
