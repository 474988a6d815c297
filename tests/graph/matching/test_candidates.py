"""Candidates survive being kept in a file."""

from pathlib import Path

from graph.matching.candidates import ASK, DIFFERENT, SAME, Candidate, Reason, read, write

PAIRS = [
    Candidate("urn:a", "urn:b", 0.98, SAME, (Reason("name", 11.5, "Bildungswerk Süd e.V.", "BILDUNGSWERK SÜD"),)),
    Candidate("urn:a", "urn:c", 0.5, ASK, kind="project"),
    Candidate("urn:b", "urn:c", 0.0, DIFFERENT, error="identifier"),
]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert write(tmp_path, PAIRS) == 3
    assert list(read(tmp_path, bands=(SAME, ASK, DIFFERENT))) == PAIRS


def test_pairs_that_differ_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    write(tmp_path, PAIRS)
    assert [found.band for found in read(tmp_path)] == [SAME, ASK]


def test_nothing_was_matched_yet(tmp_path: Path) -> None:
    assert list(read(tmp_path)) == []
    assert write(tmp_path, []) == 0
    assert list(read(tmp_path)) == []
