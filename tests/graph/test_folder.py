"""A store in a folder: what a killed load leaves, who reads and who writes, and what is refused."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest
from processes import finish, start, verbund
from small_sources import labels, made

from graph import folder
from graph.errors import StoreError, StoreInUseError
from graph.model import Source
from graph.replacing import load_into
from graph.store import GraphStore

SIZE = 20_000
KILLS = 12


def held(place: Path) -> set[str]:
    """The labels in a store, without those of its sources."""
    with GraphStore.open(place) as store:
        return labels(store) - {source.title for source, _ in store.sources()}


def left_over(place: Path) -> list[str]:
    """What is in a store's folder besides the pointer, the lock and the current revision."""
    current = f"r{folder.current(place)}"
    return sorted(item.name for item in place.iterdir() if item.name not in {folder.POINTER, "lock", current})


def big(place: Path, state: str) -> Path:
    """A file of 20,000 statements, the source "big" in one of its states."""
    place.mkdir()
    lines = (f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in made(state, size=SIZE)[1])
    (place / "big.nt").write_text("".join(lines), "utf-8")
    return place / "big.nt"


def loading(place: Path, file: Path) -> list[str]:
    return ["-m", "cli", "--store", str(place), "load", str(file)]


# ---------------------------------------------------------------------- killed


def test_a_load_that_is_killed_at_any_moment_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    place, files = tmp_path / "s", {state: big(tmp_path / state, state) for state in ("even", "odd")}
    states = {state: {f"{state} {number}" for number in range(SIZE)} for state in files}
    load_into(place, [(Source(id="big", title="big"), [])])
    started = time.monotonic()
    assert finish(start(*loading(place, files["odd"])))[0] == 0
    duration = time.monotonic() - started

    moments, before = random.Random(7), held(place)  # any moments will do; the same ones each time
    assert before == states["odd"]
    for number in range(KILLS):
        state = ("even", "odd")[number % 2]
        process = start(*loading(place, files[state]))
        time.sleep(duration * (number + moments.random()) / KILLS)
        process.send_signal(signal.SIGKILL)
        finish(process)
        after = held(place)
        assert after in (before, states[state])
        before = after
    load_into(place, [made("last", "Zuletzt")])
    assert held(place) == before | {"Zuletzt"}, "a later load works"
    assert left_over(place) == [], "and clears away what was left"


KILL = """
import os, signal, sys
from graph import folder, replacing
from graph.model import Source

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

step, moment, place = sys.argv[1:]
owner, name = (os, "fsync") if step == "os.fsync" else (folder, step)
real = getattr(owner, name)
setattr(owner, name, die if moment == "before" else lambda *values: (real(*values), die()))
replacing.load_into(place, [(Source(id="new", title="new"), [])])
"""


@pytest.mark.parametrize("first", [True, False], ids=["first load", "later load"])
@pytest.mark.parametrize(
    ("moment", "step"),
    [
        ("before", "_link_copy"),
        ("before", "_changed"),
        ("after", "_changed"),
        ("before", "_point_to"),
        ("before", "os.fsync"),
        ("after", "_point_to"),
    ],
)
def test_a_load_killed_at_a_step_can_be_made_up_for(tmp_path: Path, step: str, moment: str, first: bool) -> None:
    place = tmp_path / "s"
    if not first:
        load_into(place, [made("old", "Alt")])
    assert finish(start("-c", KILL, step, moment, str(place)))[0] == -signal.SIGKILL
    published = (step, moment) == ("_point_to", "after")
    if first and not published:
        with pytest.raises(StoreError, match=r"no Verbund store|there is no store"):
            GraphStore.open(place)
    else:
        with GraphStore.open(place) as store:
            assert [source.id for source, _ in store.sources()] == (["new"] if published else []) + (
                ["old"] if not first else []
            )
    load_into(place, [made("newer", "Neuer")])
    assert "Neuer" in held(place)
    assert left_over(place) == []


