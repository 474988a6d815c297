"""What was matched before, in files: mentions, their keys, and how often words are met, so that new ones cost little.

Each addition is a part of its own (``mentions-3.parquet``, ``keys-3.parquet``, ``counts-3.parquet``), never changed
afterwards; later parts take away what earlier ones say of the same IRI (``gone``). Comparing new mentions with a
million known ones reads the keys by column and only those mentions that share one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.matching import blocking
from graph.matching.description import Description, Rarity, describe
from graph.matching.mention import Identifier, Mention
from graph.tables import as_pattern

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MENTIONS, KEYS, COUNTS = "mentions", "keys", "counts"
# More files than these are put together into one: each costs about a millisecond to open.
MOST_PARTS = 24
_LISTS = ("names", "short_names", "sources")
_SETS = ("kinds", "domains", "projects", "partners", "programmes")
_TEXTS = ("iri", "country", "nuts", "postcode", "town", "start", "end")
_TALLIES = ("words", "acronyms", "domains")


class Whole(NamedTuple):
    """All that an index holds: mentions ordered by IRI, keys in their order with the position of a mention, counts."""

    mentions: pa.Table
    keys: pa.Table
    counts: pa.Table


class Index:
    """The mentions of a folder that were matched with each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def parts(self) -> list[int]:
        """The numbers of the parts, the oldest first."""
        found = (path.stem.rpartition("-")[2] for path in self.folder.glob(f"{MENTIONS}-*.parquet"))
        return sorted(int(number) for number in found if number.isdecimal())

    def add(self, described: Sequence[Description], rarity: Rarity, *, gone: Collection[str] = ()) -> None:
        """Take in mentions as a new part; ``gone`` are IRIs that are no longer there or are replaced by these."""
        self.folder.mkdir(parents=True, exist_ok=True)
        number = (self.parts or [0])[-1] + 1
        old = [describe(mention) for mention in self.mentions(gone)] if gone else []
        others = self.namesakes([*described, *old], without={*gone, *(one.mention.iri for one in described)})
        self._write(f"{COUNTS}-{number}", _counts(described, old, others))
        self._write(f"{KEYS}-{number}", _keys(described, rarity))
        self._write(f"{MENTIONS}-{number}", _rows([one.mention for one in described], set(gone)))
        self.close()
        if len(self.parts) > MOST_PARTS:
            self._put_together()

    def clear(self) -> None:
        """Forget all mentions."""
        self.close()
        for kind in (MENTIONS, KEYS, COUNTS):
            for path in self.folder.glob(f"{kind}-*.parquet"):
                path.unlink()

    def mentions(self, iris: Iterable[str] | None = None) -> list[Mention]:
        """The mentions with these IRIs, or all, ordered by IRI."""
        if not self.parts:
            return []
        if iris is None:
            return self._mentions("SELECT m.* FROM live m ORDER BY iri")
        self._put("wanted", "iri", sorted(set(iris)))
        return self._mentions("SELECT m.* FROM live m JOIN wanted w USING (iri) ORDER BY iri")

    def iris_of(self, source_id: str) -> set[str]:
        """The IRIs that a source has mentioned."""
        if not self.parts:
            return set()
        found = self._database.execute("SELECT iri FROM live WHERE list_contains(sources, ?)", [source_id])
        return {iri for (iri,) in found.fetchall()}

    def namesakes(self, described: Iterable[Description], without: Collection[str] = ()) -> list[Description]:
        """The known mentions that share a whole name with one of these, but for some IRIs."""
        if not self.parts:
            return []
        import pyarrow as pa

        names = sorted({blocking.hashed(f"n{way.key}") for one in described for way in one.spellings})
        self._register("asked", pa.table({"key": pa.array(names, pa.uint64())}))
        self._put("left_out", "iri", sorted(without))
        sql = """SELECT m.* FROM live m ANTI JOIN left_out USING (iri)
                 WHERE m.iri IN (SELECT k.iri FROM keys k JOIN asked USING (key))"""
        return [describe(mention) for mention in self._mentions(sql)]

    def neighbours(self, described: Sequence[Description], rarity: Rarity) -> list[Mention]:
        """Known mentions that share a key with one of these, unless too many share it."""
        if not self.parts:
            return []
        import pyarrow as pa

        wanted = sorted({blocking.hashed(key) for one in described for key in blocking.keys(one, rarity)})
        self._register("asked", pa.table({"key": pa.array(wanted, pa.uint64())}))
        most = f"CASE key % 2 WHEN 1 THEN {blocking.LARGEST_WORD} ELSE {blocking.LARGEST} END"
        return self._mentions(
            f"""WITH shared AS (SELECT k.key, k.iri FROM keys k JOIN asked USING (key)),
                 few AS (SELECT key FROM shared GROUP BY key HAVING count(*) <= {most}),
                 near AS (SELECT DISTINCT iri FROM shared JOIN few USING (key)
                          UNION SELECT min(iri) FROM shared GROUP BY key HAVING count(*) > {most})
            SELECT m.* FROM live m JOIN near USING (iri) ORDER BY iri"""  # noqa: S608 - our own number
        )

    def rarity(self, words: Iterable[str], acronyms: Iterable[str] = (), domains: Iterable[str] = ()) -> Rarity:
        """How rare these are among all mentions; what is not asked for counts as new."""
        if not self.parts:
            return Rarity()
        found: dict[str, Counter[str]] = {}
        for kind, texts in zip(_TALLIES, (words, acronyms, domains), strict=True):
            self._put("asked", "text", sorted(set(texts)))
            sql = "SELECT text, sum(n)::BIGINT FROM counts JOIN asked USING (text) WHERE kind = ? GROUP BY text"
            found[kind] = Counter(dict(self._database.execute(sql, [kind]).fetchall()))
        names = self._database.execute("SELECT sum(n)::BIGINT FROM counts WHERE kind = 'names'").fetchall()
        return Rarity(names[0][0] or 0, found["words"], found["acronyms"], found["domains"])

    def rarity_for(self, described: Iterable[Description]) -> Rarity:
        """How rare the words, acronyms and domains of these mentions are."""
        every = list(described)
        return self.rarity(
            {word for one in every for way in one.spellings for word in way.words},
            {short for one in every for short in one.acronyms},
            {domain for one in every for domain in one.mention.domains},
        )

    @property
    def size(self) -> int:
        """The number of mentions."""
        if not self.parts:
            return 0
        found: int = self._database.execute("SELECT count(*) FROM live").fetchall()[0][0]
        return found

    def identifiers(self, schemes: Collection[str]) -> dict[str, frozenset[Identifier]]:
        """The identifiers of these schemes that each mention has."""
        if not self.parts:
            return {}
        rows = self._database.execute("SELECT iri, identifiers FROM live WHERE len(identifiers) > 0").fetchall()
        held = {iri: frozenset(Identifier(*pair) for pair in pairs if pair[0] in schemes) for iri, pairs in rows}
        return {iri: found for iri, found in held.items() if found}

    def whole(self) -> Whole:
        """Everything, for those who look up much more than they add; at a million mentions a few hundred megabytes."""
        ask = self._database.sql
        mentions = ask("SELECT * EXCLUDE (part, gone) FROM live ORDER BY iri").to_arrow_table()
        keys = ask(
            """SELECT k.key, l.at FROM keys k
               JOIN (SELECT iri, row_number() OVER (ORDER BY iri) - 1 AS at FROM live) l USING (iri)
               ORDER BY k.key, l.at"""
        ).to_arrow_table()
        counts = ask("SELECT kind, text, sum(n)::BIGINT AS n FROM counts GROUP BY kind, text").to_arrow_table()
        return Whole(mentions, keys, counts)

    def close(self) -> None:
        """Let go of the files."""
        if held := self.__dict__.pop("_database", None):
            held.close()

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        made = duckdb.connect(":memory:")
        for kind in (MENTIONS, KEYS, COUNTS):
            files = " UNION ALL ".join(
                f"SELECT *, {number} AS part FROM read_parquet({_quoted(self.folder / f'{kind}-{number}.parquet')})"  # noqa: S608
                for number in self.parts
            )
            made.execute(f"CREATE VIEW all_{kind} AS {files}")
        made.execute("CREATE TABLE gone AS SELECT iri, max(part) AS part FROM all_mentions WHERE gone GROUP BY iri")
        made.execute(
            """CREATE VIEW live AS SELECT m.* FROM all_mentions m LEFT JOIN gone g ON g.iri = m.iri
               WHERE NOT m.gone AND (g.part IS NULL OR m.part >= g.part)"""
        )
        made.execute(
            """CREATE VIEW keys AS SELECT k.key, k.iri FROM all_keys k LEFT JOIN gone g ON g.iri = k.iri
               WHERE g.part IS NULL OR k.part >= g.part"""
        )
        made.execute("CREATE VIEW counts AS FROM all_counts")
        return made

    def _mentions(self, sql: str) -> list[Mention]:
        found = self._database.execute(sql)
        columns = [column[0] for column in found.description or ()]
        return [mention_of(dict(zip(columns, row, strict=True))) for row in found.fetchall()]

    def _put(self, name: str, column: str, texts: Sequence[str]) -> None:
        import pyarrow as pa

        self._register(name, pa.table({column: pa.array(texts, pa.string())}))

    def _register(self, name: str, rows: pa.Table) -> None:
        self._database.register("taken_in", rows)
        self._database.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM taken_in")
        self._database.unregister("taken_in")

    def _write(self, name: str, rows: pa.Table) -> None:
        import pyarrow.parquet as pq

        pq.write_table(rows, self.folder / f"{name}.parquet", compression="zstd", compression_level=1)

    def _put_together(self) -> None:
        described = [describe(mention) for mention in self.mentions()]
        self.clear()
        self.add(described, Rarity.of(described))


