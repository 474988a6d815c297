"""The columns of a store numbered: its things, their names, values and links as ``catalogue.arrays`` holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.catalogue.arrays import NONE, TYPES, Array
from graph.identity import source_iri
from graph.network import RELATIONS
from graph.recommending.name_list import NameList
from graph.vocabulary import RDFS

if TYPE_CHECKING:
    from graph.store import GraphStore

NAMES_OF_RELATIONS = tuple(relation.rpartition("#")[2] for relation in RELATIONS)
_RELATION_LIST = ", ".join(f"'{name}'" for name in NAMES_OF_RELATIONS)
LANGUAGES = ("de", "en")
MONEY = "money_of"

_NODE = f"""CREATE TEMP TABLE node AS SELECT iri FROM (
    SELECT iri FROM things
    UNION SELECT subject FROM edges WHERE relation IN ({_RELATION_LIST}, 'broader')
    UNION SELECT object FROM edges WHERE relation IN ({_RELATION_LIST}, 'broader')
    UNION SELECT owner FROM grants UNION SELECT programme FROM grants UNION SELECT funder FROM grants
    UNION SELECT project FROM participations UNION SELECT organisation FROM participations
    UNION SELECT iri FROM source_of) WHERE iri IS NOT NULL ORDER BY iri"""  # noqa: S608 - our own words
_NUMBER = "CREATE TEMP VIEW number AS SELECT iri, rowid::INT AS n FROM node"
_THINGS = """SELECT n, min(type) AS type, min("start") AS first, max("end") AS last
    FROM things JOIN number USING (iri) GROUP BY n"""
_SOURCES = """SELECT DISTINCT t.n, s.n AS v FROM (
    SELECT iri, source FROM things UNION SELECT object, source FROM edges WHERE relation = 'seeks') h
    JOIN number t USING (iri)
    JOIN source_of o ON o.source = h.source JOIN number s ON s.iri = o.iri"""
_LINKS = f"""SELECT DISTINCT s.n AS s, o.n AS o, r.rowid::INT AS r FROM (
    SELECT subject, relation, object FROM edges WHERE relation IN ({_RELATION_LIST})
    UNION ALL SELECT owner, 'programme', programme FROM grants WHERE programme IS NOT NULL
    UNION ALL SELECT owner, 'fundedBy', funder FROM grants WHERE funder IS NOT NULL) e
    JOIN number s ON s.iri = subject JOIN number o ON o.iri = object JOIN relation r ON r.name = relation
    WHERE s.n <> o.n ORDER BY s, o, r"""  # noqa: S608
_PARTS = """SELECT DISTINCT p.n AS p, o.n AS o, coalesce(role, '') AS role FROM participations
    JOIN number p ON p.iri = project JOIN number o ON o.iri = organisation"""
_UNNAMED = """SELECT DISTINCT p.n AS p, role FROM participations JOIN number p ON p.iri = project
    WHERE organisation IS NULL"""
_GRANT_YEARS = "SELECT DISTINCT n, year FROM grants JOIN number ON iri = owner WHERE year IS NOT NULL"
# A grant that several sources state is one.
_GRANTED = """SELECT n, coalesce(currency, '') AS currency, fsum(amount) AS amount FROM (
    SELECT owner, amount, currency FROM grants WHERE amount IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY coalesce("grant", owner), owner ORDER BY source) = 1 OR "grant" IS NULL)
    JOIN number ON iri = owner GROUP BY ALL ORDER BY ALL"""
_PARTAKEN = """SELECT o.n AS o, p.n AS p, coalesce(currency, '') AS currency, fsum(amount) AS amount FROM (
    SELECT organisation, project, amount, currency FROM participations WHERE amount IS NOT NULL
    QUALIFY participation IS NULL OR row_number() OVER (PARTITION BY participation ORDER BY source) = 1)
    JOIN number o ON o.iri = organisation JOIN number p ON p.iri = project GROUP BY ALL ORDER BY ALL"""
_TEXTS = """CREATE TEMP TABLE name AS SELECT n, text, key, min(alternative) AS alternative, min(language) AS language
    FROM names JOIN number USING (iri) GROUP BY n, text, key, coalesce(language, '')"""
_LABEL = """SELECT n, arg_min(text, place) AS text, arg_min(key, place) AS key FROM (
    SELECT *, CASE coalesce(language, '') {order} ELSE '3' || language END || ' ' || text AS place
    FROM name WHERE NOT alternative) GROUP BY n ORDER BY n"""
_ORDERS = {
    "de": "WHEN 'de' THEN '0' WHEN '' THEN '1' WHEN 'en' THEN '2'",
    "en": "WHEN 'en' THEN '0' WHEN '' THEN '1' WHEN 'de' THEN '2'",
}
_ALL_NAMES = "SELECT n, text, any_value(key) AS key FROM name GROUP BY n, text ORDER BY n, min(alternative), text"
_SPLIT = """CREATE TEMP TABLE split AS SELECT DISTINCT n, unnest(string_split(key, ' ')) AS word
    FROM (SELECT DISTINCT n, key FROM name WHERE key <> '')"""
_WORD = "CREATE TEMP TABLE word AS SELECT word FROM (SELECT DISTINCT word FROM split WHERE word <> '') ORDER BY word"
_WORDS = "SELECT w.rowid::INT AS v, n FROM split JOIN word w USING (word) ORDER BY v, n"

Pairs = tuple[Array, Array]


class Numbers:
    """What the columns of a store state, by number."""

    def __init__(self, store: GraphStore) -> None:
        """Raises StoreError for an endpoint."""
        self.store = store
        self._tables = store.tables
        self._at = self._tables.connection.cursor()  # temporary tables go with it
        self._put("source_of", "source", "iri", [(source, source_iri(source)) for source in self._source_ids()])
        self._put("relation", "name", "name", [(name, name) for name in NAMES_OF_RELATIONS])
        for sql in (_NODE, _NUMBER, _TEXTS):
            self._at.execute(sql)
        self.iris = NameList.of_column(self._arrow("SELECT iri FROM node ORDER BY rowid").column(0))

    def close(self) -> None:
        """Let go of the numbers in the database."""
        self._at.close()

    def __len__(self) -> int:
        return len(self.iris)

    # ------------------------------------------------------------------ what is stated

    def things(self) -> tuple[Array, list[str | None], list[str | None]]:
        """The class of each thing as its place in ``TYPES``, and its first and last date, None where it has none."""
        rows = self._arrow(_THINGS)
        n = rows["n"].to_numpy()
        type_ = np.full(len(self), TYPES.index(""), np.int8)
        code = {name: place for place, name in enumerate(TYPES)}
        type_[n] = [code.get(name, code[""]) for name in rows["type"].to_pylist()]
        dates: list[list[str | None]] = []
        for name in ("first", "last"):
            column: list[str | None] = [None] * len(self)
            for at, text in zip(n.tolist(), rows[name].to_pylist(), strict=True):
                column[at] = text
            dates.append(column)
        return type_, dates[0], dates[1]

    def links(self) -> tuple[Array, Array, Array]:
        """Subject, object and relation (its place in ``NAMES_OF_RELATIONS``) of each statement between things."""
        found = self._columns(_LINKS)
        return found["s"], found["o"], found["r"].astype(np.int8)

    def sources(self) -> Pairs:
        """Things and their sources."""
        found = self._columns(_SOURCES)
        return found["n"], found["v"]

    def parts(self) -> tuple[Array, Array, list[str]]:
        """Project, organisation and role of each participation."""
        rows = self._arrow(_PARTS)
        return rows["p"].to_numpy(), rows["o"].to_numpy(), rows["role"].to_pylist()

    def unnamed_parts(self) -> tuple[Array, list[str]]:
        """Project and role of the participations of those who may not be named."""
        rows = self._arrow(_UNNAMED)
        return rows["p"].to_numpy(), [role or "" for role in rows["role"].to_pylist()]

    def grant_years(self) -> Pairs:
        """Things and the years of their grants."""
        found = self._columns(_GRANT_YEARS)
        return found["n"], found["year"].astype(np.int32)

    def granted(self) -> tuple[Array, list[str], Array]:
        """Thing, currency and sum of its grants in it."""
        rows = self._arrow(_GRANTED)
        return rows["n"].to_numpy(), rows["currency"].to_pylist(), rows["amount"].to_numpy()

    def partaken(self) -> tuple[Array, Array, list[str], Array]:
        """Organisation, project, currency and amount of participations."""
        rows = self._arrow(_PARTAKEN)
        return rows["o"].to_numpy(), rows["p"].to_numpy(), rows["currency"].to_pylist(), rows["amount"].to_numpy()

    # ------------------------------------------------------------------ names

    def label_parts(self) -> dict[str, Array]:
        """``label.*`` and ``order.*``."""
        parts: dict[str, Array] = {}
        texts: list[Any] = []
        before = 0
        for language in LANGUAGES:
            rows = self._arrow(_LABEL.format(order=_ORDERS[language]))
            n, texts_of = rows["n"].to_numpy(), rows["text"].to_pylist()
            number = np.full(len(self), NONE, np.int32)
            number[n] = np.arange(len(n)) + before
            before += len(n)
            texts += texts_of
            keys = dict(zip(n.tolist(), rows["key"].to_pylist(), strict=True))
            number = self._named(number, texts, keys)
            before = len(texts)
            parts[f"label.{language}"] = number
            order = np.empty(len(self), np.int32)
            order[sorted(range(len(self)), key=lambda at: (keys[at], at))] = np.arange(len(self))
            parts[f"order.{language}"] = order
        return parts | packed("label", texts)

    def _named(self, number: Array, texts: list[Any], keys: dict[int, str]) -> Array:
        """Things without a label are called by the end of their IRI, sources by their title."""
        for at in np.flatnonzero(number == NONE).tolist():
            iri = self.iris[at]
            text = iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
            if "/source/" in iri or "/" not in iri:
                title = next((quad.object for quad in self.store.quads(subject=iri, predicate=RDFS.label)), None)
                text = title.value if title is not None and hasattr(title, "value") else text
            number[at] = len(texts)
            texts.append(text)
            keys[at] = text.casefold()
        return number

    def name_parts(self) -> dict[str, Array]:
        """``name.*``."""
        rows = self._arrow(_ALL_NAMES)
        counts = np.bincount(rows["n"].to_numpy(), minlength=len(self)) if rows.num_rows else np.zeros(len(self))
        row = np.zeros(len(self) + 1, np.int64)
        np.cumsum(counts, out=row[1:])
        parts = {"name.row": row}
        for column in ("text", "key"):
            held = NameList.of_column(rows[column])
            parts |= {f"name.{column}.text": held.text, f"name.{column}.start": held.start}
        return parts

    def word_parts(self) -> dict[str, Array]:
        """``word.*``."""
        for sql in (_SPLIT, _WORD):
            self._at.execute(sql)
        words = NameList.of_column(self._arrow("SELECT word FROM word ORDER BY rowid").column(0))
        found = self._columns(_WORDS)
        row = np.zeros(len(words) + 1, np.int64)
        np.cumsum(np.bincount(found["v"], minlength=len(words)), out=row[1:])
        return {
            "word.text": words.text, "word.start": words.start,
            "word.by_value.row": row, "word.by_value.column": found["n"].astype(np.int32),
        }  # fmt: skip

    # ------------------------------------------------------------------ reading

    def _source_ids(self) -> list[str]:
        return [source for (source,) in self._tables.rows("SELECT DISTINCT source FROM things ORDER BY 1") if source]

    def _put(self, name: str, first: str, second: str, rows: list[tuple[str, str]]) -> None:
        columns = f'"{first}" VARCHAR' + (f', "{second}" VARCHAR' if second != first else "")
        self._at.execute(f"CREATE TEMP TABLE {name} ({columns})")
        if rows:
            marks = "(?, ?)" if second != first else "(?)"
            values = [list(row) if second != first else [row[0]] for row in rows]
            self._at.executemany(f"INSERT INTO {name} VALUES {marks}", values)  # noqa: S608 - our own names

    def _arrow(self, sql: str) -> Any:
        return self._at.sql(sql).to_arrow_table()

    def _columns(self, sql: str) -> dict[str, Array]:
        return {name: np.asarray(column) for name, column in self._at.execute(sql).fetchnumpy().items()}


def packed(name: str, texts: list[str]) -> dict[str, Array]:
    """Texts in their order as ``NameList`` holds them."""
    held = [text.encode("utf-8", "replace") for text in texts]
    start = np.zeros(len(held) + 1, np.int64)
    np.cumsum([len(text) for text in held], out=start[1:])
    return {f"{name}.text": np.frombuffer(b"".join(held), np.uint8), f"{name}.start": start}
