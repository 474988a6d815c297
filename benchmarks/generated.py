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
from data.topics.themes import link
from data.values.amounts import amount
from data.values.dates import day
from graph.model import Grant, Organisation, Participation, Programme, Project, Record, Source
from graph.vocabulary import PREFIXES

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
        key, name, title, start, end, paid, region, _, theme, programme, funder = row.cells
        project = project_iri(ID, key)
        member = local_organisation_iri(ID, name)
        payer, frame = _funder(funder), _programme(programme, funder)
        bank, scheme = payer.iri, frame.iri
        place = f"{PREFIXES['nuts']}{region}"
        yield _organisation(member, name)
        yield payer
        yield frame
        yield Project(
            iri=project,
            label={"de": title},
            start=_day(start),
            end=_day(end),
            region=[place],
            theme=_themes(theme),
            programme=[scheme],
            participations=[
                Participation(iri=participation_iri(project, member), organisation=member, role="beneficiary")
            ],
            grants=[Grant(iri=grant_iri(project), funder=bank, amount=_decimal(paid))],
        )


def _day(text: str) -> str:
    try:
        return day(text, "dmy")
    except ValueError as error:
        raise RowError("date", text, str(error)) from error


def _decimal(text: str) -> str:
    try:
        found = amount(text, ",")
    except ValueError as error:
        raise RowError("amount", text, str(error)) from error
    return "" if found is None else str(found)


# The very record again, so that the loader need not write it again (data/importing/blocks.py), as importers do.
@lru_cache(maxsize=1024)
def _funder(name: str) -> Organisation:
    return Organisation(iri=organisation_iri(ID, name), label={"": name})


@lru_cache(maxsize=1024)
def _programme(name: str, funder: str) -> Programme:
    return Programme(iri=programme_iri(f"{ID}-{name}"), label={"de": name}, funded_by=[_funder(funder).iri])


@lru_cache(maxsize=65_536)
def _organisation(member: str, name: str) -> Organisation:
    return Organisation(iri=member, label={"": name})


def _themes(label: str) -> list[str]:
    return [theme for _, theme in link(label, "de")]
