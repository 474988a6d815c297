"""The words of projects' summaries, numbered: what the statements say that the columns do not hold.

A word is a run of at least four letters, in lower case and without accents, that is no function word. Descriptions
pass in batches into a temporary table of DuckDB, which splits them; only their distinct pieces between blanks are
spelt alike, some hundred thousand for a million texts. ``words_of`` splits a text that is asked for the same way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from graph.recommending.arrays import Array, Matrix
from graph.recommending.function_words import FUNCTION_WORDS
from graph.recommending.name_list import NameList

if TYPE_CHECKING:
    import duckdb

SHORTEST = 4  # letters of a word that counts
FEWEST = 2  # projects that have a word: one alone is like no other by it
MOST = 100  # words of a project, those that fewest have; fewer find less: rare ones alone are seldom shared
BATCH = 5_000  # texts held as objects of Python
PART = 20_000  # projects whose words are paired at once

# strip_accents decomposes, drops all marks and composes again; lower knows no ß in capitals and no final sigma.
_SPELT = "replace(replace(strip_accents(lower(token)), 'ß', 'ss'), 'ς', 'σ')"
_SPLIT = "unnest(string_split(text, ' ')) AS token"
_TEXT = "CREATE TEMP TABLE summary_text (n INT, text VARCHAR)"
_TAKE = "INSERT INTO summary_text SELECT p.rowid::INT, text FROM summary_batch JOIN project p USING (iri)"
_PIECE = f"""CREATE TEMP TABLE summary_piece AS SELECT * FROM (
    SELECT token, unnest(regexp_extract_all({_SPELT}, '\\p{{L}}{{{SHORTEST},}}')) AS word
    FROM (SELECT DISTINCT {_SPLIT} FROM summary_text)) WHERE NOT list_contains(?, word)"""  # noqa: S608 - our own words
_WORD = "CREATE TEMP TABLE summary_word AS SELECT DISTINCT word FROM summary_piece ORDER BY word"
_TOKENS = """CREATE TEMP TABLE summary_token AS
    SELECT token, w.rowid::INT AS v FROM summary_piece JOIN summary_word w USING (word)"""
_PAIRS = f"""SELECT n, v FROM (SELECT n, {_SPLIT} FROM summary_text WHERE n >= ? AND n < ?)
    JOIN summary_token USING (token)"""  # noqa: S608 - our own words


def numbered(
    connection: duckdb.DuckDBPyConnection, described: Iterable[tuple[str, str]], projects: int
) -> tuple[NameList, tuple[Array, Array]]:
    """Words and, as numbers, which projects have which; ``described`` are IRIs of any things with descriptions.

    ``connection`` has a table ``project`` with a row for each of ``projects``. Which words are kept depends on all
    projects, later ones too: how much a word tells does not, and is counted over known projects alone.
    """
    if not _take_in(connection, described):
        return NameList.of(()), (np.zeros(0, np.int32), np.zeros(0, np.int32))
    connection.execute(_PIECE, [sorted(FUNCTION_WORDS)])
    connection.execute(_WORD)
    connection.execute(_TOKENS)
    words = connection.sql("SELECT word FROM summary_word ORDER BY rowid").to_arrow_table().column(0)
    held = _held(connection, projects, len(words))
    connection.execute("DROP TABLE summary_text")
    project, word = _rarest(held)
    is_used = np.zeros(len(words), bool)
    is_used[word] = True
    place = np.cumsum(is_used, dtype=np.int32) - 1
    return NameList.of_column(words.filter(is_used)), (project, place[word])


def words_of(text: str) -> list[str]:
    """The words of a text, as those of summaries are spelt, in its order."""
    return [word for word in text.translate(_SPELLING).split() if len(word) >= SHORTEST and word not in FUNCTION_WORDS]


class _Spelling(dict[int, str]):
    """For ``str.translate``: each letter as it is spelt, nothing for a mark, a blank for all else; looked up once."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code).lower())
        bare = "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
        plain = unicodedata.normalize("NFC", bare).replace("ß", "ss").replace("ς", "σ")
        self[code] = "".join(char if unicodedata.category(char).startswith("L") else " " for char in plain)
        return self[code]


_SPELLING = _Spelling()


def _take_in(connection: duckdb.DuckDBPyConnection, described: Iterable[tuple[str, str]]) -> int:
    """Hold the descriptions of projects as a table; how many there are."""
    import pyarrow as pa

    connection.execute(_TEXT)
    for batch in _batches(described):
        iris, texts = zip(*batch, strict=True)
        connection.register("summary_batch", pa.table({"iri": pa.array(iris), "text": pa.array(texts)}))
        connection.execute(_TAKE)
        connection.unregister("summary_batch")
    found: int = connection.execute("SELECT count(*) FROM summary_text").fetchall()[0][0]
    return found


def _batches(described: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    rest = iter(described)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _held(connection: duckdb.DuckDBPyConnection, projects: int, words: int) -> Matrix:
    """Which project has which word, each once."""
    parts = []
    for first in range(0, projects, PART):
        last = min(first + PART, projects)
        project, word = connection.execute(_PAIRS, [first, last]).fetchnumpy().values()
        ones = np.ones(len(word), bool)
        held = sparse.coo_array(
            (ones, (np.asarray(project) - np.int32(first), np.asarray(word))), (last - first, words)
        )
        parts.append(held.tocsr())  # adds up what is there twice
    return sparse.csr_array(sparse.vstack(parts, "csr"))


def _rarest(held: Matrix) -> tuple[Array, Array]:
    """The words that several projects have, and of each project those that fewest have; of equal ones the first."""
    counted = np.bincount(held.indices, minlength=held.shape[1])
    order = np.lexsort((np.arange(len(counted)), counted))
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    held.indices = rank[held.indices]
    held.has_sorted_indices = False
    held.sort_indices()
    project = np.repeat(np.arange(held.shape[0], dtype=np.int32), np.diff(held.indptr))
    several = held.indices >= np.searchsorted(counted[order], FEWEST)
    project, ranked = project[several], held.indices[several]
    begin = np.searchsorted(project, np.arange(held.shape[0]))
    first = np.arange(len(project)) - begin[project] < MOST
    return project[first], order[ranked[first]]
