"""What a store says of organisations and projects, as mentions: read from the columns, and from few statements."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from graph.identity import ID, source_iri
from graph.matching.domains import domain
from graph.matching.identifiers import found, in_iri
from graph.matching.mention import Identifier, Mention
from graph.matching.project_identifiers import project_identifiers
from graph.matching.schemes import COUNTRIES
from graph.matching.spelling import is_number
from graph.store import GraphStore
from graph.vocabulary import DCTERMS, OWL, PREFIXES, SCHEMA, SKOS, VB

NUTS = PREFIXES["nuts"]
COUNTRY = f"{ID}region/country-"
Many = dict[str, list[str]]

# The plain edges stand beside most participations; what only they say counts, too.
_TAKES_PART = """
    SELECT project, organisation FROM participations WHERE organisation IS NOT NULL
    UNION ALL SELECT project, organisation FROM (
        SELECT subject AS project, object AS organisation FROM edges WHERE relation IN ('partner', 'operator')
        UNION ALL SELECT object, subject FROM edges WHERE relation = 'operator'
    ) AS plain
    ANTI JOIN participations USING (project, organisation)
    SEMI JOIN (SELECT iri FROM things WHERE type = 'Project') AS known ON project = known.iri
"""
# The German label before those without language and the English one, as ``columns.best_label``.
_NAMES = """
    SELECT iri, text, min(alternative) AS other FROM names SEMI JOIN wanted USING (iri) GROUP BY iri, text
    ORDER BY iri, other, min(CASE language WHEN 'de' THEN 0 WHEN '' THEN 1 WHEN 'en' THEN 2 ELSE 3 END), text
