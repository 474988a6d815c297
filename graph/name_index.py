"""Names looked up in the columns, for stores that hold too many to be read one by one.

Exact keys, beginnings and words are found by scanning the keys (about 0.1 s for a million names). What is only similar
is sought by the Jaro-Winkler similarity of whole names and of their words, which takes seconds for a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.tables import Tables

MOST = 5_000  # candidates that are scored; the nearest in length come first
ALIKE = 0.85  # Jaro-Winkler similarity: "munchn" and "munchen" have 0.97, two names by chance hardly 0.7
Row = tuple[str, str, str, bool]


class NameIndex:
    """The names in the columns of a store."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def close(self) -> None:
        """Let go of the columns."""
        self._tables.close()

    def exactly(self, key: str) -> list[Row]:
        """The names with this key: IRI, text, language, whether alternative."""
        return self._rows("key = ?", [key])

    def beginning(self, key: str) -> list[Row]:
        """The names whose key begins so."""
        return self._rows("starts_with(key, ?)", [key])

    def holding(self, key: str, most: int = MOST) -> list[Row]:
        """The names that hold each word of a key, the shortest first."""
        words = key.split()
        return self._rows(" AND ".join(["contains(key, ?)"] * len(words)), words, most)

    def similar(self, key: str, most: int = MOST) -> list[Row]:
        """The names that are alike as a whole, or of which a word is like a key of one word."""
        test = f"jaro_winkler_similarity({{}}, ?) >= {ALIKE}"
        if " " in key:
            return self._rows(test.format("key"), [key], most)
        words = "(SELECT *, unnest(string_split(key, ' ')) AS word FROM names)"
        return self._rows(test.format("word"), [key], most, words)

    def _rows(self, condition: str, values: Iterable[Any], most: int | None = None, of: str = "names") -> list[Row]:
        last = f" ORDER BY length(key), iri LIMIT {most:d}" if most else ""
        columns = f"iri, text, language, alternative{', key' if most else ''}"
        sql = f"SELECT DISTINCT {columns} FROM {of} WHERE {condition}{last}"  # noqa: S608 - our own words
        return [_row(row) for row in self._tables.rows(sql, list(values))]


def _row(row: Sequence[Any]) -> Row:
    return row[0], row[1], row[2], row[3]
