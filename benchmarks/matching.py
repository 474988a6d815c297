"""How right matching is on the participations of CORDIS, with the PIC hidden and used as truth, beside its peers.

Run: ``python -m benchmarks matching [--samples DIR] [--granularity descriptions|names|rows …] [--errors FILE.md]``.
The peers get the very same mentions in the same run: equal normalised names, with and without country, rapidfuzz's
token set ratio from 90 on, and splink alone at its customary threshold and at those that are best on the half for
tuning. What is reported is the other half of the PICs; intervals are 95 % by drawing the PICs anew. Wrong pairs are
doubtful where two PICs probably are one organisation (a rule by names, hosts and short names). ``--matcher`` names
another function to measure, ``MODULE:FUNCTION``, which takes mentions and gives candidates.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import matching_baselines, matching_errors, matching_splink
from benchmarks.matching_measures import Counts, best_threshold, count_closure, count_pairs, owners, wrong_pairs
from benchmarks.matching_truth import GRANULARITIES, SAMPLES, Truth, read, truth
from graph.errors import InputError
from graph.matching.candidates import BANDS, SAME, Candidate
from graph.matching.mention import Mention

MATCHER = "graph.matching.matcher:match"
OURS = "Verbund"
PRECISE = 0.99  # what is wanted of the band "same"
HEAD = (
    "| what | s | precision | recall | F1 | closed: precision | recall | F1 |"
    " wrong, doubtful, precision without these | all PICs: precision | recall | F1 | candidates |\n" + "|---" * 13 + "|"
)

Matcher = Callable[[Sequence[Mention]], list[Candidate]]


@dataclass(frozen=True)
class Found:
    """What one way found: pairs of positions taken to be the same, seconds, and all it looked at if known."""

    name: str
    pairs: np.ndarray
    seconds: float
    candidates: np.ndarray | None = None


def main() -> None:
    """Measure and print a table in Markdown for each granularity."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="the folder with the two files")
    parser.add_argument("--granularity", nargs="+", choices=list(GRANULARITIES), default=list(GRANULARITIES))
    parser.add_argument("--matcher", default=MATCHER, help="MODULE:FUNCTION, or - for the peers alone")
    parser.add_argument("--without-splink", action="store_true", help="leave out the slowest peer")
    parser.add_argument(
        "--errors", type=Path, metavar="FILE.md", help="write the worst errors of the first granularity"
    )
    options = parser.parse_args()
    try:
        rows = read(options.samples)
    except InputError as error:
        raise SystemExit(str(error)) from error
    matcher = None if options.matcher == "-" else matcher_of(options.matcher)
    for granularity in options.granularity:
        known = truth(rows, granularity)
        print(heading(granularity, known), flush=True)
        candidates = _ours(known, matcher) if matcher else None
        found = [candidates[1]] if candidates else []
        for one in (*found, *peers(known, with_splink=not options.without_splink)):
            print(line(known, one), flush=True)
        if candidates and options.errors:
            options.errors.write_text(matching_errors.markdown(matching_errors.worst(known, candidates[0])), "utf-8")
            options.errors = None


def matcher_of(name: str) -> Matcher:
    """The function of a name such as ``graph.matching.matcher:match``."""
    module, _, function = name.partition(":")
    try:
        found: Matcher = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise SystemExit(f"there is no {name}: {error}; --matcher - measures the peers alone") from error
    return found


def _ours(known: Truth, matcher: Matcher) -> tuple[list[Candidate], Found]:
    begun = time.perf_counter()
    candidates = list(matcher(known.mentions))
    seconds = time.perf_counter() - begun
    pairs = positions(known, candidates)
    same = np.array([one.band == SAME for one in candidates], bool)
    counts = {band: sum(one.band == band for one in candidates) for band in BANDS}
    print(f"Bands: {counts}", file=sys.stderr)
    return candidates, Found(OURS, pairs[same], seconds, pairs)


def positions(known: Truth, candidates: Sequence[Candidate]) -> np.ndarray:
    """The candidates as pairs of positions among the mentions."""
    at = {mention.iri: number for number, mention in enumerate(known.mentions)}
    return np.array([(at[one.first], at[one.second]) for one in candidates], np.int64).reshape(-1, 2)


def peers(known: Truth, *, with_splink: bool = True) -> Iterator[Found]:
    """What the peers find."""
    for name, baseline in matching_baselines.BASELINES.items():
        begun = time.perf_counter()
        pairs = baseline(known.mentions)
        yield Found(name, pairs, time.perf_counter() - begun)
    if with_splink:
        begun = time.perf_counter()
        pairs, scores, _ = matching_splink.scored(known.mentions, least=0.0)
        seconds = time.perf_counter() - begun
        chosen = {
            "customary": matching_splink.DEFAULT,
            "best F1 in tuning": best_threshold(known, pairs, scores),
            "best F1 at precision 0.99 in tuning": best_threshold(known, pairs, scores, PRECISE),
        }
        for why, least in chosen.items():
            if least is not None:
                yield Found(f"splink alone, ≥ {least:.6f} ({why})", pairs[scores >= least], seconds, pairs)


def heading(granularity: str, known: Truth) -> str:
    """What is measured, and the head of the table."""
    half = known.report_half()
    reported = count_pairs(known, known.pairs).of(half).totals()[0]
    return (
        f"\n### One mention for each of the {granularity}\n\n{len(known.mentions):,} mentions of {len(known.known):,} "
        f"PICs, {int((known.least < 0).sum())} of them without a PIC that identifies; {len(known.pairs):,} true pairs, "
        f"{reported:,} of them in the half that is reported. {known.unnamed} rows have no name.\n\n{HEAD}"
    )


def line(known: Truth, found: Found) -> str:
    """One row of the table: the reported half with intervals, its closure, then all PICs."""
    pairs, closed = count_pairs(known, found.pairs), count_closure(known, found.pairs)
    half = known.report_half()
    looked_at = "" if found.candidates is None else _share(count_pairs(known, found.candidates).of(half))
    right, wrong, _ = pairs.of(half).totals()
    twice = doubtful(known, found.pairs, half)
    mended = f"{wrong:,}, {twice:,}, {right / max(right + wrong - twice, 1):.3f}"
    cells = [found.name, f"{found.seconds:.1f}", *_shown(pairs.of(half)), *_shown(closed.of(half)), mended]
    return f"| {' | '.join([*cells, *_shown(pairs), looked_at])} |"


def doubtful(known: Truth, pairs: np.ndarray, half: np.ndarray) -> int:
    """How many wrong pairs of a half probably are one organisation that has two PICs (by the rule of the errors)."""
    wrong = wrong_pairs(known, pairs)
    wrong = wrong[half[owners(known, wrong)]]
    sides = ((known.mentions[first], known.mentions[second]) for first, second in wrong.tolist())
    return sum(matching_errors.lesson(*both, wrong=True) == matching_errors.TWICE for both in sides)


def _shown(counts: Counts) -> list[str]:
    return [str(measure) for measure in counts.measures().values()]


def _share(counts: Counts) -> str:
    """The share of true pairs that were candidates at all."""
    return f"{counts.measures()['recall'].value:.3f}"


if __name__ == "__main__":
    main()