"""


def organisation_mentions(
    store: GraphStore, sources: Collection[str] | None = None, iris: Collection[str] = ()
) -> list[Mention]:
    """Every organisation that has a name, in the order of IRIs; ``sources`` limits them to what these sources state,
    and those with one of the ``iris``.

    The store must be unmerged. Raises StoreError for an endpoint.
    """
    reading = _Reading(store, "Organisation", sources, iris)
    projects = reading.takes_part("organisation", "project")
    stated = {predicate: reading.values(predicate) for predicate in (SCHEMA.url, DCTERMS.identifier, OWL.sameAs)}
    kinds, places = reading.edges("kind"), reading.places()
    countries = _countries_of_projects(reading, projects)
    mentions = []
    for iri, names, short in reading.names():
        postcode, town = places.get(iri, ("", ""))
        regions = reading.nuts(iri)
        country = _country(regions) or ("" if regions else countries.get(iri, ""))
        known = _identifiers(iri, country, stated[DCTERMS.identifier].get(iri, ()), stated[OWL.sameAs].get(iri, ()))
        mentions.append(
            Mention(
                iri=iri,
                names=names,
                short_names=short,
                sources=reading.sources(iri),
                country=country or _of_vat(known),
                nuts=_most_precise(regions),
                postcode=postcode,
                town=town,
                kinds=frozenset(kinds.get(iri, ())),
                domains=frozenset(filter(None, map(domain, stated[SCHEMA.url].get(iri, ())))),
                identifiers=known,
                projects=frozenset(projects.get(iri, ())),
            )
        )
    return mentions


def project_mentions(
    store: GraphStore,
    canonical: Mapping[str, str] | None = None,
    sources: Collection[str] | None = None,
    split: Mapping[tuple[str, str], str] | None = None,
) -> list[Mention]:
    """Every project that has a name, in the order of IRIs; its partners are given by their canonical IRIs.

    ``split`` gives the IRI of what a source (by its IRI) calls by one that means another organisation elsewhere.
    """
    reading = _Reading(store, "Project", sources)
    partners = reading.takes_part("project", "organisation")
    programmes, periods = reading.programmes(), reading.periods()
    acronyms = reading.values(VB.acronym)
    stated = {predicate: reading.values(predicate) for predicate in (SCHEMA.url, DCTERMS.identifier, OWL.sameAs)}
    merged: Callable[[str, str], str] = (canonical or {}).get
    parted = split or {}
    mentions = []
    for iri, names, _ in reading.names(frozenset(text for some in acronyms.values() for text in some)):
        regions = reading.nuts(iri)
        texts = {text for values in stated.values() for text in values.get(iri, ())}
        start, end = periods.get(iri, ("", ""))
        graphs = [source_iri(source) for source in reading.sources(iri)] if parted else []
        meant = {own for partner in partners.get(iri, ()) for own in _own(partner, graphs, parted)}
        mentions.append(
            Mention(
                iri=iri,
                names=names,
                short_names=tuple(sorted(acronyms.get(iri, ()))),
                sources=reading.sources(iri),
                country=_country(regions),
                nuts=_most_precise(regions),
                identifiers=project_identifiers(iri, texts),
                partners=frozenset(merged(partner, partner) for partner in meant),
                programmes=frozenset(programmes.get(iri, ())),
                start=start,
                end=end,
            )
        )
    return mentions


def _own(iri: str, graphs: Iterable[str], split: Mapping[tuple[str, str], str]) -> set[str]:
    """The IRIs of what some sources mean by an IRI; itself where none of them is known."""
    return {split.get((graph, iri), iri) for graph in graphs} or {iri}


class _Reading:
    """One class of things in a store, an attribute of all of them at a time."""

    def __init__(
        self, store: GraphStore, class_: str, sources: Collection[str] | None, iris: Collection[str] = ()
    ) -> None:
        self._store, self._class, self._tables = store, class_, store.tables
        self._regions: dict[str, str] = {}
        stated: Many = defaultdict(list)
        for iri, source in self._rows(f"SELECT DISTINCT iri, source FROM things WHERE type = '{class_}'"):  # noqa: S608
            stated[iri].append(source.removeprefix(source_iri("")))
        if sources is not None:
            limits = {source.removeprefix(source_iri("")) for source in sources}
            meant = frozenset(iris)
            stated = {iri: names for iri, names in stated.items() if iri in meant or not limits.isdisjoint(names)}
        self._sources = stated
        self._tables.put("wanted", {"iri": list(stated)})
        self._upwards: Mapping[str, str] | None = None
        self._region_edges = self.edges("region")

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._tables.rows(sql)

    def _grouped(self, sql: str) -> Many:
        return dict(self._rows(sql))

    def sources(self, iri: str) -> tuple[str, ...]:
        """The ids of the sources that name the thing."""
        return tuple(sorted(self._sources[iri]))

    def edges(self, relation: str) -> Many:
        """What a relation leads to."""
        return self._grouped(
            "SELECT subject, list(DISTINCT object) FROM edges SEMI JOIN wanted ON subject = wanted.iri "  # noqa: S608
            f"WHERE relation = '{relation}' GROUP BY subject"
        )

    def takes_part(self, of: str, other: str) -> Many:
        """Projects of organisations, or organisations of projects."""
        return self._grouped(
            f"SELECT {of}, list({other}) FROM ({_TAKES_PART}) AS part "  # noqa: S608
            f"SEMI JOIN wanted ON {of} = wanted.iri GROUP BY {of}"
        )

    def programmes(self) -> Many:
        """The programmes of projects and of their grants."""
        return self._grouped(
            "SELECT subject, list(DISTINCT object) FROM (SELECT subject, object FROM edges WHERE relation = 'programme'"
            " UNION SELECT owner, programme FROM grants WHERE programme IS NOT NULL) AS run "
            "SEMI JOIN wanted ON subject = wanted.iri GROUP BY subject"
        )

    def periods(self) -> dict[str, tuple[str, str]]:
        """First begin and last end; where no source says so, the years of the first and last grant."""
        years = self._rows("SELECT owner, min(year), max(year) FROM grants WHERE year IS NOT NULL GROUP BY owner")
        found_ = {iri: (str(first), str(last)) for iri, first, last in years}
        rows = self._rows('SELECT iri, min(start), max("end") FROM things SEMI JOIN wanted USING (iri) GROUP BY iri')
        return found_ | {iri: (start or "", end or "") for iri, start, end in rows if start or end}

    def names(self, other: Collection[str] = ()) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """IRI, names with the label first, and acronyms; ``other`` are acronyms that are no names."""
        held: list[str] = []
        current = ""
        for iri, text, _ in self._rows(_NAMES):
            if iri != current and held:
                yield (current, *_parted(held, other))
                held = []
            current = iri
            held.append(text)
        if held:
            yield (current, *_parted(held, other))

    def values(self, predicate: str) -> Many:
        """The objects of a predicate, as texts; projects may be a hundred times as many as organisations."""
        found_: Many = {}
        if next(self._store.quads(predicate=predicate), None) is None:
            return found_
        narrow = f"GRAPH ?h {{ ?s a vb:{self._class} }}" if self._is_small() else ""
        # By graph, since the union of all looks for each statement in every one of them.
        pattern = f"{narrow} GRAPH ?g {{ ?s <{predicate}> ?o }}"
        for solution in self._store.query(f"SELECT ?s ?o WHERE {{ {pattern} }}"):  # type: ignore[union-attr]
            subject, value = solution
            if subject.value in self._sources and value.value not in found_.setdefault(subject.value, []):
                found_[subject.value].append(value.value)
        return found_

    def _is_small(self) -> bool:
        """Whether asking for each thing is faster: 36 µs a thing against 5 µs a statement, as measured."""
        (all_,) = self._rows("SELECT count(*) FROM things")[0]
        return bool(all_ > 7 * len(self._sources))

    def places(self) -> dict[str, tuple[str, str]]:
        """Postcode and town: the most frequent of those that sources write, the fuller one where they tie."""
        counted: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        rows = self._rows("SELECT iri, place FROM things SEMI JOIN wanted USING (iri) WHERE place IS NOT NULL")
        for iri, place in rows:
            counted[iri][split_place(place)] += 1
        chosen = {iri: max(some, key=lambda one: (some[one], all(one), one)) for iri, some in counted.items()}
        if len(chosen) < len(self._sources):  # records without a name of their own have no row among the things
            codes, towns = self.values(SCHEMA.postalCode), self.values(SCHEMA.addressLocality)
            for iri in (codes.keys() | towns.keys()) - chosen.keys():
                # Of several that rows of one source give, none can be paired with the other's.
                code, town = codes.get(iri, []), towns.get(iri, [])
                chosen[iri] = (code[0] if len(code) == 1 else "", town[0] if len(town) == 1 else "")
        return chosen

    def regions_of_projects(self, organisations: Collection[str]) -> Many:
        """The regions of all projects that organisations take part in."""
        self._tables.put("placeless", {"iri": list(organisations)})
        return self._grouped(
            f"SELECT organisation, list(DISTINCT object) FROM ({_TAKES_PART}) AS part "  # noqa: S608
            "SEMI JOIN placeless ON organisation = placeless.iri "
            "JOIN edges ON project = subject AND relation = 'region' GROUP BY organisation"
        )

    def nuts(self, iri: str) -> list[str]:
        """The NUTS codes of a thing's regions, or two letters of ISO 3166 for a country without."""
        codes = {self.code(region) for region in self._region_edges.get(iri, ())}
        return sorted(code for code in codes if code)

    def code(self, region: str) -> str:
        """The NUTS code of a region, or of a country without."""
        if region not in self._regions:
            self._regions[region] = self._looked_up(region)
        return self._regions[region]

    def _looked_up(self, region: str) -> str:
        """The code in the IRI, else that of what the region lies in: municipalities have none."""
        for _ in range(10):  # no tree of regions is deeper, and others' statements may run in circles
            if region.startswith(NUTS):
                return region.removeprefix(NUTS)
            if region.startswith(COUNTRY):
                return region.removeprefix(COUNTRY).upper()
            region = self._above().get(region, "")
        return ""

    def _above(self) -> Mapping[str, str]:
        if self._upwards is None:
            # The most precise where a region lies in several: its district before a macro-region.
            pairs = sorted(self._store.pairs(SKOS.broader), key=lambda pair: (pair[1].startswith(NUTS), len(pair[1])))
            self._upwards = dict(pairs)
        return self._upwards


