"""Processes that answer for a server: called in turn, stopped where a call takes too long, replaced where one dies."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.serving import frames
from explorer.serving.replies import Reply, refused

ROOT = str(Path(__file__).resolve().parents[2])
GRACE = 2.0  # seconds that a call which nobody waits for any more may go on; a new process costs more
_START = "from explorer.serving.worker import main; main()"
_BUFFER = 2 * frames.PART


class Refused(Exception):  # noqa: N818 - it carries an answer
    """A call that is not answered as it was wished; ``reply`` says why."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__(reply.status)


def busy() -> Refused:
    """The refusal of a call for which too many others wait already."""
    reply = refused(503, "too many calls are waiting; try again in a few seconds")
    reply.headers["retry-after"] = "5"
    return Refused(reply)


@dataclass(slots=True)
class Answer:
    """The head of an answer, and its body as it arrives."""

    status: int
    media: str
    headers: dict[str, str]
    worker: Worker

    async def parts(self) -> AsyncIterator[bytes]:
        """The body piece by piece. Raises Refused where the process was stopped on the way."""
        while (frame := await self.worker.frame())[0] == frames.BODY:
            yield frame[1]

    async def whole(self) -> bytes:
        """All of the body."""
        return b"".join([part async for part in self.parts()])


@dataclass(slots=True, eq=False)
class Worker:
    """A process with an open store."""

    process: asyncio.subprocess.Process
    memory: int
    seconds: float
    revision: str = ""
    is_asked: bool = False
    stopped: str = ""
    is_buried: bool = False

    @classmethod
    async def started(cls, settings: dict[str, Any], seconds: float, patience: float) -> Worker:
        """A process that is ready for calls. Raises Refused where it cannot open the store."""
        paths = [ROOT, *filter(None, [os.environ.get("PYTHONPATH", "")])]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-X", "utf8", "-P", "-c", _START),
            json.dumps({**settings, "parent": os.getpid()}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            limit=_BUFFER,
            start_new_session=True,  # a Ctrl-C in the terminal is for the server, which ends its processes itself
        )
        worker = cls(process, settings["memory"], seconds)
        try:
            async with asyncio.timeout(patience):
                _, payload = await worker.frame()
        except BaseException:
            worker.kill()
            await worker.bury()
            raise
        ready = json.loads(payload)
        if "error" in ready:
            worker.kill()
            await worker.bury()
            raise Refused(refused(503, ready["error"]))
        worker.revision = ready["revision"]
        return worker

    async def frame(self) -> tuple[bytes, bytes]:
        """The next frame that the process sends. Raises Refused where it has gone."""
        assert self.process.stdout is not None  # noqa: S101 - it was started with a pipe
        try:
            kind, size = frames.header(await self.process.stdout.readexactly(frames.HEADER))
            payload = await self.process.stdout.readexactly(size) if size else b""
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise Refused(await self._why()) from error
        if kind == frames.END:
            self.is_asked = False
            if payload:  # it says that it ends now
                self.kill("spent")
        return kind, payload

    async def ask(self, call: dict[str, Any]) -> Answer:
        """The answer to a call, as soon as it begins."""
        assert self.process.stdin is not None  # noqa: S101 - likewise
        self.is_asked = True
        with contextlib.suppress(ConnectionError):
            self.process.stdin.write(frames.called(call))
            await self.process.stdin.drain()
        _, payload = await self.frame()
        head = json.loads(payload)
        return Answer(head["status"], head["media"], head["headers"], self)

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.returncode is None and not self.stopped

    def kill(self, why: str = "stopped") -> None:
        """End the process at once, whatever it does."""
        self.stopped = self.stopped or why
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def bury(self) -> None:
        """Wait for the process to be gone, and let go of its pipes."""
        await self.process.wait()
        # What is left unread in a pipe would keep it open, and no public name closes it.
        self.process._transport.close()  # type: ignore[attr-defined]
        self.is_buried = True

    async def _why(self) -> Reply:
        self.kill("gone")
        code = await self.process.wait()
        if self.stopped == "time":
            return refused(
                422,
                f"stopped after {self.seconds:g} s; ask for less, e.g. with LIMIT or a narrower question, or start the "
                "server with a larger --timeout",
                limit="time",
            )
        if code == -signal.SIGABRT and self.memory:
            return refused(
                422,
                f"this needs more than the {self.memory // 2**20} MB of memory that a query may use; ask for less, "
                "or start the server with a larger --memory",
                limit="memory",
            )
        if self.stopped == "closed":
            return refused(503, "the server is being stopped")
        return refused(503, "the process that worked on this has ended; try again, and ask for less if that fails too")


