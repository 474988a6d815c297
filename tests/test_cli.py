"""The command line as a user meets it: answers in two languages, JSON, and errors in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.vocabulary import VB

ROOT = Path(__file__).resolve().parents[1]
ROMA = "Vernetzung Süd-Ost-Europa, Roma"
EXPECTED = ["KIS - Kultur im Sozialraum", "KOMM", "Stadt Pforzheim", "QuinteSentio GmbH & Co. KG"]
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?d)) }"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in German, as a German locale would have it."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    runner = CliRunner()

    def invoke(*arguments: str, **options: Any) -> Result:
        return runner.invoke(main, list(arguments), **options)

    return invoke


def as_json(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def failed(result: Result, *words: str, code: int = 1) -> None:
    """The command failed with one line that has these words, and printed nothing else."""
    assert result.exit_code == code
    assert result.stdout == ""
    if code == 1:
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    for word in words:
        assert word in result.stderr
    assert "Traceback" not in result.stderr


def test_the_question_that_it_was_built_for(run: Run) -> None:
    answer = as_json(run("partners", ROMA, "--json"))
    labels = [candidate["label"] for candidate in answer["candidates"]]
    assert [label[: len(name)] for label, name in zip(labels, EXPECTED, strict=True)] == EXPECTED
    assert answer["left_out"]["already_partner"] == 3
    assert answer["query"]["thing"]["label"] == ROMA
    assert answer["query"]["in"][0]["label"] == "Süddeutschland"
    assert all(set(source) >= {"id", "title", "sha256"} for source in answer["sources"])
    assert answer["version"]
    for candidate in answer["candidates"]:
        assert set(candidate) == {"id", "label", "type", "region", "score", "sentence", "reasons", "organisations"}
        assert round(sum(reason["weight"] for reason in candidate["reasons"]), 4) == candidate["score"]
        for reason in candidate["reasons"]:
            assert set(reason) == {"kind", "text", "weight", "path", "sources"}
            assert reason["sources"]
            assert all({"source", "where"} <= set(source) for source in reason["sources"])


def test_partners_in_words(run: Run) -> None:
    german, english = run("partners", ROMA), run("partners", ROMA, "--lang", "en")
    assert "Mögliche Partner" in german.stdout
    assert "Potential partners" in english.stdout
    assert german.stdout.index("KIS") < german.stdout.index("KOMM") < german.stdout.index("Pforzheim")
    assert "3 schon Mitglied oder Partner" in german.stdout
    assert "↳" not in german.stdout
    explained = run("partners", ROMA, "--explain").stdout
    assert "↳" in explained
    assert " → " in explained
    assert "Zeichen" in explained


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--in", "de-south-wide"], {"KIS", "KOMM", "Koblenzer", "Stadt", "QuinteSentio"}),
        (["--in", "Bayern"], {"KIS", "KOMM"}),
        (["--in", "Bavaria", "--limit", "1"], {"KIS"}),
        (["--near", "Stuttgart", "--radius", "60"], {"Stadt", "QuinteSentio"}),
        (["--type", "organisation"], {"Stadt", "QuinteSentio"}),
        (["--theme", "Lokale Vernetzung"], {"KIS"}),
        (["--theme", "Lokale Vernetzung", "--theme", "Mentoring", "--match", "all"], set()),
    ],
)
def test_partners_narrowed(run: Run, options: list[str], found: set[str]) -> None:
    answer = as_json(run("partners", ROMA, "--json", *options))
    assert {candidate["label"].split()[0] for candidate in answer["candidates"]} == found


def test_who_works_in_all_of_the_area_is_not_said_to_lie_in_it_twice(run: Run) -> None:
    text = run("partners", "Stadt Pforzheim", "--in", "Sachsen").stdout
    assert "liegt im gesuchten Gebiet: Sachsen\n" in text
    assert "liegt im gesuchten Gebiet: Torgau (Sachsen)\n" in text


def test_nobody_fits_is_said_in_words(run: Run) -> None:
    assert "Niemand passt" in run("partners", ROMA, "--in", "Saarland").stdout


READING = [
    ["stats"],
    ["sources"],
    ["search", "munchen"],
    ["show", "KIS"],
    ["partners", "COMMPASS"],
    ["shared", "Elternarbeit", "Mentoring"],
    ["shared", "KIS"],
    ["path", "COMMPASS", "Stadt Pforzheim"],
    ["questions"],
    ["ask", "projects-in-region", "--region", "Bayern"],
    ["check"],
]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_every_answer_comes_as_text_and_as_json(run: Run, arguments: list[str]) -> None:
    for language in ("de", "en"):
        text = run(*arguments, "--lang", language)
        assert text.exit_code == 0, text.stderr
        assert text.stdout.strip()
    assert as_json(run("--lang", "en", *arguments, "--json"))


def test_options_stand_before_or_after_the_command(run: Run) -> None:
    assert run("--lang", "en", "stats").stdout == run("stats", "--lang", "en").stdout


def test_help_names_every_command_with_an_example() -> None:
    assert isinstance(main, click.Group)
    for name, command in main.commands.items():
        assert "Example: verbund" in (command.help or ""), name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "Blafasel"], ["Blafasel"]),
        (["show", "Mentorinngg"], ["Mentorinngg", "Did you mean", "Mentoring"]),
        (["partners", "KIS", "--in", "Bayrn"], ["Bayrn", "Bayern"]),
        (
            ["partners", "KIS", "--in", "Karlsruhe"],
            ["Regierungsbezirk Karlsruhe", "Landkreis Karlsruhe", "Stadt Karlsruhe"],
        ),
        (["partners", "KIS", "--near", "München", "--radius", "-3"], ["-3"]),
        (["partners", "theme/mentoring"], ["Mentoring"]),
        (["partners", "KIS", "--theme", "Menntoring"], ["Menntoring", "Mentoring"]),
        (["sparql", "SELECT * WHERE { ?s ?p "], ["line 1"]),
        (["sparql", "SELECT * WHERE { ?s ?p ?o } LIMIT x"], ["line 1", "x"]),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], ["verbund load"]),
        (["sparql", "SELECT * WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }"], ["SERVICE"]),
        (["sparql", "there-is-no-such-file.rq"], ["there-is-no-such-file.rq"]),
        (["sparql", "ASK { ?s ?p ?o }", "--format", "turtle"], ["turtle"]),
        (["ask", "projects-in-regio"], ["projects-in-region"]),
        (["ask", "projects-in-region", "--place", "Bayern"], ["place", "region"]),
        (["ask", "projects-by-theme"], ["theme"]),
        (["search", "???"], ["letter"]),
        (["draw", "KIS", "--output", "no/such/folder/x.html"], ["no/such/folder"]),
        (["export", "--format", "json", "--output", "/"], ["folder"]),
        (["check", "--source", "nothing"], ["nothing"]),
        (["--store", "no-such-store", "stats"], ["no-such-store", "load"]),
        (["--store", "http://127.0.0.1:9/sparql", "stats"], ["127.0.0.1:9"]),
        (["load", "there-is-none.yml"], ["there-is-none.yml"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_errors_are_one_line_and_exit_with_1(run: Run, arguments: list[str], words: list[str]) -> None:
    failed(run(*arguments), *words)


@pytest.mark.parametrize(
    "arguments",
    [
        ["partners"],
        ["partners", "KIS", "--near", "München"],
        ["partners", "KIS", "--limit", "0"],
        ["ask", "projects-in-region", "--region"],
        ["ask", "projects-in-region", "Bayern"],
        ["export"],
        ["export", "--format", "csv", "--region", "Bayern"],
        ["sparql", "--format", "pdf"],
        ["blafasel"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(run: Run, arguments: list[str]) -> None:
    failed(run(*arguments), code=2)


def test_debug_shows_where_an_error_came_from(run: Run) -> None:
    assert run("--debug", "show", "Blafasel").exception is not None
    assert "NotFoundError" in repr(run("--debug", "show", "Blafasel").exception)


def test_sparql_takes_a_text_a_file_and_standard_input(run: Run, tmp_path: Path) -> None:
    query = "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a vb:Project }"
    file = tmp_path / "anfrage.rq"
    file.write_text(query, "utf-8")
    results = [
        run("sparql", query, "--format", "csv"),
        run("sparql", str(file), "--format", "csv"),
        run("sparql", "-", "--format", "csv", input=query),
    ]
    assert {result.stdout for result in results} == {results[0].stdout}
    assert int(results[0].stdout.split()[1]) >= 22


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_sparql_writes_rows_in_every_form(run: Run, form: str) -> None:
    result = run("sparql", f"SELECT ?p WHERE {{ ?p a <{VB.Project}> }} ORDER BY ?p LIMIT 2", "--format", form)
    assert result.exit_code == 0, result.stderr
    assert "https://w3id.org/verbund/id/project/" in result.stdout or "project/" in result.stdout


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld"])
def test_sparql_writes_graphs_in_every_form(run: Run, form: str) -> None:
    result = run("sparql", "CONSTRUCT WHERE { ?p a vb:Initiative }", "--format", form)
    assert result.exit_code == 0, result.stderr
    assert "Initiative" in result.stdout


def test_rows_that_several_sources_state_are_pointed_out(run: Run) -> None:
    query = "SELECT ?name WHERE { <https://w3id.org/verbund/id/organisation/esf> rdfs:label ?name }"
    assert "SELECT DISTINCT" in run("sparql", query).stdout
    assert "SELECT DISTINCT" not in run("sparql", query.replace("SELECT", "SELECT DISTINCT")).stdout


def test_a_query_cannot_run_for_ever(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LC_ALL": "C"}
    line = [sys.executable, "-m", "cli", "sparql", HEAVY, "--timeout", "1"]
    ended = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1
    assert ended.stderr.strip() == "verbund: stopped after 1 s; ask for less, or give --timeout"


def test_a_store_of_ones_own(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "meine.yml"
    own.write_text(
        "projects:\n"
        "  - label: Brückenbauer Augsburg\n"
        "    region: Stadt Augsburg\n"
        "    theme: Teilhabe von Roma\n"
        "    programme: XENOS\n",
        "utf-8",
    )
    place = str(tmp_path / "speicher")
    summary = as_json(run("--store", place, "load", str(own), "--json"))
    assert [item["source"].rsplit("/", 1)[1] for item in summary["loaded"]][-1] == "meine"
    best = as_json(run("--store", place, "partners", ROMA, "--json"))["candidates"][0]
    assert best["label"] == "Brückenbauer Augsburg"
    own.write_text("projects: [{label: Neu, reggion: Berlin}]\n", "utf-8")
    failed(run("--store", place, "load", str(own)), "meine.yml", "line 1", "reggion", "region")
    assert as_json(run("--store", place, "partners", ROMA, "--json"))["candidates"][0] == best


def test_the_store_can_be_named_by_the_environment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBUND_STORE", str(tmp_path / "s"))
    assert run("load").exit_code == 0
    assert (tmp_path / "s" / "verbund-store.json").exists()
    assert as_json(run("partners", ROMA, "--json"))["candidates"]


def test_an_explicit_store_goes_before_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "s")
    assert run("--store", place, "load").exit_code == 0
    monkeypatch.setenv("VERBUND_STORE", str(tmp_path / "not-there"))
    assert run("--store", place, "stats").exit_code == 0
    assert run("stats", "--store", place).exit_code == 0
    failed(run("stats"), "not-there")


def test_a_new_store_can_do_without_the_articles(run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "s")
    assert run("--store", place, "load", "--without-curated").exit_code == 0
    classes = {item["type"]: item["count"] for item in as_json(run("--store", place, "stats", "--json"))["classes"]}
    assert "Project" not in classes
    assert classes["Region"] > 600


def test_draw_writes_a_page_where_asked(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "netz.html"
    result = run("draw", "KIS", "--depth", "2", "--output", str(page), "--json")
    assert as_json(result)["file"] == str(page)
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>") or "<html" in page.read_text("utf-8")[:200].lower()
    assert "KIS - Kultur im Sozialraum" in page.read_text("utf-8")
    assert "<html" in run("draw", "KIS", "--output", "-").stdout.lower()


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "xlsx", "json"])
def test_export_writes_every_form(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"netz.{form}"
    assert run("export", "--format", form, "--output", str(file)).exit_code == 0
    assert file.stat().st_size > 10_000


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "json"])
def test_export_writes_the_answer_to_a_question(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"projekte.{form}"
    line = ["export", "--question", "projects-in-region", "--region=Bayern", "--format", form, "--output", str(file)]
    assert run(*line).exit_code == 0
    if form != "xlsx":
        assert "KOMM" in file.read_text("utf-8")


def test_a_parameter_is_a_value_and_nothing_else(run: Run) -> None:
    failed(run("ask", "projects-in-region", "--region", '> } ; DROP ALL #"'), "DROP ALL")


def test_hostile_names_do_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "hostile.ttl"
    own.write_text(
        "@prefix vb: <https://w3id.org/verbund/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        '<https://w3id.org/verbund/id/project/x> a vb:Project ; rdfs:label "Boese\\u001B[31m Farbe\\u202E"@de ;'
        " vb:region <http://data.europa.eu/nuts/code/DE2> ;"
        " vb:programme <https://w3id.org/verbund/id/programme/xenos> .",
        "utf-8",
    )
    place = str(tmp_path / "s")
    assert run("--store", place, "load", str(own)).exit_code == 0
    for arguments in (["search", "Boese"], ["show", "Boese"], ["partners", ROMA], ["ask", "projects-in-region"]):
        text = run("--store", place, *arguments).stdout
        assert "Boese" in text
        assert not {"\x1b", "\u202e"} & set(text)
