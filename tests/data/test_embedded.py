"""What comes with Verbund, and the default store that is made of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from processes import finish, start
from small_sources import made

from data import embedded
from data.rdf.importer import Loads
from graph import folder
from graph.replacing import load_into
from graph.store import GraphStore


@pytest.fixture(scope="module")
def loads() -> Loads:
    """The embedded sources, read once."""
    return embedded.sources()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loads: Loads) -> Path:
    """An empty cache folder; the default store's place in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(embedded, "sources", lambda: loads)
    return tmp_path / "verbund" / "store"


def ids(store: GraphStore) -> set[str]:
    return {source.id for source, _ in store.sources()}


def test_every_source_says_what_it_is(store: GraphStore) -> None:
    for source, count in store.sources():
        assert source.title, source.id
        assert source.licence, source.id
        assert len(source.sha256) == 64, source.id
        assert count > 10


def test_a_source_is_described_once_and_has_only_its_own_graph(loads: Loads) -> None:
    assert len({source.id for source, _ in loads}) == len(loads)
    for source, quads in loads:
        assert {quad.graph_name.value for quad in quads} == {f"https://w3id.org/verbund/id/source/{source.id}"}


def test_the_same_data_give_the_same_statements(loads: Loads) -> None:
    def texts(loads: Loads) -> list[set[str]]:
        return [{str(quad) for quad in quads} for source, quads in loads if source.id != "ontology"]

    assert texts(embedded.sources()) == texts(loads)


def test_the_default_store_lies_in_the_cache_and_is_made_once(cache: Path, store: GraphStore) -> None:
    assert embedded.default_folder() == cache
    with embedded.default_store() as opened:
        assert opened.location == cache
        assert ids(opened) == ids(store)
    for _ in range(2):
        embedded.default_store().close()
    assert folder.current(cache) == 1


def test_newer_embedded_data_replace_the_old_and_leave_ones_own(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.default_store().close()
    load_into(cache, [made("own", "Eigenes"), made("ontology", "von gestern")])
    monkeypatch.setattr(embedded, "fingerprint", lambda: "another one")
    assert not embedded.is_current(cache)
    with embedded.default_store() as opened:
        assert "own" in ids(opened)
        assert opened.names.find("https://w3id.org/verbund/id/project/kis")
        assert not list(opened.rows("SELECT ?s WHERE { ?s rdfs:label 'von gestern'@de }"))
    assert embedded.is_current(cache)


def test_a_store_that_was_killed_before_its_stamp_is_made_again(cache: Path) -> None:
    embedded.default_store().close()
    (cache / embedded.STAMP).unlink()
    embedded.default_store().close()
    assert folder.current(cache) == 2
    assert embedded.is_current(cache)


@pytest.mark.parametrize("obstacle", ["cache is a file", "store is a file", "lock is a folder"])
def test_where_no_cache_can_be_written_the_store_is_in_memory(cache: Path, obstacle: str, store: GraphStore) -> None:
    blocked = {"cache is a file": cache.parent, "store is a file": cache, "lock is a folder": cache / "lock"}[obstacle]
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.mkdir() if blocked.name == "lock" else blocked.write_text("mine")
    with embedded.default_store() as opened:
        assert opened.location is None
        assert ids(opened) == ids(store)


def test_a_default_store_that_cannot_be_brought_up_to_date_is_read_as_it_is(cache: Path) -> None:
    embedded.default_store().close()
    (cache / embedded.STAMP).write_text("of yesterday")
    (cache / "lock").unlink()
    (cache / "lock").mkdir()
    with embedded.default_store() as opened:
        assert opened.location == cache


@pytest.mark.parametrize("stamped", [True, False])
def test_a_default_store_that_cannot_be_read_is_set_aside_and_made_anew(cache: Path, stamped: bool) -> None:
    embedded.default_store().close()
    (cache / folder.POINTER).write_text(json.dumps({"format": 99, "revision": 1}))
    if not stamped:
        (cache / embedded.STAMP).unlink()
    with embedded.default_store() as store:
        assert "https://w3id.org/verbund/id/project/kis" in store
    assert [path.name for path in cache.parent.iterdir() if "set-aside" in path.name]


def test_two_processes_at_the_first_start_both_answer(tmp_path: Path) -> None:
    both = [start("-m", "cli", "--lang", "de", "search", "munchen", XDG_CACHE_HOME=str(tmp_path)) for _ in range(2)]
    for code, output, errors in map(finish, both):
        assert (code, errors) == (0, "")
        assert "München" in output
    assert embedded.is_current(tmp_path / "verbund" / "store")


def test_the_fingerprint_follows_the_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = embedded.fingerprint()
    assert before == embedded.fingerprint()
    extra = tmp_path / "more.yml"
    extra.write_text("projects: []")
    files = embedded._files()
    monkeypatch.setattr(embedded, "_files", lambda: [*files, extra])
    assert embedded.fingerprint() != before
