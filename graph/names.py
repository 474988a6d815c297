"""Which thing does a name mean? Labels, alternative labels, beginnings of them, identifiers and IRIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pyoxigraph as ox

from graph.errors import AmbiguousError, NotFoundError
from graph.evidence import Quads
from graph.identity import ID, IDENTITY, name_key
from graph.vocabulary import OWL, RDF, RDFS, VB

if TYPE_CHECKING:
    from graph.name_index import NameIndex

# A name that both an actor and a concept have means the actor: "Mentoring" is the initiative before the theme.
ACTORS = ("Initiative", "Project", "Organisation", "Programme", "Event", "Output", "Need", "Venue")
CONCEPTS = ("Theme", "TargetGroup", "Region", "OrganisationKind", "Source")
TYPES = {VB(name): name for name in (*ACTORS, *CONCEPTS, "Grant", "Participation", "Figure")}
FOLDERS = {
    **{name: name.lower() for name in TYPES.values()},
    "TargetGroup": "target-group",
    "OrganisationKind": "kind",
}


class Labelled(Quads, Protocol):
    """What names are read from: a store."""

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        """IRI, text, language, whether alternative."""

    def pairs(self, predicate: str, /) -> Iterable[tuple[str, str]]:
        """Subject and object of each statement with the predicate."""

    def instances(self, class_iri: str, /) -> Iterable[str]:
        """The IRI of every thing with a class."""

    def instances_of_several(self, class_iri: str, others: Iterable[str], /) -> Iterable[str]:
        """The IRI of every thing that may have a class and one of the others, too."""


class Name(NamedTuple):
    """One name of a thing."""

    iri: str
    text: str
    language: str
    alternative: bool


class Names:
    """All names of a store, and what they mean.

    A single thing is looked up by itself; all names are read only when a name is not found as it is written.
    """

    def __init__(self, store: Labelled) -> None:
        self._store = store
        self._types: dict[str, str] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._added: dict[str, list[Name]] = defaultdict(list)  # by IRI
        self._added_texts: dict[str, set[str]] = defaultdict(set)
        self._added_keys: dict[str, list[Name]] = defaultdict(list)
        self._not_meant: set[tuple[str, str]] = set()  # IRI and name_key

    def add(self, iri: str, text: str, language: str, *, type: str) -> None:
        """Make a thing known that is not in the store yet."""
        name = Name(iri, text, language, False)
        self._types[iri] = type
        self._added[iri].append(name)
        self._added_texts[text].add(iri)
        self._added_keys[name_key(text)].append(name)

    def leave_out(self, iri: str, text: str) -> None:
        """Let a name no longer mean a thing, since what it means has an IRI of its own."""
        self._not_meant.add((iri, name_key(text)))

    def shown(self, iri: str) -> str:
        """The IRI under which the store shows what a source calls by an IRI: its own, unless it was merged."""
        for quad in self._store.quads(None, OWL.sameAs, ox.NamedNode(iri), IDENTITY):
            if isinstance(quad.subject, ox.NamedNode):
                return quad.subject.value
        return iri

    def type(self, iri: str) -> str:
        """The class of a thing ("Project"), "" for what is no thing of ours."""
        if iri not in self._types:
            classes = (quad.object for quad in self._store.quads(subject=iri, predicate=RDF.type))
            found = [TYPES[item.value] for item in classes if isinstance(item, ox.NamedNode) and item.value in TYPES]
            self._types[iri] = min(found, default="")
        return self._types[iri]

    def learn_types(self, *types: str) -> None:
        """Look up the classes of all things of these types at once, since one by one takes longest where all count."""
        for type_ in types:
            others = [VB(other) for other in TYPES.values() if other != type_]
            unsure = set(self._store.instances_of_several(VB(type_), others))
            self._types.update({iri: type_ for iri in self._store.instances(VB(type_)) if iri not in unsure})

    def label(self, iri: str, language: str = "de") -> str:
        """The name of a thing in a language, else in another one, else the end of its IRI."""
        known = (iri, language)
        if known not in self._labels:
            self._labels[known] = self._label(iri, language)
        return self._labels[known]

    def _label(self, iri: str, language: str) -> str:
        literals = (quad.object for quad in self._store.quads(subject=iri, predicate=RDFS.label))
        texts = {item.language or "": item.value for item in literals if isinstance(item, ox.Literal)}
        texts.update({name.language: name.text for name in self._added.get(iri, ())})
        for wanted in (language, "", "de", "en", *sorted(texts)):
            if wanted in texts:
                return texts[wanted]
        return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def has_label(self, iri: str) -> bool:
        """Whether a thing has a name of its own; grants and participations mostly have none."""
        return next(iter(self._store.quads(subject=iri, predicate=RDFS.label)), None) is not None

    def things(self, *types: str) -> list[str]:
        """The IRIs of all things of the given classes, sorted."""
        return sorted({iri for type_ in types for iri in self._store.instances(VB(type_))})

    def find(self, text: str, types: Iterable[str] = (), *, beginnings: bool = True) -> str:
        """The IRI of the one thing that a text names.

        Whole names count before beginnings of names, labels before alternative labels, and actors before
        concepts. ``types`` are class names ("Project"); none means any.

        Raises AmbiguousError with the choices, or NotFoundError with the nearest spellings.
        """
        wanted = set(types)
        text = text.encode("utf-8", "replace").decode()  # a command line may hold bytes that are no UTF-8
        if found := self.find_if_any(text, wanted, beginnings=beginnings):
            return found
        raise NotFoundError(f"nothing is called “{text}”.", suggestions=self._nearest(text, wanted))

    def find_if_any(self, text: str, types: Iterable[str] = (), *, beginnings: bool = True) -> str:
        """As ``find``, but "" where nothing has the name. Raises AmbiguousError with the choices."""
        wanted = set(types)
        if found := self._by_identifier(text.strip(), wanted):
            return found
        others = {iri for iri, key in self._not_meant if key == name_key(text)}
        for hits in self._hits(text.strip(), beginnings=beginnings):
            fitting = {iri for iri in hits - others if self.type(iri) and (not wanted or self.type(iri) in wanted)}
            if fitting:
                return self._only(text, fitting)
        return ""

    def _hits(self, text: str, *, beginnings: bool) -> Iterator[set[str]]:
        """The things that a text may name, the surest reading first."""
        yield self._exactly(text)
        key = name_key(text)
        if not key:
            return
        named = [*self._having(key), *self._added_keys.get(key, ())]
        yield {name.iri for name in named if not name.alternative}
        yield {name.iri for name in named}
        if beginnings:
            yield {name.iri for name in self._beginning(key)}

    def _exactly(self, text: str) -> set[str]:
        """Things with this very label, found by the store's index without reading all names."""
        found = set(self._added_texts.get(text, ()))
        for literal in (ox.Literal(text), *(ox.Literal(text, language=language) for language in ("de", "en"))):
            for quad in self._store.quads(predicate=RDFS.label, value=literal):
                if isinstance(quad.subject, ox.NamedNode):
                    found.add(quad.subject.value)
        return found

    @cached_property
    def all(self) -> list[Name]:
        """Every name of every thing in the store."""
        return [Name(*label) for label in self._store.labels() if self.type(label[0])]

    @cached_property
    def _keys(self) -> dict[str, list[Name]]:
        """The names in the store by what people mean by them."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.all:
            found[name_key(name.text)].append(name)
        return found

    @property
    def index(self) -> NameIndex | None:
        """Names looked up in columns, where the store has some."""
        return getattr(self._store, "name_index", None)

    def _having(self, key: str) -> list[Name]:
        if self.index:
            return [Name(*row) for row in self.index.exactly(key)] + self._titles(key)
        return self._keys.get(key, [])

    def _beginning(self, key: str) -> Iterator[Name]:
        if self.index:
            yield from (Name(*row) for row in self.index.beginning(key))
        for other, names in self._keyed():
            if other.startswith(key):
                yield from names

    def titles(self) -> list[Name]:
        """The titles of sources, which no columns hold."""
        return [Name(iri, self.label(iri), "", False) for iri in self.things("Source")]

    def _titles(self, key: str) -> list[Name]:
        return [name for name in self.titles() if name_key(name.text) == key]

    def _keyed(self) -> Iterator[tuple[str, list[Name]]]:
        known = self._titled() if self.index else self._keys
        return chain(known.items(), self._added_keys.items())

    def _titled(self) -> dict[str, list[Name]]:
        return {name_key(name.text): [name] for name in self.titles()}

    def _by_identifier(self, text: str, wanted: set[str]) -> str:
        candidates = [text.strip("<>"), f"{ID}{text}"]
        if text and " " not in text:
            candidates += [f"{ID}{FOLDERS[type_]}/{text}" for type_ in sorted(wanted)]
        for iri in candidates:
            if not _is_iri(iri):
                continue
            for known in dict.fromkeys((iri, self.shown(iri))):
                if (type_ := self.type(known)) and (not wanted or type_ in wanted):
                    return known
        return ""

    def _only(self, text: str, hits: set[str]) -> str:
        actors = {iri for iri in hits if self.type(iri) in ACTORS}
        left = sorted(actors or hits)
        if len(left) == 1:
            return left[0]
        if all(self.type(iri) == "Region" for iri in left) and (region := self._region(text, left)):
            return region
        choices = [f"{iri.removeprefix(ID)} ({self.label(iri)})" for iri in left[:8]]
        raise AmbiguousError(f"“{text}” is the name of {len(left)} things.", choices=choices)

    def _region(self, text: str, hits: list[str]) -> str:
        """The one region that is meant: several names of one area are no ambiguity, and towns have ways to be told."""
        from graph.places import Places

        places = Places(self._store)
        if set(hits) <= places.same_area(hits[0]):
            return hits[0]
        try:
            return places.find(text)
        except NotFoundError:
            return ""

    def _nearest(self, text: str, wanted: set[str]) -> list[str]:
        from rapidfuzz import fuzz, process

        keys = {
            name.text: key
            for key, names in self._keyed()
            for name in names
            if not wanted or self.type(name.iri) in wanted
        }
        wrong = name_key(text)
        if self.index and wrong:
            rows = (row for row in self.index.similar(wrong) if not wanted or self.type(row[0]) in wanted)
            keys |= {text: name_key(text) for _, text, _, _ in rows}
        best = process.extract(wrong, keys, scorer=fuzz.ratio, limit=3, score_cutoff=65)
        if not best and len(wrong) > 4:  # a few words of a long name, in whatever order
            best = process.extract(wrong, keys, scorer=fuzz.token_set_ratio, limit=3, score_cutoff=80)
        return [str(name) for _, _, name in best]


def _is_iri(text: str) -> bool:
    if not text.startswith(("http://", "https://", "urn:")):
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
