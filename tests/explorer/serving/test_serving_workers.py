"""Calls that take too long, too many of them, and stores that cannot be opened."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from explorer.serving.app import create_app
from explorer.serving.limits import Limits
from graph.errors import StoreError
from graph.store import GraphStore
from tests.explorer.serving.served import ENDLESS

LIMITS = Limits(seconds=0.8, queries=2, quick=1, waiting_queries=6)


@pytest.fixture(scope="module")
def hurried(store: GraphStore) -> Iterator[TestClient]:
    """A server with little time, and little room for those who wait."""
    with TestClient(create_app(store, limits=LIMITS), base_url="http://localhost") as client:
        yield client


def test_quick_answers_do_not_wait_for_fifty_slow_ones(hurried: TestClient) -> None:
    with ThreadPoolExecutor(50) as pool:
        slow = [pool.submit(hurried.get, "/sparql", params={"query": ENDLESS}) for _ in range(50)]
        time.sleep(0.3)
        began = time.monotonic()
        assert hurried.get("/api/search?q=Pforzheim").status_code == 200
        assert time.monotonic() - began < 3
        found = [future.result() for future in slow]
    refused = [response for response in found if response.status_code == 503]
    assert len(refused) >= 40, "so many cannot wait"
    assert all(int(response.headers["retry-after"]) > 0 for response in refused)
    assert {response.status_code for response in found} == {422, 503}
    assert all(response.json()["error"] for response in found)
    assert hurried.get("/sparql?query=ASK{}").status_code == 200


def test_those_who_ask_the_same_wait_for_one_answer(hurried: TestClient) -> None:
    with ThreadPoolExecutor(40) as pool:
        asked = [pool.submit(hurried.get, "/api/questions/sources") for _ in range(40)]
        assert {future.result().status_code for future in asked} == {200}, "more than may wait"


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    app = create_app(tmp_path / "nothing", limits=LIMITS)
    with pytest.raises(StoreError, match="there is no store"), TestClient(app):
        pass
