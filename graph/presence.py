"""Which partners are where and work on what: each with the cells that it counts in.

A *partner* is an organisation that takes part in a project, initiative or programme, or that states a theme of its
own; and a project that names no participant at all, which stands for the one that carries it. Where it is, and of
which kind, a partner says itself; the themes, programmes, funders and years are those of what it takes part in, and
those that it states itself. Who works on a theme also works on the wider ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.addition import distinct
from graph.expectation import Table
from graph.sums import Array

if TYPE_CHECKING:
    from graph.tables import Tables

OWN = ("region", "country", "kind")  # what a partner has itself; all else comes with its activities
CountsAs = Mapping[Any, Collection[Any]]

# Projects are numbered (p) as in graph.sums.
_SETUP = """
CREATE TEMP TABLE thing AS
    SELECT *, (row_number() OVER (ORDER BY iri) - 1)::INT AS id,
    (dense_rank() OVER (ORDER BY source) - 1)::INT AS stratum,
    CASE WHEN is_project THEN (row_number() OVER (PARTITION BY is_project ORDER BY iri) - 1)::INT END AS p
    FROM (SELECT iri, bool_or(type = 'Project') AS is_project, bool_or(type = 'Organisation') AS is_organisation,
        min(source) AS source FROM things
        WHERE type IN ('Organisation', 'Project', 'Initiative', 'Programme') GROUP BY iri);
CREATE TEMP TABLE tie AS SELECT a.id AS subject, a.is_organisation, a.p, b.id AS object, b.p AS other FROM edges
    JOIN thing a ON subject = a.iri JOIN thing b ON object = b.iri
    WHERE relation IN ('partner', 'member') AND a.is_organisation <> b.is_organisation;
CREATE TEMP TABLE joined AS
    SELECT DISTINCT CASE WHEN is_organisation THEN subject ELSE object END AS partner,
    CASE WHEN is_organisation THEN object ELSE subject END AS activity,
    CASE WHEN is_organisation THEN other ELSE p END AS p FROM tie;
CREATE TEMP TABLE activity AS
    SELECT partner, activity FROM joined
    UNION ALL SELECT id, id FROM thing WHERE is_organisation
    AND (id IN (SELECT partner FROM joined) OR iri IN (SELECT subject FROM edges WHERE relation = 'theme'))
    UNION ALL SELECT id, id FROM thing WHERE is_project AND NOT is_organisation
    AND id NOT IN (SELECT activity FROM joined) AND iri NOT IN (SELECT project FROM participations);
