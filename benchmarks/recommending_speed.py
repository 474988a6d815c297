"""How fast partners are scored, beside networkx, igraph and scipy: same graph, same scores, by turns in one run.

    python -m benchmarks recommending-speed [--projects 10000 100000 1000000] [--curve growth.svg]
    python -m benchmarks recommending-speed --stores 10000 100000 --command "partners {name} --type organisation"

The landscape is that of ``benchmarks/partners_generator.py``. Who asks is the lead of a project that is drawn, so that
those with many projects ask more often. A step of the walk, to a project and back, counts as two of networkx and
igraph, whose damping is the root of ours. networkx holds each edge in dictionaries and is left out above
``--networkx-most`` projects. ``--stores`` loads the landscape as CORDIS's tables and measures whole commands in
processes of their own, the first without the files in memory where that can be had.
"""

from __future__ import annotations

import argparse
import math
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks import partners_generator
from benchmarks.startup import by_turns, spread
from data.loading import load
from graph.recommending.arrays import Arrays
from graph.recommending.everybody import everybody
from graph.recommending.walk import DAMPING, partners, shared_partners, walk

STEPS = 30
SHARED, WALK, ALL = "shared partners of one", "walk from one", "everybody's ten best"
ROOT = DAMPING**0.5
Ask = Callable[[int], Any]
Times = dict[str, list[float]]


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--projects", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=15, help="organisations that ask; a third as many ask networkx")
    parser.add_argument("--networkx-most", type=int, default=100_000)
    parser.add_argument("--curve", type=Path, help="draw growth into this file (SVG)")
    parser.add_argument("--stores", type=int, nargs="*", default=[], help="load stores of so many projects")
    parser.add_argument("--command", default="partners {name} --type organisation --json")
    options = parser.parse_args()
    growth: dict[str, dict[int, float]] = {}
    for projects in options.projects:
        measured = dict(measure(projects, options.runs, with_networkx=projects <= options.networkx_most))
        for name, times in measured.items():
            growth.setdefault(name, {})[projects] = statistics.median(times["ours"])
    if len(options.projects) > 1:
        print("\n".join(["", *growth_table(growth)]))
    if options.curve:
        options.curve.write_text(curve(growth), "utf-8")
    for projects in options.stores:
        commands(projects, options.command, options.runs)


def measure(projects: int, runs: int, *, with_networkx: bool) -> Iterator[tuple[str, Times]]:
    """The milliseconds of each question, ours and those of peers."""
    arrays = partners_generator.arrays(projects)
    member, by_organisation = arrays.member, arrays.member_by_organisation
    size = f"{len(arrays.projects):,} projects, {len(arrays.organisations):,} organisations, {member.nnz:,} parts"
    print(f"\n**{size}**\n\n| question | who | ms (least–most) | times ours | agreement |\n|---|---|---|---|---|")
    draw = np.random.default_rng(1)
    leads = [int(arrays.lead[at]) for at in draw.integers(0, projects, runs)]
    peers = list(walks(arrays, with_networkx=with_networkx))

    def one(lead: int) -> np.ndarray:
        return walk(member, by_organisation, {lead: 1.0})

    yield WALK, turns(WALK, leads, one, peers, top_50)
    close = [*sharers(arrays)] if with_networkx else []
    yield SHARED, turns(SHARED, leads, lambda lead: shared(arrays, lead), close, apart)
    yield ALL, {"ours": [whole(arrays, cap) for cap in (None, 10_000, 10_000, 10_000)][1:]}


def turns(name: str, leads: list[int], ours: Ask, peers: list[tuple[str, Ask, int]], agree: Any) -> Times:
    """Ask ours and each peer by turns, and print a line each."""
    times: Times = {"ours": []} | {peer: [] for peer, *_ in peers}
    agreed: dict[str, list[float]] = {peer: [] for peer, *_ in peers}
    ours(leads[0])  # what is made once is not counted
    for at, lead in enumerate(leads):
        found = timed(times["ours"], ours, lead)
        for peer, ask, every in peers:
            if at % every == 0:
                agreed[peer].append(agree(found, timed(times[peer], ask, lead)))
    middle = statistics.median(times["ours"])
    print(f"| {name} | ours | {short(times['ours'])} | 1 | |")
    for peer, *_ in peers:
        ratio = statistics.median(times[peer]) / middle
        kept = statistics.mean(agreed[peer])
        print(f"| {name} | {peer} | {short(times[peer])} | {ratio:,.0f} | {agree.__doc__.format(kept)} |", flush=True)
    return times


