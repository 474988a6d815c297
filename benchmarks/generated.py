"""The generated list of operations as an importer reads it: texts to dates, amounts, regions, themes and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from benchmarks.generator import HEADER
from data.files import open_document
from data.importing.keys import (
    grant_iri,
    local_organisation_iri,
    organisation_iri,
    participation_iri,
    programme_iri,
    project_iri,
)
from data.importing.reading import Column, Reading, Row, RowError
from data.importing.themes import link
from graph.identity import iri
from graph.model import Grant, Organisation, Participation, Programme, Project, Record, Source

ID = "generated"


class GeneratedReading(Reading):
    """The reading of one generated file."""

    fingerprint = "generated"

    def __init__(self, path: Path) -> None:
        self._document = open_document(path)
        self._sheet = self._document.sheets[0]
        self.columns = [Column(name, name) for name in HEADER]
        self.source = Source(id=ID, title="Generated operations", document=path.name, sha256=self._document.sha256)

    def rows(self) -> Iterator[Row]:
        for number, cells in islice(self._sheet.rows(), 1, None):
            yield Row(number, cells)

    def share_read(self) -> float:
        return self._document.done

    def records(self, row: Row) -> Iterable[Record]:
        key, name, title, start, end, amount, region, _, theme, programme, funder = row.cells
        project = project_iri(ID, key)
        member = local_organisation_iri(ID, name)
        bank, scheme = _funder(funder), _programme(programme)
        place = iri("region", region)
        yield Organisation(iri=member, label={"": name})
        yield Organisation(iri=bank, label={"": funder})
        yield Programme(iri=scheme, label={"de": programme}, funded_by=[bank])
        yield Project(
            iri=project,
            label={"de": title},
            start=day(start),
            end=day(end),
            region=[place],
            theme=_themes(theme),
            programme=[scheme],
            participations=[
                Participation(iri=participation_iri(project, member), organisation=member, role="beneficiary")
            ],
            grants=[Grant(iri=grant_iri(project), funder=bank, amount=decimal(amount))],
        )


@lru_cache(maxsize=65536)
def day(text: str) -> str:
    """31.12.2020 as 2020-12-31."""
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise RowError("date", text, "is no date")
    return f"{parts[2]}-{parts[1]}-{parts[0]}"


def decimal(text: str) -> str:
    """1.234,50 as 1234.50."""
    plain = text.replace(".", "").replace(",", ".")
    if not plain.replace(".", "", 1).isdecimal():
        raise RowError("amount", text, "is no amount")
    return plain


@lru_cache(maxsize=1024)
def _funder(name: str) -> str:
    return organisation_iri(ID, name)


@lru_cache(maxsize=1024)
def _programme(name: str) -> str:
    return programme_iri(f"{ID}-{name}")


def _themes(label: str) -> list[str]:
    return [theme for _, theme in link(label, "de")]
