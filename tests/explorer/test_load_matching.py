"""Matching after a load: in a store that was matched before, hinted at in another; and its progress."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.matching import service
from graph.matching.judgements import FILE

ROOT = Path(__file__).parents[2]
HEAD = "Name des Begünstigten;Bezeichnung des Vorhabens;Datum des Beginns;Förderfähige Gesamtausgaben;PLZ;Ort\n"
LISTS = {
    "ost": "VHS Lindental;Deutsch;01.01.2018;40.000,00 €;04109;Leipzig\n",
    "bund": "Volkshochschule Lindental;Sprache;01.01.2020;80.000,00 €;04109;Leipzig\n"
    "Kranbau Lindental GmbH;Technik;01.01.2020;9.000,00 €;04109;Leipzig\n",
}
Run = Callable[..., Result]  # the funder of the lists is a fourth organisation, which both name


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "speicher"


@pytest.fixture
def run(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    for name, rows in LISTS.items():
        (tmp_path / f"{name}.csv").write_text(HEAD + rows, "utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, ["--store", str(place), *words])


def good(result: Result) -> str:
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.stdout


def load(run: Run, name: str, *more: str) -> str:
    return good(run("load", f"{name}.csv", "--without-curated", *more))


def test_a_store_that_was_never_matched_gets_a_hint_from_two_sources_on(run: Run, place: Path) -> None:
    assert "verbund match" not in load(run, "ost")
    last = load(run, "bund").splitlines()[-1]
    assert last == "2 sources name organisations; to find out which are the same: verbund match"
    assert load(run, "bund", "--lang", "de").splitlines()[-1].startswith("2 Quellen nennen Organisationen")
    assert json.loads(load(run, "bund", "--json"))["matching"] is None
    assert "verbund match" not in load(run, "bund", "--no-match")
    assert not service.is_matched(place)


def test_what_is_new_is_matched_in_a_store_that_was_matched(run: Run) -> None:
    load(run, "ost")
    good(run("match"))
    last = load(run, "bund").splitlines()[-1]
    assert last.startswith("matched: 3 mentions new or changed; 2 mentions fall together into 1; to ask: 0 pairs")
    assert "VHS Lindental" in good(run("show", "Volkshochschule Lindental"))
    found = json.loads(load(run, "bund", "--json"))["matching"]
    assert (found["new"], found["mentions"], found["merged"], found["clusters"]) == (0, 4, 2, 1)


def test_matching_may_be_left_for_later(run: Run) -> None:
    load(run, "ost")
    good(run("match"))
    assert "matched" not in load(run, "bund", "--no-match")
    assert "VHS Lindental" not in good(run("show", "Volkshochschule Lindental"))
    assert "4 mentions, 3 of them new" in good(run("match"))


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_what_was_loaded_stays_where_it_cannot_be_matched(run: Run, place: Path, more: tuple[str, ...]) -> None:
    load(run, "ost")
    good(run("match"))
    (place / FILE).write_text("{\n", "utf-8")
    found = run("load", "bund.csv", *more)
    assert found.exit_code == 1
    assert "judgements.jsonl, line 1: is no JSON" in found.stderr
    assert "operations-bund" in found.stdout
    assert "Kranbau Lindental GmbH" in good(run("show", "Kranbau Lindental GmbH"))


def test_judgements_of_a_file_of_ones_own_count_after_a_load(run: Run, tmp_path: Path) -> None:
    load(run, "ost")
    load(run, "bund")
    own = ("--judgements", str(tmp_path / "urteile.jsonl"))
    good(run("match", *own))
    good(run("match", "reject", "VHS Lindental", "Volkshochschule Lindental", *own))
    (tmp_path / "bund.csv").write_text(HEAD + LISTS["bund"].replace("80", "90"), "utf-8")
    assert "0 mentions fall together" in load(run, "bund", *own)
    assert "2 mentions fall together" in load(run, "bund")


def test_the_name_of_several_that_were_merged_means_all_of_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ost.csv").write_text(HEAD + LISTS["ost"].replace("VHS", "Volkshochschule"), "utf-8")
    load(run, "ost")
    load(run, "bund")
    failed = run("match", "log", "Volkshochschule Lindental")
    assert (failed.exit_code, "2 things" in failed.stderr) == (1, True)
    good(run("match"))
    found = json.loads(good(run("match", "Volkshochschule Lindental", "--json")))["candidates"]
    assert [item["band"] for item in found] == ["same"]
    pair = [found[0][side]["id"] for side in ("first", "second")]
    good(run("match", "reject", *pair))
    assert run("match", "Volkshochschule Lindental").exit_code == 1, "they are two things again"
    good(run("match", "undo", *pair))
    assert "✗ j" in good(run("match", "log", "Volkshochschule Lindental"))


def test_a_thing_can_be_looked_up_where_nothing_can_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.errors import StoreError

    load(run, "ost")
    load(run, "bund")
    good(run("match"))

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("speicher: cannot be written")

    monkeypatch.setattr(service, "match_store", refuse)
    assert "Volkshochschule Lindental" in good(run("match", "VHS Lindental"))
    assert run("match").exit_code == 1
    assert run("match", "VHS Lindental", "--anew").exit_code == 1


def test_one_identifier_for_two_organisations_can_be_judged_by_what_the_sources_call_them(
    run: Run, tmp_path: Path
) -> None:
    for name, label in (("eins", "Kranbau Auental GmbH"), ("zwei", "Musikschule Lindental")):
        (tmp_path / f"{name}.ttl").write_text(
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix vb: <https://w3id.org/verbund/ns#> .\n"
            f'<https://w3id.org/verbund/id/organisation/pic-951234567> a vb:Organisation ; rdfs:label "{label}" .\n',
            "utf-8",
        )
    good(run("load", "eins.ttl", "zwei.ttl", "--without-curated"))
    report = json.loads(good(run("match", "--json")))
    first, second = report["errors"][0]["first"], report["errors"][0]["second"]
    assert {first["label"], second["label"]} == {"Kranbau Auental GmbH", "Musikschule Lindental"}
    asked = CliRunner().invoke(main, ["--store", str(tmp_path / "speicher"), "match", "review"], input="q\n").stdout
    assert asked.count("Kranbau Auental GmbH") == asked.count("Musikschule Lindental") == 2, "as a name and a reason"
    good(run("match", "accept", first["id"], second["id"]))
    assert "Musikschule Lindental" in good(run("show", "Kranbau Auental GmbH"))
    good(run("match", "undo", first["id"], second["id"]))
    assert "Musikschule Lindental" not in good(run("show", "Kranbau Auental GmbH"))
    good(run("match", "export", "offen.yml"))
    text = (tmp_path / "offen.yml").read_text("utf-8")
    assert text.count("name: Musikschule Lindental") == 1
    (tmp_path / "offen.yml").write_text(text.replace("judgement: ''", "judgement: different"), "utf-8")
    assert "1 judgements taken in" in good(run("match", "apply", "offen.yml"))


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_terminal_shows_the_steps(run: Run, place: Path) -> None:
    load(run, "ost")
    load(run, "bund")
    near, far = os.openpty()
    command = [sys.executable, "-m", "cli", "--lang", "de", "--store", str(place), "match"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=far, env=environment) as running:
        os.close(far)
        shown = b""
        while chunk := _read(near):
            shown += chunk
    os.close(near)
    assert running.returncode == 0
    for words in ("Erwähnungen lesen", "vergleichen", "zusammenführen"):
        assert words in shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""
