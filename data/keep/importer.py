"""Reads the exports of keep.eu: workbooks with the sheets Projects, Partners and Calls, or each as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from data.funds.eu_funds import commission, fund, fund_codes
from data.importing.keys import digest
from data.importing.reading import Claim, Column, Delivery, Reading, Row, RowError
from data.keep.attribution import Attribution, Values, lead_as_partner, one, organisation_of
from data.keep.calls import call_key, call_records
from data.keep.columns import Table, tables
from data.keep.partners import Partners
from data.keep.programmes import INTERREG, period_of, programme, strands
from data.keep.projects import Projects, is_readable
from graph.errors import InputError
from graph.model import Record, Source

if TYPE_CHECKING:
    from data.files.document import Document

ABOUT = Path(__file__).with_name("source.yml")
_ORDER = ("calls", "projects", "partners")
_LEAST = 4  # known columns


def recognise(document: Document) -> Claim | None:
    """The claim on a workbook or CSV file by the headers of its tables."""
    if not document.sheets:
        return None
    found = [one_ for one_ in tables(document) if one_.known() >= _LEAST]
    if not found:
        return None
    known, columns = sum(table.known() for table in found), sum(len(table.headers) for table in found)
    parts = " and ".join(dict.fromkeys(table.part for table in found))
    is_sure = any(table.part != "calls" for table in found) or _is_of_interreg(found[0])
    confidence = 0.55 + 0.4 * known / columns if is_sure else 0.25
    why = f"{known} of {columns} columns of keep.eu's {parts}"
    return Claim(round(confidence, 2), why, edition=_edition(found[0]))


def _is_of_interreg(table: Table) -> bool:
    name = one(table.values(table.first), "programme")
    return bool(period_of(name)) or programme(name).part_of != [INTERREG]


def _edition(table: Table) -> str:
    values = table.values(table.first)
    period = one(values, "period") or period_of(one(values, "programme"))
    words = " ".join(table.headers).casefold()
    return f"{period.replace(' ', '')}{'-search' if 'in english' in words else ''}"


def read(delivery: Delivery) -> Reading:
    """All tables of the delivery, after one pass for the keys that they share."""
    found = [table for document in delivery.documents["main"] for table in tables(document)]
    if not found:
        raise InputError(
            "has no table of keep.eu with programme, acronym and lead partner in its header", source=delivery.main.place
        )
    return KeepReading(delivery, sorted(found, key=lambda table: _ORDER.index(table.part)))


class KeepReading(Reading):
    """The rows of all tables: calls first, then projects, then partners."""

    def __init__(self, delivery: Delivery, found: list[Table]) -> None:
        self.tables = found
        self._several = len({id(table.document) for table in found}) > 1
        self._named = {self._place(table): table for table in found}
        self._parts = _part_names(found)
        self._share: Callable[[], float] = lambda: 0.0
        self.attribution, self.used = Attribution(), {"funds": set[str](), "programmes": set[str]()}
        self._index()
        self.projects = Projects(self.attribution, delivery.options.overrules)
        self.partners = Partners(self.attribution, delivery.options.overrules)
        self.columns = [column for table in found for column in self._columns(table)]
        self.fingerprint = digest(
            self.attribution.fingerprint, *(f"{table.part}:{table.fields}" for table in found), *self.used["funds"]
        )
        self.source = _source(delivery)

    def _place(self, table: Table) -> tuple[str, str]:
        return (table.document.name if self._several else "", table.sheet)

    def _columns(self, table: Table) -> Iterator[Column]:
        for header, field in zip(table.headers, table.fields, strict=True):
            is_repeated = table.part == "partners" and field == "url" and not _has_own_websites(table)
            why = "repeats the project's website" if is_repeated else ""
            if not is_repeated:
                why = "a column of keep.eu" if table.meaning(header) is not None else "unknown to the format"
            yield Column(header, "" if is_repeated else field, why=why, part=self._parts[id(table)])

    def _index(self) -> None:
        """Read all tables once for what rows must know of other rows."""
        note: dict[str, list[Callable[[Values], None]]] = {
            "calls": [lambda values: self.attribution.calls.add(call_key(values))],
            "projects": [self.attribution.add_project, self._use],
            "partners": [self.attribution.add_partner],
        }
        passes: list[tuple[str, list[Callable[[Values], None]]]] = [
            *note.items(),
            ("projects", [self.attribution.add_lead, self._check]),
        ]
        for part, notes in passes:
            for table in self.tables:
                if table.part == part:
                    for _, cells in _body(table):
                        values = table.values(cells)
                        for each in notes:
                            each(values)
        self.attribution.close()

    def _check(self, values: Values) -> None:
        if not is_readable(values):
            self.attribution.unread.add(self.attribution.project(values))

    def _use(self, values: Values) -> None:
        for cell in values.get("funds", ()):
            self.used["funds"].update(fund_codes(cell))

    def common(self) -> Iterable[Record]:
        yield commission()
        yield from strands()
        for code in sorted(self.used["funds"]):
            yield fund(code)

    def rows(self) -> Iterator[Row]:
        for done, table in enumerate(self.tables):
            self._share = lambda done=done, table=table: (done + table.document.done) / len(self.tables)  # type: ignore[misc]
            document, sheet = self._place(table)
            for number, cells in _body(table):
                yield Row(number, cells, document, sheet, self._parts[id(table)])

    def records(self, row: Row) -> Iterable[Record]:
        table = self._named[row.document, row.sheet]
        values = table.values(row.cells)
        if not one(values, "programme"):
            raise RowError("Programme", "", "is missing")
        if table.part == "calls":
            return call_records(values)
        if table.part == "partners":
            if not _has_own_websites(table):
                values.pop("url", None)
            return self.partners.records(values, row.occurrence)
        partner = lead_as_partner(values)
        found = self.projects.records(values)
        if one(partner, "organisation") and not self.attribution.takes_part(values, organisation_of(partner)):
            found += self.partners.records(partner, 1, self.attribution.project(values))
        return found

    def share_read(self) -> float:
        return self._share()

    def details(self) -> dict[str, Any]:
        return {
            "tables": [
                {"file": table.document.name, "sheet": table.sheet, "part": table.part, "header_row": table.header_row}
                for table in self.tables
            ]
        }

    def warnings(self) -> list[str]:
        missing = {"projects", "partners"} - {table.part for table in self.tables}
        found = [f"the table of {part} is missing; put it beside the others" for part in sorted(missing)]
        contested = len(self.attribution.states)
        return found + [f"{contested} acronyms are those of several projects of one programme"] * bool(contested)


def _has_own_websites(table: Table) -> bool:
    """Whether a partner's website is his: the first layout repeats the project's there."""
    return any("english" in header.casefold() for header in table.headers)


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


def _body(table: Table) -> Iterator[tuple[int, list[str]]]:
    for number, cells in table.document.table_rows(table.sheet):
        if number > table.header_row and any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _source(delivery: Delivery) -> Source:
    about = yaml.safe_load(ABOUT.read_text("utf-8"))
    documents = delivery.documents["main"]
    return Source(
        id=delivery.source_id,
        title=about["title"],
        publisher=about["publisher"],
        url=about["url"],
        licence=about["licence"],
        language=about["language"],
        document=", ".join(document.name for document in documents),
        sha256=documents[0].sha256 if len(documents) == 1 else _joined(documents),
    )


def _joined(documents: list[Document]) -> str:
    import hashlib

    return hashlib.sha256("".join(document.sha256 for document in documents).encode()).hexdigest()
