"""Filters from the parameters of a URL and from JSON."""

from __future__ import annotations

from typing import Any

import pytest

from graph.catalogue import Filter
from graph.errors import InputError


def test_parameters_of_a_url_and_json_give_the_same() -> None:
    of_url = {
        "q": ["roma"],
        "region": ["a", "b", "a"],
        "since": ["2010"],
        "min": ["1e3"],
        "until": [""],
        "other": ["x"],
    }
    of_json = {"q": "roma", "region": ["a", "b"], "since": 2010, "until": None, "min": 1000, "max": None, "type": []}
    assert Filter.of(of_url) == Filter.of(of_json) == Filter("roma", region=("a", "b"), since=2010, min=1000.0)


@pytest.mark.parametrize(
    "values",
    [
        {"since": "soon"}, {"since": 2010.5}, {"since": True}, {"until": 0}, {"until": 10_000}, {"since": "1e999"},
        {"min": "nan"}, {"max": "inf"}, {"max": "1,5"}, {"min": {}}, {"min": 2, "max": 1},
        {"since": 2012, "until": 2011},
        {"type": ["Person"]}, {"role": ["boss"]}, {"q": ["a", "b"]}, {"q": 7}, {"q": "x" * 1000}, {"region": [7]},
        {"ids": {"a": 1}},
    ],
)  # fmt: skip
def test_what_no_field_can_have_is_named(values: dict[str, Any]) -> None:
    with pytest.raises(InputError) as error:
        Filter.of(values)
    assert str(error.value).startswith(tuple(values))


def test_half_characters_of_json_do_no_harm() -> None:
    assert Filter.of({"q": "\ud800x"}).q == "?x"


def test_a_filter_is_empty_where_nothing_is_narrowed() -> None:
    assert Filter(currency="EUR").is_empty
    assert not Filter(since=2010).is_empty
    assert Filter(since=2010, q="x").without("q", "since").is_empty
