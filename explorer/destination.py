"""Where a result goes: a file, which is replaced only when all of it is written, or standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graph.errors import OutputError

STANDARD_OUTPUT = "-"
_unfinished: set[Path] = set()


def discard_unfinished() -> None:
    """Remove the files that are being written, for a process that is about to end without finishing them."""
    for beside in list(_unfinished):
        with suppress(OSError):
            beside.unlink()


@contextmanager
def open_output(path: str | Path | None, *, binary: bool = False) -> Iterator[IO[bytes]]:
    """A stream to write to; ``-`` or None is standard output.

    A file is written beside its place and moved there at the end of the ``with`` block, so that a failure leaves
    what was there before. A link keeps pointing at its file; a device or pipe is written to directly.

    Raises OutputError, with what to do, where nothing can be written, and where ``binary`` data would go to a
    terminal.
    """
    if path is None or str(path) == STANDARD_OUTPUT:
        yield from _standard_output(binary)
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            _refuse_folder(target)
            with target.open("wb") as stream:
                yield stream
        else:
            yield from _replaced(target.resolve(), target)
    except OSError as error:
        raise OutputError(_advice(target, error)) from error


def page_file(path: str, *, open_: bool) -> str:
    """Where a page goes: the file named, a new one to be looked at, or standard output of a pipe.

    Raises OutputError where a page would fill a terminal.
    """
    if path:
        return path
    if open_:
        handle, name = tempfile.mkstemp(prefix="verbund-", suffix=".html")
        os.close(handle)
        return name
    if sys.stdout.isatty():
        raise OutputError("--output is needed to write a page, or --open to look at it")
    return STANDARD_OUTPUT


def _standard_output(binary: bool) -> Iterator[IO[bytes]]:
    if binary and sys.stdout.isatty():
        raise OutputError("--output is needed: this format is no text for a terminal (or send it on with | or >)")
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        # The reader has seen enough (| head); without this Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise OutputError(f"standard output: cannot be written ({error.strerror})") from error


def _replaced(place: Path, named: Path) -> Iterator[IO[bytes]]:
    if not place.parent.is_dir():
        raise OutputError(f"{named}: the folder {place.parent} does not exist; make it first")
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(13, "Permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", suffix=".tmp", dir=place.parent)
    beside = Path(name)
    _unfinished.add(beside)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(_mode(place))
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    finally:
        _unfinished.discard(beside)


def _mode(place: Path) -> int:
    """The rights that the file has, or that a new one would get."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file in it")


def _advice(target: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"{target}: may not be written; choose another file or folder with --output"
    reason = error.strerror or type(error).__name__
    return f"{target}: cannot be written ({reason}); choose another place with --output"
