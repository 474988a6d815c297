"""Which queries are refused, and what a person is told about a wrong one."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import made

from graph.errors import QueryError
from graph.sparql import keywords
from graph.store import GraphStore


@pytest.fixture(scope="module")
def some() -> GraphStore:
    store = GraphStore.open()
    store.load(*made("a", "Eins"))
    return store


@pytest.mark.parametrize(
    ("query", "place", "text"),
    [
        ("SELECT ?s WERE { ?s ?p ?o }", "line 1, column 11", "“WERE {"),
        ("SELECT ?s WERE\n{ ?s ?p ?o }", "line 1, column 11", "“WERE”"),
        ("SELECT ?s\nWHERE {\n  ?s ?p }", "line 3, column 3", "“?s ?p }”"),
        ("SELECT ?s WHERE { ?s ?p ?o", "line 1, column 27", "the query ends too early"),
        ("SELECT ?s WHERE { ?s ?p 'abc }", "line 1, column 31", "the query ends too early"),
        ("", "line 1, column 1", "the query ends too early"),
        ("SELECT ?s WHERE { ?s unknown:p ?o }", "line 1, column 22", "“unknown:p ?o }” was not expected (Prefix"),
        ("SELECT ?s WHERE { ?s <no iri> ?o }", "line 1, column 22", "“<no iri> ?o }” was not expected (IRI"),
        ("SELECT ?s WHERE { ?s ?p ?o }\nORDR BY ?s", "line 2, column 1", "“ORDR BY ?s”"),
        ("SELECT ?s WHERE { ?s ?p ?o } LIMIT x", "line 1, column 36", "“x”"),
        ("SELECT ?s WHERE { ?s ?p ?o FILTR(?o) }", "line 1, column 28", "“FILTR(?o) }”"),
        ("SELECT ?s WHERE { ?s ?p ?o OPTIONAL ?s }", "line 1, column 37", "“?s }”"),
        ("Wer arbeitet woran?", "line 1, column 1", "“Wer arbeitet woran?”"),
        ("SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }", "line 1", "contains a variable that is unbound"),
    ],
)
def test_a_syntax_error_names_line_column_and_text(some: GraphStore, query: str, place: str, text: str) -> None:
    with pytest.raises(QueryError, match="cannot be read") as error:
        some.query(query)
    assert place in str(error.value)
    assert text in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "PREFIX a: <a:> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# away with it\nCLEAR ALL",
        "DROP GRAPH <a:a>",
        "LOAD <http://127.0.0.1:9/x.ttl>",
        "LOAD <http://127.0.0.1:9/service.ttl>",
    ],
)
def test_an_update_is_refused_with_what_to_do(some: GraphStore, update: str) -> None:
    before = set(some.quads())
    with pytest.raises(QueryError, match="would change the store; use: verbund load"):
        some.query(update)
    assert set(some.quads()) == before


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and the requests that came to it."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            requests.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815 - the names are the server's

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", requests
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .SERVICE <URL> { ?s ?p ?x } }",
        "SELECT * { ?s ?p ?o.SeRvIcE<URL>{ ?s ?p ?x } }",
        "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?x } }",
        "SELECT * { ?s ?p ?o FILTER(?o<2&&'1'!='>') SERVICE <URL> { ?s ?p ?x FILTER(?x != '') } }",
        "SELECT * { VALUES ?where { <URL> } SERVICE ?where { ?s ?p ?x } }",
        "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?x } }",
        "PREFIX service: <URL> SELECT * { SERVICE service:SERVICE { ?s ?p ?x } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
        "ASK { SERVICE <URL> { ?s ?p ?o } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p '''x'''.SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#'.SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ervice <URL> { ?s ?p ?o } }",
        "SELECT * { # a comment\rSERVICE <URL> { ?s ?p ?o }\n }",
    ],
)
def test_no_query_reaches_another_host(some: GraphStore, listener: tuple[str, list[str]], query: str) -> None:
    url, requests = listener
    with pytest.raises(QueryError):
        list(some.query(query.replace("URL", url)))  # type: ignore[arg-type]
    assert requests == []


def test_service_is_refused_in_words(some: GraphStore) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed: a query may not reach another host"):
        some.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service WHERE { ?service ?p ?o }",
        "SELECT ?Service $SERVICE WHERE { ?Service ?p $SERVICE }",
        "SELECT ?s WHERE { ?s rdfs:label 'SERVICE' }",
        'SELECT ?s WHERE { ?s rdfs:label "it\'s a SERVICE <http://x/> { " }',
        'SELECT ?s WHERE { ?s rdfs:label """a "quoted" SERVICE\n{""" }',
        "SELECT ?s WHERE { ?s ?p ?o } # SERVICE <http://x/> {}",
        "# service\nSELECT ?s WHERE { ?s ?p ?o }",
        "SELECT ?s WHERE { ?s <http://example.org/SERVICE> ?o }",
        "PREFIX service: <http://x/> SELECT ?s WHERE { ?s service:service ?o }",
        "PREFIX ex: <http://x/> SELECT ?s WHERE { ?s ex:SERVICE ?o . ?s ex:a.service ?o }",
        "PREFIX ex: <http://x/> SELECT ?s WHERE { ?s ex:service-provider ex:_service }",
        "SELECT ?s WHERE { _:service ?p ?s }",
        "SELECT ?s WHERE { ?s ?p 'x \\u0022 SERVICE' }",
        "SELECT ?servica ?service ?servicx WHERE { ?service ?servica ?servicx }",
    ],
)
def test_the_word_alone_is_no_federation(some: GraphStore, query: str) -> None:
    list(some.query(query))  # type: ignore[arg-type]


def test_a_wrong_query_that_holds_the_word_is_a_syntax_error(some: GraphStore) -> None:
    with pytest.raises(QueryError, match="line 1, column 18: “WERE"):
        some.query("SELECT ?service  WERE { ?service ?p ?o }")


def test_keywords_are_bare_words() -> None:
    query = "SELECT ?ask WHERE { ?ask ex:limit 'filter' ; <having> \"union\" } # order"
    assert keywords(query) == ["SELECT", "WHERE"]


@given(st.text(max_size=60))
def test_any_text_is_answered_or_refused_in_one_line(text: str) -> None:
    store = GraphStore.open()
    try:
        store.query(text)
    except QueryError as error:
        assert str(error) and "\n" not in str(error)
