"""Projects narrowed down: by region, theme, programme, funder and period, each with what lies in or below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from graph.hierarchy import grouped
from graph.store import GraphStore
from graph.sums import Array, Sums
from graph.tables import Tables


@dataclass(slots=True)
class Narrowing:
    """What projects are narrowed to, by IRI; "" and None where they are not."""

    region: str = ""
    theme: str = ""
    programme: str = ""
    funder: str = ""
    since: int | None = None
    until: int | None = None

    @staticmethod
    def named(
        store: GraphStore, *, region: str, theme: str, programme: str, funder: str, since: int | None, until: int | None
    ) -> Narrowing:
        """The narrowing that names stand for. Raises NotFoundError and AmbiguousError."""
        return Narrowing(
            region and store.places.find(region),
            theme and store.themes.find(theme),
            programme and store.names.find(programme, ["Programme"]),
            funder and store.names.find(funder, ["Organisation", "Programme"]),
            since,
            until,
        )

    def chosen(self, store: GraphStore, sums: Sums) -> Array:
        """Which rows of ``funding`` are meant, as numbers in order."""
        rows = sums.arrays
        meant = np.ones(len(rows["funding.project"]), bool)
        for name, values in self._within(store).items():
            values_meant = sums.meant(name, values)
            of_project = sums.links(name).having(values_meant)[rows["funding.project"]]
            if name in ("programme", "funder"):  # the grant's value, or the project's where the grant has none
                own = rows[f"funding.{name}"]
                of_project = values_meant[own] | (own == 0) & of_project
            meant &= of_project
        if self.since is not None or self.until is not None:
            low, high = self.since or 0, 9999 if self.until is None else self.until
            years = [year is not None and low <= year <= high for year in sums.terms["year"]]
            meant &= np.array(years)[rows["funding.year"]]
        return np.flatnonzero(meant)

    def _within(self, store: GraphStore) -> dict[str, Collection[str]]:
        """What is narrowed to, with what lies in or below it."""
        found: dict[str, Collection[str]] = {}
        if self.region:
            found["region"] = store.places.within(self.region)
        if self.theme:
            found["theme"] = store.themes.within(self.theme)
        if self.programme:
            found["programme"] = parts(store.tables, self.programme)
        if self.funder:
            found["funder"] = {self.funder}
        return found


def parts(tables: Tables, programme: str) -> set[str]:
    """A programme and all that is part of it."""
    below = grouped(tables.rows("SELECT object, subject FROM edges WHERE relation = 'partOf'"))
    found, ahead = {programme}, [programme]
    while ahead:
        new = below.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def countries(store: GraphStore, regions: Iterable[str]) -> dict[str, list[str]]:
    """The countries of each of the regions."""
    places = store.places
    return {
        region: sorted(place for place in places.above(region) if places.level(place) == "nuts0") for region in regions
    }
