"""The tables of NUTS regions outside Germany: complete, a tree that hangs on the countries, and sound side tables."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict

import pytest
import yaml

from data.places.nuts import Codes, read
from data.reference.nuts import importer
from data.reference.places import importer as places
from graph.checks import check
from graph.errors import InputError
from graph.identity import ID
from graph.model import Source
from graph.store import GraphStore
from graph.vocabulary import GEO, RDF, RDFS, SKOS, VB

QUADS = list(importer.quads())
SOURCE = yaml.safe_load((importer.FOLDER / "source.yml").read_text(encoding="utf-8"))
VALUES: dict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
for _quad in QUADS:
    VALUES[_quad.predicate.value][_quad.subject.value].add(_quad.object.value)
PLACES = {quad.subject.value for quad in places.quads() if quad.predicate.value == VB.level}
CODES = Codes()


def test_counts_are_as_stated():
    levels = Counter(level for found in VALUES[VB.level].values() for level in found)
    assert levels == SOURCE["expected"]


def test_nothing_is_stated_twice_nor_what_places_state():
    assert len(QUADS) == len(set(QUADS))
    assert not VALUES[VB.level].keys() & PLACES
    assert {quad.graph_name.value for quad in QUADS} == {f"{ID}source/reference-nuts"}


def test_every_region_is_whole():
    for region, levels in VALUES[VB.level].items():
        assert len(levels) == 1
        assert VALUES[RDF.type][region] == {VB.Region}
        assert VALUES[f"{SKOS}notation"][region] == {region.rsplit("/", 1)[1]}
        assert VALUES[RDFS.label][region]
        assert region in VALUES[GEO.lat] or levels == {"country"}


def test_every_region_lies_in_the_one_that_its_code_begins_with():
    known = VALUES[VB.level].keys() | PLACES
    for region, levels in VALUES[VB.level].items():
        if levels != {"country"}:
            assert VALUES[SKOS.broader][region] == {region[:-1]} <= known


def test_names_have_single_spaces():
    for labels in VALUES[RDFS.label].values():
        assert all(label == " ".join(label.split()) for label in labels)


def test_other_scripts_have_a_latin_label_and_their_own_name():
    region = f"{importer.NUTS}BG413"
    assert VALUES[RDFS.label][region] == {"Blagoevgrad"}
    assert VALUES[SKOS.altLabel][region] == {"Благоевград"}


def test_a_country_outside_the_nuts_is_linked_to_the_authority_list():
    region = f"{ID}region/country-us"
    assert VALUES[SKOS.exactMatch][region] == {f"{importer.COUNTRY}USA"}
    assert VALUES[RDFS.label][region] == {"Vereinigte Staaten", "United States"}


def test_the_shapes_accept_the_regions():
    store = GraphStore.open()
    sources = {"reference-places": places.quads(), "reference-nuts": QUADS}
    store.load_all([(Source(id=name, title=name), quads) for name, quads in sources.items()])
    found = {(finding.rule, finding.thing) for finding in check(store).findings if "/source/" not in finding.thing}
    assert not found


def test_every_change_leads_to_regions_that_are_there():
    for row in read(importer.FOLDER / "changes.csv"):
        successors = row["codes_2021"].split()
        assert set(successors) <= CODES.known, row
        assert row["code"] not in CODES.known
        assert row["kind"] in ("recoded", "merged", "boundary shift", "split")
        assert CODES.current(row["code"]) == (successors[0] if len(successors) == 1 else CODES.common(successors))


@pytest.mark.parametrize(("table", "column"), [("postcodes.csv.gz", "region"), ("towns.csv.gz", "regions")])
def test_side_tables_name_only_regions_that_are_there(table, column):
    with gzip.open(importer.FOLDER / table, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert set(row[column].split("|")) <= CODES.known


def test_what_is_shipped_is_small():
    sizes = {path.name: path.stat().st_size for path in importer.FOLDER.iterdir() if path.is_file()}
    assert sum(size for name, size in sizes.items() if not name.startswith(("towns", "postcodes"))) < 400_000
    assert sizes["postcodes.csv.gz"] + sizes["towns.csv.gz"] < 1_500_000


def test_a_row_with_too_few_columns_is_an_error_that_names_the_line(tmp_path, monkeypatch):
    (tmp_path / "regions.csv").write_text("code,name,latin,lat,lon\nFR1,Île-de-France\n", encoding="utf-8")
    monkeypatch.setattr(importer, "FOLDER", tmp_path)
    with pytest.raises(InputError, match="line 2"):
        list(importer.quads())
