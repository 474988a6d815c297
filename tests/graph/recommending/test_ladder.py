"""Each method against what it gives by hand, and laws that hold for all of them."""

from __future__ import annotations

import dataclasses
from math import log, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Record
from graph.recommending.arrays import Arrays, bounds
from graph.recommending.history import History, Query, information, query_of
from graph.recommending.ladder import METHODS, rounded
from tests.graph.recommending.small import ALL, EX, KNOWN, LATER, ORGANISATIONS, arrays_of, project, regions

CUT = bounds("2017-01-01")[0]


@pytest.fixture(scope="module")
def small() -> Arrays:
    return arrays_of()


def asked(arrays: Arrays, name: str = "later") -> Query:
    return query_of(arrays, arrays.projects.index(EX + name))


# Of the four known projects two are of programme one and two on water: log 2 each. Known organisations: a to e.
COUNTRY, NUTS1 = log(5 / 3), log(5 / 2)
EXPECTED = {
    "popularity": [2, 2, 2, 2, 1, 0],
    "country": [1, 1, 0, 1, 0, 1],
    # a and d alone lie in DE2 and DE27, a alone in DE271
    "region": [COUNTRY + 2 * NUTS1 + log(5), COUNTRY, 0, COUNTRY + 2 * NUTS1, 0, COUNTRY + 2 * NUTS1 + log(5)],
    "programme": [log(2), 2 * log(2), 0, log(2), 0, 0],
    "programme-theme": [1 / 2, 1, 0, 1 / 2, 0, 0],
    # a worked with b (2 partners) and c (3)
    "adamic-adar": [1 / log(2) + 1 / log(3), 0, 0, 1 / log(2) + 1 / log(3), 1 / log(3), 0],
    # "river" (in 2 of 4 titles) is the only word asked for that is known; "clean" and "bank" are in one, twice as much
    "text": [1 / sqrt(5) / sqrt(2), 1 / sqrt(3), 0, 1 / sqrt(5) / sqrt(2), 0, 0],
}  # fmt: skip


@pytest.mark.parametrize("method", EXPECTED)
def test_scores_are_those_made_by_hand(small: Arrays, method: str) -> None:
    assert METHODS[method](History(small, CUT))(asked(small)) == pytest.approx(EXPECTED[method])


def test_a_walk_between_two_organisations() -> None:
    """a = 0.15 + 0.85 / 2 and b = 0.85 / 2: half of those that go on come to each, wherever they were."""
    arrays = arrays_of([project("x", "2014", "ab"), project("y", "2018", "ac")])
    found = METHODS["pagerank"](History(arrays, CUT))(asked(arrays, "y"))
    assert found == pytest.approx([0.575, 0.425, 0])


def test_a_walk_starts_at_members_of_the_programme_too() -> None:
    """Two islands of two: c and d can only be reached from the programme, which has half of the starts."""
    islands: list[Record] = [
        project("x", "2014", "ab", one="two"),
        project("y", "2015", "cd", one="one"),
        project("z", "2018", "ae", one="one"),
    ]
    arrays = arrays_of(islands)
    history, query = History(arrays, CUT), asked(arrays, "z")
    assert METHODS["pagerank"](history)(query)[2:4] == pytest.approx([0, 0])
    assert METHODS["pagerank-theme"](history)(query) == pytest.approx([0.2875, 0.2125, 0.25, 0.25, 0])


def test_ranks_are_brought_together(small: Arrays) -> None:
    """b is third by region, first in the other three but for the walk, where a is."""
    found = METHODS["combined"](History(small, CUT))(asked(small))
    assert found[1] == pytest.approx(1 / 64 + 1 / 61 + 1 / 62 + 1 / 61)


def test_a_newcomer_gets_scores_by_content() -> None:
    arrays = arrays_of([*ALL, project("first", "2018-02-01", ["new", "b"], "water", "River", "one")])
    history, query = History(arrays, CUT), asked(arrays, "first")
    assert not METHODS["pagerank"](history)(query)[:5].any()
    for method in ("region", "programme", "programme-theme", "pagerank-theme", "text"):
        assert METHODS[method](history)(query).any(), method


@pytest.mark.parametrize("method", METHODS)
def test_nothing_known_of_the_project_is_no_error(small: Arrays, method: str) -> None:
    nothing = np.array([], np.int64)
    scores = METHODS[method](History(small, CUT))(Query(5, nothing, nothing, nothing))
    assert scores.shape == (6,)
    assert np.isfinite(scores).all()


def test_chance_is_spread_and_differs_between_queries(small: Arrays) -> None:
    history, query = History(small, CUT), asked(small)
    one, other = history.chance(query), history.chance(dataclasses.replace(query, number=1))
    assert ((one >= 0) & (one < 1)).all()
    assert not np.allclose(one, other)


def test_information_of_what_nothing_has_is_none(small: Arrays) -> None:
    assert information(small.kind, np.array([False] * 4 + [True, False])).tolist() == [0, 0]


# ---------------------------------------------------------------------- laws


About = tuple[list[str], str, str, str]
NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4, unique=True)
WORDS = st.sampled_from(["River bank", "Clean river", "Wood", "Path of wood", "River bank path"])
PROJECTS = st.lists(
    st.tuples(NAMES, st.sampled_from(["water", "forest", ""]), WORDS, st.sampled_from(["one", "two", ""])), max_size=5
)


def made(found: list[About], prefix: str, start: str) -> list[Record]:
    return [project(f"{prefix}{at}", start, *about) for at, about in enumerate(found)]


def scores(arrays: Arrays) -> dict[str, dict[str, float]]:
    history, query = History(arrays, CUT), asked(arrays)
    return {
        name: dict(zip(arrays.organisations, rounded(method(history)(query)).tolist(), strict=True))
        for name, method in METHODS.items()
        if name != "combined"  # its ranks are among all candidates, later ones too
    }


def close(one: dict[str, dict[str, float]], other: dict[str, dict[str, float]]) -> None:
    """The scores of the organisations of one are those of the other."""
    for name, found in one.items():
        assert list(found.values()) == pytest.approx([other[name][key] for key in found]), name


@settings(max_examples=15, deadline=None)
@given(PROJECTS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_does_not_matter(found: list[About], order: Random) -> None:
    records = [*regions(), *ORGANISATIONS, *KNOWN, *LATER, *made(found, "q", "2015")]
    mixed = list(records)
    order.shuffle(mixed)
    close(scores(arrays_of(records)), scores(arrays_of(mixed)))


@settings(max_examples=15, deadline=None)
@given(PROJECTS, st.sampled_from(["2017-01-01", "2017", "2030-05", "", "soon"]))
def test_what_begins_later_or_nobody_knows_when_changes_no_score(found: list[About], start: str) -> None:
    before, after = scores(arrays_of()), scores(arrays_of([*ALL, *made(found, "z", start)]))
    del before["random"], after["random"]  # it is compared as a share of the largest, which may be a newcomer's
    close(before, after)


def test_later_projects_do_not_change_the_order_of_ranks_brought_together() -> None:
    more = arrays_of([*ALL, *made([(list("bdfgh"), "water", "River", "one")], "z", "2019")])
    few = arrays_of()
    one = METHODS["combined"](History(few, CUT))(asked(few))[:5]
    other = METHODS["combined"](History(more, CUT))(asked(more))[:5]
    assert np.argsort(-one).tolist() == np.argsort(-other).tolist()