def timed(times: list[float], ask: Ask, lead: int) -> Any:
    """The answer; its milliseconds are put down."""
    start = time.perf_counter()
    found = ask(lead)
    times.append((time.perf_counter() - start) * 1000)
    return found


def walks(arrays: Arrays, *, with_networkx: bool) -> Iterator[tuple[str, Ask, int]]:
    """Peers of the walk, with how often they ask: each, or each third time."""
    import igraph

    member, size = arrays.member, len(arrays.organisations)
    out = _stochastic(arrays.member_by_organisation)
    back = _stochastic(member)

    def power(lead: int) -> np.ndarray:
        start = np.zeros(size)
        start[lead] = 1.0
        held = start
        for _ in range(STEPS):
            held = (1 - DAMPING) * start + DAMPING * (back @ (out @ held))
        return held

    yield f"scipy, {STEPS} steps", power, 1
    at = member.tocoo()
    edges = np.column_stack([at.col, at.row + size])
    graph = igraph.Graph(n=size + member.shape[0], edges=edges)

    def prpack(lead: int) -> np.ndarray:
        found = graph.personalized_pagerank(reset_vertices=[lead], damping=ROOT, implementation="prpack")
        return np.array(found[:size])

    yield "igraph", prpack, 3
    if with_networkx:
        import networkx

        other = networkx.Graph()
        other.add_edges_from(edges.tolist())

        def pagerank(lead: int) -> np.ndarray:
            # the tolerance is multiplied by the number of nodes; the default stops after a step or two
            found = networkx.pagerank(other, ROOT, {lead: 1.0}, max_iter=200, tol=1e-4 / len(other))
            return np.array([found.get(one, 0.0) for one in range(size)])

        yield "networkx", pagerank, 3


def sharers(arrays: Arrays) -> Iterator[tuple[str, Ask, int]]:
    """networkx on the graph of organisations that were in a project together, asked of all candidates."""
    import networkx

    together = sparse.triu(arrays.member_by_organisation @ arrays.member, 1).tocoo()
    graph = networkx.Graph()
    graph.add_edges_from(zip(together.row.tolist(), together.col.tolist(), strict=True))

    def ask(lead: int) -> dict[int, float]:
        near = set(graph[lead]) if lead in graph else set()
        others = {other for one in near for other in graph[one]} - near - {lead}
        found = networkx.adamic_adar_index(graph, [(lead, other) for other in others])
        return {other: score for _, other, score in found}

    yield "networkx", ask, 3


def shared(arrays: Arrays, lead: int) -> dict[int, float]:
    """The same by us: without the lead and its partners."""
    found, scores, _ = shared_partners(arrays.member, arrays.member_by_organisation, lead)
    near = np.append(partners(arrays.member, arrays.member_by_organisation, lead), lead)
    new = ~np.isin(found, near)
    return dict(zip(found[new].tolist(), scores[new].tolist(), strict=True))


