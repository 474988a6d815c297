"""The command that writes the nearest organisations of all."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.model import Source
from graph.replacing import load_into
from graph.triples import record_quads
from tests.graph.recommending.small import ALL, EX


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small graph."""
    place = tmp_path_factory.mktemp("everybody") / "s"
    load_into(
        place, [(Source(id="small", title="small"), [quad for one in ALL for quad in record_quads(one, "small")])]
    )
    return place


def run(place: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(place), "everybody", *words])


def test_who_shares_partners_is_written(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "nahe.parquet"
    done = run(place, str(file), "--as-of", "2017-01-01", "--lang", "de")
    assert done.exit_code == 0, done.output
    assert "Organisationen in" in done.stdout
    rows = pq.read_table(file).to_pylist()
    nearest = {row["organisation"]: row["candidate"] for row in rows if row["rank"] == 1}
    assert nearest[f"{EX}a"] == f"{EX}d"  # shares b and c with a
    assert nearest[f"{EX}b"] == f"{EX}c"  # shares a and d with b
    assert all(row["shared_partners"] >= 1 and row["score"] > 0 for row in rows)


def test_as_json(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "nahe.parquet"
    answer = json.loads(run(place, str(file), "--limit", "1", "--json").stdout)
    assert answer["limit"] == 1
    assert answer["rows"] == pq.read_metadata(file).num_rows == answer["with_candidates"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["nowhere/x.parquet"], 1, "nowhere"),
        (["x.parquet", "--as-of", "gestern"], 1, "gestern"),
        (["x.parquet", "--limit", "0"], 2, "--limit"),
        ([], 2, "FILE"),
    ],
)
def test_what_cannot_be_done_is_said(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(place, *words)
    assert done.exit_code == code, done.output
    assert message in done.output
    assert not list(tmp_path.iterdir())
