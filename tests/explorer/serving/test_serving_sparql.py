"""``/sparql`` against the SPARQL 1.1 Protocol: ways to ask, forms of answers, limits and refusals."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.identity import source_iri

SELECT = "SELECT ?p ?name WHERE { ?p a vb:Project ; rdfs:label ?name } ORDER BY ?p LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?p rdfs:label ?name } WHERE { ?p a vb:Project ; rdfs:label ?name }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


def test_three_ways_to_ask_give_the_same(client: TestClient) -> None:
    by_get = client.get("/sparql", params={"query": SELECT})
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers=DIRECT)
    assert by_get.status_code == 200
    assert by_get.json() == by_form.json() == direct.json()
    assert len(by_get.json()["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("text/*, application/*;q=0.5", "text/csv; charset=utf-8"),
        ("text/turtle;q=1, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_a_table_comes_in_the_form_that_is_liked_most(accept: str, media: str, client: TestClient) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == media
    assert "accept" in response.headers["vary"]


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(
    "query",
    [
        SELECT,
        "ASK { ?p a vb:Project }",
        'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("x\\ty\\r\\nz\\"<&>"@de 1.5) (UNDEF <http://example.org/ü>) } }',
        "SELECT ?nothing WHERE { ?nothing a vb:Nothing }",
    ],
)
def test_tables_can_be_read_by_others(form: str, query: str, client: TestClient) -> None:
    response = client.get("/sparql", params={"query": query, "format": form})
    if form == "csv":
        assert list(csv.reader(io.StringIO(response.text)))
        return
    format = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
    as_json = ox.parse_query_results(client.get("/sparql", params={"query": query}).content, ox.QueryResultsFormat.JSON)
    found = ox.parse_query_results(response.content, format[form])
    if isinstance(found, ox.QueryBoolean):
        assert isinstance(as_json, ox.QueryBoolean)
        assert bool(found) is bool(as_json) is True
    else:
        assert [list(row) for row in found] == [list(row) for row in as_json]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/sparql-results+json, application/n-triples;q=0.9", "application/n-triples"),
    ],
)
def test_a_graph_comes_as_rdf(accept: str, media: str, client: TestClient) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": accept})
    assert response.headers["content-type"] == media
    format = ox.RdfFormat.from_media_type(media.partition(";")[0])
    assert format is not None
    assert len(list(ox.parse(response.content, format))) > 20


@pytest.mark.parametrize("query", [SELECT, "DESCRIBE <https://w3id.org/verbund/id/project/kodex>"])
def test_what_fits_nothing_is_refused_with_the_list(query: str, client: TestClient) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "comes as one of: " in response.json()["error"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("SELECT * WHERE { S\\u0045RVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("LOAD <http://127.0.0.1:1/>", "verbund load"),
        ("DELETE WHERE { ?s ?p ?o }", "verbund load"),
        ("SELECT WHERE", "cannot be read"),
        ("", "ends too early"),
    ],
)
def test_what_reaches_out_changes_or_is_wrong_is_refused(query: str, said: str, client: TestClient) -> None:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 400
    assert said in response.json()["error"]


def test_updates_have_no_way_in(client: TestClient) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    headers = {"content-type": "application/sparql-update"}
    assert client.post("/sparql", data={"update": update}).status_code == 400
    assert client.post("/sparql", content=update, headers=headers).status_code == 400
    assert client.post("/sparql", content="x", headers={"content-type": "text/plain"}).status_code == 415
    assert client.put("/sparql", content="x").status_code == 405


def test_one_query_at_a_time(client: TestClient) -> None:
    assert client.get(f"/sparql?query={'ASK{}'}&query={'ASK{}'}").status_code == 400
    assert client.post("/sparql", data={"x": "y"}).status_code == 400
    assert client.get("/sparql?query=ASK{}&foo=1").status_code == 400


def test_the_dataset_of_the_protocol_takes_the_place_of_from(client: TestClient) -> None:
    one = source_iri("xenos-workshops-2013")
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a vb:Project }"
    named = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"

    def rows(query: str, **graphs: str) -> list[dict[str, dict[str, str]]]:
        given = {"query": query, **{name.replace("_", "-"): value for name, value in graphs.items()}}
        found: list[dict[str, dict[str, str]]] = client.get("/sparql", params=given).json()["results"]["bindings"]
        return found

    every, some = int(rows(count)[0]["n"]["value"]), int(rows(count, default_graph_uri=one)[0]["n"]["value"])
    assert 0 < some < every
    assert int(rows(count, named_graph_uri=one)[0]["n"]["value"]) == 0
    assert [row["g"]["value"] for row in rows(named, named_graph_uri=one)] == [one]
    assert rows(named, default_graph_uri=one) == []
    assert client.get("/sparql", params={"query": count, "default-graph-uri": "no iri"}).status_code == 400


def test_too_many_rows_are_refused_or_cut_where_that_is_asked_for(client: TestClient) -> None:
    query = "SELECT ?s WHERE { ?s ?p ?o }"
    refused = client.get("/sparql", params={"query": query})
    assert (refused.status_code, refused.json()["limit"]) == (422, "rows")
    assert "LIMIT" in refused.json()["error"]
    cut = client.get("/sparql", params={"query": query, "cut": "1"})
    assert cut.headers["x-verbund-cut"] == "5000"
    assert len(cut.json()["results"]["bindings"]) == 5000
    graph = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert client.get("/sparql", params={"query": graph}).status_code == 422
    whole = client.get("/sparql", params={"query": f"{query} LIMIT 5000"})
    assert whole.status_code == 200
    assert "x-verbund-cut" not in whole.headers


def test_without_a_query_people_get_the_editor_and_programs_the_description(client: TestClient) -> None:
    browser = client.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert browser.status_code == 303
    assert browser.headers["location"].startswith("/#")
    described = client.get("/sparql", headers={"accept": "application/n-triples"})
    triples = list(ox.parse(described.content, ox.RdfFormat.N_TRIPLES))
    assert "http://127.0.0.1:8765/sparql" in {str(one.subject).strip("<>") for one in triples}
    assert any("SPARQL11Query" in str(one.object) for one in triples)


def test_long_answers_are_compressed_on_the_way(client: TestClient) -> None:
    query = {"query": "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 4000"}
    packed = client.get("/sparql", params=query, headers={"accept-encoding": "gzip"})
    plain = client.get("/sparql", params=query, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert json.loads(packed.content) == json.loads(plain.content)
