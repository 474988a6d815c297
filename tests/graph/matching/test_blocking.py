"""Which pairs are looked at."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.matching.blocking import LARGEST, LARGEST_EQUAL, keys, pairs
from graph.matching.mention import Identifier, Mention
from tests.graph.matching.invented import described, lists, mention, names


def looked_at(*made: Mention) -> set[tuple[str, str]]:
    found, rarity = described(*made)
    first, second = pairs(found, rarity)
    return {(made[one].iri, made[two].iri) for one, two in zip(first.tolist(), second.tolist(), strict=True)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Volkshochschule Lindental"}, {"name": "VHS Lindental"}),
        ({"name": "Kranbau Lindental"}, {"name": "Lindental Kranbau GmbH"}),
        ({"name": "Lehmbaugruppe Süd"}, {"name": "Lehmbaugr. Süd"}),
        ({"name": "Kran Bau"}, {"name": "Kranbau"}),
        (
            {"name": "Lernwerk Hof Kunst", "country": "DE"},
            {"name": "Auental", "short_names": ("LHK",), "country": "DE"},
        ),
        ({"name": "Eins", "short_names": ("LHK",)}, {"name": "Zwei", "short_names": ("L.H.K.",)}),
        ({"name": "Eins", "domains": frozenset({"a.example"})}, {"name": "Zwei", "domains": frozenset({"a.example"})}),
        (
            {"name": "Eins", "identifiers": frozenset({Identifier("pic", "9")})},
            {"name": "Zwei", "identifiers": frozenset({Identifier("pic", "9")})},
        ),
    ],
)
def test_pairs_that_share_a_key(one: dict[str, object], other: dict[str, object]) -> None:
    made = [mention(at, str(given.pop("name")), **given) for at, given in enumerate((one, other))]
    assert len(looked_at(*made)) == 1


def test_nothing_in_common() -> None:
    assert looked_at(*names("Lernwerk Auental", "Kranbau Lindental")) == set()
    assert looked_at() == set()
    assert looked_at(*names("Lernwerk")) == set()


def test_a_key_of_many_is_passed_over_and_equal_names_are_chained() -> None:
    some = names(*["Lernwerk Auental"] * (LARGEST + 20))
    assert len(looked_at(*some)) == len(some) * (len(some) - 1) / 2
    made = names(*["Lernwerk Auental"] * (LARGEST_EQUAL + 20))
    found = looked_at(*made)
    assert found == {(made[0].iri, other.iri) for other in made[1:]}, "each with the first, not all with all"
    several = names(*(f"Lernwerk {'x' * number}" for number in range(1, LARGEST + 20)))
    assert len(looked_at(*several)) < len(several) ** 2 / 4


@given(lists())
def test_each_pair_once_and_whatever_the_order(made: list[Mention]) -> None:
    found, rarity = described(*made)
    first, second = pairs(found, rarity)
    assert (first < second).all()
    assert len(set(zip(first.tolist(), second.tolist(), strict=True))) == len(first)
    assert {frozenset(pair) for pair in looked_at(*made)} == {frozenset(pair) for pair in looked_at(*reversed(made))}


@given(lists())
def test_every_mention_has_a_key_and_the_same_each_time(made: list[Mention]) -> None:
    found, rarity = described(*made)
    for one in found:
        assert list(keys(one, rarity)) == list(keys(one, rarity)) != []
