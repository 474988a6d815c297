"""The tables of places: complete, a tree, and as the registers have them."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
import yaml
from place_statements import GERMAN, QUADS, VALUES
from pyoxigraph import Literal, NamedNode

from data.reference.places import importer
from graph.errors import InputError
from graph.identity import ID
from graph.places import NUTS, is_region
from graph.vocabulary import DCTERMS, GEO, RDF, RDFS, SKOS, VB

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


def test_counts_are_as_stated():
    levels = Counter(level for found in VALUES[VB.level].values() for level in found)
    assert levels == SOURCE["expected"]


def test_germany_has_1_16_38_401_regions():
    codes = [region.removeprefix(NUTS) for region in VALUES[VB.level] if region.startswith(f"{NUTS}DE")]
    assert Counter(len(code) - 2 for code in codes) == {0: 1, 1: 16, 2: 38, 3: 401}


def test_no_statement_is_made_twice():
    assert len(QUADS) == len(set(QUADS))


def test_all_statements_are_in_one_graph():
    assert {quad.graph_name for quad in QUADS} == {NamedNode("https://w3id.org/verbund/id/source/reference-places")}


def test_every_region_is_whole():
    for region in VALUES[VB.level]:
        assert is_region(region)
        assert VALUES[RDF.type][region] == {VB.Region}
        assert VALUES[f"{SKOS}notation"][region] == {region.rsplit("/", 1)[1]}
        assert GERMAN[region]


def test_every_parent_exists():
    for region, parents in VALUES[SKOS.broader].items():
        assert {region} | parents <= VALUES[VB.level].keys(), region


def test_every_nuts_region_lies_in_the_one_that_its_code_begins_with():
    for region in VALUES[VB.level]:
        if region.startswith(NUTS) and len(region) > len(NUTS) + 2:
            assert region[:-1] in VALUES[SKOS.broader][region]


def test_the_tree_has_no_circle():
    ahead = {region: set(parents) for region, parents in VALUES[SKOS.broader].items()}
    while free := [region for region in ahead if not ahead[region] & ahead.keys()]:
        for region in free:
            del ahead[region]
    assert not ahead


def test_regions_of_one_area_lie_at_neighbouring_levels_and_in_each_other():
    for region, twins in VALUES[VB.sameArea].items():
        for twin in twins:
            assert region in VALUES[VB.sameArea][twin]
            assert twin in VALUES[SKOS.broader][region] or region in VALUES[SKOS.broader][twin]


def test_a_region_with_one_part_has_the_same_area_as_that_part():
    parts = defaultdict(list)
    for region, parents in VALUES[SKOS.broader].items():
        for parent in parents:
            if {region, parent} <= VALUES[VB.level].keys() and parent.startswith(f"{NUTS}DE"):
                parts[parent].append(region)
    for whole, found in parts.items():
        nuts = [part for part in found if part.startswith(NUTS)]
        if len(nuts) == 1 and whole != f"{NUTS}DE":
            assert whole in VALUES[VB.sameArea][nuts[0]]


def test_bremen_the_city_is_not_bremen_the_land():
    city = f"{ID}region/ags-04011000"
    assert VALUES[VB.sameArea][city] == {f"{NUTS}DE501"}
    assert f"{NUTS}DE501" not in VALUES[VB.sameArea][f"{NUTS}DE50"]


def test_label_points_are_in_or_near_europe():
    for quad in QUADS:
        if quad.predicate.value == GEO.lat:
            assert quad.object.datatype.value.endswith("#decimal")
            assert 34 < float(quad.object.value) < 66
        if quad.predicate.value == GEO.long:
            assert -25 < float(quad.object.value) < 42


def test_regions_with_a_code_have_a_point_and_the_others_have_none():
    located = VALUES[GEO.lat].keys()
    for region, (level,) in VALUES[VB.level].items():
        assert (region in located) == (level not in {"macro", "landscape"})


def test_all_sixteen_abbreviations_are_names():
    rows = [row for row in importer._rows("regions.csv") if row["abbreviation"]]
    names = {(quad.subject.value, quad.object.value) for quad in QUADS if quad.predicate.value == f"{SKOS}altLabel"}
    assert len(rows) == 16
    assert {(NUTS + row["code"], row["abbreviation"]) for row in rows} <= names


def test_all_capitals_of_the_laender_are_municipalities():
    assert {label for region, label in GERMAN.items() if "/region/ags-" in region} >= CAPITALS


def test_the_towns_of_the_articles_are_municipalities():
    assert {label for region, label in GERMAN.items() if "/region/ags-" in region} >= TOWNS


def test_countries_match_the_country_authority_list():
    matches = VALUES[f"{SKOS}exactMatch"]
    assert matches[f"{NUTS}DE"] == {"http://publications.europa.eu/resource/authority/country/DEU"}
    assert matches[f"{NUTS}EL"] == {"http://publications.europa.eu/resource/authority/country/GRC"}
    assert len({code for found in matches.values() for code in found}) == 37


def parts_of(region: str) -> set[str]:
    return {name for name, up in VALUES[SKOS.broader].items() if region in up}


def lying_in(name: str) -> set[str]:
    """The landscapes that lie in a macro-region without being a member that it is made of."""
    return {f"{ID}region/{entry['id']}" for entry in MACROS if name in entry.get("broader", [])}


@pytest.mark.parametrize("entry", MACROS, ids=lambda entry: entry["id"])
def test_a_macro_region_says_what_it_is_and_who_says_so(entry):
    region = f"{ID}region/{entry['id']}"
    assert len(VALUES[f"{SKOS}definition"][region]) == 2
    assert any(entry["citation"]["title"] in text for text in VALUES[DCTERMS.source][region])
    assert len(parts_of(region)) == len(entry.get("members", [])) + len(lying_in(entry["id"]))


def test_the_south_is_bavaria_and_baden_wuerttemberg():
    south = f"{ID}region/de-south"
    assert {name for name, up in VALUES[SKOS.broader].items() if south in up} == {f"{NUTS}DE1", f"{NUTS}DE2"}


def test_north_east_south_and_west_cover_all_laender():
    compass = {f"{ID}region/de-{side}" for side in ("north", "east", "south", "west")}
    laender = {region for region, level in VALUES[VB.level].items() if level == {"nuts1"}}
    assert set.union(*map(parts_of, compass)) - {f"{ID}region/lausitz"} == laender


def test_old_and_new_laender_and_berlin_share_germany_out():
    sides = [f"{ID}region/de-{side}-laender" for side in ("old", "new")]
    shares = [parts_of(side) - {f"{ID}region/lausitz"} for side in sides]
    assert not shares[0] & shares[1]
    laender = {region for region, level in VALUES[VB.level].items() if level == {"nuts1"}}
    assert shares[0] | shares[1] | {f"{NUTS}DE3"} == laender


def test_literals_have_no_stray_space():
    for quad in QUADS:
        if isinstance(quad.object, Literal):
            assert quad.object.value == " ".join(quad.object.value.split()) != ""


def test_a_row_with_a_missing_column_is_an_error_that_names_it(tmp_path, monkeypatch):
    (tmp_path / "countries.csv").write_text("code,iso3\nDE\n", encoding="utf-8")
    monkeypatch.setattr(importer, "FOLDER", tmp_path)
    with pytest.raises(InputError, match=r"countries\.csv, line 2"):
        list(importer.quads())


def test_lusatia_lies_in_the_east_as_all_its_districts_do():
    lands = {region[: len(NUTS) + 3] for region in parts_of(f"{ID}region/lausitz")}
    assert lands <= parts_of(f"{ID}region/de-east")
    assert f"{ID}region/de-east" in VALUES[SKOS.broader][f"{ID}region/lausitz"]


def test_every_region_has_a_name_in_both_languages():
    german, english = (
        {quad.subject.value for quad in QUADS if quad.predicate.value == RDFS.label and quad.object.language == lang}
        for lang in ("de", "en")
    )
    assert german == english == set(VALUES[VB.level])


@pytest.mark.parametrize(
    ("german", "english"),
    [("Ulm, Stadtkreis", "Ulm, urban district"), ("Ansbach, Landkreis", "Ansbach, rural district"), ("Harz", "Harz")],
)
def test_the_registers_words_for_districts_are_put_into_english(german, english):
    assert importer.in_english(german) == english
