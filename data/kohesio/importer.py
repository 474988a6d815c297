"""Reads Kohesio's lists of projects and of beneficiaries, as CSV or workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from data.beneficiaries.beneficiaries import judge
from data.funds.eu_funds import commission, fund, fund_codes
from data.importing.keys import digest
from data.importing.reading import Claim, Column, Delivery, Reading, Row
from data.kohesio.beneficiaries import Beneficiaries, listed, stated
from data.kohesio.columns import Get, Table, getter, tables
from data.kohesio.names import Names
from data.kohesio.programmes import OF_PROGRAMME, note_programmes, programme_records
from data.kohesio.projects import Projects
from data.kohesio.topics import OF_TOPICS, topics
from data.values.percentages import share_style
from graph.errors import InputError
from graph.model import Record, Source

if TYPE_CHECKING:
    from data.files.document import Document

ABOUT = Path(__file__).with_name("source.yml")
_ORDER = ("beneficiaries", "projects")
_RATES = 500  # co-financing rates that tell whether 0.5 stands for 50 per cent


def recognise(document: Document) -> Claim | None:
    """The claim on a file by the names of its columns, which are Kohesio's own."""
    found = tables(document) if document.sheets else []
    if not found:
        return None
    known, columns = sum(table.known for table in found), sum(len(table.headers) for table in found)
    parts = " and ".join(dict.fromkeys(table.part for table in found))
    return Claim(round(0.55 + 0.4 * known / columns, 2), f"{known} of {columns} columns of Kohesio's list of {parts}")


def read(delivery: Delivery) -> Reading:
    """All lists of the delivery, after one pass for the names that beneficiaries and programmes go by."""
    found = [table for document in delivery.documents["main"] for table in tables(document)]
    if not found:
        raise InputError("has no column Operation_Unique_Identifier in its first rows", source=delivery.main.place)
    return KohesioReading(delivery, sorted(found, key=lambda table: _ORDER.index(table.part)))


class KohesioReading(Reading):
    """The rows of all lists: beneficiaries first, then projects."""

    def __init__(self, delivery: Delivery, found: list[Table]) -> None:
        self.tables = found
        self._places = {id(table): table.places() for table in found}
        several = len({id(table.document) for table in found}) > 1
        self._named = {(table.document.name if several else "", table.sheet): table for table in found}
        self._parts = _part_names(found)
        self._share: Callable[[], float] = lambda: 0.0
        self.names, self.funds = Names(), set[str]()
        self.programmes: set[tuple[str, ...]] = set()
        self.topics: set[tuple[str, ...]] = set()
        rates = self._note()
        overrules = delivery.options.overrules
        self.beneficiaries = Beneficiaries(self.names, overrules.judge if overrules else judge)
        self.projects = Projects(self.beneficiaries, is_share=share_style(rates))
        self.columns = [column for table in found for column in self._columns(table)]
        self.fingerprint = digest(
            self.names.fingerprint,
            str(self.projects.is_share),
            *sorted(self.funds),
            *(str(table.headers) for table in found),
        )
        self.source = _source(delivery)

    def _columns(self, table: Table) -> Iterator[Column]:
        for header in table.headers:
            field = table.field(header)
            why = "unknown to the format" if field is None else "a column of Kohesio"
            yield Column(header, field or "", why=why, part=self._parts[id(table)])

    def _note(self) -> list[str]:
        """Read all rows once for names and funds; the first co-financing rates."""
        rates: list[str] = []
        for table in self.tables:
            for _, cells in table.body():
                get = getter(self._places[id(table)], cells)
                if table.part == "beneficiaries":
                    self._note_names(listed(get))
                    continue
                self._note_names(stated(get, strict=False))
                self._note_topics(get)
                self.funds.update(fund_codes(get("fund.code")) or fund_codes(get("fund")))
                if len(rates) < _RATES and (rate := get("grant.rate")):
                    rates.append(rate)
        self.names.close()
        return rates

    def _note_topics(self, get: Get) -> None:
        """Note which programmes and topics there are: few, each in very many rows."""
        said = tuple(map(get, OF_PROGRAMME))
        if said not in self.programmes:
            self.programmes.add(said)
        note_programmes(get, self.names)
        self.topics.add(tuple(map(get, OF_TOPICS)))

    def _note_names(self, found: Iterable[tuple[str, str, str]]) -> None:
        for iri, name, _ in found:
            if iri and name:
                self.names.add(iri, name)

    def common(self) -> Iterable[Record]:
        yield commission()
        for code in sorted(self.funds):
            yield fund(code)
        for said in sorted(self.programmes):
            yield from programme_records(dict(zip(OF_PROGRAMME, said, strict=True)).__getitem__, self.names)
        for said in sorted(self.topics):
            yield from topics(dict(zip(OF_TOPICS, said, strict=True)).__getitem__)

    def rows(self) -> Iterator[Row]:
        for done, table in enumerate(self.tables):
            self._share = lambda done=done, table=table: (done + table.document.done) / len(self.tables)  # type: ignore[misc]
            document, sheet = next(place for place, named in self._named.items() if named is table)
            for number, cells in table.body():
                yield Row(number, cells, document, sheet, self._parts[id(table)])

    def records(self, row: Row) -> Iterable[Record]:
        table = self._named[row.document, row.sheet]
        get: Get = getter(self._places[id(table)], row.cells)
        if table.part == "beneficiaries":
            return self.beneficiaries.of_list(get)
        return self.projects.records(get)

    def share_read(self) -> float:
        return self._share()

    def details(self) -> dict[str, Any]:
        return {"tables": [{"file": one.document.name, "sheet": one.sheet, "part": one.part} for one in self.tables]}

    def warnings(self) -> list[str]:
        has_projects = any(table.part == "projects" for table in self.tables)
        return [] if has_projects else ["the list of projects is missing; put it beside the list of beneficiaries"]


def _part_names(found: list[Table]) -> dict[int, str]:
    """A name for each table by what it holds, with a number where tables of one kind have different columns."""
    layouts: dict[str, list[list[str]]] = {}
    names = {}
    for table in found:
        known = layouts.setdefault(table.part, [])
        if table.headers not in known:
            known.append(table.headers)
        place = known.index(table.headers)
        names[id(table)] = f"{table.part}-{place + 1}" if place else table.part
    return names


def _source(delivery: Delivery) -> Source:
    about = yaml.safe_load(ABOUT.read_text("utf-8"))
    documents = delivery.documents["main"]
    hashes = [document.sha256 for document in documents]
    return Source(
        id=delivery.source_id,
        title=about["title"],
        publisher=about["publisher"],
        url=about["url"],
        licence=about["licence"],
        language=about["language"],
        document=", ".join(document.name for document in documents),
        sha256=hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest(),
    )