def whole(arrays: Arrays, cap: int | None) -> float:
    """The milliseconds of everybody's ten best, into a file."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "all.parquet")
        start = time.perf_counter()
        counts = everybody(arrays, path, cap=cap)
        taken = (time.perf_counter() - start) * 1000
        about = f"{counts.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, {counts.left_out} left out"
        print(f"| {ALL}, {f'at most {cap:,} partners' if cap else 'no cap'} | ours | {taken:,.0f} | 1 | {about} |")
    return taken


def top_50(ours: np.ndarray, theirs: np.ndarray) -> float:
    """{:.1%} of the top 50"""
    first, other = (set(np.argsort(-np.round(found, 12), kind="stable")[:50].tolist()) for found in (ours, theirs))
    return len(first & other) / 50


def apart(ours: dict[int, float], theirs: dict[int, float]) -> float:
    """{:.0e} apart"""
    return max((abs(ours.get(one, 0.0) - theirs.get(one, 0.0)) for one in ours.keys() | theirs.keys()), default=0.0)


def commands(projects: int, command: str, runs: int) -> None:
    """Load a store, and measure whole commands on it."""
    cli = [sys.executable, str(Path(__file__).parents[1] / "cli.py")]
    with tempfile.TemporaryDirectory() as place:
        store = Path(place, "store")
        files = partners_generator.write(Path(place, "tables"), projects)
        start = time.perf_counter()
        load(files, store, curated=False)
        print(f"\n{projects:,} projects loaded in {time.perf_counter() - start:,.0f} s\n")
        name = partners_generator.organisation(int(partners_generator.arrays(projects).lead[0]))
        line = [*cli, "--store", str(store), *(part.format(name=name) for part in shlex.split(command))]
        subprocess.run(["sync"], check=False)
        first = time.perf_counter()
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
        first = time.perf_counter() - first
        ours, peer = by_turns(line, [sys.executable, "-c", "import pyoxigraph, click"], max(runs // 3, 3))
        print(f"| projects | `{command}`: first, ms | again, ms | `import pyoxigraph, click`, ms |\n|---|---|---|---|")
        print(f"| {projects:,} | {first * 1000:.0f} | {spread(ours)} | {spread(peer)} |", flush=True)


def growth_table(growth: dict[str, dict[int, float]]) -> Iterator[str]:
    """Medians by size, with the exponent of the growth."""
    sizes = sorted(next(iter(growth.values())))
    yield f"| ours, ms | {' | '.join(f'{size:,}' for size in sizes)} | exponent |"
    yield f"|---|{'---|' * (len(sizes) + 1)}"
    for name, times in growth.items():
        exponent = math.log(times[sizes[-1]] / times[sizes[0]]) / math.log(sizes[-1] / sizes[0])
        yield f"| {name} | {' | '.join(f'{times[size]:,.1f}' for size in sizes)} | {exponent:.2f} |"


def curve(growth: dict[str, dict[int, float]]) -> str:
    """Milliseconds by projects, both on logarithmic axes, as SVG."""
    sizes, most = sorted({size for times in growth.values() for size in times}), 6  # powers of ten of milliseconds
    low = math.log10(sizes[0])
    wide = 420 / max(math.log10(sizes[-1]) - low, 1)

    def place(size: int, taken: float) -> str:
        return f"{60 + (math.log10(size) - low) * wide:.1f},{340 - math.log10(max(taken, 0.1)) * 45 - 45:.1f}"

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="380" font-family="sans-serif" font-size="12">'
    ]
    for power in range(-1, most):
        x, y = place(sizes[0], 10.0**power).split(",")
        parts.append(f'<path d="M{x} {y}h420" stroke="#ddd"/><text x="5" y="{y}">{10.0**power:g} ms</text>')
    for size in sizes:
        parts.append(f'<text x="{place(size, 1).split(",")[0]}" y="365" text-anchor="middle">{size:,}</text>')
    for colour, (name, times) in zip(("#0b6", "#06c", "#c40"), growth.items(), strict=False):
        points = [place(size, taken) for size, taken in sorted(times.items())]
        x, y = points[-1].split(",")
        parts.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{float(x) + 8}" y="{y}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def short(times: list[float]) -> str:
    """The median with the least and the most."""
    digits = 1 if statistics.median(times) < 100 else 0
    middle, low, high = (f"{of(times):,.{digits}f}" for of in (statistics.median, min, max))
    return f"{middle} ({low}–{high})"


def _stochastic(held: Any) -> Any:
    """Columns that sum to 1, from the rows of an array."""
    sums = np.asarray(held.sum(axis=1), np.float64)
    return sparse.csr_array((sparse.diags_array(1 / np.where(sums > 0, sums, 1)) @ held).T)


if __name__ == "__main__":
    main()
