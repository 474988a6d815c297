"""The projects of a store as arrays of whole numbers: what statistics add up.

Things are numbered in the order of their IRIs, so that the same IRI in several sources is one thing, and values are
numbers in a list of their own (``terms``), in which 0 means none. A load into a store with large columns writes the
arrays beside them, in the same revision; they are mapped into memory when they are asked. Otherwise they are made
from the columns when first asked, which takes seconds for a million projects.

======================  =======================================================================================
``funding.*``           a row a project and grant, or project without one; by project. ``currency`` 0: no amount
``project.*``           the highest eligible cost that a source states and its currency; 0: none
``theme``, ``region``…  pairs of project and value, by project, each once; region: else those of its participants
``funder``, ``programme``  what the project says itself, beside what its grants say
``member``              pairs of project and participating organisation, by project, each once
======================  =======================================================================================
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from graph.tables import Tables

FOLDER, TERMS = "sums", "terms.json"
FORM = 1  # of the arrays; those of another one are not read
LINKS = ("theme", "region", "funder", "programme", "member")
Array = np.ndarray[Any, np.dtype[Any]]

_PROJECTS = """CREATE TEMP TABLE numbered AS SELECT *, (row_number() OVER (ORDER BY iri) - 1)::INT AS p FROM (
    SELECT iri, min(year) AS started, max(eligible_cost) AS cost, min(currency) AS cost_currency
    FROM things WHERE type = 'Project' GROUP BY iri)"""
_MONEY = 'SELECT owner, "grant", funder, programme, year, amount, currency FROM grants'
_ONCE = f'{_MONEY} QUALIFY row_number() OVER (PARTITION BY "grant" ORDER BY source) = 1'
_FUNDING = """CREATE TEMP TABLE funded AS
    SELECT p, "grant", funder, programme, coalesce(g.year, started) AS year, amount,
    CASE WHEN amount IS NOT NULL THEN coalesce(currency, '') END AS currency
    FROM numbered LEFT JOIN ({money}) g ON g.owner = iri"""
_STATED = "SELECT DISTINCT p, object FROM edges JOIN numbered ON subject = iri WHERE relation = '{relation}'"
_LINKED = {
    "member": """SELECT DISTINCT p, organisation AS object FROM participations JOIN numbered ON project = iri
        WHERE organisation <> ''""",
    "theme": _STATED.format(relation="theme"),
    "programme": _STATED.format(relation="programme"),
    # The plain edge beside a grant says no more than the grant does.
    "funder": _STATED.format(relation="fundedBy")  # noqa: S608
    + " AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.owner = subject AND g.funder = object)",
    "region": """WITH own AS MATERIALIZED (SELECT DISTINCT subject, object FROM edges WHERE relation = 'region'),
        placed AS (SELECT p, object FROM own JOIN numbered ON subject = iri)
        FROM placed UNION ALL SELECT DISTINCT m.p, own.object FROM linked_member m JOIN own ON own.subject = m.object
        WHERE m.p NOT IN (SELECT p FROM placed)""",
}
_VALUES = {
    "funder": "SELECT funder FROM funded UNION SELECT object FROM linked_funder",
    "programme": "SELECT programme FROM funded UNION SELECT object FROM linked_programme",
    "year": "SELECT DISTINCT year FROM funded",
    "currency": """SELECT currency FROM funded
        UNION SELECT coalesce(cost_currency, '') FROM numbered WHERE cost IS NOT NULL""",
    "theme": "SELECT DISTINCT object FROM linked_theme",
    "region": "SELECT DISTINCT object FROM linked_region",
    "member": "SELECT DISTINCT object FROM linked_member",
}


@dataclass(slots=True)
class Links:
    """What projects are linked to: of each its number of links, where they begin, and the values."""

    count: Array
    start: Array
    value: Array

    @staticmethod
    def of(project: Array, value: Array, projects: int) -> Links:
        """The links of pairs that are ordered by project."""
        count = np.bincount(project, minlength=projects)
        return Links(count, np.cumsum(count) - count, value)

    def owner(self) -> Array:
        """The project of each value."""
        return np.repeat(np.arange(len(self.count)), self.count)

    def having(self, values: Array) -> Array:
        """Whether each project has one of the values; ``values`` says of each value whether it is meant."""
        found = np.zeros(len(self.count), bool)
        found[self.owner()[values[self.value]]] = True
        return found


class Sums:
    """The arrays of a store by name, and the values that numbers in them stand for."""

    def __init__(self, arrays: Mapping[str, Array], terms: Mapping[str, list[Any]], members: int) -> None:
        self.arrays, self.terms, self.members = arrays, terms, members
        self._links: dict[str, Links] = {}

    @property
    def projects(self) -> int:
        """The number of projects."""
        return len(self.arrays["project.cost"])

    def links(self, name: str) -> Links:
        """One of ``LINKS``."""
        if name not in self._links:
            pairs = self.arrays[f"{name}.project"], self.arrays[f"{name}.value"]
            self._links[name] = Links.of(*pairs, self.projects)
        return self._links[name]

    def meant(self, name: str, values: Collection[str]) -> Array:
        """Of each value of a kind whether it is among some."""
        return np.fromiter((value in values for value in self.terms[name]), bool, len(self.terms[name]))

    @staticmethod
    def made(tables: Tables) -> Sums:
        """The arrays that the columns of a store give."""
        return _Making(tables).sums

    @staticmethod
    def read(folder: Path) -> Sums | None:
        """The arrays that stand beside the columns in a folder, None where there are none."""
        place = folder / FOLDER
        try:
            about = json.loads((place / TERMS).read_text("utf-8"))
            if about["form"] != FORM:
                return None
            arrays = {name: np.load(place / f"{name}.npy", mmap_mode="r") for name in about["arrays"]}
            return Sums(arrays, about["terms"], about["members"])
        except (OSError, ValueError, KeyError, TypeError):  # not there, or damaged: the columns say the same
            return None

    def write(self, folder: Path) -> None:
        """Put the arrays beside the columns in a folder."""
        place = folder / FOLDER
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for name, array in self.arrays.items():
            np.save(place / f"{name}.npy", array)
        about = {"form": FORM, "arrays": [*self.arrays], "terms": dict(self.terms), "members": self.members}
        (place / TERMS).write_text(json.dumps(about, ensure_ascii=False), "utf-8")


class _Making:
    """Numbers things and values by SQL."""

    def __init__(self, tables: Tables) -> None:
        self._connection = tables.connection.cursor()  # temporary tables go with it
        try:
            self.sums = self._made()
        finally:
            self._connection.close()

    def _made(self) -> Sums:
        run = self._connection.execute
        run(_PROJECTS)
        stated = run("SELECT count(*) > 1 FROM (SELECT DISTINCT source FROM grants)").fetchall()[0][0]
        run(_FUNDING.format(money=_ONCE if stated else _MONEY))
        for name, sql in _LINKED.items():
            run(f"CREATE TEMP TABLE linked_{name} AS {sql}")
        for name, sql in _VALUES.items():
            run(f"""CREATE TEMP TABLE term_{name} AS SELECT v, row_number() OVER (ORDER BY v)::INT AS n
                FROM ({sql}) t(v) WHERE v IS NOT NULL""")  # noqa: S608 - our own words
        arrays = self._funding() | self._costs()
        for name in LINKS:
            arrays |= self._linked(name)
        terms = {name: [None, *self._values(name)] for name in _VALUES if name != "member"}
        members = run("SELECT count(*) FROM term_member").fetchall()[0][0]
        return Sums(arrays, terms, members)

    def _values(self, name: str) -> list[Any]:
        return [value for (value,) in self._connection.execute(f"SELECT v FROM term_{name} ORDER BY n").fetchall()]  # noqa: S608

    def _funding(self) -> dict[str, Array]:
        names = ("funder", "programme", "year", "currency")
        numbers = ", ".join(f"coalesce({name}_.n, 0)::INT AS {name}" for name in names)
        joins = " ".join(f"LEFT JOIN term_{name} {name}_ ON {name}_.v = f.{name}" for name in names)
        return self._arrays(
            "funding",
            f'SELECT p AS project, coalesce(amount, 0) AS amount, {numbers} FROM funded f {joins} ORDER BY p, "grant"',  # noqa: S608
        )

    def _costs(self) -> dict[str, Array]:
        return self._arrays(
            "project",
            """SELECT coalesce(cost, 0) AS cost, coalesce(n, 0)::INT AS currency
            FROM numbered LEFT JOIN term_currency ON cost IS NOT NULL AND v = coalesce(cost_currency, '') ORDER BY p""",
        )

    def _linked(self, name: str) -> dict[str, Array]:
        # Members need no "none": they are numbered from 0.
        number = "n - 1" if name == "member" else "n"
        return self._arrays(
            name,
            f"SELECT p AS project, {number} AS value FROM linked_{name} JOIN term_{name} ON v = object ORDER BY 1, 2",  # noqa: S608
        )

    def _arrays(self, table: str, sql: str) -> dict[str, Array]:
        found = self._connection.execute(sql).fetchnumpy()
        return {f"{table}.{name}": np.asarray(values) for name, values in found.items()}
