"""The command ``verbund reconcile``: names, batches and tables as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from cli import main
from graph.model import Source
from graph.replacing import load_into
from tests.small_sources import parsed

ROOT = "https://w3id.org/verbund/id/"
NUTS = "http://data.europa.eu/nuts/code/"
STATED = f"""
id:organisation/vhs a vb:Organisation ; rdfs:label "Volkshochschule Musterstadt"@de ; vb:region <{NUTS}DED51> .
id:organisation/kran a vb:Organisation ; rdfs:label "Kranbau Beispiel AG"@de ; vb:region <{NUTS}AT130> .
id:organisation/pic-999997930 a vb:Organisation ; rdfs:label "Institut für Quellenkunde"@de ; vb:region <{NUTS}FR10> .
id:project/lernen a vb:Project ; rdfs:label "Lernende Städte"@de .
"""
TABLE = "Liste der Teilnehmer;;\nName;Land;Betrag\nVHS Musterstadt;DE;=1+1\nKranbau Beispiel;;2\n;;\nNiemand;DE;3\n"
ADDED = ["verbund_id", "verbund_name", "verbund_score", "verbund_match"]
VHS = f"{ROOT}organisation/vhs"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reconcile") / "store"
    stated = re.sub(r"id:(\S+)", rf"<{ROOT}\1>", STATED)
    load_into(folder, [(Source(id="liste", title="Liste"), list(parsed(stated, "liste")))])
    return folder


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    return lambda *words, **more: CliRunner().invoke(
        main, ["--store", str(place), "reconcile", *map(str, words)], **more
    )


def good(result: Result) -> str:
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.stdout


def failed(result: Result, *words: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    assert code == 2 or len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "teilnehmer.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_names_in_words(run: Run) -> None:
    text = good(run("--name", "VHS Musterstadt", "--name", "Niemand", "--country", "DE"))
    assert "Volkshochschule Musterstadt (DE) [Treffer]" in text
    assert VHS in text
    assert "· Name: VHS Musterstadt / Volkshochschule Musterstadt (+" in text
    assert "· Land: DE (+1,4)" in text
    assert "Niemand: nichts gefunden" in text
    assert "[match]" in good(run("--name", "VHS Musterstadt", "--lang", "en"))


def test_names_as_json_are_in_the_form_of_the_service(run: Run) -> None:
    answer = json.loads(good(run("--name", "VHS Musterstadt", "--name", "999997930", "--json")))
    assert [answer[key]["result"][0]["id"].rpartition("/")[2] for key in ("q0", "q1")] == ["vhs", "pic-999997930"]
    assert answer["q0"]["result"][0]["type"] == [{"id": "Organisation", "name": "Organisation"}]


def test_a_type_narrows(run: Run) -> None:
    text = good(run("--name", "Lernende Städte", "--type", "project"))
    assert f"{ROOT}project/lernen" in text
    failed(run("--name", "x", "--type", "unicorn"), "unknown type “unicorn”")


def test_a_batch_from_a_file_or_standard_input(run: Run, tmp_path: Path) -> None:
    batch = json.dumps({"zeile 1": {"query": "VHS Musterstadt", "properties": [{"pid": "country", "v": "DE"}]}})
    path = tmp_path / "batch.json"
    path.write_text(batch, "utf-8")
    for answer in (run(path, "--json"), run("-", "--json", input=batch)):
        first: dict[str, Any] = json.loads(good(answer))["zeile 1"]["result"][0]
        assert (first["id"], first["match"]) == (VHS, True)
    assert "[Treffer]" in good(run("-", input=batch))


def test_a_table_gets_four_columns(run: Run, table: Path) -> None:
    found = rows(good(run(table, "--column", "name", "--country-column", "Land")))
    assert found[0] == ["Name", "Land", "Betrag", *ADDED]
    assert [row[0] for row in found[1:]] == ["VHS Musterstadt", "Kranbau Beispiel", "Niemand"]
    assert found[1][3:5] == [VHS, "Volkshochschule Musterstadt"]
    assert (found[1][6], found[1][2]) == ("true", "'=1+1")
    assert found[2][3] == f"{ROOT}organisation/kran"
    assert found[3][3:] == ["", "", "", ""]


def test_a_table_into_a_file(run: Run, table: Path, tmp_path: Path) -> None:
    output = tmp_path / "zugeordnet.csv"
    said = good(run(table, "--column", "Name", "--country-column", "Land", "--output", output))
    assert "3 Zeilen" in said
    assert len(rows(output.read_text("utf-8"))) == 4
    counts = json.loads(good(run(table, "--column", "Name", "-o", output, "--json")))
    assert counts["rows"] == 3
    assert counts["matched"] + counts["open"] == 2


def test_a_workbook_with_a_second_sheet(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Hinweise"])
    sheet = book.create_sheet("Daten")
    for row in (["PIC", "Träger"], [999997930, None], [None, "VHS Musterstadt"]):
        sheet.append(row)
    path = tmp_path / "liste.xlsx"
    book.save(path)
    found = rows(good(run(path, "--column", "Träger", "--identifier-column", "PIC")))
    assert [row[2].rpartition("/")[2] for row in found[1:]] == ["pic-999997930", "vhs"]


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ([], "--name", 2),
        (["x.json", "--name", "y"], "--name", 2),
        (["--name", "y", "--column", "x"], "--column", 2),
        (["teilnehmer.csv"], "--column", 2),
        (["teilnehmer.csv", "--column", "Nmae"], "no header with “Nmae”; it has: Name, Land, Betrag", 1),
        (["teilnehmer.csv", "--column", "Name", "--town-column", "Ort"], "“Name” and “Ort”", 1),
        (["teilnehmer.csv", "--column", "Name", "--type", "unicorn"], "no type", 1),
        (["nichts.csv", "--column", "Name"], "nichts.csv", 1),
        (["nichts.json"], "nichts.json", 1),
        (["."], "cannot be read", 1),
        (["kaputt.json"], "is no JSON", 1),
        (["leer.csv", "--column", "Name"], "leer.csv", 1),
    ],
)
def test_mistakes_are_one_line(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str, code: int
) -> None:
    monkeypatch.chdir(table.parent)
    Path("kaputt.json").write_text('{"q0":', "utf-8")
    Path("leer.csv").write_text("", "utf-8")
    failed(run(*words), said, code=code)
