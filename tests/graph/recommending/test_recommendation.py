"""Recommendations as a whole: order, ties, dates, what is kept for the next question, and stores that lack much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from graph.endpoint import EndpointStore
from graph.errors import InputError, NotFoundError, StoreError
from graph.model import Organisation, Project, Record, Source
from graph.recommending.arrays import bounds
from graph.recommending.recommendation import DAYS_KEPT, ENOUGH, day_of, has_history, ranker_of, recommend
from graph.replacing import load_into
from graph.request import Request
from graph.store import GraphStore
from graph.triples import record_quads
from tests.graph.recommending.rivers import RIVERS, asked, fill, listed, recommendation, rivers, unfounded
from tests.graph.recommending.small import EX, NUTS, held, organisation, project, regions


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with rivers() as opened:
        yield opened


# ---------------------------------------------------------------------- the answer


def test_an_answer(store: GraphStore) -> None:
    answer = asked(store, "b", theme=("Wälder",), programme=("Programm two",), as_of="2017")
    assert (answer.thing, answer.method, answer.type, answer.as_of) == (f"{EX}b", "history", "organisation", "2017")
    assert (answer.themes, answer.programmes) == ([f"{EX}forest"], [f"{EX}two"])
    best = answer.candidates[0]
    assert (best.id, best.type, best.region) == (f"{EX}c", "Organisation", f"{NUTS}FR")
    assert [reason.link.kind for reason in best.reasons][:2] == ["programme", "theme"]
    assert unfounded(store, best, f"{EX}b") == []
    assert [candidate.score for candidate in answer.candidates] == sorted(
        (candidate.score for candidate in answer.candidates), reverse=True
    )


def test_a_description_answers_without_a_thing(store: GraphStore) -> None:
    answer = asked(store, text="Clean river", home="DE3", limit=99)
    assert (answer.thing, answer.text, answer.home) == ("", "Clean river", f"{NUTS}DE3")
    assert set(listed(answer)[:2]) == {"a", "b"}


def test_who_is_below_the_limit_is_counted(store: GraphStore) -> None:
    many = asked(store, "g", limit=99)
    few = asked(store, "g", limit=2)
    assert listed(few) == listed(many)[:2]
    assert few.left_out == many.left_out | {"below_limit": len(many.candidates) - 2}


def test_scores_do_not_depend_on_who_else_is_left_out(store: GraphStore) -> None:
    made = recommendation(store, "g")
    everybody = {made.iri(at): made.candidate(at).score for at in range(8)}
    for options in ({"region": "FR"}, {"role": "coordinator"}, {"kind": ("Stadt",)}, {"limit": 1}, {"diverse": True}):
        for candidate in asked(store, "g", **options).candidates:
            assert candidate.score == everybody[candidate.id], options


def test_ties_are_ordered_by_name() -> None:
    names = {"m": "Birke", "n": "Ahorn", "o": "Eiche", "p": "Dorn"}
    made: list[Record] = [Organisation(iri=EX + key, label={"": name}) for key, name in names.items()]
    made += [*(project(f"x{key}", "2014", [key], "water") for key in names), project("s", "2014", "z", "water")]
    made += [Organisation(iri=f"{EX}z", label={"": "Zeder"}), project("other", "2014", "q")]
    with held(made) as store:
        assert listed(asked(store, "z")) == ["n", "m", "p", "o"]
        for limit in (1, 2, 3):
            assert listed(asked(store, "z", limit=limit)) == ["n", "m", "p"][:limit]


def test_spread_over_regions_and_kinds() -> None:
    """Five of a kind in one place, all a little better than the only one elsewhere."""
    made: list[Record] = [*regions(), organisation("s", "DE3", "city")]
    for at in range(5):
        made += [organisation(f"near{at}", "DE271", "club"), project(f"p{at}", "2014", [f"near{at}", "q"], "water")]
        made.append(project(f"r{at}", "2014", [f"near{at}"], "water"))
    made += [organisation("far", "FR", "city"), project("o", "2014", ["far"], "water")]
    made += [project("t", "2014", "s", "water"), project("other", "2014", "v")]
    with rivers(made) as store:
        plain, spread = (asked(store, "s", diverse=diverse, limit=3) for diverse in (False, True))
        assert "far" not in listed(plain)
        assert listed(spread)[0] == listed(plain)[0]
        assert "far" in listed(spread)
        assert spread.diverse
        assert spread.left_out == plain.left_out


def test_the_region_of_a_candidate_is_its_narrowest() -> None:
    made = Organisation(iri=f"{EX}b", label={"": "b"}, region=[f"{NUTS}DE", f"{NUTS}DE3"])
    with rivers([*(one for one in RIVERS if one.iri != made.iri), made]) as store:
        assert recommendation(store, "g").region(1) == f"{NUTS}DE3"
        assert recommendation(store, "g").region(6) == ""


def test_the_same_again_whatever_the_order_of_the_records(store: GraphStore) -> None:
    with rivers(RIVERS[::-1]) as turned:
        for options in ({"thing": "g"}, {"thing": "alliance"}, {"text": "river"}, {"thing": "p1", "as_of": "2016"}):
            assert asked(turned, **options) == asked(store, **options), options


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "day"),
    [("2017", "2017-01-01"), ("2017-03", "2017-03-01"), (" 2017-03-04 ", "2017-03-04"), ("2016-02-29", "2016-02-29")],
)
def test_dates(text: str, day: str) -> None:
    assert day_of(text) == bounds(day)[0]


def test_no_date_is_no_day() -> None:
    assert day_of("") is None


@pytest.mark.parametrize(
    "text",
    ["2017-02-30", "2017-13-01", "2017-13", "2017-00", "2017-W01-1", "2017-1-1", "20170101", "01.02.2017", "heute",
     "17", "-2017", "２０１７", "2017-01-01T00:00", "0000", " ", "2017-0a-01", "\udcff\udcff\udcff\udcff"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(InputError, match="is no date; write it as 2017-01-01"):
        day_of(text)


def test_as_of_is_the_graph_as_it_was(store: GraphStore) -> None:
    """What began on the day or later gives nobody anything; it does say who there is."""
    answer = asked(store, "a", as_of="2014-03-01", known=True, limit=99)
    for candidate in answer.candidates:
        ways = {iri for reason in candidate.reasons for iri in reason.path}
        assert not ways & {EX + name for name in ("p3", "p4", "later", "plan", "paid")}


# ---------------------------------------------------------------------- what is kept


def test_what_is_counted_once_is_kept_for_a_day(store: GraphStore) -> None:
    assert ranker_of(store, "2017") is ranker_of(store, "2017-01-01")
    assert ranker_of(store) is ranker_of(store)
    assert ranker_of(store) is not ranker_of(store, "2017")
    assert ranker_of(store).history.arrays is ranker_of(store, "2017").history.arrays


def test_the_days_asked_for_last_are_kept(store: GraphStore) -> None:
    first = ranker_of(store, "2001")
    kept = [ranker_of(store, f"200{at}") for at in range(2, 2 + DAYS_KEPT - 1)]
    assert ranker_of(store, "2001") is first
    ranker_of(store, "2009")
    assert ranker_of(store, "2001") is first
    assert ranker_of(store, "2002") is not kept[0]


def test_a_load_into_a_store_in_memory_is_seen_at_once() -> None:
    with rivers() as store:
        before = asked(store, "idle", text="river", limit=99)
        assert "b" in listed(before)
        fill(store, [one for one in RIVERS if one.iri not in {f"{EX}p1", f"{EX}p3", f"{EX}plan"}])
        assert "b" not in listed(asked(store, "idle", text="river", limit=99))
        store.remove("small")
        with pytest.raises(NotFoundError):
            asked(store, "idle")


def test_stores_do_not_mix(store: GraphStore) -> None:
    with held([project("x", "2014", "ab", "water")]) as other:
        assert ranker_of(other).history.size == 2
        assert ranker_of(store).history.size == 8


def test_a_store_in_a_folder(store: GraphStore, tmp_path: Any) -> None:
    quads = list(store.quads())
    load_into(tmp_path / "s", [(Source(id="small", title="small"), quads)])
    with GraphStore.open(tmp_path / "s") as opened:
        assert asked(opened, "g", limit=99) == asked(store, "g", limit=99)


# ---------------------------------------------------------------------- stores that lack much


def couples(many: int, **changes: Any) -> list[Record]:
    """Projects with two organisations each."""
    made = (
        project(f"p{at:03}", "2014", [f"o{at}", f"o{at + 1}"], "water", f"Title {at % 7}", "one") for at in range(many)
    )
    return [*(organisation(f"o{at}") for at in range(many + 1)), *(replace(one, **changes) for one in made)]


@pytest.mark.parametrize(
    ("records", "as_of", "enough"),
    [
        ([], "", False),
        (couples(ENOUGH - 1), "", False),
        (couples(ENOUGH), "", True),
        (couples(ENOUGH), "2015", True),
        (couples(ENOUGH), "2014-12-31", False),  # the last day of 2014 may be when they began
        ([project(f"x{at}", "2014", "a") for at in range(99)], "", False),
        (couples(ENOUGH, start=""), "", True),
        (couples(ENOUGH, start=""), "2030", False),
    ],
)
def test_whether_the_past_teaches_something(records: list[Record], as_of: str, enough: bool) -> None:
    with held(records) as store:
        assert has_history(store, as_of) is enough


def test_an_endpoint_has_no_columns() -> None:
    store = EndpointStore("http://127.0.0.1:9/sparql")
    assert not has_history(store)
    with pytest.raises(StoreError):
        recommend(store, Request(text="river"))


@pytest.mark.parametrize("records", [[], [Project(iri=f"{EX}x", label={"": "River"})], [organisation("o", "DE271")]])
def test_a_store_without_anybody(records: list[Record]) -> None:
    with held(records) as store:
        answer = asked(store, text="river", known=True)
        assert (answer.candidates, answer.left_out) == ([], {})
        assert asked(store, text="river", role="coordinator", diverse=True).candidates == []
    with held(records) as store, pytest.raises(NotFoundError):
        asked(store, "nobody")


@pytest.mark.parametrize("missing", ["start", "programme", "theme", "label"])
def test_a_store_that_lacks_something(missing: str) -> None:
    nothing = {"start": "", "label": {"": "–"}}.get(missing, [])
    with held(couples(12, **{missing: nothing})) as store:
        for options in ({"thing": "o3"}, {"thing": "p003"}, {"text": "Title"}, {"thing": "o3", "as_of": "2016"}):
            answer = asked(store, **options)
            assert answer.candidates or answer.left_out, options
            for candidate in answer.candidates:
                assert unfounded(store, candidate, answer.thing) == []
                assert missing not in {reason.link.kind for reason in candidate.reasons}


def test_who_is_known_by_a_part_alone_has_no_name_and_no_place() -> None:
    with held([project("x", "2014", "a", title="Dry moor"), project("y", "2014", "c", title="Wet moor")]) as store:
        answer = asked(store, "x")
        assert [(one.id, one.region) for one in answer.candidates] == [(f"{EX}c", "")]


@pytest.mark.parametrize("thing", ["idle", "only"])
def test_an_organisation_with_no_facts_shares_nothing_with_anybody(thing: str) -> None:
    """That others have done much, or lately, is no reason to work with them."""
    only = [organisation("only"), project("bare", "2014", ["only"])]
    with rivers([*RIVERS, *only]) as store:
        answer = asked(store, thing)
        assert answer.candidates == []
        assert answer.left_out == {"nothing_shared": 8 + (thing == "idle")}


def test_in_an_area_all_are_listed_who_have_done_something(store: GraphStore) -> None:
    answer = asked(store, "idle", region="FR", limit=9)
    assert set(listed(answer)) == {"c", "e"}
    assert {reason.link.kind for one in answer.candidates for reason in one.reasons} == {"experience", "recent"}


def test_quads_of_two_sources_are_one_graph(store: GraphStore) -> None:
    """A project that two sources state counts once, and both are cited."""
    with rivers() as both:
        again = record_quads(project("p4", "2014-04-01", "cde", "forest", "Wood path", "two"), "again")
        both.load(Source(id="again", title="again"), again)
        twice, once = ([(one.id, one.score) for one in asked(of, "a").candidates] for of in (both, store))
        assert twice == once
        [first] = [one for one in asked(both, "a").candidates if one.id == f"{EX}e"]
        graphs = {citation.source.rsplit("/", 1)[-1] for cited in first.sources.values() for citation in cited}
        assert graphs == {"small", "again"}
