"""Who seeks: organisations, projects, initiatives, programmes and descriptions as queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.errors import InputError, NotFoundError
from graph.model import Organisation
from graph.recommending.arrays import NO_LEAD, Arrays, hash_of
from graph.recommending.recommendation import ranker_of, recommend
from graph.recommending.seeker import Seeker, seeker_of
from graph.request import Request
from graph.store import GraphStore
from tests.graph.recommending.rivers import RIVERS, asked, listed, rivers, values
from tests.graph.recommending.small import EX, NUTS, project

ABOVE_WATER = ["environment", "water"]


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with rivers() as opened:
        yield opened


def read(store: GraphStore, thing: str = "", as_of: str = "", **options: Any) -> tuple[Seeker, dict[str, list[str]]]:
    """The seeker, and its query by name."""
    history = ranker_of(store, as_of).history
    found = seeker_of(store, history, Request(thing=thing and EX + thing, as_of=as_of, **options))
    arrays: Arrays = history.arrays
    parts = {"programme": arrays.programmes, "theme": arrays.themes, "word": arrays.words}
    parts |= {"region": arrays.regions, "kind": arrays.kinds}
    told = {name: values(names, getattr(found.query, name)) for name, names in parts.items()}
    lead = found.query.lead
    told["lead"] = [] if lead == NO_LEAD else values(arrays.organisations, [lead])
    told["circle"] = values(arrays.organisations, found.circle)
    return found, told


def test_an_organisation_has_the_programmes_and_themes_of_its_known_projects(store: GraphStore) -> None:
    found, told = read(store, "b")
    assert (found.thing, told["lead"], told["circle"]) == (f"{EX}b", ["b"], ["b"])
    assert told["programme"] == ["fund", "one"]
    assert told["theme"] == ABOVE_WATER
    assert told["word"] == told["region"] == told["kind"] == []  # place and kind are those of the lead
    assert found.own == {"programme": True, "theme": True, "word": False, "summary": False}


def test_what_an_organisation_does_most_counts_most(store: GraphStore) -> None:
    """d: p3 on water, p4 on forests; p3, later: water."""
    found, _ = read(store, "d")
    arrays = ranker_of(store).history.arrays
    themes = values(arrays.themes, found.query.theme)
    in_order = [arrays.themes[int(one)].rsplit("/", 1)[-1] for one in found.query.theme]
    weight = dict(zip(in_order, found.query.weight["theme"].tolist(), strict=True))
    assert themes == ["environment", "forest", "water"]
    assert weight == {"environment": 1.0, "water": pytest.approx(2 / 3), "forest": pytest.approx(1 / 3)}


@pytest.mark.parametrize(
    ("options", "kind", "expected"),
    [
        ({"theme": ("Wälder",)}, "theme", ["environment", "forest"]),
        ({"theme": ("WAELDER",)}, "theme", ["environment", "forest"]),
        ({"theme": ("Moore",)}, "theme", ["bog", "environment", "water"]),
        ({"programme": ("Programm two",)}, "programme", ["fund", "two"]),
        ({"programme": ("Fonds für Flüsse",)}, "programme", ["fund"]),
        ({"text": "Der GREEN-River, ün Wood"}, "word", ["green", "river", "wood"]),
    ],
)
@pytest.mark.parametrize("thing", ["", "b"])
def test_what_is_asked_for_replaces_what_an_organisation_did(
    store: GraphStore, thing: str, options: dict[str, Any], kind: str, expected: list[str]
) -> None:
    found, told = read(store, thing, **options)
    assert told[kind] == expected
    assert {name for name in ("programme", "theme", "word") if told[name]} == {kind}
    assert not any(found.own.values())
    assert not found.query.weight


def test_what_is_asked_for_adds_to_a_project(store: GraphStore) -> None:
    found, told = read(store, "p1", theme=["Wälder"], programme=["Programm two"], text="wood")
    assert told["programme"] == ["fund", "one", "two"]
    assert told["theme"] == ["environment", "forest", "water"]
    assert told["word"] == ["clean", "river", "wood"]
    assert (found.themes, found.programmes) == ([f"{EX}forest"], [f"{EX}two"])
    assert found.own["programme"]
    assert found.own["theme"]


def test_a_project_is_led_and_sought_for_by_all_who_take_part(store: GraphStore) -> None:
    _, told = read(store, "p4")
    assert (told["lead"], told["circle"]) == (["c"], ["c", "d", "e"])


@pytest.mark.parametrize("as_of", ["2017-01-01", "2018", "2018-01-01"])
def test_who_takes_part_in_a_project_to_come_is_not_known(store: GraphStore, as_of: str) -> None:
    """``later`` begins in 2018 with a, d and new: its lead asks, the others are candidates like any."""
    _, told = read(store, "later", as_of)
    assert (told["lead"], told["circle"]) == (["a"], ["a"])
    answer = asked(store, "later", as_of=as_of, limit=99)
    assert {"d", "new"} <= set(listed(answer))
    apart = [
        project("later", "2018-01-01", "a", "water", "River again", "one"),
        project("other", "2018-01-01", ["new", "d"]),
    ]
    without = rivers([*(one for one in RIVERS if one.iri != f"{EX}later"), *apart])
    with without:
        scores = {one.id: one.score for one in asked(without, "later", as_of=as_of, limit=99).candidates}
    assert {one.id: one.score for one in answer.candidates} == scores


def test_a_project_that_may_have_begun_by_the_day_is_not_known() -> None:
    """As for the history: who takes part is known of what surely began."""
    with rivers([*RIVERS, project("vague", "2016", "ae", "water", "Vague", "one")]) as store:
        assert read(store, "vague", "2016-06-01")[1]["circle"] == ["a"]
        assert read(store, "vague", "2017-01-01")[1]["circle"] == ["a", "e"]
        assert read(store, "vague")[1]["circle"] == ["a", "e"]


def test_a_project_without_partners_asks_from_where_it_is() -> None:
    lonely = project("lonely", "2020", [], "water", "Lonely", "one")
    lonely.region = [f"{NUTS}DE271"]
    with rivers([*RIVERS, lonely]) as store:
        found, told = read(store, "lonely")
        assert told["lead"] == told["circle"] == []
        assert told["region"] == ["DE", "DE2", "DE27", "DE271"]
        assert found.home == f"{NUTS}DE271"
        assert listed(asked(store, "lonely"))


def test_an_initiative_asks_with_its_members_and_needs(store: GraphStore) -> None:
    found, told = read(store, "alliance")
    assert told["circle"] == ["a", "e"]
    assert told["theme"] == ["environment", "forest", "water"]
    assert found.own["theme"]


def test_an_initiative_without_members_asks_from_its_region(store: GraphStore) -> None:
    found, told = read(store, "loose")
    assert told["lead"] == []
    assert told["region"] == ["DE", "DE2", "DE27", "DE271"]
    assert found.home == f"{NUTS}DE271"


def test_a_programme_asks_for_those_who_know_it(store: GraphStore) -> None:
    found, told = read(store, "one")
    assert told["programme"] == ["fund", "one"]
    assert found.query.lead == NO_LEAD
    assert listed(asked(store, "one"))[0] in "ab"


def test_an_organisation_without_a_known_project_has_what_it_says_of_itself() -> None:
    """Whether it is in the arrays for a later project, or in none."""
    made = [
        Organisation(iri=EX + name, label={"": name}, theme=[f"{EX}bog"], programme=[f"{EX}two"])
        for name in ("silent", "soon")
    ]
    with rivers([*RIVERS, *made, project("s", "2018-01-01", ["soon", "a"])]) as store:
        for name, as_of in (("silent", ""), ("soon", "2017")):
            found, told = read(store, name, as_of)
            assert told["theme"] == ["bog", "environment", "water"], name
            assert told["programme"] == ["fund", "two"], name
            assert found.own["theme"]


def test_a_home_is_where_one_asks_from(store: GraphStore) -> None:
    found, told = read(store, text="river", home="DE3")
    assert (found.home, told["region"]) == (f"{NUTS}DE3", ["DE", "DE3"])
    _, told = read(store, "c", home="DE3")
    assert told["region"] == ["DE", "DE3"]


def test_a_description_is_told_apart_by_its_words(store: GraphStore) -> None:
    assert read(store, text="river")[0].query.number == hash_of("river")
    assert read(store, theme=["Gewässer"])[0].query.number == hash_of(f"{EX}water")
    assert read(store, text="half \udcff byte")[1]["word"] == []  # bytes of a command line that are no UTF-8


@pytest.mark.parametrize("options", [{"text": "qqq"}, {"text": "–"}, {"theme": ("Wüste",)}, {"thing": f"{EX}idle"}])
def test_words_that_nobody_uses_say_that_nothing_is_shared(store: GraphStore, options: dict[str, Any]) -> None:
    answer = recommend(store, Request(**options))
    assert answer.candidates == []
    assert answer.left_out == {"nothing_shared": len(ranker_of(store).history.arrays.organisations)}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"thing": f"{EX}nobody"}, "nothing is called"),
        ({"thing": "Mustermann"}, "nothing is called “Mustermann”"),
        ({"theme": ("Wälderer",)}, "no theme is called “Wälderer”. Did you mean: Wälder"),
        ({"theme": ("",)}, "no theme"),
        ({"programme": ("Programm four",)}, "nothing is called “Programm four”"),
        ({"programme": ("Gewässer",)}, "nothing is called"),
        ({"text": "x", "home": "Atlantis"}, "Atlantis"),
        ({"thing": f"{EX}b", "home": "Atlantis"}, "Atlantis"),
    ],
)
def test_names_that_nothing_has(store: GraphStore, options: dict[str, Any], message: str) -> None:
    with pytest.raises(NotFoundError, match=message):
        seeker_of(store, ranker_of(store).history, Request(**options))


@pytest.mark.parametrize("thing", [f"{NUTS}DE2", f"{EX}water", f"{EX}city"])
def test_regions_themes_and_kinds_have_no_partners(store: GraphStore, thing: str) -> None:
    with pytest.raises(InputError, match="only those have partners"):
        seeker_of(store, ranker_of(store).history, Request(thing=thing))
