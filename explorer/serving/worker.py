"""A process that answers calls over one revision of a store, one after the other.

It goes when the one that started it goes: the kernel sends it a signal on Linux, elsewhere it sees its pipe closed.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import queue
import signal
import sys
import threading
import time
import traceback
from typing import IO, Any

from explorer.serving import frames
from explorer.serving.replies import Reply, refused
from graph.errors import AmbiguousError, NotFoundError, StoreError, VerbundError

_PR_SET_PDEATHSIG = 1  # prctl(2)
OBJECTS_BETWEEN_CLEANUPS = 200_000  # as in cli.py
_QUIET = 2.0  # seconds after which nothing seems to come


def main() -> None:
    """Open the store that the first argument describes, say so, and answer calls from standard input."""
    settings = json.loads(sys.argv[1])
    _go_with(settings["parent"])
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, waiting), daemon=True).start()
    gc.set_threshold(OBJECTS_BETWEEN_CLEANUPS)
    desk = _opened(settings, output)
    _prepare(desk, settings["later"], waiting)
    while True:
        _answer(desk, waiting.get(), output)


def _prepare(desk: Any, later: list[Any], waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Get ready for what is likely to come, as long as nothing else is to be done."""
    for one in later:
        time.sleep(_QUIET)
        if not waiting.empty():
            return
        desk.warm([one])


def _go_with(parent: int) -> None:
    """Die when the parent dies, though no call is read just then."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it could be watched
            os._exit(1)


def _listen(stream: IO[bytes], waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    for call in frames.calls(stream):
        waiting.put(call)
    os._exit(0)


def _opened(settings: dict[str, Any], output: IO[bytes]) -> Any:
    from explorer.serving.desk import Desk

    _hold_down(settings["memory"])
    try:
        desk = Desk.opened(settings)
        desk.warm(settings["warm"])
    except VerbundError as error:
        _write(output, frames.framed(frames.READY, json.dumps({"error": str(error)}).encode()))
        os._exit(0)
    gc.collect()
    gc.freeze()
    _write(output, frames.framed(frames.READY, json.dumps({"revision": desk.revision}).encode()))
    return desk


def _hold_down(memory: int) -> None:
    """Let an allocation beyond so many bytes fail, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(OSError, ValueError):  # a limit of the system's own may be lower already
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _answer(desk: Any, call: dict[str, Any], output: IO[bytes]) -> None:
    from explorer.serving.calls import CALLS

    is_spent = False
    try:
        reply = CALLS[call["call"]](desk, call["given"])
    except VerbundError as error:
        reply = refusal(error)
    except MemoryError:
        reply, is_spent = out_of_memory(), True
    except RecursionError:
        reply = refused(400, "this is nested too deeply; ask for less at once")
    except Exception as error:  # a bug ends its own call only
        if is_spent := type(error).__name__ == "OutOfMemoryException":  # DuckDB's, which need not be there
            reply = out_of_memory()
        else:
            traceback.print_exc()
            reply = refused(500, "something went wrong inside; the server's own output says what")
    _send(reply, output, gzip=bool(call.get("gzip")), last=is_spent)
    if is_spent:
        os._exit(0)


def refusal(error: Any) -> Reply:
    """An error for people with the status that fits it."""
    if getattr(error, "status", 0):
        return refused(error.status, str(error))
    if isinstance(error, NotFoundError):
        return refused(404, str(error), error.suggestions)
    if isinstance(error, AmbiguousError):
        return refused(400, str(error), error.choices)
    limit = getattr(error, "limit", "")
    if limit:
        return refused(422, str(error), limit=limit)
    return refused(503 if isinstance(error, StoreError) else 400, str(error))


def out_of_memory() -> Reply:
    """The refusal of what needs more memory than a process may have."""
    return refused(422, "this needs more memory than a query may use; ask for less, e.g. with LIMIT", limit="memory")


def _send(reply: Reply, output: IO[bytes], *, gzip: bool, last: bool) -> None:
    gzip = gzip and not isinstance(reply.body, bytes)
    if gzip:
        reply.headers = {**reply.headers, "content-encoding": "gzip"}
    try:
        output.write(frames.framed(frames.HEAD, json.dumps(reply.head).encode()))
        for part in reply.parts(gzip=gzip):
            output.write(frames.framed(frames.BODY, part))
    except BrokenPipeError:
        os._exit(0)
    _write(output, frames.framed(frames.END, b"last" if last else b""))


def _write(output: IO[bytes], data: bytes) -> None:
    try:
        output.write(data)
        output.flush()
    except BrokenPipeError:
        os._exit(0)
