"""The documentation of the interface: complete, valid, and in both languages."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from starlette.routing import Route
from starlette.testclient import TestClient

from explorer.serving.app import create_app
from explorer.serving.endpoints import ENDPOINTS
from explorer.serving.openapi import openapi
from explorer.serving.others import OTHERS


def test_every_route_is_described_and_nothing_else() -> None:
    routes = [route for route in create_app("nowhere").routes if isinstance(route, Route)]
    served = {(route.path.replace(":path", ""), method.lower()) for route in routes for method in route.methods or ()}
    described = {(path, method) for path, methods in openapi()["paths"].items() for method in methods}
    assert {one for one in served if one[1] != "head"} == described


def test_references_lead_somewhere_and_schemas_are_schemas() -> None:
    document = openapi()
    text = json.dumps(document)
    for name in {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
        assert schema.get("description") or "from" in schema["properties"]
    ids = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_tells_of_every_path(lang: str, client: TestClient) -> None:
    text = client.get(f"/docs?lang={lang}").text
    assert f'<html lang="{lang}">' in text
    assert [one.path for one in (*ENDPOINTS, *OTHERS) if one.path not in text] == []
    assert [one.call for one in ENDPOINTS if (one.de if lang == "de" else one.en) not in text] == []


def test_every_parameter_is_told_in_both_languages() -> None:
    for one in ENDPOINTS:
        for parameter in one.declared:
            assert parameter.de
            assert parameter.en
            assert parameter.de != parameter.en or parameter.name in ("id", "from", "to")


def test_the_document_is_served(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == json.loads(json.dumps(openapi()))
