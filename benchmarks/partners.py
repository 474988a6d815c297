"""What whole commands cost on a store that holds lists of operations beside the embedded data.

Run: ``python -m benchmarks.partners [--projects 20000 100000] [--runs 5]``. Each size is a store of its own with the
embedded data and a list that ``benchmarks/generator.py`` invents. Every command is a process of its own, by turns with
the peer: what starting Python, pyoxigraph and click costs. ``--store FOLDER`` measures on a store that is there.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.generated import GeneratedReading
from benchmarks.generator import write
from benchmarks.startup import PYTHON, THING, by_turns, spread
from data import embedded
from data.importing.loader import Loader
from data.importing.progress import Silent
from graph import folder
from graph.replacing import load_into

PEER = "import pyoxigraph, click"
QUESTIONS = (
    ["partners", THING],
    ["partners", THING, "--in", "Bayern"],
    ["partners", "KIS"],
    ["shared", "KIS"],
    ["show", "KIS"],
    ["path", "KIS", "KOMM"],
)


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, nargs="+", default=[20_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    print(f"{options.runs} runs each, medians in ms (least–most)\n")
    print(f"| operations | command | ms | `{PEER}` | ratio |\n|---|---|---|---|---|")
    if options.store:
        measure("given", options.store, options.runs)
    for projects in [] if options.store else options.projects:
        with made(projects) as store:
            measure(f"{projects:,}", store, options.runs)


@contextmanager
def made(projects: int) -> Iterator[Path]:
    """A store with the embedded data and so many operations."""
    with tempfile.TemporaryDirectory() as place:
        path, store = Path(place, "operations.csv"), Path(place, "store")
        write(path, projects)
        load_into(store, embedded.sources())
        folder.write(store, lambda draft: Loader(draft, GeneratedReading(path), store / "r.csv", Silent(), "").load())
        yield store


def measure(size: str, store: Path, runs: int) -> None:
    """Print what each question costs on a store."""
    for question in QUESTIONS:
        line = [PYTHON, str(Path(__file__).parents[1] / "cli.py"), "--store", str(store), *question]
        ours, theirs = by_turns(line, [PYTHON, "-c", PEER], runs)
        ratio = statistics.median(ours) / statistics.median(theirs)
        print(f"| {size} | `{' '.join(question)}` | {spread(ours)} | {spread(theirs)} | {ratio:.1f} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
