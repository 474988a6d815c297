"""What an importer is given and what it gives: claims on files, deliveries, and readings row by row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from data.beneficiaries.overrules import Overrules
    from data.files.document import Document
    from graph.model import Record, Source


@dataclass(slots=True, frozen=True)
class Claim:
    """How sure an importer is that a file is one of its own, and why.

    ``part`` is "main" for a file that is loaded, else the role that it has beside one (a table of codes, the
    organisations of a list of projects). Files of one folder, importer and edition belong together.
    """

    confidence: float
    why: str
    part: str = "main"
    edition: str = ""


@dataclass(slots=True)
class Options:
    """What the user decided: ``overrides`` is the text of the YAML file on columns, ``overrules`` who is a person.

    ``remembered`` is the folder in which mappings are kept for the next edition.
    """

    overrides: str = ""
    overrides_file: str = ""
    overrules: Overrules | None = None
    remembered: Path | None = None


@dataclass(slots=True)
class Delivery:
    """The files of one source: ``documents`` by part, the main ones under "main"."""

    importer: str
    documents: dict[str, list[Document]]
    source_id: str
    claim: Claim
    options: Options = field(default_factory=Options)

    @property
    def main(self) -> Document:
        """The first file that is loaded."""
        return self.documents["main"][0]

    def part(self, name: str) -> Document | None:
        """The file with a role, if there is one."""
        return next(iter(self.documents.get(name, ())), None)


@dataclass(slots=True, frozen=True)
class Column:
    """A column of the file and the field that it is read as; an empty field is left over."""

    name: str
    field: str
    confidence: float = 1.0
    why: str = ""
    part: str = "main"


@dataclass(slots=True)
class Row:
    """One row of a file: its place and its cells.

    ``cells`` are texts in the file's order, or an object as JSON has it. ``occurrence`` is 2 for the second
    row with the very same cells, and so on; ``document`` and ``sheet`` are empty where the source has but one.
    """

    number: int
    cells: Any
    document: str = ""
    sheet: str = ""
    part: str = "main"
    occurrence: int = 1


class RowError(Exception):
    """Set this row aside: the column, the value in it and what is wrong with it."""

    def __init__(self, column: str, value: object, reason: str) -> None:
        super().__init__(f"{column}: “{value}” {reason}")
        self.column, self.value, self.reason = column, str(value), reason


class Reading(ABC):
    """A delivery that has been understood, ready to be read row by row.

    The records of a row depend on nothing but the row and what ``fingerprint`` covers: when a new edition of the
    source is loaded, rows that it shares with the one before are not read again.
    """

    source: Source
    columns: list[Column]
    fingerprint: str = ""

    def common(self) -> Iterable[Record]:
        """The records that no single row states: programme, funder, schemes of themes."""
        return ()

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """All rows in the order of the file, again at each call."""

    @abstractmethod
    def records(self, row: Row) -> Iterable[Record]:
        """What a row states. Raises RowError for a row that cannot be read."""

    def share_read(self) -> float:
        """How much of the files the running ``rows`` has read, from 0 to 1."""
        return 0.0

    def details(self) -> dict[str, Any]:
        """What a dry run tells beside the columns: sheet, header row, encoding …"""
        return {}

    def warnings(self) -> list[str]:
        """What people should know of this delivery, in words."""
        return []

    def remember(self) -> None:  # noqa: B027 - most importers have nothing to remember
        """Keep what was found out for the next edition; called when the load is published."""
