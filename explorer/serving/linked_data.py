"""``/id/…``: what stands behind an IRI of Verbund, as a page for people and as RDF for programs.

``https://w3id.org/verbund/id/organisation/x`` is ``/id/organisation/x`` here. Browsers are led to the explorer with
the thing in focus (303 See Other, as httpRange-14 has it); programs get its statements.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.serving.negotiation import GRAPHS, prefers_html
from explorer.serving.responses import Called, refuse
from explorer.serving.service import Service
from graph.identity import ID


def routes() -> list[Route]:
    """Everything below /id/."""
    return [Route("/id/{path:path}", linked_data, methods=["GET"])]


async def linked_data(request: Request) -> Response:
    """A thing as a page or as RDF."""
    iri = f"{ID}{request.path_params['path']}"
    accept, format = request.headers.get("accept", ""), request.query_params.get("format", "")
    if unknown := [name for name in request.query_params if name not in ("format", "lang")]:
        return refuse(400, f"“{unknown[0][:80]}” is no parameter of this; known are format, lang")
    if not format and prefers_html(accept, GRAPHS):
        return RedirectResponse(focused(iri), 303, {"vary": "accept"})
    service: Service = request.app.state.service
    return Called(service, "linked_data", {"iri": iri, "accept": accept, "format": format}, slow=False)


def focused(iri: str) -> str:
    """The address of the explorer with a thing in focus."""
    return f"/#focus={quote(iri, safe='')}"
