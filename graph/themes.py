"""Themes and target groups: a name becomes a concept, and two concepts have a closeness.

The concepts and their tree (``skos:broader``) are read once from a store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, Protocol

from graph.errors import AmbiguousError, NotFoundError
from graph.hierarchy import Hierarchy, grouped
from graph.identity import ID, name_key
from graph.vocabulary import SKOS

Kind = Literal["theme", "target-group"]

_KINDS: tuple[Kind, ...] = ("theme", "target-group")
_SUGGESTIONS = 3
_SIMILAR = 60  # rapidfuzz score: "Mentorink" still finds "Mentoring" (89), "qqxyzzy" finds nothing
_CHOICES = 8


class ConceptStore(Protocol):
    """What themes need of a store."""

    def pairs(self, predicate_iri: str) -> Iterable[tuple[str, str]]:
        """Subject and object of every statement with this predicate."""
        ...

    def labels(self) -> Iterable[tuple[str, str, str, bool]]:
        """IRI, text, language and whether the label is an alternative one."""
        ...


class Themes:
    """The themes and target groups of a store; IRIs in, IRIs out."""

    def __init__(self, store: ConceptStore) -> None:
        self._store = store
        self._concepts: dict[Kind, frozenset[str]] = {}
        # A search for partners asks the same pairs again for each candidate.
        self._closeness: dict[tuple[str, str], float] = {}
        self._common: dict[tuple[str, str], str | None] = {}
        self._climbs: dict[tuple[str, str], tuple[str, ...]] = {}

    def find(self, name: str, kind: Kind = "theme") -> str:
        """The IRI of the concept with this label (de, en), alternative label, slug, IRI or start of a label.

        Case, accents and the spelling of umlauts do not count. A label goes before an alternative label, a
        whole one before the start of one. Raises AmbiguousError with choices, NotFoundError with the
        nearest spellings.
        """
        wanted = name.strip()
        concepts = self.concepts(kind)
        for iri in (wanted, f"{ID}{kind}/{wanted.lower()}", f"{ID}{wanted.lower()}"):
            if iri in concepts:
                return iri
        matches = self._matches(name_key(wanted), kind)
        if len(matches) == 1:
            return matches[0]
        noun = kind.replace("-", " ")
        if matches:
            choices = [f"{self.label(iri)} ({iri.removeprefix(ID)})" for iri in matches[:_CHOICES]]
            raise AmbiguousError(f"“{wanted}” may be any of {len(matches)} {noun}s.", choices=choices)
        raise NotFoundError(f"no {noun} is called “{wanted}”.", suggestions=self._nearest(wanted, kind))

    def concepts(self, kind: Kind = "theme") -> frozenset[str]:
        """The IRIs of all themes, or of all target groups."""
        if kind not in self._concepts:
            labelled = {iri for iri, _, _, _ in self._texts if self._kind(iri) == kind}
            self._concepts[kind] = self._hierarchies[kind].concepts | labelled
        return self._concepts[kind]

    def label(self, iri: str, lang: str = "de") -> str:
        """The label in this language, else in German, in English or in any; without a label, the IRI."""
        texts = self._labels.get(iri, {})
        return texts.get(lang) or texts.get("de") or texts.get("en") or next(iter(texts.values()), iri)

    def names(self, kind: Kind = "theme") -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """All labels, then all alternative labels, in any language, each with its concept."""
        labels: list[tuple[str, str]] = []
        alternatives: list[tuple[str, str]] = []
        for iri, text, _, alternative in self._texts:
            if self._kind(iri) == kind:
                (alternatives if alternative else labels).append((text, iri))
        return labels, alternatives

    def is_of_thesaurus(self, concept: str) -> bool:
        """Whether a concept is one of our own thesaurus, and not of a scheme that was loaded."""
        return concept in self._schemed

    def broader(self, concept: str) -> tuple[str, ...]:
        """The directly broader concepts, sorted by IRI."""
        return self._hierarchy(concept).broader(concept)

    def ancestors(self, concept: str) -> dict[str, int]:
        """Every broader concept with its least distance in steps, nearest first."""
        return self._hierarchy(concept).ancestors(concept)

    def within(self, concept: str) -> frozenset[str]:
        """The concept itself and everything narrower."""
        return self._hierarchy(concept).within(concept)

    def common(self, first: str, second: str) -> str | None:
        """The most specific concept that is at or above both, or None."""
        pair = (first, second)
        if pair not in self._common:
            self._common[pair] = self._hierarchy(first).common(first, second)
        return self._common[pair]

    def climb(self, concept: str, top: str) -> tuple[str, ...]:
        """The concepts from one up to a broader one, both included."""
        if (concept, top) not in self._climbs:
            steps = [concept]
            while steps[-1] != top:
                parents = self.broader(steps[-1])
                steps.append(next(up for up in parents if up == top or top in self.ancestors(up)))
            self._climbs[concept, top] = tuple(steps)
        return self._climbs[concept, top]

    def closeness(self, first: str, second: str) -> float:
        """How near two concepts are in meaning, from 0 to 1 (Lin 1998; see ``Hierarchy.closeness``)."""
        pair = (first, second)
        if pair not in self._closeness:
            self._closeness[pair] = self._hierarchy(first).closeness(first, second)
        return self._closeness[pair]

    def _matches(self, key: str, kind: Kind) -> list[str]:
        if not key:
            return []
        labels, alternatives = self._keys[kind]
        both = (*labels.items(), *alternatives.items())
        starting = {iri for text, iris in both if text.startswith(key) for iri in iris}
        found = sorted(labels.get(key) or alternatives.get(key) or starting)
        # What a loaded scheme calls the same lies below the theme of the thesaurus, so that it is found with it.
        return [iri for iri in found if iri in self._schemed] or found

    def _nearest(self, name: str, kind: Kind) -> list[str]:
        """The spellings most like the name, one a concept, best first."""
        from rapidfuzz import fuzz, process

        rows = sorted((text, iri) for iri, text, _, _ in self._texts if self._kind(iri) == kind)
        keys = [name_key(text) for text, _ in rows]
        scored = process.extract(name_key(name), keys, scorer=fuzz.WRatio, limit=len(keys), score_cutoff=_SIMILAR)
        best: dict[str, str] = {}
        for _, _, place in scored:
            text, iri = rows[place]
            best.setdefault(iri, text)
        return list(best.values())[:_SUGGESTIONS]

    def _hierarchy(self, concept: str) -> Hierarchy:
        return self._hierarchies[self._kind(concept) or "theme"]

    def _kind(self, iri: str) -> Kind | None:
        """A concept is of the kind that its scheme says, else the folder of its IRI, else what it lies below."""
        folder = (kind for kind in _KINDS if iri.startswith(f"{ID}{kind}/"))
        return self._schemed.get(iri) or next(folder, None) or self._below.get(iri)

    @cached_property
    def _schemed(self) -> dict[str, Kind]:
        kinds = {f"{ID}{kind}-scheme": kind for kind in _KINDS}
        pairs = self._store.pairs(SKOS.inScheme)
        return {concept: kinds[scheme] for concept, scheme in pairs if scheme in kinds}

    @cached_property
    def _broader(self) -> list[tuple[str, str]]:
        return list(self._store.pairs(SKOS.broader))

    @cached_property
    def _below(self) -> dict[str, Kind]:
        """The kind of concepts of other schemes that lie, some steps up, below a theme or target group."""
        narrower = grouped((high, low) for low, high in self._broader)
        found: dict[str, Kind] = {}
        for kind in _KINDS:
            tops = {iri for iri in narrower if iri.startswith(f"{ID}{kind}/")}
            open_ = {*tops, *(iri for iri, known in self._schemed.items() if known == kind)}
            while open_:
                open_ = {low for high in open_ for low in narrower.get(high, ()) if low not in found}
                found.update(dict.fromkeys(open_, kind))
        return found

    @cached_property
    def _hierarchies(self) -> dict[Kind, Hierarchy]:
        """The concepts with a scheme or a place in the tree, known without reading a label."""
        pairs = [pair for pair in self._broader if self._kind(pair[0])]
        seen = {*self._schemed, *(iri for pair in pairs for iri in pair)}
        return {
            kind: Hierarchy((iri for iri in seen if self._kind(iri) == kind), pairs, self._schemed) for kind in _KINDS
        }

    @cached_property
    def _texts(self) -> list[tuple[str, str, str, bool]]:
        return [row for row in self._store.labels() if self._kind(row[0])]

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for iri, text, lang, alternative in self._texts:
            if not alternative:
                found[iri].setdefault(lang, text)
        return dict(found)

    @cached_property
    def _keys(self) -> dict[Kind, tuple[dict[str, set[str]], dict[str, set[str]]]]:
        """For each kind the normalised labels and alternative labels with the concepts that have them."""

        def keys(kind: Kind, alternative: bool) -> dict[str, set[str]]:
            rows = (row for row in self._texts if row[3] == alternative and self._kind(row[0]) == kind)
            return grouped((name_key(text), iri) for iri, text, _, _ in rows)

        return {kind: (keys(kind, False), keys(kind, True)) for kind in _KINDS}
