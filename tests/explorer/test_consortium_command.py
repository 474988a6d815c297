"""Consortia at the command line: text and JSON, German and English, and what cannot be in a line."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from data import embedded
from explorer.consortium_words import WORDS
from graph.consortium.rules import RULES, WISHES
from graph.model import Source
from graph.replacing import load_into
from graph.triples import record_quads
from tests.graph.consortium.small_graph import EX, records


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small graph."""
    place = tmp_path_factory.mktemp("consortia") / "s"
    quads = [quad for one in records() for quad in record_quads(one, "small")]
    load_into(place, [*embedded.sources(), (Source(id="small", title="Small graph"), quads)])
    return place


@pytest.fixture
def rules(tmp_path: Path) -> Iterator[str]:
    """A rule file."""
    file = tmp_path / "own.yml"
    file.write_text(
        "rules:\n  - members: {min: 3}\n  - countries: {min: 2}\n  - budget: {of: lead, min: 40 %}\n", "utf-8"
    )
    yield str(file)


def run(place: Path, *words: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["--store", str(place), "consortium", *words, "--lang", language])


def test_proposals_as_text(place: Path, rules: str) -> None:
    done = run(place, "Musterstelle lead", "--rules", rules)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "Consortia for “Musterstelle lead” under the rules “own”"
    assert sum(line.startswith("Proposal") for line in lines) == 3
    assert "     ✓ “countries” countries: 2 (needs ≥ 2)" in lines
    assert "     ✓ “budget” budget: lead partner: 40.0 % (needs ≥ 40.0 %)" in lines
    assert any("proven to be the best of" in line for line in lines)
    assert any("else: " in line for line in lines)
    assert any("countries (needed)" in line for line in lines)


def test_german(place: Path, rules: str) -> None:
    done = run(place, "Musterstelle lead", "--rules", rules, language="de")
    assert "     ✓ „countries“ Länder: 2 (verlangt ≥ 2)" in done.stdout.splitlines()
    assert "federführend" in done.stdout
    assert "gemeinsames Thema: Mentoring" in done.stdout


def test_json_is_complete(place: Path, rules: str) -> None:
    done = run(place, "Musterstelle lead", "--rules", rules, "--json", "--count", "2")
    found = json.loads(done.stdout)
    assert len(found["proposals"]) == 2
    assert found["obstacles"] is None
    best = found["proposals"][0]
    assert best["objective"] == pytest.approx(sum(best["parts"].values()), abs=2e-4)
    assert best["solver"]["status"] == "optimal"
    assert all(rule["ok"] for rule in best["rules"])
    lead, *others = best["members"]
    assert (lead["id"], lead["role"], lead["country"]) == (f"{EX}lead", "lead", "DE")
    assert sum(member["budget_share"] for member in best["members"]) == pytest.approx(1, abs=1e-4)
    for member in others:
        assert member["score"] == pytest.approx(sum(reason["weight"] for reason in member["reasons"]), abs=1e-4)
        assert all(reason["sources"] for reason in member["reasons"])
        assert member["alternative"]["costs"] >= 0
    assert found["sources"]
    assert found["version"]


@pytest.mark.parametrize(
    ("rule", "language", "said"),
    [
        (
            "countries: {min: 9}",
            "en",
            "“countries” (line 1). “countries” countries: at least 9 needed, 6 possible (3 short): ",
        ),
        (
            "countries: {min: 9}",
            "de",
            "„countries“ Länder: mindestens 9 nötig, 6 möglich (es fehlen 3): der Graph kennt",
        ),
        (
            "at_least: {count: 2, of: {country: TN}}",
            "en",
            "at least 2 needed, 0 possible (2 short): true of 0 in the pool",
        ),
        ("at_most: {count: 0, of: {country: DE}}", "en", "“at_most” (line 1) cannot be met with the lead"),
    ],
)
def test_what_cannot_be_met_is_said_and_by_how_much(
    place: Path, tmp_path: Path, rule: str, language: str, said: str
) -> None:
    file = tmp_path / "own.yml"
    file.write_text(f"rules: [{{{rule}}}]", "utf-8")
    done = run(place, "Musterstelle lead", "--rules", str(file), language=language)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said.removeprefix("“countries” (line 1). ") in done.stderr
    assert done.stderr.count("\n") == 1
    machine = run(place, "Musterstelle lead", "--rules", str(file), "--json")
    assert machine.exit_code == 1
    found = json.loads(machine.stdout)
    assert found["proposals"] == []
    assert found["obstacles"]["broken"]


def test_contradictory_rules_are_both_named(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.yml"
    file.write_text("rules:\n  - members: {max: 3}\n  - countries: {min: 4}\n  - per_country: {max: 5}\n", "utf-8")
    done = run(place, "Musterstelle lead", "--rules", str(file))
    assert "“members” (line 2) and “countries” (line 3) contradict each other" in done.stderr


def test_an_area_without_anybody_says_why(place: Path, rules: str) -> None:
    done = run(place, "Musterstelle lead", "--rules", rules, "--in", "Saarland")
    assert done.exit_code == 1
    assert "there are no candidates (" in done.stderr
    assert "outside the area" in done.stderr


def test_the_ready_rules_are_listed() -> None:
    done = CliRunner().invoke(main, ["consortium", "--rules", "list", "--lang", "de"])
    assert done.exit_code == 0
    assert all(name in done.stdout for name in ("horizon-europe", "interreg-europe", "euro-med", "esf-transnational"))
    assert "Article 22(2)" in done.stdout
    listed = CliRunner().invoke(main, ["consortium", "--rules", "list", "--json"])
    assert len(json.loads(listed.stdout)["rule_sets"]) == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Musterstelle lead"], 2, "--rules"),
        (["--rules", "euro-med"], 2, "for whom?"),
        (["Musterstelle lead", "--rules", "euro-med", "--near", "Ulm"], 2, "--near and --radius go together"),
        (["Musterstelle lead", "--rules", "euromud"], 1, "Did you mean: euro-med?"),
        (["Musterstelle lead", "--rules", "euro-med", "--with", "Niemand"], 1, "nothing is called “Niemand”"),
        (["Niemand und Nichts", "--rules", "euro-med"], 1, "nothing is called"),
        (["Musterstelle lead", "--rules", "euro-med", "--time-limit", "0"], 2, "time-limit"),
    ],
)
def test_wrong_calls(place: Path, words: list[str], code: int, said: str) -> None:
    done = run(place, *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr


def test_every_rule_and_wish_has_its_words_in_both_languages() -> None:
    assert {f"rule.{kind}" for kind in RULES} | {f"wish.{kind}" for kind in WISHES} <= WORDS.keys()
    for texts in WORDS.values():
        fields = [{name for _, name, _, _ in string.Formatter().parse(texts[key]) if name} for key in ("de", "en")]
        assert fields[0] == fields[1]
