"""Columns read from statements are those that the records behind them give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.importing.reading import Row
from graph import folder, tables
from graph.columns import TABLES, record_rows
from graph.errors import StoreError
from graph.identity import source_iri
from graph.model import Figure, Grant, Need, Organisation, Participation, Programme, Project, Record, Theme
from graph.statement_rows import rows
from graph.store import GraphStore
from tests.data.importing.made_readings import MadeReading
from tests.data.importing.test_loader import FIRST, load

EX = "https://example.org/"
RECORDS: list[Record] = [
    Project(
        iri=f"{EX}p", label={"de": "Brücke", "en": "Bridge"}, alt=[("Brücken", "de")], acronym="BR", start="2020-01-15",
        end="2022", total_cost="100.50", eligible_cost="80", currency="EUR", postcode="10115", locality="Berlin",
        region=[f"{EX}r"], theme=[f"{EX}t"], programme=[f"{EX}g"], funded_by=[f"{EX}f"],
        grants=[Grant(
            iri=f"{EX}m", funder=f"{EX}f", programme=f"{EX}g", amount="50", currency="EUR", cofinancing_rate="60",
            date="2020-02",
        )],
        participations=[
            Participation(iri=f"{EX}a", organisation=f"{EX}o", role="coordinator", amount="7", currency="EUR"),
            Participation(iri=f"{EX}b", unnamed="person", role="beneficiary"),
        ],
        seeks=[Need(iri=f"{EX}n", label={"de": "Partner"}, sought="partner", region=[f"{EX}r"])],
        figures=[Figure(iri=f"{EX}q", label={"de": "Zahl"}, measure="participants", value="4", about=[f"{EX}p"])],
    ),
    Organisation(iri=f"{EX}o", label={"": "Verein"}, kind=[f"{EX}k"], region=[f"{EX}r"]),
    Programme(iri=f"{EX}g", label={"fr": "B", "el": "A"}, acronym="PG"),
    Theme(iri=f"{EX}t", label={"de": "Thema"}, broader=[f"{EX}u"]),
]  # fmt: skip


@dataclass
class Records(MadeReading):
    """A reading whose first row states all of the records above."""

    def records(self, row: Row) -> Iterable[Record]:
        """The records; the other rows as they are."""
        return RECORDS if row.number == 2 else super().records(row)


@pytest.mark.parametrize("reading", [MadeReading(FIRST), Records(FIRST)])
def test_both_forms_give_the_same_rows(tmp_path: Path, reading: MadeReading) -> None:
    load(tmp_path / "s", reading)
    place = tmp_path / "s" / f"r{folder.current(tmp_path / 's')}" / folder.TABLES
    with GraphStore.open(tmp_path / "s") as store:
        derived = set(rows(store, source_iri("made")))
    for table in TABLES:
        written = {tuple(row.values()) for row in tables.read(place, table, "made").to_pylist()}
        assert {cells for name, cells in derived if name == table} == written
        assert written


def test_a_store_has_the_columns_of_all_sources(tmp_path: Path, store: GraphStore) -> None:
    load(tmp_path / "s", MadeReading(FIRST))
    with GraphStore.open(tmp_path / "s") as loaded:
        assert loaded.tables.rows("SELECT DISTINCT source FROM things") == [("made",)]
        assert loaded.tables.rows("SELECT sum(amount) FROM grants") == [(60.0,)]
    counted = dict(store.tables.rows("SELECT type, count(DISTINCT iri) FROM things GROUP BY ALL"))
    assert {name: counted[name] for name in ("Project", "Need", "Initiative")} == {
        name: len(store.names.things(name)) for name in ("Project", "Need", "Initiative")
    }


def test_columns_follow_a_load_into_memory() -> None:
    store = GraphStore.open()
    assert store.tables.rows("SELECT count(*) FROM things") == [(0,)]
    from graph.model import Source
    from graph.triples import record_quads

    store.load(Source(id="x", title="x"), [quad for record in RECORDS for quad in record_quads(record, "x")])
    assert store.tables.rows("SELECT count(*) FROM things") == [(6,)]
    assert len(set(rows(store, source_iri("x")))) == len({row for r in RECORDS for row in record_rows(r)})


def test_an_endpoint_says_why_it_has_no_columns() -> None:
    with pytest.raises(StoreError, match="an endpoint does not give"):
        GraphStore.open("https://example.org/sparql").tables  # noqa: B018 - the property is what is tested
