"""A SPARQL endpoint of somebody else: here a small one in a thread, over the embedded data."""

from __future__ import annotations

import http.server
import io
import socket
import threading
import urllib.parse
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest
from small_sources import made

from graph.endpoint import EndpointStore
from graph.errors import QueryError, StoreError
from graph.partners import partners
from graph.search import search
from graph.store import GraphStore
from graph.vocabulary import RDFS, VB

Answer = tuple[int, str, bytes]
JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples; charset=utf-8"


def answered(database: ox.Store, query: str) -> Answer:
    """What an endpoint over a database answers."""
    try:
        results = database.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        return 400, "text/plain", str(error).encode()
    if isinstance(results, ox.QueryTriples):
        return 200, NTRIPLES, ox.serialize(results, format=ox.RdfFormat.N_TRIPLES)
    return 200, JSON, results.serialize(format=ox.QueryResultsFormat.JSON)


class Endpoint(http.server.ThreadingHTTPServer):
    """A SPARQL endpoint on this machine; ``answer`` says what it gives for a query."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        self.answer = answer
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert isinstance(self.server, Endpoint)
        self._send(*self.server.answer(form["query"][0]))

    def do_GET(self) -> None:
        form = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        assert isinstance(self.server, Endpoint)
        self._send(*self.server.answer(form["query"][0]))

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str], Answer]], str]]:
    """Starts endpoints and gives their addresses."""
    started: list[Endpoint] = []

    def start(answer: Callable[[str], Answer]) -> str:
        started.append(Endpoint(answer))
        return started[-1].url

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def remote(store: GraphStore) -> Iterator[GraphStore]:
    """The embedded data behind an endpoint."""
    database = ox.Store()
    database.bulk_extend(store.quads())
    server = Endpoint(lambda query: answered(database, query))
    with GraphStore.open(server.url) as opened:
        yield opened
    server.shutdown()
    server.server_close()


def test_a_url_opens_an_endpoint(remote: GraphStore) -> None:
    assert isinstance(remote, EndpointStore)


def test_queries_of_every_form_are_answered(remote: GraphStore, store: GraphStore) -> None:
    query = "SELECT ?p WHERE { ?p a vb:Project } ORDER BY ?p"
    assert list(remote.rows(query)) == list(store.rows(query))
    assert bool(remote.query("ASK { ?p a vb:Project }"))
    constructed = "CONSTRUCT { ?p rdfs:label ?l } WHERE { ?p a vb:Project ; rdfs:label ?l }"
    assert set(remote.query(constructed)) == set(store.query(constructed))  # type: ignore[arg-type]


def test_bindings_are_values(remote: GraphStore, store: GraphStore) -> None:
    query = "SELECT ?thing ?label WHERE { ?thing rdfs:label ?label }"
    for value in ("COMMPASS", 'quoted " and } and \\ and \n', "Süden"):
        bindings = {"label": ox.Literal(value, language="de")}
        assert list(remote.rows(query, bindings)) == list(store.rows(query, bindings))


def test_sources_pairs_labels_and_length_are_the_same(remote: GraphStore, store: GraphStore) -> None:
    assert remote.sources() == store.sources()
    assert sorted(remote.pairs(VB.theme)) == sorted(store.pairs(VB.theme))
    assert sorted(remote.links(VB.region)) == sorted(store.links(VB.region))
    assert sorted(remote.labels()) == sorted(store.labels())
    assert len(remote) == len(store)


def test_quads_match_by_any_part(remote: GraphStore, store: GraphStore) -> None:
    kis = store.names.find("KIS")
    label = ox.Literal("COMMPASS", language="de")
    graph = next(store.quads(subject=kis)).graph_name.value
    for pattern in (
        {"subject": kis},
        {"value": label},
        {"predicate": RDFS.label, "graph": graph},
        {"subject": "urn:x"},
    ):
        assert set(remote.quads(**pattern)) == set(store.quads(**pattern))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["KIS", "commpass", "Mitmachporal", "Robert Bosch Stiftung"])
def test_names_are_found(remote: GraphStore, store: GraphStore, name: str) -> None:
    assert remote.names.find(name) == store.names.find(name)


def test_search_and_partners_give_the_same_answers(remote: GraphStore, store: GraphStore) -> None:
    assert search(remote, "munchen") == search(store, "munchen")
    thing = "Vernetzung Süd-Ost-Europa, Roma"
    assert partners(remote, thing) == partners(store, thing)


@pytest.mark.parametrize("format_", [ox.RdfFormat.TURTLE, ox.RdfFormat.N_QUADS])
def test_an_endpoint_can_be_written_out(serve: Callable[..., str], format_: ox.RdfFormat) -> None:
    database = GraphStore.open()
    database.load_all([made("a", "Eins"), made("b", "Zwei")])
    store = ox.Store()
    store.bulk_extend(database.quads())
    remote = GraphStore.open(serve(lambda query: answered(store, query)))
    written = io.BytesIO()
    remote.dump(written, format_)
    again = {quad.triple for quad in ox.parse(written.getvalue(), format_)}
    assert again == {quad.triple for quad in database.quads()}


def test_rdflib_can_ask_an_endpoint(remote: GraphStore, store: GraphStore) -> None:
    found = remote.as_rdflib().query(f"SELECT ?p WHERE {{ ?p a <{VB.Project}> }}")
    assert {str(row[0]) for row in found} == set(store.names.things("Project"))


# ---------------------------------------------------------------------- refused and broken


def test_a_load_is_refused(remote: GraphStore) -> None:
    with pytest.raises(StoreError, match="Verbund only reads from an endpoint; load into a folder with --store"):
        remote.load(*made("a", "Eins"))


def test_a_query_may_not_reach_another_host(remote: GraphStore) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        remote.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_an_endpoint_that_refuses_the_query_is_quoted(remote: GraphStore) -> None:
    with pytest.raises(QueryError, match="refused the query: error at") as error:
        remote.query("SELECT ?s WERE { ?s ?p ?o }")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((500, "text/html", b"<h1>Out of\nmemory</h1>"), "answered with HTTP 500 <h1>Out of memory</h1>"),
        ((404, "text/plain", b""), "answered with HTTP 404"),
        ((503, "text/plain", b"\xff" * 5000), "answered with HTTP 503"),
        ((200, "text/html", b"<html>Welcome</html>"), "did not answer as a SPARQL endpoint does"),
        ((200, JSON, b""), "did not answer as a SPARQL endpoint does"),
        ((200, JSON, b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type"'), "did not answer as"),
        ((200, JSON, b"\x00\x01\xff"), "did not answer as a SPARQL endpoint does"),
        ((200, "application/n-triples", b"<a> <b"), "did not answer as a SPARQL endpoint does"),
        ((200, "text/turtle", b"<html>"), "did not answer as a SPARQL endpoint does"),
        ((200, "", b"42"), "did not answer as a SPARQL endpoint does"),
    ],
)
def test_a_broken_answer_is_one_line(serve: Callable[..., str], answer: Answer, message: str) -> None:
    url = serve(lambda _: answer)
    with pytest.raises(StoreError) as error:
        GraphStore.open(url).query("SELECT ?s WHERE { ?s ?p ?o }")
    assert message in str(error.value)
    assert str(error.value).startswith(url)
    assert "\n" not in str(error.value)


def test_answers_in_xml_and_turtle_are_read_too(serve: Callable[..., str]) -> None:
    xml = (
        b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head>'
        b'<results><result><binding name="s"><uri>http://example.org/a</uri></binding></result></results></sparql>'
    )
    url = serve(lambda _: (200, "application/sparql-results+xml", xml))
    assert list(GraphStore.open(url).rows("SELECT ?s WHERE { ?s ?p ?o }")) == [("http://example.org/a",)]
    url = serve(lambda _: (200, "text/turtle", b"<a:a> a <a:b> ."))
    assert len(list(GraphStore.open(url).query("CONSTRUCT WHERE { ?s ?p ?o }"))) == 1  # type: ignore[arg-type]


def test_an_address_that_nobody_answers_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
    with pytest.raises(StoreError, match="cannot be reached") as error:
        GraphStore.open(url).names.find("KIS")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:no/", "http://[::1", "https://", "http://nobody.invalid/sparql"])
def test_an_address_that_is_none_is_one_line(url: str) -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        GraphStore.open(url).query("ASK {}")


def test_a_server_that_speaks_no_http_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(StoreError, match="cannot be reached"):
            GraphStore.open(f"http://127.0.0.1:{server.getsockname()[1]}/").query("ASK {}")
        thread.join()
