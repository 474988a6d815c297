"""How much is in the graph: things by class, statements by source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.names import ACTORS, CONCEPTS, TYPES
from graph.store import GraphStore
from graph.triples import source_iri
from graph.vocabulary import RDF

ORDER = (*ACTORS, *CONCEPTS, "Grant", "Participation", "Figure")


@dataclass(slots=True)
class Stats:
    """The number of things of each class, and of statements of each source (by IRI)."""

    by_type: dict[str, int]
    by_source: list[tuple[str, int]]

    @property
    def statements(self) -> int:
        """All statements; one that two sources make counts twice."""
        return sum(count for _, count in self.by_source)


def stats(store: GraphStore) -> Stats:
    """Counts by class and source."""
    typed = {(subject, TYPES[type_]) for subject, type_ in store.pairs(RDF.type) if type_ in TYPES}
    counted = Counter(type_ for _, type_ in typed)
    by_type = {name: counted[name] for name in ORDER if counted[name]}
    return Stats(by_type, sources(store))


def sources(store: GraphStore) -> list[tuple[str, int]]:
    """Each source's IRI and number of statements."""
    return [(source_iri(source.id), count) for source, count in store.sources()]
