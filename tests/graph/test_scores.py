"""A score that is known from somebody alike is the score that weighing gives."""

from __future__ import annotations

import pytest

from graph.evidence import doubtful_edges
from graph.network import Network
from graph.profile import Profiles
from graph.reasons import Link
from graph.scores import Scores, first
from graph.store import GraphStore
from graph.themes import Themes


class Same:
    """Everything has one name."""

    def label(self, iri: str, /) -> str:
        return "x"


@pytest.mark.parametrize("thing", ["KIS", "Vernetzung Süd-Ost-Europa, Roma", "XENOS"])
def test_a_score_is_that_of_weighing(store: GraphStore, thing: str) -> None:
    profiles, names = Profiles(Network.read(store)), store.names
    scores = Scores(profiles.of(names.find(thing)), Themes(store), doubtful_edges(store))
    joining = [Link("role", 1.0, "a", "b", "a", detail="project")]
    for other in names.things("Project", "Organisation", "Initiative", "Event") * 2:
        theirs = profiles.of(other)
        likeness = scores.likeness(theirs)
        weighed = scores.weighed(theirs)
        assert scores.score(theirs, likeness) == weighed.score
        assert scores.score(theirs, likeness, joining) == scores.weighed(theirs, joining).score
        assert any(likeness) == bool(weighed.reasons)


@pytest.mark.parametrize(
    ("limit", "best"), [(1, ["b"]), (2, ["b", "a"]), (3, ["b", "a", "c"]), (9, ["b", "a", "c", "d"])]
)
def test_equals_come_by_name_then_by_iri(limit: int, best: list[str]) -> None:
    assert first({"d": 0.1, "c": 0.5, "a": 0.5, "b": 0.9}, limit, Same()) == best


def test_of_nothing_nothing_is_first() -> None:
    assert first({}, 5, Same()) == []
