"""Records as N-Triples: the same statements as ``record_quads``, as text and many times faster.

A million projects are fifteen million statements; making an object of each costs more than storing it. Only
records without evidence of their own are written this way, as rows of tables are: their place in the source is
stated once for the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any

from graph.model import DATE, LINK, NO_EVIDENCE, NUMBER, RECORD, REFERENCE, TEXT, URL, Record, properties
from graph.triples import PLAIN_EDGES, canonical, date_literal
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

# kind of value, the predicate between its blanks, the plain edge beside a nested record, how a value is written
_Field = tuple[str, str, tuple[str, Callable[[Any], str]] | None, Callable[[Any], str]]
# the class, what gives all values of a record at once, and the fields
_Plan = tuple[str, Callable[[Any], tuple[Any, ...]], list[_Field]]


def record_lines(record: Record) -> list[str]:
    """The statements of a record and of those it holds, each as "subject predicate object", without the final dot.

    Raises ValueError for evidence of its own, and for a reference or language that RDF cannot hold.
    """
    lines: list[str] = []
    _write(record, _iri(record.iri), lines)
    return lines


def _write(record: Record, subject: str, lines: list[str]) -> None:
    if record.evidence or (record.where is not NO_EVIDENCE and record.where != NO_EVIDENCE):
        raise ValueError("a record with evidence of its own is written by record_quads")
    class_, values_of, plan = _PLANS.get(type(record)) or _planned(type(record))
    lines.append(f"{subject}{class_}")
    values = values_of(record)
    for (kind, predicate, edge, written), value in compress(zip(plan, values, strict=True), values):
        if isinstance(value, str):
            lines.append(f"{subject}{predicate}{written(value)}")
        elif isinstance(value, dict):
            for language, text in value.items():
                lines.append(f"{subject}{predicate}{_text(text, language)}")
        elif kind == RECORD:
            for nested in value:
                name = _iri(nested.iri)
                lines.append(f"{subject}{predicate}{name}")
                _write(nested, name, lines)
                if edge and (target := edge[1](nested)):
                    lines.append(f"{subject}{edge[0]}{_iri(target)}")
        else:
            for item in value:
                lines.append(f"{subject}{predicate}{_text(*item) if kind == TEXT else written(item)}")
                if predicate == _NARROWER:
                    lines.append(f"{_iri(item)}{_BROADER}{subject}")


_PLANS: dict[type[Record], _Plan] = {}


def _planned(record: type[Record]) -> _Plan:
    plan: list[_Field] = []
    for name, described in properties(record).items():
        kind = described.metadata["value"]
        edge = PLAIN_EDGES.get(name)
        plain = (_between(edge[0]), attrgetter(edge[1])) if edge else None
        plan.append((kind, _between(expand(described.metadata["term"])), plain, _WRITERS.get(kind, literal)))
    class_ = f"{_between(RDF.type)}<{VB(record.CLASS)}>"
    _PLANS[record] = class_, attrgetter(*properties(record)), plan
    return _PLANS[record]


def _between(predicate: str) -> str:
    return f" <{predicate}> "


_NARROWER, _BROADER = _between(SKOS.narrower), _between(SKOS.broader)


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