def _counts(described: Iterable[Description], old: Iterable[Description], others: Sequence[Description]) -> pa.Table:
    """How much more often words, acronyms and domains are met, and how many names more there are."""
    import pyarrow as pa

    rows: dict[tuple[str, str], int] = {}
    for sign, part in ((1, described), (-1, old)):
        rarity = Rarity()
        rarity.add(part, others)
        rows["names", ""] = rows.get(("names", ""), 0) + sign * rarity.names
        for kind, tally in zip(_TALLIES, (rarity.words, rarity.acronyms, rarity.domains), strict=True):
            for text, count in tally.items():
                rows[kind, text] = rows.get((kind, text), 0) + sign * count
    return pa.table(
        {
            "kind": pa.array([kind for kind, _ in rows], pa.string()),
            "text": pa.array([text for _, text in rows], pa.string()),
            "n": pa.array(rows.values(), pa.int64()),
        }
    )


def _keys(described: Iterable[Description], rarity: Rarity) -> pa.Table:
    import pyarrow as pa

    keys: list[int] = []
    owners: list[str] = []
    for one in described:
        found = {blocking.hashed(key) for key in blocking.keys(one, rarity)}
        keys.extend(found)
        owners.extend([one.mention.iri] * len(found))
    # Ordered, so that a reader leaves out the row groups without the keys that it looks for.
    made = pa.table({"key": pa.array(keys, pa.uint64()), "iri": pa.array(owners, pa.string())})
    return made.sort_by("key")


