"""The routes of the JSON interface, made from their declarations."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.serving.endpoints import ENDPOINTS, LANG, Endpoint
from explorer.serving.parameters import from_json, read_all
from explorer.serving.responses import Called, Streamed, refuse
from explorer.serving.service import Service
from graph.errors import InputError

Handler = Callable[[Request], Awaitable[Response]]
_MOST_FIELDS = 25_000


def routes() -> list[Route]:
    """One route for each endpoint."""
    return [
        Route(one.path, _handler(one), methods=["GET", "POST"] if one.takes_body else ["GET"], name=one.call)
        for one in ENDPOINTS
    ]


def _handler(endpoint: Endpoint) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            given = await _given(endpoint, request)
        except InputError as error:
            return refuse(400, str(error))
        service: Service = request.app.state.service
        kind = Called if endpoint.answer else Streamed
        return kind(service, endpoint.call, given, slow=endpoint.slow)

    return handle


async def _given(endpoint: Endpoint, request: Request) -> dict[str, Any]:
    pairs = fields(request.scope["query_string"])
    if request.method == "POST":
        pairs += await _body(request)
    if endpoint.free:
        own = {name: value for name, value in pairs if name != LANG.name}
        if len(own) < len([name for name, _ in pairs if name != LANG.name]):
            raise InputError("a parameter is given twice; give it once")
        language = read_all((LANG,), [pair for pair in pairs if pair[0] == LANG.name])
        return {**request.path_params, **language, "parameters": own}
    return read_all(endpoint.declared, pairs)


def fields(text: bytes) -> list[tuple[str, str]]:
    """The fields of an address or a form. Raises InputError for what is no UTF-8, and for too many."""
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise InputError(f"the parameters cannot be read ({error}); write them percent-encoded in UTF-8") from error


async def _body(request: Request) -> list[tuple[str, str]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == "application/x-www-form-urlencoded":
        return fields(body)
    if kind != "application/json":
        raise InputError("the body is neither application/json nor application/x-www-form-urlencoded")
    try:
        return from_json(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise InputError(f"the body is no JSON: {' '.join(str(error).split())[:100]}") from error