def test_a_load_that_fails_leaves_the_store_and_can_be_tried_again(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("old", "Alt")])
    source, quads = made("new", "Neu")

    def failing():  # type: ignore[no-untyped-def]
        yield from quads
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError) as kept:  # the traceback keeps the failed database open
            load_into(tmp_path / "s", [(source, failing())])
        assert held(tmp_path / "s") == {"Alt"}  # what the failed database still writes is cleared away later
    load_into(tmp_path / "s", [(source, quads)])
    assert held(tmp_path / "s") == {"Alt", "Neu"}
    assert kept.value


# ---------------------------------------------------------------------- readers and writers


def test_readers_go_on_reading_what_they_opened(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    reader = GraphStore.open(tmp_path / "s")
    for number in range(2):
        load_into(tmp_path / "s", [made("a", f"Neu {number}")])
        assert labels(reader) == {"a", "Eins"}
    assert held(tmp_path / "s") == {"Neu 1"}
    assert "r1" in left_over(tmp_path / "s")
    reader.close()
    load_into(tmp_path / "s", [made("a", "Zuletzt")])
    assert left_over(tmp_path / "s") == [], "what nobody reads any more is deleted"


def test_readers_see_a_whole_state_while_loads_go_on(tmp_path: Path) -> None:
    place = tmp_path / "s"
    load_into(place, [made("a", "0 0", "0 1")])
    stop, seen, errors = threading.Event(), set(), []

    def look() -> None:
        while not stop.is_set():
            try:
                seen.add(frozenset(text.split()[0] for text in held(place)))
            except Exception as error:
                errors.append(error)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 6):
        load_into(place, [made("a", f"{number} 0", f"{number} 1")])
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert all(len(state) == 1 for state in seen)


def test_the_second_of_two_writers_is_told_in_one_line(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])

    def again(_: object) -> None:
        with pytest.raises(StoreInUseError, match="another process is loading into this store; try again") as error:
            load_into(tmp_path / "s", [made("b", "Zwei")])
        assert "\n" not in str(error.value)
        code, output, errors = verbund("--store", str(tmp_path / "s"), "load")
        assert (code, output, len(errors.splitlines())) == (1, "", 1)
        assert "another process is loading" in errors

    folder.write(tmp_path / "s", again)
    load_into(tmp_path / "s", [made("b", "Zwei")])
    assert held(tmp_path / "s") == {"Eins", "Zwei"}


def test_old_revisions_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(4):
        load_into(tmp_path / "s", [made("a", str(number))])
    assert folder.current(tmp_path / "s") == 4
    assert left_over(tmp_path / "s") == []


def test_a_copy_shares_the_large_files(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("big", size=2_000)])
    with GraphStore.open(tmp_path / "s"):
        load_into(tmp_path / "s", [made("small", "Eins")])
        first = {item.stat().st_ino for item in (tmp_path / "s" / "r1").glob("*.sst")}
        second = {item.stat().st_ino for item in (tmp_path / "s" / "r2").glob("*.sst")}
    assert first & second


def test_where_no_links_can_be_made_the_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    load_into(tmp_path / "s", [made("a", "Eins")])
    monkeypatch.setattr(os, "link", refuse)
    load_into(tmp_path / "s", [made("b", "Zwei")])
    assert held(tmp_path / "s") == {"Eins", "Zwei"}


