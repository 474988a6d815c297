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
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.addition import Dimension, Group, Key, added_up, distinct, spread
from graph.errors import InputError
from graph.narrowing import Narrowing, countries
from graph.store import GraphStore
from graph.sums import Links, Sums

__all__ = ["DIMENSIONS", "MEASURES", "ORDERS", "Group", "Key", "Statistics", "most_used", "statistics"]

DIMENSIONS = ("theme", "region", "funder", "programme", "year", "country")
ORDERS = ("amount", "projects", "name")
MEASURES = ("amount", "organisations", "eligible_cost")


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
    narrowing = Narrowing.named(
        store, region=region, theme=theme, programme=programme, funder=funder, since=since, until=until
    )
    sums = store.sums
    made = {"country": country_dimension(store, sums)} if "country" in by else {}
    groups = added_up(sums, by, narrowing.chosen(store, sums), measures, made)
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


def country_dimension(store: GraphStore, sums: Sums) -> Dimension:
    """The countries above the regions of each project."""
    return dimension_above(sums, "region", countries(store, sums.terms["region"][1:]))


def dimension_above(sums: Sums, name: str, above: Mapping[str, Collection[str]]) -> Dimension:
    """What lies above the regions, or themes, of each project; ``above`` says it of each of them."""
    terms: list[Key] = [None, *sorted({place for found in above.values() for place in found})]
    number = {place: at for at, place in enumerate(terms)}
    stated = sums.terms[name]
    pairs = [(at, number[place]) for at, value in enumerate(stated) for place in above.get(value, ())]
    value, place = np.array(pairs, np.int64).reshape(-1, 2).T
    own = sums.links(name)
    at, place = spread(Links.of(value, place, len(stated)), own.value)
    pair = distinct(own.owner()[at] * len(terms) + place)  # several of a project may lie in one
    return Dimension(Links.of(pair // len(terms), pair % len(terms), sums.projects), terms)


def _sort(store: GraphStore, groups: list[Group], order: str) -> None:
    """Put groups in order; those that are alike by the names of their keys, what has no name last."""
    keys = {key for group in groups for key in group.keys}
    names = {key: store.names.label(key) if isinstance(key, str) else str(key or "") for key in keys}
    places = {key: (key is None, names[key].casefold(), str(key)) for key in keys}
    main = most_used(groups)

    def place(group: Group) -> tuple[Any, ...]:
        most = {"amount": (-group.amount.get(main, 0.0), -group.projects), "projects": (-group.projects,), "name": ()}
        return (*most[order], *(places[key] for key in group.keys))

    groups.sort(key=place)


def most_used(groups: Iterable[Group]) -> str:
    """The currency in which most groups have money."""
    counted: dict[str, int] = {}
    for group in groups:
        for currency in group.amount or group.eligible_cost:
            counted[currency] = counted.get(currency, 0) + 1
    return min(counted, key=lambda currency: (-counted[currency], currency), default="")
