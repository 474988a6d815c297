"""What loading a list of projects costs: statements, columns and edition, beside the engine's own bulk load.

Run: ``python -m benchmarks.loading --projects 10000 100000 [--runs 3] [--folder DIR] [--json FILE]``. Each measurement
is a process of its own; cases go by turns. The peers read the very same statements, in the same order, from a file
of N-Triples that was written before and is not timed: into a named graph (as ours are stored, six indexes) and into
the default graph (three indexes: the least that the engine can do). Target at 1,000,000 projects: at most 1.5 times
the first peer, at most 4 GB.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import generator

OURS, NAMED, DEFAULT = (
    "Verbund: CSV to statements, columns, edition",
    "bulk load, named graph",
    "bulk load, default graph",
)
LISTS = "Verbund: by the importer of lists of operations"
AGAIN, CHANGED, MOVED = "the same file again", "0.1 % of the rows changed", "one row put in at the top"


def main() -> None:
    """Measure and print a table in Markdown for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--projects", type=int, nargs="+", default=[10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lists", action="store_true", help="load by the importer of lists, too: more statements")
    parser.add_argument("--folder", type=Path, help="where to work; needs about 3 GB for a million projects")
    parser.add_argument("--json", type=Path, help="write all figures here, too")
    options = parser.parse_args()
    found = {}
    for projects in options.projects:
        with tempfile.TemporaryDirectory(dir=options.folder) as place:
            found[projects] = measured(projects, options.runs, Path(place), with_lists=options.lists)
        print(table(projects, found[projects]), flush=True)
        if options.json:
            options.json.write_text(json.dumps(found, indent=1), "utf-8")


def measured(projects: int, runs: int, place: Path, *, with_lists: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The figures of each run of each case."""
    first, changed, moved = (place / f"{name}.csv" for name in ("first", "changed", "moved"))
    generator.write(first, projects)
    edit(first, changed, every=1_000)
    edit(first, moved, every=0)
    run("tee", first, place / "store-tee", place / "all.nt")
    shutil.rmtree(place / "store-tee")
    found: dict[str, list[dict[str, Any]]] = {}
    for _ in range(runs):
        ours, peer = place / "ours", place / "peer"
        steps: list[tuple[str, str, Path, Path]] = [
            (NAMED, "named", place / "all.nt", peer),
            (OURS, "load", first, ours),
            (AGAIN, "load", first, ours),
            (CHANGED, "load", changed, ours),
            (MOVED, "load", moved, ours),
            (DEFAULT, "default", place / "all.nt", peer),
        ]
        if with_lists:
            steps.append((LISTS, "lists", first, peer))
        for name, step, file, store in steps:
            figures = run(step, file, store)
            print(f"{projects:,} {name}: {figures}", file=sys.stderr, flush=True)
            found.setdefault(name, []).append(figures)
            if store == peer:
                shutil.rmtree(peer)
        shutil.rmtree(ours)
    return found


def edit(source: Path, target: Path, every: int) -> None:
    """A later edition: another amount in each so-manieth row, or with 0 one more row at the top."""
    with source.open(encoding="utf-8") as old, target.open("w", encoding="utf-8", newline="") as new:
        for number, line in enumerate(old):
            if every and number % every == 1:
                cells = line.split(";")
                cells[5] = f"1{cells[5]}"
                new.write(";".join(cells))
            else:
                new.write(line)
            if not every and number == 0:
                new.write(";".join(("OP-new", *next(iter(generator.rows(1, seed=2)))[1:])) + "\r\n")


def run(step: str, *paths: Path) -> dict[str, Any]:
    """The figures of one step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.loading_step", step, *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def table(projects: int, found: dict[str, list[dict[str, Any]]]) -> str:
    """The medians, and the median of the ratios within each run."""
    ours = found[OURS][0]
    lines = [
        f"\n{projects:,} projects, {ours['statements']:,} statements; {len(found[OURS])} runs by turns, medians\n",
        "| what | s | CPU s | rows/s | peak MB | to named graph | to default graph |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, runs in found.items():
        taken = [figures["seconds"] for figures in runs]
        middle, cpu = statistics.median(taken), statistics.median(figures["cpu"] for figures in runs)
        peak = max(figures["peak"] for figures in runs)
        ratios = " | ".join(f"{ratio(runs, found[peer]):.2f}" for peer in (NAMED, DEFAULT))
        spread = f"{middle:.1f} ({min(taken):.1f}–{max(taken):.1f})"
        lines.append(f"| {name} | {spread} | {cpu:.1f} | {projects / middle:,.0f} | {peak:,.0f} | {ratios} |")
    return "\n".join(lines)


def ratio(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> float:
    """The median of the ratios of times, run by run."""
    return statistics.median(one["seconds"] / other["seconds"] for one, other in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    main()
