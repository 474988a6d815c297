"""What ``verbund explore`` puts into a file: the things that are meant, with all that the page asks about them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.answers_json import Answers
from explorer.catalogue_json import type_label
from explorer.codes import coded
from explorer.community_names import common_values
from explorer.labels import clean
from explorer.language import say
from explorer.network_layout import Layout, laid_out, whole_layout
from explorer.serving.status import question_json
from explorer.snapshot_answers import MANY, SnapshotAnswers
from explorer.snapshot_columns import LANGUAGES, Columns
from explorer.snapshot_facts import FactLines
from explorer.snapshot_form import block, compact_json
from graph.catalogue import Catalogue, Filter
from graph.catalogue.arrays import LEVELS, NONE, TYPES
from graph.consortium.library import rule_sets
from graph.counts import stats
from graph.errors import InputError
from graph.model import ROLES
from graph.names import ACTORS
from graph.network import HIERARCHY
from graph.store import GraphStore
from graph.version import version
from graph.vocabulary import VB, compact, term_label
from queries.library import questions

Array = np.ndarray[Any, Any]
Json = dict[str, Any]

MOST = 50_000  # things: more open too slowly, and no picture shows them
FORM = 1  # of the parts; the page that reads them is written together with them
# What is drawn with its neighbours: an organisation is in a region, but not all that it does.
CENTRES = ("Project", "Initiative", "Event", "Need", "Output")
CONCEPTS_PASSED = ("Theme", "TargetGroup", "Region")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The three parts of a file as bytes, and how many things, links and things with facts there are in it."""

    data: bytes
    facts: bytes
    answers: bytes
    things: int
    links: int
    told: int


def snapshot(
    store: GraphStore,
    chosen: Filter | None = None,
    *,
    thing: str = "",
    depth: int = 1,
    partners: Sequence[str] = (),
    day: datetime.date | None = None,
) -> Snapshot:
    """What a filter finds with what that is linked to, or all; of that what is up to ``depth`` steps from a thing.

    ``partners`` are things whose recommendations come along. Raises InputError for nothing and for more than ``MOST``
    things, NotFoundError and AmbiguousError for names, and StoreError for an endpoint.
    """
    catalogue = Catalogue.of(store)
    answering = SnapshotAnswers(store, catalogue)
    named = [store.names.find(name) for name in partners]
    numbers = _meant(store, catalogue, chosen or Filter(), thing, depth)
    given = answering.given(answering.seeking(numbers.tolist()), named, numbers.tolist())
    numbers = np.union1d(numbers, _recommended(catalogue, given))
    columns = Columns(catalogue, numbers)
    told = _told(catalogue, columns)
    about = _Writing(store, catalogue, columns, given).about(
        day or datetime.datetime.now(datetime.UTC).date(), len(told)
    )
    links = len(columns.numbers["edge.source"])
    _add_layout(catalogue, columns, about)
    _add_hierarchy(store, catalogue, columns, about)
    return Snapshot(
        block(columns.numbers, columns.texts, about),
        FactLines(store, catalogue, columns).written(told),
        compact_json(given),
        int(columns.numbers["known"].sum()),
        links,
        len(told),
    )


# ---------------------------------------------------------------------- which things


def _meant(store: GraphStore, catalogue: Catalogue, chosen: Filter, thing: str, depth: int) -> Array:
    found = catalogue.selected(chosen)
    if not chosen.is_empty:
        found = np.union1d(found, _near(catalogue, found))
    if thing:
        found = np.intersect1d(found, _around(catalogue, catalogue.iris.number(store.names.find(thing)), depth))
    if not len(found):
        raise InputError("nothing in the store is like that; name less, or look with “verbund stats” what there is")
    if len(found) > MOST:
        raise InputError(
            f"{len(found)} things are too many for a file (at most {MOST}): narrow it with --in, --theme, --programme, "
            "--funder, --from and --to, or with --thing and --depth; “verbund serve” shows all"
        )
    return found


def _near(catalogue: Catalogue, found: Array) -> Array:
    """The actors that projects, meetings and initiatives of what is found are linked to."""
    centre = np.zeros(len(catalogue), bool)
    centre[found] = np.isin(catalogue.type[found], _numbers(CENTRES))
    near = _linked(catalogue, centre)
    return np.flatnonzero(near & catalogue.known & np.isin(catalogue.type, _numbers(ACTORS)))


