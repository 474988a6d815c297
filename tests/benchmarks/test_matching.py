"""The benchmark of matching runs on small files, and so does each step of the one by size."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import matching, matching_generator, matching_speed, matching_splink, matching_step
from benchmarks.matching_measures import count_pairs
from graph.identity import name_key
from graph.matching.candidates import ASK, SAME, Candidate, Reason
from graph.matching.mention import Mention
from tests.benchmarks.matching_rows import write

MATCHER = f"{__name__}:match"


def match(mentions: list[Mention]) -> list[Candidate]:
    """A stand-in: equal names are the same, equal beginnings are asked about."""
    found = []
    for at, first in enumerate(mentions):
        for second in mentions[:at]:
            one, two = name_key(first.names[0]), name_key(second.names[0])
            if one == two or one[:4] == two[:4]:
                lesser, greater = sorted((first.iri, second.iri))
                score = 0.99 if one == two else 0.5
                found.append(Candidate(lesser, greater, score, SAME if one == two else ASK, (Reason("name", 3.0),)))
    return found


class Index:
    """A stand-in for mentions that were matched before."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions

    def match(self, new: list[Mention]) -> list[Candidate]:
        """The candidates with a new mention."""
        iris = {mention.iri for mention in new}
        return [one for one in match([*self.mentions, *new]) if iris & {one.first, one.second}]


def test_the_benchmark_prints_a_table_and_writes_the_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    errors = tmp_path / "errors.md"
    options = ["--samples", str(tmp_path), "--matcher", MATCHER, "--without-splink", "--errors", str(errors)]
    monkeypatch.setattr("sys.argv", ["matching", *options])
    matching.main()
    printed = capsys.readouterr().out
    assert printed.count(f"| {matching.OURS} |") == 3
    assert "6 mentions of 3 PICs, 1 of them without a PIC that identifies; 3 true pairs" in printed
    assert "not merged, same PIC" in errors.read_text("utf-8")


def test_missing_samples_are_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["matching", "--samples", str(tmp_path)])
    with pytest.raises(SystemExit, match="--samples"):
        matching.main()


@pytest.mark.parametrize("name", ["graph.nowhere:match", "graph.errors:nothing"])
def test_an_unknown_matcher_is_said_in_one_line(name: str) -> None:
    with pytest.raises(SystemExit, match="--matcher -"):
        matching.matcher_of(name)


def test_generated_mentions_are_the_same_each_time_and_three_in_ten_are_variants() -> None:
    known = matching_generator.truth(2_000)
    assert known.mentions == matching_generator.truth(2_000).mentions
    assert known.mentions != matching_generator.truth(2_000, seed=1).mentions
    assert 0.65 < len(known.known) / len(known.mentions) < 0.75
    assert all(mention.names[0].strip() and mention.country for mention in known.mentions)


def test_splink_finds_generated_variants() -> None:
    known = matching_generator.truth(600)
    pairs, scores, compared = matching_splink.scored(known.mentions, least=0.0)
    assert len(pairs) == len(scores) == compared
    assert count_pairs(known, pairs).measures()["recall"].value > 0.7


@pytest.mark.parametrize("case", ["ours", "exact", "incremental"])
def test_steps_give_seconds_memory_and_quality(case: str) -> None:
    figures = matching_step.STEPS[case](200, MATCHER)
    assert figures["seconds"] > 0 and figures["peak"] >= figures["before"] > 0
    assert 0 < figures["recall"] <= 1
    assert matching_speed.row(200, case, [figures, figures]).startswith("| 200 | ")


def test_peers_are_measured_at_some_sizes_only() -> None:
    assert matching_speed.cases_of(30_000, list(matching_speed.NAMES)) == ["ours"]
    assert matching_speed.cases_of(1_000_000, list(matching_speed.NAMES)) == ["ours", "incremental"]
    assert matching_speed.cases_of(10_000, ["exact"]) == ["exact"]
