"""Evaluations at the command line: a table a part, JSON, and what cannot be evaluated in a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.model import Source
from graph.recommending.evaluation import PARTS
from graph.replacing import load_into
from graph.triples import record_quads
from tests.graph.recommending.small import ALL


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small graph."""
    place = tmp_path_factory.mktemp("evaluated") / "s"
    load_into(
        place, [(Source(id="small", title="small"), [quad for one in ALL for quad in record_quads(one, "small")])]
    )
    return place


def run(place: Path, *words: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["--store", str(place), "evaluate", *words, "--lang", language])


def test_a_table_a_part(place: Path) -> None:
    done = run(place, "--cut", "2017-01-01", "--method", "programme", "--method", "country")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Known is what began before 2017-01-01: 4 projects, 5 organisations; asked for are 1 of")
    assert "New partners only: known ones among all (1 queries, 1 partners sought)" in lines
    [first, *_] = [line for line in lines if line.startswith("programme")]
    assert first.split()[:5] == ["programme", "1.000", "(1.00–1.00)", "1.000", "(1.00–1.00)"]
    assert "There is no query for this." in lines


def test_in_german(place: Path) -> None:
    done = run(place, "--cut", "2017-01-01", "--method", "programme", language="de")
    assert "Bekannt ist, was vor 2017-01-01 begann" in done.stdout
    assert "1,000 (1,00–1,00)" in done.stdout


def test_each_partner_seeks(place: Path) -> None:
    done = run(place, "--cut", "2017-01-01", "--method", "programme", "--seekers", "each")
    assert done.exit_code == 0, done.output
    first, second, *_ = done.stdout.splitlines()
    assert "asked for are 1 of the 1 projects" in first
    assert second.startswith(
        "In each of them every partner in turn seeks the others, as else the lead does (3 queries)"
    )
    assert "New partners only: all organisations (3 queries, 6 partners sought)" in done.stdout
    answer = json.loads(run(place, "--method", "programme", "--seekers", "each", "--json").stdout)
    assert answer["query"] == {"cut": "2018-01-01", "limit": None, "seekers": "each", "language": "en"}
    assert (answer["counts"]["queries"], answer["counts"]["projects_asked"]) == (3, 1)


def test_json_has_every_part(place: Path) -> None:
    answer = json.loads(run(place, "--method", "programme", "--limit", "5", "--json").stdout)
    assert answer["query"] == {"cut": "2018-01-01", "limit": 5, "language": "en"}
    assert list(answer["methods"]) == ["programme"]
    assert list(answer["methods"]["programme"]["new"]) == list(answer["parts"]) == list(PARTS)
    known = answer["methods"]["programme"]["repeats"]["known"]
    assert known["measures"]["mrr"] == {"mean": 0.5, "low": 0.5, "high": 0.5}
    assert set(known["lists"]) == {"coverage", "gini", "regions", "kinds"}
    assert answer["sources"]
    assert answer["version"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["--cut", "1990-01-01"], "no project begins before 1990-01-01"),
        (["--cut", "2090-01-01"], "no project begins on 2090-01-01 or later"),
        (["--cut", "gestern"], "“gestern” is no date"),
        (["--method", "oracle"], "“oracle” is no method; known are random"),
    ],
)
def test_what_cannot_be_evaluated_is_said_in_a_line(place: Path, words: list[str], text: str) -> None:
    done = run(place, *words)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert text in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_curated_articles_cannot_be_evaluated() -> None:
    """Few of their projects have a date; whatever is missing is said."""
    done = CliRunner().invoke(main, ["evaluate", "--lang", "en"])
    assert done.exit_code in {0, 1}
    assert not done.exception or isinstance(done.exception, SystemExit)
