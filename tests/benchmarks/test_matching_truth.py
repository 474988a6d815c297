"""What mentions and truth are made of the participations."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.matching_truth import hosts, read, truth
from graph.errors import InputError
from tests.benchmarks.matching_rows import rows, write


def test_both_files_are_read(tmp_path: Path) -> None:
    write(tmp_path)
    assert read(tmp_path) == rows()


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cordis-plus-2007\.csv.*--samples"):
        read(tmp_path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    write(tmp_path, without="legal_url")
    with pytest.raises(InputError, match="legal_url"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("granularity", "mentions", "pairs"), [("descriptions", 6, 3), ("names", 6, 3), ("rows", 7, 6)]
)
def test_mentions_and_true_pairs_of_each_granularity(granularity: str, mentions: int, pairs: int) -> None:
    known = truth(rows(), granularity)
    assert (len(known.mentions), len(known.pairs), known.unnamed) == (mentions, pairs, 1)


def test_a_description_is_one_mention_with_all_its_projects() -> None:
    first = truth(rows()).mentions[0]
    assert first.names == ("UNIVERSITAET MUSTERSTADT",)
    assert first.short_names == ("UMU",)
    assert first.domains == {"uni-muster.example"}
    assert first.kinds == {"hochschule"}
    assert {one.rpartition("-")[2] for one in first.projects} == {"1", "2"}


def test_missing_values_and_countries() -> None:
    mentions = truth(rows(), "rows").mentions
    assert [mention.country for mention in mentions] == ["DE", "DE", "DE", "DE", "GB", "GR", "GB"]
    assert mentions[2].short_names == () and mentions[2].domains == frozenset()
    assert mentions[5].kinds == frozenset()


def test_the_pic_is_hidden() -> None:
    for mention in truth(rows(), "rows").mentions:
        assert not mention.identifiers
        assert "10000000" not in repr(mention)


def test_a_temporary_pic_is_no_truth() -> None:
    known = truth(rows(), "rows")
    assert known.identities[6] == frozenset()
    assert known.least.tolist() == [0, 0, 0, 0, 1, 2, -1]


def test_a_description_under_two_pics_has_both() -> None:
    twice = rows()
    twice[1]["pic"] = "100000009"
    known = truth(twice)
    assert known.identities[0] == {"100000001", "100000009"}
    assert known.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]


def test_the_half_of_a_pic_does_not_depend_on_the_others() -> None:
    whole, part = truth(rows()), truth(rows()[4:])
    halves = dict(zip(whole.known, whole.report_half().tolist(), strict=True))
    assert part.report_half().tolist() == [halves[one] for one in part.known]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.uni-muster.example", ["uni-muster.example"]),
        ("www.Muster.example/en/index.php", ["muster.example"]),
        ("https://a.example:8080/; b.example", ["a.example", "b.example"]),
        ("http://[broken", []),
        ("none", []),
        ("", []),
    ],
)
def test_hosts(url: str, expected: list[str]) -> None:
    assert list(hosts(url)) == expected
