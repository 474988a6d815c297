"""Who seeks partners: a thing of the graph or a description, as a query to the arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyoxigraph as ox

from graph.identity import name_key
from graph.recommending.arrays import NO_LEAD, Array, hash_of
from graph.recommending.history import NOTHING, History, Query, row, rows
from graph.recommending.name_list import NameList
from graph.recommending.summaries import words_of
from graph.request import Request, found_seeker
from graph.theme_words import concepts_in
from graph.vocabulary import VB

if TYPE_CHECKING:
    from graph.recommending.arrays import Matrix
    from graph.store import GraphStore

KINDS = {"programme": "programmes", "theme": "themes", "word": "words", "summary": "summary_words"}


@dataclass(slots=True)
class Seeker:
    """The seeker: its IRI ("" for a description), its query, and the numbers of those that seek together.

    ``own`` says of ``programme`` and ``theme`` whether they are known of the seeker; else they were asked for.
    ``themes`` and ``programmes`` are those that were asked for, ``home`` is the region where a description comes from,
    ``understood`` are the themes named in its text.
    """

    thing: str
    query: Query
    circle: Array
    themes: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    home: str = ""
    own: dict[str, bool] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)


def seeker_of(store: GraphStore, history: History, request: Request) -> Seeker:
    """Who asks. Raises NotFoundError, AmbiguousError, and InputError for a thing that cannot have partners."""
    return _Reading(store, history, request).seeker()


class _Reading:
    def __init__(self, store: GraphStore, history: History, request: Request) -> None:
        self.store, self.history, self.request = store, history, request
        self.arrays = history.arrays

    def seeker(self) -> Seeker:
        thing = found_seeker(self.store.names, self.request.thing) if self.request.thing else ""
        project = self.arrays.projects.number(thing) if thing else -1
        circle = self._circle(thing, project)
        lead = int(circle[0]) if len(circle) else NO_LEAD
        known, weight = self._known(thing, project, circle)
        themes, programmes = self._themes(), self._programmes()
        understood = list(concepts_in(self.request.text, self.store.themes)) if self.request.text else []
        asked = {
            "theme": self._columns(self.arrays.themes, self._with_above_themes((*themes, *understood))),
            "programme": self._columns(self.arrays.programmes, self._with_above_programmes(programmes)),
            "word": self._columns(self.arrays.words, name_key(self.request.text).split()),
            "summary": self._columns(self.arrays.summary_words, words_of(self.request.text)),
        }
        described = any(len(columns) for columns in asked.values())
        if described and project < 0:  # what is planned says more than what was
            weight = {}
            columns = asked
        else:
            columns = {kind: np.union1d(known[kind], asked[kind]) for kind in KINDS}
            weight = {} if described else weight
        own = {kind: bool(len(known[kind])) and columns[kind] is not asked[kind] for kind in KINDS}
        home = self._home(thing) if lead == NO_LEAD or self.request.home else ""
        query = Query(
            lead,
            columns["programme"],
            columns["theme"],
            columns["word"],
            hash_of(thing or self.request.text or " ".join((*themes, *programmes))),
            region=self._regions(home),
            kind=self._kinds(thing) if lead == NO_LEAD else NOTHING,
            weight=weight,
            summary=columns["summary"],
        )
        return Seeker(thing, query, circle, themes, programmes, home, own, understood)

    # ------------------------------------------------------------------ what is known of the thing

    def _circle(self, thing: str, project: int) -> Array:
        """The organisations that seek together, the one that leads first."""
        number = self.arrays.organisations.number(thing) if thing else -1
        if number >= 0:
            return np.array([number])
        if project >= 0:
            lead = self.arrays.lead[project]
            others = row(self.arrays.member, project) if self._has_begun(project) else NOTHING
            return np.concatenate([[lead], others[others != lead]]) if lead != NO_LEAD else NOTHING
        return self._columns(self.arrays.organisations, self._objects(thing, VB.member) if thing else ())

    def _has_begun(self, project: int) -> bool:
        """Whether a project, and with it who takes part, is known on the day."""
        return self.history.day is None or bool(self.arrays.last_day[project] < self.history.day)

    def _known(self, thing: str, project: int, circle: Array) -> tuple[dict[str, Array], dict[str, Array]]:
        """The programmes, themes and words of the thing, and how much each counts where some are there often."""
        if project >= 0:
            return {kind: row(getattr(self.arrays, kind), project) for kind in KINDS}, {}
        if not thing:
            return dict.fromkeys(KINDS, NOTHING), {}
        is_organisation = self.arrays.organisations.number(thing) >= 0
        of_projects = row(self.history.by_organisation, int(circle[0])) if is_organisation else NOTHING
        if not len(of_projects):
            return self._stated(thing), {}
        counted = {kind: self._counted(getattr(self.history, kind), of_projects) for kind in ("programme", "theme")}
        known = {kind: columns for kind, (columns, _) in counted.items()}
        return dict.fromkeys(KINDS, NOTHING) | known, {kind: weight for kind, (_, weight) in counted.items()}

    @staticmethod
    def _counted(held: Matrix, of_projects: Array) -> tuple[Array, Array]:
        columns, many = np.unique(rows(held, of_projects), return_counts=True)
        return columns, many / many.max(initial=1)

    def _stated(self, thing: str) -> dict[str, Array]:
        """What an initiative, a programme or an organisation without projects says of itself, its needs among it."""
        needs = self._objects(thing, VB.seeks)
        themes = [theme for one in (thing, *needs) for theme in self._objects(one, VB.theme)]
        is_programme = self.store.names.type(thing) == "Programme"
        programmes = [thing] if is_programme else self._objects(thing, VB.programme)
        return dict.fromkeys(KINDS, NOTHING) | {
            "theme": self._columns(self.arrays.themes, self._with_above_themes(themes)),
            "programme": self._columns(self.arrays.programmes, self._with_above_programmes(programmes)),
        }

    def _objects(self, thing: str, relation: str) -> list[str]:
        found = (quad.object for quad in self.store.quads(thing, relation))
        return list(dict.fromkeys(node.value for node in found if isinstance(node, ox.NamedNode)))

    # ------------------------------------------------------------------ what is asked for

    def _themes(self) -> list[str]:
        return [self.store.themes.find(name) for name in self.request.theme]

    def _programmes(self) -> list[str]:
        return [self.store.names.find(name, ("Programme",)) for name in self.request.programme]

    def _with_above_themes(self, themes: Iterable[str]) -> set[str]:
        return {above for theme in themes for above in (theme, *self.store.themes.ancestors(theme))}

    def _with_above_programmes(self, programmes: Iterable[str]) -> set[str]:
        found, ahead = set[str](), list(programmes)
        while ahead:
            if (programme := ahead.pop()) not in found:
                found.add(programme)
                ahead += self._objects(programme, VB.partOf)
        return found

    def _home(self, thing: str) -> str:
        if self.request.home:
            return self.store.places.centre(self.request.home)
        return next(iter(self._objects(thing, VB.region)), "") if thing else ""

    def _regions(self, home: str) -> Array:
        return self._columns(self.arrays.regions, self.store.places.above(home)) if home else NOTHING

    def _kinds(self, thing: str) -> Array:
        return self._columns(self.arrays.kinds, self._objects(thing, VB.kind)) if thing else NOTHING

    @staticmethod
    def _columns(names: NameList, wanted: Iterable[str]) -> Array:
        numbers = {names.number(name) for name in wanted} - {-1}
        return np.array(sorted(numbers), np.int64)
