"""A small server of recorded answers: the built page of the explorer, and what it asks for."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.network_graphs import TYPES

FACETS = ("type", "programme", "theme", "region", "funder", "source", "role")


def recorded(network: dict[str, Any]) -> dict[str, Any]:
    """Answers of the JSON API by their path; those beside the network are small."""
    nodes = network["nodes"]
    thing = {"id": nodes["id"][0], "label": nodes["label"][0], "type": TYPES[nodes["type"][0]]}
    row: dict[str, Any] = {
        "region": "",
        "programme": "",
        "start": "",
        "end": "",
        "amount": None,
        "currency": "",
        "sources": [],
    }
    rows = [
        {"id": id_, "label": label, "type": TYPES[type_], "links": links, **row}
        for id_, label, type_, links in zip(
            nodes["id"][:100], nodes["label"], nodes["type"], nodes["links"], strict=False
        )
    ]
    return {
        "/api/network": network,
        "/api/status": {
            "version": "0", "revision": "1", "title": "", "things": network["found"], "statements": 0, "sources": [],
            "types": [], "rules": [], "seekers": [], "limits": {"nodes": 50_000, "rows": 1000, "seconds": 10},
        },
        "/api/facets": {
            "found": network["found"], "total": network["found"], "facets": {facet: [] for facet in FACETS},
            "years": [], "amounts": None, "took_ms": 1,
        },
        "/api/table": {"found": network["found"], "offset": 0, "rows": rows},
        "/api/map": {
            "level": 1, "measure": "projects", "regions": [], "points": [], "macro": [], "currency": "EUR",
        },
        "/api/search": {"hits": [], "sources": [], "version": "0"},
        "/api/thing": {**thing, "facts": [], "sources": [], "version": "0"},
        "/api/paths": {"paths": []},
        "/api/partners": {
            "query": {}, "method": "", "candidates": [], "left_out": 0, "sources": [], "version": "0",
        },
        "/api/questions": {"questions": []},
        "/api/vocabulary": {"prefixes": {}, "classes": [], "properties": []},
    }  # fmt: skip


class Handler(SimpleHTTPRequestHandler):
    """Gives recorded answers under /api/, and files below a folder."""

    answers: dict[str, bytes]

    def do_GET(self) -> None:
        """A recorded answer, or a file."""
        path = urlsplit(self.path).path
        if path not in self.answers:
            if path.startswith("/api/"):
                self.send_error(404)
            else:
                super().do_GET()
            return
        body = self.answers[path]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told."""


@contextmanager
def served(folder: Path, answers: dict[str, Any] | None = None) -> Iterator[str]:
    """The address of a server on this machine while the block runs."""
    bodies = {path: json.dumps(body).encode() for path, body in (answers or {}).items()}
    handler = type("Recorded", (Handler,), {"answers": bodies})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
