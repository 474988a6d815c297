"""How long the command line takes to start, in multiples of what it cannot do without.

Run: ``python -m benchmarks.startup [--runs 11]``. Each command and its peer run by turns in fresh processes, since the
machine's speed drifts; the medians and their ratio are printed. Targets: ``--help`` at most 3 times ``import click``,
``partners`` on the embedded data at most 4 times ``import pyoxigraph, click``.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

PYTHON = sys.executable
THING = "Vernetzung Süd-Ost-Europa, Roma"


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs = max(parser.parse_args().runs, 5)
    verbund = shutil.which("verbund", path=str(Path(PYTHON).parent)) or sys.exit(
        "verbund is not installed beside Python"
    )
    cases = [
        ("verbund --help", [verbund, "--help"], "import click", 3.0),
        ("verbund partners", [verbund, "partners", THING], "import pyoxigraph, click", 4.0),
        ("verbund partners --json", [verbund, "partners", THING, "--json"], "import pyoxigraph, click", 4.0),
        ("verbund search munchen", [verbund, "search", "munchen"], "import pyoxigraph, click", None),
        ("verbund show KIS", [verbund, "show", "KIS"], "import pyoxigraph, click", None),
    ]
    print(f"{runs} runs each, medians in ms (least–most)\n")
    print("| command | ms | peer | ms | ratio | target |")
    print("|---|---|---|---|---|---|")
    for name, command, peer, target in cases:
        ours, theirs = by_turns(command, [PYTHON, "-c", peer], runs)
        ratio = statistics.median(ours) / statistics.median(theirs)
        wanted = "–" if target is None else f"≤ {target:g}{'' if ratio <= target else ' (missed)'}"
        print(f"| `{name}` | {spread(ours)} | `{peer}` | {spread(theirs)} | {ratio:.2f} | {wanted} |")


def by_turns(command: list[str], peer: list[str], runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each run of a command and of its peer, after one run of each that does not count."""
    ours, theirs = [], []
    for turn in range(runs + 1):
        for times, line in ((ours, command), (theirs, peer)):
            start = time.perf_counter()
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
            if turn:
                times.append((time.perf_counter() - start) * 1000)
    return ours, theirs


def spread(times: list[float]) -> str:
    """The median with the least and the most."""
    return f"{statistics.median(times):.0f} ({min(times):.0f}–{max(times):.0f})"


if __name__ == "__main__":
    main()
