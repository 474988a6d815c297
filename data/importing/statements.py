"""N-Triples on their way into a store: written here while the store reads them in another thread.

A pipe, not a file: nothing waits for the whole, and nothing but the store itself grows with it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

ROOM = 1 << 20  # bytes in the pipe, so that neither end waits for the other line by line


@contextlib.contextmanager
def statements(database: ox.Store, graph: ox.NamedNode) -> Iterator[IO[bytes]]:
    """A file for N-Triples in UTF-8; when it is closed, its statements are in the graph.

    Raises what the store raises when it cannot read or keep them. After an error the database holds some of
    them: only give it one that is thrown away then.
    """
    if Path("/dev/fd").is_dir():
        yield from _through_pipe(database, graph)
    else:
        yield from _through_file(database, graph)


def _through_pipe(database: ox.Store, graph: ox.NamedNode) -> Iterator[IO[bytes]]:
    reading, writing = os.pipe()
    _widen(writing)
    failed: list[BaseException] = []

    def take() -> None:
        try:
            database.bulk_load(path=f"/dev/fd/{reading}", format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        except BaseException as error:
            failed.append(error)
        finally:
            os.close(reading)  # whoever writes on gets a broken pipe, not a full one

    thread = threading.Thread(target=take, name="bulk load")
    thread.start()
    try:
        with os.fdopen(writing, "wb", buffering=ROOM) as file:
            yield file
    except BrokenPipeError:
        thread.join()
        if not failed:
            raise
    finally:
        thread.join()
    if failed:
        raise failed[0]


def _through_file(database: ox.Store, graph: ox.NamedNode) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statements.nt"
        with path.open("wb") as file:
            yield file
        database.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)


def _widen(pipe: int) -> None:
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)
