"""A reading of hand-made rows, for tests of loading: name, organisation, amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from data.importing.keys import grant_iri, local_organisation_iri, participation_iri, project_iri
from data.importing.reading import Column, Reading, Row, RowError
from graph.model import Grant, Organisation, Participation, Programme, Project, Record, Source

Cells = tuple[str, str, str]


@dataclass
class MadeReading(Reading):
    """Rows of (project, organisation, amount); an amount that is no number is a row to be set aside."""

    made: Sequence[Cells]
    edition: str = "1"
    fingerprint: str = "f"
    id: str = "made"
    columns: list[Column] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = Source(id=self.id, title="Made", document="made.csv", sha256=self.edition, retrieved="2024-01-01")

    def common(self) -> Iterable[Record]:
        return [Programme(iri="https://example.org/programme", label={"de": "Programm"})]

    def rows(self) -> Iterator[Row]:
        for number, cells in enumerate(self.made, start=2):
            yield Row(number, cells)

    def records(self, row: Row) -> Iterable[Record]:
        name, organisation, amount = row.cells
        if not amount.isdecimal():
            raise RowError("amount", amount, "is no number")
        project = project_iri("made", name)
        member = local_organisation_iri("made", organisation)
        part = Participation(iri=participation_iri(project, member), organisation=member, role="beneficiary")
        money = Grant(iri=grant_iri(project, f"{organisation}-{amount}"), amount=amount, currency="EUR")
        yield Organisation(iri=member, label={"": organisation})
        yield Project(iri=project, label={"de": name}, programme=["https://example.org/programme"])
        yield Project(iri=project, participations=[part], grants=[money])
