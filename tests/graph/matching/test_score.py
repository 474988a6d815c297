"""What speaks for and against two mentions being one organisation."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.matching import score
from graph.matching.candidates import ASK, DIFFERENT, SAME
from graph.matching.description import Rarity, describe
from graph.matching.mention import Identifier, Mention
from graph.matching.score import ASK_BITS, band, compare, reasons
from tests.graph.matching.invented import described, mention, mentions


def verdict(one: Mention, other: Mention, exclusive: tuple[str, ...] = ()) -> score.Verdict:
    found = compare(describe(one), describe(other), Rarity(), exclusive)
    assert found
    return found


def weights(one: Mention, other: Mention, exclusive: tuple[str, ...] = ()) -> dict[str, float]:
    return dict(verdict(one, other, exclusive).parts)


def pair(**sides: tuple[object, object]) -> tuple[Mention, Mention]:
    one, two = ({name: values[at] for name, values in sides.items()} for at in (0, 1))
    return mention(0, "Lernwerk Auental", **one), mention(1, "Lernwerk Auental", **two)


PIC, OTHER = (frozenset({Identifier("pic", value)}) for value in ("999999999", "888888888"))


@pytest.mark.parametrize(
    ("sides", "feature", "weight"),
    [
        ({"country": ("DE", "DE")}, "country", score.COUNTRY_SAME),
        ({"country": ("DE", "AT")}, "country", score.COUNTRY_OTHER),
        ({"country": ("DE", "")}, "country", None),
        ({"postcode": ("04109", "04109")}, "postcode", score.POSTCODE_SAME),
        ({"town": ("Auental", "AUENTAL")}, "town", score.TOWN_SAME),
        ({"town": ("Auental", "Lindental")}, "town", score.TOWN_OTHER),
        ({"nuts": ("DED51", "DED51")}, "region", score.DISTRICT_SAME),
        ({"nuts": ("DED51", "DED5")}, "region", score.REGION_SAME),
        ({"nuts": ("DED51", "DED52")}, "region", score.REGION_OTHER),
        ({"nuts": ("DED51", "DE")}, "region", None),
        ({"identifiers": (PIC, PIC)}, "identifier", score.IDENTIFIER_SAME),
        ({"identifiers": (PIC, OTHER)}, "identifier", score.IDENTIFIER_OTHER),
        ({"projects": (frozenset("a"), frozenset("ab"))}, "same-project", score.SAME_PROJECT),
        ({"kinds": (frozenset({"verein"}), frozenset({"unternehmen"}))}, "kind", score.KIND_OTHER),
        ({"kinds": (frozenset({"verein"}), frozenset({"volkshochschule"}))}, "kind", 0.0),
        (
            {"domains": (frozenset({"a.example"}), frozenset({"b.example"}))},
            "domain",
            score.DOMAIN_OTHER * score.SOFTENED,
        ),
        ({"short_names": (("LHK",), ("KBL",))}, "acronym", score.ACRONYM_OTHER * score.SOFTENED),
    ],
)
def test_a_feature_has_its_weight(sides: dict[str, tuple[object, object]], feature: str, weight: float | None) -> None:
    assert weights(*pair(**sides), exclusive=("pic",)).get(feature) == weight


def test_a_value_of_an_identifier_that_one_may_have_several_of_tells_nothing() -> None:
    assert "identifier" not in weights(*pair(identifiers=(PIC, OTHER)))


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ("Gymnasium Auental 1", "Gymnasium Auental 2", "number"),
        ("Lernwerk Kreisverband Auental", "Lernwerk Auental", "branch"),
        ("Lernwerk Auental GmbH", "Lernwerk Auental e. V.", "legal-form"),
    ],
)
def test_names_that_differ_in_what_tells_branches_and_numbers_apart(one: str, other: str, feature: str) -> None:
    assert weights(mention(0, one), mention(1, other))[feature] < 0


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(1.0, SAME), (0.9, SAME), (0.899, ASK), (0.3, ASK), (0.299, DIFFERENT), (0.0, DIFFERENT)],
)
def test_three_bands(probability: float, expected: str) -> None:
    assert band(probability) == expected


def test_reasons_come_weightiest_first_with_both_values() -> None:
    one, other = pair(country=("DE", "DE"), identifiers=(PIC, PIC))
    found = reasons(verdict(one, other), describe(one), describe(other))
    assert found[0].feature == "identifier"
    assert found[0][2:] == ("pic 999999999", "pic 999999999")
    assert sorted(map(abs, (reason.weight for reason in found)), reverse=True) == [
        abs(reason.weight) for reason in found
    ]


@given(mentions(0), mentions(1))
def test_it_does_not_matter_which_is_first(one: Mention, other: Mention) -> None:
    (first, second), rarity = described(one, other)
    there, back = compare(first, second, rarity, ("pic",)), compare(second, first, rarity, ("pic",))
    assert there
    assert back
    assert there.bits == pytest.approx(back.bits)
    assert there.evidently_other == back.evidently_other


@given(mentions(0), mentions(1))
def test_who_is_told_apart_by_names_alone_would_be_told_apart_by_all(one: Mention, other: Mention) -> None:
    (first, second), rarity = described(one, other)
    whole, early = compare(first, second, rarity), compare(first, second, rarity, least=ASK_BITS)
    assert whole
    assert early is not None or whole.bits < ASK_BITS


@given(mentions())
def test_a_mention_is_the_same_as_itself(one: Mention) -> None:
    """Where its name has a rare word, and more than the name is known: it stands in another project."""
    from dataclasses import replace

    one = replace(one, names=(f"Seltenwort {one.names[0]}",), country="DE", projects=frozenset())
    (found,), rarity = described(one)
    same = compare(found, found, rarity, ("pic",))
    assert same
    assert band(same.probability) == SAME
