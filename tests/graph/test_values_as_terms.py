"""Values as RDF terms: numbers as the store keeps them, links as things."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.evidence import citations
from graph.model import Evidence, Figure, Project, Source
from graph.store import GraphStore
from graph.triples import record_quads
from graph.vocabulary import OWL, VB


@pytest.mark.parametrize("number", ["5.0", "0.50", "-0.0", "600000", "+7", "2200000000.000", "12345678901234567890.5"])
def test_evidence_of_a_number_is_found_however_it_was_written(number: str) -> None:
    source = Source(id="zahlen", title="Zahlen")
    figure = Figure(iri="https://w3id.org/verbund/id/figure/f", measure="projects", value=number)
    figure.evidence["value", number] = Evidence(("char=3,9",))
    store = GraphStore.open()
    store.load(source, record_quads(figure, source.id))
    (quad,) = store.quads(figure.iri, VB.value)
    assert [cited.where for cited in citations(store, figure.iri, VB.value, quad.object)] == ["char=3,9"]


def test_same_as_points_to_a_thing() -> None:
    project = Project(iri="https://w3id.org/verbund/id/project/p", same_as=["https://d-nb.info/gnd/4"])
    (value,) = [quad.object for quad in record_quads(project, "s") if quad.predicate.value == OWL.sameAs]
    assert value == ox.NamedNode("https://d-nb.info/gnd/4")