@dataclass(slots=True, eq=False)
class Pool:
    """Processes of one kind, each of which answers one call at a time."""

    settings: dict[str, Any]
    size: int
    seconds: float
    most_waiting: int
    wait: float
    patience: float
    idle: deque[Worker] = field(default_factory=deque)
    workers: set[Worker] = field(default_factory=set)
    starting: int = 0
    dismissed: set[Worker] = field(default_factory=set)
    waiting: deque[asyncio.Future[Worker]] = field(default_factory=deque)
    is_closed: bool = False
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Have all processes ready. Raises Refused where the store cannot be opened."""
        self.starting += self.size
        done = await asyncio.gather(*(self._add() for _ in range(self.size)), return_exceptions=True)
        for error in done:
            if isinstance(error, BaseException):
                raise error

    @contextlib.asynccontextmanager
    async def asked(self, call: dict[str, Any]) -> AsyncIterator[Answer]:
        """The answer to a call; a caller who leaves before its end stops the call.

        Raises Refused where too many calls wait, where it takes too long and where its process dies.
        """
        worker = await self._taken()
        timer = asyncio.get_running_loop().call_later(self.seconds, self._expire, worker)
        try:
            yield await worker.ask(call)
        finally:
            timer.cancel()
            if worker.is_asked and worker.is_alive:
                self._later(self._settle(worker))
            else:
                self._give_back(worker)

    async def _taken(self) -> Worker:
        while self.idle:
            worker = self.idle.popleft()
            if worker.is_alive:
                return worker
            self._dismiss(worker)
        if len(self.waiting) >= self.most_waiting or self.is_closed:
            raise busy()
        ready: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self.waiting.append(ready)
        self._fill()
        try:
            async with asyncio.timeout(self.wait if self.workers else self.patience):
                return await ready
        except (TimeoutError, asyncio.CancelledError) as error:
            if ready.done() and not ready.cancelled() and ready.exception() is None:
                self._give_back(ready.result())
            if isinstance(error, TimeoutError):
                raise busy() from None
            raise
        finally:
            with contextlib.suppress(ValueError):
                self.waiting.remove(ready)

    def _give_back(self, worker: Worker) -> None:
        if not worker.is_alive or worker.is_asked or self.is_closed:
            self._dismiss(worker)
            if not self.is_closed:
                self._fill(at_least_one=True)
            return
        while self.waiting:
            ready = self.waiting.popleft()
            if not ready.done():
                ready.set_result(worker)
                return
        self.idle.append(worker)

    def _expire(self, worker: Worker) -> None:
        """Stop a call that takes too long; its place is free at once, though a client may be slow to hear of it."""
        worker.kill("time")
        self._dismiss(worker)
        if not self.is_closed:
            self._fill(at_least_one=True)

    def _dismiss(self, worker: Worker) -> None:
        """End a process, and let go of it when it has gone."""
        worker.kill()
        self.workers.discard(worker)
        if worker not in self.dismissed and not worker.is_buried:
            self.dismissed.add(worker)
            if not self.is_closed:
                self._later(self._bury(worker))

    async def _bury(self, worker: Worker) -> None:
        await worker.bury()
        self.dismissed.discard(worker)

    async def _settle(self, worker: Worker) -> None:
        """Let a call that nobody waits for come to its end for a moment, then stop it."""
        try:
            async with asyncio.timeout(min(GRACE, self.seconds)):
                while worker.is_asked:
                    await worker.frame()
        except (TimeoutError, Refused):
            worker.kill()
        self._give_back(worker)

    # ------------------------------------------------------------------ new processes

    def _fill(self, *, at_least_one: bool = False) -> None:
        """Start as many processes as are waited for and may be."""
        wanted = max(len(self.waiting), int(at_least_one)) - self.starting
        for _ in range(min(wanted, self.size - len(self.workers) - self.starting)):
            self.starting += 1
            self._later(self._add_quietly())

    async def _add_quietly(self) -> None:
        with contextlib.suppress(Refused, TimeoutError):  # whoever waits was told
            await self._add()

    async def _add(self) -> None:
        try:
            worker = await Worker.started(self.settings, self.seconds, self.patience)
        except (Refused, TimeoutError) as error:
            slow = Refused(refused(503, "the store could not be opened in time; try again"))
            refusal = error if isinstance(error, Refused) else slow
            while self.waiting:
                ready = self.waiting.popleft()
                if not ready.done():
                    ready.set_exception(refusal)
            raise
        finally:
            self.starting -= 1
        self.workers.add(worker)
        self._give_back(worker)

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    # ------------------------------------------------------------------ the end

    @property
    def is_busy(self) -> bool:
        """Whether a call is being answered or waits."""
        return len(self.idle) < len(self.workers) or bool(self.waiting) or bool(self.starting)

    def stop(self) -> None:
        """End all processes and calls, and begin no more."""
        self.is_closed = True
        for task in list(self.tasks):
            task.cancel()
        for worker in self.workers:
            worker.kill("closed")
        for ready in self.waiting:
            if not ready.done():
                ready.set_exception(busy())

    async def close(self) -> None:
        """The same, and wait until they are gone."""
        self.stop()
        gone = [*self.workers, *self.dismissed]
        await asyncio.gather(*(worker.bury() for worker in gone), *self.tasks, return_exceptions=True)
        self.workers.clear()
        self.dismissed.clear()
        self.idle.clear()
