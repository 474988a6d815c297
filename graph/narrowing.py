"""Projects narrowed down: by region, theme, programme, funder and period, each with what lies in or below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from graph.hierarchy import grouped
from graph.places import Places
from graph.store import GraphStore
from graph.tables import Tables
from graph.themes import Themes


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
            region and Places(store).find(region),
            theme and Themes(store).find(theme),
            programme and store.names.find(programme, ["Programme"]),
            funder and store.names.find(funder, ["Organisation", "Programme"]),
            since,
            until,
        )

    def condition(self, store: GraphStore) -> str:
        """The SQL condition on rows of ``funding``; puts what it refers to into the columns."""
        tables, parts = store.tables, []
        if self.region:
            _put(tables, "in_region", Places(store).within(self.region))
            parts.append("o IN (SELECT o FROM project_region WHERE object IN (FROM in_region))")
        if self.theme:
            _put(tables, "in_theme", Themes(store).within(self.theme))
            parts.append("o IN (SELECT o FROM project_theme WHERE object IN (FROM in_theme))")
        if self.programme:
            _put(tables, "in_programme", _parts(tables, self.programme))
            parts.append(_or_plain("programme", "in_programme"))
        if self.funder:
            _put(tables, "in_funder", [self.funder])
            parts.append(_or_plain("funder", "in_funder"))
        parts += [
            f"year {sign} {year:d}" for sign, year in ((">=", self.since), ("<=", self.until)) if year is not None
        ]
        return " AND ".join(parts) or "true"


def _or_plain(value: str, among: str) -> str:
    """The grant's value, or the project's where the grant has none."""
    plain = f"o IN (SELECT o FROM project_{value} WHERE object IN (FROM {among}))"  # noqa: S608 - our own words
    return f"({value} IN (FROM {among}) OR {value} IS NULL AND {plain})"


def _put(tables: Tables, name: str, values: Iterable[str]) -> None:
    tables.put(name, {"iri": sorted(values)})


def _parts(tables: Tables, programme: str) -> set[str]:
    """A programme and all that is part of it."""
    below = grouped(tables.rows("SELECT object, subject FROM edges WHERE relation = 'partOf'"))
    found, ahead = {programme}, [programme]
    while ahead:
        new = below.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def countries(store: GraphStore, regions: Collection[str]) -> dict[str, list[Any]]:
    """Region and country of each of the regions, as columns; a region that no country holds is left out."""
    places = Places(store)
    found: defaultdict[str, list[Any]] = defaultdict(list, {"region": [], "country": []})
    for region in regions:
        for country in sorted(place for place in places.above(region) if places.level(place) == "nuts0"):
            found["region"].append(region)
            found["country"].append(country)
    return dict(found)
