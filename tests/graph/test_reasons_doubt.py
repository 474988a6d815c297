"""What a source doubts counts half, and full again once another source is sure of it."""

from __future__ import annotations

from graph.evidence import Edge, doubtful_edges
from graph.model import Evidence, Project, Source
from graph.reasons import Link, doubted
from graph.store import GraphStore
from graph.triples import record_quads
from graph.vocabulary import VB

ID = "https://w3id.org/verbund/id/"
EDGE = Edge(f"{ID}project/p", VB.theme, f"{ID}theme/t")


def load(store: GraphStore, source: str, certainty: str) -> None:
    project = Project(iri=EDGE.subject, theme=[EDGE.value])
    project.evidence["theme", EDGE.value] = Evidence(("char=1,2",), certainty)
    store.load(Source(id=source, title=source), record_quads(project, source))


def test_only_what_nobody_is_sure_of_is_doubtful() -> None:
    store = GraphStore.open()
    load(store, "a", "doubtful")
    assert doubtful_edges(store) == {EDGE}
    load(store, "b", "explicit")
    assert doubtful_edges(store) == frozenset()


def test_the_embedded_data_have_doubtful_edges(store: GraphStore) -> None:
    found = doubtful_edges(store)
    assert found
    assert all(edge.subject in store for edge in found)


def test_each_doubtful_step_halves_the_strength() -> None:
    link = Link("theme", 0.8, "a", "b", "s", edges=(EDGE, EDGE._replace(subject="q")))
    assert doubted([link], {EDGE})[0].strength == 0.4  # one of its two steps
    assert doubted([link], set()) == [link]
