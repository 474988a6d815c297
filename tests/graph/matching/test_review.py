"""Which pairs are asked next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.candidate_index import Pair
from graph.matching.judgements import standing
from graph.matching.review import Known, questions, usefulness
from tests.graph.matching.judged_pairs import JUDGED, judgements


@pytest.mark.parametrize(
    ("judged", "pair", "verdict"),
    [
        ([], "ab", ""),
        (["a=b"], "ba", "same"),
        (["a=b", "b=c"], "ac", "same"),
        (["a=b", "b/c"], "ac", "different"),
        (["a=b", "b/c", "c=d"], "da", "different"),
        (["a?b"], "ba", "unsure"),
        (["a?b", "b=c"], "ac", ""),
        (["a/b", "b/c"], "ac", ""),
    ],
    ids=str,
)
def test_what_follows_from_judgements(judged: list[str], pair: str, verdict: str) -> None:
    assert Known(judgements(*judged)).verdict(*pair) == verdict


def test_doubt_and_projects_make_a_question_useful() -> None:
    assert usefulness(0.5, 3, 3) > usefulness(0.9, 3, 3) > usefulness(0.99, 3, 3)
    assert usefulness(0.7, 50, 50) > usefulness(0.7, 1, 500) > usefulness(0.7, 0, 500) > usefulness(0.7, 0, 0) > 0


@given(st.floats(0, 1), st.integers(0, 10**6), st.integers(0, 10**6))
def test_usefulness_has_no_direction_and_grows_with_projects(score: float, one: int, other: int) -> None:
    assert usefulness(score, one, other) == usefulness(score, other, one)
    assert usefulness(score, one + 1, other) > usefulness(score, one, other) * 0.999


def test_what_falls_together_counts_together() -> None:
    pairs = [Pair("a", "x", 0.6, "organisation"), Pair("b", "y", 0.6, "organisation")]
    counts = {"a": 1, "a2": 30, "x": 9, "b": 8, "y": 9}
    assert [item.pair.first for item in questions(pairs, [], counts)] == ["b", "a"]
    assert [item.pair.first for item in questions(pairs, [], counts, {"a": "a", "a2": "a"})] == ["a", "b"]


@given(JUDGED)
def test_nothing_is_asked_that_is_known(judged: list) -> None:  # type: ignore[type-arg]
    in_force = standing(judged)
    pairs = [Pair(one, other, 0.5, "organisation") for one in "abcd" for other in "efgh"]
    known = Known(in_force)
    asked = questions(pairs, in_force, {})
    assert {item.pair for item in asked} == {pair for pair in pairs if not known.verdict(pair.first, pair.second)}
