"""The tables of places: complete, a tree, and as the registers have them."""

from __future__ import annotations

import csv
import os
import struct
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad

from data.reference.places import importer
from graph.places import BROADER, LEVEL, NUTS, SAME_AREA, is_region

SKOS = importer.SKOS
SAMPLES = Path(os.environ.get("VERBUND_SAMPLES", Path(__file__).resolve().parents[2] / "../shared/samples"))
GEO = SAMPLES / "geo"
needs_samples = pytest.mark.skipif(
    not GEO.is_dir(),
    reason="the sample folder is not here; set VERBUND_SAMPLES to compare with the registers",
)
SOURCE = yaml.safe_load((importer.FOLDER / "source.yml").read_text(encoding="utf-8"))
MACROS = yaml.safe_load((importer.FOLDER / "macro_regions.yml").read_text(encoding="utf-8"))

CAPITALS = {
    *("Berlin", "Bremen", "Dresden", "Düsseldorf", "Erfurt", "Hamburg", "Hannover", "Kiel"),
    *("Magdeburg", "Mainz", "München", "Potsdam", "Saarbrücken", "Schwerin", "Stuttgart", "Wiesbaden"),
}
TOWNS = {
    *(
        "Berlin",
        "Bremen",
        "Burg",
        "Chemnitz",
        "Dresden",
        "Düsseldorf",
        "Erfurt",
        "Espelkamp",
        "Gelsenkirchen",
    ),
    *("Göttingen", "Kalletal", "Kiel", "Koblenz", "Leipzig", "München", "Nürnberg", "Pforzheim", "Stralsund"),
    *("Stuttgart", "Torgau"),
}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(importer.quads())


@pytest.fixture(scope="module")
def values(quads: list[Quad]) -> dict[str, defaultdict[str, set[str]]]:
    """The objects of each predicate by subject."""
    found: dict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        found[quad.predicate.value][quad.subject.value].add(quad.object.value)
    return found


@pytest.fixture(scope="module")
def german(quads: list[Quad]) -> dict[str, str]:
    """The German label of each region."""
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == importer.LABEL and quad.object.language == "de"
    }


def test_counts_are_as_stated(values):
    levels = Counter(level for found in values[LEVEL].values() for level in found)
    assert levels == SOURCE["expected"]


def test_germany_has_1_16_38_401_regions(values):
    codes = [region.removeprefix(NUTS) for region in values[LEVEL] if region.startswith(f"{NUTS}DE")]
    assert Counter(len(code) - 2 for code in codes) == {0: 1, 1: 16, 2: 38, 3: 401}


def test_no_statement_is_made_twice(quads):
    assert len(quads) == len(set(quads))


def test_all_statements_are_in_one_graph(quads):
    assert {quad.graph_name for quad in quads} == {
        NamedNode("https://w3id.org/verbund/id/source/reference-places")
    }


def test_every_region_is_whole(values, german):
    for region in values[LEVEL]:
        assert is_region(region)
        assert values[importer.RDF_TYPE][region] == {f"{importer.VB}Region"}
        assert values[f"{SKOS}notation"][region] == {region.rsplit("/", 1)[1]}
        assert german[region]


def test_every_parent_exists(values):
    for region, parents in values[BROADER].items():
        assert {region} | parents <= values[LEVEL].keys(), region


def test_every_nuts_region_lies_in_the_one_that_its_code_begins_with(values):
    for region in values[LEVEL]:
        if region.startswith(NUTS) and len(region) > len(NUTS) + 2:
            assert region[:-1] in values[BROADER][region]


def test_the_tree_has_no_circle(values):
    ahead = {region: set(parents) for region, parents in values[BROADER].items()}
    while free := [region for region in ahead if not ahead[region] & ahead.keys()]:
        for region in free:
            del ahead[region]
    assert not ahead