def _around(catalogue: Catalogue, thing: int, depth: int) -> Array:
    """All actors at most ``depth`` steps away; concepts are not passed through."""
    seen = np.zeros(len(catalogue), bool)
    seen[thing] = True
    for _ in range(depth):
        passed = seen & ~np.isin(catalogue.type, _numbers(CONCEPTS_PASSED))
        passed[thing] = True
        seen |= _linked(catalogue, passed)
    return np.flatnonzero(seen)


def _linked(catalogue: Catalogue, chosen: Array) -> Array:
    source, target = catalogue.parts["edge.source"], catalogue.parts["edge.target"]
    found = np.zeros(len(catalogue), bool)
    found[target[chosen[source]]] = True
    found[source[chosen[target]]] = True
    return found


def _numbers(types: Iterable[str]) -> list[int]:
    return [TYPES.index(name) for name in types]


def _recommended(catalogue: Catalogue, given: Json) -> Array:
    """Who is named in recommendations, so that the page can show them."""
    names = {
        iri
        for one in given["partners"]
        for candidate in one["answer"]["de"]["candidates"]
        for iri in (candidate["id"], *(body["id"] for body in candidate["organisations"]), one["thing"][0])
    }
    found = (catalogue.iris.number(iri) for iri in sorted(names))
    return np.array([number for number in found if number >= 0], np.int64)


def _told(catalogue: Catalogue, columns: Columns) -> list[int]:
    """The things whose facts are in the file: all of a small one, of a large one those with most links."""
    known = columns.kept[columns.numbers["known"] > 0]
    if len(known) <= MANY:
        return [int(at) for at in known]
    order = np.argsort(-catalogue.parts["links"][known].astype(np.int64), kind="stable")
    return sorted(int(at) for at in known[order[:MANY]])


# ---------------------------------------------------------------------- where things stand


def _add_layout(catalogue: Catalogue, columns: Columns, about: Json) -> None:
    """Places and communities of actors; concepts stand amid what they are linked to."""
    kept, known = columns.kept, columns.numbers["known"] > 0
    source, target = columns.numbers["edge.source"], columns.numbers["edge.target"]
    actor = known & np.isin(catalogue.type[kept], _numbers(ACTORS))
    node = np.flatnonzero(actor)
    place = np.full(len(kept), NONE, np.int64)
    place[node] = np.arange(len(node))
    both = actor[source] & actor[target]
    layout = _kept_or_new(catalogue, kept[node], place[source[both]], place[target[both]])
    x, y = np.zeros(len(kept)), np.zeros(len(kept))
    community = np.zeros(len(kept), np.int64)
    x[node], y[node], community[node] = layout.x, layout.y, layout.community
    for one, other in ((source, target), (target, source)):
        rows = actor[other] & ~actor[one]
        many = np.bincount(one[rows], minlength=len(kept))
        for axis in (x, y):
            middle = np.bincount(one[rows], weights=axis[other[rows]], minlength=len(kept)) / np.maximum(many, 1)
            axis[~actor & (many > 0)] = middle[~actor & (many > 0)]
    # In tenths of a pixel.
    columns.numbers |= {"x": np.rint(x * 10).astype(np.int64), "y": np.rint(y * 10).astype(np.int64)}
    columns.numbers["community"] = community
    common = common_values(catalogue, kept[node], layout.community)
    about["communities"] = [
        {language: clean(catalogue.label_of(iri, language)) if iri else "" for language in LANGUAGES} for iri in common
    ]


def _kept_or_new(catalogue: Catalogue, node: Array, source: Array, target: Array) -> Layout:
    whole = whole_layout(catalogue) if len(node) > MANY else None
    if whole is not None and not np.isnan(whole[0][node]).any():
        _, community = np.unique(whole[2][node].astype(np.int64), return_inverse=True)
        return Layout(whole[0][node].astype(float), whole[1][node].astype(float), community.reshape(-1))
    return laid_out(catalogue.parts["links"][node], source, target)


