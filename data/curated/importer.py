"""The YAML form: a ``source:`` and lists of records, read in two passes so that records may name each other."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from data.curated.form import Form, language_of
from data.curated.tree import Mapping, Sequence, Text, Value, read_tree
from data.curated.values import Place, check_date, check_language, check_url, check_word
from graph.errors import AmbiguousError, NotFoundError
from graph.identity import ID, slug
from graph.model import THINGS, Source, Thing
from graph.names import Names
from graph.places import Places
from graph.store import GraphStore
from graph.themes import Themes
from graph.triples import record_quads

SOURCE_FIELDS = (
    "id", "title", "publisher", "url", "published", "language", "document", "sha256", "licence", "retrieved",
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read(path: Path, known: GraphStore) -> tuple[Source, list[Thing]]:
    """The source and the records of a YAML file; references may name anything in the file or in ``known``.

    ``known`` is a store in memory; what it holds of the same source is taken out, since the file replaces it.
    Raises InputError with file, line and value for anything that the form does not allow.
    """
    tree = read_tree(path)
    place = Place(str(path))
    for section in tree:
        if section != "source" and section not in THINGS:
            near = difflib.get_close_matches(section, ["source", *THINGS], n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"known are source, {', '.join(THINGS)}"
            place.stop(f"the section “{section}” is not known; {hint}", tree.lines[section])
    source = _source(tree, place, path)
    language = source.language or "de"
    known.remove(source.id)  # what the file said before does not count
    resolver = Known(known)
    form = Form(place, language, source.id, resolver)
    started: dict[str, tuple[Thing, Mapping]] = {}
    for section, item in _items(tree, place):
        record = _start(item, section, form, resolver)
        if record.iri in started:
            first = started[record.iri][1].line
            place.stop(f"“{_short(record.iri)}” is also the record of line {first}; make them one, or give ids", item)
        started[record.iri] = record, item
    for record, item in started.values():
        form.fill(record, item)
    return source, [record for record, _ in started.values()]


def quads(path: Path, known: GraphStore) -> tuple[Source, Iterator[ox.Quad]]:
    """The source of a YAML file and the statements of its records."""
    source, records = read(path, known)
    return source, (quad for record in records for quad in record_quads(record, source.id))


class Known:
    """What a reference in a file can name: the file's own records first, then the graph."""

    def __init__(self, store: GraphStore) -> None:
        self.names = Names(store)
        self.places = Places(store)
        self.themes = Themes(store)
        self.own: dict[str, set[str]] = {}
        self.alternatives: dict[str, set[str]] = {}

    def declare(self, thing: Thing) -> None:
        """Let a record of the file be named by its id and its names."""
        folder, _, name = thing.iri.removeprefix(ID).partition("/")
        for key in {name, f"{folder}/{name}", *thing.label.values()}:
            self.own.setdefault(key, set()).add(thing.iri)
        for text, _ in thing.alt:
            self.alternatives.setdefault(text, set()).add(thing.iri)
        for language, text in thing.label.items():
            self.names.add(thing.iri, text, language, type=thing.CLASS)

    def resolve(self, text: str, targets: tuple[str, ...]) -> str:
        """The IRI of the thing that a text names; ``targets`` are type folders, none means any."""
        for names in (self.own, self.alternatives):
            own = {iri for iri in names.get(text, ()) if not targets or _folder(iri) in targets}
            if len(own) == 1:
                return own.pop()
            if len(own) > 1:
                raise AmbiguousError(f"“{text}” is used twice.", choices=sorted(map(_short, own)))
        if "region" in targets:
            return self._region(text)
        for concept in ("theme", "target-group"):
            if targets == (concept,):
                return self.themes.find(text, kind=concept)
        return self.names.find(text, _classes(targets), beginnings=False)

    def _region(self, text: str) -> str:
        try:
            return self.places.find(text)
        except NotFoundError:
            if text.startswith("http") and self.names.type(text):
                return text
            raise


def _classes(targets: tuple[str, ...]) -> list[str]:
    classes = {record.FOLDER: record.CLASS for record in THINGS.values()} | {"kind": "OrganisationKind"}
    return [classes[target] for target in targets]


def _folder(iri: str) -> str:
    return _short(iri).partition("/")[0]


def _short(iri: str) -> str:
    return iri.removeprefix(ID)


def _items(tree: Mapping, place: Place) -> Iterator[tuple[str, Mapping]]:
    for section in THINGS:
        items = tree.get(section, Sequence())
        if not isinstance(items, Sequence):
            place.stop(f"“{section}” takes a list; start each record with “- ”", tree.lines[section])
        for item in items:
            if not isinstance(item, Mapping):
                place.stop(f"each of “{section}” is a mapping with at least a label", item)
            yield section, item


def _start(item: Mapping, section: str, form: Form, known: Known) -> Thing:
    """A record with its IRI and names, so that others can refer to it."""
    record = THINGS[section]()
    if "label" not in item:
        form.place.stop(f"a record of “{section}” has no label", item)
    for key in ("label", "alt"):
        if key in item:
            form.take(record, key, item[key])
    record.iri = _iri(record, item, form.place, form.language, known)
    known.declare(record)
    return record


def _iri(record: Thing, item: Mapping, place: Place, language: str, known: Known) -> str:
    if "id" in item:
        given = str(item["id"]).removeprefix(f"{record.FOLDER}/")
        if not _SLUG.fullmatch(given):
            place.stop(f"the id “{given}” has other characters than a-z, 0-9 and single hyphens", item["id"])
        return f"{ID}{record.FOLDER}/{given}"
    label = language_of(record.label, language)
    try:  # the same kind of thing under the same name is the same thing
        if found := known.names.find_if_any(label, [record.CLASS], beginnings=False):
            return found
    except AmbiguousError as error:
        place.stop(f"{error} Give the record an id.", item)
    if not slug(label):
        place.stop(f"the label “{label}” has no letter; give the record an id", item)
    return f"{ID}{record.FOLDER}/{slug(label)}"


def _check_source_value(key: str, value: Value, place: Place) -> None:
    assert isinstance(value, Text)  # noqa: S101 - the caller has refused everything else
    if key in ("published", "retrieved"):
        check_date(value, place)
    elif key == "url":
        check_url(value, place)
    elif key == "language":
        check_language(value, value.line, place)
    else:
        check_word(value, (), place)


def _source(tree: Mapping, place: Place, path: Path) -> Source:
    """The ``source:`` block; a file without one is named after itself."""
    block = tree.get("source", Mapping())
    if not isinstance(block, Mapping):
        place.stop("“source” takes a mapping with at least a title", block)
    for key, value in block.items():
        if key not in SOURCE_FIELDS:
            place.stop(
                f"the field “{key}” of source is not known; known are {', '.join(SOURCE_FIELDS)}", block.lines[key]
            )
        if not isinstance(value, Text):
            place.stop(f"“{key}” takes one text", value)
    given = {key: str(value) for key, value in block.items() if isinstance(value, Text) and value.strip()}
    for key, value in block.items():
        if key in given:
            _check_source_value(key, value, place)
    given.setdefault("title", path.stem)
    given["id"] = slug(given.get("id", path.stem)) or "file"
    if "document" not in given:  # without a text of its own, the file is where its statements stand
        given["document"] = path.name
        given["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(**given)
