"""What a row states, block by block: one block is what one row says of one thing.

Blocks are what editions are compared by. The same block from many rows (an organisation's name and address) is
written once; a thing may have several blocks (a project, and each of its participations).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import xxhash

from data.importing.reading import Row, RowError
from graph.columns import Cells, record_rows
from graph.identity import source_iri
from graph.lines import record_lines
from graph.model import Project, Record

END = " .\n"  # of a statement
MOST_KEPT = 65_536


@dataclass(slots=True)
class Block:
    """Statements about one thing: their hash, their N-Triples, and the record itself."""

    iri: str
    hash: int
    text: bytes
    record: Record

    @property
    def cited(self) -> str:
        """What the row is the place of: "" for the thing itself, else the records that it holds."""
        record = self.record
        if not isinstance(record, Project) or record.label:
            return ""
        return " ".join([*(held.iri for held in record.participations), *(held.iri for held in record.grants)])

    @property
    def lines(self) -> list[str]:
        """The statements one by one, without the final dots."""
        return self.text.decode().removesuffix(END).split(END)

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """The block as rows of columns."""
        return record_rows(self.record)


class Blocks:
    """Makes the blocks of one source; a record that an importer gives again, the very object, is not written again."""

    def __init__(self, source_id: str) -> None:
        self._graph = source_iri(source_id)
        self._kept: dict[int, Block] = {}

    def of(self, records: Iterable[Record]) -> list[Block]:
        """The blocks of a row's records. Raises RowError for a value that RDF cannot hold."""
        try:
            return [self._block(record) for record in records]
        except ValueError as error:
            raise RowError("", "", str(error)) from error

    def _block(self, record: Record) -> Block:
        if isinstance(record, Project):  # hardly ever twice
            return block(record, self._graph)
        known = self._kept.get(id(record))
        if known is not None and known.record is record:
            return known
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        made = self._kept[id(record)] = block(record, self._graph)
        return made


def block(record: Record, graph: str) -> Block:
    """The block of a record with all that it holds, and the evidence of what it does not say outright."""
    lines = record_lines(record, graph)
    lines.append("")
    text = END.join(lines).encode("utf-8", "replace")
    return Block(record.iri, xxhash.xxh3_64_intdigest(text), text, record)


def row_id(row: Row) -> int:
    """A number that stands for a row's part, cells and occurrence, but not for its place."""
    cells = row.cells
    text = "\x1f".join(cells) if isinstance(cells, list | tuple) else repr(cells)
    if row.part != "main" or row.occurrence != 1:
        text = f"{row.part}\x1e{row.occurrence}\x1e{text}"
    return int(xxhash.xxh3_64_intdigest(text.encode("utf-8", "replace")))


def place(row: Row) -> str:
    """Where a row stands, as a fragment of its source: ``row=5`` (RFC 7111), before it file and sheet if needed."""
    if not row.document and not row.sheet:
        return f"row={row.number}"
    from urllib.parse import quote

    parts = (("file", row.document), ("sheet", row.sheet))
    return "&".join([*(f"{name}={quote(value)}" for name, value in parts if value), f"row={row.number}"])
