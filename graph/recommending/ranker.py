"""One score of all signals: what each counts, in parts of a whole that is the score 1.

``programme`` and ``theme`` are two parts of one signal and share one part. The parts were chosen on keep.eu and CORDIS
together, on projects before the cuts of the evaluation alone, and rounded. An organisation without a known project can
have the signals of place, kind and name alone; these count ``NEWCOMER`` times for it, so that it can reach the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.recommending.arrays import Array
from graph.recommending.history import History, Query
from graph.recommending.signals import Evidence, Signals

PARTS = {
    "programme": 1.0,
    "theme": 1.0,
    "project": 0.2,
    "word": 0.3,
    "partner": 0.2,
    "walk": 0.3,
    "place": 0.2,
    "neighbours": 0.4,
    "home": 0.4,
    "kind": 0.3,
    "name": 0.3,
    "title": 0.5,
    "experience": 0.1,
    "recent": 0.3,
}
WHOLE = sum(PARTS.values()) - PARTS["theme"]
NEWCOMER = 2.0
OF_NEWCOMERS = ("place", "neighbours", "home", "kind", "name", "title")


@dataclass(slots=True)
class Ranking:
    """Scores between 0 and 1, and what each signal gives to each of them."""

    scores: Array
    evidence: Evidence
    is_known: Array

    def points(self, organisation: int) -> dict[str, float]:
        """What each signal gives to the score of an organisation; they add up to it."""
        times = 1.0 if self.is_known[organisation] else NEWCOMER
        signals = self.evidence.signals
        return {name: times * part / WHOLE * float(signals[name][organisation]) for name, part in PARTS.items()}


class Ranker:
    """Ranks all organisations for queries of one day."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.signals = Signals(history)

    def rank(self, query: Query) -> Ranking:
        """The scores for a query."""
        evidence, known = self.signals.of(query), self.history.is_known
        total = np.zeros(self.history.size)
        for name, part in PARTS.items():
            total += part / WHOLE * evidence.signals[name]
        return Ranking(np.where(known, total, NEWCOMER * total), evidence, known)
