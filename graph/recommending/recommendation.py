"""Potential partners by what the known projects teach: organisations ranked, with reasons and their sources."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from graph.errors import StoreError
from graph.past import first_day
from graph.reason_sources import Citations, ReasonSources
from graph.reasons import DIGITS
from graph.recommending.arrays import Array, Arrays, bounds, read_arrays
from graph.recommending.grounds import Grounds
from graph.recommending.history import History, row
from graph.recommending.ranker import Ranker
from graph.recommending.restriction import RULES, Restriction
from graph.recommending.seeker import Seeker, seeker_of
from graph.request import Request
from graph.tables import Tables

if TYPE_CHECKING:
    from graph.partners import Candidate, Partners
    from graph.store import GraphStore
    from graph.why_not import WhyNot

ENOUGH = 30  # known projects with two or more organisations, from which on the past teaches something
DAYS_KEPT = 4  # what is counted once for a day is kept for so many days
FACTS = 5  # of what a rule saw that are named
EQUALS_NAMED = 200  # candidates with the same score that are ordered by name


class _Kept:
    """The arrays of an open store, and what was counted for the last days asked for."""

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self._rankers: dict[int | None, Ranker] = {}

    def ranker(self, day: int | None) -> Ranker:
        ranker = self._rankers.pop(day, None) or Ranker(History(self.arrays, day))
        self._rankers[day] = ranker
        if len(self._rankers) > DAYS_KEPT:
            del self._rankers[next(iter(self._rankers))]
        return ranker


_kept: WeakKeyDictionary[Tables, _Kept] = WeakKeyDictionary()


def ranker_of(store: GraphStore, as_of: str = "") -> Ranker:
    """What ranks the organisations of a store as of a day, kept for the next question.

    Raises InputError for what is no date, StoreError for an endpoint.
    """
    day = day_of(as_of)
    if store.tables not in _kept:  # a load gives a store other tables
        _kept[store.tables] = _Kept(read_arrays(store))
    return _kept[store.tables].ranker(day)


def day_of(as_of: str) -> int | None:
    """The first day that a date may mean, in days since 1970; None for "". Raises InputError for what is no date."""
    return bounds(first_day(as_of))[0] if as_of else None


def has_history(store: GraphStore, as_of: str = "") -> bool:
    """Whether enough projects with several organisations are known for the past to teach something."""
    try:
        history = ranker_of(store, as_of).history
    except StoreError:  # an endpoint, which has no columns
        return False
    return int((np.diff(history.member.indptr) > 1).sum()) >= ENOUGH


def recommend(store: GraphStore, request: Request) -> Partners:
    """The organisations with the best prospects, the best first.

    Raises NotFoundError, AmbiguousError, and InputError for what cannot be asked.
    """
    return Recommendation(store, request).answer()


def why_not(store: GraphStore, request: Request, name: str) -> WhyNot:
    """Why somebody is not among them. Raises what ``recommend`` raises, NotFoundError and AmbiguousError."""
    return Recommendation(store, request).why_not(name)


class Recommendation:
    """One request: who asks, everybody's score, and which rule leaves whom out."""

    def __init__(self, store: GraphStore, request: Request) -> None:
        self.store, self.request = store, request
        self.ranker = ranker_of(store, request.as_of)
        self.seeker: Seeker = seeker_of(store, self.ranker.history, request)
        self.restriction = Restriction(store, self.ranker.history, self.seeker, request)
        self.ranking = self.ranker.rank(self.seeker.query)
        self.verdicts = self.restriction.verdicts()
        self.grounds = Grounds(store, self.ranker, self.seeker, self.ranking)
        self._citations = Citations(store)

    def answer(self) -> Partners:
        """The best candidates with reasons, and how many were left out for which reason."""
        from graph.partners import Partners

        request, order = self.request, self.listed()
        known = set(self.restriction.partners().tolist())
        chosen = self._chosen(order)
        candidates = [self.candidate(int(one)) for one in chosen]
        left_out = {name: count for name, count in self.left_out().items() if count}
        if len(order) > request.limit:
            left_out["below_limit"] = len(order) - request.limit
        return Partners(
            thing=self.seeker.thing,
            areas=self.restriction.areas,
            themes=self.seeker.themes,
            type="organisation",
            match=request.match,
            limit=request.limit,
            candidates=candidates,
            left_out=dict(sorted(left_out.items())),
            method="history",
            text=request.text,
            home=self.seeker.home,
            programmes=self.seeker.programmes,
            kinds=self.restriction.kinds,
            role=request.role,
            known=request.known,
            as_of=request.as_of,
            diverse=request.diverse,
            understood=self.seeker.understood,
            known_partners=frozenset(self.iri(int(one)) for one in chosen if int(one) in known),
        )

    def why_not(self, name: str) -> WhyNot:
        """Which rule leaves somebody out, else its rank and what it lacks to those listed."""
        from graph.why_not import WhyNot, contrast, found_in, smallest

        other, request = found_in(self.store, name), self.request
        order = self.listed()
        found = WhyNot(self.seeker.thing, other, "history", of=len(order), limit=request.limit)
        number = self.ranker.history.arrays.organisations.number(other)
        if other == self.seeker.thing or number < 0 or self.restriction.itself()[number]:
            found.left_out = "no_candidate" if number < 0 else "itself"
            return found
        chosen = self._chosen(order).tolist()
        found.listed = number in chosen
        found.left_out = next((rule for rule in RULES if self.verdicts[rule][number]), "")
        found.facts = self.restriction.facts(found.left_out, number)[:FACTS]
        if not found.left_out and self.ranking.scores[number] <= 0:
            found.left_out = "nothing_shared"
        candidate = self.candidate(number)
        found.score, found.reasons, found.sources = candidate.score, candidate.reasons, candidate.sources
        others = self.ranking.scores[order[order != number]]
        rank = int((others > self.ranking.scores[number]).sum()) + 1
        found.rank, found.would_rank = (0, rank) if found.left_out else (rank, 0)
        if len(chosen) >= request.limit:
            found.needed = round(float(min(self.ranking.scores[chosen])), DIGITS)
        listed = [self.candidate(one) for one in chosen if one != number]
        rise = candidate.score - float(self.ranking.scores[number])  # by rounding
        found.lacks = contrast(candidate, listed, lambda score: int((others > score - rise).sum()) + 1)
        if not found.listed:
            found.together, found.together_rank = smallest(found, lambda score: int((others > score).sum()) + 1)
        return found

    def allowed(self) -> Array:
        """Whether each organisation passes all rules."""
        barred = self.restriction.itself()
        for verdict in self.verdicts.values():
            barred = barred | verdict
        return ~barred

    def listed(self) -> Array:
        """All candidates by score, those with nothing for them left out; equal ones by number."""
        found = np.flatnonzero(self.allowed() & self._is_fit)
        return found[np.lexsort((found, -self.ranking.scores[found]))]

    @cached_property
    def _is_fit(self) -> Array:
        """Whether something speaks for each organisation: where it does not lie in an area sought, more than merit."""
        ranking = self.ranking
        return np.asarray(ranking.scores > 0 if self.restriction.areas else ranking.fit >= 10**-DIGITS)

    def left_out(self) -> dict[str, int]:
        """How many organisations each rule leaves out, the first that applies counting."""
        barred, found = self.restriction.itself(), {}
        for rule in RULES:
            found[rule] = int((self.verdicts[rule] & ~barred).sum())
            barred = barred | self.verdicts[rule]
        found["nothing_shared"] = int((~barred & ~self._is_fit).sum())
        return found

    def _chosen(self, order: Array) -> Array:
        if self.request.diverse:
            return self._spread(order)
        best = order[: self.request.limit]
        if len(order) <= len(best) or not len(best):
            return self._by_name(best)
        equal = order[self.ranking.scores[order] == self.ranking.scores[best[-1]]]
        if len(equal) > EQUALS_NAMED:
            return self._by_name(best)
        above = best[self.ranking.scores[best] > self.ranking.scores[best[-1]]]
        return self._by_name(np.concatenate([above, equal]))[: self.request.limit]

    def _by_name(self, chosen: Array) -> Array:
        label = self.store.names.label
        return np.array(
            sorted(chosen.tolist(), key=lambda one: (-self.ranking.scores[one], label(self.iri(one)), one)), np.int64
        )

    def _spread(self, order: Array) -> Array:
        """The candidates to list, spread over regions and kinds."""
        from graph.diversity import POOL, Candidacy, spread

        pool, arrays = order[: POOL * self.request.limit], self.ranker.history.arrays
        traits = [
            Candidacy(
                float(self.ranking.scores[one]),
                tuple(str(column) for column in self._widest_first(int(one))),
                frozenset(str(kind) for kind in row(arrays.kind, int(one))),
            )
            for one in pool
        ]
        return pool[np.array(spread(traits, self.request.limit), np.int64)]

    def _widest_first(self, organisation: int) -> list[int]:
        """The regions of an organisation, where many lie first."""
        arrays = self.ranker.history.arrays
        many = np.diff(arrays.region_members.indptr)
        return sorted(row(arrays.region, organisation).tolist(), key=lambda column: (-many[column], column))

    def candidate(self, organisation: int) -> Candidate:
        """An organisation with its score, reasons and their sources."""
        from graph.partners import Candidate

        score, reasons = self.grounds.weighed(organisation)
        sources = ReasonSources(reasons, self._citations)
        return Candidate(self.iri(organisation), "Organisation", self.region(organisation), score, reasons, sources)

    def region(self, organisation: int) -> str:
        """The narrowest region of an organisation, "" where none is known."""
        arrays = self.ranker.history.arrays
        many = np.diff(arrays.region_members.indptr)
        own = row(arrays.own_region, organisation)
        return arrays.regions[int(min(own, key=lambda column: (many[column], column)))] if len(own) else ""

    def iri(self, organisation: int) -> str:
        """The IRI of an organisation."""
        return self.ranker.history.arrays.organisations[organisation]
