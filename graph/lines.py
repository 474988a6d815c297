"""Records as N-Triples: the same statements as ``record_quads``, as text and many times faster.

A million projects are twenty million statements; making an object of each costs more than storing it. Only
records without evidence on the whole are written this way, as rows of tables are: their place in the source is
stated once for the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any

from graph.identity import statement_iri
from graph.model import DATE, LINK, NO_EVIDENCE, NUMBER, RECORD, REFERENCE, TEXT, URL, Evidence, Record, properties
from graph.triples import PLAIN_EDGES, canonical, date_literal, is_plain
from graph.vocabulary import RDF, SKOS, VB, XSD, expand

# What may not stand in an IRI (N-Triples, IRIREF), and what must be escaped in a text.
_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(32), 127)} | {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")

# field, kind of value, the predicate between its blanks, the plain edge beside a nested record, how a value is written
_Field = tuple[str, str, str, tuple[str, Callable[[Any], str]] | None, Callable[[Any], str]]
# the class, what gives all values of a record at once, and the fields
_Plan = tuple[str, Callable[[Any], tuple[Any, ...]], list[_Field]]


def record_lines(record: Record, graph: str = "") -> list[str]:
    """The statements of a record and of those it holds, each as "subject predicate object", without the final dot.

    ``graph`` is needed for evidence on single values. Raises ValueError for evidence on the record as a whole, and
    for a reference or language that RDF cannot hold.
    """
    lines: list[str] = []
    _write(record, _iri(record.iri), graph, lines)
    return lines


def _write(record: Record, subject: str, graph: str, lines: list[str]) -> None:
    if record.where is not NO_EVIDENCE and record.where != NO_EVIDENCE:
        raise ValueError("a record with evidence of its own is written by record_quads")
    class_, values_of, plan = _PLANS.get(type(record)) or _planned(type(record))
    lines.append(f"{subject}{class_}")
    values = values_of(record)
    cited = record.evidence
    for (name, kind, predicate, edge, written), value in compress(zip(plan, values, strict=True), values):
        if kind == RECORD:
            for nested in value:
                inner = _iri(nested.iri)
                lines.append(f"{subject}{predicate}{inner}")
                _write(nested, inner, graph, lines)
                if edge and (target := edge[1](nested)):
                    lines.append(f"{subject}{edge[0]}{_iri(target)}")
            continue
        if isinstance(value, str):
            stated = [(value, written(value))]
        elif isinstance(value, dict):
            stated = [(text, _text(text, language)) for language, text in value.items()]
        elif kind == TEXT:
            stated = [(text, _text(text, language)) for text, language in value]
        else:
            stated = [(item, written(item)) for item in value]
        for key, term in stated:
            lines.append(f"{subject}{predicate}{term}")
            if cited and (evidence := cited.get((name, key))):
                _cite(evidence, (subject, predicate, term), graph, lines)
            if predicate == _NARROWER:
                lines.append(f"{term}{_BROADER}{subject}")


def _cite(evidence: Evidence, stated: tuple[str, str, str], graph: str, lines: list[str]) -> None:
    """A statement about a statement, where its evidence is more than the record's own row."""
    if is_plain(evidence):
        return
    subject, predicate, term = stated
    statement = f"<{statement_iri(graph, subject[1:-1], predicate[2:-2], term)}>"
    lines.append(f"{statement}{_STATEMENT}")
    lines.append(f"{statement}{_SUBJECT}{subject}")
    lines.append(f"{statement}{_PREDICATE}{predicate[1:-1]}")
    lines.append(f"{statement}{_OBJECT}{term}")
    lines.append(f"{statement}{_CERTAINTY}<{VB(evidence.certainty)}>")
    lines.extend(f"{statement}{_WHERE}{_iri(f'{graph}#{span}')}" for span in evidence.spans)
    if evidence.note:
        lines.append(f"{statement}{_NOTE}{literal(evidence.note)}")


_PLANS: dict[type[Record], _Plan] = {}


def _planned(record: type[Record]) -> _Plan:
    plan: list[_Field] = []
    for name, described in properties(record).items():
        kind = described.metadata["value"]
        edge = PLAIN_EDGES.get(name)
        plain = (_between(edge[0]), attrgetter(edge[1])) if edge else None
        plan.append((name, kind, _between(expand(described.metadata["term"])), plain, _WRITERS.get(kind, literal)))
    class_ = f"{_between(RDF.type)}<{VB(record.CLASS)}>"
    _PLANS[record] = class_, attrgetter(*properties(record)), plan
    return _PLANS[record]


def _between(predicate: str) -> str:
    return f" <{predicate}> "


_NARROWER, _BROADER, _NOTE = _between(SKOS.narrower), _between(SKOS.broader), _between(SKOS.note)
_STATEMENT = f"{_between(RDF.type)}<{RDF.Statement}>"
_SUBJECT, _PREDICATE, _OBJECT = _between(RDF.subject), _between(RDF.predicate), _between(RDF.object)
_CERTAINTY, _WHERE = _between(VB.certainty), _between(VB.where)


@lru_cache(maxsize=65536)
def _iri(value: str) -> str:
    if not value or _NOT_IRI.search(value) or ":" not in value:
        raise ValueError(f"“{value}” is no IRI")
    return f"<{value}>"


def _text(text: str, language: str = "") -> str:
    if not language:
        return literal(text)
    return f"{literal(text)}@{_language(language)}"


@cache
def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError(f"“{tag}” is no language tag")
    return tag.lower()


def literal(text: str) -> str:
    """A text between quotes, escaped as N-Triples and pyoxigraph escape it."""
    if _ESCAPED.search(text):
        text = _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    return f'"{text}"'


@lru_cache(maxsize=65536)
def _date(value: str) -> str:
    return str(date_literal(value))


@lru_cache(maxsize=4096)
def _number(value: str) -> str:
    return f'"{canonical(value)}"^^<{XSD.decimal}>'


def _url(value: str) -> str:
    return f"{literal(value)}^^<{XSD.anyURI}>"


_WRITERS: dict[str, Any] = {
    REFERENCE: _iri,
    LINK: _iri,
    DATE: _date,
    NUMBER: _number,
    URL: _url,
    TEXT: _text,
}
