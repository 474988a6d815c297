"""Numbers added up in groups: rows spread over the values of their projects, distinct things counted by sorting."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.sums import Array, Links, Sums

Key = str | int | None
WIDE = 1 << 22  # groups that are told apart by counting; more are sorted


@dataclass(slots=True)
class Group:
    """One group: its keys in the order of ``by``, and what it holds; money by currency ("" where none is stated)."""

    keys: tuple[Key, ...]
    projects: int = 0
    organisations: int = 0
    amount: dict[str, float] = field(default_factory=dict)
    eligible_cost: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Dimension:
    """What rows are grouped by: what projects are linked to, the values by number, and the number that a row states."""

    links: Links | None
    terms: Sequence[Key]
    own: Array | None = None


def added_up(
    sums: Sums, by: Sequence[str], chosen: Array, measures: Collection[str], made: Mapping[str, Dimension] | None = None
) -> list[Group]:
    """The groups of some rows of ``funding``, in no order; ``made`` is how to group by what has no array of its own."""
    dimensions = [(made or {}).get(name) or dimension(sums, name) for name in by]
    rows, group, keys = grouped(sums, dimensions, chosen)
    groups = [Group(key) for key in keys]
    project = sums.arrays["funding.project"][rows]
    # Each project once in each group.
    pair = distinct(project.astype(np.int64) * len(groups) + group)
    project, project_group = np.divmod(pair, max(len(groups), 1))
    for found, count in zip(groups, np.bincount(project_group, minlength=len(groups)).tolist(), strict=True):
        found.projects = count
    if "organisations" in measures:
        counts = _members(sums, project, project_group, len(groups))
        for found, count in zip(groups, counts.tolist(), strict=True):
            found.organisations = count
    if "amount" in measures:
        stated = sums.arrays["funding.currency"][rows], sums.arrays["funding.amount"][rows]
        for at, currency, total in money(sums, group, *stated):
            groups[at].amount[currency] = total
    if "eligible_cost" in measures:
        stated = sums.arrays["project.currency"][project], sums.arrays["project.cost"][project]
        for at, currency, total in money(sums, project_group, *stated):
            groups[at].eligible_cost[currency] = total
    return groups


def dimension(sums: Sums, name: str) -> Dimension:
    """How projects are grouped by what an array of their own says."""
    links = None if name == "year" else sums.links(name)
    return Dimension(links, sums.terms[name], sums.arrays.get(f"funding.{name}"))


def grouped(sums: Sums, dimensions: Sequence[Dimension], rows: Array) -> tuple[Array, Array, list[tuple[Key, ...]]]:
    """The rows, each as often as it has groups; the number of the group of each; and the keys of the groups."""
    group = np.zeros(len(rows), np.int64)
    keys: list[tuple[Key, ...]] = [()]
    for one in dimensions:
        at, value = _values(sums, one, rows)
        rows, group = (rows, group) if at is None else (rows[at], group[at])
        width = len(one.terms)
        present, group = _numbered(group * width + value, len(keys) * width)
        keys = [(*keys[slot // width], one.terms[slot % width]) for slot in present.tolist()]
    return rows, group, keys


def _values(sums: Sums, dimension: Dimension, rows: Array) -> tuple[Array | None, Array]:
    """Which row each value is of (None: each has one), and the values: the row's own, else the project's, else 0."""
    own = np.zeros(len(rows), np.int32) if dimension.own is None else dimension.own[rows]
    links = dimension.links
    if links is None or own.all():
        return None, own
    project = sums.arrays["funding.project"][rows]
    count = np.where(own == 0, links.count[project], 0)
    without = np.flatnonzero(count == 0)
    at, value = spread(Links(count, links.start[project], links.value))
    at, value = np.concatenate([at, without]), np.concatenate([value, own[without]])
    return at, value


def spread(links: Links, of: Array | None = None) -> tuple[Array, Array]:
    """The values that some things are linked to, of all things in turn unless named, and where the thing stands."""
    count, start = (links.count, links.start) if of is None else (links.count[of], links.start[of])
    at = np.repeat(np.arange(len(count)), count)
    shift = start - (np.cumsum(count) - count)
    return at, links.value[np.arange(len(at)) + shift[at]]


def _numbered(values: Array, width: int) -> tuple[Array, Array]:
    """The values that occur, below ``width``, and for each value its place among them."""
    if width > max(WIDE, 2 * len(values)):
        present, place = np.unique(values, return_inverse=True)
        return present, place
    occurs = np.bincount(values, minlength=width) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[values]


def distinct(values: Array) -> Array:
    """Each value once, in order; quick where they are in order already."""
    if len(values) < 2 or (values[1:] > values[:-1]).all():
        return values
    ordered = np.sort(values)
    first: Array = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return first


def _members(sums: Sums, project: Array, group: Array, groups: int) -> Array:
    """How many organisations take part in the projects of each group."""
    width = max(sums.members, 1)
    at, member = spread(sums.links("member"), project)
    # Half as wide numbers are sorted in half the time.
    kind = np.uint32 if groups * width < 1 << 32 else np.int64
    held = distinct((group * width).astype(kind)[at] + member.astype(kind))
    ends = np.searchsorted(held, (np.arange(groups + 1, dtype=np.int64) * width).astype(kind))
    return np.diff(ends)


def money(sums: Sums, group: Array, currency: Array, amount: Array) -> Iterator[tuple[int, str, float]]:
    """Group, currency and sum, wherever there is an amount."""
    width = len(sums.terms["currency"])
    stated = np.flatnonzero(currency)
    slot = group[stated] * width + currency[stated]
    total, count = np.bincount(slot, weights=amount[stated]), np.bincount(slot)
    for at in np.flatnonzero(count).tolist():
        yield at // width, sums.terms["currency"][at % width], float(total[at])
