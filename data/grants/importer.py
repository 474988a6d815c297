"""Simple tables of grants, known by their headers, and published databases of grants, also as tables of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.beneficiaries.beneficiaries import judge
from data.files.document import Document
from data.grants.codes import PREFIX, Codes, codes, edition, side_table
from data.grants.records import ASSUMED, Grants
from data.grants.table import Table, find_table
from data.importing.described import described
from data.importing.keys import digest
from data.importing.reading import Claim, Column, Delivery, Reading, Row
from graph.errors import InputError
from graph.identity import slug
from graph.model import Record

FOLDER = Path(__file__).parent
# Above what a list of operations gives a table without period and eligible expenditure, below every exact format.
DATABASE, CLEAR, WEAK = 0.9, 0.88, 0.75
# Columns that hold figures of their own; any other column of figures in a table of codes is one of codes.
_FIGURES = frozenset(("year", "date", "amount", "counter"))


def recognise(document: Document) -> Claim | None:
    """A table with recipient and amount and what for, from whom or when; or the side table of a table of codes."""
    column, ending = side_table(document)
    if column:
        return Claim(0.6, f"what the codes of the column {column} stand for", f"{PREFIX}{column}", f"berlin{ending}")
    found = find_table(document) if document.sheets else None
    if found is None:
        return None
    known = sorted({found.header.field_of(number) for number in range(len(found.header.cells))} - {""})
    if database := found.database.id:
        why = f"{len(known)} of {len(found.header.cells)} columns are those of {found.database.title['en']}"
        group = f"{found.database.edition}{edition(document)}" if _is_coded(found) else ""
        return Claim(DATABASE, why, edition=group) if database else None
    kind = "recipient, amount" if found.header.clear else "a name, an amount"
    rest = ", ".join(name for name in known if name not in ("recipient", "amount"))
    return Claim(CLEAR if found.header.clear else WEAK, f"a table of grants: {kind}, {rest}")


def read(delivery: Delivery) -> Reading:
    """The grants of a table. Raises InputError for a table without its header, or of codes without side tables."""
    found = find_table(delivery.main)
    if found is None:
        raise InputError(
            "has no header with a recipient, an amount and a year, funder or purpose; see docs/sources.md",
            source=delivery.main.place,
        )
    return GrantsReading(delivery, found)


def _is_coded(table: Table) -> bool:
    """Whether the funders are figures."""
    cells = table.sample("funder")
    return bool(cells) and all(cell.strip().isdecimal() for cell in cells)


class GrantsReading(Reading):
    """One table of grants."""

    def __init__(self, delivery: Delivery, table: Table) -> None:
        overrules = delivery.options.overrules
        self._document, self._table = delivery.main, table
        self._codes = self._side_tables(delivery) if table.database.id and _is_coded(table) else {}
        self._grants = Grants(delivery.source_id, table, self._codes, overrules.judge if overrules else judge)
        self.source = described(delivery, FOLDER, **self._about(delivery))
        self.columns = [self._column(number, name) for number, name in enumerate(table.header.cells)]
        self.columns += [
            Column(name, "label" if name == "label" else "code", part=f"{PREFIX}{slug(table.header.cells[at])}")
            for at in self._codes
            for name in ("id", "label")
        ]
        for _, cells in table.rows():
            self._grants.survey(cells)
        self.fingerprint = digest(
            self._grants.recipients.spellings.settle(),
            *(f"{at} {side.document.sha256}" for at, side in self._codes.items()),
            repr((table.header, table.style, table.order, table.currency, table.country, table.language)),
            repr(overrules),
        )

    def _side_tables(self, delivery: Delivery) -> dict[int, Codes]:
        found: dict[int, Codes] = {}
        for number, name in enumerate(self._table.header.cells):
            field = self._table.header.field_of(number)
            cells = [row[number].strip() for row in self._table.samples if number < len(row) and row[number].strip()]
            if field in _FIGURES or not cells or not all(cell.isdecimal() for cell in cells):
                continue
            if side := codes(delivery, slug(name)):
                found[number] = side
            elif field:
                wanted = f"{PREFIX}{slug(name)}{edition(delivery.main)}.csv"
                raise InputError(
                    f"holds codes in the column {name}; put {wanted} (id,label) beside it", source=delivery.main.place
                )
        return found

    def _about(self, delivery: Delivery) -> dict[str, str]:
        database = self._table.database
        if not database.id:
            title = delivery.main.name.rpartition("/")[2].partition(".")[0].replace("_", " ")
            return {"title": title, "publisher": "", "url": "", "licence": "", "language": self._table.language}
        title = database.title.get(database.language) or database.title["en"]
        return {
            "title": title, "publisher": database.publisher, "url": database.url,
            "licence": database.licence, "language": database.language,
        }  # fmt: skip

    def _column(self, number: int, name: str) -> Column:
        field = self._table.header.field_of(number)
        if field == "counter":
            return Column(name, "", why="a number of the row in this file, which the next edition gives to another")
        return Column(name, field, why="" if field else "no field of a table of grants, or the second column of one")

    def common(self) -> Iterable[Record]:
        """The database as a programme."""
        return self._grants.database()

    def rows(self) -> Iterator[Row]:
        """The rows below the header, without a closing row of sums; numbers of rows do not count."""
        counters = self._table.header.columns.get("counter", ())
        for number, cells in self._table.rows():
            for at in counters:
                cells[at] = ""
            yield Row(number, tuple(cells))

    def records(self, row: Row) -> Iterable[Record]:
        """What a row states."""
        return self._grants.records(row.cells, row.occurrence)

    def share_read(self) -> float:
        """How much of the file has been read."""
        return self._document.done

    def details(self) -> dict[str, Any]:
        """Sheet, header row and side tables."""
        return {
            "sheet": self._table.sheet.name,
            "header_row": self._table.header.row,
            "database": self._table.database.id,
            "codes": {self._table.header.cells[at]: side.document.name for at, side in self._codes.items()},
        }

    def warnings(self) -> list[str]:
        """What had to be assumed."""
        if self._table.currency or "currency" in self._table.header.columns:
            return []
        return [f"neither header nor cells name a currency; {ASSUMED} is assumed"]
