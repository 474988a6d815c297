"""What the arrays cost that partners are found by: to make and write at a load, on disk, and to open.

Run: ``python -m benchmarks.array_files [--projects 10000 100000 1000000]``. The columns are those of
``benchmarks.columns``: 2.5 participations a project, titles of five to nine words, two themes, a region and a grant
each. Each step is a process of its own. A store that is there already is measured by ``--store``.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.store import GraphStore

STEPS = ("make", "open")


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--projects", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--store", type=Path, help="measure this one")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps({"make": make, "open": opened}[options.step](options.store)))
        return
    print(
        "| projects | organisations | make: s | CPU s | peak MB | write: s | MB | open: ms | all names: ms | rows: ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    if options.store:
        print(line(options.store))
        return
    from benchmarks.columns import stored

    for projects in options.projects:
        with tempfile.TemporaryDirectory() as place:
            stored(Path(place) / "store", projects)
            print(line(Path(place) / "store"), flush=True)


def line(store: Path) -> str:
    """A row of the table."""
    found: dict[str, float] = {}
    for step in STEPS:
        command = [sys.executable, "-m", "benchmarks.array_files", "--step", step, "--store", str(store)]
        found |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return (
        "| {projects:,} | {organisations:,} | {make:.1f} | {cpu:.1f} | {peak:,.0f} | {write:.1f} | {size:,.0f} "
        "| {open:.1f} | {all:.1f} | {rows:.2f} |".format_map(found)
    )


def make(place: Path) -> dict[str, float]:
    """What a load does beside all else; in s and MB."""
    from graph.recommending import array_files, numbering

    with GraphStore.open(place) as store, tempfile.TemporaryDirectory() as other:
        tables = store.tables
        cpu, made = time.process_time(), _timed(lambda: numbering.made(store, tables))
        cpu, peak = time.process_time() - cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        write = _timed(lambda: array_files.write(made[1], Path(other)))
        size = sum(path.stat().st_size for path in Path(other).rglob("*.npy")) / 1e6
        sizes = {"projects": len(made[1].projects), "organisations": len(made[1].organisations)}
        return {**sizes, "make": made[0], "cpu": cpu, "peak": peak, "write": write[0], "size": size}


def opened(place: Path) -> dict[str, float]:
    """What a command does that asks for a recommendation; in ms."""
    from graph.recommending import arrays as module

    with GraphStore.open(place) as store:
        opening, arrays = _timed(lambda: module.read_arrays(store))
        if store.columns and not (store.columns / "recommending").is_dir():
            return {"open": opening * 1000, "all": 0.0, "rows": 0.0}  # the store is small: they were made
        every = (*module.NAMES, *module.VECTORS, *module.MATRICES, *module.TRANSPOSED)
        names = _timed(lambda: [getattr(arrays, name) for name in every])[0]
        rows = _timed(lambda: _two_steps(arrays))[0]
        return {"open": opening * 1000, "all": names * 1000, "rows": rows * 1000}


def _two_steps(arrays: Any) -> int:
    """From the name of a project over its organisations to their projects and the members of these."""

    def row(held: Any, number: int) -> Any:
        return held.indices[held.indptr[number] : held.indptr[number + 1]]

    project = arrays.projects.index(arrays.projects[len(arrays.projects) // 3])
    others = {int(other) for body in row(arrays.member, project) for other in row(arrays.member_by_organisation, body)}
    return sum(len(row(arrays.member, other)) for other in others)


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = ask()
    return time.perf_counter() - start, found


if __name__ == "__main__":
    main()
