"""``verbund serve`` as a process: limits that hold, calls that stop, ends that leave nothing behind, new revisions."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from data.embedded import sources
from graph.replacing import load_into
from tests.explorer.serving.hostile import hostile_store
from tests.explorer.serving.served import (
    ENDLESS,
    Served,
    children,
    eventually,
    is_running,
    seconds_used,
    served,
)
from tests.processes import finish, start, verbund

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
SLOW = f"/sparql?query={quote(ENDLESS)}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in a folder."""
    place = tmp_path_factory.mktemp("served") / "store"
    load_into(place, sources())
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Served]:
    """A server that stops queries after 1.5 s."""
    with served("--store", str(folder), "serve", "--port", "0", "--timeout", "1.5") as running:
        yield running


def test_it_says_where_it_runs_and_answers_there(server: Served) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    status = server.json("/api/status")
    assert (status["title"], status["revision"]) == ("store", "1")
    assert server.get("/")[0] == 200


def test_a_query_over_its_time_really_stops(server: Served) -> None:
    began = time.monotonic()
    status, _, body = server.get(SLOW)
    assert (status, json.loads(body)["limit"]) == (422, "time")
    assert "stopped after 1.5 s" in json.loads(body)["error"]
    assert time.monotonic() - began < 15
    assert eventually(lambda: len(server.workers()) >= 3)
    assert eventually(lambda: _are_idle(server), 20)  # a new process opens the store before that
    assert server.get("/sparql?query=ASK%7B%7D")[0] == 200


def _are_idle(server: Served) -> bool:
    before = {worker: seconds_used(worker) for worker in server.workers()}
    time.sleep(0.7)
    return all(seconds_used(worker) - before[worker] < 0.4 for worker in server.workers() if worker in before)


def test_headers_have_a_size_and_the_server_does_not_tell_its_name(server: Served) -> None:
    status, headers, _ = server.get("/api/status")
    assert status == 200
    assert "server" not in headers
    with contextlib.closing(http.client.HTTPConnection(server.host, timeout=10)) as connection:
        connection.request("GET", "/", headers={"x-long": "x" * 200_000})
        with contextlib.suppress(ConnectionError, http.client.HTTPException):  # it may hang up at once
            assert connection.getresponse().status == 400


def test_a_query_whose_client_leaves_stops(folder: Path) -> None:
    with served("--store", str(folder), "serve", "--port", "0") as running:
        assert running.get("/sparql?query=ASK%7B%7D")[0] == 200
        connection = http.client.HTTPConnection(running.host)
        before = set(running.workers())
        connection.request("GET", SLOW)
        assert eventually(lambda: any(seconds_used(worker) > 0.5 for worker in running.workers() if worker in before))
        connection.close()
        assert eventually(lambda: before - set(running.workers()), 15)
        assert running.get("/sparql?query=ASK%7B%7D")[0] == 200


def test_a_query_over_its_memory_ends_alone(folder: Path) -> None:
    query = "SELECT (COUNT(DISTINCT *) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f }"
    with served("--store", str(folder), "serve", "--port", "0", "--memory", "450") as running:
        status, _, body = running.get(f"/sparql?query={quote(query)}", timeout=60)
        assert (status, json.loads(body)["limit"]) == (422, "memory"), body
        assert running.get("/sparql?query=ASK%7B%7D")[0] == 200


def test_a_killed_server_leaves_no_process_behind(folder: Path) -> None:
    with served("--store", str(folder), "serve", "--port", "0") as running:
        threading.Thread(target=_asked, args=(running,), daemon=True).start()
        assert eventually(lambda: len(running.workers()) >= 3)
        time.sleep(0.5)
        workers = running.workers()
        running.process.send_signal(signal.SIGKILL)
        running.process.wait()
        assert eventually(lambda: not any(map(is_running, workers)), 5)


def _asked(running: Served) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        running.get(SLOW)


def test_a_killed_worker_is_replaced(server: Served) -> None:
    for worker in children(server.process.pid):
        os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: server.get("/api/search?q=Koblenz&lang=en")[0] == 200)
    assert eventually(lambda: server.get("/api/search?q=Pforzheim&lang=en")[0] == 200)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly(folder: Path, ending: signal.Signals) -> None:
    with served("--store", str(folder), "serve", "--port", "0") as running:
        workers = running.workers()
        listening, slow = (http.client.HTTPConnection(running.host) for _ in range(2))
        with contextlib.closing(listening), contextlib.closing(slow):
            listening.request("GET", "/api/events")
            assert listening.getresponse().status == 200
            slow.request("GET", SLOW)
            time.sleep(0.2)
            running.process.send_signal(ending)
            output, errors = running.process.communicate(timeout=20)
        assert (running.process.returncode, output, errors) == (0, "", "")
        assert not any(map(is_running, workers))


def test_a_port_that_is_taken_is_told_in_a_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, _, errors = verbund("serve", "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "give another --port" in errors
    assert errors.count("\n") == 1


def test_a_store_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    code, _, errors = finish(start("-m", "cli", "--store", str(tmp_path / "no"), "serve", "--port", "0"))
    assert code == 1
    assert "there is no store" in errors
    assert errors.count("\n") == 1


def test_without_a_store_it_shows_the_curated_articles() -> None:
    with served("serve", "--port", "0") as running:
        assert running.json("/api/status")["title"] == "Verbund"


def test_a_load_is_shown_without_a_restart(tmp_path: Path) -> None:
    place = tmp_path / "store"
    load_into(place, sources())
    with served("--store", str(place), "serve", "--port", "0") as running:
        connection = http.client.HTTPConnection(running.host, timeout=30)
        with contextlib.closing(connection):
            _follow(running, connection, place)


def _follow(running: Served, connection: http.client.HTTPConnection, place: Path) -> None:
    connection.request("GET", "/api/events")
    events = connection.getresponse()
    assert [events.readline(), events.readline(), events.readline()] == [b"event: revision\n", b"data: 1\n", b"\n"]
    assert running.get("/api/thing?id=Neues+Vorhaben")[0] == 404
    _load(place, "Neues Vorhaben", "neu")
    assert [events.readline(), events.readline(), events.readline()] == [b"event: revision\n", b"data: 2\n", b"\n"]
    assert running.json("/api/thing?id=Neues+Vorhaben")["label"] == "Neues Vorhaben"
    assert running.json("/api/status")["revision"] == "2"
    _load(place, "Noch eines", "noch")
    assert b"data: 3\n" in [events.readline(), events.readline(), events.readline()]
    assert running.get("/api/thing?id=Noch+eines")[0] == 200
    assert not (place / "r1").exists(), "nobody reads it any more"


def _load(place: Path, label: str, name: str) -> None:
    store = hostile_store(label, name)
    load_into(place, [(source.__class__(id=name, title=label), list(store.quads())) for source, _ in store.sources()])
