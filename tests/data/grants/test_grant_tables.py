"""Tables of grants: which are claimed, what their rows state, codes with side tables, sums, persons unnamed."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.beneficiaries.overrules import Overrules
from data.files.document import open_document
from data.grants.databases import databases
from data.grants.header import find_header, phrase
from data.importing.discovery import importers
from data.importing.reading import Options, Row, RowError
from data.importing.recognition import deliveries, recognise
from graph.errors import InputError
from graph.lines import record_lines
from graph.model import Organisation, Programme, Project, Record, Theme
from tests.data.importing.readings import lines_of, load, reading_of, records_of, statements

BERLIN = Path(__file__).parents[4] / "shared" / "samples" / "berlin-grants"
SAMPLES = BERLIN.parent
FULL = "Name;Geber;Art;Jahr;Anschrift;Politikbereich;Zweck;Betrag;Empfaengerid"
ROW = "Beispiel e. V.;Bezirksamt Mitte;Projektförderung;2014;Weg 1, 10115 Berlin;Sport;Nachtlauf;1000;VR_012345"
CODED = {
    "min-2017-ckan": "jahr,geber,politikbereich,betrag,plz,name,zweck,empfaengertyp,empfaengerid\n"
    "2014,05,21,1000,161,248,30384,36,16\n2014,05,21,1000,161,248,30384,36,16\n2015,05,00,250,00,249,01,00,undefined\n",
    "dict_geber-2017-ckan": "id,label\n05,Bezirksamt Mitte\n",
    "dict_politikbereich-2017-ckan": "id,label\n21,Sport\n00,'\n",
    "dict_plz-2017-ckan": "id,label\n161,1067\n00,0\n",
    "dict_name-2017-ckan": "id,label\n248,Beispiel e. V.\n249,Muster gGmbH\n",
    "dict_zweck-2017-ckan": "id,label\n30384,Nachtlauf\n01,20803\n",
    "dict_empfaengertyp-2017-ckan": "id,label\n36,vr\n00,'\n",
    "dict_empfaengerid-2017-ckan": "id,label\n16,012345\nundefined,undefined\n",
}


def write(place: Path, text: str) -> Path:
    place.write_text(text, "utf-8")
    return place


def coded(folder: Path, **changed: str) -> Path:
    for name, text in CODED.items():
        write(folder / f"{name}.csv", changed.get(name.partition("-")[0], text))
    return folder


def made(place: Path, *rows: str, header: str = FULL) -> tuple[list[Record], list[RowError]]:
    return records_of(reading_of("grants", write(place / "table.csv", "\n".join((header, *rows)) + "\n")))


def only(records: list[Record], kind: type) -> list[Any]:
    return [record for record in records if type(record) is kind]


def named(records: list[Record]) -> list[Project]:
    return [one for one in only(records, Project) if one.label]


# ---------------------------------------------------------------- which tables


@pytest.mark.parametrize(
    ("header", "importer"),
    [
        ("Zuwendungsempfänger;Zweck;Betrag;Jahr", "grants"),
        ("Recipient,Amount,Year,Funder", "grants"),
        ("Name des Zuwendungsempfängers;Höhe der Zuwendung (in EUR);Haushaltsjahr", "grants"),
        ("Empfänger*in;Fördersumme in €;Bewilligungsbehörde", "grants"),
        ("Verein;Zuschuss;Amt;Jahr", "grants"),
        (FULL, "grants"),
        ("jahr,geber,politikbereich,betrag,plz,name", "grants"),
        ("Zuwendungsempfänger;Zweck;Beginn;Ende;Betrag", "operations"),
        ("name,age,town", ""),
        ("Datum;Artikel;Preis", ""),
    ],
)
def test_who_claims_a_table(tmp_path: Path, header: str, importer: str) -> None:
    separator = ";" if ";" in header else ","
    cells = ["Beispiel e. V." if number == 0 else "2014" for number in range(header.count(separator) + 1)]
    document = open_document(write(tmp_path / "table.csv", f"{header}\n{separator.join(cells)}\n"))
    found = recognise(document)
    assert (found.importer.name if found else "") == importer


@pytest.mark.parametrize(
    "header",
    [
        ["Empfänger", "IBAN", "Betrag", "Verwendungszweck"],
        ["Begünstigter", "Buchungstag", "Betrag", "Jahr"],
        ["Lieferant", "Betrag", "Jahr"],
        ["Zuwendungsempfänger", "Zuwendung in TEUR", "Jahr"],
        ["Recipient", "Amount (£000)", "Year"],
        ["Empfänger", "Betrag"],
        ["Name", "Alter", "Jahr"],
        ["name", "amount", "year"],
    ],
)
def test_headers_of_other_tables(header: list[str]) -> None:
    assert find_header([(1, header)]) is None


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("Name der Zuwendungsempfänger:innen", "Zuwendungsempfänger"),
        ("recipient_name", "Recipient"),
        ("Höhe der Förderung in Euro", "HÖHE FÖRDERUNG"),
        ("Amount (GBP)", "amount"),
        ("GrantAmount", "grant amount"),
    ],
)
def test_headers_that_mean_the_same(header: str, plain: str) -> None:
    assert phrase(header) == phrase(plain)


def test_the_header_below_a_title(tmp_path: Path) -> None:
    records, errors = made(
        tmp_path, "", "Empfänger;Betrag in Euro;Jahr", "Beispiel e. V.;1.000,50;2013/14", "Summe;1.000,50;",
        header="Zuwendungen des Landkreises;;",
    )  # fmt: skip
    (project,) = named(records)
    assert not errors
    assert project.label == {"de": "Zuwendung an Beispiel e. V."}
    (grant,) = project.grants
    assert (grant.amount, grant.currency, grant.date) == ("1000.50", "EUR", "2013")


def test_every_sample_of_another_source_is_left_alone() -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not here")
    (grants,) = (found for found in importers() if found.name == "grants")
    files = [path for path in SAMPLES.rglob("*") if path.suffix in (".csv", ".json", ".tsv") and path.parent != BERLIN]
    assert not [path.name for path in files if path.stat().st_size < 1 << 23 and grants.recognise(open_document(path))]


# ---------------------------------------------------------------- what a row states


def test_a_grant_with_all_around_it(tmp_path: Path) -> None:
    records, errors = made(tmp_path, ROW)
    assert not errors
    (project,) = named(records)
    assert project.label == {"de": "Nachtlauf"}
    assert project.note == {"de": "Art: Projektförderung"}
    (grant,) = project.grants
    assert (grant.amount, grant.currency, grant.date) == ("1000", "EUR", "2014")
    (programme,) = only(records, Programme)
    assert project.programme == [grant.programme] == [programme.iri]
    organisations = {one.iri: one for one in only(records, Organisation)}
    assert organisations[grant.funder].label == {"": "Bezirksamt Mitte"}
    assert organisations[grant.funder].kind[0].endswith("/behoerde")
    (part,) = next(one.participations for one in only(records, Project) if one.participations)
    recipient = organisations[part.organisation]
    assert recipient.iri.endswith("/organisation/zuwendungsdatenbank-berlin-vr-012345")
    assert (recipient.identifier, recipient.postcode, recipient.locality) == (["VR 012345"], "10115", "Berlin")
    assert recipient.kind[0].endswith("/verein")
    assert recipient.region[0].startswith("http://data.europa.eu/nuts/code/DE3")
    assert project.region == recipient.region
    (theme,) = only(records, Theme)
    assert project.theme[0] == theme.iri and theme.broader


def test_an_english_table(tmp_path: Path) -> None:
    header = "Recipient name,Purpose,Amount (GBP),Award date,Funder,Grant number,Favourite colour"
    records, _ = made(tmp_path, 'Example Ltd,Choir,"1,000.50",31/03/2020,Example Council,G-7,blue', header=header)
    (project,) = named(records)
    (grant,) = project.grants
    assert (grant.amount, grant.currency, grant.date) == ("1000.50", "GBP", "2020-03-31")
    assert (project.label, project.identifier) == ({"en": "Choir"}, ["G-7"])
    columns = {column.name: column.field for column in reading_of("grants", tmp_path).columns}
    assert columns["Favourite colour"] == "" and columns["Funder"] == "funder"


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("vr", "014812", ("vr", "014812")),
        ("", "VR_14812", ("vr", "014812")),
        ("vr-009538", "undefined", ("vr", "009538")),
        ("hrb 38393b", "", ("hrb", "038393 b")),
        ("vr 9361 nz", "", ("vr", "009361 nz")),
        ("kör", "100058", ("kör", "100058")),
        ("'", "undefined", ("", "")),
        ("keine registriernummer", "", ("", "")),
        ("xy", "12", ("", "")),
    ],
)
def test_registers(kind: str, number: str, expected: tuple[str, str]) -> None:
    assert databases()[0].register(kind, number) == expected


def test_one_organisation_has_one_label(tmp_path: Path) -> None:
    other = ROW.replace("Beispiel e. V.", "Beispielverein e.V.")
    records, _ = made(tmp_path, ROW, ROW.replace("2014", "2015"), other)
    found = [one for one in only(records, Organisation) if "vr-012345" in one.iri]
    assert {tuple(one.label.values()) for one in found} == {("Beispiel e. V.",)}
    assert ("Beispielverein e.V.", "") in [name for one in found for name in one.alt]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace(";1000;", ";viel;"), "Betrag"),
        (ROW.replace(";1000;", ";-5;"), "Betrag"),
        (ROW.replace(";2014;", ";gestern;"), "Jahr"),
        (ROW.replace("Beispiel e. V.", "").replace("Nachtlauf", ""), "Name"),
    ],
)
def test_rows_that_are_set_aside(tmp_path: Path, row: str, column: str) -> None:
    _, (error,) = made(tmp_path, row)
    assert error.column == column


# ---------------------------------------------------------------- codes


def test_codes_with_their_side_tables(tmp_path: Path) -> None:
    records, errors = records_of(reading_of("grants", coded(tmp_path)))
    assert not errors
    projects = named(records)
    assert projects[0].label == {"de": "Nachtlauf"}
    assert projects[2].label == {"de": "Zuwendung an Muster gGmbH: 20803"}
    organisations = {next(iter(one.label.values())): one for one in only(records, Organisation)}
    assert organisations["Beispiel e. V."].postcode == "01067"
    assert organisations["Muster gGmbH"].postcode == ""
    assert projects[2].evidence["region", projects[2].region[0]].certainty == "implied"


def test_the_folder_and_the_table_alone_are_the_same(tmp_path: Path) -> None:
    coded(tmp_path)
    alone = reading_of("grants", tmp_path / "min-2017-ckan.csv")
    assert lines_of(records_of(alone)[0]) == lines_of(records_of(reading_of("grants", tmp_path))[0])
    found = [item for path in sorted(tmp_path.glob("*.csv")) if (item := recognise(open_document(path)))]
    (delivery,) = deliveries(found, Options())
    assert (delivery.source_id, len(delivery.documents)) == ("grants-berlin-2017-ckan", 8)


def test_a_missing_side_table_is_named(tmp_path: Path) -> None:
    (coded(tmp_path) / "dict_geber-2017-ckan.csv").unlink()
    with pytest.raises(InputError, match=r"column geber; put dict_geber-2017-ckan\.csv"):
        reading_of("grants", tmp_path)


def test_a_code_that_no_side_table_has(tmp_path: Path) -> None:
    _, errors = records_of(reading_of("grants", coded(tmp_path, dict_geber="id,label\n06,Bezirksamt Pankow\n")))
    assert [(error.column, error.value) for error in errors] == [("geber", "05")] * 3


def test_loading_equal_rows_and_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    reading = reading_of("grants", coded(tmp_path / "in"))
    done = load(tmp_path / "store", reading)
    assert (done.read, done.merged, done.rejected) == (3, 0, 0)
    amounts = [line for line in statements(tmp_path / "store") if "ns#amount" in line]
    assert len(amounts) == 3
    again = load(tmp_path / "store", reading_of("grants", tmp_path / "in"))
    assert again.is_unchanged


# ---------------------------------------------------------------- persons


def test_persons_have_no_name(tmp_path: Path) -> None:
    header = f"{FULL};Empfaengertyp"
    person = "Mustermann, Erika;Bezirksamt Mitte;;2014;Weg 1, 10115 Berlin;Kultur;Lesung Erika Mustermann;90;;"
    records, _ = made(tmp_path, f"{person}natürliche person", person, header=header)
    assert not [line for line in lines_of(records) if "Mustermann" in line]
    parts = [part for one in only(records, Project) for part in one.participations]
    assert [part.unnamed for part in parts] == ["person", "person"]


def test_whom_to_write_to_is_no_part_of_the_name(tmp_path: Path) -> None:
    records, _ = made(tmp_path, ROW.replace("Beispiel e. V.", "Beispiel e. V. c/o Erika Mustermann"))
    assert not [line for line in lines_of(records) if "Mustermann" in line]


def test_overrules(tmp_path: Path) -> None:
    write(tmp_path / "table.csv", f"{FULL}\n{ROW}\n")
    options = Options(overrules=Overrules.of({"persons": ["Beispiel e. V."]}))
    records, _ = records_of(reading_of("grants", tmp_path, options))
    assert not [line for line in lines_of(records) if "Beispiel" in line]


# ---------------------------------------------------------------- laws


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text(max_size=30), min_size=9, max_size=9), st.integers(1, 3))
def test_no_cell_breaks_a_row(tmp_path_factory: pytest.TempPathFactory, cells: list[str], occurrence: int) -> None:
    place = tmp_path_factory.getbasetemp() / "grants-law.csv"
    if not place.exists():
        write(place, f"{FULL}\n{ROW}\n")
    reading = reading_of("grants", place)
    try:
        records = list(reading.records(Row(2, tuple(cells), occurrence=occurrence)))
    except RowError:
        return
    for record in records:
        list(record_lines(record))


def test_the_published_total() -> None:
    if not BERLIN.is_dir():
        pytest.skip("the samples are not here")
    published = json.loads((BERLIN / "art-2017-ckan.json").read_text("utf-8"))
    reading = reading_of("grants", BERLIN)
    seen: dict[Any, int] = {}
    total, projects = Decimal(0), set()
    for row in reading.rows():
        row.occurrence = seen[row.cells] = seen.get(row.cells, 0) + 1
        for record in reading.records(row):
            if isinstance(record, Project) and record.label:
                projects.add(record.iri)
                total += Decimal(record.grants[0].amount)
    assert total == sum(kind["money"] for kind in published) == 14_145_702_625
    with (BERLIN / "min-2017-ckan.csv").open(encoding="utf-8", newline="") as file:
        assert len(projects) == sum(1 for _ in csv.DictReader(file)) == sum(kind["count"] for kind in published)
