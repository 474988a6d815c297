"""How much is in the graph: things by class, statements by source."""

from __future__ import annotations

from dataclasses import dataclass

from graph.identity import source_iri
from graph.names import ACTORS, CONCEPTS
from graph.store import GraphStore

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
    counted = {name: len(store.names.things(name)) for name in ORDER}
    return Stats({name: count for name, count in counted.items() if count}, sources(store))


def sources(store: GraphStore) -> list[tuple[str, int]]:
    """Each source's IRI and number of statements."""
    return [(source_iri(source.id), count) for source, count in store.sources()]