def test_what_others_put_into_the_folder_stays(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    for name in ("reports", "r2-d2 notes", "download.partial"):
        (tmp_path / "s" / name).mkdir()
        (tmp_path / "s" / name / "mine.txt").write_text("mine")
    load_into(tmp_path / "s", [made("a", "Zwei")])
    assert left_over(tmp_path / "s") == ["download.partial", "r2-d2 notes", "reports"]
    assert (tmp_path / "s" / "reports" / "mine.txt").exists()


def test_a_reader_without_the_right_to_write_keeps_its_revision(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    (tmp_path / "s" / "r1" / "in-use").chmod(0o444)
    with GraphStore.open(tmp_path / "s") as reader:
        load_into(tmp_path / "s", [made("a", "Zwei")])
        assert (tmp_path / "s" / "r1").is_dir()
        assert "Eins" in labels(reader)


# ---------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        ('{"format": 1, "revision": 1}', "is of version 1, this Verbund reads version 2"),
        ('{"format": 2}', "is damaged"),
        ('{"format": 2, "revision": "x"}', "is damaged"),
        ('{"format": 2, "revision": 1e999}', "is damaged"),
        ('{"format": 2, "revision"', "is damaged"),
        ("[]", "is damaged"),
        ("", "is damaged"),
        ('{"format": 2, "revision": 9}', "the store cannot be read"),
    ],
)
def test_a_store_of_another_version_or_damaged_is_refused(tmp_path: Path, pointer: str, message: str) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    (tmp_path / "s" / folder.POINTER).write_text(pointer)
    with pytest.raises(StoreError, match=message) as error:
        GraphStore.open(tmp_path / "s")
    assert str(tmp_path / "s") in str(error.value)
    assert "\n" not in str(error.value)
    with pytest.raises(StoreError):
        load_into(tmp_path / "s", [made("b", "Zwei")])
    assert (tmp_path / "s" / folder.POINTER).read_text() == pointer, "and nothing is changed"


def test_a_pointer_that_is_no_text_is_damaged(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    (tmp_path / "s" / folder.POINTER).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="is damaged"):
        GraphStore.open(tmp_path / "s")


def test_a_damaged_database_is_named_in_one_line(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    (tmp_path / "s" / "r1" / "CURRENT").write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="the store cannot be read") as error:
        GraphStore.open(tmp_path / "s")
    assert "\n" not in str(error.value)
    with pytest.raises(StoreError, match="cannot be written"):
        load_into(tmp_path / "s", [made("b", "Zwei")])


def test_a_folder_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    for _ in range(2):
        with pytest.raises(StoreError, match="is not empty and no Verbund store; name another folder"):
            load_into(tmp_path, [made("a", "Eins")])
        with pytest.raises(StoreError, match="is no Verbund store"):
            GraphStore.open(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize("name", ["r1", "r1.partial", "verbund-store.json.new"])
def test_a_folder_that_only_looks_like_a_store_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(StoreError, match="is not empty"):
        load_into(tmp_path, [made("a", "Eins")])
    assert (tmp_path / name).is_dir()


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("mine")
    with pytest.raises(StoreError, match=r"is a file; a store is a folder|Not a directory"):
        GraphStore.open(tmp_path / "s")
    with pytest.raises(StoreError, match="is a file; a store is a folder"):
        load_into(tmp_path / "s", [made("a", "Eins")])
    assert (tmp_path / "s").read_text() == "mine"


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store; make one with: verbund --store .*s load"):
        GraphStore.open(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    below = tmp_path / "file" / "s"
    with pytest.raises(StoreError, match="cannot be written") as error:
        load_into(below, [made("a", "Eins")])
    assert str(below) in str(error.value)
    with pytest.raises(StoreError):
        GraphStore.open(below)


def test_a_store_whose_lock_cannot_be_written_stays_readable(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    (tmp_path / "s" / "lock").unlink()
    (tmp_path / "s" / "lock").mkdir()  # not even root can open it for writing
    with pytest.raises(StoreError, match="cannot be written"):
        load_into(tmp_path / "s", [made("b", "Zwei")])
    assert held(tmp_path / "s") == {"Eins"}


def test_a_name_that_the_system_refuses_is_a_line_too(tmp_path: Path) -> None:
    long = tmp_path / ("s" * 300)
    with pytest.raises(StoreError, match="File name too long"):
        GraphStore.open(long)
    with pytest.raises(StoreError, match="File name too long"):
        load_into(long, [made("a", "Eins")])


def test_the_pointer_says_format_and_revision(tmp_path: Path) -> None:
    load_into(tmp_path / "s", [made("a", "Eins")])
    pointer = json.loads((tmp_path / "s" / folder.POINTER).read_text("utf-8"))
    assert pointer == {"format": folder.FORMAT, "revision": 1}
