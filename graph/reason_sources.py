"""The sources of reasons, looked up when they are asked for: most answers show some reasons, few all their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from graph.evidence import Citation, Edge, Quads, citations
from graph.reasons import Reason


class Citations:
    """The sources of statements; those of one that is asked again are known."""

    def __init__(self, store: Quads) -> None:
        self._store = store
        self._known: dict[Edge, list[Citation]] = {}

    def of(self, edges: Iterable[Edge]) -> list[Citation]:
        """The sources of several statements between things, each place once."""
        found: dict[Citation, None] = {}
        for edge in edges:
            if edge not in self._known:
                self._known[edge] = citations(self._store, edge.subject, edge.predicate, ox.NamedNode(edge.value))
            found |= dict.fromkeys(self._known[edge])
        return list(found)


class ReasonSources(Mapping[int, list[Citation]]):
    """The sources of each of some reasons by its place among them; good for as long as the store is open."""

    def __init__(self, reasons: Sequence[Reason], citations: Citations) -> None:
        self._reasons, self._citations = reasons, citations

    def __getitem__(self, at: int) -> list[Citation]:
        if not 0 <= at < len(self._reasons):
            raise KeyError(at)
        return self._citations.of(self._reasons[at].link.edges)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._reasons)))

    def __len__(self) -> int:
        return len(self._reasons)
