"""Lists of operations: tables of any layout and language whose columns are mapped by meaning."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from data.beneficiaries.beneficiaries import judge
from data.files import Document
from data.funds import eu_funds, funds
from data.importing.reading import Claim, Column, Delivery, Reading, Row
from data.operations import remembered
from data.operations.context import context
from data.operations.layout import Layout, fit, layout
from data.operations.overrides import Overrides, parse_overrides
from data.operations.records import Operations, key_of
from graph.errors import InputError
from graph.model import Record, Source

LEAST = 0.3


def recognise(document: Document) -> Claim | None:
    """How much a table looks like a list of operations, by what its columns mean."""
    found = layout(document) if document.sheets else None
    if found is None or (likeness := fit(found)) < LEAST:
        return None
    mapped = sum(1 for column in found.columns if column.field)
    return Claim(min(likeness, 0.95), f"{mapped} of {len(found.columns)} columns are those of a list of operations")


def read(delivery: Delivery) -> OperationsReading:
    """A list of operations. Raises InputError for a table without a header, and for overrides that do not fit it."""
    wishes = parse_overrides(delivery.options.overrides, delivery.options.overrides_file)
    found = layout(delivery.main, wishes, delivery.options.remembered)
    if found is None:
        raise InputError(
            "has no row that looks like a header; state it with --mapping (header_row: N)", source=delivery.main.place
        )
    return OperationsReading(delivery, found, wishes)


class OperationsReading(Reading):
    """One list of operations."""

    def __init__(self, delivery: Delivery, found: Layout, wishes: Overrides) -> None:
        document, overrules = delivery.main, delivery.options.overrules
        self._document, self._layout, self._memory = document, found, delivery.options.remembered
        path = document.path / document.member if document.member else document.path
        self._context = context(found, PurePath(path), wishes.constants)
        self._operations = Operations(
            delivery.source_id, found, self._context, self._repeated(), overrules.judge if overrules else judge
        )
        self.columns = [Column(one.column, one.field, one.confidence, one.why) for one in found.columns]
        self.source = Source(
            id=delivery.source_id,
            title=self._context.title,
            publisher=wishes.constants.get("publisher", ""),
            licence=wishes.constants.get("licence", ""),
            url=wishes.constants.get("url", ""),
            document=document.name,
            sha256=document.sha256,
        )
        self.fingerprint = self._fingerprint(delivery)

    def common(self) -> Iterable[Record]:
        """The programme, and the funds that pay; above them the Commission."""
        yield self._context.programme()
        yield eu_funds.commission()
        for fund in funds.funds():
            if (
                fund == self._context.fund
                or "fund_acronym" in self._layout.cells
                or "cci_program_code" in self._layout.cells
            ):
                yield funds.funder(fund)
                yield funds.fund_programme(fund)

    def rows(self) -> Iterator[Row]:
        """The rows below the header, without a closing row of sums."""
        for number, cells in self._layout.rows():
            if not self._layout.is_sum(cells):
                yield Row(number, tuple(cells))

    def records(self, row: Row) -> Iterable[Record]:
        """What a row states."""
        return self._operations.records(row.cells, row.occurrence)

    def share_read(self) -> float:
        """How much of the file has been read."""
        return self._document.done

    def details(self) -> dict[str, Any]:
        """Sheet and header, and what was found out about the whole list."""
        about = dataclasses.asdict(self._context)
        header = self._layout.header
        return {
            "sheet": self._layout.sheet.name,
            "header_row": header.last,
            "header_rows": [header.first, header.last],
            "remembered": self._layout.is_remembered,
            "about": {
                name: about[name] for name in ("fund", "period", "country", "currency", "programme_code", "title")
            },
        }

    def warnings(self) -> list[str]:
        """What could not be found out about the list, and how to state it."""
        missing = [name for name in ("fund", "period", "country") if not getattr(self._context, name)]
        return [
            f"the list does not say its {name}; state it with --mapping (constants: {{{name}: …}})" for name in missing
        ]

    def remember(self) -> None:
        """Keep the mapping for the next edition of the list."""
        if self._memory:
            remembered.remember(self._memory, self._layout.columns, self.source.id)

    def _repeated(self) -> frozenset[str]:
        """The keys that several rows share: twelve bytes, and Python's forty around them, for each row."""
        if "operation_id" in self._layout.cells:
            return frozenset()
        seen: set[str] = set()
        repeated: set[str] = set()
        for _, cells in self._layout.rows():
            key = key_of(self._layout, cells)
            (repeated if key in seen else seen).add(key)
        return frozenset(repeated)

    def _fingerprint(self, delivery: Delivery) -> str:
        """Mapping, context and decisions on persons; not the repeated keys, which may only add to what was loaded."""
        options = delivery.options
        mapped = [(column.name, column.field) for column in self.columns]
        written = (self._layout.money, self._layout.dates, self._layout.shares, self._layout.header)
        decided = (mapped, written, self._context, options.overrides, repr(options.overrules))
        return hashlib.sha256(repr(decided).encode()).hexdigest()
