"""What filters find: everything below a value, and what organisations and initiatives take over."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.catalogue import Catalogue, Filter
from graph.store import GraphStore
from tests.graph.catalogue.small_catalogue import ABROAD, EX, NUTS, PROGRAMME, SOUTH, THEME, short

ALL = "bund e esf esf-a i n p1 p2 still uni verein"


def found(catalogue: Catalogue, **values: Any) -> str:
    return short([catalogue.iris[int(at)] for at in catalogue.selected(Filter.of(values))])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ALL),
        ({"type": ["Project"]}, "p1 p2"),
        ({"type": ["Project", "Need"]}, "n p1 p2"),
        ({"type": ["Theme"]}, "bildung sprache"),
        ({"type": ["Region"]}, "DE DE2 DE21 DE212 DED de-south mk"),
        # a project lies where its participants do, unless it says where
        ({"region": [NUTS + "DE2"]}, "p1 uni"),
        ({"region": [SOUTH]}, "p1 uni"),
        ({"region": [NUTS + "DED"]}, "n p1 p2 verein"),
        ({"region": [NUTS + "DE2", NUTS + "DED"], "type": ["Project"]}, "p1 p2"),
        ({"region": [ABROAD]}, "still"),
        # taken over by organisations from projects, by initiatives from members, by events from those who attend
        ({"theme": [THEME + "sprache"]}, "e i p1 uni verein"),
        ({"theme": [THEME + "bildung"]}, "e i p1 p2 uni verein"),
        ({"programme": [PROGRAMME + "esf"]}, "e esf esf-a i p1 uni verein"),
        ({"programme": [PROGRAMME + "esf-a"], "type": ["Programme"]}, "esf-a"),
        ({"funder": [EX + "bund"]}, "p1 uni verein"),
        ({"role": ["coordinator"]}, "p1 uni"),
        ({"role": ["partner"], "type": ["Organisation"]}, "verein"),
        ({"role": ["associated"]}, ""),
        # a project counts in each year that it runs, else in that of its grants
        ({"since": 2020, "until": 2020}, "p1 uni verein"),
        ({"since": 2022}, "e p2 verein"),
        ({"until": 2018}, ""),
        ({"since": 2023, "until": 2023}, "p2 verein"),
        # amounts of one currency, the most usual where none is named
        ({"min": 50_000}, "p1 uni"),
        ({"max": 50_000}, "verein"),
        ({"min": 1, "currency": "CHF"}, "p2 verein"),
        ({"min": 1, "currency": "USD"}, ""),
        ({"ids": [EX + "p1", EX + "nothing", THEME + "sprache"]}, "p1 sprache"),
        ({"ids": [EX + "p1", EX + "uni"], "type": ["Project"]}, "p1"),
        ({"source": ["https://w3id.org/verbund/id/source/own"]}, ALL),
        ({"region": ["https://example.org/nowhere"]}, ""),
        ({"theme": [EX + "p1"]}, ""),
        ({"q": "elternarb"}, "i verein"),
        ({"q": "eltern"}, "i p2 verein"),
        ({"q": "ELTERNARBIET"}, "i verein"),
        ({"q": "universitaet munchen"}, "uni"),
        ({"q": "university"}, "uni"),
        ({"q": "brucke"}, "p1"),
        ({"q": "eltern sprach"}, ""),
        ({"q": "!?"}, ""),
        ({"q": "elternarb", "region": [NUTS + "DED"]}, "verein"),
    ],
)  # fmt: skip
def test_a_filter_finds(small: Catalogue, values: dict[str, Any], expected: str) -> None:
    assert found(small, **values) == expected


VALUES = {
    "q": ["", "eltern", "munchen", "elternarbiet", "xyz"],
    "type": ["Project", "Organisation", "Theme"],
    "programme": [PROGRAMME + "esf", PROGRAMME + "esf-a"],
    "theme": [THEME + "bildung", THEME + "sprache"],
    "region": [NUTS + "DE", NUTS + "DE2", SOUTH, "nowhere"],
    "role": ["coordinator", "partner"],
    "since": [2019, 2022],
    "until": [2020, 2023],
    "min": [1.0, 50_000.0],
}
FILTERS = some.fixed_dictionaries(
    {}, optional={name: some.sampled_from(values) for name, values in VALUES.items()}
).filter(lambda made: made.get("since", 0) <= made.get("until", 9999))


@given(values=FILTERS)
def test_fields_must_all_hold(small: Catalogue, values: dict[str, Any]) -> None:
    whole = set(small.selected(Filter.of(values)).tolist())
    # concepts are found only where their type is named, which is not left out
    each = [
        set(small.selected(Filter.of({"type": values.get("type"), name: values[name]})).tolist()) for name in values
    ]
    assert whole == set.intersection(set(small.selected(Filter.of({"type": values.get("type")})).tolist()), *each)


@given(values=FILTERS, name=some.sampled_from(["region", "theme", "programme", "type", "role"]))
def test_values_of_a_field_are_alternatives(small: Catalogue, values: dict[str, Any], name: str) -> None:
    both = set(small.selected(Filter.of(values | {name: VALUES[name]})).tolist())
    each = [set(small.selected(Filter.of(values | {name: [value]})).tolist()) for value in VALUES[name]]
    assert both == set.union(*each)


def test_a_region_holds_what_places_say(store: GraphStore) -> None:
    catalogue = Catalogue.of(store)
    below = store.places.within(NUTS + "DED")
    stated = {
        thing
        for thing, region in store.pairs("https://w3id.org/verbund/ns#region")
        if region in below and store.names.type(thing) == "Organisation"
    }
    chosen = Filter(region=(NUTS + "DED",), type=("Organisation",))
    assert stated == {catalogue.iris[int(at)] for at in catalogue.selected(chosen)}
