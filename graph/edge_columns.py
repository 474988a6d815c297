"""Statements between two things, and names, read from the columns that loads wrote: ten times as fast as one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.editions import read_about
from graph.identity import source_iri
from graph.statement_rows import EDGES
from graph.tables import file_of, source_ids
from graph.vocabulary import VB

ENOUGH = 50_000  # statements; fewer are read before DuckDB is imported (0.09 s)

_RELATIONS = "SELECT DISTINCT relation FROM read_parquet($files)"
_EDGES = "SELECT subject, object FROM read_parquet($files) WHERE relation = $relation"
_GRANTS = 'SELECT "grant", programme FROM read_parquet($files) WHERE programme IS NOT NULL'
_NAMES = "SELECT iri, text, language, alternative FROM read_parquet($files)"


def is_worthwhile(folder: Path) -> bool:
    """Whether so many statements have columns that reading those is the shorter way."""
    if set("*?[") & set(str(folder)):  # DuckDB would take the path for a pattern
        return False
    abouts = (read_about(folder, source) for source in source_ids(folder))
    return sum(about.statements for about in abouts if about) >= ENOUGH


class EdgeColumns:
    """The edges in the columns of a store, by the predicate of their statements."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        sources = source_ids(folder)
        self.graphs = frozenset(map(source_iri, sources))
        self._files = {
            table: [str(file_of(folder, table, source)) for source in sources] for table in ("edges", "grants", "names")
        }
        self._connection = duckdb.connect(":memory:")
        self._relations = {name for (name,) in self._rows(_RELATIONS, {"files": self._files["edges"]})}

    def __contains__(self, predicate: str) -> bool:
        return predicate in EDGES

    def links(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subject and object of every statement with a predicate, those of grants among them."""
        if (relation := EDGES[predicate]) in self._relations:
            yield from self._rows(_EDGES, {"files": self._files["edges"], "relation": relation})
        if predicate == VB.programme:
            yield from self._rows(_GRANTS, {"files": self._files["grants"]})

    def labels(self) -> Iterator[tuple[str, str, str, bool]]:
        """Every name: IRI, text, language, whether it is an alternative one; the titles of sources have no columns."""
        yield from self._rows(_NAMES, {"files": self._files["names"]})

    def _rows(self, sql: str, values: dict[str, object]) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()
