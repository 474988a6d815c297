"""How well partners are foretold, beside published recommenders: same split, same queries, same run.

    python -m benchmarks recommending [--sets interreg cordis] [--seekers each] [--ours NAME]

The sets are the samples where they are, each loaded without the curated articles and not merged, else an invented one.
Settings of the peers are chosen by NDCG@10 (known leads and candidates, each partner seeking in turn) on a cut inside
the past: the last fifth of the projects before the cut is foretold from the first four. The queries of the test are
never looked at for that. What is measured is what ``graph.recommending.evaluation`` measures; differences are paired,
over the same queries.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks import recommending_peers, recommending_sets
from benchmarks.recommending_sets import SAMPLES, SETS, SYNTHETIC
from graph.errors import InputError
from graph.recommending.arrays import MATRICES, NAMES, VECTORS, Arrays
from graph.recommending.evaluation import EACH, LEAD, SEEKERS, Evaluation, Result, cut_day, evaluate_arrays
from graph.recommending.history import History, query_of
from graph.recommending.ladder import METHODS, Method, Scorer
from graph.recommending.measures import MEASURES, Interval, paired

SIMPLE, OURS = "programme-theme", "verbund"  # what differences are from: the best simple method, and the default
NEW, REPEATS = ("known", "all", "cold-only", "newcomer"), ("known", "all")
PARTS = (*((False, name) for name in NEW), *((True, name) for name in REPEATS))
WORDS = {
    "known": "known leads and candidates",
    "all": "all organisations",
    "cold-only": "new ones among new ones",
    "newcomer": "leads without a known project",
}
COMPARED = ("hits@10", "ndcg@10", "mrr")
VALIDATION = 200  # queries at most by which a setting is chosen
AGREEMENT = 20  # queries for which the walk of the ladder is compared with igraph's and networkx's


@dataclass(slots=True)
class Peer:
    """A recommender with its chosen setting, and what choosing took."""

    setting: str
    method: Method
    tuning: float


@dataclass(slots=True)
class Clock:
    """Seconds that a method takes to be made, and for all queries."""

    made: float = 0.0
    asked: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sets", nargs="+", choices=[*SETS, SYNTHETIC], help="by default all that are there")
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    parser.add_argument("--seekers", nargs="+", choices=SEEKERS, default=list(SEEKERS))
    parser.add_argument("--ours", default=OURS, choices=list(METHODS), help="the method that peers are compared with")
    parser.add_argument("--validation", type=int, default=VALIDATION, help="queries by which a setting is chosen")
    parser.add_argument("--limit", type=int, help="ask at most so many queries")
    options = parser.parse_args()
    asked = (options.seekers, options.ours, options.validation, options.limit)
    measured = 0
    for name in options.sets or SETS:
        arrays = recommending_sets.arrays_of(name, options.samples)
        measured += arrays is not None and measure(name, arrays, *asked)
    if not measured and not options.sets:
        measure(SYNTHETIC, recommending_sets.synthetic(), *asked)


def measure(name: str, arrays: Arrays, seekers: Iterable[str], ours: str, validation: int, limit: int | None) -> bool:
    """Print the tables of a set; False where it has no queries."""
    print(f"\n### {name}\n")
    cut = SETS[name].cut if name in SETS else ""
    several = int((np.diff(arrays.member.indptr) > 1).sum())
    try:
        day = cut_day(arrays, cut)
        evaluate_arrays(arrays, cut=cut, methods=["random"], limit=1)
    except InputError as error:
        many = f"{len(arrays.projects):,} projects, {several:,} of them with more than one partner"
        print(f"{many}: no queries ({error}).")
        return False
    peers = dict(chosen(arrays, day, validation))
    print(f"Settings chosen on the past: {'; '.join(f'{peer}: {held.setting}' for peer, held in peers.items())}.\n")
    print(agreement(arrays, day))
    for who in seekers:
        clocks = {method: Clock() for method in [*METHODS, *peers]}
        methods = METHODS | {peer: held.method for peer, held in peers.items()}
        timed_methods = {method: timed(made, clocks[method]) for method, made in methods.items()}
        found = evaluate_arrays(arrays, cut=cut, limit=limit, seekers=who, more=timed_methods)
        for line in tables(found, ours):
            print(line)
        if who == LEAD:
            print("\n".join(times(clocks, peers)))
        sys.stdout.flush()
    return True


def chosen(arrays: Arrays, day: int, validation: int = VALIDATION) -> Iterator[tuple[str, Peer]]:
    """Each peer with the setting that foretells the end of the past best; the first of equal ones."""
    past = before(arrays, day)
    for name, settings in recommending_peers.candidates():
        start = time.perf_counter()
        best, setting = -1.0, next(iter(settings))
        for words in settings if len(settings) > 1 else ():
            found = evaluate_arrays(past, methods=[words], limit=validation, seekers=EACH, more=settings)
            value = found.results[words][False]["known"].measures.get("ndcg@10")
            if value and value.mean > best:
                best, setting = value.mean, words
        yield name, Peer(setting, settings[setting], time.perf_counter() - start)


def before(arrays: Arrays, day: int) -> Arrays:
    """The projects that surely began before a day, and nothing of others."""
    kept = np.flatnonzero(arrays.last_day < day)
    names = {name: getattr(arrays, name) for name in NAMES} | {"projects": [arrays.projects[at] for at in kept]}
    matrices = {
        name: getattr(arrays, name)[kept] if rows == "projects" else getattr(arrays, name)
        for name, (rows, _) in MATRICES.items()
    }
    vectors = {name: getattr(arrays, name) for name in VECTORS}
    of_projects = ("first_day", "last_day", "lead", "amount", "currency")
    vectors |= {name: vectors[name][kept] for name in of_projects if len(vectors[name])}
    return recommending_sets.in_memory(names, vectors, matrices)


def timed(method: Method, clock: Clock) -> Method:
    """The same method, with a clock on it."""

    def made(history: History) -> Scorer:
        start = time.perf_counter()
        scorer = method(history)
        clock.made += time.perf_counter() - start

        def score(query):
            start = time.perf_counter()
            scores = scorer(query)
            clock.asked.append(time.perf_counter() - start)
            return scores

        return score

    return made


def tables(found: Evaluation, ours: str) -> Iterator[str]:
    """A table a part: what each method reaches, and its paired differences from the simple one and from ours."""
    asked = "each partner seeks" if found.seekers == EACH else "the lead seeks"
    for repeats, part in PARTS:
        results = {method: parts[repeats][part] for method, parts in found.results.items()}
        one = results[ours]
        new = "known partners too" if repeats else "new partners only"
        yield f"\n**{WORDS[part]}, {new}, {asked}** ({one.queries:,} queries, {one.sought:,} partners sought)\n"
        if one.queries:
            yield from table(results, ours)


def table(results: dict[str, Result], ours: str) -> Iterator[str]:
    """The rows of a part; differences whose interval is without 0 are bold."""
    bases = list(dict.fromkeys((SIMPLE, ours)))
    heads = ["method", "Hits@10", "Recall@50", "MRR", "NDCG@10"]
    heads += [f"− `{base}`: {measure}" for base in bases for measure in ("Hits@10", "NDCG@10", "MRR")]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for method, result in results.items():
        hits, *others = (result.measures[measure] for measure in MEASURES)
        cells = [interval(hits), *(short(other.mean) for other in others)]
        for base in bases:
            cells += differences(result, results[base]) if base != method else ["–"] * len(COMPARED)
        yield f"| `{method}` | {' | '.join(cells)} |"


def differences(result: Result, base: Result) -> list[str]:
    """By how much a result is better than another, each with its interval."""
    found = paired(result.rows, base.rows, result.groups)
    return [difference(found[name]) for name in COMPARED]


def difference(value: Interval) -> str:
    """A mean difference with its interval, bold where that is without 0: **−.10 (−.19 to −.01)**."""
    text = f"{short(value.mean)} ({short(value.low)} to {short(value.high)})"
    return f"**{text}**" if value.low > 0 or value.high < 0 else text


def interval(value: Interval) -> str:
    """A mean with its interval: .31 (.21–.40)."""
    return f"{short(value.mean)} ({short(value.low)}–{short(value.high)})"


def short(value: float) -> str:
    """Two digits without the 0 before them."""
    text = f"{value:.2f}".replace("0.", ".")
    return text.removeprefix("-") if not float(text) else text.replace("-", "−")


def times(clocks: dict[str, Clock], peers: dict[str, Peer]) -> Iterator[str]:
    """What each method took: choosing its setting, being made, and a query."""
    yield "\n| method | choosing a setting, s | made, s | a query, median ms (least–most) |\n|---|---|---|---|"
    for method, clock in clocks.items():
        tuning = f"{peers[method].tuning:.1f}" if method in peers else "–"
        low, middle, high = np.percentile(clock.asked, [0, 50, 100]) * 1000
        yield f"| `{method}` | {tuning} | {clock.made:.2f} | {middle:.2f} ({low:.2f}–{high:.2f}) |"


def agreement(arrays: Arrays, day: int) -> str:
    """How far the walk of the ladder is from igraph's and networkx's, which count a step to a project as one."""
    import networkx

    history = History(arrays, day)
    ladder, peer = METHODS["pagerank"](history), recommending_peers.walk(0.85**0.5)(history)
    graph = networkx.Graph()
    at = history.member.tocoo()
    graph.add_edges_from(zip(at.col.tolist(), (-1 - at.row).tolist(), strict=True))
    known = np.flatnonzero((arrays.lead >= 0) & (arrays.first_day >= day))
    known = [int(project) for project in known if history.is_known[arrays.lead[project]]][:AGREEMENT]
    apart: dict[str, list[float]] = {"igraph": [], "networkx": []}
    for project in known:
        query = query_of(arrays, project)
        ours = _share(ladder(query))
        theirs = networkx.pagerank(graph, 0.85**0.5, {query.lead: 1.0}, tol=1e-12, max_iter=1000)
        other = np.zeros(history.size)
        for place, value in theirs.items():
            if place >= 0:
                other[place] = value
        apart["igraph"].append(np.abs(ours - _share(peer(query))).max())
        apart["networkx"].append(np.abs(ours - _share(other)).max())
    shown = ", ".join(f"{name} {max(values, default=0):.1e}" for name, values in apart.items())
    return f"`pagerank` of the ladder beside the same walk elsewhere, largest difference of a share: {shown}."


def _share(scores: np.ndarray) -> np.ndarray:
    return scores / scores.sum()


if __name__ == "__main__":
    main()
