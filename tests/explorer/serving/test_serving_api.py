"""The JSON interface: its answers, its refusals, and what a client may keep."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from explorer.answers_json import Answers
from explorer.serving.app import create_app
from explorer.serving.endpoints import ENDPOINTS
from explorer.serving.openapi import openapi
from graph.facts import show
from graph.store import GraphStore

ASKED = {
    "status": [{}],
    "facets": [{}, {"q": "Roma", "open": ["http://data.europa.eu/nuts/code/DE"]}, {"type": "Project", "since": 2010}],
    "table": [{}, {"type": ["Project", "Event"], "sort": "start", "descending": "1", "offset": 2, "limit": 3}],
    "network": [{}, {"q": "Roma", "context": "0"}],
    "map": [{}, {"measure": "money", "level": 0}],
    "search": [{"q": "Pforzhem"}, {"q": "Roma", "type": ["Project", "Event"], "limit": 3}],
    "thing": [{"id": "KODEX"}, {"id": "https://w3id.org/verbund/id/region/de-south"}],
    "paths": [{"from": "COMMPASS", "to": "Stadt Pforzheim"}],
    "partners": [{"thing": "KODEX", "limit": 2}, {"thing": "Vernetzung Süd-Ost-Europa, Roma", "known": "1"}],
    "why_not": [{"thing": "KODEX", "name": "COMMPASS"}],
    "consortium": [{"thing": "KODEX", "rules": "horizon-europe", "count": 1}],
    "questions": [{}],
    "question": [{"name": "projects-in-region", "region": "Bayern"}],
    "vocabulary": [{}],
}
CASES = [(one, asked) for one in ENDPOINTS if one.answer for asked in ASKED.get(one.call, [])]


def validator(endpoint: Any) -> Draft202012Validator:
    """The schema of an endpoint's answer."""
    document = openapi()
    schema = document["paths"][endpoint.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": document["components"]})


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("endpoint", "asked"), CASES, ids=lambda value: getattr(value, "call", ""))
def test_answers_fit_their_schemas(endpoint: Any, asked: dict[str, Any], lang: str, client: TestClient) -> None:
    path = endpoint.path.format(**asked)
    given = {name: value for name, value in asked.items() if f"{{{name}}}" not in endpoint.path}
    response = client.get(path, params={**given, "lang": lang})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert [error.message for error in validator(endpoint).iter_errors(response.json())] == []


def test_every_endpoint_was_asked() -> None:
    assert [one.call for one in ENDPOINTS if one.answer and one.call not in ASKED] == []


def test_the_answer_is_that_of_the_command(client: TestClient, store: GraphStore) -> None:
    shown = json.loads(json.dumps(Answers(store, "de").description(show(store, "KODEX"))))
    assert client.get("/api/thing?id=KODEX&lang=de").json() == shown


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/search", 400, "“q” is missing"),
        ("/api/search?q=x&foo=1", 400, "known are q, type, limit, lang"),
        ("/api/search?q=x&limit=0", 400, "whole number from 1 to 1,000"),
        ("/api/search?q=x&limit=1e400", 400, "whole number"),
        ("/api/search?q=x&limit=2.5", 400, "whole number"),
        ("/api/search?q=x&q=y", 400, "given 2 times"),
        ("/api/search?q=%FF", 400, "UTF-8"),
        ("/api/search?q=!!!", 400, "letter or digit"),
        ("/api/search?q=x&lang=fr", 400, "one of: de, en"),
        ("/api/search?q=x&type=Nothing", 400, "is no type"),
        (f"/api/search?q={'x' * 3000}", 400, "at most 2,000"),
        ("/api/thing?id=Koblenzer+Diversty", 404, "nothing is called"),
        ("/api/thing?id=https://example.org/%00", 404, "nothing is called"),
        ("/api/partners", 400, "for whom"),
        ("/api/partners?thing=KODEX&near=Stuttgart", 400, "go together"),
        ("/api/partners?thing=KODEX&known=perhaps", 400, "give 1 or 0"),
        ("/api/consortium?thing=KODEX&rules=../../pyproject.toml", 404, "no rules are called"),
        ("/api/consortium?thing=KODEX&rules=-", 404, "no rules are called"),
        ("/api/questions/nothing", 404, "there is no question"),
        ("/api/questions/attendees-of-event", 400, "needs the parameter"),
        ("/api/questions/projects-in-region?foo=1", 400, "has no parameter"),
        ("/api/questions/..%2f..%2fheader", 404, "there is"),
        ("/api/nothing", 404, "/docs"),
    ],
)
def test_what_cannot_be_answered_is_told_in_words(path: str, status: int, said: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert said in response.json()["error"]
    assert isinstance(response.json()["suggestions"], list)
    assert "Traceback" not in response.text


def test_a_misspelt_name_comes_with_suggestions(client: TestClient) -> None:
    assert "COMMPASS" in client.get("/api/thing?id=COMPASSS").json()["suggestions"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(method: str, client: TestClient) -> None:
    response = client.request(method, "/api/status")
    assert response.status_code == 405
    assert response.json()["error"]


def test_what_a_client_has_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/thing?id=KODEX")
    again = client.get("/api/thing?id=KODEX", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/thing?id=COMMPASS").headers["etag"] != first.headers["etag"]
    assert "no-cache" in first.headers["cache-control"]


def test_answers_are_compressed_where_that_is_taken(client: TestClient) -> None:
    packed = client.get("/api/status", headers={"accept-encoding": "gzip"})
    plain = client.get("/api/status", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_names_hold_any_character(client: TestClient) -> None:
    response = client.get("/api/search", params={"q": "<script>alert(1)</script> “ü” 中文 \U0001f600"})
    assert response.status_code == 200
    assert response.headers["x-content-type-options"] == "nosniff"


def test_hostile_labels_come_as_text_of_json() -> None:
    hostile = GraphStore.open()
    label = '</script><img src=x onerror=alert(1)>"\u2028'
    from tests.explorer.serving.hostile import hostile_store

    hostile = hostile_store(label)
    with TestClient(create_app(hostile), base_url="http://localhost") as client:
        found = client.get("/api/thing?id=https://w3id.org/verbund/id/project/hostile")
        assert found.json()["label"] == label
        assert found.headers["content-type"] == "application/json"
        page = client.get("/reconcile/preview?id=https://w3id.org/verbund/id/project/hostile")
        assert "<img" not in page.text
        assert "script-src" not in page.headers["content-security-policy"]
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
