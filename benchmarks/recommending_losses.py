"""What is lost for speed: by the cap on shared partners, and by the tolerance of the walk.

Run: ``python -m benchmarks recommending-losses [--projects 100000]``, on the landscape of
``benchmarks/partners_generator.py``. The cap is measured by the share of everybody's ten best that are the same as
without one, the tolerance by the share of the top 50 of 30 steps over the whole matrix.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from benchmarks import partners_generator
from benchmarks.recommending_speed import top_50, walks
from graph.recommending.arrays import Arrays
from graph.recommending.everybody import everybody
from graph.recommending.walk import walk

CAPS = (None, 100, 300, 1_000, 3_000, 10_000)
TOLERANCES = (3e-5, 1e-5, 3e-6, 1e-6)
SAME = "SELECT count(*) FROM '{exact}' JOIN '{other}' USING (organisation, candidate)"


def main() -> None:
    """Measure and print two tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15, help="organisations that ask")
    options = parser.parse_args()
    arrays = partners_generator.arrays(options.projects)
    for line in (*caps(arrays), "", *tolerances(arrays, options.runs)):
        print(line, flush=True)


def caps(arrays: Arrays) -> Iterator[str]:
    """How much of everybody's ten best stays the same, and what it takes."""
    yield "| cap | the same | s | organisations left out |\n|---|---|---|---|"
    with tempfile.TemporaryDirectory() as place:
        exact = Path(place, "exact.parquet")
        for cap in CAPS:
            path = Path(place, f"{cap}.parquet") if cap else exact
            start = time.perf_counter()
            counts = everybody(arrays, path, cap=cap)
            taken = time.perf_counter() - start
            same = duckdb.sql(SAME.format(exact=exact, other=path)).fetchall()[0][0]
            kept = same / max(duckdb.sql(f"SELECT count(*) FROM '{exact}'").fetchall()[0][0], 1)
            yield f"| {cap or 'none'} | {kept:.1%} | {taken:.1f} | {counts.left_out:,} |"


def tolerances(arrays: Arrays, runs: int) -> Iterator[str]:
    """How much of the top 50 stays the same, and what it takes."""
    yield "| tolerance | the top 50, median (least) | ms, median |\n|---|---|---|"
    _, steps, _ = next(walks(arrays, with_networkx=False))
    draw = np.random.default_rng(1)
    leads = [int(arrays.lead[at]) for at in draw.integers(0, len(arrays.projects), runs)]
    exact = [steps(lead) for lead in leads]
    for tolerance in TOLERANCES:
        kept, taken = [], []
        for lead, whole in zip(leads, exact, strict=True):
            start = time.perf_counter()
            found = walk(arrays.member, arrays.member_by_organisation, {lead: 1.0}, tolerance=tolerance)
            taken.append((time.perf_counter() - start) * 1000)
            kept.append(top_50(found, whole))
        yield f"| {tolerance:g} | {np.median(kept):.0%} ({min(kept):.0%}) | {np.median(taken):.1f} |"


if __name__ == "__main__":
    main()
