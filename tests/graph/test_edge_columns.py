"""Edges read from columns are those of the statements, and lead to the same answers."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from data.importing.reading import Row
from graph import edge_columns
from graph.identity import ID
from graph.model import Grant, Organisation, Participation, Programme, Project, Record
from graph.network import HIERARCHY, RELATIONS, Network
from graph.partners import SEEKERS, partners
from graph.replacing import load_into
from graph.shared import shared
from graph.store import GraphStore
from tests.data.importing.made_readings import MadeReading
from tests.data.importing.test_loader import load

PROGRAMMES = [f"{ID}programme/columns-{number}" for number in range(3)]
ROMA = "Vernetzung Süd-Ost-Europa, Roma"


class Operations(MadeReading):
    """Invented operations with programmes, funders, themes, target groups and regions of the embedded data."""

    def __init__(self, store: GraphStore, size: int) -> None:
        super().__init__([(f"Vorhaben {number}", f"Träger {number % 7}", str(number)) for number in range(size)])
        self._chance = random.Random(5)
        names = store.names
        self._themes, self._groups = names.things("Theme"), names.things("TargetGroup")
        self._regions = [region for region in names.things("Region") if "/DE1" in region or "/DE2" in region]
        self._known = names.find("XENOS", ["Programme"])

    def common(self) -> Iterable[Record]:
        return [
            Programme(iri=iri, label={"de": iri[-9:]}, theme=[self._themes[0]], funded_by=[f"{ID}organisation/bank"])
            for iri in PROGRAMMES
        ]

    def records(self, row: Row) -> Iterator[Record]:
        name, body, amount = row.cells
        project = f"{ID}project/{name.replace(' ', '-').lower()}"
        member = f"{ID}organisation/traeger-{body[-1]}"
        programme = self._chance.choice([*PROGRAMMES, self._known])
        part = Participation(iri=f"{project}/part", organisation=member, role="beneficiary")
        grant = Grant(iri=f"{project}/grant", funder=f"{ID}organisation/bank", programme=programme, amount=amount)
        yield Organisation(iri=f"{ID}organisation/bank", label={"de": "Bank"})
        yield Organisation(iri=member, label={"de": body}, region=[self._chance.choice(self._regions)])
        yield Project(
            iri=project,
            label={"de": name.rstrip("0123456789") if self._chance.random() < 0.3 else name},
            programme=[programme],
            theme=self._chance.sample(self._themes, self._chance.randrange(3)),
            target_group=self._chance.sample(self._groups, self._chance.randrange(2)),
            region=[self._chance.choice(self._regions)],
            participations=[part],
            grants=[grant],
        )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, store: GraphStore) -> Iterator[tuple[GraphStore, GraphStore]]:
    """A store whose operations have columns beside sources that have none, and the same statements in memory."""
    place = tmp_path_factory.mktemp("edges") / "s"
    load_into(place, [(source, list(store.quads(graph=f"{ID}source/{source.id}"))) for source, _ in store.sources()])
    load(place, Operations(store, 150))
    columns, memory = GraphStore.open(place), GraphStore.open()
    memory.absorb(columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edge_columns, "ENOUGH", 1)
        assert columns._edge_columns is not None
    yield columns, memory
    columns.close()


def test_every_edge_is_read_either_way(both: tuple[GraphStore, GraphStore]) -> None:
    columns, memory = (list(Network.read(store).edges()) for store in both)
    assert columns == memory
    assert {edge.predicate for edge in columns} >= {*RELATIONS[:3], *HIERARCHY}


@pytest.mark.parametrize(
    "options",
    [{}, {"region": "DE"}, {"region": "DE", "type": "project", "limit": 3}, {"near": "München", "radius": 90.0}],
)
def test_partners_are_the_same_either_way(both: tuple[GraphStore, GraphStore], options: dict[str, object]) -> None:
    for thing in [both[1].names.find(ROMA), *both[1].names.things(*SEEKERS)[::23]]:
        columns, memory = (partners(store, thing, **options) for store in both)  # type: ignore[arg-type]
        assert columns == memory


def test_what_is_shared_is_the_same_either_way(both: tuple[GraphStore, GraphStore]) -> None:
    for thing in both[1].names.things("Project")[::29]:
        columns, memory = (shared(store, thing) for store in both)
        assert columns == memory


def test_a_small_store_is_read_without_columns(tmp_path: Path, store: GraphStore) -> None:
    load(tmp_path / "s", Operations(store, 3))
    with GraphStore.open(tmp_path / "s") as opened:
        assert opened._edge_columns is None
        assert list(Network.read(opened).edges())


def test_a_folder_named_like_a_pattern_is_read_without_columns(
    tmp_path: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge_columns, "ENOUGH", 1)
    load(tmp_path / "s[1]", Operations(store, 3))
    with GraphStore.open(tmp_path / "s[1]") as opened:
        assert list(Network.read(opened).edges())
