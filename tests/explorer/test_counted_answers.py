"""Statistics, facets and differences at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from tests.data.importing.made_readings import MadeReading
from tests.data.importing.test_loader import FIRST, load


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two editions of a list."""
    place = tmp_path_factory.mktemp("counted") / "s"
    rows = [*FIRST, *((f"P{number}", "Verein", "5") for number in range(30))]
    load(place, MadeReading(rows))
    load(place, MadeReading([("Neu", "Stadt", "1"), ("Brücke", "Verein", "11"), *rows[2:]], edition="2"))
    return place


def run(place: Path, *words: str) -> Result:
    done = CliRunner().invoke(main, ["--store", str(place), *words, "--lang", "en"])
    assert done.exit_code == 0, done.output
    return done


def test_money_is_summed_by_programme(place: Path) -> None:
    answer = json.loads(run(place, "stats", "--by", "year", "--json").stdout)
    [group] = answer["groups"]
    assert (group["year"], group["projects"], group["amount"]) == (None, 33, {"EUR": 192.0})
    assert answer["query"]["by"] == ["year"]
    assert [source["id"].rpartition("/")[2] for source in answer["sources"]] == ["made"]


def test_groups_are_a_table(place: Path) -> None:
    lines = run(place, "stats", "--by", "programme,year").stdout.splitlines()
    assert lines[0].split()[:3] == ["programme", "year", "projects"]
    assert "192 EUR" in lines[2]
    assert "(not stated)" in lines[2]


def test_facets_are_tables(place: Path) -> None:
    assert "--type Project" in run(place, "facets", "Brücke").stdout
    answer = json.loads(run(place, "facets", "Brücke", "--json").stdout)
    assert answer["found"] == 1
    assert answer["facets"]["programme"][0]["narrow"].startswith("--programme https://")


def test_a_difference_names_what_appeared_changed_and_vanished(place: Path) -> None:
    text = run(place, "diff", "made").stdout
    assert "1 appeared, 1 changed, 1 vanished" in text
    answer = json.loads(run(place, "diff", "made", "--json").stdout)
    assert [thing["label"] for thing in answer["appeared"]] == ["Neu"]
    patch = run(place, "diff", "made", "--patch").stdout.splitlines()
    assert (patch[0], patch[-1]) == ("TX .", "TC .")
    assert any(line.startswith("A <https://w3id.org/verbund/id/project/made-neu>") for line in patch)


def test_one_edition_has_no_difference(tmp_path: Path) -> None:
    load(tmp_path / "s", MadeReading(FIRST))
    assert "one edition only" in run(tmp_path / "s", "diff", "made").stdout
    done = CliRunner().invoke(main, ["--store", str(tmp_path / "s"), "diff", "made", "--patch"])
    assert done.exit_code == 1


@pytest.mark.parametrize(
    "words", [["stats", "--limit", "3"], ["stats", "--in", "Bayern"], ["stats", "--by", "colour"], ["diff", "nothing"]]
)
def test_what_cannot_be_answered_is_refused(place: Path, words: list[str]) -> None:
    assert CliRunner().invoke(main, ["--store", str(place), *words]).exit_code in (1, 2)
