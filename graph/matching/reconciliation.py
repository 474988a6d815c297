"""Reconciliation: names in other people's tables brought together with what a store knows.

The answers have the format of the Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group,
which OpenRefine and others speak: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
Organisations are compared as in matching, so that scores and features mean the same; other things by their names.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import InputError, VerbundError
from graph.identity import ID
from graph.matching.candidates import DIFFERENT, SAME, Reason
from graph.matching.description import Rarity, describe
from graph.matching.entity import EXTENSIONS, Entity, described, entity, extended, preview
from graph.matching.index import Index
from graph.matching.lookup import Found, Lookup, ranked
from graph.matching.other_things import OtherThings
from graph.matching.query import BATCH, ORGANISATION, PROPERTIES, TYPES, Query, read_batch, read_json, type_named
from graph.matching.query_mention import iris
from graph.matching.renaming import read_clusters
from graph.matching.roll import Roll
from graph.search import search
from graph.version import version
from graph.vocabulary import VB

if TYPE_CHECKING:
    from graph.names import Names
    from graph.store import GraphStore

Json = dict[str, Any]
DEFAULT_TYPES = (ORGANISATION, "Project")
PREVIEW_SIZE = (420, 260)
_SUGGESTED = 20
_ALIKE = 75.0  # of 100: names that are only similar are no answers below
_EXACT = 100.0


class Reconciliation:
    """The service over one store; ``language`` is that of names ("de" or "en").

    A store that was matched is asked through its index. One that was not is read and indexed when it is first asked,
    which takes some 30 s for 100,000 organisations: run ``verbund match`` on large ones. Close it when done.
    """

    def __init__(self, store: GraphStore, *, language: str = "en", titles: Mapping[str, str] | None = None) -> None:
        """``titles`` are words for classes and properties in place of their ids."""
        self._store, self._language, self._titles = store, language, dict(titles or {})
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Remove what was indexed for the time of use."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> Reconciliation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------ the service itself

    def manifest(self, base_url: str) -> Json:
        """What the service offers, for it to be found at a URL."""
        base = base_url.rstrip("/")
        width, height = PREVIEW_SIZE
        suggest = {
            kind: {"service_url": base, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
        }
        return {
            "versions": ["0.1", "0.2"],
            "name": "Verbund",
            "identifierSpace": ID,
            "schemaSpace": str(VB),
            "serviceVersion": version(),
            "defaultTypes": [self._type(name) for name in DEFAULT_TYPES],
            "view": {"url": f"{base}/view?id={{{{id}}}}"},
            "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": width, "height": height},
            "suggest": suggest,
            "extend": {
                "propose_properties": {"service_url": base, "service_path": "/properties"},
                "property_settings": [],
            },
            "batchSize": BATCH,
        }

    def reconcile(self, queries: Mapping[str, Any] | str) -> Json:
        """The results of a batch of queries, an object or its JSON. Raises InputError for what is no such batch."""
        return {
            name: {"result": [self._candidate(one, is_answer) for one, is_answer in self.find(query)]}
            for name, query in read_batch(queries).items()
        }

    def find(self, query: Query) -> list[tuple[Found, bool]]:
        """What a query may mean, the best first, each with whether it is taken for the answer."""
        if known := next((iri for text in iris(query.text) if (iri := self._known(text))), ""):
            reason = Reason("id", 60.0, query.text, known)
            return [(Found(known, self._store.names.type(known), 60.0, 100.0, SAME, (reason,)), True)]
        found: list[Found] = []
        if not query.types or ORGANISATION in query.types:
            found = [one for one in self._lookup.find(query) if self._is_there(one.iri)]
            if inside := self._things.participants(query.values("programme")):
                found.sort(key=lambda one: (-one.score, inside.isdisjoint(self._members.get(one.iri, [one.iri]))))
        others = [name for name in query.types if name != ORGANISATION]
        if not query.types and all(one.band == DIFFERENT for one in found) and self._things.is_name(query.text):
            others = [name for name in TYPES if name != ORGANISATION]
        if others:
            found = sorted([*found, *self._things.find(query, others)], key=lambda one: (-one.score, -one.bits))
        return list(ranked(found))[: query.limit]

    def error(self, error: VerbundError, code: int = 400) -> Json:
        """An error as clients show it; the specification leaves its form open, this is OpenRefine's."""
        return {"status": "error", "code": code, "message": str(error)}

    # ------------------------------------------------------------------ suggestions

    def suggest_entity(self, prefix: str, cursor: int = 0) -> Json:
        """Things whose name begins so, or which are like it."""
        text, at = prefix.strip(), max(cursor, 0)
        if known := next((iri for one in iris(text) if (iri := self._known(one))), ""):
            return {"result": [self._suggestion(known, self._store.names.type(known))]}
        try:
            hits = search(self._store, text, limit=min(at, 10_000) + _SUGGESTED)[at:]
        except InputError:  # nothing but signs
            hits = []
        return {"result": [self._suggestion(hit.id, hit.type) for hit in hits if hit.type in TYPES]}

    def suggest_type(self, prefix: str, cursor: int = 0) -> Json:
        """Classes whose id or name begins so, all for an empty text."""
        return {"result": _beginning(prefix, [self._type(name) for name in TYPES])[max(cursor, 0) :]}

    def suggest_property(self, prefix: str, cursor: int = 0) -> Json:
        """Properties of queries whose id or name begins so, all for an empty text."""
        known = [{"id": key, "name": self._titles.get(key, name)} for key, name in PROPERTIES.items()]
        return {"result": _beginning(prefix, known)[max(cursor, 0) :]}

    # ------------------------------------------------------------------ more about what was found

    def preview(self, id: str) -> str:
        """A page of HTML about a thing. Raises InputError where the store has none of that id."""
        found = self._entity(id)
        if found is None:
            raise InputError(f"“{id[:200]}” is nothing in this store; name the id of a result")
        return preview(found, self._titles, self._language)

    def propose_properties(self, type: str, limit: int | None = None) -> Json:
        """What can be fetched for things of a class."""
        name = type_named(type)
        if not name:
            raise InputError(f"“{type[:60]}” is no type; known are {', '.join(TYPES)}")
        listed = [{"id": key, "name": self._titles.get(key, title)} for key, title in EXTENSIONS.items()]
        return {"type": name, "properties": listed[: max(limit, 0) if limit is not None else None]}

    def extend(self, query: Mapping[str, Any] | str) -> Json:
        """The values of properties for many things: ``{"ids": […], "properties": [{"id": "country"}]}``."""
        asked = read_json(query, "extend") if isinstance(query, str) else query
        ids, properties = _extension(asked)
        meta = [{"id": key, "name": self._titles.get(key, EXTENSIONS[key])} for key in properties]
        return {"meta": meta, "rows": {id_: extended(self._entity(id_), properties) for id_ in ids}}

    # ------------------------------------------------------------------ parts of answers

    @property
    def names(self) -> Names:
        """The names of what the store knows."""
        return self._store.names

    def described(self, found: Found) -> tuple[str, str]:
        """The name of what was found, and what tells it from namesakes."""
        name = self._store.names.label(found.iri, self._language)
        return name, described(found.mention, name)

    def _candidate(self, found: Found, is_answer: bool) -> Json:
        name, about = self.described(found)
        features = [{"id": reason.feature, "value": reason.weight} for reason in found.reasons]
        return {
            "id": found.iri,
            "name": name,
            **({"description": about} if about else {}),
            "type": [self._type(found.type)],
            "score": found.score,
            "match": is_answer,
            "features": features,
        }

    def _suggestion(self, iri: str, type_: str) -> Json:
        name = self._store.names.label(iri, self._language)
        return {"id": iri, "name": name, "description": self._type(type_)["name"], "notable": [self._type(type_)]}

    def _type(self, name: str) -> dict[str, str]:
        return {"id": name, "name": self._titles.get(name, name)}

    def _entity(self, id_: str) -> Entity | None:
        known = next((iri for text in iris(id_) if (iri := self._known(text))), "")
        if not known:
            return None
        is_organisation = self._store.names.type(known) == ORGANISATION
        members = self._roll.mentions(self._members.get(known, [known])) if is_organisation else []
        return entity(self._store, known, members, self._language)

    # ------------------------------------------------------------------ what is looked up in

    def _known(self, iri: str) -> str:
        """The IRI under which the store shows a thing, "" for one that it does not have."""
        try:
            shown = self._store.names.shown(iri)
            return shown if self._store.names.type(shown) in TYPES else ""
        except ValueError:  # no IRI
            return ""

    def _is_there(self, iri: str) -> bool:
        """What vanished since the store was matched is no answer."""
        return bool(self._store.names.type(iri))

    @cached_property
    def _canonical(self) -> Mapping[str, str]:
        renaming = read_clusters(self._store.identity) if self._store.is_merged and self._store.identity else None
        return renaming.canonical if renaming else {}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """The mentions of each merged organisation."""
        shown = sorted((canonical, iri != canonical, iri) for iri, canonical in self._canonical.items())
        return {canonical: [iri for *_, iri in rows] for canonical, rows in groupby(shown, key=lambda row: row[0])}

    @cached_property
    def _roll(self) -> Roll:
        known = Index(self._store.identity) if self._store.identity else None
        if known and known.parts:
            return _read(known)
        from graph.matching.mentions import organisation_mentions

        every = [describe(mention) for mention in organisation_mentions(self._store.unmerged)]
        self._folder = tempfile.TemporaryDirectory(prefix="verbund-")
        made = Index(Path(self._folder.name))
        made.add(every, Rarity.of(every))
        return _read(made)

    @cached_property
    def _things(self) -> OtherThings:
        return OtherThings(self._store)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self._roll, self._canonical, self._store.names)


