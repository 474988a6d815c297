"""What the page asks first: what a store holds, its questions, and the words of its queries."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from explorer.answer_types import Answer as AnswerJson
from explorer.answer_types import Cell as CellJson
from explorer.answer_types import NamedTerm, Status, TypeCount, Vocabulary
from explorer.answer_types import Question as QuestionJson
from explorer.answers_json import Answers
from explorer.language import say
from graph.consortium.library import rule_sets
from graph.names import ACTORS
from graph.request import SEEKERS
from graph.version import version
from graph.vocabulary import ONTOLOGY, OWL, PREFIXES, RDF, RDFS, VB, compact, expand, term_label
from queries.library import Answer, Cell, Question

if TYPE_CHECKING:
    from explorer.serving.desk import Desk

MOST_SEEKERS = 60
# Standard terms that queries need as often as our own.
_OTHERS = (
    "rdf:type", "rdfs:label", "skos:altLabel", "skos:broader", "skos:notation", "schema:startDate", "schema:endDate",
    "schema:url", "dcterms:description", "dcterms:identifier", "dcterms:source", "owl:sameAs", "geo:lat", "geo:long",
    "prov:wasDerivedFrom",
)  # fmt: skip


def status_json(desk: Desk, language: str) -> Status:
    """The state of the store."""
    answers, limits, by_type = desk.answers(language), desk.settings, desk.counted
    types: list[TypeCount] = [
        {"id": name, "label": say(name, language), "count": count} for name, count in by_type.items()
    ]
    return {
        "version": version(),
        "revision": desk.revision,
        "title": desk.title,
        "things": sum(count for name, count in by_type.items() if name in ACTORS),
        "statements": sum(count for _, count in desk.sources),
        "sources": answers.sources(desk.sources)["sources"],
        "types": types,
        "rules": [{"id": one.name, "label": one.title[language]} for one in rule_sets()],
        "seekers": [answers.thing(iri) for iri in desk.seekers],
        "limits": {"nodes": limits["nodes"], "rows": limits["rows"], "seconds": limits["seconds"]},
    }


def seekers(desk: Desk) -> list[str]:
    """Things that partners can be asked for: those that seek some first, then those with most links."""
    names = desk.store.names
    found = sorted({subject for subject, _ in desk.store.links(VB.seeks)})
    for type_ in ("Initiative", "Project", "Organisation"):
        found += _most_linked(desk, type_) if desk.has_catalogue else names.things(type_)[:MOST_SEEKERS]
    return [iri for iri in dict.fromkeys(found) if names.type(iri) in SEEKERS][:MOST_SEEKERS]


def _most_linked(desk: Desk, type_: str) -> list[str]:
    from graph.catalogue import Filter

    narrowed = Filter(type=(type_,))
    return [row.id for row in desk.catalogue.table(narrowed, sort="links", descending=True, limit=MOST_SEEKERS).rows]


# ---------------------------------------------------------------------- the words of queries


def vocabulary_json(desk: Desk, language: str) -> Vocabulary:
    """Prefixes, and the classes and properties of the ontology by name."""
    del desk
    terms = list(ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE))

    def of(*kinds: str) -> list[str]:
        found = {
            quad.subject.value
            for quad in terms
            if quad.predicate.value == RDF.type
            and isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.NamedNode)
            and quad.object.value in kinds
        }
        return sorted(found)

    def named(iris: list[str]) -> list[NamedTerm]:
        return [{"iri": iri, "label": term_label(iri, language)} for iri in iris]

    properties = of(OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property, OWL.AnnotationProperty)
    return {
        "prefixes": {name: str(start) for name, start in PREFIXES.items()},
        "classes": named(of(OWL.Class, RDFS.Class)),
        "properties": named(list(dict.fromkeys([*properties, *map(expand, _OTHERS)]))),
    }


# ---------------------------------------------------------------------- questions


def question_json(question: Question, language: str) -> QuestionJson:
    """A question with its parameters and query."""
    return {
        "name": question.name,
        "summary": question.title[language],
        "description": question.meaning[language],
        "costs": question.costs[language] if question.costs else "",
        "tags": list(question.tags),
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "required": one.required,
                "default": one.default,
                "example": one.example,
                "description": one.description[language],
            }
            for one in question.parameters
        ],
        "sparql": question.sparql,
    }


def answer_json(found: Answer, answers: Answers, began: float, most: int) -> AnswerJson:
    """The rows of an answer as cells, with the names of things, and what is needed to get them again."""
    every = [source for source, _ in answers.store.sources()]
    about = answers.sourced(every)
    return {
        "query": {
            "question": found.question.name,
            "parameters": {
                name: {"value": value.term.value, "label": value.label} for name, value in found.parameters.items()
            },
        },
        "columns": [{"name": name, "title": title} for name, title in zip(found.columns, found.titles, strict=True)],
        "rows": [[_cell(cell, answers) for cell in row] for row in found.rows[:most]],
        "count": len(found.rows),
        "cut": len(found.rows) > most,
        "took_ms": round((perf_counter() - began) * 1000, 1),
        "sources": about["sources"],
        "version": about["version"],
    }


def _cell(cell: Cell, answers: Answers) -> CellJson:
    found: CellJson = {"value": cell.value, "kind": cell.kind}  # type: ignore[typeddict-item]
    if cell.datatype:
        found["datatype"] = cell.datatype
    if cell.language:
        found["language"] = cell.language
    if cell.kind == "iri" and answers.names.type(cell.value):
        found["label"] = answers.names.label(cell.value, answers.language)
    elif cell.kind == "iri" and (short := compact(cell.value)) != cell.value:
        found["label"] = short
    return found
