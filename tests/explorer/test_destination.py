"""Files are whole or untouched; what cannot be written is said in one line."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.destination import open_output
from graph.errors import OutputError


def write(path: Path | str | None, text: bytes = b"new") -> None:
    with open_output(path) as stream:
        stream.write(text)


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "ergebnis.csv"
    write(target, b"old")
    target.chmod(0o640)
    with open_output(target) as stream:
        stream.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "ergebnis.csv"
    write(target, b"old")

    def fail() -> None:
        with open_output(target) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_keeps_pointing_at_its_file(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_to() -> None:
    write("/dev/null")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "is a folder; name a file in it"),
        ("nirgends/x.csv", "the folder .*nirgends does not exist; make it first"),
        ("file/x.csv", "the folder .*file does not exist"),
        ("x" * 300, "cannot be written \\(File name too long\\); choose another place with --output"),
    ],
)
def test_a_place_that_cannot_be_written_to(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=says) as caught:
        write(tmp_path / name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("locked", ["os.access", "tempfile.mkstemp"])
def test_rights_are_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str) -> None:
    def refuse(*_: object, **__: object) -> bool:
        if locked == "os.access":
            return False
        raise PermissionError(13, "Permission denied")

    target = tmp_path / "x.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr(locked, refuse)  # not by chmod, since rights do not bind the root user
    with pytest.raises(OutputError, match="may not be written; choose another file or folder with --output"):
        write(target)
    assert target.read_bytes() == b"old"


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(OutputError, match="/dev/full: cannot be written \\(No space left on device\\)"):
        write("/dev/full", b"x" * 100_000)


@pytest.mark.parametrize("path", ["-", None])
def test_standard_output(path: str | None, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(path, "Köln".encode())
    assert capfdbinary.readouterr().out == "Köln".encode()


def test_binary_data_do_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(OutputError, match="--output is needed"), open_output(None, binary=True):
        pass


def test_a_reader_that_stops_is_no_error() -> None:
    script = (
        "from explorer.destination import open_output\n"
        "with open_output(None) as out:\n"
        "    for _ in range(100000): out.write(b'x' * 100 + b'\\n')\n"
    )
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; "{sys.executable}" -c "{script}" | head -1'],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
