"""One score of all signals: what each counts, in parts of a whole that is the score 1.

``programme`` and ``theme`` are two parts of one signal and share one part. The parts were chosen on keep.eu and CORDIS
together, on projects before the cuts of the evaluation alone, and rounded. An organisation without a known project can
have the signals of place, kind and name alone; these count ``NEWCOMER`` times for it, so that it can reach nearly the
same. Newcomers work with newcomers: as of a past day, and for a lead without a known project, they count
``AMONG_NEWCOMERS`` times.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.recommending.arrays import NO_LEAD, Array
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
STANDING = ("experience", "recent")  # the same for whoever asks, and 0 for newcomers
NEWCOMER, AMONG_NEWCOMERS = 2.0, 3.0
OF_NEWCOMERS = sum(PARTS[name] for name in ("place", "neighbours", "home", "kind", "name", "title"))


@dataclass(slots=True)
class Ranking:
    """Scores between 0 and 1, and what each signal gives to each of them.

    ``times`` says how often the signals of a newcomer count, ``whole`` how many parts are the score 1.
    """

    scores: Array
    evidence: Evidence
    is_known: Array
    times: float
    whole: float

    @property
    def fit(self) -> Array:
        """What of the scores depends on who asks, and for what."""
        signals = self.evidence.signals
        return np.asarray(self.scores - sum(PARTS[name] * signals[name] for name in STANDING) / self.whole)

    def points(self, organisation: int) -> dict[str, float]:
        """What each signal gives to the score of an organisation; they add up to it."""
        part_of = (1.0 if self.is_known[organisation] else self.times) / self.whole
        signals = self.evidence.signals
        return {name: part_of * part * float(signals[name][organisation]) for name, part in PARTS.items()}


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
            total += part * evidence.signals[name]
        times = AMONG_NEWCOMERS if self._is_among_newcomers(query) else NEWCOMER
        whole = max(WHOLE, times * OF_NEWCOMERS)
        return Ranking(np.where(known, total, times * total) / whole, evidence, known, times, whole)

    def _is_among_newcomers(self, query: Query) -> bool:
        is_new = query.lead != NO_LEAD and not self.history.is_known[query.lead]
        return is_new and self.history.day is not None