def _add_hierarchy(store: GraphStore, catalogue: Catalogue, columns: Columns, about: Json) -> None:
    """Which concept lies in which; ways between things may lead over these."""
    pairs: list[tuple[int, int, int]] = []
    for number, relation in enumerate(HIERARCHY, len(about["relations"])):
        for low, high in sorted(store.links(relation)):
            ends = [columns.place(at) if (at := catalogue.iris.number(iri)) >= 0 else NONE for iri in (low, high)]
            if NONE not in ends:
                pairs.append((ends[0], ends[1], number))
    source, target, relation_ = np.array(pairs, np.int32).reshape(-1, 3).T
    columns.numbers |= {"rise.source": source, "rise.target": target, "rise.relation": relation_}
    about["relations"] += [_relation(iri) for iri in HIERARCHY]


def _relation(iri: str) -> Json:
    labels = {language: term_label(iri, language) for language in LANGUAGES}
    return {"id": compact(iri), "iri": str(iri), "name": iri.rpartition("#")[2], **labels}


# ---------------------------------------------------------------------- what is said in words


class _Writing:
    def __init__(self, store: GraphStore, catalogue: Catalogue, columns: Columns, given: Json) -> None:
        self._store, self._catalogue, self._columns, self._given = store, catalogue, columns, given

    def about(self, day: datetime.date, told: int) -> Json:
        """See ``explorer/web/src/data/embedded/about.ts``."""
        macro = self._catalogue.about["macro"]
        return {
            "form": FORM,
            "made": day.isoformat(),
            "version": version(),
            "told": told,
            "types": list(TYPES),
            "actors": list(ACTORS),
            "roles": list(ROLES),
            "levels": list(LEVELS),
            "currencies": self._catalogue.currencies,
            "relations": [_relation(VB(name)) for name in self._catalogue.about["relations"]],
            "typeNames": {name: {one: type_label(name, one) for one in LANGUAGES} for name in TYPES if name},
            "roleNames": {name: {one: coded(name, one) for one in LANGUAGES} for name in ROLES},
            "macro": [one | {"definition": {k: clean(text) for k, text in one["definition"].items()}} for one in macro],
            "sources": self._sources(),
            "status": {language: self._status(language) for language in LANGUAGES},
            "questions": {language: self._questions(language) for language in LANGUAGES},
        }

    def _sources(self) -> list[Json]:
        """Those that the things of the file come from, and those that answers name."""
        values = self._columns.numbers["source.values"]
        used = {self._columns.texts["iri"][int(at)] for at in values}
        answers = Answers(self._store, "de")
        counts = stats(self._store).by_source
        return [{**answers.source(name), "statements": count} for name, count in counts if name in used]

    def _status(self, language: str) -> Json:
        store, columns = self._store, self._columns
        known = columns.numbers["type"][columns.numbers["known"] > 0]
        counts = np.bincount(known, minlength=len(TYPES))
        order = [at for at in np.argsort(-counts, kind="stable").tolist() if counts[at] and TYPES[at] in ACTORS]
        answers = Answers(store, language)
        asked = {one["rules"] for one in self._given["consortium"]}
        sources = self._sources()
        return {
            "version": version(),
            "revision": "",
            "title": store.location.name if store.location else say("draw.all", language),
            "things": int(sum(counts[at] for at in order)),
            "statements": sum(one["statements"] for one in sources),
            "sources": sources,
            "types": [
                {"id": TYPES[at], "label": type_label(TYPES[at], language), "count": int(counts[at])} for at in order
            ],
            "rules": [{"id": one.name, "label": one.title[language]} for one in rule_sets() if one.name in asked],
            "seekers": [
                answers.thing(iri) for iri in dict.fromkeys(one["thing"][0] for one in self._given["partners"])
            ],
            "limits": {"nodes": MOST, "rows": MOST, "seconds": 0},
        }

    def _seekers(self) -> list[str]:
        return list(dict.fromkeys(one["thing"][0] for one in self._given["partners"]))

    def _questions(self, language: str) -> list[Json]:
        """Those that are answered; they take no values here."""
        answered = [one for one in questions() if one.name in self._given["questions"]]
        return [dict(question_json(one, language)) | {"parameters": [], "costs": ""} for one in answered]


__all__ = ["MOST", "Snapshot", "snapshot"]
