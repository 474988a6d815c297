"""Maps: what there is in each region, rolled up to a level, and points."""

from __future__ import annotations

import pytest

from graph.catalogue import Catalogue, Filter
from graph.errors import InputError
from tests.graph.catalogue.small_catalogue import ABROAD, EX, SOUTH


@pytest.mark.parametrize(
    ("measure", "level", "expected"),
    [
        ("projects", 0, {"DE": (2, 2)}),
        ("projects", 1, {"DE2": (1, 1), "DED": (2, 2)}),
        ("projects", 2, {"DE21": (1, 1)}),
        ("organisations", 0, {"DE": (2, 2), "mk": (1, 1)}),
        ("organisations", 3, {"DE212": (1, 1), "mk": (1, 1)}),
        # p2 has francs, which are no euros
        ("money", 1, {"DE2": (100_000, 1), "DED": (100_000, 2)}),
    ],
)
def test_regions_of_a_level(small: Catalogue, measure: str, level: int, expected: dict[str, tuple[float, int]]) -> None:
    found = small.map(Filter(), measure=measure, level=level)
    assert {one.id.rsplit("/", 1)[-1]: (one.value, one.count) for one in found.regions} == expected
    assert found.currency == ("EUR" if measure == "money" else "")


def test_money_that_is_not_known_has_no_value(small: Catalogue) -> None:
    found = small.map(Filter(ids=(EX + "p2",), currency="EUR"), measure="money", level=1)
    assert [(one.value, one.count) for one in found.regions] == [(None, 1)]
    francs = small.map(Filter(ids=(EX + "p2",)), measure="money", level=1)
    assert (francs.currency, [one.value for one in francs.regions]) == ("CHF", [5_000.0])


def test_points_stand_where_things_are_known_to_lie(small: Catalogue) -> None:
    points = small.map(Filter()).points
    assert [(one.id, one.latitude, one.longitude, one.count) for one in points] == [(EX + "uni", 48.14, 11.57, 1)]


def test_macro_regions_say_what_they_hold(small: Catalogue) -> None:
    assert small.about["macro"] == [
        {"id": SOUTH, "codes": ["DE2"], "definition": {"de": "Bayern und Baden-Württemberg"}}
    ]
    assert ABROAD in {one.id for one in small.map(Filter(), measure="organisations", level=0).regions}


@pytest.mark.parametrize(("measure", "level"), [("mood", 1), ("projects", 4), ("projects", -1), ("candidates", 1)])
def test_what_cannot_be_measured_is_refused(small: Catalogue, measure: str, level: int) -> None:
    with pytest.raises(InputError):
        small.map(Filter(), measure=measure, level=level)
