"""Mentions made ready for comparison, and how rare what they have is."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.description import MOST, OTHERS, Rarity, describe, is_telling
from graph.matching.mention import Mention
from tests.graph.matching.invented import described, lists, mention, names


def test_names_short_names_initials_and_town() -> None:
    found = describe(
        mention(
            1, "Lindentaler Hochschule Kunst (LHK)", short_names=("LHK", "Art School Lindental"), town="Bad Auental"
        )
    )
    assert found.acronyms == {"lhk"}
    assert len(found.spellings) == 2, "several words are no acronym but another name"
    assert found.town == "badauntal"
    assert "lak" in found.initials, "the first letters of lindentaler, applied-sciences and kunst"
    assert describe(mention(1, "Kran", kinds=frozenset({"kind/unternehmen"}))).company


@pytest.mark.parametrize("name", ["GmbH", "e. V.", "Kft.", "A", "1", "...", "&", "", "-"])
def test_names_that_say_nothing(name: str) -> None:
    assert not is_telling(describe(mention(1, name)))


@pytest.mark.parametrize("name", ["Kran", "Universität", "12", "清华大学", "جامعة", "Ωμέγα", "🎉🎉", "x" * 5000])
def test_names_that_say_something(name: str) -> None:
    assert is_telling(describe(mention(1, name)))


def test_what_is_rare_is_worth_more_up_to_a_limit() -> None:
    _, rarity = described(*names(*(f"Kranbau Lindental {number}" for number in range(300)), "Lernwerk Lindental"))
    assert rarity.bits("lindental") < rarity.bits("kranbau") + 0.1 < rarity.bits("lernwerk")
    assert rarity.bits("lindental") == log2((301 + OTHERS) / 301)
    assert rarity.bits("nirgends") == MOST
    assert rarity.bits("=university") < 7, "what organisations are is never rare"
    assert rarity.bits("17") <= 6
    assert rarity.acronym_bits("ab") < rarity.acronym_bits("abcd"), "short ones meet by chance"


def test_one_organisation_in_many_projects_does_not_make_its_name_common() -> None:
    _, rarity = described(*names(*["Lernwerk Auental"] * 50))
    assert (rarity.names, rarity.words["lernwerk"]) == (1, 1)


@given(lists(), st.integers(0, 8))
def test_the_order_of_names_does_not_matter(made: list[Mention], cut: int) -> None:
    whole = Rarity.of(map(describe, made))
    turned = Rarity.of(map(describe, [*made[cut:], *made[:cut]]))
    assert (whole.names, whole.words, whole.domains) == (turned.names, turned.words, turned.domains)
