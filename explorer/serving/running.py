"""A server that says when it is ready and ends quietly."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette

PATIENCE = 3  # seconds that calls have to end when the server does


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, app: Starlette, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._app, self._ready = app, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve as long as the store is open; that it cannot be opened is told as any such error."""
        self._loop = asyncio.get_running_loop()
        async with self._app.router.lifespan_context(self._app):
            await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Streams and calls that run would be waited for."""
        self._loop.call_soon_threadsafe(self._app.state.service.stop)
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # that calls end early is no news then
        self.should_exit, self.force_exit = True, self.should_exit
        del sig, frame


def run(app: Starlette, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM. Raises StoreError where the store cannot be opened."""
    # That a process that was ended had gone before anybody waited for it is no news.
    logging.getLogger("asyncio").addFilter(lambda record: "Unknown child process" not in str(record.msg))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        h11_max_incomplete_event_size=app.state.service.limits.headers,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=PATIENCE,
        limit_concurrency=500,
    )
    _Server(config, app, ready).run(sockets=[listening])
