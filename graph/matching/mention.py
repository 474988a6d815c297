"""What is compared: an organisation or project as its sources describe it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Identifier(NamedTuple):
    """A registered identifier in its compact form: scheme (``pic``, ``vat-de``, ``gb-chc``, ``ror``, …) and value."""

    scheme: str
    value: str


@dataclass(slots=True, frozen=True, kw_only=True)
class Mention:
    """One organisation or project under one IRI; every field but the IRI and the names may be empty.

    ``names`` holds the label first; ``short_names`` are acronyms. ``country`` is ISO 3166-1 alpha-2 in upper case
    (``GR``, ``GB``), ``nuts`` the most precise NUTS code that is known. ``projects`` are those that an organisation
    takes part in, ``partners`` the organisations that take part in a project. Periods are ISO dates.
    """

    iri: str
    names: tuple[str, ...]
    short_names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    country: str = ""
    nuts: str = ""
    postcode: str = ""
    town: str = ""
    kinds: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    identifiers: frozenset[Identifier] = frozenset()
    projects: frozenset[str] = field(default=frozenset(), compare=False)
    partners: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    start: str = ""
    end: str = ""
