"""``/reconcile`` against the Reconciliation Service API 0.2, and as OpenRefine calls it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator
from starlette.testclient import TestClient

PFORZHEIM = "https://w3id.org/verbund/id/organisation/stadt-pforzheim"
_TEXT: dict[str, Any] = {"type": "string"}
_NAMED = {"type": "object", "properties": {"id": _TEXT, "name": _TEXT}, "required": ["id", "name"]}
_PLACE = {
    "type": "object",
    "properties": {"service_url": _TEXT, "service_path": {"type": "string", "pattern": "^/"}},
    "required": ["service_url", "service_path"],
}
_WITH_ID = {"type": "object", "properties": {"url": {"type": "string", "pattern": r"\{\{id\}\}"}}, "required": ["url"]}
# What the specification requires, in our own words.
MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": _TEXT, "contains": {"const": "0.2"}},
        "name": _TEXT,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "defaultTypes": {"type": "array", "items": _NAMED, "uniqueItems": True},
        "view": _WITH_ID,
        "preview": {
            **_WITH_ID,
            "properties": {**_WITH_ID["properties"], "width": {"type": "integer"}, "height": {"type": "integer"}},  # type: ignore[dict-item]
            "required": ["url", "width", "height"],
        },
        "suggest": {
            "type": "object",
            "properties": {"entity": _PLACE, "type": _PLACE, "property": _PLACE},
            "required": ["entity", "type", "property"],
        },
        "extend": {"type": "object", "properties": {"propose_properties": _PLACE}, "required": ["propose_properties"]},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": _TEXT, "name": _TEXT, "description": _TEXT, "type": {"type": "array", "items": _NAMED},
                        "score": {"type": "number"}, "match": {"type": "boolean"},
                        "features": {
                            "type": "array",
                            "items": {"type": "object", "required": ["id", "value"]},
                        },
                    },
                    "required": ["id", "name", "score"],
                },
            }
        },
        "required": ["result"],
    },
}  # fmt: skip
SUGGESTED = {
    "type": "object",
    "properties": {"result": {"type": "array", "items": _NAMED}},
    "required": ["result"],
}


def valid(schema: dict[str, Any], answer: Any) -> bool:
    """Whether an answer fits; the messages show where not."""
    assert [error.message for error in Draft7Validator(schema).iter_errors(answer)] == []
    return True


def test_the_manifest_leads_to_all_parts(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    assert valid(MANIFEST, manifest)
    places = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    for place in places:
        url = f"{place['service_url']}{place['service_path']}"
        assert client.get(url, params={"prefix": "a", "type": "Project"}).status_code == 200
    assert client.get(manifest["view"]["url"].replace("{{id}}", PFORZHEIM)).status_code == 303
    assert client.get(manifest["preview"]["url"].replace("{{id}}", PFORZHEIM)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_as_openrefine_sends_it(method: str, client: TestClient) -> None:
    batch = {
        "q0": {"query": "Stadt Pforzheim", "type": "Organisation", "type_strict": "should", "limit": 3},
        "q1": {"query": "Robert Bosch Stiftung", "properties": [{"pid": "country", "v": "DE"}]},
    }
    given = {"queries": json.dumps(batch)}
    sent = {"params": given} if method == "GET" else {"data": given}
    answer = client.request(method, "/reconcile", **sent).json()  # type: ignore[arg-type]
    assert valid(RESULTS, answer)
    assert set(answer) == {"q0", "q1"}
    assert answer["q0"]["result"][0]["id"] == PFORZHEIM


def test_suggestions(client: TestClient) -> None:
    found = client.get("/reconcile/suggest/entity?prefix=Stadt+Pf").json()
    assert valid(SUGGESTED, found)
    assert PFORZHEIM in {one["id"] for one in found["result"]}
    assert client.get("/reconcile/suggest/type?prefix=Pro").json()["result"][0]["id"] == "Project"
    assert client.get("/reconcile/suggest/property?prefix=coun").json()["result"][0]["id"] == "country"
    assert client.get("/reconcile/suggest/nothing").status_code == 404
    assert client.get("/reconcile/suggest/entity?prefix=a&cursor=-1").status_code == 400


def test_data_can_be_fetched(client: TestClient) -> None:
    proposed = client.get("/reconcile/properties?type=Organisation&limit=3").json()
    assert len(proposed["properties"]) == 3
    query = {"ids": [PFORZHEIM], "properties": [{"id": "country"}, {"id": "projects"}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(query)}).json()
    assert [one["id"] for one in answer["meta"]] == ["country", "projects"]
    assert set(answer["rows"][PFORZHEIM]) == {"country", "projects"}


def test_the_preview_may_be_framed_by_openrefine_alone(client: TestClient) -> None:
    framed = {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    response = client.get(f"/reconcile/preview?id={PFORZHEIM}", headers=framed)
    assert response.status_code == 200
    assert "Stadt Pforzheim" in response.text
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors 'self' http://127.0.0.1:3333 http://localhost:3333 https://example.org" in policy
    assert "style-src 'sha256-" in policy
    assert "x-frame-options" not in response.headers
    assert client.get("/reconcile/preview?id=nothing").status_code == 400


def test_openrefine_on_this_machine_may_read_and_others_may_not(client: TestClient) -> None:
    mine = client.get("/reconcile", headers={"origin": "http://127.0.0.1:3333"})
    assert mine.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"
    assert client.get("/reconcile", headers={"origin": "https://evil.example"}).status_code == 403
    assert client.get("/sparql?query=ASK{}", headers={"origin": "http://127.0.0.1:3333"}).status_code == 403


@pytest.mark.parametrize(
    "given",
    [
        {"queries": "no json"},
        {"queries": '{"q0": {}}'},
        {"extend": "[]"},
        {"callback": "f", "queries": "{}"},
        {"x": "y"},
    ],
)
def test_what_cannot_be_read_is_told(given: dict[str, str], client: TestClient) -> None:
    response = client.post("/reconcile", data=given)
    assert response.status_code == 400
    assert response.json()["error"]
