"""Postcodes, towns, names and codes as tables have them, and what region they mean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.places.countries import country
from data.places.nuts import Codes, region_iri
from data.places.postcodes import written
from data.places.regions import Regions
from data.reference.nuts import importer as nuts_importer
from data.reference.places import importer as places_importer
from graph.vocabulary import VB

REGIONS = Regions()
CODES = Codes()
KNOWN = {
    quad.subject.value
    for importer in (places_importer, nuts_importer)
    for quad in importer.quads()
    if quad.predicate.value == VB.level
}


def code(**evidence: str) -> str:
    return REGIONS.of(**evidence).rsplit("/", 1)[-1]


POSTCODES = [
    ("DE", "80331", "DE212"),
    ("Deutschland", "7743", "DEG03"),  # Jena's 07743 without its zero
    ("DE", "99084.0", "DEG01"),
    ("DE", "99084 Erfurt", "DEG01"),
    ("DE", "D-10115", "DE300"),
    ("", "A-1010", "AT130"),
    ("", "80331", ""),  # of which country?
    ("DE", "774", "DE"),
    ("DE", "00000", "DE"),
    ("DE", "99817", "DEG0N"),
    ("DE", "99834", "DEG0P"),
    ("AT", "6020", "AT332"),
    ("PL", "00-950", "PL911"),
    ("CZ", "110 00", "CZ010"),
    ("FR", "75005", "FR101"),
    ("FR", "1000", "FRK21"),
    ("IT", "100", "ITI43"),
    ("ES", "28001", "ES300"),
    ("NL", "2611 AX", "NL333"),
    ("BE", "1000", "BE100"),
    ("SE", "SE-111 22", "SE110"),
    ("FI", "00100", "FI1B1"),
    ("GR", "10555", "EL303"),
    ("HR", "10000", "HR050"),
    ("HU", "1011", "HU110"),
    ("RO", "10011", "RO321"),
    ("PT", "1049-001", "PT170"),
    ("GB", "EH1 1AA", "UKM75"),
    ("UK", "BT78 1AA", "UKN0G"),
    ("IE", "D02 X285", "IE061"),
    ("LU", "L-1234", "LU000"),
    ("LV", "LV-1050", "LV006"),
    ("LV", "LV – 4101", "LV008"),
    ("HR", "10,000", "HR050"),
    ("RO", "RO–010011", "RO321"),
    ("FI", "PL 8000", "FI"),  # a post box, not in Poland
    ("FI", "P.O. Box 500, FI-00099", "FI1B1"),
    ("FR", "CS 25233 54052", "FRF31"),
    ("DE", "A-1010", "AT130"),
    ("UK", "N1 9GU", "UKI43"),
    ("US", "02139", "country-us"),
]


@pytest.mark.parametrize(("land", "postcode", "expected"), POSTCODES)
def test_postcodes(land, postcode, expected):
    assert code(country=land, postcode=postcode) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DEG01  / Erfurt, Kreisfreie Stadt", "DEG01"),
        ("DE", "DE"),
        ("DEF", "DEF"),
        ("Thüringen (DEG)", "DEG"),
        ("DEG  / THÜRINGEN", "DEG"),
        ("DEZZZ", "DE"),
        ("DED12", "DED44"),  # Plauen, merged into the Vogtlandkreis
        ("DEE1", "DEE0"),
        ("DE41", "DE40"),
        ("DE411", "DE403"),
        ("DE808", "DE80"),  # split between two districts
        ("DEG0Q", "DEG0B"),  # NUTS 2024
        ("GR300", "EL30"),
        ("FR71", "FRK2"),
        ("PL127", "PL911"),
        ("IE021", "IE061"),
        ("LT00A", "LT011"),
        ("HU10", "HU1"),
        ("HR041", "HR050"),
        ("HR04", "HR0"),
        ("FI18", "FI1"),
        ("UKI11", "UKI3"),
        ("GBM24", "UKM91"),
        ("SE01", "SE11"),
        ("no code", ""),
        ("DE9ZQ", "DE"),  # no code, but the country is sure
        ("XX999", ""),
    ],
)
def test_codes_of_all_versions(text, expected):
    assert code(nuts=text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thüringen", "DEG"),
        ("Freistaat Bayern", "DE2"),
        ("Roth, Landkreis", "DE25B"),
        ("Landkreis Roth", "DE25B"),
        ("Krs. Hof", "DE249"),
        ("Hof, Kreisfreie Stadt", "DE244"),
        ("Hof", "DE244"),
        ("Landkreis Karlsruhe", "DE123"),
        ("Stadt Karlsruhe", "DE122"),
        ("Karlsruhe", "DE12"),  # the Regierungsbezirk holds both
        ("Stadt München", "DE212"),
        ("Regierungsbezirk Oberbayern", "DE21"),
        ("Île-de-France", "FR1"),
        ("Göttingen", "DE91C"),
        ("Nirgendwo", ""),
    ],
)
def test_names_of_regions(name, expected):
    assert code(name=name) == expected


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"town": "München"}, "DE212"),
        ({"town": "Muenchen"}, "DE212"),
        ({"town": "MÜNCHEN", "country": "DE"}, "DE212"),
        ({"town": "Munich", "country": "Germany"}, "DE212"),
        ({"town": "Stadt München"}, "DE212"),
        ({"town": "Garching b. München"}, "DE21H"),
        ({"town": "Neustadt a.d. Aisch"}, "DE25A"),
        ({"town": "Halle (Saale)"}, "DEE02"),
        ({"town": "Göttingen"}, "ags-03159016"),
        ({"town": "Praha 1"}, "CZ010"),
        ({"town": "PARIS CEDEX 05", "country": "FR"}, "FR101"),
        ({"town": "Dublin 2", "country": "IE"}, "IE061"),
        ({"town": "LONDON", "country": "UK"}, "UKI"),
        ({"town": "Terrassa Barcelona", "country": "ES"}, "ES511"),
        ({"town": "80331 München", "country": "DE"}, "DE212"),
        ({"town": "Thüringen", "country": "DE"}, "DEG"),
        # namesakes: nothing is guessed
        ({"town": "Frankfurt"}, ""),
        ({"town": "Frankfurt", "country": "DE"}, "DE"),
        ({"town": "Frankfurt", "country": "DE", "postcode": "15230"}, "DE403"),
        ({"town": "Frankfurt", "nuts": "DE7"}, "DE712"),
        ({"town": "Neustadt", "country": "DE"}, "DE"),
        ({"town": "Boston", "country": "US"}, "country-us"),
        ({"country": "DE300"}, "DE300"),
        ({"country": "Bayern/DE"}, "DE2"),
        ({"country": "Bayern/DE", "postcode": "95028"}, "DE244"),
        ({"name": "BE", "country": "DE"}, "DE3"),
        ({"name": "BE"}, "DE3"),
        ({"nuts": "BE"}, "BE"),
        ({"nuts": "Thüringen", "country": "DE"}, "DEG"),
        ({}, ""),
    ],
)
def test_towns_and_what_tells_them_apart(evidence, expected):
    assert code(**evidence) == expected


@pytest.mark.parametrize(
    ("evidence", "expected", "contradictions"),
    [
        ({"nuts": "DE300", "postcode": "80331", "country": "DE"}, "DE300", 1),
        ({"postcode": "80331", "town": "Berlin", "country": "DE"}, "DE212", 1),
        ({"nuts": "DE2", "postcode": "80331", "country": "DE"}, "DE212", 0),
        ({"nuts": "FR10", "country": "DE"}, "FR10", 1),
        ({"nuts": "DE300", "postcode": "80331", "town": "Wien", "country": "DE"}, "DE300", 1),
    ],
)
def test_a_code_wins_over_a_postcode_over_a_town(evidence, expected, contradictions):
    regions = Regions()
    for again in (1, 2):
        assert regions.of(**evidence).endswith(f"/{expected}")
        assert regions.contradictions == again * contradictions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DE212, DE21A", ["DE212", "DE21A"]),
        ("DE212;DE212", ["DE212"]),
        ("Roth, Landkreis", ["DE25B"]),
        ("Thüringen, Sachsen; Bayern", ["DEG", "DED", "DE2"]),
        ("DEG01 / Erfurt\nDEG02 / Gera", ["DEG01", "DEG02"]),
        ("München, Berlin und Hamburg", ["DE212", "DE3", "DE6"]),
        ("nirgends", []),
        ("", []),
    ],
)
def test_cells_with_several_regions(text, expected):
    assert [iri.rsplit("/", 1)[-1] for iri in REGIONS.all_of(text)] == expected


def test_what_is_not_resolved_is_counted():
    regions = Regions()
    for town in ("Nirgendwo", "Nirgendwo", "", "München"):
        regions.of(town=town)
    assert regions.unresolved == {"Nirgendwo": 2}
    assert regions.resolved == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DE", "DE"),
        ("DEU", "DE"),
        ("Deutschland", "DE"),
        ("germany", "DE"),
        ("DE Germany / DEUTSCHLAND", "DE"),
        ("DE300", "DE"),
        ("Bayern/DE", "DE"),
        ("UK", "UK"),
        ("GB", "UK"),
        ("EL", "EL"),
        ("GR", "EL"),
        ("Griechenland", "EL"),
        ("Ελλάδα", "EL"),
        ("République tchèque", "CZ"),
        ("Vereinigtes Königreich", "UK"),
        ("Schweiz", "CH"),
        ("Italia", "IT"),
        ("Türkiye", "TR"),
        ("USA", "US"),
        ("NA", "NA"),
        ("Israel", "IL"),
        ("Kosovo", "XK"),
        ("Kongo", ""),  # there are two
        ("Congo, Democratic Republic of the", "CD"),
        ("Virgin Islands (U.S.)", "VI"),
        ("Korea, Republic of", "KR"),
        ("MK North Macedonia / REPUBLIKA SEVERNA MAKEDONIJA", "MK"),
        ("Berlin, Deutschland", "DE"),
        ("Germany, Nowhere", ""),
        ("Deutschland / France", ""),
        ("Sachsen", ""),
        ("", ""),
    ],
)
def test_countries(text, expected):
    assert country(text) == expected


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=40), st.text(max_size=20), st.text(max_size=40))
def test_no_text_does_harm_and_every_answer_is_a_region_that_is_there(land, postcode, town, nuts, name):
    found = REGIONS.of(country=land, postcode=postcode, town=town, nuts=nuts, name=name)
    assert not found or found in KNOWN
    assert set(REGIONS.all_of(name)) <= KNOWN


@given(st.sampled_from(sorted(CODES.known)))
def test_every_code_means_itself(known):
    if "-" not in known:
        assert CODES.current(known) == known
    assert region_iri(known) in KNOWN


@given(st.integers(1, 99999).map(lambda number: f"{number:05}"))
def test_a_lost_zero_changes_nothing(postcode):
    assert written("DE", postcode) == postcode
    if postcode.startswith("0") and postcode[1] != "0":
        assert code(country="DE", postcode=postcode[1:]) == code(country="DE", postcode=postcode)


def test_the_tables_are_read_within_half_a_second():
    start = time.process_time()
    regions = Regions()
    regions.of(country="DE", postcode="80331", town="München", nuts="DE212")
    regions.of(country="FR", town="Lyon")
    assert time.process_time() - start < 1.5  # half a second by itself; a busy machine needs more
