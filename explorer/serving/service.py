"""The store behind a server: who answers, what was answered, and how a new revision takes the place of the old one."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from explorer.serving.cache import Cache, Kept
from explorer.serving.events import Events
from explorer.serving.limits import ARRAYS, Limits
from explorer.serving.workers import Answer, Pool, Refused
from graph import folder
from graph.errors import StoreError
from graph.store import GraphStore

GLANCE = 1.0  # seconds between looks at the store
# What the first people would wait for, so that it is read before they are let in.
WARM_QUICK: list[tuple[str, dict[str, Any]]] = [
    ("status", {"lang": "de"}),
    ("facets", {"open": [], "limit": 12, "lang": "de"}),
    ("table", {"sort": "label", "descending": False, "offset": 0, "limit": 10, "lang": "de"}),
    ("search", {"q": "verbund", "type": [], "limit": 5, "lang": "de"}),
]
# What compiled code is loaded by; the picture itself is that of few things.
LATER_QUICK: list[tuple[str, dict[str, Any]]] = [
    ("network", {"context": False, "expand": [], "limit": 10, "lang": "de"}),
]


class Service:
    """The processes over one store; ``store`` is a folder, an endpoint's URL, or a store in memory."""

    def __init__(self, store: GraphStore | str | Path, limits: Limits, *, merged: bool = True, title: str = "") -> None:
        self.limits, self._merged, self._title = limits, merged, title
        self._store = store
        self._temporary: Path | None = None
        self._shared: dict[str, tuple[asyncio.Task[Kept], int]] = {}
        self.cache, self.events = Cache(limits.cache), Events(limits.listeners)
        self.revision = ""
        self._tasks: set[asyncio.Task[None]] = set()
        self._retired: set[Pool] = set()

    # ------------------------------------------------------------------ beginning and end

    async def open(self) -> None:
        """Have the store opened by the processes that answer. Raises StoreError."""
        self._location, self._quads = self._place()
        self.quick, self.queries = self._pools()
        try:
            await self.quick.start()
        except Refused as error:
            await self.close()
            raise StoreError(json.loads(error.reply.body)["error"]) from error  # type: ignore[arg-type]
        self.revision = self._shown()
        if self._folder:
            self._later(self._watch(self._seen()))

    def stop(self) -> None:
        """End the streams of events and the calls that run, so that nobody has to wait for them."""
        self.events.close()
        for pool in (self.quick, self.queries, *self._retired):
            pool.stop()

    async def close(self) -> None:
        """End all processes and take away what was written for them."""
        self.events.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(pool.close() for pool in (self.quick, self.queries, *self._retired)))
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _place(self) -> tuple[str, str]:
        """The folder or URL that processes open, or the file that they read a store in memory from."""
        if isinstance(self._store, str | Path):
            return str(self._store), ""
        if self._store.location is not None:
            return str(self._store.location), ""
        if url := getattr(self._store, "url", ""):
            return str(url), ""
        self._temporary = Path(tempfile.mkdtemp(prefix="verbund-"))
        file = self._temporary / "store.nq"
        with file.open("wb") as output:
            self._store.dump(output, ox.RdfFormat.N_QUADS)
        return "", str(file)

    def _pools(self) -> tuple[Pool, Pool]:
        limits = self.limits
        settings = {
            "location": self._location, "quads": self._quads, "merged": self._merged, "title": self._title,
            **{name: asdict(limits)[name] for name in ("rows", "result", "memory", "nodes", "seconds")},
        }  # fmt: skip
        memory = max(limits.memory, ARRAYS) if limits.memory else 0
        quick = {**settings, "warm": WARM_QUICK, "later": LATER_QUICK, "memory": memory}
        times = (limits.wait, limits.start_seconds)
        return (
            Pool(quick, limits.quick, limits.quick_seconds, limits.waiting, *times),
            Pool({**settings, "warm": [], "later": []}, limits.queries, limits.seconds, limits.waiting_queries, *times),
        )

    # ------------------------------------------------------------------ answers

    @contextlib.asynccontextmanager
    async def asked(self, name: str, given: dict[str, Any], *, slow: bool, gzip: bool = False) -> AsyncIterator[Answer]:
        """The answer to a call as it arrives. Raises Refused."""
        pool = self.queries if slow else self.quick
        async with pool.asked({"call": name, "given": given, "gzip": gzip}) as answer:
            yield answer

    async def answer(self, name: str, given: dict[str, Any], *, slow: bool) -> Kept:
        """The whole answer to a call; several who ask the same at the same time wait for one answer. Raises Refused."""
        key = hashlib.sha256(json.dumps([self.revision, name, given], sort_keys=True).encode()).hexdigest()
        if (known := self.cache.get(key)) is not None:
            return known
        task, count = self._shared.get(key, (None, 0))
        if task is None:
            task = asyncio.get_running_loop().create_task(self._made(key, name, given, slow=slow))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())  # perhaps nobody waits any more
        self._shared[key] = (task, count + 1)
        try:
            return await asyncio.shield(task)
        finally:
            self._leave(key, task)

    def _leave(self, key: str, task: asyncio.Task[Kept]) -> None:
        """One who asked has gone; the last one ends the call, if it has not ended."""
        known, count = self._shared.get(key, (None, 0))
        if known is not task:
            return
        if count > 1:
            self._shared[key] = (task, count - 1)
            return
        del self._shared[key]
        if not task.done():
            task.cancel()

    async def _made(self, key: str, name: str, given: dict[str, Any], *, slow: bool) -> Kept:
        async with self.asked(name, given, slow=slow) as answer:
            kept = Kept(await answer.whole(), answer.media, answer.status, answer.headers)
        if kept.status == 200:
            self.cache.put(key, kept)
        return kept

    # ------------------------------------------------------------------ new revisions

    @property
    def _folder(self) -> Path | None:
        is_folder = self._location and not self._location.startswith(("http://", "https://"))
        return Path(self._location) if is_folder else None

    def _shown(self) -> str:
        """The oldest revision that is open: what is newer is told of when all of it is there."""
        return min((worker.revision for worker in self.quick.workers), default="0", key=int)

    def _seen(self) -> tuple[int, int]:
        """What changes when a load publishes: the number of the revision, and the file that names it."""
        assert self._folder is not None  # noqa: S101 - only folders are watched
        try:
            return folder.current(self._folder), (self._folder / folder.POINTER).stat().st_mtime_ns
        except (StoreError, OSError):
            return 0, 0  # the store is being moved; look again

    async def _watch(self, known: tuple[int, int]) -> None:
        while True:
            await asyncio.sleep(GLANCE)
            seen = await asyncio.to_thread(self._seen)
            if seen not in (known, (0, 0)) and await self._change():
                known = seen

    async def _change(self) -> bool:
        """Put processes over the newest revision in place of the old ones, when they are ready; whether that went."""
        quick, queries = self._pools()
        try:
            await quick.start()
        except (Refused, TimeoutError):
            await quick.close()
            return False
        old = (self.quick, self.queries)
        self.quick, self.queries = quick, queries
        self.revision = self._shown()
        self.cache.clear()
        self.events.tell(self.revision)
        for pool in old:
            self._retired.add(pool)
            self._later(self._retire(pool))
        return True

    async def _retire(self, pool: Pool) -> None:
        """End a pool when its last call has been answered."""
        for _ in range(int((pool.seconds + pool.patience) / GLANCE)):
            if not pool.is_busy:
                break
            await asyncio.sleep(GLANCE / 4)
        await pool.close()
        self._retired.discard(pool)

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
