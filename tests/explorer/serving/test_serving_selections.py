"""Selections through the interface: by address or body, and as files."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest
from starlette.testclient import TestClient


def test_a_filter_in_the_address_a_form_and_a_body_means_the_same(client: TestClient) -> None:
    given = {"type": ["Project"], "q": "Roma", "limit": 5}
    by_get = client.get("/api/table", params=given)
    by_form = client.post("/api/table", data=given)
    by_json = client.post("/api/table", json={"filter": {"type": ["Project"], "q": "Roma", "since": None}, "limit": 5})
    assert by_get.status_code == 200
    assert by_get.json() == by_form.json() == by_json.json()
    assert by_get.json()["found"] > 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[]", "no object"),
        ("{", "no JSON"),
        ('{"filter": 5}', "“filter” is no object"),
        ('{"filter": {"foo": 1}}', "is no parameter"),
        ('{"filter": {"q": {"a": 1}}}', "is an object"),
        ('{"limit": -1}', "whole number"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_body_that_says_nothing_is_told(body: str, said: str, client: TestClient) -> None:
    response = client.post("/api/table", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert said in response.json()["error"]


def test_many_ids_fit_into_a_body(client: TestClient) -> None:
    every = [row["id"] for row in client.get("/api/table?limit=1000").json()["rows"]]
    many = [*every, *(f"https://example.org/{number}" for number in range(10_000))]
    assert client.post("/api/table", json={"filter": {"ids": many}}).json()["found"] == len(every)


def test_pages_follow_each_other(client: TestClient) -> None:
    whole = client.get("/api/table?limit=20").json()["rows"]
    parts = [client.get(f"/api/table?limit=10&offset={offset}").json()["rows"] for offset in (0, 10)]
    assert parts[0] + parts[1] == whole


def exported(client: TestClient, format: str) -> bytes:
    """A file of three things."""
    ids = [row["id"] for row in client.get("/api/table?limit=3&type=Project").json()["rows"]]
    response = client.post("/api/export", json={"filter": {"ids": ids}, "format": format})
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment; filename=")
    assert response.headers["content-disposition"].endswith(f'.{format}"')
    return response.content


def test_a_selection_as_a_table(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(client, "csv").decode())))
    assert len(rows) == 3
    assert all(row["IRI"].startswith("https://") and row["name"] for row in rows)
    sheet = openpyxl.load_workbook(io.BytesIO(exported(client, "xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == 4


def test_a_selection_as_a_network(client: TestClient) -> None:
    assert len(json.loads(exported(client, "json"))["nodes"]) == 3
    for format in ("gexf", "graphml"):
        root = ElementTree.fromstring(exported(client, format))
        assert len([one for one in root.iter() if one.tag.rpartition("}")[2] == "node"]) == 3


def test_an_unknown_file_is_refused(client: TestClient) -> None:
    assert client.get("/api/export?format=exe").status_code == 400
    assert client.get("/api/export?format=csv&since=2020&until=2010").status_code == 400
