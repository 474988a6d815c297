"""One score of all signals: its parts, its bounds, and what newcomers are ranked by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.recommending.arrays import NO_LEAD, Arrays, bounds
from graph.recommending.history import NOTHING, History, Query, query_of
from graph.recommending.ranker import (
    AMONG_NEWCOMERS,
    NEWCOMER,
    OF_NEWCOMERS,
    PARTS,
    STANDING,
    WHOLE,
    Ranker,
    Ranking,
)
from tests.graph.recommending.landscape import drawn
from tests.graph.recommending.small import ALL, EX, arrays_of, organisation, project

CUT = bounds("2017-01-01")[0]
OF_A_NEWCOMER = {"place", "neighbours", "home", "kind", "name", "title"}


@pytest.fixture(scope="module")
def small() -> Arrays:
    first = project("first", "2018-02-01", ["new", "b"], "water", "River", "one")
    return arrays_of([*ALL, organisation("Fresh", "DE271", "city"), project("y", "2019", ["Fresh", "new"]), first])


def ranked(arrays: Arrays, name: str = "later", day: int | None = CUT) -> Ranking:
    return Ranker(History(arrays, day)).rank(query_of(arrays, arrays.projects.index(EX + name)))


def number(arrays: Arrays, name: str) -> int:
    return arrays.organisations.index(EX + name)


def test_the_parts_are_a_whole() -> None:
    assert pytest.approx(4.5) == WHOLE == sum(PARTS.values()) - PARTS["theme"]
    assert sum(PARTS[name] for name in OF_A_NEWCOMER) == pytest.approx(OF_NEWCOMERS)
    assert not OF_A_NEWCOMER & set(STANDING)


def test_the_best_by_hand(small: Arrays) -> None:
    """d shares partners with a, b knows more projects like the one asked for; c has a project with neither."""
    ranking = ranked(small)
    order = [small.organisations[one].removeprefix(EX) for one in np.argsort(-ranking.scores, kind="stable")]
    assert order[:3] == ["b", "d", "a"]
    points = ranking.points(number(small, "b"))
    assert points["programme"] == points["theme"] == pytest.approx(0.5 / WHOLE)
    assert points["project"] == pytest.approx(PARTS["project"] / WHOLE)
    assert (ranking.times, ranking.whole) == (NEWCOMER, WHOLE)


def test_a_newcomer_is_ranked_by_place_kind_and_names_alone(small: Arrays) -> None:
    ranking, new = ranked(small), number(small, "new")
    points = ranking.points(new)
    assert {name for name, part in points.items() if part} <= OF_A_NEWCOMER
    signal = float(ranking.evidence.signals["place"][new])
    assert signal == 1
    assert points["place"] == pytest.approx(NEWCOMER * PARTS["place"] / WHOLE)
    known = ranking.points(number(small, "d"))
    assert known["place"] == pytest.approx(
        PARTS["place"] * ranking.evidence.signals["place"][number(small, "d")] / WHOLE
    )


@pytest.mark.parametrize(
    ("name", "day", "times"),
    [("first", CUT, AMONG_NEWCOMERS), ("first", None, NEWCOMER), ("later", CUT, NEWCOMER), ("later", None, NEWCOMER)],
)
def test_newcomers_count_more_among_newcomers(small: Arrays, name: str, day: int | None, times: float) -> None:
    """As of a past day, for a lead without a known project."""
    ranking = ranked(small, name, day)
    assert ranking.times == times
    assert ranking.whole == pytest.approx(max(WHOLE, times * OF_NEWCOMERS))
    fresh = number(small, "Fresh")
    if day is not None:
        assert ranking.points(fresh)["place"] == pytest.approx(
            times * PARTS["place"] * ranking.evidence.signals["place"][fresh] / ranking.whole
        )


def test_a_description_is_no_newcomer(small: Arrays) -> None:
    ranking = Ranker(History(small, CUT)).rank(Query(NO_LEAD, NOTHING, np.array([0]), NOTHING))
    assert ranking.times == NEWCOMER


def test_who_has_done_much_has_no_score_that_depends_on_who_asks(small: Arrays) -> None:
    ranking = Ranker(History(small, CUT)).rank(Query(NO_LEAD, NOTHING, NOTHING, NOTHING))
    assert ranking.scores.max() > 0
    assert ranking.fit == pytest.approx(np.zeros(len(small.organisations)))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_points_add_up_to_scores_between_0_and_1(seed: int, is_past: bool) -> None:
    arrays = arrays_of(drawn(seed))
    for project_ in range(len(arrays.projects)):
        if arrays.lead[project_] == NO_LEAD:
            continue
        ranking = Ranker(History(arrays, bounds("2015")[0] if is_past else None)).rank(query_of(arrays, project_))
        assert 0 <= ranking.scores.min() <= ranking.scores.max() <= 1
        assert (ranking.fit >= -1e-12).all()
        for organisation_, score in enumerate(ranking.scores.tolist()):
            assert sum(ranking.points(organisation_).values()) == pytest.approx(score, abs=1e-9)
