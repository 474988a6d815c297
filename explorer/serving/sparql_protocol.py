"""``/sparql``: the query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/).

Queries come by GET, as a form, or as they are; the dataset of the protocol takes the place of FROM. Nothing can be
changed. Two parameters are our own: ``format`` names the form of the answer, and ``cut=1`` asks for the first rows
of a result that is too large, which the header ``X-Verbund-Cut`` then says.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.serving.json_api import fields
from explorer.serving.negotiation import GRAPHS, prefers_html
from explorer.serving.responses import Called, Streamed, refuse
from explorer.serving.service import Service
from graph.errors import InputError

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
EDITOR = "/#panel=sparql"  # as the page writes its state into its address
_KNOWN = ("query", "default-graph-uri", "named-graph-uri", "format", "cut", "lang")
_CHANGING = ("update", "using-graph-uri", "using-named-graph-uri")


def routes() -> list[Route]:
    """The endpoint."""
    return [Route("/sparql", sparql, methods=["GET", "POST"])]


async def sparql(request: Request) -> Response:
    """The answer to a query, or what the endpoint is where none is asked."""
    try:
        given = await _given(request)
    except InputError as error:
        return refuse(400, str(error))
    except TypeError as error:
        return refuse(415, str(error))
    query = [value for name, value in given if name == "query"]
    if not query and request.method == "GET" and not given:
        return _about(request)
    if problem := _problem(given, query):
        return refuse(400, problem)
    service: Service = request.app.state.service
    return Streamed(service, "sparql", _call(request, given, query[0]), slow=True)


async def _given(request: Request) -> list[tuple[str, str]]:
    """All parameters, wherever they stand. Raises InputError, and TypeError for a body of another kind."""
    given = fields(request.scope["query_string"])
    if request.method == "GET":
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == FORM:
        return given + fields(body)
    if kind == UPDATE:
        raise InputError("this endpoint only reads; change the store with: verbund load")
    if kind != QUERY:
        raise TypeError(f"a body is {QUERY} or {FORM}, not “{kind[:80]}”")
    try:
        return [*given, ("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise InputError("the query is no UTF-8") from error


def _problem(given: list[tuple[str, str]], query: list[str]) -> str:
    names = [name for name, _ in given]
    if any(name in _CHANGING for name in names):
        return "this endpoint only reads; change the store with: verbund load"
    if len(query) != 1:
        return "“query” is missing" if not query else "“query” is given several times; ask one query at a time"
    if unknown := [name for name in names if name not in _KNOWN]:
        return f"“{unknown[0][:80]}” is no parameter of this; known are {', '.join(_KNOWN)}"
    return ""


def _call(request: Request, given: list[tuple[str, str]], query: str) -> dict[str, object]:
    def every(wanted: str) -> list[str]:
        return [value for name, value in given if name == wanted]

    return {
        "query": query,
        "accept": request.headers.get("accept", ""),
        "format": next(iter(every("format")), ""),
        "default_graphs": every("default-graph-uri"),
        "named_graphs": every("named-graph-uri"),
        "cut": every("cut")[-1:] == ["1"],
    }


def _about(request: Request) -> Response:
    """Without a query: people are led to the editor, programs get the service description."""
    accept = request.headers.get("accept", "")
    if prefers_html(accept, GRAPHS):
        return RedirectResponse(EDITOR, 303, {"vary": "accept"})
    service: Service = request.app.state.service
    return Called(service, "service_description", {"url": f"{request.base_url}sparql", "accept": accept}, slow=False)
