"""A parameter's value as people write it, and the RDF term that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property

import pyoxigraph as ox

from graph.errors import QueryError
from graph.places import Places
from graph.store import GraphStore
from graph.themes import Themes
from graph.triples import date_literal
from graph.vocabulary import XSD, Term
from queries.header import LANGUAGES, Parameter

CLASSES = {
    "programme": ["Programme"],
    "organisation": ["Organisation"],
    "project": ["Project"],
    "initiative": ["Initiative"],
    "event": ["Event"],
    "thing": [],
}
_DATE = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$", re.ASCII)
_YEAR = re.compile(r"^\d{4}$", re.ASCII)


@dataclass(slots=True, frozen=True)
class Value:
    """What a parameter was given: the term that is bound, and how people call it."""

    term: Term
    label: str

    @property
    def text(self) -> str:
        """The IRI or the text."""
        return str(self.term.value)


class Values:
    """Turns what people write into terms; names are read from the store when the first one is needed."""

    def __init__(self, store: GraphStore, language: str) -> None:
        self._store = store
        self._language = language

    def read(self, parameter: Parameter, text: str) -> Value:
        """The value that a text stands for.

        Raises NotFoundError or AmbiguousError for a name, and QueryError for anything else that does not fit.
        """
        if parameter.type == "region":
            return self._thing(self._places.find(text), self._places.label)
        if parameter.type == "theme":
            return self._thing(self._themes.find(text, "theme"), self._themes.label)
        if parameter.type == "target-group":
            return self._thing(self._themes.find(text, "target-group"), self._themes.label)
        if parameter.type in CLASSES:
            return self._thing(self._store.names.find(text, CLASSES[parameter.type]), self._store.names.label)
        return Value(_literal(parameter, text), text)

    def _thing(self, iri: str, label: Callable[[str, str], str]) -> Value:
        return Value(ox.NamedNode(iri), label(iri, self._language))

    @cached_property
    def _places(self) -> Places:
        return Places(self._store)

    @cached_property
    def _themes(self) -> Themes:
        return Themes(self._store)


def _literal(parameter: Parameter, text: str) -> ox.Literal:
    wanted = text.strip()
    if parameter.type == "date":
        if not _is_date(wanted):
            raise _misfit(parameter, text, "a date such as 2013-06-17, 2013-06 or 2013")
        return date_literal(wanted)
    if parameter.type == "year":
        if not _YEAR.match(wanted):
            raise _misfit(parameter, text, "a year of four digits such as 2013")
        return ox.Literal(wanted, datatype=ox.NamedNode(XSD.integer))
    if parameter.type == "number":
        return ox.Literal(_number(parameter, text), datatype=ox.NamedNode(XSD.decimal))
    if parameter.type == "language" and wanted not in LANGUAGES:
        raise _misfit(parameter, text, " or ".join(LANGUAGES))
    return ox.Literal(wanted)


def _is_date(text: str) -> bool:
    parts = _DATE.match(text)
    if not parts:
        return False
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return False
    return True


def _number(parameter: Parameter, text: str) -> str:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _misfit(parameter, text, "a number such as 40 or 1.5")
    return f"{number:f}"


def _misfit(parameter: Parameter, text: str, expected: str) -> QueryError:
    return QueryError(f"the parameter “{parameter.name}” takes {expected}, not “{text}”")
