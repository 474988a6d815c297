"""The intervention fields: complete codes, names in two languages, a tree, and a way to a theme for each field."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Store

from data.reference.fields import importer
from data.reference.themes import importer as thesaurus
from graph.identity import iri
from graph.vocabulary import RDF, RDFS, SKOS, VB

RANGES = {"2007-2013": (1, 86, 2), "2014-2020": (1, 123, 3), "2021-2027": (1, 182, 3)}
# Nothing but the programme itself, or anything at all.
WITHOUT_THEME = {("2014-2020", "101"), ("2021-2027", "172")}


@pytest.fixture(scope="module")
def both() -> Store:
    store = Store()
    store.extend(importer.quads())
    store.extend(thesaurus.quads())
    return store


def objects(store: Store, subject: str, predicate: str) -> list[str]:
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
    return [quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)]


@pytest.mark.parametrize("period", importer.PERIODS)
def test_all_codes_of_the_period_are_there(period: str) -> None:
    first, last, width = RANGES[period]
    codes = [field.code for field in importer.fields() if field.period == period and field.code.isdigit()]
    assert sorted(codes) == [f"{code:0{width}}" for code in range(first, last + 1)]


def test_counts_are_those_of_source_yml() -> None:
    stated = yaml.safe_load(Path(importer.__file__).with_name("source.yml").read_text("utf-8"))["expected"]
    assert stated == Counter(field.period for field in importer.fields())


def test_every_field_has_one_name_in_german_and_english_and_one_code(both: Store) -> None:
    for field in importer.fields():
        labels = both.quads_for_pattern(NamedNode(field.iri), NamedNode(RDFS.label), None, None)
        languages = sorted(quad.object.language or "" for quad in labels if isinstance(quad.object, Literal))
        assert languages == ["de", "en"], field
        assert objects(both, field.iri, SKOS.notation) == [field.code]
        assert VB.Theme in objects(both, field.iri, RDF.type)


def test_every_heading_is_a_field_of_the_period() -> None:
    known = {(field.period, field.code) for field in importer.fields()}
    assert all((field.period, field.broader) in known for field in importer.fields() if field.broader)


def test_every_link_leads_to_a_theme_of_the_thesaurus(both: Store) -> None:
    for link in importer.links():
        assert VB.Theme in objects(both, iri("theme", link.theme), RDF.type), link


def test_every_field_lies_in_a_theme(both: Store) -> None:
    without = set()
    for field in importer.fields():
        if not any("/id/theme/" in up for up in objects(both, field.iri, SKOS.broader)) and field.code.isdigit():
            without.add((field.period, field.code))
    assert without == WITHOUT_THEME


def test_no_field_is_declared_twice() -> None:
    named = {quad.subject for quad in thesaurus.quads() if quad.predicate.value == SKOS.prefLabel}
    again = {quad.subject for quad in importer.quads() if quad.predicate.value == SKOS.prefLabel}
    assert not named & again
