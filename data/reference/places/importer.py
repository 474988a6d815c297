"""Turns the place tables of this folder into the named graph ``…/id/source/reference-places``.

A region points upward with ``skos:broader``; two regions of different levels that cover the same ground point
at each other with ``vb:sameArea``, so that "x lies in R" is ``(skos:broader|vb:sameArea)*``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import InputError
from graph.identity import ID, iri
from graph.vocabulary import DCTERMS, GEO, PREFIXES, RDF, RDFS, SKOS, VB, XSD

FOLDER = Path(__file__).parent
GRAPH = NamedNode(f"{ID}source/reference-places")
NUTS = PREFIXES["nuts"]
COUNTRY = "http://publications.europa.eu/resource/authority/country/"

DECIMAL = NamedNode(XSD.decimal)

# Names that already say what kind of area they mean need no "Landkreis" before them.
_KIND_IS_IN_NAME = ("kreis", "regionalverband")
_NO_TITLE = ("Kreisfreie Stadt", "Stadtkreis", "Kommunalverband")

Row = dict[str, str]


def quads() -> Iterator[Quad]:
    """All statements about places, country by country and level by level, then the macro-regions."""
    for row in _rows("countries.csv"):
        yield from _country(row)
    for row in _rows("regions.csv"):
        yield from _nuts(row)
    for row in _rows("municipalities.csv"):
        yield from _municipality(row)
    for entry in yaml.safe_load((FOLDER / "macro_regions.yml").read_text(encoding="utf-8")):
        yield from _macro(entry)


def _country(row: Row) -> Iterator[Quad]:
    region = NUTS + row["code"]
    yield from _region(region, row["code"], "nuts0", row)
    yield _link(region, SKOS.exactMatch, COUNTRY + row["iso3"])


def _nuts(row: Row) -> Iterator[Quad]:
    region = NUTS + row["code"]
    yield from _region(region, row["code"], row["level"], row)
    yield _link(region, SKOS.broader, NUTS + row["parent"])
    if row["abbreviation"]:
        yield _text(region, SKOS.altLabel, row["abbreviation"], "de")
    if row["same_area"]:
        yield from _same_area(region, NUTS + row["same_area"])
    if title := _title(row["kind"], row["name_de"]):
        yield _text(region, SKOS.altLabel, title, "de")


def _municipality(row: Row) -> Iterator[Quad]:
    code = f"ags-{row['ags']}"
    region, district = iri("region", code), NUTS + row["nuts3"]
    yield from _region(region, code, "municipality", row)
    yield _link(region, SKOS.broader, district)
    if row["same_area"] == "yes":
        yield from _same_area(region, district)
    yield _text(region, SKOS.altLabel, f"{row['kind']} {row['name_de']}", "de")


def _macro(entry: dict[str, Any]) -> Iterator[Quad]:
    region = iri("region", entry["id"])
    yield from _kind(region, entry["id"], entry["level"])
    for language in ("de", "en"):
        yield _text(region, RDFS.label, entry["label"][language], language)
        yield _text(region, SKOS.definition, entry["definition"][language].strip(), language)
        for name in entry.get("alt", {}).get(language, []):
            yield _text(region, SKOS.altLabel, name, language)
    for parent in entry.get("broader", []):
        yield _link(region, SKOS.broader, _by_code(parent))
    for member in entry.get("members", []):
        yield _link(_by_code(member), SKOS.broader, region)
    yield from _citation(region, entry["citation"])


def _citation(region: str, citation: Row) -> Iterator[Quad]:
    yield _text(region, DCTERMS.source, f"{citation['publisher']}: {citation['title']}", "de")
    if url := citation.get("url"):
        yield _link(region, DCTERMS.source, url)


def _region(region: str, code: str, level: str, row: Row) -> Iterator[Quad]:
    """What all tables have: class, code, level, names and label point."""
    yield from _kind(region, code, level)
    yield _text(region, RDFS.label, row["name_de"], "de")
    yield _text(region, RDFS.label, row["name_en"] or in_english(row["name_de"]), "en")
    # Other names of countries come from many languages and carry no tag.
    language = "" if level == "nuts0" else "de"
    for name in filter(None, row["alt"].split("|")):
        yield _text(region, SKOS.altLabel, name, language)
    for term, column in (("lat", "lat"), ("long", "lon")):
        yield Quad(NamedNode(region), NamedNode(GEO(term)), Literal(row[column], datatype=DECIMAL), GRAPH)


def _kind(region: str, code: str, level: str) -> Iterator[Quad]:
    yield _link(region, RDF.type, VB.Region)
    yield Quad(NamedNode(region), NamedNode(SKOS.notation), Literal(code), GRAPH)
    yield Quad(NamedNode(region), NamedNode(VB.level), Literal(level), GRAPH)


def _title(kind: str, name: str) -> str:
    """The spelling that leaves no doubt, "Landkreis Harz"; empty where the name does so by itself.

    A kreisfreie Stadt has none: "Stadt Karlsruhe" is the municipality, whose area is the same.
    """
    bare = name.removesuffix(", Landkreis").removesuffix(" (DE)")
    if not kind or kind in _NO_TITLE or any(part in bare.casefold() for part in _KIND_IS_IN_NAME):
        return ""
    return f"{kind} {bare}"


def _by_code(code: str) -> str:
    """A member of a macro-region: NUTS codes are upper case, ids of this folder lower case."""
    return NUTS + code if code.isupper() else iri("region", code)


def _same_area(one: str, other: str) -> Iterator[Quad]:
    yield _link(one, VB.sameArea, other)
    yield _link(other, VB.sameArea, one)


def _link(subject: str, predicate: str, target: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(target), GRAPH)


def _text(subject: str, predicate: str, text: str, language: str) -> Quad:
    literal = Literal(text, language=language) if language else Literal(text)
    return Quad(NamedNode(subject), NamedNode(predicate), literal, GRAPH)


def _rows(name: str) -> Iterator[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row or None in row.values():
                raise InputError("has a wrong number of columns", source=name, where=f"line {number}")
            yield row


# The register's words for districts; proper names are the same in both languages unless the table has another one.
_ENGLISH = {"Kreisfreie Stadt": "urban district", "Stadtkreis": "urban district", "Landkreis": "rural district"}


def in_english(name: str) -> str:
    """A German region's name as English texts have it: ``Ulm, Stadtkreis`` is ``Ulm, urban district``."""
    proper, comma, kind = name.partition(", ")
    return f"{proper}{comma}{_ENGLISH.get(kind, kind)}"
