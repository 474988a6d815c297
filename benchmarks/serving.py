"""How fast ``verbund serve`` answers under wrk (https://github.com/wg/wrk) with 50 connections at once.

    python -m benchmarks.serving --store FOLDER [--seconds 10] [--connections 50] [--json FILE]

The server is started on the store as people start it. Each line is one kind of request: with "one" all ask the same,
which the server answers from what it keeps; with "mixed" each of many different questions is asked in turn, more than
are kept at first, so that processes have to answer. SPARQL is never kept. Requests that were not answered with 200
are counted as "refused": under more load than it can bear the server says 503 and how long to wait.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

SELECT = "SELECT ?p ?name WHERE {{ ?p a vb:Project ; rdfs:label ?name }} LIMIT {n}"
WORDS = ("energie", "wasser", "forschung", "study", "field", "bildung", "digital", "stadt", "region", "netz")
# wrk's own language: paths in turn, and what it measured as one line.
SCRIPT = """
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency, requests)
  io.write(string.format("FIGURES %f %f %f %f %d %d %d\\n", latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000, summary.requests,
    summary.duration, summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read))
end
"""


class Figures(NamedTuple):
    """Milliseconds, requests in a second, and how many were refused."""

    name: str
    p50: float
    p95: float
    p99: float
    longest: float
    rate: float
    refused: int


def ask(url: str) -> Any:
    """An answer of the server as JSON."""
    with urllib.request.urlopen(url, timeout=300) as response:
        return json.load(response)


def cases(url: str) -> dict[str, list[str]]:
    """The paths that are asked, by the name of the case; things are the first of the store."""
    rows = ask(f"{url}api/table?type=Project&limit=300&sort=links&descending=1")["rows"]
    organisations = ask(f"{url}api/table?type=Organisation&limit=100&sort=links&descending=1")["rows"]
    labels = [quote(row["label"][:40]) for row in rows]
    ids = [quote(row["id"], safe="") for row in (*rows, *organisations)]
    words = [*WORDS, *(row["label"].split()[0] for row in rows[:100])]
    return {
        "search, one": ["/api/search?q=energie"],
        "search, mixed": [f"/api/search?q={label}" for label in labels],
        "facets, one": ["/api/facets"],
        "facets, mixed": [f"/api/facets?q={quote(word)}&since={year}" for word in words for year in range(2000, 2020)],
        "table, one": ["/api/table?limit=100"],
        "table, mixed": [f"/api/table?limit=100&offset={offset}" for offset in range(0, 50_000, 100)],
        "thing, mixed": [f"/api/thing?id={id_}" for id_ in ids],
        "network, one": ["/api/network?limit=500&q=energie"],
        "network, mixed": [f"/api/network?limit=200&ids={id_}" for id_ in ids],
        "partners, mixed": [f"/api/partners?thing={id_}&limit=5" for id_ in ids[:60]],
        "sparql, mixed": [f"/sparql?query={quote(SELECT.format(n=n))}" for n in range(10, 110)],
    }


def measured(url: str, name: str, paths: list[str], seconds: int, connections: int) -> Figures:
    """One run of wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False) as script:
        script.write(SCRIPT.format(paths=", ".join(json.dumps(path, ensure_ascii=False) for path in paths)))
    command = [
        "wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "60s", "-s", script.name,
        url.rstrip("/"),
    ]  # fmt: skip
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    Path(script.name).unlink()
    match = re.search(r"FIGURES (.*)", output)
    assert match, output
    p50, p95, p99, longest, requests, microseconds, refused = map(float, match[1].split())
    return Figures(name, p50, p95, p99, longest, requests / (microseconds / 1e6), int(refused))


def main() -> None:
    """Print one line a case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--store", default="", help="folder of the store; the curated articles without it")
    parser.add_argument("--seconds", type=int, default=10, help="length of each run")
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--case", default="", help="only cases whose name begins so")
    parser.add_argument("--json", default="", help="a file for the figures")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        parser.error("no wrk found; on Debian and Ubuntu: apt-get install wrk")
    store = ["--store", options.store] if options.store else []
    command = [sys.executable, "-m", "cli", *store, "serve", "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            url = json.loads("".join(iter(server.stdout.readline, "}\n")) + "}")["url"]
            status = ask(f"{url}api/status")
            held = f"{status['things']:,} things, {status['statements']:,} statements"
            print(f"{held}; {options.connections} connections\n")
            print("| request | p50 ms | p95 ms | p99 ms | longest ms | requests/s | refused |")
            print("|---|---|---|---|---|---|---|")
            found = []
            for name, paths in cases(url).items():
                if not name.startswith(options.case):
                    continue
                one = measured(url, name, paths, options.seconds, options.connections)
                found.append(one._asdict())
                times = f"{one.p50:,.1f} | {one.p95:,.1f} | {one.p99:,.1f} | {one.longest:,.0f}"
                print(f"| {name} | {times} | {one.rate:,.0f} | {one.refused} |", flush=True)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
