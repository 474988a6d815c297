"""Candidates looked up in the file that keeps them, without reading all of it: of a band, of a thing, of a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from graph.matching.candidates import ASK, FILE, Candidate, Reason
from graph.tables import as_pattern


class Pair(NamedTuple):
    """A candidate without its reasons: small enough to put a million of them in order."""

    first: str
    second: str
    score: float
    kind: str


class CandidateIndex:
    """The candidates of a revision's ``identity`` folder; empty where nothing was matched yet."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def __bool__(self) -> bool:
        return self._path.is_file()

    def pairs(self, band: str = ASK, kind: str = "") -> list[Pair]:
        """All pairs of a band, of one kind or of all."""
        rows = self._rows("first, second, score, kind", "band = ? AND (? = '' OR kind = ?)", [band, kind, kind])
        return [Pair(*row) for row in rows]

    def best(self, band: str, kind: str = "", limit: int | None = None) -> list[Candidate]:
        """The candidates of a band, the highest score first."""
        return self._candidates(
            "band = ? AND (? = '' OR kind = ?) ORDER BY score DESC, first, second LIMIT ?",
            [band, kind, kind, limit if limit is not None else 1 << 40],
        )

    def of(self, iri: str) -> list[Candidate]:
        """All candidates that a thing is part of, the highest score first."""
        return self.of_any([iri])

    def of_any(self, iris: Sequence[str]) -> list[Candidate]:
        """All candidates that one of several things is part of, the highest score first."""
        return self._candidates(
            "list_contains(?, first) OR list_contains(?, second) ORDER BY score DESC, first, second",
            [list(iris), list(iris)],
        )

    def between(self, one: str, other: str) -> Candidate | None:
        """The candidate that two things make, in any order."""
        found = self._candidates("first = ? AND second = ?", sorted((one, other)))
        return found[0] if found else None

    def several(self, pairs: Sequence[tuple[str, str]]) -> list[Candidate]:
        """The candidates of pairs, in the order of the pairs."""
        wanted = {pair: at for at, pair in enumerate(pairs)}
        found = self._candidates("(first, second) IN (SELECT unnest(?), unnest(?))", _columns(pairs))
        return sorted(found, key=lambda item: wanted[item.first, item.second])

    def scores(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
        """The scores of those pairs that are candidates."""
        rows = self._rows("first, second, score", "(first, second) IN (SELECT unnest(?), unnest(?))", _columns(pairs))
        return {(first, second): score for first, second, score in rows}

    def _candidates(self, condition: str, values: list[Any]) -> list[Candidate]:
        columns = "first, second, score, band, reasons, kind, error"
        return [
            Candidate(
                first, second, score, band, tuple(Reason(**reason) for reason in reasons or ()), kind, error or ""
            )
            for first, second, score, band, reasons, kind, error in self._rows(columns, condition, values)
        ]

    def _rows(self, columns: str, condition: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        if not self:
            return
        import duckdb

        with duckdb.connect() as connection:
            # The columns and the condition are written above, the values are bound.
            query = f"SELECT {columns} FROM read_parquet(?) WHERE {condition}"  # noqa: S608
            found = connection.execute(query, [as_pattern(self._path), *values])
            while rows := found.fetchmany(10_000):
                yield from rows


def _columns(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[first for first, _ in pairs], [second for _, second in pairs]]
