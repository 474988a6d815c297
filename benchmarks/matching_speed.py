"""What matching costs from 10,000 to 1,000,000 mentions: seconds, memory, candidates, and that quality does not fall.

Run: ``python -m benchmarks matching_speed [--sizes 10000 30000 100000 300000 1000000] [--runs 3] [--json FILE]``. The
mentions are generated (``matching_generator``), so that the quality here is **synthetic**: it compares sizes and peers,
and says nothing about real names. Each measurement is a process of its own; cases go by turns; the largest size is
measured once. Peers are splink alone and equal normalised names.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.matching import MATCHER

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
PEERS = (10_000, 100_000)
INCREMENTAL = (10_000, 100_000, 1_000_000)
NAMES = {
    "ours": "Verbund, all at once",
    "incremental": "Verbund, 1,000 more",
    "splink": "splink alone",
    "exact": "equal normalised names",
}
COLUMNS = ("seconds", "peak", "pairs", "precision", "recall", "f1")

Runs = list[dict[str, Any]]


def main() -> None:
    """Measure and print a table in Markdown, row by row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cases", nargs="+", choices=list(NAMES), default=list(NAMES))
    parser.add_argument("--matcher", default=MATCHER, help="MODULE:FUNCTION")
    parser.add_argument("--json", type=Path, help="write all figures here, too")
    options = parser.parse_args()
    print(
        "| mentions | what | s | mentions/s | peak MB (before) | pairs | precision | recall | F1 |\n" + "|---" * 9 + "|"
    )
    everything: dict[str, Runs] = {}
    for size in options.sizes:
        runs = 1 if size == max(SIZES) else options.runs
        for case, found in measured(size, runs, cases_of(size, options.cases), options.matcher).items():
            print(row(size, case, found), flush=True)
            everything[f"{case} {size}"] = found
            if options.json:
                options.json.write_text(json.dumps(everything, indent=1), "utf-8")


def cases_of(size: int, wanted: list[str]) -> list[str]:
    """What is measured at a size: peers and 1,000 more mentions at some of the usual sizes, and at any other."""
    few = {"splink": PEERS, "exact": PEERS, "incremental": INCREMENTAL}
    return [case for case in wanted if size not in SIZES or size in few.get(case, SIZES)]


def measured(size: int, runs: int, cases: list[str], matcher: str) -> dict[str, Runs]:
    """The figures of each run of each case, by turns."""
    found: dict[str, Runs] = {case: [] for case in cases}
    for _ in range(runs):
        for case in cases:
            figures = run(case, size, matcher)
            print(f"{size:,} {case}: {figures}", file=sys.stderr, flush=True)
            found[case].append(figures)
    return found


def run(case: str, size: int, matcher: str) -> dict[str, Any]:
    """The figures of one step in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.matching_step", case, str(size), matcher]
    figures: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return figures


def row(size: int, case: str, found: Runs) -> str:
    """The medians; of seconds the least and the most, too."""
    if missing := found[0].get("missing"):
        return f"| {size:,} | {NAMES[case]} | {missing} |" + " |" * 6
    taken = [figures["seconds"] for figures in found]
    middle = {name: statistics.median(figures[name] for figures in found) for name in COLUMNS}
    spread = f" ({min(taken):.2f}–{max(taken):.2f})" if len(taken) > 1 else ""
    new = 1_000 if case == "incremental" else size
    memory = f"{max(one['peak'] for one in found):,.0f} ({found[0]['before']:,.0f})"
    cells = [f"{size:,}", NAMES[case], f"{middle['seconds']:.2f}{spread}", f"{new / middle['seconds']:,.0f}", memory]
    quality = [f"{middle['pairs']:,.0f}", *(f"{middle[name]:.3f}" for name in ("precision", "recall", "f1"))]
    return f"| {' | '.join([*cells, *quality])} |"


if __name__ == "__main__":
    main()
