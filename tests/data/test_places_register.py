"""The tables of places as the registers have them; needs the sample folder."""

from __future__ import annotations

import csv
import os
import struct
import zipfile
from pathlib import Path

import pytest
from place_statements import GERMAN, VALUES

from graph.identity import ID
from graph.places import NUTS
from graph.vocabulary import GEO, SKOS, VB

SAMPLES = Path(os.environ.get("VERBUND_SAMPLES", Path(__file__).resolve().parents[2] / "../shared/samples"))
REGISTERS = SAMPLES / "geo"
needs_samples = pytest.mark.skipif(
    not REGISTERS.is_dir(),
    reason="the sample folder is not here; set VERBUND_SAMPLES to compare with the registers",
)


@needs_samples
def test_names_are_those_of_the_nuts_register():
    with (REGISTERS / "NUTS_AT_2021.csv").open(encoding="utf-8", newline="") as file:
        register = {row["NUTS_ID"]: row["NUTS_NAME"] for row in csv.DictReader(file) if row["CNTR_CODE"] == "DE"}
    assert len(register) == 456
    assert {code: GERMAN[NUTS + code] for code in register} == register


@needs_samples
def test_countries_are_those_of_the_nuts_register():
    with (REGISTERS / "NUTS_AT_2021.csv").open(encoding="utf-8", newline="") as file:
        register = {NUTS + row["NUTS_ID"] for row in csv.DictReader(file) if len(row["NUTS_ID"]) == 2}
    assert {region for region, level in VALUES[VB.level].items() if level == {"nuts0"}} == register


@needs_samples
def test_label_points_are_those_of_the_nuts_register():
    register = _label_points()
    for region in VALUES[VB.level]:
        if region.startswith(NUTS):
            (latitude,) = VALUES[GEO.lat][region]
            (longitude,) = VALUES[GEO.long][region]
            longitude_there, latitude_there = register[region.removeprefix(NUTS)]
            assert float(latitude) == pytest.approx(latitude_there, abs=0.0001)
            assert float(longitude) == pytest.approx(longitude_there, abs=0.0001)


@needs_samples
def test_cities_that_are_a_district_have_the_key_of_the_register():
    with (REGISTERS / "landkreise_districts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    cities = {
        f"{ID}region/ags-{row['AGS']}000": f"{NUTS}{row['NUTS3']}"
        for row in rows
        if row["type"] in ("Kreisfreie Stadt", "Stadtkreis")
    }
    assert len(cities) == 107
    for city, district in cities.items():
        assert district in VALUES[VB.sameArea][city]
    for region in VALUES[VB.level]:
        if "/region/ags-" in region:
            district_key = region.rsplit("-", 1)[1][:5]
            (district,) = {row["NUTS3"] for row in rows if row["AGS"] == district_key}
            assert f"{NUTS}{district}" in VALUES[SKOS.broader][region]


def _label_points() -> dict[str, tuple[float, float]]:
    """Longitude and latitude by NUTS code, out of a shape file of points (28 bytes each) and its table."""
    with zipfile.ZipFile(REGISTERS / "NUTS_LB_2021_4326.shp.zip") as archive:
        shapes = archive.read("NUTS_LB_2021_4326.shp")
        table = archive.read("NUTS_LB_2021_4326.dbf")
    count, start, width = struct.unpack_from("<IHH", table, 4)
    codes = [table[start + row * width + 1 :][:5].decode("ascii").strip(" \0") for row in range(count)]
    points = [struct.unpack_from("<dd", shapes, 100 + 28 * row + 12) for row in range(count)]
    return dict(zip(codes, points, strict=True))
