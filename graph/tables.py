"""The same facts as columns: Parquet files beside the statements of a store, one a source and table.

They are written by the load that writes the statements, in the same revision, so that both always say the same.
Statistics and facets are read from them by DuckDB, which sees a view for each table of ``columns.TABLES``, with
the source of each row as its last column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from graph.columns import FLAG, NUMBER, TABLES, TEXT, YEAR, Cells, record_rows
from graph.model import Record

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

BATCH = 65_536  # rows a row group: large enough to compress, small enough to hold for five tables at once

_SMALL: dict[str, Any] = {"compression": "zstd", "compression_level": 1}
# Searches scan all names: uncompressed they take four times the space and half the time.
_FORMS: dict[str, dict[str, Any]] = {"names": {"compression": "none", "use_dictionary": ["language"]}}


def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table; texts that repeat are dictionary-encoded in the file."""
    import pyarrow as pa

    kinds = {TEXT: pa.string(), FLAG: pa.bool_(), NUMBER: pa.float64(), YEAR: pa.int16()}
    return pa.schema([(name, kinds[kind]) for name, kind in TABLES[table].items()])


def file_of(folder: Path, table: str, source_id: str) -> Path:
    """Where a source's rows of a table stand; any source id makes a file name."""
    return folder / f"{table}-{quote(source_id, safe='')}.parquet"


def source_ids(folder: Path) -> list[str]:
    """The sources that have columns."""
    return sorted(unquote(path.stem.removeprefix("things-")) for path in folder.glob("things-*.parquet"))


class TableWriter:
    """Writes the rows of one source's records, a batch at a time."""

    def __init__(self, folder: Path, source_id: str, only: Iterable[str] = tuple(TABLES)) -> None:
        """``only`` names the tables that are written."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._source = folder, source_id
        self._held: dict[str, list[Cells]] = {table: [] for table in only}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def add(self, record: Record) -> None:
        """Take in a record and those it holds."""
        self.add_rows(record_rows(record))

    def add_rows(self, rows: Iterable[tuple[str, Cells]]) -> None:
        """Take in rows that were made before."""
        held = self._held
        for table, cells in rows:
            rows_of = held[table]
            rows_of.append(cells)
            if len(rows_of) >= BATCH:
                self._flush(table)

    def copy(self, table: str, rows: pa.Table) -> None:
        """Take in rows as they stand in another file."""
        self._flush(table)
        self._writer(table).write_table(rows)

    def close(self) -> None:
        """Write what is held; a table without rows gets a file without rows."""
        for table in self._held:
            self._flush(table)
            self._writer(table).close()

    def _flush(self, table: str) -> None:
        import pyarrow as pa

        rows, self._held[table] = self._held[table], []
        writer = self._writer(table)
        if rows:
            columns = [
                pa.array(values, field.type)
                for values, field in zip(zip(*rows, strict=True), writer.schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=writer.schema))

    def _writer(self, table: str) -> pq.ParquetWriter:
        import pyarrow.parquet as pq

        if table not in self._writers:
            # Never onto the file itself: it may be a hard link to the one of the revision before.
            path = file_of(self._folder, table, self._source)
            path.unlink(missing_ok=True)
            self._writers[table] = pq.ParquetWriter(path, schema(table), **_FORMS.get(table, _SMALL))
        return self._writers[table]


def remove(folder: Path, source_id: str) -> None:
    """Take away the columns of a source."""
    for table in TABLES:
        file_of(folder, table, source_id).unlink(missing_ok=True)


def read(folder: Path, table: str, source_id: str) -> pa.Table:
    """All rows of a source's table."""
    import pyarrow.parquet as pq

    return pq.read_table(file_of(folder, table, source_id))


def taken(folder: Path, table: str, source_id: str) -> Iterator[pa.Table]:
    """The rows of a source's table, a batch at a time; its file gives way to another of the same name."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = file_of(folder, table, source_id)
    aside = path.rename(path.with_suffix(".taken"))
    with pq.ParquetFile(aside) as file:
        for rows in file.iter_batches(BATCH):
            yield pa.Table.from_batches([rows])
    aside.unlink()


class Tables:
    """The columns of all sources of a store, ready to be asked in SQL."""

    def __init__(self, folder: Path | None, others: Mapping[str, Iterable[tuple[str, Cells]]] | None = None) -> None:
        """``folder`` holds the Parquet files; ``others`` are rows of sources without files, by source id."""
        import duckdb

        self.connection = duckdb.connect(":memory:")
        self._folder = folder if folder and folder.is_dir() else None
        parts = {table: list(self._files(table)) for table in TABLES}
        for number, (source, rows) in enumerate((others or {}).items()):
            for table, held in _arrow(rows).items():
                if held.num_rows:
                    parts[table].append(self._take_in(f"{table}_{number}", held, source))
        for table, selects in parts.items():
            self.connection.execute(f"CREATE VIEW {table} AS {' UNION ALL '.join(selects) or _empty(table)}")

    def _take_in(self, name: str, held: pa.Table, source: str) -> str:
        """Hold rows as a table of the database, which its other cursors see; how it is selected from."""
        self.connection.register("taken_in", held)
        self.connection.execute(f"CREATE TABLE {name} AS FROM taken_in")
        self.connection.unregister("taken_in")
        return f"SELECT *, {_quoted(source)} AS source FROM {name}"  # noqa: S608 - our own names

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query over the views."""
        return self.connection.execute(sql, parameters).fetchall()

    def put(self, name: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Make columns known under a name, in place of what had the name before; texts, unless numbers are given."""
        import pyarrow as pa

        made = {column: pa.array(values, None if values else pa.string()) for column, values in columns.items()}
        self.connection.register("taken_in", pa.table(made))
        self.connection.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS FROM taken_in')
        self.connection.unregister("taken_in")

    def has(self, name: str) -> bool:
        """Whether a table or view of that name was made."""
        return bool(self.rows("SELECT 1 FROM information_schema.tables WHERE table_name = ?", [name]))

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()

    def _files(self, table: str) -> Iterator[str]:
        for source in source_ids(self._folder) if self._folder else ():
            path = _quoted(as_pattern(file_of(self._folder or Path(), table, source)))
            yield f"SELECT *, {_quoted(source)} AS source FROM read_parquet({path})"  # noqa: S608 - quoted


def as_pattern(path: Path) -> str:
    """A path for DuckDB, which takes ``*``, ``?`` and ``[`` for patterns."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _arrow(rows: Iterable[tuple[str, Cells]]) -> dict[str, pa.Table]:
    import pyarrow as pa

    held: dict[str, list[Cells]] = {table: [] for table in TABLES}
    for table, cells in rows:
        held[table].append(cells)
    return {
        table: pa.Table.from_arrays(
            [pa.array([row[at] for row in found], field.type) for at, field in enumerate(schema(table))],
            schema=schema(table),
        )
        for table, found in held.items()
    }


def _empty(table: str) -> str:
    columns = ", ".join(f'NULL::{_SQL[kind]} AS "{name}"' for name, kind in TABLES[table].items())
    return f"SELECT {columns}, NULL::VARCHAR AS source WHERE false"


_SQL = {TEXT: "VARCHAR", FLAG: "BOOLEAN", NUMBER: "DOUBLE", YEAR: "SMALLINT"}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
