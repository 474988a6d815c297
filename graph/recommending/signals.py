"""What speaks for each organisation as a partner, signal by signal, each between 0 and 1.

===============  ====================================================================================================
``programme``    takes part in known projects of the same programmes, rare ones counting more
``theme``        in known projects with the same themes, or with what lies above them; rare ones counting more
``project``      in known projects that are like the one asked for in several ways: programme, and theme or words
``word``         in known projects whose titles or summaries share words with what is asked for: the cosines of both
                 (TF-IDF) added up, squared, summed up
``partner``      partners shared with the seeker, each by 1/log of its partners: Adamic and Adar, "Friends and
                 neighbors on the Web", Social Networks 25 (2003)
``walk``         how often a walk with restart at the seeker comes by: Haveliwala, "Topic-sensitive PageRank", WWW 2002
``place``        the narrowest region shared with the seeker, by how few lie there
``neighbours``   lies in regions whose organisations work with those of the seeker's regions, more than by chance
``home``         lies in regions where those who know the same programmes lie, more than by chance
``kind``         is of a kind that works with the seeker's kind, more than by chance
``name``         cosine of the words of its name with those of the seeker's name (TF-IDF)
``title``        cosine of the words of its name with those of the title asked for
``experience``   the logarithm of the number of its known projects
``recent``       how long ago its last project began, halved every year and a half
===============  ====================================================================================================

Sums over projects have no upper end. They become ``log(1 + 30 s / largest s) / log(31)``: the best has 1, a tenth
of its sum still 0.4, and nothing stays 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from graph.recommending.arrays import NO_LEAD, Array, Matrix
from graph.recommending.function_words import FUNCTION_WORDS
from graph.recommending.history import NOTHING, History, Query, row, row_largest, rows, told
from graph.recommending.walk import shared_partners, walk

STEEPNESS = 30.0
HALF_LIFE = 500.0  # days
RATE = 0.02  # a share of organisations below which "more than by chance" means little: Laplace's smoothing
FEW = 0.1  # of all projects: fewer are read one by one
LIFTS_KEPT = 1000
TOLERANCE = 1e-5  # of the walk: a fifth of the time of a third of it, and still 98 % of its fifty best
LIFTS = {"neighbours": 4.0, "home": 4.0, "kind": 2.0}  # logarithms of "more than by chance" that give a full signal


@dataclass(slots=True)
class Evidence:
    """The signals of all organisations, and what they come of.

    ``projects`` has what each known project gives, ``values`` what each region gives (``place``, ``neighbours``,
    ``home``) or kind of organisation (``kind``): of those that an organisation has, the largest counts.
    """

    query: Query
    signals: dict[str, Array]
    projects: dict[str, Array] = field(default_factory=dict)
    values: dict[str, Array] = field(default_factory=dict)


class Signals:
    """The signals for queries of one day; what does not depend on the query is counted once."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._lifts: dict[tuple[str | int, ...], Array] = {}

    def of(self, query: Query) -> Evidence:
        """All signals for a query."""
        history = self.history
        shared = {
            "programme": summed(history.by_programme, query.asked("programme", self.programme_told)),
            "theme": summed(history.by_theme, query.asked("theme", self.theme_told)),
        }
        words = self._likeness(query)
        shared["word"] = words**2
        shared["project"] = share_of_best(shared["programme"]) * (share_of_best(shared["theme"]) + words)
        counted = {name: self._by_organisation(values) for name, values in shared.items()}
        signals = {name: rising(counted[name]) for name in ("project", "word")}
        signals |= self._topics(counted["programme"], counted["theme"])
        signals |= self._near(query)
        values = self._places(query, shared["programme"])
        signals |= {name: row_largest(history.region, gives) for name, gives in values.items()}
        values["kind"] = self._working_with("kind", self._own(query, "kind", history.kind))
        signals["kind"] = row_largest(history.kind, values["kind"])
        signals["name"] = self._name_likeness(self._named(query))
        signals["title"] = self._name_likeness(query)
        signals["experience"], signals["recent"] = self._experience, self._recent
        return Evidence(query, signals, shared, values)

    def _by_organisation(self, of_projects: Array) -> Array:
        """The sums over the projects of each organisation; of few projects only their rows are read."""
        asked = np.flatnonzero(of_projects)
        member = self.history.member
        if len(asked) > FEW * member.shape[0]:
            return np.asarray(self.history.by_organisation @ of_projects)
        begin, many = member.indptr[asked], np.diff(member.indptr)[asked]
        at = np.repeat(begin - np.cumsum(many) + many, many) + np.arange(many.sum())
        weights = np.repeat(of_projects[asked], many)
        return np.bincount(member.indices[at], weights, minlength=self.history.size)

    @staticmethod
    def _topics(programme: Array, theme: Array) -> dict[str, Array]:
        """What organisations have of all that is shared by programme, and by theme: one signal in two parts."""
        parts = share(programme), share(theme)
        both = parts[0] + parts[1]
        height = np.divide(rising(both), both, out=np.zeros(len(both)), where=both > 0)
        return {"programme": parts[0] * height, "theme": parts[1] * height}

    def _near(self, query: Query) -> dict[str, Array]:
        """Who is near the seeker in the network."""
        history = self.history
        if query.lead == NO_LEAD or not history.is_known[query.lead]:
            return {"partner": np.zeros(history.size), "walk": np.zeros(history.size)}
        shared = np.zeros(history.size)
        others, scores, _ = shared_partners(history.member, history.by_organisation, query.lead)
        shared[others] = scores
        shared[query.lead] = 0.0
        passed = walk(history.member, history.by_organisation, {query.lead: 1.0}, tolerance=TOLERANCE)
        passed[query.lead] = 0.0
        return {"partner": rising(shared), "walk": rising(passed)}

    # ------------------------------------------------------------------ where

    def _places(self, query: Query, programme: Array) -> dict[str, Array]:
        """What each region gives."""
        history = self.history
        mine = self._own(query, "region", history.region)
        shared = np.zeros(history.region.shape[1])
        shared[mine] = self._region_told[mine] / max(float(np.log(max(self._placed, 2))), 1.0)
        members = np.minimum(knowing := self._by_organisation(programme**3), _nearly_all(knowing))
        return {
            "place": shared,
            "neighbours": self._working_with("neighbours", mine),
            "home": self._more_than_chance(share(members)),
        }

    def _more_than_chance(self, members: Array) -> Array:
        """Of each region how many of some organisations lie there, against all known ones."""
        regions = self.history.region
        if not members.any():
            return np.zeros(regions.shape[1])
        lift = np.log((regions.T @ members + RATE) / (self._region_share + RATE))
        return np.clip(lift, 0, LIFTS["home"]) / LIFTS["home"]

    def _working_with(self, name: str, mine: Array) -> Array:
        """What each region or kind gives: how often its organisations work with ours, against what chance would give.

        Many seekers have the same regions and kinds, so that what was found is kept.
        """
        key = (name, *mine.tolist())
        if key not in self._lifts:
            if len(self._lifts) >= LIFTS_KEPT:
                self._lifts.clear()
            self._lifts[key] = self._lift(name, mine)
        return self._lifts[key]

    def _lift(self, name: str, mine: Array) -> Array:
        history, arrays = self.history, self.history.arrays
        of_kind = name == "kind"
        held, turned = (arrays.kind, arrays.kind_members) if of_kind else (arrays.region, arrays.region_members)
        works = self._kind_works if of_kind else self._region_works
        if not len(mine) or not works.any():
            return np.zeros(held.shape[1])
        ours = np.bincount(rows(turned, mine), minlength=history.size).astype(np.float64)
        beside = self._by_organisation(np.asarray(history.member @ ours)) - ours * history.projects_of
        by_chance = works[mine].sum() * works / self._meetings
        lift = np.log((held.T @ beside + 1) / (by_chance + 1))
        return np.asarray(np.clip(lift, 0, LIFTS[name]) / LIFTS[name])

    @staticmethod
    def _own(query: Query, kind: str, held: Matrix) -> Array:
        stated: Array = getattr(query, kind)
        return stated if len(stated) or query.lead == NO_LEAD else row(held, query.lead)

    # ------------------------------------------------------------------ words

    def _likeness(self, query: Query) -> Array:
        """How like the one asked for each known project is: the cosine of titles and the cosine of summaries."""
        history = self.history
        titles = cosine(history.by_word, query.asked("word", self.word_told), self.word_told, self._title_size)
        if not len(query.summary):
            return titles
        asked = query.asked("summary", self.summary_told)
        return titles + cosine(history.by_summary, asked, self.summary_told, self._summary_size)

    def _name_likeness(self, query: Query) -> Array:
        """The cosine of the words asked for with those of each organisation's name."""
        asked = query.asked("word", self.word_told)
        return cosine(self.history.arrays.own_word_members, asked, self.word_told, self._name_size)

    def _named(self, query: Query) -> Query:
        """The seeker's name as what is asked for."""
        words = NOTHING if query.lead == NO_LEAD else row(self.history.own_word, query.lead)
        return Query(query.lead, NOTHING, NOTHING, words)

    # ------------------------------------------------------------------ what is counted once

    @cached_property
    def programme_told(self) -> Array:
        """How much each programme tells."""
        return told(np.diff(self.history.by_programme.indptr), self.history.member.shape[0])

    @cached_property
    def theme_told(self) -> Array:
        """How much each theme tells, squared: a project has all that lies above its themes, too, which must not win."""
        return told(np.diff(self.history.by_theme.indptr), self.history.member.shape[0]) ** 2

    @cached_property
    def word_told(self) -> Array:
        """How much each word tells, in titles of known projects and names of known organisations.

        A word that none of them has tells most: it may be in the name of a newcomer.
        """
        history = self.history
        known = np.repeat(history.is_known, np.diff(history.own_word.indptr))
        named = np.bincount(history.own_word.indices[known], minlength=history.own_word.shape[1])
        counted = np.maximum(np.diff(history.by_word.indptr) + named, 1)
        telling = told(counted, max(history.member.shape[0] + self._placed, 1))
        words = history.arrays.words
        telling[[number for word in FUNCTION_WORDS if (number := words.number(word)) >= 0]] = 0.0
        return telling

    @cached_property
    def summary_told(self) -> Array:
        """How much each word of summaries tells, in those of known projects."""
        return told(np.diff(self.history.by_summary.indptr), self.history.member.shape[0])

    @cached_property
    def _summary_size(self) -> Array:
        return np.asarray(np.sqrt(self.history.summary @ self.summary_told**2))

    @cached_property
    def _title_size(self) -> Array:
        return np.asarray(np.sqrt(self.history.word @ self.word_told**2))

    @cached_property
    def _name_size(self) -> Array:
        return np.asarray(np.sqrt(self.history.own_word @ self.word_told**2))

    @cached_property
    def _region_known(self) -> Array:
        return np.asarray(self.history.region.T @ self.history.is_known.astype(np.float64))

    @cached_property
    def _placed(self) -> int:
        """How many known organisations there are."""
        return int(self.history.is_known.sum())

    @cached_property
    def _region_share(self) -> Array:
        return self._region_known / max(self._placed, 1)

    @cached_property
    def _region_told(self) -> Array:
        return told(self._region_known, self._placed)

    @cached_property
    def _works(self) -> Array:
        """With how many others, counted by project, each organisation works."""
        others = np.diff(self.history.member.indptr) - 1.0
        return np.asarray(self.history.by_organisation @ np.maximum(others, 0.0))

    @cached_property
    def _meetings(self) -> float:
        return float(self._works.sum()) or 1.0

    @cached_property
    def _region_works(self) -> Array:
        return np.asarray(self.history.region.T @ self._works)

    @cached_property
    def _kind_works(self) -> Array:
        return np.asarray(self.history.kind.T @ self._works)

    @cached_property
    def _experience(self) -> Array:
        many = np.log1p(self.history.projects_of)
        return many / (many.max(initial=0.0) or 1.0)

    @cached_property
    def _recent(self) -> Array:
        history = self.history
        ago = np.clip(history.today - np.maximum(history.last, 0), 0, None)
        return np.where(history.is_known & (history.last > 0), 0.5 ** (ago / HALF_LIFE), 0.0)


