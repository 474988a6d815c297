"""Rankings spread over places and kinds: laws of the order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.diversity import Candidacy, likeness, spread

ONE = st.builds(
    Candidacy,
    score=st.floats(0, 1).map(lambda score: round(score, 3)),
    path=st.sampled_from([(), ("DE",), ("DE", "DE2"), ("DE", "DE2", "DE21"), ("DE", "DE1"), ("AT", "AT1")]),
    kinds=st.frozensets(st.sampled_from("abc"), max_size=2),
)
RANKED = st.lists(ONE, max_size=12).map(lambda found: sorted(found, key=lambda one: -one.score))
SCALE = st.sampled_from([0.5, 0.25, 0.125])


@given(RANKED, st.integers(1, 15))
def test_each_is_listed_once_up_to_the_limit(found: list[Candidacy], limit: int) -> None:
    order = spread(found, limit)
    assert len(order) == len(set(order)) == min(limit, len(found))
    assert set(order) <= set(range(len(found)))


@given(RANKED)
def test_the_best_one_stays_first(found: list[Candidacy]) -> None:
    assert spread(found, 1) == [0][: len(found)]


@given(RANKED, st.integers(1, 12))
def test_a_longer_list_begins_like_a_shorter_one(found: list[Candidacy], limit: int) -> None:
    assert spread(found, len(found) or 1)[:limit] == spread(found, limit)


@given(RANKED)
def test_of_two_alike_the_better_one_comes_first(found: list[Candidacy]) -> None:
    order = spread(found, len(found) or 1)
    for at, one in enumerate(found):
        later = [
            other
            for other in range(at + 1, len(found))
            if (found[other].path, found[other].kinds) == (one.path, one.kinds)
        ]
        assert all(order.index(at) < order.index(other) for other in later)


@given(st.lists(st.floats(0, 1), max_size=10))
def test_where_nothing_is_alike_the_order_stays(scores: list[float]) -> None:
    found = [Candidacy(score, (str(at),)) for at, score in enumerate(sorted(scores, reverse=True))]
    assert spread(found, len(found) or 1) == list(range(len(found)))


@given(RANKED, SCALE)
def test_the_scale_of_the_scores_does_not_matter(found: list[Candidacy], scale: float) -> None:
    smaller = [Candidacy(one.score * scale, one.path, one.kinds) for one in found]
    assert spread(smaller, 5) == spread(found, 5)


@given(ONE, ONE)
def test_likeness_is_symmetric_and_between_0_and_1(one: Candidacy, other: Candidacy) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == (bool(one.path) + bool(one.kinds)) / 2


def test_a_good_one_from_elsewhere_goes_before_a_twin() -> None:
    munich = ("DE", "DE2", "DE21")
    found = [
        Candidacy(1.0, munich, frozenset("u")),
        Candidacy(0.9, munich, frozenset("u")),
        Candidacy(0.8, ("AT", "AT1"), frozenset("n")),
    ]
    assert spread(found, 3) == [0, 2, 1]
    assert spread(found, 3, relevance=1.0) == [0, 1, 2]
