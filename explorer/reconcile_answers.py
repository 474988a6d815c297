"""What names may mean, as text; and the words for what the reconciliation service names by ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.answers_text import one_line, wrapped
from explorer.language import WORDS, number, say
from explorer.match_answers import reason_words
from graph.matching.query import PROPERTIES, TYPES, Query

if TYPE_CHECKING:
    from graph.matching.lookup import Found
    from graph.matching.reconciliation import Reconciliation

_INDENT = " " * 8
_REASONS = 4  # the weightiest


def titles(language: str) -> dict[str, str]:
    """Words for classes and properties, where the language has some."""
    words = {name: say(name, language) for name in TYPES if name in WORDS}
    sides = {name: say(f"side.{name}", language) for name in ("names", "identifiers", "projects", "sources")}
    features = {name: say(f"feature.{name}", language) for name in PROPERTIES if f"feature.{name}" in WORDS}
    return {**words, **features, **sides, "website": say("feature.domain", language)}


def answer_text(query: Query, service: Reconciliation, language: str) -> Iterator[str]:
    """A query, and under it the things that it may mean, each with the reasons."""
    found = service.find(query)
    asked = query.text or ", ".join(f"{name}: {value}" for name, value in query.properties)
    yield one_line(asked) + ("" if found else f": {say('reconcile.none', language)}")
    for one, is_answer in found:
        yield from _found_text(one, is_answer, service, language)


def _found_text(one: Found, is_answer: bool, service: Reconciliation, language: str) -> Iterator[str]:
    name, about = service.described(one)
    mark = f" [{say('reconcile.match', language)}]" if is_answer else ""
    told = f" ({one_line(about)})" if about else ""
    yield from wrapped(f"{one_line(name)}{told}{mark}", "", f"{number(one.score, language, 1):>6}  ")
    yield f"{_INDENT}{one.iri}"
    for reason in one.reasons[:_REASONS]:
        yield from wrapped(reason_words(reason, service.names, language), _INDENT, "· ")
