"""The log of judgements: readable, only ever added to, all or nothing, and damaged lines named."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError, StoreError
from graph.matching.judgement import as_line, from_line, undoing
from graph.matching.judgements import DIFFERENT, SAME, UNSURE, Judgement, JudgementLog, Undoing, judged, standing
from tests.graph.matching.judged_pairs import JUDGED, judgement, judgements

ROOT = Path(__file__).parents[3]


@pytest.fixture
def log(tmp_path: Path) -> JudgementLog:
    return JudgementLog(tmp_path / "log" / "judgements.jsonl")


def signs(log: JudgementLog) -> list[str]:
    return [str(item) for item in log.in_force()]


def test_a_line_is_readable_and_has_its_keys_in_order(log: JudgementLog) -> None:
    log.add(
        [judged("urn:b", "urn:a", "same", who="muster", score=0.7, note="Umzug\n2019", names=("Bücherei", "Ärzte"))]
    )
    text = log.path.read_text("utf-8")
    assert text.count("\n") == 1
    found = json.loads(text)
    assert list(found) == ["id", "when", "who", "verdict", "first", "second", "score", "names", "note"]
    assert '"names": ["Ärzte", "Bücherei"], "note": "Umzug 2019"' in text


def test_who_is_the_user_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "mustermann")
    assert judged("a", "b", "same").who == "mustermann"
    assert judged("a", "b", "same", who="anders").who == "anders"

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert judged("a", "b", "same").who == "unknown"


def test_a_later_judgement_replaces_the_earlier_one_which_stays(log: JudgementLog) -> None:
    log.add(judgements("a=b", "c=d", "b/a"))
    assert signs(log) == ["“A” ≠ “B”", "“C” = “D”"]
    assert len(log.entries()) == 3


def test_undo_brings_back_what_was_replaced(log: JudgementLog) -> None:
    first, second = judgements("a=b", "a/b")
    log.add([first])
    log.add([second])
    assert log.undo(second.id[:6]) == second
    assert log.in_force() == [first]
    assert log.undo(first.id) == first
    assert log.in_force() == []
    assert list(log.undone()) == [first.id, second.id]
    with pytest.raises(InputError, match="taken back already"):
        log.undo(first.id)
    with pytest.raises(NotFoundError, match="verbund match log"):
        log.undo("j0")


def test_a_contradiction_is_refused_with_all_that_it_needs_to_be_mended(log: JudgementLog) -> None:
    first, second, against = judgements("a=b", "b=c", "a/c")
    log.add([first, second])
    before = log.path.read_bytes()
    with pytest.raises(InputError) as refused:
        log.add([judgement("x=y", 9), against], places={against.id: "row 7"})
    for word in (first.id, second.id, "“A” = “B”", "“A” ≠ “C”", "muster", "2024-05-01", "row 7", f"undo {first.id}"):
        assert word in str(refused.value)
    assert log.path.read_bytes() == before


def test_an_undo_that_brings_back_a_contradiction_is_refused(log: JudgementLog) -> None:
    items = judgements("a/c", "a=c", "a=b", "b=c")
    log.add(items)
    with pytest.raises(InputError, match="contradict"):
        log.undo(items[1].id)
    log.undo(items[0].id)
    log.undo(items[1].id)
    assert log.conflicts() == []


def test_logs_that_were_put_together_show_their_conflict_and_can_still_be_written(log: JudgementLog) -> None:
    log.path.parent.mkdir()
    log.path.write_text("".join(f"{as_line(item)}\n" for item in judgements("a=b", "b=c", "a/c")), "utf-8")
    assert [str(conflict.different) for conflict in log.conflicts()] == ["“A” ≠ “C”"]
    log.add([judgement("x=y", 9)])
    log.undo(log.in_force()[0].id)
    assert log.conflicts() == []


@pytest.mark.parametrize(
    ("said", "in_force"),
    [
        ("a=b muster, a/b muster", "a/b"),
        ("a=b muster, a/b beispiel", "a=b a/b"),
        ("a/b muster, a=b beispiel", "a/b a=b"),
        ("a=b muster, a=b beispiel", "a=b"),
        ("a=b muster, a?b beispiel", "a?b"),
        ("a=b muster, a?b muster, a/b beispiel", "a/b"),
        ("a=b muster, a/b beispiel, a/b muster", "a/b"),
        ("a=b muster, a=b anders, a/b beispiel", "a=b a=b a/b"),
    ],
)
def test_time_alone_does_not_decide_between_people(said: str, in_force: str) -> None:
    words = [text.split() for text in said.split(", ")]
    items = [judgement(pair, minute, who) for minute, (pair, who) in enumerate(words)]
    found = standing(random.sample(items, len(items)))
    signs = {SAME: "=", DIFFERENT: "/", UNSURE: "?"}
    assert " ".join(f"{item.first}{signs[item.verdict]}{item.second}" for item in found) == in_force


def test_the_opposite_of_what_another_said_is_refused_until_that_is_taken_back(log: JudgementLog) -> None:
    log.add([judgement("a=b", 0)])
    with pytest.raises(InputError, match=r"contradict.* muster.*verbund match undo j"):
        log.add([judgement("a/b", 1, "beispiel")])
    log.undo(log.in_force()[0].id)
    log.add([judgement("a/b", 2, "beispiel")])
    assert signs(log) == ["“A” ≠ “B”"]


def test_two_logs_with_opposite_judgements_on_one_pair_are_a_conflict(log: JudgementLog) -> None:
    theirs, mine = judgement("a=b", 0, "beispiel"), judgement("a/b", 1)
    log.path.parent.mkdir()
    log.path.write_text(f"{as_line(mine)}\n{as_line(theirs)}\n", "utf-8")
    (conflict,) = log.conflicts()
    assert (conflict.different, conflict.same) == (mine, (theirs,))
    log.undo(mine.id)
    assert (signs(log), log.conflicts()) == (["“A” = “B”"], [])


def test_nothing_is_judged_against_itself(log: JudgementLog) -> None:
    with pytest.raises(InputError, match="itself"):
        log.add([judged("a", "a", "different")])


def test_a_clock_that_runs_behind_is_named(log: JudgementLog) -> None:
    log.add([judgement("a=b", 5)])
    with pytest.raises(InputError, match="clock"):
        log.add([judgement("a/b", 4)])


def test_a_log_that_an_editor_touched(log: JudgementLog) -> None:
    lines = [as_line(item) for item in judgements("a=b", "c=d")]
    log.path.parent.mkdir()
    log.path.write_bytes(b"\xef\xbb\xbf" + f"{lines[0]}\r\n\r\n{lines[0]}\r\n{lines[1]}".encode())
    assert len(log.entries()) == 2
    log.add([judgement("e=f", 3)])
    assert len(log.in_force()) == 3


GOOD = as_line(judgement("a=b"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no JSON"),
        ("[" * 50_000, "no JSON"),
        ("[]", "braces"),
        (GOOD[:-9], "no JSON"),
        (GOOD.replace('"same"', '"perhaps"'), "perhaps"),
        (GOOD.replace('"first": "a"', '"first": "b"'), "both"),
        (GOOD.replace('"first": "a"', '"first": 7'), "first"),
        (GOOD.replace('"first": "a", ', ""), "missing"),
        (GOOD.replace("2024-05-01", "1. Mai"), "1. Mai"),
        (GOOD.replace('["A", "B"]', '["A"]'), "names"),
        (GOOD.replace('"names"', '"score": 7, "names"'), "score"),
        ("<<<<<<< HEAD", "merge"),
        (GOOD.replace('"same"', '"different"'), "id of line 1"),
        (as_line(undoing(judgement("x=y"))), "takes back"),
    ],
    ids=lambda text: text[:40],
)
def test_a_damaged_line_is_named(log: JudgementLog, line: str, words: str) -> None:
    log.path.parent.mkdir()
    log.path.write_text(f"{GOOD}\n{line}\n", "utf-8")
    with pytest.raises(InputError, match="line 2") as damaged:
        log.add([judgement("c=d")])
    assert words in str(damaged.value)
    assert str(log.path) in str(damaged.value)


def test_bytes_that_are_no_text_are_named(log: JudgementLog) -> None:
    log.path.parent.mkdir()
    log.path.write_bytes(GOOD.encode() + b"\n\xff\n")
    with pytest.raises(InputError, match=r"line 2: is no UTF-8"):
        log.entries()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        JudgementLog(tmp_path / "file" / "log.jsonl").add([judgement("a=b")])
    with pytest.raises(InputError, match="cannot be read"):
        JudgementLog(tmp_path).entries()


@pytest.mark.parametrize("count", [1, 2])
def test_a_write_that_fails_leaves_the_log_as_it_was(
    log: JudgementLog, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    log.add([judgement("a=b")])
    before = log.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        log.add(judgements("c=d", "e=f")[:count])
    assert log.path.read_bytes() == before
    assert [item.name for item in log.path.parent.iterdir()] == [log.path.name]


def test_several_processes_lose_nothing(log: JudgementLog) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.matching.judgements import JudgementLog, judged\n"
        "log = JudgementLog(Path(sys.argv[1]))\n"
        "for number in range(20):\n"
        "    log.add([judged(f'{sys.argv[2]}{number}{half}', 'z', 'different') for half in range(1 + number % 2)])\n"
    )
    line = [sys.executable, "-c", code, str(log.path)]
    running = [subprocess.Popen([*line, name], cwd=ROOT) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len(log.in_force()) == 90


# ---------------------------------------------------------------------- laws


@given(JUDGED, st.text(max_size=8), st.text(max_size=8))
def test_a_line_gives_back_its_entry(items: list[Judgement], who: str, note: str) -> None:
    for item in items:
        for entry in (item, undoing(item, who=who.strip() or "x", note=note)):
            if isinstance(entry, Undoing) and any("\ud800" <= char <= "\udfff" for char in who + note):
                continue
            assert from_line(as_line(entry)) == entry
            assert "\n" not in as_line(entry)


@given(JUDGED, st.lists(st.integers(0, 11), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_count(items: list[Judgement], undone: list[int], chance: random.Random) -> None:
    entries = [*items, *(undoing(items[at]) for at in undone if at < len(items))]
    assert standing(chance.sample(entries, len(entries))) == standing(entries)


@settings(deadline=None)
@given(JUDGED)
def test_undo_restores_exactly(items: list[Judgement]) -> None:
    with tempfile.TemporaryDirectory() as place:
        log = JudgementLog(Path(place) / "log.jsonl")
        states = []
        added = []
        for item in items:
            before = log.in_force()
            try:
                log.add([item])
            except InputError:
                assert log.in_force() == before
                continue
            states.append(before)
            added.append(item)
            assert log.conflicts() == []
        for item, before in zip(reversed(added), reversed(states), strict=True):
            text = log.path.read_bytes()
            log.undo(item.id)
            assert log.in_force() == before
            assert log.path.read_bytes().startswith(text)


@given(JUDGED)
def test_pairs_have_no_direction(items: list[Judgement]) -> None:
    turned = [
        judged(item.second, item.first, item.verdict, who=item.who, when=item.when, names=item.names[::-1])
        for item in items
    ]
    assert turned == items
