"""Is the graph valid? The rules of ``shapes.ttl`` (SHACL) over all sources, as findings that people can act on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

import pyoxigraph as ox

from graph.errors import NotFoundError
from graph.evidence import Citation, citations, fragment
from graph.identity import source_iri
from graph.names import Names
from graph.rules import SEVERITIES, rules
from graph.store import GraphStore
from graph.validation import Result, Subject, union, validate
from graph.vocabulary import RDF, VB, Term, compact, term_label

# A property that is not declared may stand on each line of a source; so many places say where to look.
MOST_PLACES = 10


@dataclass(slots=True)
class Finding:
    """A thing that breaks a rule.

    ``severity`` is "violation", "warning" or "info". ``property`` (an IRI) and ``value`` say which statement breaks
    the rule; ``value`` is empty where a statement is missing. ``sources`` are where that statement, or else the
    thing, comes from.
    """

    thing: str
    label: str
    rule: str
    severity: str
    message: str
    expected: str
    property: str
    value: str
    sources: list[Citation]


@dataclass(slots=True)
class Report:
    """The findings by severity, thing and rule, and how many statements and rules were checked."""

    findings: list[Finding]
    statements: int
    rules: int

    @property
    def counts(self) -> dict[str, int]:
        """The number of findings of each severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    @property
    def conforms(self) -> bool:
        """Whether no rule is violated; warnings and hints do not count."""
        return not self.counts["violation"]


def check(store: GraphStore, *, lang: str = "de", source: str | None = None) -> Report:
    """What breaks the rules, in words, and the sources it comes from.

    All sources are checked together, since one may name what another one declares; ``source`` (an id or IRI) keeps
    the findings that this source has a part in. Raises NotFoundError for a source that was not loaded.
    """
    wanted = _source(store, source) if source else ""
    words = _Words(store, lang)
    findings = [words.finding(result) for result in set(validate(union(store)))]
    if wanted:
        findings = [one for one in findings if any(cited.source == wanted for cited in one.sources)]
    findings.sort(key=lambda one: (SEVERITIES.index(one.severity), one.label, one.thing, one.rule, one.value))
    return Report(findings, len(store), len(rules()))


def _source(store: GraphStore, source: str) -> str:
    known = [about.id for about, _ in store.sources()]
    if source_iri(source) not in map(source_iri, known):
        raise NotFoundError(f"no source is called “{source}”; loaded are {', '.join(known)}.")
    return source_iri(source)


class _Words:
    """Results of the engine in the words of a language."""

    def __init__(self, store: GraphStore, lang: str) -> None:
        self.store = store
        self.lang = lang if lang == "de" else "en"
        self.names = Names(store)

    def finding(self, result: Result) -> Finding:
        rule = rules()[result.shape]
        values = [result.value] if result.value and result.value != result.thing else self._values(result)
        return Finding(
            thing=_text(result.thing),
            label=self._label(result.thing),
            rule=rule.id,
            severity=rule.severity,
            message=rule.message[self.lang],
            expected=rule.expected[self.lang],
            property=result.property,
            value=", ".join(sorted(map(_text, values))),
            sources=self._sources(result, values),
        )

    def _values(self, result: Result) -> list[Term]:
        """All that the thing has of the property, for a rule about these together."""
        about = self._about(result.thing) if result.property else []
        found = {quad.object: None for quad in about if quad.predicate.value == result.property}
        return [value for value in found if not isinstance(value, ox.Triple)]

    def _label(self, thing: Subject) -> str:
        iri = _text(thing)
        if iri.startswith(VB):
            return compact(iri)
        if self._is_named(thing):
            return self.names.label(iri, self.lang)
        stated = {quad.predicate.value: quad.object for quad in self._about(thing)}
        if RDF.subject in stated and RDF.predicate in stated:
            return self._part(stated[RDF.subject], _text(stated[RDF.predicate]))
        holders = (quad for quad in self.store.quads(value=thing) if self._is_named(quad.subject))
        held = next(holders, None)
        return self._part(held.subject, held.predicate.value) if held else compact(iri)

    def _is_named(self, thing: Term | ox.Triple) -> bool:
        return isinstance(thing, ox.NamedNode) and self.names.has_label(thing.value)

    def _part(self, holder: Term | ox.Triple, property: str) -> str:
        """The name of what has none, by what it belongs to: "Mitmachportal · Kennzahl"."""
        name = self.names.label(_text(holder), self.lang) if isinstance(holder, ox.NamedNode) else _text(holder)
        return f"{name} · {term_label(property, self.lang)}"

    def _sources(self, result: Result, values: list[Term]) -> list[Citation]:
        """Where the statement comes from that breaks the rule; else where the thing is said to be what it is."""
        about = self._about(result.thing)
        if places := [quad for quad in about if quad.predicate.value == VB.where]:  # evidence knows its own place
            return [Citation(_text(quad.graph_name), fragment(_text(quad.object))) for quad in places]
        breaking = (quad for quad in about if quad.object in values and result.property in {"", quad.predicate.value})
        typed = (quad for quad in about if quad.predicate.value == RDF.type)
        quads = list(breaking) or list(typed) or about or self._uses(result.thing)
        return sorted({cited: None for quad in quads[:MOST_PLACES] for cited in self._cited(quad)})

    def _uses(self, thing: Subject) -> list[ox.Quad]:
        """Statements that speak of something of which nothing is stated."""
        as_property = self.store.quads(predicate=thing.value) if isinstance(thing, ox.NamedNode) else iter(())
        return list(islice(chain(as_property, self.store.quads(value=thing)), MOST_PLACES))

    def _cited(self, quad: ox.Quad) -> list[Citation]:
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            return citations(self.store, quad.subject.value, quad.predicate.value, quad.object)
        return [Citation(_text(quad.graph_name), "")]

    def _about(self, thing: Subject) -> list[ox.Quad]:
        if isinstance(thing, ox.NamedNode):
            return list(self.store.quads(subject=thing.value))
        return self._nameless.get(thing, [])

    @cached_property
    def _nameless(self) -> dict[ox.BlankNode, list[ox.Quad]]:
        """What is stated of each thing without an IRI."""
        found: dict[ox.BlankNode, list[ox.Quad]] = {}
        for quad in self.store.quads():
            if isinstance(quad.subject, ox.BlankNode):
                found.setdefault(quad.subject, []).append(quad)
        return found


def _text(term: Term | ox.Triple | ox.DefaultGraph) -> str:
    return str(term) if isinstance(term, ox.Triple | ox.DefaultGraph) else term.value
