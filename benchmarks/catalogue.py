"""What the explorer asks of a store, and how long it waits: search, facets, table, map, network and layouts.

    python -m benchmarks catalogue --store FOLDER [--runs 30] [--layouts 500 5000 50000]

A search is a name drawn from the store: its first letters, a whole word of it, and a word with a typing error. Peers,
by turns over the same names: the search of the command line, which scans columns, and rapidfuzz over all names, which
is what one would write first. Layouts are of an invented network with communities and four links a node, beside
igraph's Fruchterman-Reingold (grid) and DrL of the same network. Nothing is remembered between two calls.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import igraph
import numpy as np

from benchmarks.startup import spread
from explorer import catalogue_json
from explorer.network_layout import Array, laid_out, radii
from graph.catalogue import Catalogue, Filter, kept
from graph.catalogue.making import made
from graph.identity import name_key
from graph.search import search
from graph.store import GraphStore

Call = Callable[[], Any]


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--store", help="a folder that a load made")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--layouts", type=int, nargs="*", default=[500, 5_000, 50_000])
    parser.add_argument("--peers-most", type=int, default=5_000, help="nodes of a network that igraph lays out, too")
    options = parser.parse_args()
    if options.store:
        with GraphStore.open(options.store) as store:
            of_store(store, options.runs)
    for count in options.layouts:
        layouts(count, with_peers=count <= options.peers_most)


def of_store(store: GraphStore, runs: int) -> None:
    """Time making, opening and asking the catalogue of a store."""
    begun = time.perf_counter()
    parts, about = made(store)
    making = time.perf_counter() - begun
    catalogue = Catalogue(parts, about)
    counts = ", ".join(f"{count:,} {name}" for name, count in catalogue.type_counts.items())
    print(f"\n**{counts}; {len(parts['edge.source']):,} links**, made in {making:.1f} s, {opening(catalogue)}\n")
    print("| what | ms | p95 | peer | ms |\n|---|---|---|---|---|")
    searches(store, catalogue, runs)
    for name, call in answers(catalogue):
        row(name, timed([call] * runs))


def opening(catalogue: Catalogue) -> str:
    """How long it takes to open what was kept."""
    with tempfile.TemporaryDirectory() as folder:
        columns = Path(folder)
        (columns / "things-a.parquet").write_bytes(b"")
        kept.write({name: catalogue.parts[name] for name in catalogue.parts.all_names()}, catalogue.about, columns)
        begun = time.perf_counter()
        found = kept.read(columns)
        assert found
        total = Catalogue(*found, columns).facets(Filter()).found
        took = (time.perf_counter() - begun) * 1000
    return f"opened and counted ({total:,}) in {took:.0f} ms"


def searches(store: GraphStore, catalogue: Catalogue, runs: int) -> None:
    """Each kind of text that people type, beside the peers."""
    from rapidfuzz import fuzz, process

    draw = random.Random(1)
    names = [catalogue.name_keys[draw.randrange(len(catalogue.name_keys))] for _ in range(runs)]
    keys = list(catalogue.name_keys)

    def alike(text: str) -> list[Any]:
        return process.extract(name_key(text), keys, scorer=fuzz.partial_ratio, limit=20, score_cutoff=70)

    for kind, text_of in (("first letters", beginning), ("a word", longest), ("a typing error", misspelt)):
        texts = [text_of(name, draw) for name in names]
        catalogue.search(texts[0])
        ours = timed([lambda text=text: catalogue_json.hits(catalogue, text, limit=20, types=[], language="de")
                      for text in texts])  # fmt: skip
        few = texts[:5]
        row(f"search: {kind}", ours, "`verbund search`", timed([lambda text=text: search(store, text) for text in few]))
        row(f"search: {kind}", ours, "rapidfuzz over all names", timed([lambda text=text: alike(text) for text in few]))
        counted = [lambda text=text: catalogue.facets(Filter(q=text)) for text in texts]
        row(f"facets of {kind}", timed(counted))


def beginning(name: str, draw: random.Random) -> str:
    """The first few letters of a name."""
    return name[: draw.randint(3, 8)].strip()


def longest(name: str, _: random.Random) -> str:
    """The longest word of a name."""
    return max(name.split() or [""], key=len)


def misspelt(name: str, draw: random.Random) -> str:
    """The longest word of a name, two neighbouring letters swapped."""
    word = longest(name, draw)
    at = draw.randrange(1, max(len(word) - 1, 2))
    return word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :]


def answers(catalogue: Catalogue) -> Iterator[tuple[str, Call]]:
    """What the page asks for when it opens, and after a region was chosen; all as JSON texts."""
    region = next((value.value for value in catalogue.facets(Filter()).values["region"]), "")
    for name, chosen in (("everything", Filter()), ("one country", Filter(region=(region,)))):

        def asked(make: Callable[..., Any], chosen: Filter = chosen, **options: Any) -> Call:
            return lambda: json.dumps(make(catalogue, chosen, language="de", **options))

        yield f"facets: {name}", asked(catalogue_json.facets, opened=[region], limit=12)
        table = {"sort": "label", "descending": False, "offset": 0, "limit": 100}
        yield f"table, 100 rows: {name}", asked(catalogue_json.table, **table)
        yield f"map, NUTS 2: {name}", asked(catalogue_json.map_data, measure="projects", level=2)
        yield f"money on the map, NUTS 3: {name}", asked(catalogue_json.map_data, measure="money", level=3)
        for limit in (500, 5_000):
            drawn = {"context": True, "expand": [], "limit": limit}
            yield f"network of {limit:,}: {name}", fresh(asked(catalogue_json.network, **drawn))


def fresh(call: Call) -> Call:
    """The same, with nothing remembered."""

    def forgetful() -> Any:
        catalogue_json.forget()
        return call()

    return forgetful


def layouts(count: int, *, with_peers: bool) -> None:
    """Time layouts of an invented network, and count the pairs of discs that overlap where all of it is in view."""
    links, source, target = invented(count)
    laid_out(*invented(100))  # the loops are compiled
    begun = time.perf_counter()
    found = laid_out(links, source, target)
    ours = time.perf_counter() - begun
    print(f"\n**{count:,} nodes, {len(source):,} links**\n")
    print("| layout | s | pairs that overlap in 1,000 × 700 pixels |\n|---|---|---|")
    print(f"| ours, with communities | {ours:.2f} | {overlapping(found.x, found.y, radii(links)):,} |")
    graph = igraph.Graph(n=count, edges=np.column_stack([source, target]))
    for name, make in (("Fruchterman-Reingold", lambda: graph.layout_fruchterman_reingold(grid=True)),
                       ("DrL", graph.layout_drl)):  # fmt: skip
        if with_peers:
            begun = time.perf_counter()
            x, y = np.array(make().coords).T
            took = time.perf_counter() - begun
            print(f"| igraph, {name} | {took:.2f} | {overlapping(x, y, radii(links)):,} |")


def invented(count: int, size: int = 100) -> tuple[Array, Array, Array]:
    """Links of each node, and sources and targets of four links a node, most of them within communities."""
    draw = np.random.default_rng(1)
    source = draw.integers(0, count, 4 * count)
    within = source // size * size + (draw.random(4 * count) ** 2 * size).astype(int)
    target = np.where(draw.random(4 * count) < 0.85, np.minimum(within, count - 1), draw.integers(0, count, 4 * count))
    return np.bincount(np.concatenate([source, target]), minlength=count), source, target


def overlapping(x: Array, y: Array, radius: Array) -> int:
    """How many pairs of discs lie on each other when the whole picture fills the window."""
    from scipy.spatial import KDTree

    scale = min(1000 / (np.ptp(x) + 1e-9), 700 / (np.ptp(y) + 1e-9))
    spots = np.column_stack([x, y]) * scale
    pairs = KDTree(spots).query_pairs(2 * float(radius.max()), output_type="ndarray")
    far = np.hypot(*(spots[pairs[:, 0]] - spots[pairs[:, 1]]).T)
    return int((far < radius[pairs[:, 0]] + radius[pairs[:, 1]] - 0.01).sum())


def timed(calls: list[Call]) -> list[float]:
    """The milliseconds of each call."""
    times = []
    for call in calls:
        begun = time.perf_counter()
        call()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def row(name: str, times: list[float], peer: str = "–", theirs: list[float] | None = None) -> None:
    """Print a row of the table."""
    late = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"| {name} | {exact(times)} | {late:.1f} | {peer} | {spread(theirs) if theirs else '–'} |", flush=True)


def exact(times: list[float]) -> str:
    """The median with the least and the most, in tenths."""
    return f"{statistics.median(times):.1f} ({min(times):.1f}–{max(times):.1f})"


if __name__ == "__main__":
    main()
