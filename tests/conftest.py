"""What all tests share: the embedded data, a cache folder of their own, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import embedded
from graph.store import GraphStore

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def store() -> GraphStore:
    """The embedded data in memory, for reading."""
    opened = GraphStore.open()
    opened.load_all(embedded.sources())
    return opened


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Folders of the tests' own, so that they neither use nor change the user's default store and judgements."""
    before = {name: os.environ.get(name) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "VERBUND_STORE")}
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    os.environ.pop("VERBUND_STORE", None)
    yield
    for name, value in before.items():
        os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("skipped tests are not allowed in CI", red=True)
        session.exitstatus = 1
