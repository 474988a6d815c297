"""What a search would narrow by: how many of the things that it finds have which theme, region, funder, year …

Each value comes with the option that narrows the search to it. A thing counts once for each value that it has; a
project without a region lies where its participants do, and counts for their regions' countries and NUTS 1 regions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.identity import source_iri
from graph.narrowing import Narrowing
from graph.places import Places
from graph.search import class_named, search
from graph.store import GraphStore
from graph.tables import Tables
from graph.themes import Themes

FACETS = {
    "type": "--type", "theme": "--theme", "country": "--in", "region": "--in", "programme": "--programme",
    "funder": "--funder", "year": "--from", "kind": "", "source": "",
}  # fmt: skip
# Which facet a relation in the columns belongs to.
_RELATIONS = {"theme": "theme", "programme": "programme", "fundedBy": "funder", "kind": "kind", "region": "region"}
MOST = 100_000  # hits that are looked at; a search that finds more is none

Values = dict[str, set[Any]]


@dataclass(slots=True)
class Value:
    """A value of a facet (an IRI, a class or a year), how many things have it, and the option that narrows to it."""

    value: str | int
    count: int
    option: str = ""


@dataclass(slots=True)
class Facets:
    """The facets of what a text finds, the most frequent values first; ``found`` counts the things."""

    text: str
    narrowing: Narrowing
    found: int
    values: dict[str, list[Value]]


def facets(
    store: GraphStore,
    text: str,
    *,
    type: str = "",
    region: str = "",
    theme: str = "",
    programme: str = "",
    funder: str = "",
    since: int | None = None,
    until: int | None = None,
    limit: int = 10,
) -> Facets:
    """What the things that a text finds could be narrowed by, at most ``limit`` values a facet.

    The other parameters narrow already: ``region`` and ``theme`` take in what lies in or below them. Raises InputError
    for a text without a letter, NotFoundError and AmbiguousError, and StoreError for an endpoint.
    """
    tables = store.tables
    narrowing = Narrowing.named(
        store, region=region, theme=theme, programme=programme, funder=funder, since=since, until=until
    )
    wanted = class_named(type)
    hits = {hit.id: hit.type for hit in search(store, text, limit=MOST) if wanted in ("", hit.type)}
    about = _about(tables, hits)
    places = Places(store)
    fits = _test(narrowing, places, Themes(store))
    about = {iri: values for iri, values in about.items() if fits(values)}
    counted: dict[str, Counter[Any]] = {facet: Counter() for facet in FACETS}
    for values in about.values():
        values["country"], values["region"] = _levels(values["region"], places)
        for facet, counter in counted.items():
            counter.update(values[facet])
    found = {facet: [*_values(facet, counter, limit)] for facet, counter in counted.items() if counter}
    return Facets(text, narrowing, len(about), found)


def _about(tables: Tables, hits: Mapping[str, str]) -> dict[str, Values]:
    """The values of each thing by facet."""
    about: dict[str, Values] = {iri: defaultdict(set, {"type": {type_}}) for iri, type_ in hits.items()}
    tables.put("hit", {"iri": list(hits)})
    relations = ", ".join(f"'{name}'" for name in _RELATIONS)
    for iri, relation, value in tables.rows(
        f"SELECT subject, relation, object FROM edges JOIN hit ON subject = iri WHERE relation IN ({relations})"  # noqa: S608
    ):
        about[iri][_RELATIONS[relation]].add(value)
    for iri, year, source in tables.rows("SELECT h.iri, year, source FROM things t JOIN hit h ON t.iri = h.iri"):
        about[iri]["source"].add(source_iri(source))
        about[iri]["year"] |= {year} - {None}
    for iri, year in tables.rows("SELECT iri, year FROM grants JOIN hit ON owner = iri WHERE year IS NOT NULL"):
        about[iri]["year"].add(year)
    for iri, region in tables.rows(
        """SELECT h.iri, object FROM hit h JOIN participations p ON p.project = h.iri
        JOIN edges e ON e.subject = p.organisation AND relation = 'region'
        WHERE h.iri NOT IN (SELECT subject FROM edges WHERE relation = 'region')"""
    ):
        about[iri]["region"].add(region)
    return about


def _test(narrowing: Narrowing, places: Places, themes: Themes) -> Callable[[Values], bool]:
    """Whether a thing has what the search is narrowed to."""
    wanted: list[tuple[str, set[str] | frozenset[str]]] = []
    if narrowing.region:
        wanted.append(("region", places.within(narrowing.region)))
    if narrowing.theme:
        wanted.append(("theme", themes.within(narrowing.theme)))
    wanted += [(name, {value}) for name in ("programme", "funder") if (value := getattr(narrowing, name))]
    since, until = narrowing.since, narrowing.until

    def fits(values: Values) -> bool:
        if not all(values[name] & among for name, among in wanted):
            return False
        if since is None and until is None:
            return True
        return any((since is None or year >= since) and (until is None or year <= until) for year in values["year"])

    return fits


def _levels(regions: set[str], places: Places) -> tuple[set[str], set[str]]:
    """The countries and the NUTS 1 regions that regions lie in."""
    above = {higher for region in regions for higher in places.above(region)}
    return {place for place in above if places.level(place) == "nuts0"}, {
        place for place in above if places.level(place) == "nuts1"
    }


def _values(facet: str, counter: Counter[Any], limit: int) -> Iterator[Value]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], str(item[0])))
    for value, count in ordered[:limit]:
        option = f"{FACETS[facet]} {value}" if FACETS[facet] else ""
        yield Value(value, count, f"{option} --to {value}" if facet == "year" else option)
