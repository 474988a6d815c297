"""Names looked up in columns are those that are found by reading all of them."""

from __future__ import annotations

import pytest

from data.importing.keys import project_iri
from graph.errors import NotFoundError
from graph.search import search
from graph.store import GraphStore
from tests.data.importing.made_readings import Cells, MadeReading
from tests.data.importing.test_loader import load

ROWS: list[Cells] = [
    ("Brücke in die Ausbildung", "Musterverein", "1"), ("Brücken bauen", "Musterhausen", "2"),
    ("Süd-Ost", "Beispielverein", "3"), ("Mentoring für Eltern", "Beispielverein", "4"), ("Straße", "Ostverein", "5"),
]  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[GraphStore, GraphStore]:
    """A store with columns, and the same statements in memory, without."""
    place = tmp_path_factory.mktemp("names") / "s"
    load(place, MadeReading(ROWS))
    columns, memory = GraphStore.open(place), GraphStore.open()
    memory.absorb(columns)
    assert columns.name_index is not None
    assert memory.name_index is None
    return columns, memory


@pytest.mark.parametrize("text", ["Bruecke", "brücke", "ausbildung", "muster", "ost", "strasse", "eltern mentoring"])
def test_what_holds_the_words_is_found_either_way(both: tuple[GraphStore, GraphStore], text: str) -> None:
    columns, memory = ([hit for hit in search(store, text) if hit.score >= 85] for store in both)
    assert columns == memory
    assert columns


@pytest.mark.parametrize("text", ["Brükce", "Mentorink", "Musterhausn", "Beispilverein"])
def test_typing_errors_lead_to_the_same_thing(both: tuple[GraphStore, GraphStore], text: str) -> None:
    columns, memory = (search(store, text) for store in both)
    assert columns[0] == memory[0]


@pytest.mark.parametrize("text", ["Bruecke in die Ausbildung", "brücke in", "STRASSE", "Made"])
def test_a_name_means_the_same_either_way(both: tuple[GraphStore, GraphStore], text: str) -> None:
    columns, memory = (store.names.find(text) for store in both)
    assert columns == memory


def test_an_unknown_name_has_the_same_suggestions(both: tuple[GraphStore, GraphStore]) -> None:
    for store in both:
        with pytest.raises(NotFoundError) as error:
            store.names.find("Mentorin für Elten")
        assert error.value.suggestions[:1] == ["Mentoring für Eltern"]
    assert project_iri("made", "Straße") in both[0]
