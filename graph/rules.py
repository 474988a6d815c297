"""The rules of ``shapes.ttl`` in words: what each one says is wrong, and what it expects instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from graph.vocabulary import RDF, SHAPES, Namespace, Term, compact, term_label

SH = Namespace("http://www.w3.org/ns/shacl#")
RULES = Namespace("https://w3id.org/verbund/shapes#")
SEVERITIES = ("violation", "warning", "info")

# What a constraint expects, for the shapes that do not describe it themselves; {} is the constraint's value.
_WORDS = {
    "minCount": {"de": "mindestens {} × {property}", "en": "at least {} × {property}"},
    "maxCount": {"de": "höchstens {} × {property}", "en": "at most {} × {property}"},
    "class": {"de": "{}", "en": "{}"},
    "in": {"de": "eines von: {}", "en": "one of: {}"},
    "nodeKind": {"de": "eine {}", "en": "an {}"},
}
_OR = {"de": " oder ", "en": " or "}


@dataclass(slots=True, frozen=True)
class Rule:
    """One rule: its name, how bad it is to break it, and the words for it by language."""

    id: str
    severity: str
    message: dict[str, str]
    expected: dict[str, str]


@cache
def rules() -> dict[str, Rule]:
    """All rules by the IRI of their shape, in the order of ``shapes.ttl``."""
    shapes = _Shapes()
    return {iri: _rule(shapes, iri) for iri in shapes.subjects(SH.severity)}


class _Shapes:
    """The statements of ``shapes.ttl``, in the order of the file."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[Term]] = {}
        for quad in ox.parse(path=str(SHAPES), format=ox.RdfFormat.TURTLE):
            self._values.setdefault((_text(quad.subject), quad.predicate.value), []).append(quad.object)

    def subjects(self, predicate: str) -> Iterator[str]:
        return (subject for subject, known in self._values if known == predicate)

    def values(self, subject: str, predicate: str) -> list[Term]:
        return self._values.get((subject, predicate), [])

    def members(self, head: str) -> Iterator[Term]:
        """The members of an RDF list."""
        while head != RDF.nil:
            yield from self.values(head, RDF.first)
            (rest,) = self.values(head, RDF.rest)
            head = _text(rest)


def _rule(shapes: _Shapes, iri: str) -> Rule:
    (severity,) = shapes.values(iri, SH.severity)
    described = _by_language(shapes.values(iri, SH.description))
    return Rule(
        id=iri.removeprefix(RULES),
        severity=_text(severity).removeprefix(SH).lower(),
        message=_by_language(shapes.values(iri, SH.message)),
        expected={language: described.get(language) or _expected(shapes, iri, language) for language in _OR},
    )


def _expected(shapes: _Shapes, iri: str, language: str) -> str:
    """What the constraints of a shape expect: "at least 2 × member", "programme", "organisation or project"."""
    path = next(iter(shapes.values(iri, SH.path)), None)
    about = term_label(path.value, language) if isinstance(path, ox.NamedNode) else ""
    said = []
    for name, words in _WORDS.items():
        for value in shapes.values(iri, SH(name)):
            named = [value] if not isinstance(value, ox.BlankNode) else list(shapes.members(_text(value)))
            text = ", ".join(_name(one, language) for one in named)
            said.append(words[language].format(text, property=about))
    for choices in shapes.values(iri, SH("or")):
        each = (_expected(shapes, _text(choice), language) for choice in shapes.members(_text(choices)))
        said.append(_OR[language].join(filter(None, each)))
    return "; ".join(said)


def _name(term: Term, language: str) -> str:
    if isinstance(term, ox.NamedNode):
        return "IRI" if term.value == SH.IRI else f"{term_label(term.value, language)} ({compact(term.value)})"
    return _text(term)


def _by_language(texts: list[Term]) -> dict[str, str]:
    return {text.language or "": text.value for text in texts if isinstance(text, ox.Literal)}


def _text(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
