"""Records as RDF: the quads of a record in its source's graph, with the evidence of each statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import Field
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from graph.identity import source_iri, statement_iri
from graph.model import DATE, LINK, NUMBER, REFERENCE, TEXT, URL, Evidence, Record, Source, properties
from graph.vocabulary import DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS, VB, XSD, Term, expand

# The plain edges beside the records that carry role, amount and date.
PLAIN_EDGES = {"participations": (VB.partner, "organisation"), "grants": (VB.fundedBy, "funder")}

_DATE_TYPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)


def date_literal(text: str) -> ox.Literal:
    """The date as xsd:date, xsd:gYearMonth or xsd:gYear, by how much of it is known."""
    for pattern, datatype in _DATE_TYPES:
        if pattern.fullmatch(text):
            return ox.Literal(text, datatype=ox.NamedNode(datatype))
    return ox.Literal(text)


def _moment(text: str) -> ox.Literal | None:
    """A day where no more is known, else a date and time."""
    return date_literal(text) if len(text) <= len("2013-06-17") and text else _literal(text, XSD.dateTime)


def canonical(number: str) -> str:
    """A decimal as the store writes it, "5" for "5.0": evidence is found by the statement's very words."""
    whole, _, cents = number.partition(".")
    if number.isascii() and whole.isdigit() and (not cents or cents.isdigit()):
        whole, cents = whole.lstrip("0") or "0", cents.rstrip("0")  # what Decimal gives, several times as fast
        return f"{whole}.{cents}" if cents else whole
    exact = Decimal(number)
    return str(int(exact)) if exact == exact.to_integral_value() else format(exact, "f").rstrip("0")


def source_quads(source: Source) -> Iterator[ox.Quad]:
    """The description of a source (PROV-O, Dublin Core) in its own graph."""
    name = ox.NamedNode(source_iri(source.id))
    yield ox.Quad(name, ox.NamedNode(RDF.type), ox.NamedNode(VB.Source), name)
    yield ox.Quad(name, ox.NamedNode(RDF.type), ox.NamedNode(PROV.Entity), name)
    stated: list[tuple[str, Term | None]] = [
        (RDFS.label, ox.Literal(source.title)),
        (DCTERMS.publisher, _literal(source.publisher)),
        (SCHEMA.url, _literal(source.url, XSD.anyURI)),
        (DCTERMS.issued, date_literal(source.published) if source.published else None),
        (DCTERMS.license, _literal(source.licence)),
        (DCTERMS.language, _literal(source.language)),
        (VB.document, _literal(source.document)),
        (VB.sha256, _literal(source.sha256)),
        (PROV.generatedAtTime, _moment(source.retrieved)),
    ]
    for predicate, value in stated:
        if value is not None:
            yield ox.Quad(name, ox.NamedNode(predicate), value, name)


def is_description(quad: ox.Quad) -> bool:
    """Whether a statement says that its own graph is a source, as ``source_quads`` does."""
    is_type = quad.predicate.value == RDF.type and quad.object == ox.NamedNode(VB.Source)
    return is_type and quad.subject == quad.graph_name


def record_quads(record: Record, source_id: str) -> Iterator[ox.Quad]:
    """All statements of a record and their evidence, in the graph of the source.

    Nested records (grants, participations, needs, figures) come with their own statements, and with the
    plain edge that queries use beside them.
    """
    graph = ox.NamedNode(source_iri(source_id))
    subject = ox.NamedNode(record.iri)
    yield from _stated(subject, RDF.type, ox.NamedNode(VB(record.CLASS)), record.where, graph)
    for span in record.where.spans:
        yield ox.Quad(subject, ox.NamedNode(PROV.wasDerivedFrom), _place(graph, span), graph)
    for name, described in properties(type(record)).items():
        yield from _field_quads(record, subject, name, described, graph, source_id)


def _field_quads(
    record: Record,
    subject: ox.NamedNode,
    name: str,
    described: Field[Any],
    graph: ox.NamedNode,
    source_id: str,
) -> Iterator[ox.Quad]:
    predicate = expand(described.metadata["term"])
    for value in _values(getattr(record, name)):
        if isinstance(value, Record):
            yield from _nested_quads(subject, predicate, name, value, graph, source_id)
            continue
        term, key = _term(described.metadata["value"], value)
        evidence = record.evidence.get((name, key), Evidence())
        yield from _stated(subject, predicate, term, evidence, graph)
        if predicate == SKOS.narrower:  # "lies in" is asked upwards, along skos:broader
            yield ox.Quad(ox.NamedNode(value), ox.NamedNode(SKOS.broader), subject, graph)


def _nested_quads(
    subject: ox.NamedNode, predicate: str, name: str, nested: Record, graph: ox.NamedNode, source_id: str
) -> Iterator[ox.Quad]:
    yield from _stated(subject, predicate, ox.NamedNode(nested.iri), nested.where, graph)
    yield from record_quads(nested, source_id)
    if name in PLAIN_EDGES:
        edge, field_name = PLAIN_EDGES[name]
        target = getattr(nested, field_name)
        if target:
            yield from _stated(subject, edge, ox.NamedNode(target), nested.where, graph)


def _values(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return [(text, language) for language, text in value.items()]
    if isinstance(value, list):
        return value
    return [value] if value != "" else []


def _term(kind: str, value: Any) -> tuple[Term, str]:
    """The RDF term of a field's value, and the key under which the record keeps its evidence."""
    if kind == TEXT:
        text, language = value
        return (ox.Literal(text, language=language) if language else ox.Literal(text)), text
    if kind in (REFERENCE, LINK):
        return ox.NamedNode(value), value
    if kind == DATE:
        return date_literal(value), value
    if kind == URL:
        return ox.Literal(value, datatype=ox.NamedNode(XSD.anyURI)), value
    if kind == NUMBER:
        return ox.Literal(canonical(value), datatype=ox.NamedNode(XSD.decimal)), value
    return ox.Literal(value), value


def is_plain(evidence: Evidence) -> bool:
    """Whether the place of the record is evidence enough, as for tables and lists."""
    cited_on_record = all(span.startswith(("line=", "row=")) for span in evidence.spans)
    return cited_on_record and evidence.certainty == "explicit" and not evidence.note


def _stated(
    subject: ox.NamedNode, predicate: str, value: Term, evidence: Evidence, graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    property_ = ox.NamedNode(predicate)
    yield ox.Quad(subject, property_, value, graph)
    if is_plain(evidence):
        return
    statement = ox.NamedNode(statement_iri(graph.value, subject.value, predicate, str(value)))
    yield ox.Quad(statement, ox.NamedNode(RDF.type), ox.NamedNode(RDF.Statement), graph)
    yield ox.Quad(statement, ox.NamedNode(RDF.subject), subject, graph)
    yield ox.Quad(statement, ox.NamedNode(RDF.predicate), property_, graph)
    yield ox.Quad(statement, ox.NamedNode(RDF.object), value, graph)
    yield ox.Quad(statement, ox.NamedNode(VB.certainty), ox.NamedNode(VB(evidence.certainty)), graph)
    for span in evidence.spans:
        yield ox.Quad(statement, ox.NamedNode(VB.where), _place(graph, span), graph)
    if evidence.note:
        yield ox.Quad(statement, ox.NamedNode(SKOS.note), ox.Literal(evidence.note), graph)


def _place(graph: ox.NamedNode, span: str) -> ox.NamedNode:
    return ox.NamedNode(f"{graph.value}#{span}")


def _literal(text: str, datatype: str = XSD.string) -> ox.Literal | None:
    return ox.Literal(text, datatype=ox.NamedNode(datatype)) if text else None