def _read(index: Index) -> Roll:
    try:
        return Roll(index)
    finally:
        index.close()


def _beginning(prefix: str, known: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    text = prefix.strip().casefold()
    fitting = [item for item in known if any(word.casefold().startswith(text) for word in _words(item))]
    return sorted(fitting, key=lambda item: not item["id"].casefold().startswith(text))


def _words(item: Mapping[str, str]) -> list[str]:
    return [item["id"], f"{VB}{item['id']}", item["name"], *item["name"].split()]


def _extension(asked: Any) -> tuple[list[str], list[str]]:
    """The ids and properties of a query for more columns."""
    form = 'write {"ids": ["…"], "properties": [{"id": "country"}]}'
    if not isinstance(asked, Mapping) or not all(isinstance(asked.get(key), list) for key in ("ids", "properties")):
        raise InputError(f"a query for more columns has lists of ids and properties; {form}", source="extend")
    ids, properties = (
        asked["ids"],
        [item.get("id") if isinstance(item, Mapping) else item for item in asked["properties"]],
    )
    if not all(isinstance(id_, str) for id_ in ids):
        raise InputError(f"an id is a text; {form}", source="extend")
    if unknown := [key for key in properties if not isinstance(key, str) or key not in EXTENSIONS]:
        raise InputError(f"“{str(unknown[0])[:60]}” is unknown; known are {', '.join(EXTENSIONS)}", source="extend")
    if len(ids) > 10 * BATCH:
        raise InputError(
            f"at most {10 * BATCH} things at once, these are {len(ids)}; send them in parts", source="extend"
        )
    return ids, [str(key) for key in dict.fromkeys(properties)]