"""
_STATED = "SELECT subject AS thing, object AS stated FROM edges WHERE relation = '{}'"
_FROM_GRANTS = " UNION SELECT owner, {0} FROM grants WHERE {0} IS NOT NULL"
_VALUES = {
    "region": _STATED.format("region"),
    "country": _STATED.format("region"),
    "kind": _STATED.format("kind"),
    "theme": _STATED.format("theme"),
    "programme": _STATED.format("programme")  # noqa: S608
    + _FROM_GRANTS.format("programme")
    + " UNION SELECT iri, iri FROM things WHERE type = 'Programme'",
    "funder": _STATED.format("fundedBy") + _FROM_GRANTS.format("funder"),
    "year": """SELECT owner AS thing, year AS stated FROM grants WHERE year IS NOT NULL
        UNION SELECT iri, year FROM things WHERE type = 'Project' AND year IS NOT NULL
        AND iri NOT IN (SELECT owner FROM grants WHERE year IS NOT NULL)""",
}


@dataclass(slots=True)
class Presence:
    """Pairs of partner (by number) and cell, each once, by cell; and the table that they are counted in.

    ``rows`` and ``columns`` say how many there are. ``partners`` counts all, ``without`` those that have no value of
    a dimension.
    """

    rows: int
    columns: int
    cell: Array
    partner: Array
    table: Table
    partners: int
    without: dict[str, int]

    def counts(self) -> Array:
        """How many partners there are in each cell, as a matrix."""
        return np.bincount(self.cell, minlength=self.rows * self.columns).reshape(self.rows, self.columns)

    def members(self, cell: int) -> list[int]:
        """The partners of a cell."""
        low, high = np.searchsorted(self.cell, [cell, cell + 1])
        found: list[int] = self.partner[low:high].tolist()
        return found


class Census:
    """Asks the columns of a store for its partners; its temporary tables go when it is closed."""

    def __init__(self, tables: Tables) -> None:
        self._connection = tables.connection.cursor()
        self._connection.execute(_SETUP)

    def close(self) -> None:
        """Let go of the temporary tables."""
        self._connection.close()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(sql).fetchall()

    def columns(self, sql: str) -> list[Array]:
        """The columns of a query, as whole numbers."""
        return [np.asarray(values, np.int64) for values in self._connection.execute(sql).fetchnumpy().values()]

    def names(self, numbers: Collection[int], *, projects: bool = False) -> dict[int, str]:
        """The IRIs that numbers stand for: those of things, or those of projects."""
        number = "p" if projects else "id"
        self.put("wanted", {"n": list(numbers)})
        return dict(self.rows(f"SELECT {number}, iri FROM thing WHERE {number} IN (SELECT n FROM wanted)"))  # noqa: S608

    def numbers(self, things: Collection[str]) -> dict[str, int]:
        """The numbers of things."""
        self.put("wanted", {"iri": sorted(things)})
        return dict(self.rows("SELECT iri, id FROM thing JOIN wanted USING (iri)"))

    def stated(self, name: str) -> list[Any]:
        """The values of a dimension that partners, or what they take part in, state."""
        held = "partner" if name in OWN else "activity"
        found = self.rows(
            f"SELECT DISTINCT stated FROM ({_VALUES[name]}) JOIN thing ON thing = iri "  # noqa: S608
            f"WHERE id IN (SELECT {held} FROM activity)"
        )
        return sorted(value for (value,) in found)

    def keep(self, activities: Collection[str] | None, regions: Iterable[str] | None) -> None:
        """Keep only some activities, and only the partners in some regions; None for all."""
        if activities is not None:
            self.put("meant", {"iri": sorted(activities)})
            self._delete("activity", "SELECT iri FROM meant")
        if regions is not None:
            self.put("meant", {"iri": sorted(regions)})
            self._delete("partner", f"SELECT thing FROM ({_VALUES['region']}) JOIN meant ON stated = iri")  # noqa: S608

    def _delete(self, column: str, kept: str) -> None:
        self._connection.execute(
            f"DELETE FROM activity WHERE {column} NOT IN (SELECT id FROM thing WHERE iri IN ({kept}))"  # noqa: S608
        )

    def presence(self, by: Sequence[str], terms: Sequence[Sequence[Any]], counts_as: Sequence[CountsAs]) -> Presence:
        """The partners by one or two dimensions; ``counts_as`` says which terms a stated value counts as."""
        for at, (name, values, meaning) in enumerate(zip(by, terms, counts_as, strict=True)):
            self._number(f"axis{at}", _VALUES[name], values, meaning)
        keys = ["partner" if name in OWN else "activity" for name in by]
        joins = "".join(f" JOIN axis{at} ON axis{at}.id = activity.{key}" for at, key in enumerate(keys))
        rows, columns = len(terms[0]), len(terms[1]) if len(terms) > 1 else 1
        cell = "axis0.n::BIGINT" + (f" * {columns} + axis1.n" if len(terms) > 1 else "")
        cells, partner, stratum = self.columns(
            f"SELECT DISTINCT {cell} AS cell, partner, thing.stratum FROM activity "  # noqa: S608
            f"JOIN thing ON thing.id = activity.activity{joins}"
        )
        width = int(partner.max(initial=0)) + 1
        pair = distinct(cells * width + partner)
        without = {name: self._without(at, key) for at, (name, key) in enumerate(zip(by, keys, strict=True))}
        all_ = int(self.rows("SELECT count(DISTINCT partner) FROM activity")[0][0])
        table = Table.of(stratum, cells, partner, (rows, columns))
        return Presence(rows, columns, pair // width, pair % width, table, all_, without)

    def _without(self, at: int, key: str) -> int:
        """How many partners have no value in a dimension."""
        return int(self.rows(
            f"SELECT count(*) FROM (SELECT partner FROM activity LEFT JOIN axis{at} ON id = {key} "  # noqa: S608
            "GROUP BY partner HAVING count(id) = 0)"
        )[0][0])  # fmt: skip

    def _number(self, table: str, values: str, terms: Sequence[Any], counts_as: CountsAs) -> None:
        number = {term: at for at, term in enumerate(terms)}
        pairs = [(stated, number[term]) for stated, found in counts_as.items() for term in found if term in number]
        self.put("meant", {"stated": [stated for stated, _ in pairs], "n": [n for _, n in pairs]})
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT id, n "  # noqa: S608
            f"FROM ({values}) JOIN meant USING (stated) JOIN thing ON thing = iri"
        )

    def put(self, name: str, columns: Mapping[str, list[Any]]) -> None:
        """Make columns known under a name, in place of what had it before."""
        import pyarrow as pa

        made = {
            column: pa.array(values, None if values else pa.int64() if column == "n" else pa.string())
            for column, values in columns.items()
        }
        self._connection.register("taken_in", pa.table(made))
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM taken_in")
        self._connection.unregister("taken_in")
