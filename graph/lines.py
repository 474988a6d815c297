"""Records as N-Triples: the same statements as ``record_quads``, as text and many times faster.

A million projects are fifteen million statements; making an object of each costs more than storing it. Only
records without evidence of their own are written this way, as rows of tables are: their place in the source is
stated once for the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from graph.model import DATE, LINK, NUMBER, RECORD, REFERENCE, TEXT, URL, Evidence, Record, properties
from graph.triples import PLAIN_EDGES, canonical, date_literal
from graph.vocabulary import RDF, SKOS, VB, XSD, expand

_NO_EVIDENCE = Evidence()
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

# name, kind of value, the predicate between its blanks, the plain edge beside a nested record
_Plan = list[tuple[str, str, str, tuple[str, str] | None]]


def record_lines(record: Record) -> Iterator[str]:
    """The statements of a record and of those it holds, each as "subject predicate object", without the final dot.

    Raises ValueError for evidence of its own, and for a reference or language that RDF cannot hold.
    """
    if record.evidence or record.where != _NO_EVIDENCE:
        raise ValueError("a record with evidence of its own is written by record_quads")
    subject = _iri(record.iri)
    class_, plan = _plan(type(record))
    yield f"{subject}{class_}"
    for name, kind, predicate, edge in plan:
        value = getattr(record, name)
        if not value:
            continue
        if kind == RECORD:
            for nested in value:
                yield f"{subject}{predicate}{_iri(nested.iri)}"
                yield from record_lines(nested)
                if edge and (target := getattr(nested, edge[1])):
                    yield f"{subject}{edge[0]}{_iri(target)}"
        elif isinstance(value, str):
            yield f"{subject}{predicate}{_WRITERS[kind](value)}"
        elif isinstance(value, dict):
            for language, text in value.items():
                yield f"{subject}{predicate}{_text(text, language)}"
        else:
            for item in value:
                yield f"{subject}{predicate}{_text(*item) if kind == TEXT else _WRITERS[kind](item)}"
                if predicate == _NARROWER:
                    yield f"{_iri(item)}{_BROADER}{subject}"


def _plan(record: type[Record]) -> tuple[str, _Plan]:
    if record not in _PLANS:
        _PLANS[record] = _planned(record)
    return _PLANS[record]


_PLANS: dict[type[Record], tuple[str, _Plan]] = {}


def _planned(record: type[Record]) -> tuple[str, _Plan]:
    plan: _Plan = []
    for name, described in properties(record).items():
        edge = PLAIN_EDGES.get(name)
        plan.append(
            (
                name,
                described.metadata["value"],
                _between(expand(described.metadata["term"])),
                (_between(edge[0]), edge[1]) if edge else None,
            )
        )
    return f"{_between(RDF.type)}<{VB(record.CLASS)}>", plan


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


@lru_cache(maxsize=65536)
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
_WRITERS.setdefault("word", literal)
