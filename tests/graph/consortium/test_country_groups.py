"""Groups of countries: who belongs on which day."""

from __future__ import annotations

from datetime import date

import pytest

from graph.consortium.country_groups import country_group, country_groups
from graph.errors import NotFoundError


@pytest.mark.parametrize(
    ("day", "count", "uk"),
    [(date(1957, 12, 31), 0, False), (date(1958, 1, 1), 6, False), (date(1980, 1, 1), 9, True), (date(1995, 1, 1), 15, True),
     (date(2004, 5, 1), 25, True), (date(2013, 7, 1), 28, True), (date(2020, 1, 31), 28, True), (date(2020, 2, 1), 27, False),
     (date(2026, 11, 22), 27, False)],
)  # fmt: skip
def test_the_member_states_of_the_union(day: date, count: int, uk: bool) -> None:
    members = country_group("EU").on(day)
    assert (len(members), "UK" in members) == (count, uk)


@pytest.mark.parametrize("name", ["eu", "EU-Mitgliedstaaten", "European Union", "europaische union", "EU27"])
def test_names_are_forgiving(name: str) -> None:
    assert country_group(name).id == "EU"


def test_an_unknown_group_is_told_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="horizon-europe-associated"):
        country_group("horizon-europe-asociated")


def test_groups_are_whole() -> None:
    today = date(2026, 11, 22)
    for group in country_groups():
        assert all(len(code) == 2 and code.isupper() for code in group.members)
        assert len(set(group.members)) == len(group.members)
        assert group.since.keys() <= set(group.members) >= group.until.keys()
        assert group.source["title"]
        assert group.checked
    assert not country_group("horizon-europe-associated").on(today) & country_group("EU").on(today)
    area = country_group("euro-med-area").on(today)
    assert country_group("euro-med-area-eu").on(today) == area & country_group("EU").on(today)
    assert len(area) == 14
    assert country_group("EU").on(today) <= country_group("interreg-europe-area").on(today)
