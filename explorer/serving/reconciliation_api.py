"""``/reconcile``: the Reconciliation Service API 0.2, as OpenRefine speaks it.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. Answers can be read by OpenRefine's
own page (CORS); JSONP is left out, since it lets any page read them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.language import LANGUAGES
from explorer.serving.json_api import fields
from explorer.serving.linked_data import focused
from explorer.serving.responses import Called, refuse
from explorer.serving.safety import OPENREFINE
from explorer.serving.service import Service
from graph.errors import InputError

SUGGESTING = ("entity", "type", "property")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_HIGH = 10_000


def routes() -> list[Route]:
    """The service and its parts."""
    return [
        Route("/reconcile", service, methods=["GET", "POST"]),
        Route("/reconcile/suggest/{kind}", suggest, methods=["GET"]),
        Route("/reconcile/properties", properties, methods=["GET"]),
        Route("/reconcile/preview", preview, methods=["GET"]),
        Route("/reconcile/view", view, methods=["GET"]),
    ]


async def service(request: Request) -> Response:
    """The manifest, or the answers to queries or to a data extension query."""
    try:
        given = dict(fields(request.scope["query_string"]) + await _form(request))
    except InputError as error:
        return refuse(400, str(error))
    if "callback" in given:
        return refuse(400, "JSONP is not offered; read the answers with CORS")
    for name, asked in (("queries", "reconcile"), ("query", "reconcile"), ("extend", "extend")):
        if name in given:
            value = given[name] if name != "query" else _single(given[name])
            return _called(request, asked, value, given)
    if request.method == "POST":
        return refuse(400, "neither “queries” nor “extend” is given")
    return _called(request, "manifest", f"{request.base_url}reconcile", given)


async def _form(request: Request) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise InputError("the body is no application/x-www-form-urlencoded")
    return fields(await request.body())


def _single(query: str) -> str:
    """One query of version 0.1 as a batch of one."""
    return f'{{"q0": {query}}}' if query.lstrip().startswith("{") else query


async def suggest(request: Request) -> Response:
    """Entities, types or properties whose name begins so."""
    kind = request.path_params["kind"]
    if kind not in SUGGESTING:
        return refuse(404, f"there is nothing to suggest of “{kind[:40]}”", list(SUGGESTING))
    given = dict(request.query_params)
    return _called(request, f"suggest_{kind}", given.get("prefix", ""), given)


async def properties(request: Request) -> Response:
    """What can be fetched for things of a type."""
    given = dict(request.query_params)
    return _called(request, "properties", given.get("type", ""), given)


async def preview(request: Request) -> Response:
    """A small page about a thing, which OpenRefine shows in a frame."""
    given = dict(request.query_params)
    return _Preview(request.app.state.service, "reconcile", _call("preview", given.get("id", ""), given), slow=True)


async def view(request: Request) -> Response:
    """The explorer with the thing in focus."""
    return RedirectResponse(focused(request.query_params.get("id", "")), 303)


def _called(request: Request, asked: str, value: str, given: dict[str, str]) -> Response:
    try:
        call = _call(asked, value, given)
    except InputError as error:
        return refuse(400, str(error))
    store: Service = request.app.state.service
    return Called(store, "reconcile", call, slow=asked != "manifest")


def _call(asked: str, value: str, given: dict[str, str]) -> dict[str, Any]:
    language = given.get("lang", "en")
    cursor, limit = given.get("cursor", "") or "0", given.get("limit", "")
    for name, text in (("cursor", cursor), ("limit", limit or "0")):
        if not (text.isascii() and text.isdigit() and int(text[:9]) <= _HIGH):
            raise InputError(f"“{name}” is “{text[:40]}”; give a whole number up to {_HIGH:,}")
    return {
        "asked": asked,
        "value": value,
        "cursor": int(cursor),
        "limit": int(limit) if limit else None,
        "lang": language if language in LANGUAGES else "en",
    }


class _Preview(Called):
    """A page with its own style, which may stand in a frame of OpenRefine."""

    async def _response(self, request: Request) -> Response:
        response = await super()._response(request)
        kept = await self._service.answer(self._name, self._given, slow=self._slow)
        found = _STYLE.search(kept.body.decode("utf-8", "replace")) if kept.status == 200 else None
        if found:
            digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
            ancestors = " ".join(("'self'", *OPENREFINE, *request.app.state.origins))
            policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors {ancestors}"
            response.headers["content-security-policy"] = policy
            response.headers["cross-origin-resource-policy"] = "cross-origin"
        return response
