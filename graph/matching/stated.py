"""What the sources state of a thing that several IRIs stand for, and what of it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.vocabulary import Term


@dataclass(slots=True)
class Stated:
    """One statement about a thing: as it is in the store, and the predicate and value that are shown for it.

    ``own`` is the IRI by which its source calls the thing.
    """

    quad: ox.Quad
    graph: str
    own: str
    predicate: str
    value: Term | ox.Triple
    is_shown: bool = True

    @property
    def text(self) -> str:
        """The value that is shown as text; "" for what is neither an IRI nor a literal."""
        return self.value.value if isinstance(self.value, ox.NamedNode | ox.Literal) else ""


@dataclass(slots=True)
class Thing:
    """All that is stated of what is shown under one IRI.

    ``is_merged`` where several IRIs stand for it, ``is_record`` where it is held by another thing.
    """

    iri: str
    stated: list[Stated] = field(default_factory=list)
    is_merged: bool = False
    is_record: bool = False

    def shown(self, *predicates: str) -> list[Stated]:
        """What is shown with some predicates."""
        return [one for one in self.stated if one.is_shown and one.predicate in predicates]

    def rank(self, one: Stated) -> tuple[bool, str, str]:
        """The place of a statement's record among those of the thing: the canonical IRI's first, then by source."""
        return one.own != self.iri, one.graph, one.own
