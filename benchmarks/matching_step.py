"""One measurement of ``benchmarks.matching_speed``, in a process of its own so that its peak of memory is its own.

python -m benchmarks.matching_step ours|incremental|splink|exact SIZE [MODULE:FUNCTION]
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import matching_baselines, matching_generator, matching_splink
from benchmarks.matching import MATCHER, matcher_of, positions
from benchmarks.matching_measures import count_pairs
from benchmarks.matching_truth import Truth
from graph.matching.candidates import SAME, Candidate
from graph.matching.index import Index
from graph.matching.matcher import match_new

NEW = 1_000  # mentions that come to those that are there

Figures = dict[str, Any]


def ours(size: int, matcher: str = MATCHER) -> Figures:
    """Match all mentions at once."""
    known = matching_generator.truth(size)
    match = matcher_of(matcher)
    start = _start()
    found = list(match(known.mentions))
    return _end(start) | {"pairs": len(found)} | _quality(known, _same(known, found))


def incremental(size: int, _matcher: str = "") -> Figures:
    """Match a thousand more mentions with an index of so many, which is made before and timed apart.

    Right are the pairs with a new mention: of those alone the quality is given.
    """
    known = matching_generator.truth(size + NEW)
    with tempfile.TemporaryDirectory(prefix="verbund-") as place:
        index = Index(Path(place))
        start = _start()
        match_new(index, known.mentions[:size])
        made = _end(start)
        start = _start()
        found = match_new(index, known.mentions[size:])
        figures = _end(start) | {"pairs": len(found), "index seconds": made["seconds"]}
        index.close()
    known.pairs = known.pairs[known.pairs[:, 1] >= size]
    return figures | _quality(known, _same(known, found))


def splink(size: int, _matcher: str = "") -> Figures:
    """What splink alone takes with the usual number of random pairs, at its customary threshold."""
    known = matching_generator.truth(size)
    start = _start()
    pairs, scores, compared = matching_splink.scored(known.mentions, u_pairs=matching_splink.USUAL_U_PAIRS)
    return _end(start) | {"pairs": compared} | _quality(known, pairs[scores >= matching_splink.DEFAULT])


def exact(size: int, _matcher: str = "") -> Figures:
    """What putting equal normalised names together takes."""
    known = matching_generator.truth(size)
    start = _start()
    pairs = matching_baselines.equal_names(known.mentions)
    return _end(start) | {"pairs": len(pairs)} | _quality(known, pairs)


STEPS: dict[str, Callable[..., Figures]] = {
    "ours": ours,
    "incremental": incremental,
    "splink": splink,
    "exact": exact,
}


def _same(known: Truth, found: list[Candidate]) -> np.ndarray:
    return positions(known, [one for one in found if one.band == SAME])


def _quality(known: Truth, pairs: np.ndarray) -> Figures:
    measures = count_pairs(known, pairs).measures()
    return {name: measure.value for name, measure in measures.items()}


def _start() -> tuple[float, float]:
    return time.perf_counter(), _peak()


def _end(start: tuple[float, float]) -> Figures:
    """Seconds since then, the megabytes at the peak of the process, and those before (the mentions)."""
    begun, before = start
    return {"seconds": time.perf_counter() - begun, "peak": _peak(), "before": before}


def _peak() -> float:
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1000


def main() -> None:
    """Print the figures as JSON."""
    step, size, *matcher = sys.argv[1:]
    print(json.dumps(STEPS[step](int(size), *matcher)))


if __name__ == "__main__":
    main()
