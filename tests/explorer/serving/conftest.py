"""A server over the embedded data, shared by the tests that only ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from explorer.serving.app import create_app
from explorer.serving.limits import Limits
from graph.store import GraphStore

LIMITS = Limits(seconds=20, rows=5_000, quick=1, queries=1)


@pytest.fixture(scope="session")
def client(store: GraphStore) -> Iterator[TestClient]:
    """A client of a server over the embedded data."""
    app = create_app(store, limits=LIMITS, allow_origins=["https://example.org"])
    with TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False) as opened:
        yield opened
