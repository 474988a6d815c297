import threading
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from data.files import fetch
from data.files.web import file_name
from graph.errors import InputError

TABLE = b"a;b\n1;2\n"


class Pages(BaseHTTPRequestHandler):
    """What a server may answer."""

    def do_GET(self) -> None:
        page = self.path.partition("?")[0]
        if page == "/moved":
            self.answer(302, Location="/table.csv")
        elif page == "/away":
            self.answer(302, Location="file:///etc/hostname")
        elif page == "/ftp":
            self.answer(302, Location="ftp://127.0.0.1/x")
        elif page == "/loop":
            self.answer(302, Location="/loop")
        elif page == "/missing":
            self.answer(404)
        elif page == "/cut":
            self.answer(200, TABLE, **{"Content-Length": "100"})
        elif page == "/named":
            self.answer(200, TABLE, **{"Content-Disposition": 'attachment; filename="../list 2020.csv"'})
        elif page == "/endless":
            self.answer(200, TABLE * 1000)
        else:
            self.answer(200, TABLE, **{"Content-Length": str(len(TABLE))})

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test prints what matters."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("/data/table.csv?x=1", "table.csv"),
        ("/moved", "table.csv"),
        ("/named", "list 2020.csv"),
        ("/Größe der%20Liste.csv", "Größe der Liste.csv"),
        ("/", "download"),
        ("/..%2f..%2f.hidden", "hidden"),
    ],
)
def test_file_keeps_its_name(server: str, tmp_path: Path, page: str, name: str) -> None:
    path = fetch(server + page, tmp_path / "new")
    assert (path, path.read_bytes()) == (tmp_path / "new" / name, TABLE)
    assert [item.name for item in path.parent.iterdir()] == [name]


def test_progress(server: str, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    fetch(f"{server}/table.csv", tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(len(TABLE), len(TABLE))]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("/away", "not allowed"),
        ("/ftp", "only http:// and https://"),
        ("/loop", "answers 302"),
        ("/missing", "answers 404"),
        ("/cut", "broke off after 8 of 100 bytes"),
        ("/endless", "larger than the limit of 100 bytes"),
    ],
)
def test_errors_leave_nothing_behind(server: str, tmp_path: Path, page: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        fetch(server + page, tmp_path, largest=100)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/x", "table.csv", "http://", "http://["])
def test_other_addresses(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match="only http"):
        fetch(url, tmp_path)


def test_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        fetch("http://127.0.0.1:9/table.csv", tmp_path, timeout=2)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="a.csv"', "a.csv"),
        ("attachment; filename*=UTF-8''%C3%BC.csv", "ü.csv"),
        ('attachment; filename="C:\\\\x\\\\a.csv"', "a.csv"),
        ('attachment; filename="a<b>:c.csv"', "a_b_c.csv"),
        ("", "path.csv"),
    ],
)
def test_name(disposition: str, name: str) -> None:
    headers = Message()
    if disposition:
        headers["Content-Disposition"] = disposition
    assert file_name(headers, "https://example.org/x/path.csv?y") == name
