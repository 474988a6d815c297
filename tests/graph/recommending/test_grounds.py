"""Reasons: what is told of each signal, and ways through the graph that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Initiative, Organisation, Record
from graph.partners import Candidate
from graph.reasons import DIGITS, MOST, SHARED, Link
from graph.recommending.ranker import PARTS
from graph.recommending.recommendation import ranker_of
from graph.store import GraphStore
from tests.graph.recommending.landscape import drawn
from tests.graph.recommending.rivers import RIVERS, asked, recommendation, rivers, unfounded
from tests.graph.recommending.small import EX, NUTS, held, organisation, project


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with rivers() as opened:
        yield opened


def candidate(store: GraphStore, name: str, thing: str = "", **options: Any) -> Candidate:
    made = recommendation(store, thing, **options)
    return made.candidate(made.ranker.history.arrays.organisations.number(EX + name))


def links(of: Candidate, kind: str) -> list[Link]:
    return [reason.link for reason in of.reasons if reason.link.kind == kind]


def way(of: Candidate, kind: str) -> list[str]:
    """The way of the weightiest reason of a kind, by the ends of IRIs."""
    [path, *_] = [reason.path for reason in of.reasons if reason.link.kind == kind]
    return [iri.rsplit("/", 1)[-1] for iri in path]


TOLD = {
    # kind: thing, candidate, options, way, own, detail
    "programme": ("a", "b", {"known": True}, ["a", "p1", "one", "plan", "b"], "one", "3"),
    "theme": ("a", "e", {}, ["a", "p2", "forest", "p4", "e"], "forest", "1"),
    "project": ("a", "e", {}, ["p4", "e"], "p4", ""),
    "word": ("", "d", {"text": "ein clean river"}, ["later", "d"], "later", "river"),
    "partner": ("b", "c", {"as_of": "2014-03-01"}, ["b", "p1", "a", "p2", "c"], "a", ""),
    "walk": ("g", "f", {"known": True}, ["g", "paid", "f"], "g", "1"),
    "place": ("a", "new", {"known": True}, ["DE271", "new"], "DE271", SHARED),
    "kind": ("a", "b", {"known": True}, ["city", "b"], "city", ""),
    "experience": ("a", "e", {}, ["plan", "e"], "plan", "2"),
    "recent": ("a", "e", {}, ["plan", "e"], "plan", "2019"),
}


@pytest.mark.parametrize("kind", TOLD)
def test_what_is_told(store: GraphStore, kind: str) -> None:
    thing, name, options, path, own, detail = TOLD[kind]
    found = candidate(store, name, thing, **options)
    [link, *_] = links(found, kind)
    assert way(found, kind) == path
    assert (link.own.rsplit("/", 1)[-1], link.detail, link.other) == (own, detail, EX + name)
    assert unfounded(store, found, EX + thing if thing else "") == []


def test_a_programme_that_a_grant_alone_states(store: GraphStore) -> None:
    found = candidate(store, "f", programme=("Programm three",))
    assert way(found, "programme") == ["three", "grant", "paid", "f"]
    assert unfounded(store, found, "") == []
    found = candidate(store, "f", "g", known=True)
    assert way(found, "programme") == ["g", "paid", "grant", "three", "grant", "paid", "f"]
    assert unfounded(store, found, f"{EX}g") == []


def test_what_was_asked_for_is_where_a_way_starts(store: GraphStore) -> None:
    """Up from the theme of the project to the one asked for, which says more than what lies above both."""
    found = candidate(store, "f", "a", theme=("Gewässer",))
    assert way(found, "theme") == ["water", "bog", "paid", "f"]
    assert len(links(found, "theme")) == 1
    assert unfounded(store, found, f"{EX}a") == []


def test_a_project_starts_a_way_itself(store: GraphStore) -> None:
    found = candidate(store, "e", "p1")
    assert way(found, "programme") == ["p1", "one", "plan", "e"]
    # led by a, whose partner d is
    assert way(found, "partner")[:2] == ["p1", "a"]
    assert unfounded(store, found, f"{EX}p1") == []


def test_an_initiative_starts_a_way_by_its_member(store: GraphStore) -> None:
    found = candidate(store, "d", "alliance", known=True)
    starts = {tuple(reason.path[:3]) for reason in found.reasons if reason.link.kind == "theme"}
    assert starts == {
        (f"{EX}alliance", f"{EX}water", f"{EX}p3"),
        (f"{EX}alliance", f"{EX}need", f"{EX}forest"),
    }
    assert way(found, "partner")[:2] == ["alliance", "a"]
    assert unfounded(store, found, f"{EX}alliance") == []


def test_place_by_way_of_what_lies_in_it(store: GraphStore) -> None:
    found = candidate(store, "new", text="river", home="DE27")
    assert way(found, "place") == ["DE27", "DE271", "new"]
    assert links(found, "place")[0].own == f"{NUTS}DE27"


def test_where_those_lie_who_know_the_programme_or_work_with_us() -> None:
    """Those in France work with us, and know the programme; the newcomer in France has no other ground."""
    made: list[Record] = [
        *(one for one in RIVERS if one.iri.startswith(NUTS)),
        *(organisation(name, "FR" if name in "xyz" else "DE3") for name in "axyzo"),
        *(project(f"t{at}", "2014", ["a", partner], "", "", "one") for at, partner in enumerate("xxyy")),
        *(project(f"v{at}", "2014", "op") for at in range(9)),
        project("w", "2020", "az"),
    ]
    with rivers(made) as store:
        found = candidate(store, "z", "a", as_of="2017")
        assert {reason.link.kind for reason in found.reasons} == {"neighbours", "home"}
        assert way(found, "neighbours") == way(found, "home") == ["FR", "z"]
        assert unfounded(store, found, f"{EX}a") == []


def chain(length: int) -> list[Record]:
    """Organisations c0, c1, … each of which has a project with the next one alone."""
    bodies: list[Record] = [organisation(f"c{at}") for at in range(length + 1)]
    return [*bodies, *(project(f"k{at}", "2014", [f"c{at}", f"c{at + 1}"]) for at in range(length))]


@pytest.mark.parametrize(
    ("last", "kind", "path", "detail"),
    [
        (1, "walk", ["c0", "k0", "c1"], "1"),
        (2, "partner", ["c0", "k0", "c1", "k1", "c2"], ""),
        (3, "walk", ["c0", "k0", "c1", "k1", "c2", "k2", "c3"], "3"),
        (4, "walk", ["c4"], "far"),
    ],
)
def test_ways_through_the_network(last: int, kind: str, path: list[str], detail: str) -> None:
    """Who shares a partner is near for that reason, and has no second one."""
    with held(chain(4)) as store:
        found = candidate(store, f"c{last}", "c0", known=True)
        assert way(found, kind) == path
        assert links(found, kind)[0].detail == detail
        assert len({"walk", "partner"} & {reason.link.kind for reason in found.reasons}) == 1
        assert unfounded(store, found, f"{EX}c0") == []
        points = recommendation(store, "c0", known=True).ranking.points(last)
        weight = sum(reason.weight for reason in found.reasons if reason.link.kind == kind)
        assert weight == pytest.approx(points["walk"] + points["partner"], abs=1e-4)


def test_the_partner_with_few_others_is_told_first() -> None:
    made = [
        *(organisation(name) for name in "axyz"),
        project("k1", "2014", "ax"), project("k2", "2014", "ay"),
        project("k3", "2014", "xz"), project("k4", "2014", "yz"), project("k5", "2014", "xbcdef"),
    ]  # fmt: skip
    with held(made) as store:
        first, second = links(candidate(store, "z", "a"), "partner")
    assert (first.own, second.own) == (f"{EX}y", f"{EX}x")
    assert first.strength > second.strength


def test_names_and_titles_are_told_by_the_words_that_say_most() -> None:
    names = {"a": "Wasserwerk Süd", "b": "Wasserwerk Sued", "c": "Fluß und Wasserwerk"}
    made: list[Record] = [Organisation(iri=EX + key, label={"": name}) for key, name in names.items()]
    made += [project("x", "2014", "adef"), project("y", "2014", "bd"), project("z", "2014", "cd")]
    with held(made) as store:
        [name] = links(candidate(store, "b", "a", known=True), "name")
        assert (name.detail, name.edges, name.start) == ("sud, wasserwerk", (), f"{EX}b")
        found = candidate(store, "c", text="Am Fluss")
        assert [link.detail for link in links(found, "title")] == ["fluss"]
        assert unfounded(store, found, "") == []


def test_a_kind_of_reason_is_told_at_most_three_times() -> None:
    made: list[Record] = [organisation("a"), organisation("b"), project("q", "2014", "z")]
    made += [project(f"p{at}", "2014", "ac", f"t{at}") for at in range(5)]
    made += [project(f"r{at}", "2014", "bd", f"t{at}") for at in range(5)]
    with held(made) as store:
        assert len(links(candidate(store, "b", "a"), "theme")) == MOST


def test_an_initiative_whose_member_is_no_partner_of_a_project() -> None:
    made = Initiative(iri=f"{EX}i", label={"": "i"}, member=[f"{EX}idle", f"{EX}p1"], theme=[f"{EX}water"])
    with rivers([*RIVERS, made]) as store:
        for found in asked(store, "i").candidates:
            assert unfounded(store, found, f"{EX}i") == []


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from(["", "2015-01"]))
def test_reasons_are_founded_and_add_up(seed: int, known: bool, as_of: str) -> None:
    with held(drawn(seed)) as store:
        arrays = ranker_of(store).history.arrays
        things = [*arrays.organisations, *arrays.projects, f"{EX}initiative"]
        for thing in [iri.removeprefix(EX) for iri in things if store.names.type(iri)][::3]:
            made = recommendation(store, thing, as_of=as_of, known=known, text="Clean river")
            for number in made.listed().tolist():
                found = made.candidate(number)
                assert unfounded(store, found, EX + thing) == []
                assert found.reasons
                lost = 2 * len(PARTS) * 10**-DIGITS
                assert found.score == pytest.approx(made.ranking.scores[number], abs=lost)
