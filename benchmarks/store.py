"""What the store costs: reading, loading, asking, checking.

Run: ``python -m benchmarks.store [--runs 5]``. The peer of a load is pyoxigraph's own bulk load of the same statements
as N-Quads into a new database, in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from benchmarks.startup import spread
from data import embedded
from data.loading import load
from graph.checks import check
from graph.partners import partners
from graph.replacing import load_into
from graph.search import search
from graph.store import GraphStore

THING = "Vernetzung Süd-Ost-Europa, Roma"
PROJECTS = 2_000  # of the generated YAML file


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = max(parser.parse_args().runs, 5)
    sources = embedded.sources()
    store = GraphStore.open()
    store.load_all(sources)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lines = folder / "all.nq"
        with lines.open("wb") as output:
            store.dump(output, ox.RdfFormat.N_QUADS)
        (folder / "many.yml").write_text(generated(PROJECTS), "utf-8")
        own = fresh(folder)
        ours = [
            ("reading the embedded files", embedded.sources),
            ("a new store of them", lambda: load_into(next(own), sources)),
            (
                f"loading {PROJECTS:,} projects from YAML into a new store",
                lambda: load([folder / "many.yml"], next(own)),
            ),
            ("partners, warm", lambda: partners(store, THING)),
            ("search, warm", lambda: search(store, "munchen")),
            ("check", lambda: check(store)),
        ]
        peer = [("pyoxigraph bulk load of the same statements", lambda: bulk_load(lines, next(own)))]
        print(f"{len(store):,} statements, {runs} runs each, medians in ms (least–most)\n")
        print("| what | ms |\n|---|---|")
        for name, times in timed([*ours, *peer], runs).items():
            print(f"| {name} | {spread(times)} |")


def timed(cases: list[tuple[str, Callable[[], object]]], runs: int) -> dict[str, list[float]]:
    """Milliseconds of each run of each case, by turns, after one run that does not count."""
    found: dict[str, list[float]] = {name: [] for name, _ in cases}
    for turn in range(runs + 1):
        for name, case in cases:
            start = time.perf_counter()
            case()
            if turn:
                found[name].append((time.perf_counter() - start) * 1000)
    return found


def fresh(folder: Path):  # type: ignore[no-untyped-def]
    """Folders that do not exist yet."""
    number = 0
    while True:
        number += 1
        yield folder / f"store-{number}"


def bulk_load(lines: Path, place: Path) -> None:
    """The engine's own fastest way, with the flush that makes it durable."""
    database = ox.Store(str(place))
    database.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
    database.flush()


def generated(projects: int) -> str:
    """A YAML file of projects with organisations, the same each time."""
    organisations = "".join(f"  - label: Verein {i}\n    region: DE2{i % 7 + 1}\n" for i in range(projects // 10))
    records = "".join(
        f"  - label: Projekt {i}\n    region: DE{i % 2 + 1}{i % 4 + 1}\n    theme: [Mentoring, Integration]\n"
        f"    programme: XENOS\n    participations: [{{organisation: Verein {i % (projects // 10)}, role: partner}}]\n"
        for i in range(projects)
    )
    return f"organisations:\n{organisations}projects:\n{records}"


if __name__ == "__main__":
    main()
