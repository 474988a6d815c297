"""Two invented lists that describe one adult education centre under two names, and one project of it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data import embedded
from data.importing.reading import Column, Reading, Row
from graph.identity import iri
from graph.model import Grant, Organisation, Participation, Project, Record, Source
from graph.replacing import load_into
from tests.data.importing.test_loader import load

CENTRE, SAME_CENTRE = iri("organisation", "eins-vhs"), iri("organisation", "zwei-vhs")
WORKS, FUNDER = iri("organisation", "eins-werke"), iri("organisation", "bank")
BRIDGE, SAME_BRIDGE, HOUSE = iri("project", "eins-1"), iri("project", "zwei-1"), iri("project", "zwei-2")
CLUSTERS = {CENTRE: CENTRE, SAME_CENTRE: CENTRE, BRIDGE: BRIDGE, SAME_BRIDGE: BRIDGE}
LEIPZIG = "http://data.europa.eu/nuts/code/DED51"


def part(project: str, organisation: str, role: str, amount: str = "") -> Participation:
    """A participation with an IRI of its own."""
    name = iri("participation", f"{project.rpartition('/')[2]}-{organisation.rpartition('/')[2]}")
    currency = "EUR" if amount else ""
    return Participation(iri=name, organisation=organisation, role=role, amount=amount, currency=currency)


def money(project: str, amount: str) -> Grant:
    """A grant of the bank."""
    return Grant(iri=f"{project}-grant", funder=FUNDER, amount=amount, currency="EUR", date="2019")


def first(bridge: str = "Brücke") -> list[Record]:
    """The list "eins": the centre by its whole name, the project with its works."""
    return [
        Organisation(iri=FUNDER, label={"": "Förderbank"}),
        Organisation(
            iri=CENTRE, label={"": "Volkshochschule Lindental"}, identifier=["HRB 1"], postcode="04103",
            locality="Lindental", region=[LEIPZIG],
        ),
        Organisation(iri=WORKS, label={"": "Werke Lindental"}, partner=[CENTRE], region=[LEIPZIG]),
        Project(
            iri=BRIDGE, label={"de": bridge}, start="2019-01-01", end="2020-12-31", total_cost="2000",
            eligible_cost="1500", currency="EUR", region=[LEIPZIG],
            participations=[part(BRIDGE, CENTRE, "partner", "700"), part(BRIDGE, WORKS, "partner")],
            grants=[money(BRIDGE, "1000")],
        ),
    ]  # fmt: skip


def second() -> list[Record]:
    """The list "zwei": the centre in capitals, the same project in other words, and another one."""
    return [
        Organisation(iri=FUNDER, label={"": "Förderbank"}),
        Organisation(iri=SAME_CENTRE, label={"": "VHS LINDENTAL"}, identifier=["DE 5"], postcode="04104"),
        Project(
            iri=SAME_BRIDGE, label={"de": "Projekt Brücke"}, start="2019-02-01", total_cost="1990", currency="EUR",
            region=[LEIPZIG], participations=[part(SAME_BRIDGE, SAME_CENTRE, "coordinator", "650")],
            grants=[money(SAME_BRIDGE, "990")],
        ),
        Project(
            iri=HOUSE, label={"de": "Haus"}, start="2021", region=[LEIPZIG],
            participations=[part(HOUSE, SAME_CENTRE, "beneficiary")], grants=[money(HOUSE, "500")],
        ),
    ]  # fmt: skip


@dataclass
class Listed(Reading):
    """A reading with a record a row."""

    id: str
    listed: Sequence[Record]
    edition: str = "1"
    fingerprint: str = "f"
    columns: list[Column] = field(default_factory=list)

    def __post_init__(self) -> None:
        digest = f"{self.id}{self.edition}".encode().hex().ljust(64, "0")[:64]
        self.source = Source(
            id=self.id, title=f"Liste {self.id}", document="list.csv", sha256=digest, retrieved="2024-01-01"
        )

    def rows(self) -> Iterator[Row]:
        for number, record in enumerate(self.listed, start=2):
            yield Row(number, [record.iri, str(record), self.edition])

    def records(self, row: Row) -> Iterable[Record]:
        return [self.listed[row.number - 2]]


def make(place: Path) -> Path:
    """A store of both lists and of what comes with Verbund but the articles."""
    load_into(place, embedded.sources(curated=False))
    load(place, Listed("eins", first()))  # type: ignore[arg-type]
    load(place, Listed("zwei", second()))  # type: ignore[arg-type]
    return place
