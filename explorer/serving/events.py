"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): which revision is shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

QUIET = 15.0  # seconds after which a comment shows that the stream is alive


class Events:
    """Tells everybody who listens of a new revision."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._listeners: set[asyncio.Queue[str]] = set()

    @property
    def is_full(self) -> bool:
        """Whether nobody more can listen."""
        return len(self._listeners) >= self._most

    def tell(self, revision: str) -> None:
        """Send a revision to all; who has not read the last one yet gets the newer one instead."""
        for listener in self._listeners:
            while not listener.empty():
                listener.get_nowait()
            listener.put_nowait(revision)

    def close(self) -> None:
        """End all streams."""
        self.tell("")

    async def stream(self, revision: str) -> AsyncIterator[bytes]:
        """What one listener is sent: the revision that is shown now, and each later one."""
        listener: asyncio.Queue[str] = asyncio.Queue(1)
        self._listeners.add(listener)
        try:
            yield _event(revision)
            while True:
                try:
                    async with asyncio.timeout(QUIET):
                        revision = await listener.get()
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if not revision:
                    return
                yield _event(revision)
        finally:
            self._listeners.discard(listener)


def _event(revision: str) -> bytes:
    return f"event: revision\ndata: {revision}\n\n".encode()
