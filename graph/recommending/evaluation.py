"""How well each method foretells who will work with whom: the past ranks, what came later judges.

The split
    At a day, the cut. Methods know the projects that surely began before it; the queries are projects that surely
    began on it or later, each with its lead, programmes, themes and title. What has no date, or one such as 2017
    that lies on both sides, is left out. Which names are one organisation is taken as the store has it: a merged
    store may know some of that from after the cut, ``--unmerged`` nothing.
Candidates
    All organisations that take part in any project, but the lead. Those without a known project are cold: of them
    only what is stated of themselves is known (name, regions, kinds). Nothing is sampled. Equal scores are ordered by
    chance, the same chance in each run.
Seekers
    The lead of each later project; or each of its partners in turn, who looks for the others, wherever a lead is
    spoken of. Then there are several queries a project, and intervals come from drawing projects.
What is to be found
    The other partners. Alone new ones, with the lead's known partners left out of the ranking; or known ones, too.
    A query without anything to be found does not count in that part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from graph.errors import InputError
from graph.recommending.arrays import UNDATED, Array, Arrays, bounds, hash_of, read_arrays
from graph.recommending.history import History, Query, query_of, row
from graph.recommending.ladder import METHODS, Method, Scorer, rounded
from graph.recommending.measures import TOP, Interval, intervals, measured, spread, variety
from graph.store import GraphStore

PAST = 0.8  # of the projects lie before the cut where none is named
ANY, KNOWN, COLD = "any", "known", "cold"
SEEKERS = LEAD, EACH = "lead", "each"
NO_MORE: Mapping[str, Method] = MappingProxyType({})


class Part(NamedTuple):
    """A part of the evaluation: whose queries, ranked among whom, and who is to be found."""

    leads: str
    among: str
    sought: str


PARTS = {
    "all": Part(ANY, ANY, ANY),
    "known": Part(KNOWN, KNOWN, KNOWN),
    "warm": Part(ANY, ANY, KNOWN),
    "cold": Part(ANY, ANY, COLD),
    "cold-only": Part(ANY, COLD, COLD),
    "newcomer": Part(COLD, ANY, ANY),
}


@dataclass(slots=True)
class Result:
    """What a method reaches in a part; without queries there are no measures.

    ``rows`` has the measures of each query, the queries being the same for all methods, ``groups`` its project.
    """

    queries: int
    sought: int
    measures: dict[str, Interval]
    lists: dict[str, float]
    rows: list[tuple[float, ...]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Evaluation:
    """The split and the results, by method, whether known partners count, and part."""

    cut: str
    limit: int | None
    counts: dict[str, int]
    results: dict[str, dict[bool, dict[str, Result]]]
    seekers: str = LEAD


def evaluate(
    store: GraphStore,
    *,
    cut: str = "",
    methods: Sequence[str] = (),
    limit: int | None = None,
    seekers: str = LEAD,
    more: Mapping[str, Method] = NO_MORE,
) -> Evaluation:
    """The results of methods, all by default; ``limit`` takes that many queries, the same in each run.

    Who seeks is the ``lead`` of a project or ``each`` of its partners in turn. ``more`` are further methods by name.

    Without a ``cut`` (a date) it is the day on which four fifths of the dated projects with partners have begun.
    Raises InputError for what is no date, method or seeker, and for a cut with nothing before or after it; StoreError
    for an endpoint.
    """
    _check(methods, limit, seekers, {**METHODS, **more})
    return evaluate_arrays(read_arrays(store), cut=cut, methods=methods, limit=limit, seekers=seekers, more=more)


def evaluate_arrays(
    arrays: Arrays,
    *,
    cut: str = "",
    methods: Sequence[str] = (),
    limit: int | None = None,
    seekers: str = LEAD,
    more: Mapping[str, Method] = NO_MORE,
) -> Evaluation:
    """As ``evaluate``, of arrays that were read before."""
    known = {**METHODS, **more}
    _check(methods, limit, seekers, known)
    day = cut_day(arrays, cut)
    history = History(arrays, day)
    asked = [(project, query) for project in _asked(arrays, day) for query in _queries(arrays, project, seekers)]
    asked = asked[:limit]
    found = {name: _Trial(history, known[name](history), seekers) for name in methods or known}
    for trial in found.values():
        for project, query in asked:
            partners = row(arrays.member, project)
            trial.ask(query, partners[partners != query.lead], project)
    counts = _counts(arrays, history, day) | {"queries": len(asked)}
    if seekers == EACH:
        counts["projects_asked"] = len({project for project, _ in asked})
    results = {name: trial.results() for name, trial in found.items()}
    return Evaluation(str(np.datetime64(day, "D")), limit, counts, results, seekers)


def _check(methods: Sequence[str], limit: int | None, seekers: str, known: Mapping[str, Method]) -> None:
    for name in methods:
        if name not in known:
            raise InputError(f"“{name}” is no method; known are {', '.join(known)}")
    if seekers not in SEEKERS:
        raise InputError(f"“{seekers}” is no kind of seeker; known are {', '.join(SEEKERS)}")
    if limit is not None and limit < 1:
        raise InputError(f"a limit of {limit}; give one of at least 1")


def cut_day(arrays: Arrays, cut: str = "") -> int:
    """The day of the cut in days since 1970. Raises InputError where nothing lies before or after it."""
    dated = np.sort(arrays.first_day[_has_partners(arrays) & (arrays.first_day != UNDATED)])
    if not len(dated):
        raise InputError("no project has partners and a start date; without these nothing can be evaluated")
    day = _named_day(cut) if cut else int(dated[int(PAST * len(dated))])
    first, last = np.datetime64(int(dated[0]), "D"), np.datetime64(int(dated[-1]), "D")
    shown = np.datetime64(day, "D")
    if not (arrays.last_day[_has_partners(arrays)] < day).any():
        raise InputError(f"no project begins before {shown}; cut between {first} and {last}")
    if dated[-1] < day:
        raise InputError(f"no project begins on {shown} or later; cut between {first} and {last}")
    return day


def _named_day(text: str) -> int:
    day, last = bounds(text.strip())
    if day == UNDATED or day != last or len(text.strip()) != len("2017-01-01"):
        raise InputError(f"“{text}” is no date; write one such as 2017-01-01")
    return day


def _has_partners(arrays: Arrays) -> Array:
    return np.diff(arrays.member.indptr) > 0


def _later(arrays: Arrays, day: int) -> Array:
    return np.asarray((arrays.first_day >= day) & (arrays.first_day != UNDATED) & _has_partners(arrays))


def _asked(arrays: Arrays, day: int) -> list[int]:
    """The later projects with several partners, in an order that chance made once and for all."""
    several = np.diff(arrays.member.indptr) > 1
    found = [int(project) for project in np.flatnonzero(_later(arrays, day) & several)]
    if not found:
        raise InputError(f"of the projects from {np.datetime64(day, 'D')} on none has more than one partner")
    return sorted(found, key=lambda project: (hash_of(arrays.projects[project]), project))


def _queries(arrays: Arrays, project: int, seekers: str) -> list[Query]:
    """What is asked of a project: by its lead, or by each partner, whose chances are its own."""
    query = query_of(arrays, project)
    if seekers == LEAD:
        return [query]
    name = arrays.projects[project]
    others = (int(one) for one in row(arrays.member, project) if one != query.lead)
    return [query, *(replace(query, lead=one, number=hash_of(f"{name} {arrays.organisations[one]}")) for one in others)]


def _counts(arrays: Arrays, history: History, day: int) -> dict[str, int]:
    known, later = (arrays.last_day < day) & _has_partners(arrays), _later(arrays, day)
    return {
        "projects_before": int(known.sum()),
        "projects_after": int(later.sum()),
        "projects_undecided": int((_has_partners(arrays) & ~known & ~later).sum()),
        "organisations_known": int(history.is_known.sum()),
        "organisations_cold": int((~history.is_known).sum()),
    }


@dataclass(slots=True)
class _Held:
    """What was seen of a method in a part."""

    measures: list[tuple[float, ...]] = field(default_factory=list)
    tops: list[Array] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    sought: int = 0


class _Trial:
    """Asks a method and keeps what it reaches."""

    def __init__(self, history: History, scorer: Scorer, seekers: str) -> None:
        self._history, self._score, self._seekers = history, scorer, seekers
        known = history.is_known
        self._groups = {ANY: np.ones(history.size, bool), KNOWN: known, COLD: ~known}
        self._held = {(repeats, name): _Held() for repeats in (False, True) for name in PARTS}

    def ask(self, query: Query, partners: Array, project: int) -> None:
        """Rank all organisations, and note where the partners are."""
        history = self._history
        scores = rounded(self._score(query))
        order = np.lexsort((history.chance(query), -scores))
        is_partner = np.zeros(history.size, bool)
        is_partner[partners] = True
        allowed = np.ones(history.size, bool)
        allowed[query.lead] = False
        self._note(query, project, order, is_partner, allowed, repeats=True)
        allowed[history.partners(query.lead)] = False
        self._note(query, project, order, is_partner, allowed, repeats=False)

    def _note(
        self, query: Query, project: int, order: Array, is_partner: Array, allowed: Array, *, repeats: bool
    ) -> None:
        for name, part in PARTS.items():
            sought = is_partner & allowed & self._groups[part.sought]
            if not self._groups[part.leads][query.lead] or not sought.any():
                continue
            listed = order[(allowed & self._groups[part.among])[order]]
            held = self._held[repeats, name]
            held.measures.append(measured(np.flatnonzero(sought[listed]) + 1))
            held.tops.append(np.pad(listed[:TOP], (0, max(TOP - len(listed), 0)), constant_values=-1))
            held.groups.append(project)
            held.sought += int(sought.sum())

    def results(self) -> dict[bool, dict[str, Result]]:
        """What was reached in each part."""
        return {
            repeats: {name: self._result(self._held[repeats, name], part) for name, part in PARTS.items()}
            for repeats in (False, True)
        }

    def _result(self, held: _Held, part: Part) -> Result:
        if not held.tops:
            return Result(0, 0, {}, {})
        tops = np.array(held.tops)
        counts = np.bincount(tops[tops >= 0], minlength=self._history.size)[self._groups[part.among]]
        lists = spread(counts) | {
            "regions": variety(tops, self._history.region),
            "kinds": variety(tops, self._history.kind),
        }
        drawn = held.groups if self._seekers == EACH else None
        return Result(
            len(tops), held.sought, intervals(held.measures, drawn), lists, rows=held.measures, groups=held.groups
        )
