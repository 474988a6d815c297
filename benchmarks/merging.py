"""What the merged view costs: organisations of a generated list that fall together in pairs, a few and many of them.

Run: ``python -m benchmarks.merging [--projects 800000] [--together 2 3000 30000]``. The list has an organisation to
eight projects, so that 800,000 projects have 100,000. Each publishing is a process of its own; seconds and the peak of
memory are printed, and the statements that it changed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import generator
from benchmarks.generated import ID
from graph import folder, tables
from graph.matching.merging import publish
from graph.store import GraphStore

SEED = 1


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=800_000)
    parser.add_argument("--together", type=int, nargs="+", default=[2, 3_000, 30_000])
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(step(Path(options.step[0]), int(options.step[1]))))
        return
    with tempfile.TemporaryDirectory() as made:
        file, store = Path(made) / "list.csv", Path(made) / "store"
        generator.write(file, options.projects)
        _run("benchmarks.loading_step", "load", str(file), str(store))
        print("| together | of | seconds | MB at the peak | statements before | after |")
        print("| --- | --- | --- | --- | --- | --- |")
        for together in options.together:
            found = json.loads(_run("benchmarks.merging", "--step", str(store), str(together)))
            print(f"| {together:,} | {' | '.join(f'{value:,}' for value in found)} |", flush=True)


def step(store: Path, together: int) -> list[float]:
    """Let so many organisations fall together in pairs: of how many, seconds, MB, statements before and after."""
    names = organisations(store)
    random.Random(SEED).shuffle(names)
    pairs = [sorted(names[at : at + 2]) for at in range(0, together, 2)]
    begun = time.perf_counter()
    publish(store, {iri: first for first, second in pairs for iri in (first, second)})
    seconds, peak = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    with GraphStore.open(store) as merged:
        after, before = (sum(count for _, count in one.sources()) for one in (merged, merged.unmerged))
    return [len(names), round(seconds, 1), round(peak), before, after]


def organisations(store: Path) -> list[str]:
    """The organisations of the list."""
    place = store / f"r{folder.current(store)}" / folder.TABLES
    rows = tables.read(place, "things", ID).select(["iri", "type"]).to_pylist()
    return sorted(row["iri"] for row in rows if row["type"] == "Organisation")


def _run(*arguments: str) -> str:
    return subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
