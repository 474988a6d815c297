"""Mentions into candidates: all at once, and what is new against what is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.matching.candidates import ASK, SAME, Candidate
from graph.matching.index import Index
from graph.matching.matcher import IDENTIFIER_ERROR, match, match_new
from graph.matching.mention import Identifier, Mention
from tests.graph.matching.invented import lists, mention

PLACE = {"country": "DE", "nuts": "DED51"}
VHS, SCHOOL = (mention(at, name, **PLACE) for at, name in enumerate(("VHS Lindental", "Volkshochschule Lindental")))
KRAN, WERK = mention(2, "Kranbau Auental GmbH", **PLACE), mention(3, "Auental Kranbau", **PLACE)
HOF = mention(4, "Brückenhof Auental e. V.", **PLACE)
EVERY = [VHS, SCHOOL, KRAN, WERK, HOF]


def brief(found: list[Candidate]) -> list[tuple[str, str, str]]:
    return [(one.first[-1], one.second[-1], one.band) for one in found]


def test_pairs_in_bands_in_the_order_of_iris() -> None:
    assert brief(match(EVERY)) == brief(match(reversed(EVERY))) == [("0", "1", SAME), ("2", "3", SAME)]
    assert match([]) == match([VHS]) == []


def test_progress_ends_with_all_pairs() -> None:
    told: list[tuple[int, int]] = []
    match(EVERY, progress=lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize("name", ["GmbH", "e. V.", "A", "1", "...", "N.N.", "Verschiedene Unternehmen"])
def test_names_of_nobody_are_never_the_same(name: str) -> None:
    assert match([mention(0, name, **PLACE), mention(1, name, **PLACE)]) == []


def test_a_name_of_signs_beside_a_real_one_is_passed_over() -> None:
    made = [mention(0, "Kranbau Auental", "/", "…", **PLACE), mention(1, "Kranbau Auental", "-", **PLACE)]
    assert brief(match([*made, mention(2, "/"), mention(3, "/")])) == [("0", "1", SAME)]


def test_one_identifier_for_evidently_different_organisations_is_an_error_of_a_source() -> None:
    held = frozenset({Identifier("pic", "999999999")})
    made = [mention(0, "Kranbau Auental", identifiers=held), mention(1, "Lernwerk Musterstadt", identifiers=held)]
    (found,) = match(made)
    assert (found.band, found.error) == (ASK, IDENTIFIER_ERROR)
    renamed = [made[0], mention(1, "Kranbau und Hebewerk Auental", identifiers=held)]
    assert [one.error for one in match(renamed)] == [""]


def test_new_mentions_meet_known_ones(tmp_path: Path) -> None:
    index = Index(tmp_path)
    assert brief(match_new(index, [VHS, KRAN])) == []
    assert brief(match_new(index, [SCHOOL, HOF])) == [("0", "1", SAME)]
    assert brief(match_new(index, [WERK])) == [("2", "3", SAME)]
    assert index.mentions() == EVERY


def test_what_is_gone_or_renamed_is_met_no_more(tmp_path: Path) -> None:
    index = Index(tmp_path)
    match_new(index, [VHS, KRAN])
    assert match_new(index, [SCHOOL], gone=[VHS.iri]) == []
    match_new(index, [mention(2, "Hebewerk Musterstadt", **PLACE)])
    assert match_new(index, [WERK]) == []
    assert index.size == 3


def test_whose_name_becomes_one_of_nobody_is_met_no_more(tmp_path: Path) -> None:
    index = Index(tmp_path)
    match_new(index, [KRAN, HOF])
    match_new(index, [mention(2, "N.N.", **PLACE), mention(5, "GmbH")])
    assert index.mentions() == [HOF]
    assert match_new(index, [WERK]) == []


@given(lists(), st.randoms(use_true_random=False))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_mentions_does_not_matter(made: list[Mention], random: object) -> None:
    mixed = list(made)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert match(mixed) == match(made)


@given(lists(), st.integers(0, 8))
@settings(max_examples=40, deadline=None)
def test_bit_by_bit_finds_the_pairs_of_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, made: list[Mention], cut: int
) -> None:
    """Pairs with a new mention score as if all were matched at once: words are counted over old and new alike.

    Pairs of old ones keep the score of their time, when their words were a little rarer.
    """
    index = Index(tmp_path_factory.mktemp("identity"))
    match_new(index, made[:cut])
    scores = {(one.first, one.second): one.score for one in match_new(index, made[cut:])}
    new = {mention.iri for mention in made[cut:]}
    for one in match(made):
        if not new.isdisjoint((one.first, one.second)):
            assert scores.get((one.first, one.second), 0.3) == pytest.approx(one.score, abs=0.001)
    assert index.mentions() == [one for one in made if one.iri in {item.iri for item in index.mentions()}]
