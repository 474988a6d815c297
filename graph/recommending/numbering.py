"""The columns of a store numbered: its projects, organisations and their values as ``recommending.arrays`` holds them.

DuckDB numbers things and joins numbers to what is stated, so that no row passes through Python; what lies above a
value is looked up once a value. Descriptions, which columns do not hold, are read from the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from xxhash import xxh3_64_intdigest

from graph.recommending.arrays import LEADS, MATRICES, NO_LEAD, ONES, TRANSPOSED, Array, Arrays, Matrix, bounds
from graph.recommending.coordinates import coordinates
from graph.recommending.name_list import NameList
from graph.recommending.summaries import numbered
from graph.vocabulary import DCTERMS

if TYPE_CHECKING:
    from graph.store import GraphStore
    from graph.tables import Tables

Pairs = tuple[Array, Array]  # rows and columns, by number
Above = Callable[[Sequence[str]], Mapping[str, Iterable[str]]]
SHORTEST = 3  # letters of a word that counts

# The number of a row is its place, since tables keep the order in which they are made.
_PROJECT = """CREATE TEMP TABLE project AS
    SELECT iri, min(start) AS start FROM things WHERE type = 'Project' GROUP BY iri ORDER BY iri"""
_ORGANISATION = """CREATE TEMP TABLE organisation AS
    SELECT organisation AS iri FROM participations
    WHERE organisation IS NOT NULL AND project IN (SELECT iri FROM project)
    UNION SELECT object FROM edges WHERE relation = 'partner' AND subject IN (SELECT iri FROM project) ORDER BY 1"""
# what values are stated of: an organisation may be one by the part that it takes alone
_OWNERS = {
    "project": "CREATE TEMP VIEW owner_project AS SELECT iri, rowid::INT AS n FROM project",
    "organisation": """CREATE TEMP TABLE owner_organisation AS SELECT iri, rowid::INT AS n FROM organisation
        WHERE iri IN (SELECT iri FROM things WHERE type = 'Organisation')""",
}
_MEMBER = f"""CREATE TEMP TABLE member AS
    SELECT p.rowid::INT AS p, o.rowid::INT AS o, min(rank) AS rank, min(named) AS named FROM (
        SELECT project, organisation, CASE role WHEN '{LEADS}' THEN 0 ELSE 1 END AS rank,
            coalesce(participation, '') AS named FROM participations
        UNION ALL SELECT subject, object, 1, '~' FROM edges WHERE relation = 'partner'
    ) m JOIN project p ON p.iri = m.project JOIN organisation o ON o.iri = m.organisation GROUP BY ALL"""  # noqa: S608
# The coordinator; without one, or with several, whose participation has the first IRI.
_LEAD = "SELECT p, arg_min(o, rank || named || ' ' || lpad(o::VARCHAR, 10, '0')) AS o FROM member GROUP BY p"
_RELATIONS = ("fundedBy", "kind", "programme", "region", "targetGroup", "theme")
_GRANTED = " UNION ALL ".join(
    f"SELECT owner AS subject, '{relation}' AS relation, {column} AS object FROM grants WHERE {column} IS NOT NULL"  # noqa: S608
    for relation, column in (("fundedBy", "funder"), ("programme", "programme"))
)
_SAID = f"""CREATE TEMP VIEW said AS SELECT subject, relation, object FROM edges WHERE relation IN {_RELATIONS}
    UNION ALL {_GRANTED}"""  # noqa: S608 - our own words
_VALUE = "CREATE TEMP TABLE value AS SELECT DISTINCT relation, object FROM said ORDER BY ALL"
_STATED = """SELECT n, v.rowid::INT AS v FROM said JOIN owner_{owner} ON iri = subject
    JOIN value v ON v.relation = said.relation AND v.object = said.object"""
_KEYS = """CREATE TEMP TABLE key_{owner} AS SELECT n, key FROM names JOIN owner_{owner} USING (iri)"""
_SPLIT = "SELECT n, unnest(string_split(key, ' ')) AS word FROM key_{owner}"
_WORD = f"""CREATE TEMP TABLE word AS SELECT word FROM (
    {_SPLIT.format(owner="project")} UNION ALL {_SPLIT.format(owner="organisation")})
    WHERE length(word) >= {SHORTEST} GROUP BY word ORDER BY word"""  # noqa: S608 - our own words
_WORDS = f"SELECT n, w.rowid::INT AS v FROM ({_SPLIT}) s JOIN word w ON w.word = s.word"  # noqa: S608
_AMOUNT = """SELECT p.rowid::INT AS p, fsum(amount) AS amount,
    CASE WHEN min(coalesce(currency, '')) = max(coalesce(currency, '')) THEN min(currency) ELSE '?' END AS currency
    FROM ({money}) JOIN project p ON p.iri = owner WHERE amount IS NOT NULL GROUP BY ALL"""
_MONEY = 'SELECT owner, "grant", amount, currency FROM grants'
_ONCE = f'{_MONEY} QUALIFY row_number() OVER (PARTITION BY "grant" ORDER BY source) = 1'


def made(store: GraphStore, tables: Tables) -> Arrays:
    """The arrays that the columns of a store give; ``store`` says what lies where."""
    making = _Making(store, tables)
    try:
        making.make()
    finally:
        making.connection.close()
    return Arrays(making.parts, making.shapes)


class _Making:
    """Numbers by SQL, and keeps what comes of it."""

    def __init__(self, store: GraphStore, tables: Tables) -> None:
        self.connection = tables.connection.cursor()  # temporary tables go with it
        self.parts: dict[str, Array] = {}
        self.shapes: dict[str, tuple[int, int]] = {}
        self._store = store
        self._names: dict[str, NameList] = {}

    def make(self) -> None:
        for sql in (_PROJECT, _ORGANISATION, *_OWNERS.values(), _MEMBER, _SAID, _VALUE):
            self.connection.execute(sql)
        for name in ("project", "organisation"):
            self._name(f"{name}s", NameList.of_column(self._column(f"SELECT iri FROM {name} ORDER BY rowid")))  # noqa: S608
        self._days()
        self._members()
        self._amounts()
        self._words()
        self._summaries()
        self._values()
        key = [xxh3_64_intdigest(name) for name in self._names["organisations"].encoded()]
        self.parts["key"] = np.array(key, np.uint64)
        most = max(len(part) for name, part in self.parts.items() if name.endswith(".column"))
        self.parts[ONES] = np.ones(most)

    # ------------------------------------------------------------------ what stands in columns of its own

    def _days(self) -> None:
        starts = self._column("SELECT start FROM project ORDER BY rowid").combine_chunks().dictionary_encode("encode")
        days = np.array([bounds(start) for start in starts.dictionary.to_pylist()], np.int64).reshape(-1, 2)
        found = days[starts.indices.to_numpy(zero_copy_only=False)]
        self.parts["first_day"], self.parts["last_day"] = (np.ascontiguousarray(found[:, at]) for at in (0, 1))

    def _members(self) -> None:
        self._put("member", self._pairs("SELECT p, o FROM member"))
        self._put("coordinator", self._pairs("SELECT p, o FROM member WHERE rank = 0"))
        lead = np.full(len(self._names["projects"]), NO_LEAD, np.int64)
        project, organisation = self._pairs(_LEAD)
        lead[project] = organisation
        self.parts["lead"] = lead

    def _amounts(self) -> None:
        stated = self.connection.execute("SELECT count(DISTINCT source) > 1 FROM grants").fetchall()[0][0]
        found = self.connection.sql(_AMOUNT.format(money=_ONCE if stated else _MONEY)).to_arrow_table()
        coded = found["currency"].combine_chunks().dictionary_encode("encode")
        known = coded.dictionary.to_pylist()
        names = NameList.of(name for name in known if name and name != "?")
        codes = np.array([names.number(name or "") for name in known], np.int32)[coded.indices.to_numpy()]
        sums = np.where(np.array([name == "?" for name in known], bool)[coded.indices.to_numpy()], np.nan,
                        found["amount"].to_numpy())  # fmt: skip
        for name, values, missing in (("amount", sums, np.nan), ("currency", codes, -1)):
            part = np.full(len(self._names["projects"]), missing, values.dtype)
            part[found["p"].to_numpy()] = values
            self.parts[name] = part
        self._name("currencies", names)

    def _words(self) -> None:
        for owner in _OWNERS:
            self.connection.execute(_KEYS.format(owner=owner))
        self.connection.execute(_WORD)
        self._name("words", NameList.of_column(self._column("SELECT word FROM word ORDER BY rowid")))
        self._put("word", self._pairs(_WORDS.format(owner="project")))
        self._put("own_word", self._pairs(_WORDS.format(owner="organisation")))

    def _summaries(self) -> None:
        described = self._store.pairs(str(DCTERMS.description))  # which words are kept may depend on later projects
        names, pairs = numbered(self.connection, described, len(self._names["projects"]))
        self._name("summary_words", names)
        self._put("summary", pairs)

    # ------------------------------------------------------------------ values and what lies above them

    def _values(self) -> None:
        from graph.narrowing import countries

        values = self.connection.execute("SELECT relation, object FROM value ORDER BY rowid").fetchall()
        stated = [self._pairs(_STATED.format(owner=owner)) for owner in _OWNERS]
        held = {relation: _Stated.of(relation, values, stated) for relation in _RELATIONS}
        part_of, broader = (partial(_above, self._ups(relation)) for relation in ("partOf", "broader"))
        self._put_values("programmes", held["programme"], part_of, "programme", "org_programme", "own_programme")
        self._put_values("themes", held["theme"], broader, "theme", "org_theme", "own_theme")
        self._put_values("target_groups", held["targetGroup"], broader, "target_group")
        self._put_values("funders", held["fundedBy"], _itself, "funder")
        self._put_values("kinds", held["kind"], _itself, "", "kind")
        self._put_values("regions", held["region"], broader, "", "region", "", "own_region")
        self._put_values("countries", held["region"], partial(countries, self._store), "", "country")
        region = held["region"]
        self.parts |= coordinates(self._store, self._names["organisations"], region.values, *region.body)

    def _ups(self, relation: str) -> dict[str, set[str]]:
        from graph.hierarchy import grouped

        return grouped(
            self.connection.execute("SELECT DISTINCT subject, object FROM edges WHERE relation = ?", [relation])
            .fetchall()
        )  # fmt: skip

    def _put_values(
        self, names: str, stated: _Stated, above: Above, project: str, body: str = "", own: str = "", own_body: str = ""
    ) -> None:
        """Take in what is stated of projects and organisations, with all above under the first names given."""
        used = stated.only(project=bool(project), body=bool(body))
        high = above(used.values)
        self._name(names, NameList.of(name for names_above in high.values() for name in names_above))
        column = self._names[names]
        reach = [(at, column.number(name)) for at, value in enumerate(used.values) for name in high[value]]
        up = _matrix(_split(reach), (len(used.values), len(column)))
        itself = np.array([column.number(value) for value in used.values], np.int32)
        for name, own_name, (row, value), many in (
            (project, own, used.project, "projects"), (body, own_body, used.body, "organisations"),
        ):  # fmt: skip
            if name:
                self._keep(name, _matrix((row, value), (len(self._names[many]), len(used.values))) @ up)
            if own_name:
                self._put(own_name, (row, itself[value]))

    # ------------------------------------------------------------------ reading and keeping

    def _column(self, sql: str) -> Any:
        return self.connection.sql(sql).to_arrow_table().column(0)

    def _pairs(self, sql: str) -> Pairs:
        row, column = self.connection.execute(sql).fetchnumpy().values()
        return np.asarray(row), np.asarray(column)

    def _name(self, name: str, names: NameList) -> None:
        self._names[name] = names
        self.parts |= {f"{name}.text": names.text, f"{name}.start": names.start}

    def _put(self, name: str, pairs: Pairs) -> None:
        rows, columns = MATRICES[name]
        self._keep(name, _matrix(pairs, (len(self._names[rows]), len(self._names[columns]))))

    def _keep(self, name: str, held: Matrix) -> None:
        held = sparse.csr_array((held.data, held.indices, held.indptr), (held.shape[0], max(held.shape[1], 1)))
        held.sort_indices()
        self._keep_part(name, held)
        for transposed in (other for other, whole in TRANSPOSED.items() if whole == name):
            self._keep_part(transposed, sparse.csr_array(held.T.tocsr()))  # sorted, since its rows are filled in order

    def _keep_part(self, name: str, held: Matrix) -> None:
        self.shapes[name] = int(held.shape[0]), int(held.shape[1])
        self.parts |= {f"{name}.row": held.indptr, f"{name}.column": held.indices}


class _Stated:
    """What is stated of projects and organisations: pairs of their numbers and of places in ``values``."""

    def __init__(self, values: list[str], project: Pairs, body: Pairs) -> None:
        self.values, self.project, self.body = values, project, body

    @staticmethod
    def of(relation: str, values: Sequence[tuple[str, str]], stated: Sequence[Pairs]) -> _Stated:
        """What has one relation; values are in the order of relations."""
        named = [name for name, _ in values]
        first = named.index(relation) if relation in named else 0
        last = first + named.count(relation)
        project, body = (_between(pairs, first, last) for pairs in stated)
        return _Stated([value for _, value in values[first:last]], project, body)

    def only(self, *, project: bool, body: bool) -> _Stated:
        """Without the values that none of those asked for has."""
        asked = [pairs for pairs, is_asked in ((self.project, project), (self.body, body)) if is_asked]
        used = np.unique(np.concatenate([value for _, value in asked]))
        place = np.zeros(len(self.values), np.int32)
        place[used] = np.arange(len(used))
        values = [self.values[at] for at in used.tolist()]
        return _Stated(values, (self.project[0], place[self.project[1]]), (self.body[0], place[self.body[1]]))


def _between(pairs: Pairs, first: int, last: int) -> Pairs:
    meant = (pairs[1] >= first) & (pairs[1] < last)
    return pairs[0][meant], pairs[1][meant] - np.int32(first)


def _split(pairs: list[tuple[int, int]]) -> Pairs:
    found = np.array(pairs, np.int32).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _matrix(pairs: Pairs, shape: tuple[int, int]) -> Matrix:
    """How often each pair is stated."""
    return sparse.csr_array((np.ones(len(pairs[0]), np.int32), pairs), shape=shape)


def _itself(values: Sequence[str]) -> dict[str, set[str]]:
    return {value: {value} for value in values}


def _above(ups: Mapping[str, set[str]], values: Sequence[str]) -> dict[str, set[str]]:
    """Each value with all that lies above it; a circle does no harm."""
    reach: dict[str, set[str]] = {}
    for value in values:
        reach[value], ahead = {value}, [value]
        while ahead:
            new = ups.get(ahead.pop(), set()) - reach[value]
            reach[value] |= new
            ahead += new
    return reach
