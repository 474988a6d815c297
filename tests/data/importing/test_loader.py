"""Loading a reading: the law of the counts, and that a later edition is the same as a first one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing.loader import Loaded, Loader
from data.importing.progress import Silent
from graph import changes, folder, tables
from graph.columns import TABLES
from graph.store import GraphStore
from tests.data.importing.made_readings import Cells, MadeReading

NAMES = st.sampled_from(["Brücke", "Haus", "Weg", "Zoë “x” \\ \n", "λόγος"])
ROWS = st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["1", "20", "300", "viel"])), max_size=12)
FIRST: list[Cells] = [("Brücke", "Verein", "10"), ("Haus", "Verein", "20"), ("Weg", "Stadt", "30"), ("Tal", "x", "?")]


def load(store: Path, reading: MadeReading) -> Loaded:
    def change(draft: folder.Draft) -> Loaded:
        loader = Loader(draft, reading, store / "rejects.csv", Silent(), "code")
        done = loader.load()
        loader.rejects.publish()
        draft.changed = not done.is_unchanged
        return done

    return folder.write(store, change)


def statements(store: Path) -> set[str]:
    with GraphStore.open(store) as opened:
        return {str(quad) for quad in opened.quads()}


def columns(store: Path) -> dict[str, list[tuple[object, ...]]]:
    place = store / f"r{folder.current(store)}" / folder.TABLES
    found = {table: tables.read(place, table, "made").to_pylist() for table in TABLES}
    return {table: sorted((tuple(row.values()) for row in rows), key=str) for table, rows in found.items()}


def counts(done: Loaded) -> tuple[int, int, int, int, int]:
    return done.read, done.loaded, done.merged, done.rejected, done.statements


def test_rows_are_loaded_merged_or_rejected(tmp_path: Path) -> None:
    done = load(tmp_path / "s", MadeReading([*FIRST, FIRST[0]]))
    assert (done.read, done.loaded, done.merged, done.rejected) == (5, 3, 1, 1)
    assert (tmp_path / "s" / "rejects.csv").read_text("utf-8").splitlines()[1] == "made.csv,,5,amount,?,is no number"


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    first = load(tmp_path / "s", MadeReading(FIRST))
    revision = folder.current(tmp_path / "s")
    again = load(tmp_path / "s", MadeReading(FIRST))
    assert again.is_unchanged
    assert counts(again) == counts(first)
    assert folder.current(tmp_path / "s") == revision


def test_each_thing_says_its_row(tmp_path: Path) -> None:
    load(tmp_path / "s", MadeReading(FIRST))
    found = [line for line in statements(tmp_path / "s") if "project/made-haus" in line and "wasDerivedFrom" in line]
    assert len(found) == 1
    assert "source/made#row=3" in found[0]


def test_a_later_edition_says_what_changed(tmp_path: Path) -> None:
    rows = [*FIRST, *((f"P{number}", "Verein", "5") for number in range(20))]
    load(tmp_path / "s", MadeReading(rows))
    later = [("Neu", "Stadt", "1"), ("Brücke", "Verein", "11"), *rows[2:]]
    done = load(tmp_path / "s", MadeReading(later, edition="2"))
    assert not done.is_first
    assert (done.appeared, done.changed, done.vanished) == (1, 1, 1)
    place = tmp_path / "s" / f"r{folder.current(tmp_path / 's')}" / folder.TABLES
    found = changes.read(place, "made")
    assert found
    assert [iri.rpartition("/")[2] for iri in found.vanished] == ["made-haus"]
    assert [iri.rpartition("/")[2] for iri in found.changed] == ["made-bruecke"]
    assert list(found.names.values()) == [["Haus", "Project"]]
    patch = changes.read_patch(place, "made")
    assert any("made-neu> " in line for line in patch.added)
    assert any("made-haus> " in line for line in patch.removed)
    assert not any("made-p3> " in line and "wasDerived" not in line for line in patch.removed | patch.added)


@given(before=ROWS, after=ROWS, same=ROWS)
@settings(max_examples=12, deadline=None)
@pytest.mark.parametrize("fingerprint", ["f", "g"])
def test_a_later_edition_is_the_same_as_a_first_one(
    fingerprint: str, before: list[Cells], after: list[Cells], same: list[Cells]
) -> None:
    # Enough rows that stay, so that the editions are compared and not loaded anew.
    stays: list[Cells] = [*same, *((f"P{number}", "Verein", "5") for number in range(60))]
    with tempfile.TemporaryDirectory() as place:
        fresh, updated = Path(place) / "fresh", Path(place) / "updated"
        one = load(fresh, MadeReading([*after, *stays], edition="2", fingerprint=fingerprint))
        load(updated, MadeReading([*before, *stays], edition="1"))
        two = load(updated, MadeReading([*after, *stays], edition="2", fingerprint=fingerprint))
        assert counts(one) == counts(two)
        assert one.read == one.loaded + one.merged + one.rejected
        assert statements(fresh) == statements(updated)
        assert columns(fresh) == columns(updated)
        described = {line for line in statements(fresh) if line.startswith("<https://w3id.org/verbund/id/source/made>")}
        assert one.statements == len(statements(fresh)) - len(described)