def test_regions_of_one_area_lie_at_neighbouring_levels_and_in_each_other(values):
    for region, twins in values[SAME_AREA].items():
        for twin in twins:
            assert region in values[SAME_AREA][twin]
            assert twin in values[BROADER][region] or region in values[BROADER][twin]


def test_a_region_with_one_part_has_the_same_area_as_that_part(values):
    parts = defaultdict(list)
    for region, parents in values[BROADER].items():
        for parent in parents:
            if {region, parent} <= values[LEVEL].keys() and parent.startswith(f"{NUTS}DE"):
                parts[parent].append(region)
    for whole, found in parts.items():
        nuts = [part for part in found if part.startswith(NUTS)]
        if len(nuts) == 1 and whole != f"{NUTS}DE":
            assert whole in values[SAME_AREA][nuts[0]]


def test_bremen_the_city_is_not_bremen_the_land(values):
    city = f"{importer.ID}region/ags-04011000"
    assert values[SAME_AREA][city] == {f"{NUTS}DE501"}
    assert f"{NUTS}DE501" not in values[SAME_AREA][f"{NUTS}DE50"]


def test_label_points_are_in_or_near_europe(quads):
    for quad in quads:
        if quad.predicate.value == f"{importer.GEO}lat":
            assert quad.object.datatype.value.endswith("#decimal")
            assert 34 < float(quad.object.value) < 66
        if quad.predicate.value == f"{importer.GEO}long":
            assert -25 < float(quad.object.value) < 42


def test_regions_with_a_code_have_a_point_and_the_others_have_none(values):
    located = values[f"{importer.GEO}lat"].keys()
    for region, (level,) in values[LEVEL].items():
        assert (region in located) == (level not in {"macro", "landscape"})


def test_all_sixteen_abbreviations_are_names(quads):
    rows = [row for row in importer._rows("regions.csv") if row["abbreviation"]]
    names = {
        (quad.subject.value, quad.object.value) for quad in quads if quad.predicate.value == f"{SKOS}altLabel"
    }
    assert len(rows) == 16
    assert {(NUTS + row["code"], row["abbreviation"]) for row in rows} <= names


def test_all_capitals_of_the_laender_are_municipalities(german):
    assert CAPITALS <= {label for region, label in german.items() if "/region/ags-" in region}


def test_the_towns_of_the_articles_are_municipalities(german):
    assert TOWNS <= {label for region, label in german.items() if "/region/ags-" in region}


def test_countries_match_the_country_authority_list(values):
    matches = values[f"{SKOS}exactMatch"]
    assert matches[f"{NUTS}DE"] == {"http://publications.europa.eu/resource/authority/country/DEU"}
    assert matches[f"{NUTS}EL"] == {"http://publications.europa.eu/resource/authority/country/GRC"}
    assert len({code for found in matches.values() for code in found}) == 37


@pytest.mark.parametrize("entry", MACROS, ids=lambda entry: entry["id"])
def test_a_macro_region_says_what_it_is_and_who_says_so(values, entry):
    region = f"{importer.ID}region/{entry['id']}"
    assert len(values[f"{SKOS}definition"][region]) == 2
    assert any(entry["citation"]["title"] in text for text in values[importer.SOURCE][region])
    members = {name for name, parents in values[BROADER].items() if region in parents}
    assert len(members) == len(entry.get("members", []))


def test_the_south_is_bavaria_and_baden_wuerttemberg(values):
    south = f"{importer.ID}region/de-south"
    assert {name for name, up in values[BROADER].items() if south in up} == {f"{NUTS}DE1", f"{NUTS}DE2"}


def test_north_east_south_and_west_cover_all_laender(values):
    compass = {f"{importer.ID}region/de-{side}" for side in ("north", "east", "south", "west")}
    laender = {region for region, level in values[LEVEL].items() if level == {"nuts1"}}
    assert {region for region, up in values[BROADER].items() if up & compass} == laender


