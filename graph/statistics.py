"""How many projects, how many participants and how much money, by theme, region, funder, programme, year or country.

What is counted
    Projects, each once in each group, however many sources state it (a project is its IRI). An organisation counts
    once in a group in which it takes part in some project; participants without a name do not count.
Money
    The grants of projects, each once (by the grant's IRI), summed per currency; currencies are never added up. The
    eligible cost of a project is the highest that a source states.
Groups
    ``funder``: the grant's; without one, who the project says it is funded by. ``programme``: the grant's, else the
    project's. ``year``: the grant's, else the one in which the project starts. ``region``: the project's, else those
    of its participants. ``country``: the country (NUTS 0) above those regions. ``theme``: the project's, as stated.
    A project with several themes or regions, and its grants, count in each of them, so that groups by theme or
    region may add up to more than there is. What has no such value is a group of its own, with ``None``.

Things are compared by 64-bit hashes of their IRIs: among ten million the chance that any two meet is three in a
million.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import InputError
from graph.narrowing import Narrowing, countries
from graph.store import GraphStore
from graph.tables import Tables

DIMENSIONS = ("theme", "region", "funder", "programme", "year", "country")
ORDERS = ("amount", "projects", "name")
MEASURES = ("amount", "organisations", "eligible_cost")
Key = str | int | None

# What a project says itself, for rows without a value of their own.
_VIEWS = {
    "project_theme": "SELECT DISTINCT hash(subject) AS o, object FROM edges WHERE relation = 'theme'",
    # The plain edge beside a grant says no more than the grant does.
    "project_funder": """SELECT DISTINCT hash(subject) AS o, object FROM edges e WHERE relation = 'fundedBy'
        AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.owner = e.subject AND g.funder = e.object)""",
    "project_programme": "SELECT DISTINCT hash(subject) AS o, object FROM edges WHERE relation = 'programme'",
    "own_region": "SELECT DISTINCT hash(subject) AS o, object FROM edges WHERE relation = 'region'",
    "member": """SELECT DISTINCT hash(project) AS o, hash(organisation) AS m FROM participations
        WHERE organisation <> ''""",
    "project_region": """SELECT o, object FROM own_region UNION ALL SELECT DISTINCT member.o, r.object
        FROM member JOIN own_region r ON r.o = member.m WHERE member.o NOT IN (SELECT o FROM own_region)""",
    "project_country": "SELECT DISTINCT o, country AS object FROM project_region JOIN country ON region = object",
    "project": """SELECT hash(iri) AS o, min(year) AS started, max(eligible_cost) AS eligible_cost,
        min(currency) AS cost_currency FROM things WHERE type = 'Project' GROUP BY 1""",
}
_MONEY = 'SELECT hash(owner) AS o, hash("grant") AS id, funder, programme, year, amount, currency, source FROM grants'


@dataclass(slots=True)
class Group:
    """One group: its keys in the order of ``by``, and what it holds; money by currency ("" where none is stated)."""

    keys: tuple[Key, ...]
    projects: int = 0
    organisations: int = 0
    amount: dict[str, float] = field(default_factory=dict)
    eligible_cost: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Statistics:
    """The groups, in order, and the number of those below the limit."""

    by: list[str]
    narrowing: Narrowing
    groups: list[Group]
    left_out: int = 0


def statistics(
    store: GraphStore,
    by: Sequence[str],
    *,
    region: str = "",
    theme: str = "",
    programme: str = "",
    funder: str = "",
    since: int | None = None,
    until: int | None = None,
    sort: str = "",
    limit: int | None = None,
    measures: Collection[str] = MEASURES,
) -> Statistics:
    """What the projects of a store add up to, by one or several of ``DIMENSIONS``; see above for what that means.

    ``region`` and ``theme`` take in what lies in or below them, ``programme`` its parts. Groups come with the most
    money first, in the currency that is most used; by year alone in the order of the years. ``measures`` says what is
    counted beside projects.

    Raises InputError for a dimension, order or period that there is not, NotFoundError, AmbiguousError, and
    StoreError for an endpoint.
    """
    _check(by, sort, since, until)
    tables = store.tables
    narrowing = Narrowing.named(
        store, region=region, theme=theme, programme=programme, funder=funder, since=since, until=until
    )
    look_at(tables)
    if "country" in by:
        regions = tables.rows("SELECT DISTINCT object FROM edges WHERE relation = 'region'")
        tables.put("country", countries(store, [iri for (iri,) in regions]))
    _group(tables, by, narrowing.condition(store))
    groups = list(_measured(tables, len(by), measures).values())
    _sort(store, groups, sort or ("name" if list(by) == ["year"] else "amount"))
    kept = groups[:limit]
    return Statistics(list(by), narrowing, kept, len(groups) - len(kept))


def _check(by: Sequence[str], sort: str, since: int | None, until: int | None) -> None:
    known = ", ".join(DIMENSIONS)
    if not by:
        raise InputError(f"name what to count by: {known}")
    for name in by:
        if name not in DIMENSIONS:
            raise InputError(f"“{name}” is nothing to count by; known are {known}")
    if len(set(by)) < len(by):
        raise InputError("count by each of them once only")
    if sort and sort not in ORDERS:
        raise InputError(f"“{sort}” is no order; known are {', '.join(ORDERS)}")
    if since is not None and until is not None and since > until:
        raise InputError(f"the period from {since} to {until} is empty")


def look_at(tables: Tables) -> None:
    """Make the views that statistics and facets are asked of; ``funding`` has a row for each project and grant."""
    if tables.has("funding"):
        return
    tables.put("country", {"region": [], "country": []})
    for name, sql in _VIEWS.items():
        tables.connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
    stated = tables.rows("SELECT count(DISTINCT source) FROM grants")[0][0]
    tables.connection.execute(f"CREATE TEMP VIEW money AS {_MONEY if stated <= 1 else _once(_MONEY)}")
    tables.connection.execute(
        """CREATE TEMP VIEW funding AS SELECT p.o, g.id, g.amount, g.currency, g.funder, g.programme,
            coalesce(g.year, p.started) AS year, p.eligible_cost, p.cost_currency
        FROM project p LEFT JOIN money g ON g.o = p.o"""
    )


def _once(money: str) -> str:
    """Each grant once, as the source with the first name states it."""
    return f"SELECT DISTINCT ON (id) * FROM ({money} ORDER BY source)"  # noqa: S608 - our own words


def _group(tables: Tables, by: Sequence[str], condition: str) -> None:
    """Make ``grouped``: a row a project, grant and group, with the group's keys as k0, k1, …"""
    tables.connection.execute(f"CREATE OR REPLACE TEMP TABLE narrowed AS FROM funding WHERE {condition}")
    keys, joins = [], []
    for at, name in enumerate(by):
        own = name if name in ("year", "funder", "programme") else ""
        plain = name != "year" and (not own or tables.rows(f"SELECT 1 FROM narrowed WHERE {own} IS NULL LIMIT 1"))  # noqa: S608
        if plain:
            only = f" AND n.{own} IS NULL" if own else ""
            joins.append(f"LEFT JOIN project_{name} j{at} ON j{at}.o = n.o{only}")
        values = [*([f"n.{own}"] if own else []), *([f"j{at}.object"] if plain else [])]
        keys.append(f"coalesce({', '.join(values)}) AS k{at}")
    tables.connection.execute(
        f"CREATE OR REPLACE TEMP VIEW grouped AS SELECT n.*, {', '.join(keys)} FROM narrowed n {' '.join(joins)}"  # noqa: S608
    )


