"""Facets count what a choice would find."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.catalogue import Catalogue, Filter
from graph.catalogue.counts import Facets, histogram
from graph.catalogue.filter import FACETS
from graph.store import GraphStore
from tests.graph.catalogue.small_catalogue import EX, NUTS, PROGRAMME, SOUTH, THEME


def told(found: Facets, name: str) -> str:
    return " ".join(
        f"{value.value.rsplit('/', 1)[-1]}:{value.count}{'+' * value.has_more}" for value in found.values[name]
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("type", "Organisation:4 Project:2 Programme:2 Initiative:1 Event:1 Need:1 Region:7 Theme:2"),
        ("programme", "esf:7+"),
        ("theme", "bildung:6+"),
        ("region", "DE:5+ mk:1 de-south:2"),
        ("funder", "bund:3"),
        ("source", "own:11"),
        ("role", "partner:3 coordinator:2"),
    ],
)
def test_facets_of_everything(small: Catalogue, name: str, expected: str) -> None:
    found = small.facets(Filter())
    assert (found.found, found.total) == (11, 11)
    assert told(found, name) == expected


def test_years_and_amounts(small: Catalogue) -> None:
    found = small.facets(Filter())
    assert found.years == [(2019, 3), (2020, 3), (2021, 3), (2022, 1), (2023, 2)]
    assert found.amounts is not None
    assert (found.amounts.currency, sum(found.amounts.counts)) == ("EUR", 3)


def test_children_of_open_values_follow_them(small: Catalogue) -> None:
    opened = [NUTS + "DE", NUTS + "DE2"]
    assert told(small.facets(Filter(), open=opened), "region") == "DE:5+ DED:4 DE2:2+ DE21:2+ mk:1 de-south:2"
    values = {value.value: value.parent for value in small.facets(Filter(), open=opened).values["region"]}
    assert values[NUTS + "DE21"] == NUTS + "DE2"
    assert values[SOUTH] == values[NUTS + "DE"] == ""


def test_what_is_chosen_is_shown_with_all_above_it(small: Catalogue) -> None:
    found = small.facets(Filter(region=(NUTS + "DE21",)), limit=1)
    assert told(found, "region") == "DE:5+ DE2:2+ DE21:2+ de-south:2"


def test_a_facet_leaves_its_own_choice_out_of_account(small: Catalogue) -> None:
    found = small.facets(Filter(type=("Project",), region=(NUTS + "DE2",)))
    assert told(found, "type") == "Project:1 Organisation:1 Region:3"
    assert "DED:2" in told(small.facets(Filter(type=("Project",), region=(NUTS + "DED",))), "region")


def test_nothing_found_has_no_values(small: Catalogue) -> None:
    found = small.facets(Filter(q="qqxyzzyqq"))
    assert (found.found, found.years, found.amounts) == (0, [], None)
    assert not any(found.values.values())


CHOICES = some.builds(
    Filter,
    q=some.sampled_from(["", "e", "elternarbiet"]),
    type=some.sampled_from([(), ("Project",), ("Organisation", "Region")]),
    region=some.sampled_from([(), (NUTS + "DED",), (SOUTH,)]),
    theme=some.sampled_from([(), (THEME + "sprache",)]),
    programme=some.sampled_from([(), (PROGRAMME + "esf",)]),
    funder=some.sampled_from([(), (EX + "bund",)]),
    since=some.sampled_from([None, 2020]),
)


@given(chosen=CHOICES, name=some.sampled_from(FACETS))
def test_each_count_is_what_the_value_alone_would_find(small: Catalogue, chosen: Filter, name: str) -> None:
    if name != "type" and not chosen.type:
        chosen = replace(chosen, type=("Project", "Organisation"))
    for value in small.facets(chosen, open=[NUTS + "DE", NUTS + "DE2", THEME + "bildung"]).values[name]:
        assert len(small.selected(replace(chosen, **{name: (value.value,)}))) == value.count


def test_counts_of_the_embedded_data_are_what_choices_find(store: GraphStore) -> None:
    catalogue = Catalogue.of(store)
    for name, values in catalogue.facets(Filter(), limit=500).values.items():
        for value in values:
            assert len(catalogue.selected(Filter(**{name: (value.value,)}))) == value.count, value  # type: ignore[arg-type]


@given(
    some.lists(
        some.floats(0.01, 1e12) | some.just(0.0) | some.floats(-1e6, -1.0) | some.sampled_from([1.0, 2.0, 1e5]),
        min_size=1,
    )
)
def test_each_amount_is_in_one_bar(amounts: list[float]) -> None:
    lows, end, counts = histogram(np.array(amounts))
    assert sum(counts) == len(amounts)
    assert lows == sorted(set(lows))
    assert len(lows) == len(counts)
    assert lows[0] <= min(amounts)
    assert max(amounts) <= end
