"""``verbund gaps`` as people and programs meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from explorer.gap_words import WORDS
from graph.model import Organisation, Participation, Project, Source
from graph.replacing import load_into
from graph.triples import record_quads

SOUTH = "Southern Germany"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["gaps", *arguments, "--lang", language])


def test_the_need_of_the_articles_is_a_white_spot() -> None:
    found = json.loads(run("--json", "--limit", "20").stdout)
    cells = {(gap["region"]["label"], gap["theme"]["label"]): gap for gap in found["gaps"]}
    gap = next(gap for (region, _), gap in cells.items() if region == SOUTH)
    assert gap["lacks"][0]["kind"] == "need"
    assert gap["needs"][0]["sought"] == "partner"
    assert gap["partners"] == 0
    assert gap["sources"]
    assert found["without"]["region"]["partners"] == 7
    assert found["query"]["by"] == ["region", "theme"]


@pytest.mark.parametrize(
    ("language", "words"), [("de", ("fehlen", "gesucht", "Süddeutschland")), ("en", ("missing", "sought", SOUTH))]
)
def test_people_get_a_table_and_a_sentence_each(language: str, words: tuple[str, ...]) -> None:
    result = run("--limit", "20", "--explain", language=language)
    assert result.exit_code == 0, result.output
    assert all(word in result.stdout for word in words)


def test_json_and_text_say_the_same_number_of_gaps() -> None:
    found = json.loads(run("--json", "--limit", "3").stdout)
    assert len(found["gaps"]) == 3
    assert f"{found['left_out']} more" in run("--limit", "3").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--only", "money"), "No gap of this kind (money)"),
        (("--by", "funder,year"), "No gap found"),
        (("--in", "Kiel", "--theme", "Homelessness"), "fits what was chosen"),
    ],
)
def test_an_empty_answer_has_a_reason(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert words in " ".join(result.stdout.split())
    assert words in json.loads(run(*arguments, "--json").stdout)["why_none"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--by", "towns"), 1, "known are region, theme, programme, country, kind, year, funder"),
        (("--level", "x"), 1, "known are 0, 1, 2, 3, land"),
        (("--only", "x"), 1, "known are need, money, size"),
        (("--in", "Atlantis"), 1, "Atlantis"),
        (("--limit", "0"), 2, "--limit"),
    ],
)
def test_what_there_is_not_is_named_in_a_line(arguments: tuple[str, ...], code: int, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr


def test_money_from_elsewhere_is_said(tmp_path: Path) -> None:
    ex, nuts = "https://example.org/", "http://data.europa.eu/nuts/code/"
    records = [
        Project(
            iri=f"{ex}p", label={"": "Brücke"}, region=[f"{nuts}DE2"], eligible_cost="9", currency="EUR",
            participations=[Participation(iri=f"{ex}x", organisation=f"{ex}o")],
        ),
        Organisation(iri=f"{ex}o", label={"": "Muster gGmbH"}, region=[f"{nuts}DE3"]),
    ]  # fmt: skip
    from data import embedded

    own = Source(id="own", title="own"), [quad for record in records for quad in record_quads(record, "own")]
    reference = [pair for pair in embedded.sources() if pair[0].id.startswith("reference")]
    load_into(tmp_path / "store", [*reference, own])
    arguments = ["--store", str(tmp_path / "store"), "gaps", "--by", "region", "--explain", "--lang", "de"]
    text = CliRunner().invoke(main, arguments).stdout
    assert "Bayern: 1 Projekt (ohne Betrag) nur von 1 Organisation von außerhalb getragen, 0 Partner dort" in text
    assert "getragen von: Muster gGmbH (1)" in text


def test_every_text_is_there_in_both_languages() -> None:
    assert all(set(texts) == {"de", "en"} and all(texts.values()) for texts in WORDS.values())
