"""``/docs``: the interface as a page that needs no script, and ``/openapi.json`` for programs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.language import LANGUAGES
from explorer.serving.cache import Kept
from explorer.serving.endpoints import ENDPOINTS
from explorer.serving.openapi import openapi
from explorer.serving.others import OTHERS
from explorer.serving.replies import answered
from explorer.serving.responses import FRESH, kept_response
from graph.version import version

HERE = Path(__file__).parent


def routes() -> list[Route]:
    """The documentation in its forms."""
    return [
        Route("/docs", docs, methods=["GET"]),
        Route("/docs/style.css", style, methods=["GET"]),
        Route("/openapi.json", described, methods=["GET"]),
    ]


async def docs(request: Request) -> Response:
    """The page, in the language that the address or the browser names."""
    wanted = request.query_params.get("lang", "") or request.headers.get("accept-language", "")[:2].lower()
    language = wanted if wanted in LANGUAGES else "en"
    return await kept_response(request, _page(language), {"cache-control": FRESH, "vary": "accept-language"})


async def style(request: Request) -> Response:
    """The look of the page."""
    return await kept_response(request, _style(), {"cache-control": FRESH})


async def described(request: Request) -> Response:
    """The document of OpenAPI."""
    return await kept_response(request, _document(), {"cache-control": FRESH})


@cache
def _page(language: str) -> Kept:
    import jinja2

    places = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    text = places.get_template("docs.html").render(
        language=language,
        endpoints=ENDPOINTS,
        others=OTHERS,
        schemas=openapi()["components"]["schemas"],
        version=version(),
    )
    return Kept(text.encode(), "text/html; charset=utf-8")


@cache
def _style() -> Kept:
    return Kept((HERE / "docs.css").read_bytes(), "text/css; charset=utf-8")


@cache
def _document() -> Kept:
    body = answered(openapi()).body
    assert isinstance(body, bytes)  # noqa: S101 - JSON is
    return Kept(body, "application/json")
