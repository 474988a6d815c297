"""The progress of a load: shown on a terminal, silent in a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from processes import verbund

ROOT = Path(__file__).parents[2]
ROWS = 3000  # enough for several reports


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    head = "Name des Begünstigten;Bezeichnung des Vorhabens;Beginn des Vorhabens;Förderfähige Gesamtausgaben\n"
    rows = "".join(f"Verein {n % 50} e.V.;Kurs {n};01.02.2016;1.000,00 €\n" for n in range(ROWS))
    (tmp_path / "liste.csv").write_text(head + rows, "utf-8")
    return tmp_path / "liste.csv"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_terminal_shows_rows_and_speed(long_list: Path, tmp_path: Path) -> None:
    near, far = os.openpty()
    command = [sys.executable, "-m", "cli", "--lang", "de", "--store", str(tmp_path / "s"), "load", str(long_list)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=far, env=environment) as running:
        os.close(far)
        shown = b""
        while chunk := _read(near):
            shown += chunk
    os.close(near)
    assert running.returncode == 0
    assert "3.000 Zeilen" in shown.decode()
    assert "operations-liste: lesen" in shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_a_pipe_shows_nothing(long_list: Path, tmp_path: Path) -> None:
    code, output, errors = verbund("--store", str(tmp_path / "s"), "load", str(long_list))
    assert (code, errors) == (0, "")
    assert "3,000 rows read = 3,000 loaded + 0 merged + 0 rejected" in output


def test_people_say_who_is_a_person(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(
        "Name des Begünstigten;Bezeichnung des Vorhabens;Beginn des Vorhabens;Förderfähige Gesamtausgaben\n"
        "Haus Mustermann;Garten;01.02.2016;5\nMustermann Media;Film;01.02.2016;5\n",
        "utf-8",
    )
    (tmp_path / "wer.yml").write_text("organisations: [Haus Mustermann]\npersons: [Mustermann Media]\n", "utf-8")
    options = ("--overrule", str(tmp_path / "wer.yml"), "--json")
    code, output, _ = verbund("--store", str(tmp_path / "s"), "load", str(tmp_path / "liste.csv"), *options)
    assert code == 0
    assert '"persons": 1' in output
    (tmp_path / "wer.yml").write_text("personen: [x]\n", "utf-8")
    code, _, errors = verbund("--store", str(tmp_path / "s"), "load", str(tmp_path / "liste.csv"), *options)
    assert (code, len(errors.splitlines())) == (1, 1)
    assert "personen" in errors
