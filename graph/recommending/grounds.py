"""Why somebody ranks where it does: the points of each signal as reasons, with the way through the graph.

Each signal is told by the one to three things that give most of it; its points are shared out over these in proportion,
as in ``graph.reasons``, so that the weights of all reasons add up to the score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyoxigraph as ox

from graph.evidence import Edge
from graph.reasons import DIGITS, MOST, SHARED, Link, Reason, Weighed, path
from graph.recommending.arrays import NO_LEAD, UNDATED, Array, Matrix
from graph.recommending.history import History, row, rows
from graph.recommending.name_list import NameList
from graph.recommending.ranker import PARTS, Ranker, Ranking
from graph.recommending.seeker import Seeker
from graph.vocabulary import SKOS, VB

if TYPE_CHECKING:
    from graph.store import GraphStore

LOOKED_THROUGH = 12  # shared partners with the fewest projects, of which those with the fewest partners are named
LONGEST_SEARCH = 200  # partners of the seeker whose partners are looked through for a way of three projects
WORDS_TOLD = 4
SMALLEST = 0.5 * 10**-DIGITS
_ORDER = {kind: place for place, kind in enumerate(PARTS)}


class Grounds:
    """The reasons for the candidates of one ranking."""

    def __init__(self, store: GraphStore, ranker: Ranker, seeker: Seeker, ranking: Ranking) -> None:
        self.store, self.seeker, self.ranking = store, seeker, ranking
        self.history: History = ranker.history
        self.arrays, self.signals = ranker.history.arrays, ranker.signals
        self._known_objects: dict[tuple[str, str], set[str]] = {}
        self._own_ways: dict[tuple[str, str], tuple[Edge, ...]] = {}
        self._told: dict[str, Callable[[int], Iterator[Link]]] = {
            "programme": lambda one: self._shared(one, "programme"),
            "theme": lambda one: self._shared(one, "theme"),
            "project": lambda one: self._projects(one, "project"),
            "word": lambda one: self._projects(one, "word"),
            "partner": self._partners,
            "walk": self._way,
            "place": lambda one: self._region(one, "place"),
            "neighbours": lambda one: self._region(one, "neighbours"),
            "home": lambda one: self._region(one, "home"),
            "kind": self._kind,
            "name": self._name,
            "title": self._title,
            "experience": self._experience,
            "recent": self._recent,
        }

    def weighed(self, organisation: int) -> Weighed:
        """The score of an organisation and its reasons, the weightiest first."""
        points = self.ranking.points(organisation)
        if points["walk"] and points["partner"]:  # the shortest walk goes by a shared partner: one reason, not two
            points["partner"] += points.pop("walk")
        reasons = [
            Reason(link, weight, path(link))
            for kind, of_kind in points.items()
            if of_kind > SMALLEST
            for link, weight in _shared_out(of_kind, list(islice(self._told[kind](organisation), MOST)))
            if weight > 0
        ]
        reasons.sort(key=lambda reason: (-reason.weight, _ORDER[reason.link.kind], reason.path))
        return Weighed(round(sum(reason.weight for reason in reasons), DIGITS), reasons)

    def _iri(self, organisation: int) -> str:
        return self.arrays.organisations[organisation]

    def _project(self, number: int) -> str:
        return self.arrays.projects[int(self.history.projects[number])]

    # ------------------------------------------------------------------ programmes and themes

    def _shared(self, organisation: int, kind: str) -> Iterator[Link]:
        """The programmes or themes of its projects that are asked for, those first that give most."""
        held: Matrix = getattr(self.history, kind)
        asked = self.ranking.evidence.query.asked(kind, getattr(self.signals, f"{kind}_told"))
        mine = row(self.history.by_organisation, organisation)
        columns = rows(held, mine)
        owners = np.repeat(mine, np.diff(held.indptr)[mine])[asked[columns] > 0]
        shared = columns[asked[columns] > 0]
        found, counted = np.unique(shared, return_counts=True)
        seen: list[list[int]] = []
        for at in np.lexsort((found, -asked[found] * counted)):
            both = np.unique(owners[shared == found[at]])
            if both.tolist() not in seen:  # what lies above says the same again
                seen.append(both.tolist())
                yield self._by_value(organisation, kind, int(found[at]), both, float(asked[found[at]] * len(both)))

    def _by_value(self, organisation: int, kind: str, column: int, projects: Array, strength: float) -> Link:
        value = getattr(self.arrays, f"{kind}s")[column]
        project = self._project(int(projects[-1]))
        down = (*self._up(project, kind, value)[::-1], Edge(project, VB.partner, self._iri(organisation)))
        before = self._own_way(kind, value)
        start = self.seeker.thing if before else value
        return Link(kind, strength, value, self._iri(organisation), start, (*before, *down), detail=str(len(projects)))

    def _own_way(self, kind: str, value: str) -> tuple[Edge, ...]:
        """From the seeker to one of its own programmes or themes; empty for what was asked for."""
        if (kind, value) not in self._own_ways:
            self._own_ways[kind, value] = self._found_own_way(kind, value)
        return self._own_ways[kind, value]

    def _found_own_way(self, kind: str, value: str) -> tuple[Edge, ...]:
        thing = self.seeker.thing
        if not self.seeker.own.get(kind):
            return ()
        if direct := self._up(thing, kind, value):
            return direct
        for need in sorted(self._objects(thing, VB.seeks)):
            if needed := self._up(need, kind, value):
                return (Edge(thing, VB.seeks, need), *needed)
        number = self.arrays.organisations.number(thing)
        column = getattr(self.arrays, f"{kind}s").number(value)
        if number < 0 or column < 0:
            return ()
        mine = row(self.history.by_organisation, number)
        both = np.intersect1d(mine, row(getattr(self.history, f"by_{kind}"), column), assume_unique=True)
        if not len(both):
            return ()
        project = self._project(int(both[-1]))
        return (Edge(project, VB.partner, thing), *self._up(project, kind, value))

    def _up(self, project: str, kind: str, value: str) -> tuple[Edge, ...]:
        """The shortest way from a project over its own programme or theme up to another; empty where there is none."""
        above = VB.partOf if kind == "programme" else SKOS.broader
        return self._climb(project, VB(kind), value, above)

    def _climb(self, start: str, relation: str, value: str, above: str) -> tuple[Edge, ...]:
        ways: dict[str, tuple[Edge, ...]] = {}
        if relation == VB.programme:  # that of a grant is the project's own, too
            for grant in sorted(self._objects(start, VB.grant)):
                first = Edge(start, VB.grant, grant)
                ways |= {own: (first, Edge(grant, relation, own)) for own in self._objects(grant, relation)}
        ways |= {own: (Edge(start, relation, own),) for own in sorted(self._objects(start, relation))}
        ahead = list(ways)
        while ahead and value not in ways:
            here = ahead.pop(0)
            for higher in sorted(self._objects(here, above)):
                if higher not in ways:
                    ways[higher] = (*ways[here], Edge(here, above, higher))
                    ahead.append(higher)
        return ways.get(value, ())

    def _objects(self, thing: str, relation: str) -> set[str]:
        if (thing, relation) not in self._known_objects:
            found = (quad.object for quad in self.store.quads(thing, relation))
            self._known_objects[thing, relation] = {node.value for node in found if isinstance(node, ox.NamedNode)}
        return self._known_objects[thing, relation]

    # ------------------------------------------------------------------ projects and partners

    def _projects(self, organisation: int, kind: str) -> Iterator[Link]:
        """Those of its projects that give most of a signal."""
        gives = self.ranking.evidence.projects[kind]
        mine = row(self.history.by_organisation, organisation)
        for number in mine[np.argsort(-gives[mine], kind="stable")][: MOST - 1]:
            if gives[number] > 0:
                project = self._project(int(number))
                words = self._alike(int(number)) if kind == "word" else ""
                edges = (Edge(project, VB.partner, self._iri(organisation)),)
                yield Link(kind, float(gives[number]), project, self._iri(organisation), project, edges, detail=words)

    @cached_property
    def _near(self) -> Array:
        """The partners of the lead."""
        return self.history.partners(self.seeker.query.lead)

    def _partners(self, organisation: int) -> Iterator[Link]:
        """The partners shared with the lead, those with few others first."""
        lead = self.seeker.query.lead
        theirs = self.history.partners(organisation)
        shared = np.setdiff1d(np.intersect1d(self._near, theirs, assume_unique=True), [lead, organisation])
        few = shared[np.argsort(self.history.projects_of[shared], kind="stable")[:LOOKED_THROUGH]]
        many = np.array([len(self.history.partners(int(one))) for one in few])
        for at in np.lexsort((few, many))[:MOST]:
            steps = [lead, int(few[at]), organisation]
            strength = 1 / np.log(max(many[at], 2))
            yield Link("partner", float(strength), self._iri(steps[1]), self._iri(organisation), *self._over(steps))

    def _way(self, organisation: int) -> Iterator[Link]:
        """The shortest way in the network of partners, where it has at most three projects."""
        lead, theirs = self.seeker.query.lead, self.history.partners(organisation)
        if organisation in self._near:
            steps = [lead, organisation]
        elif len(shared := np.intersect1d(self._near, theirs, assume_unique=True)):
            steps = [lead, int(shared[0]), organisation]
        else:
            steps = self._three(theirs, organisation)
        if len(steps) > 1:
            detail = str(len(steps) - 1)
            yield Link("walk", 1.0, self._iri(steps[-2]), self._iri(organisation), *self._over(steps), detail=detail)
        else:
            yield Link("walk", 1.0, "", self._iri(organisation), self._iri(organisation), detail="far")

    def _three(self, theirs: Array, organisation: int) -> list[int]:
        lead = self.seeker.query.lead
        for near in self._near[:LONGEST_SEARCH]:
            both = np.intersect1d(self.history.partners(int(near)), theirs, assume_unique=True)
            if len(both):
                return [lead, int(near), int(both[0]), organisation]
        return [lead]

    def _over(self, steps: list[int]) -> tuple[str, tuple[Edge, ...]]:
        """Where a way over shared projects starts, and its edges."""
        edges: list[Edge] = []
        for here, there in pairwise(steps):
            mine, theirs = (row(self.history.by_organisation, one) for one in (here, there))
            project = self._project(int(np.intersect1d(mine, theirs, assume_unique=True)[-1]))
            edges += [Edge(project, VB.partner, self._iri(here)), Edge(project, VB.partner, self._iri(there))]
        start, lead = self._iri(steps[0]), self.seeker.query.lead
        if self.seeker.thing and start != self.seeker.thing and lead != NO_LEAD:
            for relation in (VB.partner, VB.member):
                if start in self._objects(self.seeker.thing, relation):
                    return self.seeker.thing, (Edge(self.seeker.thing, relation, start), *edges)
        return start, tuple(edges)

    # ------------------------------------------------------------------ place and kind

    def _region(self, organisation: int, kind: str) -> Iterator[Link]:
        """The region of an organisation that gives the signal, the narrowest of equal ones."""
        gives = self.ranking.evidence.values[kind]
        mine = row(self.history.region, organisation)
        many = np.diff(self.arrays.region_members.indptr)
        # where the same lie in both, the longer code, which comes later, is the narrower region
        best = min(mine, key=lambda column: (-round(float(gives[column]), 9), many[column], -column))
        region, iri = self.arrays.regions[int(best)], self._iri(organisation)
        down = self._climb(iri, VB.region, region, SKOS.broader)[::-1]
        yield Link(kind, 1.0, region, iri, region, down, detail=SHARED)

    def _kind(self, organisation: int) -> Iterator[Link]:
        gives = self.ranking.evidence.values["kind"]
        mine = row(self.history.kind, organisation)
        best = min(mine, key=lambda column: (-float(gives[column]), column))
        kind, iri = self.arrays.kinds[int(best)], self._iri(organisation)
        yield Link("kind", 1.0, kind, iri, kind, (Edge(iri, VB.kind, kind),))

    # ------------------------------------------------------------------ words and experience

    def _common(self, words: Array, asked: Array | None = None) -> str:
        """The words of a name that are asked for, those that tell most first."""
        wanted = self.ranking.evidence.query.word if asked is None else asked
        return _most_telling(self._shared_words(self.arrays.words, words, wanted, self.signals.word_told))

    def _alike(self, project: int) -> str:
        """The words of a known project's title or summary that are asked for, those that tell most first."""
        history, query, signals = self.history, self.ranking.evidence.query, self.signals
        words = self._shared_words(self.arrays.words, row(history.word, project), query.word, signals.word_told)
        if len(query.summary):
            mine, names = row(history.summary, project), self.arrays.summary_words
            words += self._shared_words(names, mine, query.summary, signals.summary_told)
        return _most_telling(words)

    @staticmethod
    def _shared_words(names: NameList, mine: Array, asked: Array, told: Array) -> list[tuple[float, str]]:
        """What words of both tell, and these words."""
        shared = np.intersect1d(mine, asked, assume_unique=True)
        return [(float(told[word]), names[int(word)]) for word in shared if told[word] > 0]

    def _name(self, organisation: int) -> Iterator[Link]:
        asked = row(self.history.own_word, self.seeker.query.lead)
        words = self._common(row(self.history.own_word, organisation), asked)
        iri = self._iri(organisation)
        yield Link("name", 1.0, "", iri, iri, detail=words)

    def _title(self, organisation: int) -> Iterator[Link]:
        iri = self._iri(organisation)
        yield Link("title", 1.0, "", iri, iri, detail=self._common(row(self.history.own_word, organisation)))

    def _last(self, organisation: int) -> tuple[str, int]:
        """Its last known project, and the day on which that began."""
        mine = row(self.history.by_organisation, organisation)
        begun = self.arrays.last_day[self.history.projects[mine]]
        begun = np.where(begun == UNDATED, np.iinfo(np.int64).min, begun)
        last = int(np.argmax(begun))
        return self._project(int(mine[last])), int(begun[last])

    def _experience(self, organisation: int) -> Iterator[Link]:
        project, _ = self._last(organisation)
        many = str(int(self.history.projects_of[organisation]))
        iri = self._iri(organisation)
        yield Link("experience", 1.0, project, iri, project, (Edge(project, VB.partner, iri),), detail=many)

    def _recent(self, organisation: int) -> Iterator[Link]:
        project, day = self._last(organisation)
        iri, year = self._iri(organisation), str(np.datetime64(day, "D"))[:4]
        yield Link("recent", 1.0, project, iri, project, (Edge(project, VB.partner, iri),), detail=year)


def _most_telling(words: list[tuple[float, str]]) -> str:
    """The words that tell most, each once; of equal ones the first."""
    best = sorted(words, key=lambda word: (-word[0], word[1]))
    return ", ".join(list(dict.fromkeys(word for _, word in best))[:WORDS_TOLD])


def _shared_out(points: float, links: list[Link]) -> Iterator[tuple[Link, float]]:
    """The points of a kind, in proportion to the strengths of its links."""
    total = sum(link.strength for link in links)
    for link in links:
        yield link, round(points * link.strength / total, DIGITS)