def summed(turned: Matrix, weight: Array) -> Array:
    """The weights of the values of each row of an array, from the array by its columns: only what is asked is read."""
    columns = np.flatnonzero(weight)
    found = np.zeros(turned.shape[1])
    for column in columns:
        found[row(turned, int(column))] += weight[column]
    return found


def cosine(turned: Matrix, asked: Array, telling: Array, size: Array) -> Array:
    """The cosine of what is asked for with each row of an array, which is given by its columns and by its sizes."""
    length = np.sqrt((asked**2).sum())
    if not length:
        return np.zeros(turned.shape[1])
    found = summed(turned, asked * telling)
    like = np.divide(found, size * length, out=np.zeros(len(found)), where=size > 0)
    return np.asarray(np.minimum(like, 1.0))  # the same words give a little more than 1, by rounding


def rising(sums: Array) -> Array:
    """Sums as signals: between 0 and 1, steep at first."""
    return np.asarray(np.log1p(STEEPNESS * share_of_best(np.maximum(sums, 0.0))) / np.log1p(STEEPNESS))


def share_of_best(values: Array) -> Array:
    """Values as shares of the largest."""
    largest = values.max(initial=0.0)
    return values / largest if largest > 0 else np.zeros(len(values))


def share(values: Array) -> Array:
    """Values as shares of their sum."""
    total = values.sum()
    return values / total if total > 0 else np.zeros(len(values))


def _nearly_all(values: Array) -> float:
    """What 95 % of those above 0 do not exceed, so that a few do not speak for all."""
    above = values[values > 0]
    return float(np.quantile(above, 0.95)) if len(above) else 0.0