def _parted(texts: list[str], other: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    texts = [text for text in texts if not is_number(text)]
    if not texts:
        return (), ()
    label, *others = texts
    short = tuple(text for text in texts if is_acronym(text))
    # A word in capitals may be a name as well: TECHNIKON.
    names = [text for text in others if (text not in short or len(text) > 6) and text not in other]
    return tuple(dict.fromkeys((label, *names))), short


@lru_cache(maxsize=1 << 16)
def is_acronym(text: str) -> bool:
    """Whether a name looks like an acronym: one short word with two capitals, which are half of it or more."""
    if not 2 <= len(text) <= 12 or any(map(str.isspace, text)):
        return False
    capitals, letters = sum(map(str.isupper, text)), sum(map(str.isalpha, text))
    return capitals >= 2 and 2 * capitals >= letters


_PLACE = re.compile(
    r"((?:[A-Z]{1,3}-)?(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[\dW] ?[A-Z\d]{4}|\d{3} \d{2}|\d{4} ?[A-Z]{2}"
    r"|\d{2,5}-\d{3}|[A-Z]{3} ?\d{4}|[A-Z]{0,3}-?\d[\d-]*))(?:\s+(\D.*))?",
    re.IGNORECASE,
)
_CEDEX = re.compile(r"\s*\bCEDEX\b.*", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def split_place(place: str) -> tuple[str, str]:
    """Postcode and town of "80331 München", "LE1 1AA Leicester" or "405 31 Göteborg"; either may be missing."""
    match = _PLACE.fullmatch(place.strip())
    code, town = (match[1], match[2] or "") if match else ("", place.strip())
    return code.upper(), _CEDEX.sub("", town).strip()


def _country(codes: Iterable[str]) -> str:
    """ISO 3166 where all regions lie in one country."""
    lands = {COUNTRIES.get(code[:2], code[:2]) for code in codes if code}
    return lands.pop() if len(lands) == 1 else ""


def _most_precise(codes: list[str]) -> str:
    """The one region that lies in all the others, else the smallest that holds those that do not."""
    finest = [code for code in codes if not any(other != code and other.startswith(code) for other in codes)]
    if len(finest) < 2:
        return finest[0] if finest else ""
    first, last = finest[0], finest[-1]  # in their order, so what these two share all share
    shared = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    return first[:shared] if shared >= 2 else ""


def _countries_of_projects(reading: _Reading, projects: Many) -> dict[str, str]:
    """Where all projects of an organisation lie in one country: a national list names no country of beneficiaries."""
    found_ = reading.regions_of_projects([iri for iri in projects if not reading.nuts(iri)])
    return {iri: _country(map(reading.code, regions)) for iri, regions in found_.items()}


def _of_vat(identifiers: Iterable[Identifier]) -> str:
    lands = {one.scheme[-2:].upper() for one in identifiers if one.scheme.startswith("vat-")}
    return lands.pop() if len(lands) == 1 else ""


def _identifiers(iri: str, country: str, texts: Iterable[str], links: Iterable[str]) -> frozenset[Identifier]:
    read = {one for text in texts for one in found(text, country)}
    return frozenset(read | {one for link in (iri, *links) if (one := in_iri(link))})
