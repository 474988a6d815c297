"""What is refused before it is looked at, and what every answer tells the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from explorer.serving.limits import Limits
from explorer.serving.page import Page
from explorer.serving.safety import Safety, bare, host_names

PATHS = (
    "/",
    "/docs",
    "/docs/style.css",
    "/api/status",
    "/api/nothing",
    "/sparql?query=ASK{}",
    "/openapi.json",
    "/reconcile",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_strict(path: str, client: TestClient) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", ["/", "/docs", "/docs?lang=de"])
def test_pages_have_nothing_inline(path: str, client: TestClient) -> None:
    text = client.get(path).text
    for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL):
        assert 'src="./' in attributes
        assert not content.strip()
    assert path == "/" or "<script" not in text
    assert not re.search(r"<style|\sstyle\s*=|\son\w+\s*=", text)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("127.0.0.1", 200),
        ("localhost:1", 200),
        ("LOCALHOST", 200),
        ("[::1]:8765", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8765", 421),
        ("127.0.0.1@evil.example", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, status: int, client: TestClient) -> None:
    response = client.get("/api/status", headers={"host": host})
    assert response.status_code == status
    if status == 421:
        assert "--allow-host" in response.json()["error"]


def test_other_names_can_be_allowed() -> None:
    assert host_names("192.0.2.7", ["Graph.Example:80"]) >= {"192.0.2.7", "graph.example", "localhost"}
    assert host_names("::1", []) >= {"[::1]"}
    assert [bare(host) for host in ("a:1:2", "[::1]:80", "a.", "a b:1x")] == ["", "[::1]", "a", ""]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "http://127.0.0.1:8765"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 200),
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200),
    ],
)
def test_pages_from_elsewhere_may_not_ask(headers: dict[str, str], status: int, client: TestClient) -> None:
    response = client.get("/api/status", headers=headers)
    assert response.status_code == status
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/id/project/kodex", "/reconcile"])
def test_allowed_origins_may_read_the_open_data(path: str, client: TestClient) -> None:
    response = client.get(path, headers={"origin": "https://example.org"})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "https://example.org"
    assert "origin" in response.headers["vary"].lower()
    assert "access-control-allow-credentials" not in response.headers
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    preflight = client.options(path.partition("?")[0], headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert client.get(path, headers={"origin": "https://evil.example"}).status_code == 403


def alone(page: Page, *origins: str) -> TestClient:
    """A client of the page without a store behind it."""
    safety = Middleware(Safety, limits=Limits(), hosts=host_names("127.0.0.1", []), origins=origins)
    return TestClient(Starlette(routes=page.routes(), middleware=[safety]), base_url="http://localhost")


def test_all_origins_may_be_allowed() -> None:
    client = alone(Page(), "*")
    headers = client.get("/sparql", headers={"origin": "https://evil.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert client.get("/api/status", headers={"origin": "https://evil.example"}).status_code == 403


def test_requests_have_a_size(client: TestClient) -> None:
    large = "x" * (2 * 2**20 + 1)
    assert (
        client.post("/sparql", content=large, headers={"content-type": "application/sparql-query"}).status_code == 413
    )
    assert client.get(f"/api/search?q={'x' * 17_000}").status_code == 414

    def pieces() -> Iterator[bytes]:
        for _ in range(3_000):
            yield b"x" * 1_000

    response = client.post("/sparql", content=pieces(), headers={"content-type": "application/sparql-query"})
    assert response.status_code == 413
    assert "has more than 2,048 KB" in response.json()["error"]
    assert client.post("/api/status", headers={"content-length": "-1"}).status_code in (400, 413)


@pytest.fixture(scope="module")
def with_page(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A server with a page that was built."""
    built = tmp_path_factory.mktemp("built")
    (built / "secret.txt").write_text("secret", "utf-8")
    page = built / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>Verbund</title>", "utf-8")
    (page / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (page / "assets" / "index-abc123.js").write_text("console.log(1);" * 200, "utf-8")
    return alone(Page(page))


def test_the_page_and_its_files_are_served(with_page: TestClient) -> None:
    index = with_page.get("/")
    assert index.headers["content-type"] == "text/html; charset=utf-8"
    assert "no-cache" in index.headers["cache-control"]
    script = with_page.get("/assets/index-abc123.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-encoding"] == "gzip"
    assert with_page.get("/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/assets/%00",
        "/assets/",
        "/assets/..",
        "/.",
        "//etc/passwd",
        "/assets//etc/passwd",
    ],
)
def test_no_other_file_can_be_reached(path: str, with_page: TestClient) -> None:
    with_page.get("/")
    request = with_page.build_request("GET", "http://localhost/")
    request.url = request.url.copy_with(raw_path=path.encode())
    response = with_page.send(request)
    assert "secret" not in response.text
    assert "root:" not in response.text
    assert response.status_code in (200, 400, 404)


def test_without_a_page_it_says_how_to_build_one(tmp_path: Path) -> None:
    client = alone(Page(tmp_path))
    assert "make web" in client.get("/").text
    assert "wurde noch nicht gebaut" in client.get("/", headers={"accept-language": "de-DE"}).text
