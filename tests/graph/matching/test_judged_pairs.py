"""Pairs that were judged by reading them: how far the bands agree, on the samples where they are beside the project.

``judged_pairs.csv`` holds the pairs as hashes: how each was drawn (``drawn``: a random sample of a band, ``below``
just under the band "ask", ``equal names`` of the band "same"; all others of "same" have names that differ), its score
at that time, the verdict and why. ``german``: lists of operations and grants, mostly names only. ``unseen``: mostly
keep.eu, with itself or with CORDIS; of these only CORDIS was used to fit weights.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.matching import blocking
from graph.matching.candidates import ASK, DIFFERENT, SAME
from graph.matching.description import Rarity
from graph.matching.identifiers import EXCLUSIVE
from graph.matching.matcher import candidate, described_in_order
from graph.matching.mention import Mention
from tests.graph.matching.sampled import SAMPLES, pair_key, sampled_mentions

FILE = Path(__file__).with_name("judged_pairs.csv")
FOLDERS = {
    "german": ("operations", "berlin-grants", "foerderkatalog"),
    "unseen": ("interreg", "cordis", "360giving"),
}
CANNOT_TELL, EQUAL_NAMES = "cannot-tell", "equal names"
DRAWN = (SAME, EQUAL_NAMES, ASK, "below")


class Judged(NamedTuple):
    """A row of the file."""

    pair: str
    source: str
    drawn: str
    score: str
    verdict: str
    reason: str


class Found(NamedTuple):
    """A judged pair that is still in the samples, and its band now."""

    judged: Judged
    band: str


def rows() -> list[Judged]:
    with FILE.open(encoding="utf-8", newline="") as opened:
        return [Judged(**row) for row in csv.DictReader(opened)]


@pytest.fixture(scope="module", params=FOLDERS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Found]]:
    """Name of the source, and its judged pairs with their bands."""
    folders = FOLDERS[request.param]
    missing = [name for name in folders if not (SAMPLES / name).is_dir()]
    if missing:
        pytest.skip(f"the samples are not beside the project: {', '.join(missing)}")
    mentions = sampled_mentions(tmp_path_factory.mktemp("sampled") / "store", *folders)
    return request.param, list(compared(mentions, {row.pair: row for row in rows() if row.source == request.param}))


def compared(mentions: list[Mention], judged: dict[str, Judged]) -> Iterator[Found]:
    """The judged pairs with their bands; of several mentions with one name and place the first."""
    described = described_in_order(mentions)
    rarity = Rarity.of(described)
    waiting = dict(judged)
    for first, second in zip(*(ends.tolist() for ends in blocking.pairs(described, rarity)), strict=True):
        one, two = described[first], described[second]
        row = waiting.pop(pair_key(one.mention, two.mention), None)
        if row:
            pair = candidate(one, two, rarity, EXCLUSIVE)
            yield Found(row, pair.band if pair else DIFFERENT)
    yield from (Found(row, DIFFERENT) for row in waiting.values())  # they share no key any more


def share_same(found: list[Found]) -> float:
    """Of the pairs on which the reader could decide, the share that is one organisation."""
    told = Counter(one.judged.verdict for one in found)
    return told[SAME] / (told[SAME] + told[DIFFERENT])


def test_the_file_is_sound() -> None:
    judged = rows()
    assert len({(row.source, row.pair) for row in judged}) == len(judged)
    assert {row.verdict for row in judged} <= {SAME, DIFFERENT, CANNOT_TELL}
    assert all(row.reason and row.drawn in DRAWN and 0 < float(row.score) <= 1 for row in judged)
    # 200, 200, 60 and 60 pairs were drawn, and 100 and 40; some have the same names and place as another pair.
    assert Counter((row.source, row.drawn) for row in judged) == {
        ("german", SAME): 193,
        ("german", ASK): 188,
        ("german", "below"): 59,
        ("german", EQUAL_NAMES): 60,
        ("unseen", SAME): 100,
        ("unseen", EQUAL_NAMES): 40,
    }


# Measured: 0.996 and 0.967 for names that differ, 1.000 for equal ones. The sample also showed what to mend, so that it
# flatters a little: of a fresh one see docs/identity.md.
@pytest.mark.parametrize(
    ("equal", "least"), [(False, {"german": 0.98, "unseen": 0.94}), (True, {"german": 0.98, "unseen": 0.98})]
)
def test_precision_of_same(found: tuple[str, list[Found]], equal: bool, least: dict[str, float]) -> None:
    source, pairs = found
    taken = [one for one in pairs if one.band == SAME and (one.judged.drawn == EQUAL_NAMES) == equal]
    assert share_same(taken) >= least[source]


def test_what_is_asked_may_go_either_way(found: tuple[str, list[Found]]) -> None:
    """Measured: 0.56 of what is asked is the same."""
    source, pairs = found
    if source == "german":  # of the others none was drawn from what is asked
        assert 0.4 <= share_same([one for one in pairs if one.band == ASK]) <= 0.8


def test_what_is_the_same_is_seldom_lost(found: tuple[str, list[Found]]) -> None:
    """Pairs drawn from the bands "same" and "ask" that are one organisation stay in them."""
    _, pairs = found
    one_thing = [one for one in pairs if one.judged.verdict == SAME and one.judged.drawn != "below"]
    assert sum(one.band != DIFFERENT for one in one_thing) >= 0.96 * len(one_thing)  # measured: 0.967 and 0.98
