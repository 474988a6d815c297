"""``/id/…``: pages for people and RDF for programs, by content negotiation."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.identity import ID

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_people_are_led_to_the_thing_in_the_explorer(client: TestClient) -> None:
    response = client.get("/id/project/kodex", headers={"accept": BROWSER})
    assert response.status_code == 303
    assert response.headers["location"] == "/#focus=https%3A%2F%2Fw3id.org%2Fverbund%2Fid%2Fproject%2Fkodex"
    assert "accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html;q=0.5, application/ld+json", "application/ld+json"),
    ],
)
def test_programs_get_statements(accept: str, media: str, client: TestClient) -> None:
    response = client.get("/id/project/kodex", headers={"accept": accept})
    assert response.headers["content-type"] == media
    assert "accept" in response.headers["vary"]
    format = ox.RdfFormat.from_media_type(media.partition(";")[0])
    assert format is not None
    triples = list(ox.parse(response.content, format))
    assert f"{ID}project/kodex" in {str(one.subject).strip("<>") for one in triples}


def test_grants_and_participations_come_with_it(client: TestClient) -> None:
    text = client.get("/id/programme/xenos?format=ntriples").text
    assert text.startswith("<")
    nested = client.get("/sparql", params={
        "query": "SELECT ?s ?n WHERE { ?s vb:participation|vb:grant|vb:figure ?n } LIMIT 1"
    }).json()["results"]["bindings"][0]  # fmt: skip
    thing, record = nested["s"]["value"], nested["n"]["value"]
    assert f"<{record}> <" in client.get(f"/id/{thing.removeprefix(ID)}?format=ntriples").text


def test_what_is_not_there_is_told_with_what_is_near(client: TestClient) -> None:
    response = client.get("/id/project/kodexx", headers={"accept": "text/turtle"})
    assert response.status_code == 404
    assert response.json()["suggestions"]
    assert client.get("/id/project/a%3Eb%20c", headers={"accept": "text/turtle"}).status_code == 404
    assert client.get("/id/project/kodex", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/id/project/kodex?foo=1").status_code == 400
