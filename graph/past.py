"""The graph as it was before a day: without what began then or later.

Dates are compared as texts (``2017``, ``2017-03``, ``2017-03-31``). What began in a month or year that is not over on
the day may have begun later, so that it is not known; what has no date stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.vocabulary import SCHEMA, VB

if TYPE_CHECKING:
    from graph.names import Names
    from graph.store import GraphStore

_DATE = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?(?![\d-])", re.ASCII)
_FIRST, _LAST = "0000-01-01", "0000-12-31"
# Whom a thing works with is not known before it begins; all else belongs to its plan.
_WITH_OTHERS = frozenset((VB.partner, VB.member, VB.attendedBy, VB.output, VB.transferTo, VB.follows))
LEADING = "coordinator"


def first_day(text: str) -> str:
    """The first day of a date such as 2017-01-01, 2017-01 or 2017; raises InputError for what is none."""
    wanted = text.strip()
    found = _DATE.fullmatch(wanted)
    try:
        return date.fromisoformat(wanted + _FIRST[len(wanted) :] if found else "").isoformat()
    except ValueError:
        raise InputError(f"as_of “{text}” is no date; write it as 2017-01-01, 2017-01 or 2017") from None


def _last_day(stated: str) -> str:
    """The last day that a stated date may mean, "" for what is no date."""
    found = _DATE.match(stated)
    return found[0] + _LAST[len(found[0]) :] if found else ""


class Past:
    """What a store knew before a day; ``graph.network.Network.read`` takes it for a store."""

    def __init__(self, store: GraphStore, day: str, seeker: str = "") -> None:
        """The ``seeker`` may begin later: then its plan is known with its lead, and its other partners are not."""
        self._store, self._day, self._seeker = store, day, seeker

    @property
    def names(self) -> Names:
        """The names of all things."""
        return self._store.names

    @cached_property
    def later(self) -> dict[str, str]:
        """What is not known to have begun before the day, with the date on which it began."""
        starts: dict[str, str] = {}
        for thing, stated in self._store.pairs(SCHEMA.startDate):
            if (last := _last_day(stated)) and (thing not in starts or last < _last_day(starts[thing])):
                starts[thing] = stated
        return {thing: stated for thing, stated in starts.items() if _last_day(stated) >= self._day}

    def links(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Subject and object of each statement that was known."""
        later = self.later
        for subject, value in self._store.links(predicate):
            if (subject not in later and value not in later) or self._is_planned(subject, predicate, value):
                yield subject, value

    def _is_planned(self, subject: str, predicate: str, value: str) -> bool:
        """Whether something is part of the plan of the seeker, who has not begun."""
        if self._seeker not in self.later or self._seeker not in (subject, value):
            return False
        if predicate == VB.partner:
            return subject == self._seeker and value in self._leads
        return predicate not in _WITH_OTHERS and subject == self._seeker

    @cached_property
    def _leads(self) -> set[str]:
        return {who for who, role in roles_in(self._store, self._seeker) if role == LEADING}


def roles_in(store: GraphStore, project: str) -> Iterator[tuple[str, str]]:
    """Who takes part in a project, and in which role."""
    for part in store.quads(project, VB.participation):
        about: dict[str, list[str]] = {}
        for quad in store.quads(getattr(part.object, "value", "")):
            about.setdefault(quad.predicate.value, []).append(getattr(quad.object, "value", ""))
        for who in about.get(VB.organisation, ()):
            yield from ((who, role) for role in about.get(VB.role, ()))


def roles(store: GraphStore, unknown: Iterable[str] = ()) -> dict[str, set[str]]:
    """The roles that each organisation has had in projects, but for the ``unknown`` ones."""
    from graph.errors import StoreError

    try:
        rows: Iterable[tuple[str, ...]] = store.tables.rows(
            "SELECT DISTINCT project, organisation, role FROM participations"
            " WHERE organisation IS NOT NULL AND role IS NOT NULL AND role <> ''"
        )
    except StoreError:  # an endpoint has no columns
        said, who = dict(store.pairs(VB.role)), dict(store.pairs(VB.organisation))
        rows = (
            (project, who[part], said[part])
            for project, part in store.pairs(VB.participation)
            if part in said and part in who
        )
    left, found = set(unknown), dict[str, set[str]]()
    for project, organisation, role in rows:
        if project not in left:
            found.setdefault(organisation, set()).add(role)
    return found
