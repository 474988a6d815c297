"""All real files that lie beside the project, where they do."""

import csv
from pathlib import Path

import pytest

from data.files import Document, documents

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not part of the project")

# The end of the path: format, delimiter, rows with the header. Real line breaks, quotes and encodings.
TABLES = {
    "min-2017-ckan.csv": ("csv", ",", 73_437),
    "dict_zweck-2017-ckan.csv": ("csv", ",", 38_278),
    "cordis-plus-2014.csv": ("csv", ",", 12_585),
    "ESF-Data-Sachsen-Anhalt-2007-2013.csv": ("csv", ",", 14_419),
    "CSV_ESF-Berlin-2014-2020.csv": ("csv", ",", 337),
    "ESF_Bayern_2014_2020.csv": ("csv", ",", 246),
    "ESF_BaWü_2014-2020.csv": ("csv", ",", 1_599),
    "160630_liste_der_vorhaben_efre_14_20_endg.csv": ("csv", ",", 1_150),
    "160630_liste_der_vorhaben_efre_14_20_endgold.csv": ("csv", ";", 1_150),
    "landkreise_districts.csv": ("csv", ";", 402),
}
SHEETS = {
    "keep_closed_1420.xlsx": {"Projects (lead partners)": 1_892, "Partners": 8_622, "Calls": 139},
    "ESF_BaWü_2014-2020.xlsx": {"Tabelle1": 1_606, "Beschreibung": 0},
}
FORMATS = {".csv": "csv", ".xlsx": "xlsx", ".json": "json", ".ttl": "rdf", ".yaml": "yaml", ".yml": "yaml"}
OBJECTS = {
    "a002400000OiDBQAA3.json": ("grants", 4_116),
    "a002400000nO46WAAS.json": ("grants", 870),
    "organization.json": ("", 1_076),
    "project.json": ("", 26),
}


@pytest.fixture(scope="module")
def found() -> dict[str, Document]:
    return {document.name: document for document in documents(SAMPLES)}


def test_every_file_opens_as_what_it_is(found: dict[str, Document]) -> None:
    told = {name: found[name].format for name in found if Path(name).suffix in FORMATS}
    assert told == {name: FORMATS[Path(name).suffix] for name in told}
    assert {document.encoding for document in found.values()} == {"utf-8", ""}
    assert {found[name].format for name in found if name.endswith((".txt", ".md"))} == {"binary"}


def test_tables_and_their_rows(found: dict[str, Document]) -> None:
    told = {name: (found[name].format, found[name].delimiter) for name in TABLES}
    rows = {name: sum(1 for _ in found[name].sheets[0].rows()) for name in TABLES}
    assert {name: (*told[name], rows[name]) for name in TABLES} == TABLES


def test_rows_are_those_of_csv(found: dict[str, Document]) -> None:
    csv.field_size_limit(1 << 26)
    for document in found.values():
        if document.format == "csv" and not document.member:
            with document.path.open(encoding="utf-8-sig", newline="") as file:
                expected = list(csv.reader(file, delimiter=document.delimiter))
            assert [row for _, row in document.sheets[0].rows()] == expected


def test_sheets_and_their_rows(found: dict[str, Document]) -> None:
    told = {name: {sheet.name: sum(1 for _ in sheet.rows()) for sheet in found[name].sheets} for name in SHEETS}
    assert told == SHEETS


def test_objects_and_their_number(found: dict[str, Document]) -> None:
    told = {
        name: (found[name].arrays[0], sum(1 for _ in found[name].objects(prefix)))
        for name, (prefix, _) in OBJECTS.items()
    }
    assert told == OBJECTS
