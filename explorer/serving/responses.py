"""Answers on their way to a client: a call that is given up when the client leaves, whole or as it arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from explorer.serving.cache import Kept
from explorer.serving.replies import Reply, refused
from explorer.serving.service import Service
from explorer.serving.workers import Refused

FRESH = "private, no-cache"  # may be kept, but is asked for again: a load may have changed it


def respond(reply: Reply) -> Response:
    """An answer that is made without the store."""
    body = reply.body if isinstance(reply.body, bytes) else reply.body.read()
    headers = {"cache-control": "no-store", **reply.headers}
    return Response(body, reply.status, headers, media_type=reply.media)


def refuse(status: int, message: str, suggestions: list[str] | None = None) -> Response:
    """An error as every part of the interface has it."""
    return respond(refused(status, message, suggestions))


def takes_gzip(request: Request) -> bool:
    """Whether the client reads compressed answers."""
    return "gzip" in request.headers.get("accept-encoding", "").lower()


async def kept_response(request: Request, kept: Kept, headers: Mapping[str, str]) -> Response:
    """An answer that was kept: 304 where the client has it already."""
    about = {**headers, **kept.headers, "etag": kept.tag}
    about["vary"] = ", ".join(filter(None, (about.get("vary", ""), "accept-encoding")))
    known = request.headers.get("if-none-match", "")
    if kept.status == 200 and any(one.strip().removeprefix("W/") in (kept.tag, "*") for one in known.split(",")):
        return Response(status_code=304, headers=about)
    body, is_packed = await kept.sent(gzip_=takes_gzip(request))
    if is_packed:
        about["content-encoding"] = "gzip"
    return Response(body, kept.status, about, media_type=kept.media)


class Called(Response):
    """The answer to a call; it is given up when the client leaves."""

    def __init__(
        self,
        service: Service,
        name: str,
        given: dict[str, Any],
        *,
        slow: bool,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._service, self._name, self._given, self._slow = service, name, given, slow
        self._more = dict(headers or {})
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer, unless the client leaves first."""
        work = asyncio.create_task(self._sent(scope, receive, send))
        gone = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()
        finally:
            for task in (work, gone):
                task.cancel()
            await asyncio.gather(work, gone, return_exceptions=True)

    async def _sent(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._response(Request(scope))
        except Refused as error:
            response = respond(error.reply)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        kept = await self._service.answer(self._name, self._given, slow=self._slow)
        fresh = FRESH if kept.status == 200 else "no-store"
        return await kept_response(request, kept, {"cache-control": fresh, **self._more})


class Streamed(Called):
    """The answer to a call, sent as it arrives; where it ends too early the connection is cut, so that all notice."""

    async def _sent(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False
        try:
            call = self._service.asked(self._name, self._given, slow=self._slow, gzip=takes_gzip(Request(scope)))
            async with call as answer:
                about = {**self._more, **answer.headers} if answer.status == 200 else answer.headers
                about = {"cache-control": "no-store", **about, "content-type": answer.media}
                about["vary"] = ", ".join(filter(None, (about.get("vary", ""), "accept-encoding")))
                raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in about.items()]
                await send({"type": "http.response.start", "status": answer.status, "headers": raw})
                has_begun = True
                async for part in answer.parts():
                    await send({"type": "http.response.body", "body": part, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        except Refused as error:
            if not has_begun:
                await respond(error.reply)(scope, receive, send)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
