"""The invented landscape with several partners: the same each time, and read by the importer as it was drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks import partners_generator, recommending_losses, recommending_speed
from data.loading import load
from graph.recommending.arrays import read_arrays
from graph.store import GraphStore


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, again = (partners_generator.write(tmp_path / name, 50) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_the_importer_reads_what_was_drawn(tmp_path: Path) -> None:
    """Who takes part in what, who leads, and that place, kind, date, theme and programme are there."""
    load(partners_generator.write(tmp_path / "tables", 120), tmp_path / "store", curated=False)
    with GraphStore.open(tmp_path / "store") as store:
        stored = read_arrays(store)
    drawn = partners_generator.arrays(120)
    assert np.sort(np.diff(stored.member.indptr)).tolist() == np.sort(np.diff(drawn.member.indptr)).tolist()
    taking_part = np.diff(drawn.member_by_organisation.indptr)
    degrees = np.diff(stored.member_by_organisation.indptr)
    assert np.sort(degrees).tolist() == np.sort(taking_part[taking_part > 0]).tolist()
    assert stored.coordinator.nnz == len(stored.projects) == 120
    for name in ("region", "country", "kind", "programme", "theme"):
        assert getattr(stored, name).nnz > 0, name
    assert (stored.first_day < np.iinfo(np.int64).max).all()


def test_parts_are_heavy_tailed() -> None:
    found = partners_generator.drawn(20_000)
    parts = np.bincount(found.organisation, minlength=len(found.home))
    assert parts.max() > 30 * np.median(parts)
    assert 4 < len(found.organisation) / 20_000 < 4.4


def test_growth_is_a_table_and_a_curve() -> None:
    growth = {"walk": {10: 1.0, 1000: 100.0}, "all": {10: 2.0, 1000: 2.0}}
    assert list(recommending_speed.growth_table(growth))[2:] == [
        "| walk | 1.0 | 100.0 | 1.00 |",
        "| all | 2.0 | 2.0 | 0.00 |",
    ]
    assert recommending_speed.curve(growth).count("<polyline") == 2


def test_ours_and_the_peers_say_the_same(capsys) -> None:
    """Shares and scores of a small landscape."""
    list(recommending_speed.measure(200, 3, with_networkx=True))
    lines = capsys.readouterr().out.splitlines()
    assert sum("100.0% of the top 50" in line for line in lines) == 3
    assert any("apart" in line and "networkx" in line for line in lines)


def test_what_is_lost_is_told_for_each_setting() -> None:
    drawn = partners_generator.arrays(300)
    caps, tolerances = list(recommending_losses.caps(drawn)), list(recommending_losses.tolerances(drawn, 2))
    assert caps[1].startswith("| none | 100.0% |")
    assert len(caps) == 1 + len(recommending_losses.CAPS)
    assert [line.split("|")[2].strip() for line in tolerances[1:]] == ["100% (100%)"] * 4