def _measured(tables: Tables, many: int, measures: Collection[str]) -> dict[tuple[Key, ...], Group]:
    """The groups by their keys."""
    found: dict[tuple[Key, ...], Group] = {}
    keys = ", ".join(f"k{at}" for at in range(many))

    def ask(sql: str) -> Iterable[tuple[Group, Sequence[Any]]]:
        for row in tables.rows(f"SELECT {keys}, {sql} GROUP BY ALL"):
            yield found.setdefault(row[:many], Group(row[:many])), row[many:]

    for group, (count,) in ask("count(DISTINCT o) FROM grouped"):
        group.projects = count
    if "amount" in measures:
        for group, (currency, amount) in ask(
            "coalesce(currency, ''), sum(amount) FROM grouped WHERE amount IS NOT NULL"
        ):
            group.amount[currency] = amount
    if "organisations" in measures:
        for group, (count,) in ask("count(DISTINCT m) FROM grouped JOIN member USING (o)"):
            group.organisations = count
    if "eligible_cost" in measures:
        once = f"(SELECT DISTINCT {keys}, o, eligible_cost, cost_currency FROM grouped WHERE eligible_cost IS NOT NULL)"  # noqa: S608
        for group, (currency, cost) in ask(f"coalesce(cost_currency, ''), sum(eligible_cost) FROM {once}"):
            group.eligible_cost[currency] = cost
    return found


def _sort(store: GraphStore, groups: list[Group], order: str) -> None:
    """Put groups in order; those that are alike by the names of their keys, what has no name last."""
    keys = {key for group in groups for key in group.keys}
    names = {key: store.names.label(key) if isinstance(key, str) else str(key or "") for key in keys}
    main = most_used(groups)

    def place(group: Group) -> tuple[Any, ...]:
        named = tuple((key is None, names[key].casefold(), str(key)) for key in group.keys)
        most = {"amount": (-group.amount.get(main, 0.0), -group.projects), "projects": (-group.projects,), "name": ()}
        return (*most[order], *named)

    groups.sort(key=place)


def most_used(groups: Iterable[Group]) -> str:
    """The currency in which most groups have money."""
    counted: dict[str, int] = {}
    for group in groups:
        for currency in group.amount or group.eligible_cost:
            counted[currency] = counted.get(currency, 0) + 1
    return min(counted, key=lambda currency: (-counted[currency], currency), default="")
