"""The explorer's page and what belongs to it, as ``make web`` built them."""

from __future__ import annotations

import mimetypes
import re
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.serving.cache import Kept
from explorer.serving.responses import FRESH, kept_response, refuse

BUILT = Path(__file__).resolve().parents[1] / "built" / "page"
_NAME = re.compile(r"[\w-][\w.-]{0,150}")
_FOREVER = "public, max-age=31536000, immutable"  # their names change with their content
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".map": "application/json"}
_NOT_BUILT = {
    "de": "Die Seite wurde noch nicht gebaut. In einer Arbeitskopie baut sie dieser Befehl (er braucht Node):",
    "en": "The page has not been built yet. In a working copy this command builds it (it needs Node):",
}
_MEANWHILE = {"de": "Die Schnittstelle antwortet schon:", "en": "The interface answers already:"}


class Page:
    """The files of the page, read once each."""

    def __init__(self, folder: Path = BUILT) -> None:
        self._folder = folder
        self._read: dict[tuple[str, int], Kept] = {}

    def routes(self) -> list[Route]:
        """The page itself, what it fetches, and what stands beside it."""
        return [
            Route("/", self.index, methods=["GET"]),
            Route("/assets/{name}", self.asset, methods=["GET"]),
            Route("/{name}", self.beside, methods=["GET"]),
        ]

    async def index(self, request: Request) -> Response:
        """The page, or how to build it."""
        kept = self._file("index.html")
        if kept is None:
            language = "de" if request.headers.get("accept-language", "").lower().startswith("de") else "en"
            return Response(_not_built(language), 200, {"cache-control": "no-store"}, media_type="text/html")
        return await kept_response(request, kept, {"cache-control": FRESH})

    async def asset(self, request: Request) -> Response:
        """A file whose name tells its content."""
        kept = self._file("assets", request.path_params["name"])
        if kept is None:
            return refuse(404, "there is no such file")
        return await kept_response(request, kept, {"cache-control": _FOREVER})

    async def beside(self, request: Request) -> Response:
        """A file such as an icon."""
        kept = self._file(request.path_params["name"])
        if kept is None:
            return refuse(404, "there is nothing here; /docs says what there is")
        return await kept_response(request, kept, {"cache-control": FRESH})

    def _file(self, *names: str) -> Kept | None:
        if not all(_NAME.fullmatch(name) for name in names):
            return None
        path = self._folder.joinpath(*names)
        try:
            key = (str(path), path.stat().st_mtime_ns)
            if key not in self._read:
                self._read[key] = Kept(path.read_bytes(), _media(path))
        except OSError:
            return None
        return self._read[key]


def _media(path: Path) -> str:
    media = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _not_built(language: str) -> str:
    links = "".join(f'<li><a href="{path}">{escape(path)}</a></li>' for path in ("/docs", "/api/status", "/sparql"))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Verbund</title></head><body>'
        f"<h1>Verbund</h1><p>{_NOT_BUILT[language]}</p><pre>make web</pre>"
        f"<p>{_MEANWHILE[language]}</p><ul>{links}</ul></body></html>\n"
    )
