"""What every request must satisfy before it is looked at, and what every answer tells the browser.

A server on 127.0.0.1 is reached by any page that its user opens: by a name that is turned to this address (DNS
rebinding), by forms, pictures and frames. So the Host header must be a name of this machine, and a request that a
page of another origin makes is refused unless that origin is allowed; a link that the user follows is not.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.serving.limits import Limits
from explorer.serving.replies import refused

LOCAL = ("localhost", "127.0.0.1", "[::1]")
CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "payment=(), usb=()",
}
# What other programs in a browser may read, where their origin is allowed.
OPEN = ("/sparql", "/id/", "/reconcile")
PREVIEW = "/reconcile/preview"  # is shown in a frame, by those whom its own policy names
# OpenRefine runs on its user's machine, at this address unless it was told otherwise.
OPENREFINE = ("http://127.0.0.1:3333", "http://localhost:3333")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]*)(?::\d{1,5})?")


class TooLargeError(Exception):
    """The body of a request is beyond the limit."""


def bare(host: str) -> str:
    """The name in a Host header without its port, "" for what is none."""
    match = _HOST.fullmatch(host.strip())
    return match[1].lower().rstrip(".") if match else ""


def host_names(bound: str, allowed: Iterable[str]) -> frozenset[str]:
    """The names under which a server on an address may be asked."""
    try:
        address = ipaddress.ip_address(bound)
        own = f"[{address}]" if address.version == 6 else str(address)
    except ValueError:
        own = bound
    return frozenset({*LOCAL, own.lower(), *(bare(name) or name.lower() for name in allowed)})


class Safety:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, *, limits: Limits, hosts: frozenset[str], origins: Iterable[str] = ()) -> None:
        self._app, self._limits, self._hosts = app, limits, hosts
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with limits and headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = self._readable_by(scope["path"], headers.get("origin", ""))
        safe = _Safe(send, origin)
        if problem := self._problem(scope, headers, origin):
            await _refuse(safe, *problem)
            return
        if origin and scope["method"] == "OPTIONS":
            await _preflight(safe)
            return
        try:
            await self._app(scope, self._limited(receive), safe)
        except TooLargeError:
            if not safe.has_begun:
                await _refuse(safe, 413, f"the request has more than {self._limits.body // 1024:,} KB")

    def _problem(self, scope: Scope, headers: Headers, origin: str) -> tuple[int, str] | None:
        if len(headers.getlist("host")) != 1 or bare(headers["host"]) not in self._hosts:
            shown = headers.get("host", "")[:100]
            return 421, f"“{shown}” is no name of this server; if it should be, start it with --allow-host {shown}"
        address = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        if address > self._limits.address:
            return 414, f"the address has {address:,} characters; send long queries with POST"
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self._limits.body:
            return 413, f"the request has more than {self._limits.body // 1024:,} KB"
        is_frame = scope["path"] == PREVIEW and headers.get("sec-fetch-mode") == "navigate"
        if not origin and not is_frame and self._is_foreign(headers):
            return 403, "a page of another origin may not ask this server; start it with --allow-origin to allow it"
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a page from elsewhere makes the request, and not the user by following a link."""
        given = headers.get("origin", "")
        if given and given.partition("://")[2].lower() != headers["host"].lower():
            return True
        is_followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return headers.get("sec-fetch-site", "none") in ("cross-site", "same-site") and not is_followed

    def _readable_by(self, path: str, origin: str) -> str:
        """The origin that may read the answer though it is another one, "" for none."""
        if not origin or not any(path == one or path.startswith(f"{one.rstrip('/')}/") for one in OPEN):
            return ""
        if "*" in self._origins:
            return "*"
        is_known = origin in self._origins or (path.startswith("/reconcile") and origin in OPENREFINE)
        return origin if is_known else ""

    def _limited(self, receive: Receive) -> Receive:
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limits.body:
                raise TooLargeError
            return message

        return limited


class _Safe:
    """Sends with the headers that every answer has."""

    def __init__(self, send: Send, origin: str) -> None:
        self._send, self._origin = send, origin
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            may_be_framed = "content-security-policy" in headers  # it says itself by whom
            for name, value in HEADERS.items():
                if not (may_be_framed and name == "x-frame-options"):
                    headers.setdefault(name, value)
            if self._origin:
                headers["access-control-allow-origin"] = self._origin
                headers["access-control-expose-headers"] = "x-verbund-cut, retry-after"
                headers["cross-origin-resource-policy"] = "cross-origin"
                headers.add_vary_header("origin")
        await self._send(message)


async def _preflight(send: Send) -> None:
    allowed = {
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "accept, content-type",
        "access-control-max-age": "600",
    }
    headers = [(name.encode(), value.encode()) for name, value in allowed.items()]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, status: int, message: str) -> None:
    reply = refused(status, message)
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(reply.body)).encode())]  # type: ignore[arg-type]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": reply.body})
