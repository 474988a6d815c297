"""``verbund explore`` as people and programs meet it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import explorer.file_page
import explorer.snapshot
from cli import main
from graph.errors import InputError

SEEKER = "Vernetzung Süd-Ost-Europa, Roma"


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was built, whether this one was or not."""
    monkeypatch.setattr("explorer.file_page.built", lambda name: f"/* {name} </script></style><!-- */")
    monkeypatch.setattr("explorer.explored.built", lambda name: name)
    monkeypatch.setattr("explorer.snapshot_answers.MOST_WHY_NOT", 0)
    monkeypatch.setattr("explorer.snapshot_answers.rule_sets", tuple)


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["explore", *arguments, "--lang", language])


def test_a_file_is_written_and_told_of(tmp_path: Path) -> None:
    file = tmp_path / "netz.html"
    said = run(str(file), "--thing", "COMMPASS", "--depth", "1", language="de").stdout
    assert re.search(r"geschrieben: .*netz\.html \(\d+ Dinge, \d+ Beziehungen, 0,\d MB\)", said)
    assert file.read_text("utf-8").startswith('<!doctype html>\n<html lang="de">')


def test_programs_are_told_how_much_there_is(tmp_path: Path) -> None:
    file = tmp_path / "netz.html"
    found = json.loads(run(str(file), "--theme", "Elternarbeit", "--json").stdout)
    assert found["file"] == str(file)
    assert found["bytes"] == file.stat().st_size
    assert 0 < found["things"] < 371
    assert found["told"] == found["things"]


def test_standard_output_holds_the_page_alone() -> None:
    result = run("-", "--in", "Süden")
    assert result.stdout.startswith("<!doctype html>")
    assert result.stdout.endswith("</html>\n")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--theme", "Raumfahrtantriebe"], 1, "Raumfahrtantriebe"),
        (["--thing", "Nirgendwer"], 1, "Nirgendwer"),
        (["--partners", "Nirgendwer"], 1, "Nirgendwer"),
        (["--partners", "Bayern"], 1, "Bayern"),
        (["--from", "2031", "--to", "2020"], 1, "--from 2031 is after --to 2020"),
        (["--from", "1900", "--to", "1901"], 1, "nothing in the store is like that"),
        (["--depth", "2"], 2, "--depth needs --thing"),
        (["--partners", " "], 2, "--partners is empty"),
    ],
)
def test_mistakes_are_told_and_leave_no_file(arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "netz.html"
    result = run(str(file), *arguments)
    assert (result.exit_code, file.exists()) == (code, False)
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "said"),
    [("fehlt/netz.html", "does not exist"), (".", "is a folder")],
)
def test_a_place_that_cannot_be_written_is_told(file: str, said: str, tmp_path: Path) -> None:
    result = run(str(tmp_path / file))
    assert result.exit_code == 1
    assert said in result.stderr


def test_standard_output_cannot_be_opened() -> None:
    assert "--open needs a FILE" in run("-", "--open").stderr


def test_too_much_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explorer.snapshot, "MOST", 100)
    result = run(str(tmp_path / "netz.html"))
    assert result.exit_code == 1
    assert "113 things are too many for a file (at most 100)" in result.stderr
    assert "--programme" in result.stderr


def test_what_was_not_built_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("explorer.file_page.files", lambda _: tmp_path)
    with pytest.raises(InputError, match="make web"):
        explorer.file_page.built("page.js")
