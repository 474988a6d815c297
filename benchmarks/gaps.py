"""How long white spots take on a large store.

Run: ``python -m benchmarks.gaps --projects 100000 [--runs 5] [--folder DIR]``. The store is that of
``benchmarks.questions``. Each run opens the store anew and asks once; the median of each table is printed.
Target: at most 2 s for region × theme at 100,000 projects.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.questions import made
from graph.gaps import gaps
from graph.store import GraphStore

TABLES = (
    ("region,theme", "1"),
    ("region,theme", "3"),
    ("country,programme", "1"),
    ("kind,theme", "1"),
    ("region", "1"),
)


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the store is made, or was made before")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        store = made(options.folder or Path(place), options.projects)
        print("| by | level | seconds |\n|---|---|---|")
        for by, level in TABLES:
            print(
                f"| {by} | {level} | {statistics.median(measured(store, by, level) for _ in range(options.runs)):.2f} |"
            )


def measured(place: Path, by: str, level: str) -> float:
    """Seconds from the open store to the answer."""
    with GraphStore.open(place) as store:
        start = time.perf_counter()
        gaps(store, by.split(","), level=level)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