def _rows(mentions: Sequence[Mention], gone: set[str]) -> pa.Table:
    """The mentions as columns, and a row of nothing but its IRI for each that is gone."""
    import pyarrow as pa

    every = [*mentions, *(Mention(iri=iri, names=()) for iri in sorted(gone))]
    columns: dict[str, Any] = {name: pa.array([getattr(one, name) for one in every], pa.string()) for name in _TEXTS}
    for name in _LISTS:
        columns[name] = pa.array([list(getattr(one, name)) for one in every], pa.list_(pa.string()))
    for name in _SETS:
        columns[name] = pa.array([sorted(getattr(one, name)) for one in every], pa.list_(pa.string()))
    pairs = pa.list_(pa.list_(pa.string()))
    columns["identifiers"] = pa.array([[list(pair) for pair in sorted(one.identifiers)] for one in every], pairs)
    columns["gone"] = pa.array([at >= len(mentions) for at in range(len(every))], pa.bool_())
    return pa.table(columns)


def mention_of(row: dict[str, Any]) -> Mention:
    """A mention from its row."""
    given: dict[str, Any] = {name: row[name] for name in _TEXTS}
    given |= {name: tuple(row[name]) for name in _LISTS}
    given |= {name: frozenset(row[name]) for name in _SETS}
    return Mention(**given, identifiers=frozenset(Identifier(*pair) for pair in row["identifiers"]))


def _quoted(path: Path) -> str:
    return "'" + as_pattern(path).replace("'", "''") + "'"
