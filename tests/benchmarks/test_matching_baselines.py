"""What the peers of matching find in a few mentions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.matching_baselines import BASELINES, between, within
from graph.matching.mention import Mention


def mentions(*named: tuple[str, str]) -> list[Mention]:
    return [
        Mention(iri=f"urn:{number}", names=(name,), country=country) for number, (name, country) in enumerate(named)
    ]


MENTIONS = mentions(
    ("Bildungswerk Müllersdorf", "DE"),
    ("BILDUNGSWERK MUELLERSDORF", "DE"),
    ("Bildungswerk Mullersdorf", "AT"),
    ("Müllersdorf Bildungswerk", "DE"),
    ("Obstbau Kesselring", "DE"),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("exact normalised name", [(0, 1), (0, 2), (1, 2)]),
        ("normalised name + country", [(0, 1)]),
        ("rapidfuzz token_set ≥ 90, same country", [(0, 1), (0, 3), (1, 3)]),
        ("rapidfuzz token_set ≥ 90", [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]),
    ],
)
def test_baselines(name: str, expected: list[tuple[int, int]]) -> None:
    assert sorted(map(tuple, BASELINES[name](MENTIONS).tolist())) == expected


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("of", [(), MENTIONS[:1], MENTIONS[3:]])
def test_few_mentions_have_no_pairs(name: str, of: Sequence[Mention]) -> None:
    assert BASELINES[name](of).shape == (0, 2)


def test_pairs_of_groups() -> None:
    assert within([[4, 2, 7], [1]]).tolist() == [[4, 2], [4, 7], [2, 7]]
    assert sorted(between([5, 1], [3]).tolist()) == [[1, 3], [3, 5]]
