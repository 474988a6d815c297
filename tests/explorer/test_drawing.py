"""What is drawn around a thing, around a region, and of the whole graph."""

from __future__ import annotations

import pytest

from explorer.codes import CODED, coded
from explorer.drawing import draw
from graph.errors import NotFoundError, OutputError
from graph.model import Project, Source
from graph.store import GraphStore
from graph.triples import record_quads


def test_around_a_thing_are_its_neighbours(store: GraphStore) -> None:
    drawing = draw(store, "KIS")
    for name in ("XENOS – Integration und Vielfalt", "München", "Mitmachportal für lokale Vernetzung"):
        assert name in drawing.html
    assert drawing.nodes < draw(store, "KIS", depth=2).nodes


def test_around_a_region_is_what_lies_in_it(store: GraphStore) -> None:
    page = draw(store, "Bayern").html
    assert "KIS - Kultur im Sozialraum" in page
    assert "KOMM - Kompetenzentwicklung" in page
    assert "Stadt Pforzheim" not in page


def test_the_whole_graph_tells_two_places_of_one_name_apart_and_says_what_is_left_out(store: GraphStore) -> None:
    page = draw(store).html
    assert "Berlin (DE3)" in page
    assert "Themen und Zielgruppen sind weggelassen" in page
    assert "Themes and target groups are left out" in draw(store, language="en").html


def test_coded_values_are_put_into_words(store: GraphStore) -> None:
    page = draw(store, "LSK-Jahrestreffen 2017").html
    assert "NUTS 1" in draw(store, "Bayern").html
    assert "nuts1" not in page
    assert coded("planned", "de") == "geplant"
    assert coded("something else", "de") == "something else"


def test_a_graph_that_is_too_large_is_refused_with_what_to_do() -> None:
    store = GraphStore.open()
    projects = [
        Project(
            iri=f"https://w3id.org/verbund/id/project/{number}",
            label={"de": str(number)},
            partner=[f"http://a/{number}"],
        )
        for number in range(300)
    ]
    store.load(Source(id="s", title="S"), (quad for project in projects for quad in record_quads(project, "s")))
    with pytest.raises(OutputError, match="600 things are too many"):
        draw(store)


def test_an_unknown_thing_is_named(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="Blafasel"):
        draw(store, "Blafasel")


def test_every_coded_value_of_the_data_has_a_word(store: GraphStore) -> None:
    said = {quad.object.value for predicate in CODED for quad in store.quads(predicate=predicate)}
    symbols = {"EUR", "MiB"}
    assert {value for value in said - symbols if coded(value, "de") == value and value not in {"workshops"}} == set()
