"""Reasons on the closed projects of keep.eu: every way is there, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from graph.recommending.recommendation import Recommendation, has_history, ranker_of, recommend
from graph.request import Request
from graph.store import GraphStore
from tests.graph.recommending.rivers import unfounded

SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "interreg" / "keep_closed_1420.xlsx"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the samples of keep.eu are not here")
AS_OF = "2019-01-01"


@pytest.fixture(scope="session")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The sample, loaded once."""
    from data.loading import load

    place = tmp_path_factory.mktemp("keep") / "s"
    load([str(SAMPLE)], place, curated=False)
    with GraphStore.open(place) as store:
        yield store


def seekers(store: GraphStore) -> list[str]:
    """Ten organisations with the most projects and with the fewest, and ten projects, before and after the day."""
    history = ranker_of(store).history
    busy = np.argsort(-history.projects_of, kind="stable")
    bodies = [history.arrays.organisations[int(one)] for one in (*busy[:5], *busy[-5:])]
    projects = [history.arrays.projects[int(one)] for one in np.linspace(0, len(history.projects) - 1, 10)]
    return [*bodies, *projects]


@pytest.mark.parametrize("as_of", ["", AS_OF])
def test_reasons_of_the_best_are_founded(keep: GraphStore, as_of: str) -> None:
    assert has_history(keep, as_of)
    wrong = {}
    for thing in seekers(keep):
        answer = recommend(keep, Request(thing=thing, as_of=as_of))
        assert answer.candidates, thing
        for candidate in answer.candidates:
            assert candidate.reasons, candidate.id
            if found := unfounded(keep, candidate, thing):
                wrong[thing, candidate.id] = found
    assert wrong == {}


def test_everybody_is_listed_or_counted(keep: GraphStore) -> None:
    for thing in seekers(keep)[::4]:
        made = Recommendation(keep, Request(thing=thing, region="Deutschland", role="partner"))
        answer = made.answer()
        all_ = len(answer.candidates) + sum(answer.left_out.values()) + int(made.restriction.itself().sum())
        assert all_ == made.ranker.history.size


def test_shown_scores_fall(keep: GraphStore) -> None:
    """Weights are rounded one by one, so that what is shown may differ by a few ten-thousandths."""
    for thing in seekers(keep):
        scores = [candidate.score for candidate in recommend(keep, Request(thing=thing, limit=50)).candidates]
        assert all(first >= second - 1e-3 for first, second in pairwise(scores))
