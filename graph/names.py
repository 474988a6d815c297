"""Which thing does a name mean? Labels, alternative labels, beginnings of them, identifiers and IRIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from graph.errors import AmbiguousError, NotFoundError
from graph.identity import ID, name_key
from graph.vocabulary import RDF, VB

# A name that both an actor and a concept have means the actor: "Mentoring" is the initiative before the theme.
ACTORS = ("Initiative", "Project", "Organisation", "Programme", "Event", "Output", "Need", "Venue")
CONCEPTS = ("Theme", "TargetGroup", "Region", "OrganisationKind", "Source")
TYPES = {VB(name): name for name in (*ACTORS, *CONCEPTS, "Grant", "Participation", "Figure")}


class Labelled(Protocol):
    """What names are read from: a store, or anything with these two methods."""

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        """IRI, text, language, whether alternative."""

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subject and object of each statement with the predicate."""


class Name(NamedTuple):
    """One name of a thing."""

    iri: str
    text: str
    language: str
    alternative: bool


class Names:
    """All names of a store, and what they mean."""

    def __init__(self, store: Labelled) -> None:
        self.types: dict[str, str] = {}
        for subject, type_ in store.pairs(RDF.type):
            if type_ in TYPES:
                self.types.setdefault(subject, TYPES[type_])
        self.names: dict[str, list[Name]] = defaultdict(list)
        for iri, text, language, alternative in store.labels():
            if iri in self.types:
                self.add(iri, text, language, alternative=alternative)

    def add(self, iri: str, text: str, language: str = "", *, alternative: bool = False, type: str = "") -> None:
        """Give a thing one more name."""
        if type:
            self.types[iri] = type
        self.names[iri].append(Name(iri, text, language, alternative))

    def label(self, iri: str, language: str = "de") -> str:
        """The name of a thing in a language, else in another one, else the end of its IRI."""
        proper = [name for name in self.names.get(iri, ()) if not name.alternative]
        for wanted in (language, "", "de", "en"):
            for name in proper:
                if name.language == wanted:
                    return name.text
        return proper[0].text if proper else iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def find(self, text: str, types: Iterable[str] = (), *, beginnings: bool = True) -> str:
        """The IRI of the one thing that a text names.

        Whole names count before beginnings of names, labels before alternative labels, and actors before
        concepts. ``types`` are class names ("Project"); none means any.

        Raises AmbiguousError with the choices, or NotFoundError with the nearest spellings.
        """
        wanted = set(types)
        if found := self._by_identifier(text.strip(), wanted):
            return found
        for hits in self._hits(text, wanted, beginnings=beginnings):
            if hits:
                return self._only(text, hits)
        raise NotFoundError(f"nothing is called “{text}”.", suggestions=self._nearest(text, wanted))

    def _hits(self, text: str, wanted: set[str], *, beginnings: bool) -> Iterator[set[str]]:
        """The things that a text may name, the surest reading first."""
        yield {name.iri for name in self._all(wanted) if not name.alternative and name.text == text}
        key = name_key(text)
        keyed = [(name_key(name.text), name) for name in self._all(wanted)]
        yield {name.iri for other, name in keyed if other == key and not name.alternative}
        yield {name.iri for other, name in keyed if other == key}
        if beginnings and key:
            yield {name.iri for other, name in keyed if other.startswith(key)}

    def _all(self, wanted: set[str]) -> Iterator[Name]:
        for iri, names in self.names.items():
            if not wanted or self.types.get(iri) in wanted:
                yield from names

    def _by_identifier(self, text: str, wanted: set[str]) -> str:
        for iri in (text.strip("<>"), f"{ID}{text}"):
            if iri in self.types and (not wanted or self.types[iri] in wanted):
                return iri
        if text and " " not in text and wanted:
            from graph.model import NESTED, THINGS

            for record in (*THINGS.values(), *NESTED.values()):
                iri = f"{ID}{record.FOLDER}/{text}"
                if record.CLASS in wanted and self.types.get(iri) == record.CLASS:
                    return iri
        return ""

    def _only(self, text: str, hits: set[str]) -> str:
        actors = {iri for iri in hits if self.types[iri] in ACTORS}
        left = sorted(actors or hits)
        if len(left) == 1:
            return left[0]
        choices = [f"{iri.removeprefix(ID)} ({self.label(iri)})" for iri in left[:8]]
        raise AmbiguousError(f"“{text}” is the name of {len(left)} things.", choices=choices)

    def _nearest(self, text: str, wanted: set[str]) -> list[str]:
        from rapidfuzz import fuzz, process

        texts = list(dict.fromkeys(name.text for name in self._all(wanted)))
        keys = [name_key(name) for name in texts]
        best = process.extract(name_key(text), keys, scorer=fuzz.WRatio, limit=3, score_cutoff=70)
        return [texts[index] for _, _, index in best]