def test_old_and_new_laender_and_berlin_share_germany_out(values):
    sides = [f"{importer.ID}region/de-{side}-laender" for side in ("old", "new")]
    shares = [{name for name, up in values[BROADER].items() if side in up} for side in sides]
    assert not shares[0] & shares[1]
    laender = {region for region, level in values[LEVEL].items() if level == {"nuts1"}}
    assert shares[0] | shares[1] | {f"{NUTS}DE3"} == laender


def test_literals_have_no_stray_space(quads):
    for quad in quads:
        if isinstance(quad.object, Literal):
            assert quad.object.value == " ".join(quad.object.value.split()) != ""


def test_a_row_with_a_missing_column_is_an_error_that_names_it(tmp_path, monkeypatch):
    (tmp_path / "countries.csv").write_text("code,iso3\nDE\n", encoding="utf-8")
    monkeypatch.setattr(importer, "FOLDER", tmp_path)
    with pytest.raises(importer.InputError, match=r"countries\.csv, line 2"):
        list(importer.quads())


@needs_samples
def test_names_are_those_of_the_nuts_register(german):
    with (GEO / "NUTS_AT_2021.csv").open(encoding="utf-8", newline="") as file:
        register = {
            row["NUTS_ID"]: row["NUTS_NAME"] for row in csv.DictReader(file) if row["CNTR_CODE"] == "DE"
        }
    assert len(register) == 456
    assert {code: german[NUTS + code] for code in register} == register


@needs_samples
def test_countries_are_those_of_the_nuts_register(values):
    with (GEO / "NUTS_AT_2021.csv").open(encoding="utf-8", newline="") as file:
        register = {NUTS + row["NUTS_ID"] for row in csv.DictReader(file) if len(row["NUTS_ID"]) == 2}
    assert {region for region, level in values[LEVEL].items() if level == {"nuts0"}} == register


@needs_samples
def test_label_points_are_those_of_the_nuts_register(values):
    register = _label_points()
    for region in values[LEVEL]:
        if region.startswith(NUTS):
            (latitude,) = values[f"{importer.GEO}lat"][region]
            (longitude,) = values[f"{importer.GEO}long"][region]
            longitude_there, latitude_there = register[region.removeprefix(NUTS)]
            assert float(latitude) == pytest.approx(latitude_there, abs=0.0001)
            assert float(longitude) == pytest.approx(longitude_there, abs=0.0001)


@needs_samples
def test_cities_that_are_a_district_have_the_key_of_the_register(values):
    with (GEO / "landkreise_districts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    cities = {
        f"{importer.ID}region/ags-{row['AGS']}000": f"{NUTS}{row['NUTS3']}"
        for row in rows
        if row["type"] in ("Kreisfreie Stadt", "Stadtkreis")
    }
    assert len(cities) == 107
    for city, district in cities.items():
        assert district in values[SAME_AREA][city]
    for region in values[LEVEL]:
        if "/region/ags-" in region:
            district_key = region.rsplit("-", 1)[1][:5]
            (district,) = {row["NUTS3"] for row in rows if row["AGS"] == district_key}
            assert f"{NUTS}{district}" in values[BROADER][region]


def _label_points() -> dict[str, tuple[float, float]]:
    """Longitude and latitude by NUTS code, out of a shape file of points (28 bytes each) and its table."""
    with zipfile.ZipFile(GEO / "NUTS_LB_2021_4326.shp.zip") as archive:
        shapes = archive.read("NUTS_LB_2021_4326.shp")
        table = archive.read("NUTS_LB_2021_4326.dbf")
    count, start, width = struct.unpack_from("<IHH", table, 4)
    codes = [table[start + row * width + 1 :][:5].decode("ascii").strip(" \0") for row in range(count)]
    points = [struct.unpack_from("<dd", shapes, 100 + 28 * row + 12) for row in range(count)]
    return dict(zip(codes, points, strict=True))
