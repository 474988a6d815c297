"""The server as an ASGI application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from explorer.serving import docs_page, json_api, linked_data, reconciliation_api, sparql_protocol
from explorer.serving.limits import Limits
from explorer.serving.page import BUILT, Page
from explorer.serving.replies import refused
from explorer.serving.responses import refuse
from explorer.serving.safety import HEADERS, Safety, host_names
from explorer.serving.service import Service
from graph.store import GraphStore

_SAYS = {404: "there is nothing here; /docs says what there is", 405: "this can only be read; /docs says how"}


def create_app(
    store: GraphStore | str | Path,
    *,
    limits: Limits | None = None,
    merged: bool = True,
    title: str = "",
    host: str = "127.0.0.1",
    allow_hosts: Sequence[str] = (),
    allow_origins: Sequence[str] = (),
    built: Path = BUILT,
) -> Starlette:
    """The explorer, its interface, SPARQL, reconciliation and linked data over a store.

    ``store`` is a folder, the URL of an endpoint, or an open store, which is not closed. ``host`` is what the server
    binds to; it answers only to names of this machine and ``allow_hosts``. Pages of ``allow_origins`` ("*": all) may
    read /sparql, /id and /reconcile.
    """
    bounds = limits or Limits()
    service = Service(store, bounds, merged=merged, title=title)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        await service.open()
        try:
            yield
        finally:
            await service.close()

    routes = [
        Route("/api/events", _events, methods=["GET"]),
        *json_api.routes(),
        *sparql_protocol.routes(),
        *reconciliation_api.routes(),
        *linked_data.routes(),
        *docs_page.routes(),
        *Page(built).routes(),
    ]
    safety = Middleware(Safety, limits=bounds, hosts=host_names(host, allow_hosts), origins=tuple(allow_origins))
    handlers: dict[Any, Any] = {HTTPException: _http_error, Exception: _crash}
    app = Starlette(routes=routes, middleware=[safety], exception_handlers=handlers, lifespan=lifespan)
    app.router.redirect_slashes = False
    app.state.service, app.state.origins = service, [one for one in allow_origins if one != "*"]
    return app


async def _events(request: Request) -> Response:
    service: Service = request.app.state.service
    if service.events.is_full:
        return refuse(503, "too many pages listen already; close some")
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(service.events.stream(service.revision), 200, headers, media_type="text/event-stream")


async def _http_error(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these
    response = refuse(error.status_code, _SAYS.get(error.status_code, error.detail))
    response.headers.update(error.headers or {})
    return response


async def _crash(request: Request, error: Exception) -> Response:
    """What went wrong stands in the server's own output; it is no business of clients."""
    del request, error
    reply = refused(500, "something went wrong inside; the server's own output says what")
    assert isinstance(reply.body, bytes)  # noqa: S101 - JSON is
    return Response(reply.body, 500, HEADERS, media_type=reply.media)
