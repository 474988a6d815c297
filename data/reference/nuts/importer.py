"""Turns the regions of this folder into the named graph ``…/id/source/reference-nuts``.

The source adds to ``reference-places``, which has all countries of the NUTS and the regions of Germany: the
regions of the other countries, level by level, and a region for each country that the NUTS does not cover.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import InputError
from graph.identity import ID, iri
from graph.vocabulary import GEO, PREFIXES, RDF, RDFS, SKOS, VB, XSD

FOLDER = Path(__file__).parent
GRAPH = NamedNode(f"{ID}source/reference-nuts")
NUTS = PREFIXES["nuts"]
COUNTRY = "http://publications.europa.eu/resource/authority/country/"

DECIMAL = NamedNode(XSD.decimal)

Row = dict[str, str]


def quads() -> Iterator[Quad]:
    """All statements about the regions, then those about the countries outside the NUTS."""
    for row in rows("regions.csv"):
        yield from _nuts(row)
    for row in rows("countries.csv"):
        yield from _country(row)


def country_code(iso2: str) -> str:
    """The notation of a country outside the NUTS: ``country-us``."""
    return f"country-{iso2.lower()}"


def _nuts(row: Row) -> Iterator[Quad]:
    code = row["code"]
    region = NUTS + code
    yield from _kind(region, code, f"nuts{len(code) - 2}")
    # Names are proper names, the same in German and English; Latin letters first, since both read those.
    latin = row["latin"] or row["name"]
    yield from _names(region, latin, latin)
    if row["latin"]:
        yield Quad(NamedNode(region), NamedNode(SKOS.altLabel), Literal(row["name"]), GRAPH)
    yield _link(region, SKOS.broader, NUTS + code[:-1])
    yield from _point(region, row)


def _country(row: Row) -> Iterator[Quad]:
    code = country_code(row["code"])
    region = iri("region", code)
    yield from _kind(region, code, "country")
    yield from _names(region, row["name_de"], row["name_en"])
    yield _link(region, SKOS.exactMatch, COUNTRY + row["iso3"])
    if row["lat"]:
        yield from _point(region, row)


def _kind(region: str, code: str, level: str) -> Iterator[Quad]:
    yield _link(region, RDF.type, VB.Region)
    yield Quad(NamedNode(region), NamedNode(SKOS.notation), Literal(code), GRAPH)
    yield Quad(NamedNode(region), NamedNode(VB.level), Literal(level), GRAPH)


def _names(region: str, german: str, english: str) -> Iterator[Quad]:
    for text, language in ((german, "de"), (english, "en")):
        yield Quad(NamedNode(region), NamedNode(RDFS.label), Literal(text, language=language), GRAPH)


def _point(region: str, row: Row) -> Iterator[Quad]:
    for term, column in (("lat", "lat"), ("long", "lon")):
        yield Quad(NamedNode(region), NamedNode(GEO(term)), Literal(row[column], datatype=DECIMAL), GRAPH)


def _link(subject: str, predicate: str, target: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(target), GRAPH)


def rows(name: str) -> Iterator[Row]:
    """The rows of a table of this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row or None in row.values():
                raise InputError("has a wrong number of columns", source=name, where=f"line {number}")
            yield row
