"""The Förderkatalog: the raw export, tables made from it, joint projects, the systematics, places and persons."""

from __future__ import annotations

import csv
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.files.document import documents
from data.foerderkatalog.columns import fields
from data.foerderkatalog.joint_projects import joint_project
from data.foerderkatalog.ministries import ministry
from data.foerderkatalog.municipalities import Municipalities, official_key
from data.importing.discovery import importers
from data.importing.keys import project_iri
from data.importing.reading import Options, RowError
from data.importing.recognition import recognise
from graph.model import Organisation, Participation, Project, Record, Theme
from tests.data.importing.readings import claims, lines_of, load, reading_of, records_of, statements

SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "foerderkatalog"
PLACE = ["Gemeindekennziffer", "Stadt/Gemeinde", "Ort", "Bundesland", "Staat"]
OLD = [
    "FKZ", "Ressort", "Referat", "PT", "Arb.-Einh.", "Zuwendungsempfänger", *PLACE, "Ausführende Stelle", *PLACE,
    "Thema", "Leistungsplansystematik", "Klartext Leistungsplansystematik", "Laufzeit von", "Laufzeit bis",
    "Fördersumme in EUR", "Förderprofil", "Verbundprojekt", "Förderart",
]  # fmt: skip
RENAMED = {
    "PT": "Administrierende Stelle", "Zuwendungsempfänger": "Förderempfänger /Auftragnehmer",
    "Verbundprojekt": "Projekt",
    "Thema": "Thema des geförderten Vorhabens",
    "Fördersumme in EUR": "Förder- / Auftragssumme (Anteil des Bundes) in EUR",
}  # fmt: skip
NEW = [RENAMED.get(name, name) for name in OLD]
DARMSTADT = ["06411000", "Darmstadt, Wissenschaftsstadt", "Darmstadt", "Hessen", "Deutschland"]
MUNICH = ["09162000", "München, Landeshauptstadt", "München", "Bayern", "Deutschland"]
TITLE = "Verbundprojekt: Sprache und Arbeit für Geflüchtete (SPRACHARBEIT) - Teilvorhaben: "
FIRST = [
    "01XY0001A", "BMBF", "321", "PT-DLR", "S5", "Hochschule Beispielstadt", *DARMSTADT,
    "Hochschule Beispielstadt - Fachbereich Sprachen", *DARMSTADT, f"{TITLE}Konzept; Erprobung", "S25100",
    "Bildungsforschung", "01.05.2021", "30.04.2024", "277.076,50", "Bildung", "SPRACHARBEIT", "Projektförderung",
]  # fmt: skip
SECOND = [
    "01XY0001B", "BMBF", "321", "PT-DLR", "S5", "Beispielgesellschaft zur Förderung e.V.", *MUNICH,
    "Institut für angewandte Beispiele", *DARMSTADT, f"{TITLE}Praxis", "S25100",
    "Bildungsforschung", "01.05.2021", "30.04.2024", "1.000,00", "Bildung", "SPRACHARBEIT", "Projektförderung",
]  # fmt: skip


def changed(row: list[str], **cells: str) -> list[str]:
    """A row with other cells in columns of the old header; of repeated ones in the first."""
    found = list(row)
    for name, cell in cells.items():
        found[OLD.index(name.replace("_", " "))] = cell
    return found


def export(place: Path, header: list[str], *rows: list[str]) -> Path:
    """A file as the catalogue gives it: ISO-8859-15, semicolons also at the end, cells as formulas."""
    lines = [";".join(f'="{cell}"' for cell in row) + ";" for row in (header, *rows)]
    place.write_bytes("\r\n".join([*lines, ""]).encode("iso-8859-15"))
    return place


def table(place: Path, *rows: list[str], header: list[str] = OLD) -> Path:
    with place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return place


def only(records: list[Record], kind: type) -> list[Any]:
    return [record for record in records if type(record) is kind]


def named(records: list[Record]) -> dict[str, Project]:
    """The projects' own blocks by IRI."""
    return {project.iri: project for project in only(records, Project) if project.label}


def parts(records: list[Record], project: str) -> list[Participation]:
    return [part for one in only(records, Project) if one.iri == project for part in one.participations]


@pytest.fixture
def loaded(tmp_path: Path) -> list[Record]:
    records, errors = records_of(reading_of("foerderkatalog", export(tmp_path / "export.csv", OLD, FIRST, SECOND)))
    assert not errors
    return records


@pytest.mark.parametrize("header", [OLD, NEW])
def test_both_headers_of_the_export_are_read_alike(tmp_path: Path, header: list[str]) -> None:
    reading = reading_of("foerderkatalog", export(tmp_path / "export.csv", header, FIRST, SECOND))
    assert [column.name for column in reading.columns] == header
    assert all(column.field for column in reading.columns)
    old = reading_of("foerderkatalog", export(tmp_path / "old.csv", OLD, FIRST, SECOND))
    assert lines_of(records_of(reading)[0]) == lines_of(records_of(old)[0])


def test_the_places_of_the_recipient_stand_before_those_of_the_executing_body() -> None:
    found = fields(OLD)
    assert found[6:11] == ["ags", "municipality", "town", "state", "country"]
    assert found[12:17] == [f"executing.{name}" for name in found[6:11]]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Ort", "Ort.1"], ["town", "executing.town"]),
        (["Ort...9", "Ort...15"], ["town", "executing.town"]),
        (["Ort_Empfänger", "Ort_Ausführend"], ["town", "executing.town"]),
        (["Stadt/Gemeinde", "Stadt/Gemeinde (ausführende Stelle)"], ["municipality", "executing.municipality"]),
        (["FKZ", "FKZ", "Bemerkung"], ["fkz", "", ""]),
    ],
)
def test_programs_tell_equal_headers_apart_in_their_own_ways(header: list[str], expected: list[str]) -> None:
    assert fields(header) == expected


def test_a_project_with_its_period_money_funder_theme_and_notes(loaded: list[Record]) -> None:
    project = named(loaded)[project_iri("fkz", "01XY0001A")]
    assert project.label == {"de": f"{TITLE}Konzept; Erprobung"}
    assert project.identifier == ["01XY0001A"]
    assert (project.start, project.end, project.acronym) == ("2021-05-01", "2024-04-30", "SPRACHARBEIT")
    grant = project.grants[0]
    assert (grant.amount, grant.currency, grant.date) == ("277076.50", "EUR", "2021-05-01")
    assert grant.funder == "https://w3id.org/verbund/id/organisation/bmbf"
    assert project.theme[0].endswith("/leistungsplansystematik-s25100")
    assert project.region == ["http://data.europa.eu/nuts/code/DE711"]
    assert project.note["de"].splitlines() == [
        "Referat: 321", "Projektträger: PT-DLR", "Arbeitseinheit: S5", "Förderprofil: Bildung",
        "Förderart: Projektförderung", "Ausführende Stelle: Hochschule Beispielstadt - Fachbereich Sprachen",
    ]  # fmt: skip
    assert project.url[0].endswith("fkz=01XY0001A")


def test_what_only_the_title_names_is_stated_as_implied(loaded: list[Record]) -> None:
    project = named(loaded)[project_iri("fkz", "01XY0001A")]
    group = next(group for group in project.target_group if group.endswith("/gefluechtete"))
    assert project.evidence["target_group", group].certainty == "implied"


def test_sub_projects_are_part_of_one_joint_project_with_all_who_take_part(loaded: list[Record]) -> None:
    projects = named(loaded)
    joint = next(iri for iri in projects if "/verbund-" in iri)
    assert projects[joint].label == {"de": "Sprache und Arbeit für Geflüchtete (SPRACHARBEIT)"}
    subs = [project_iri("fkz", number) for number in ("01XY0001A", "01XY0001B")]
    assert [projects[sub].part_of for sub in subs] == [[joint], [joint]]
    taking_part = {part.organisation for part in parts(loaded, joint)}
    assert taking_part == {part.organisation for sub in subs for part in parts(loaded, sub)}
    assert len(taking_part) == 3
    assert not projects[joint].grants


def test_a_theme_that_the_joint_title_names_is_implied_there_too(loaded: list[Record]) -> None:
    blocks = [one for one in only(loaded, Project) if "/verbund-" in one.iri]
    named = {theme: block.evidence.get(("theme", theme)) for block in blocks for theme in block.theme}
    stated = {theme for theme, evidence in named.items() if evidence is None}
    assert {theme.rpartition("/")[2] for theme in stated} == {"leistungsplansystematik-s25100"}
    assert {evidence.certainty for evidence in named.values() if evidence} == {"implied"}


def test_an_executing_body_is_a_partner_unless_it_is_a_unit_of_the_recipient(loaded: list[Record]) -> None:
    labels = {one.iri: one.label.get("") for one in only(loaded, Organisation)}
    found = {
        number: [(labels[part.organisation], part.role) for part in parts(loaded, project_iri("fkz", number))]
        for number in ("01XY0001A", "01XY0001B")
    }
    assert found["01XY0001A"] == [("Hochschule Beispielstadt", "beneficiary")]
    assert found["01XY0001B"] == [
        ("Beispielgesellschaft zur Förderung e.V.", "beneficiary"),
        ("Institut für angewandte Beispiele", "partner"),
    ]


@pytest.mark.parametrize(
    ("title", "joint"),
    [
        ("Verbundprojekt: Lernen im Verein (LIV) - Teilvorhaben: Sport", "Lernen im Verein (LIV)"),
        ("Verbundvorhaben: Lernen im Verein, Teilvorhaben: Sport", "Lernen im Verein"),
        ("VERBUNDPROJEKT: Lernen im Verein (LIV); Teilprojekt 3", "Lernen im Verein (LIV)"),
        ("Verbundvorhaben: Lernen im Verein (LIV) Teilvorhaben: Sport", "Lernen im Verein (LIV)"),
        ("Verbundprojekt: Lernen im Verein – TP 2: Sport", "Lernen im Verein"),
        ("Verbundprojekt: Lernen im Verein, TP A", "Lernen im Verein"),
        ("WIR! - Verbundprojekt: Lernen im Verein - TV1", "Lernen im Verein"),
        ("Verbundprojekt 05P2018 - Lernen im Verein. Teilprojekt 1", "05P2018 Lernen im Verein"),
        ("Verbund: Lernen im Verein", "Lernen im Verein"),
        ("Verbundprojekt: Koordination aller Teilprojekte im Verein", "Koordination aller Teilprojekte im Verein"),
        ("Verbundprojekt: Neue TV Geräte - Energie sparen", "Neue TV Geräte - Energie sparen"),
    ],
)
def test_the_joint_title(title: str, joint: str) -> None:
    found = joint_project(title)
    assert found
    assert found.title == joint


@pytest.mark.parametrize("title", ["Verbundwerkstoffe - Teilvorhaben: Holz", "Verbundprojekt: TP 1", "Sport", ""])
def test_titles_that_name_no_joint_project(title: str) -> None:
    assert joint_project(title) is None


def test_spellings_of_one_joint_project_meet_under_the_most_frequent_one(tmp_path: Path) -> None:
    rows = [
        changed(FIRST, FKZ=str(number), Thema=f"Verbundprojekt: {title} - TP {number}")
        for number, title in enumerate(("Lernen im Verein", "Lernen im Verein", "Lernen im »Verein«"), 1)
    ]
    records, _ = records_of(reading_of("foerderkatalog", table(tmp_path / "a.csv", *rows)))
    labels = {tuple(one.label.values()) for one in only(records, Project) if "/verbund-" in one.iri and one.label}
    assert labels == {("Lernen im Verein",)}


def test_the_systematics_beside_the_catalogue_name_the_levels(tmp_path: Path) -> None:
    export(tmp_path / "export.csv", OLD, FIRST)
    (tmp_path / "lp.csv").write_text(
        "LP,Ebene3_ID,Ebene2_ID,Ebene1_ID,Bezeichnung,Ebene3_Name,Ebene2_Name,Ebene1_Name,Kapitel/Titel\n"
        "S25100,S251,S2,S,Forschung zur Bildung,Gruppe,Bereich,Feld,300268541\n"
        "S26000,S251,S2,S,Anderes,Anderes,Bereich,Feld,300268541\n",
        encoding="utf-8",
    )
    reading = reading_of("foerderkatalog", tmp_path)
    themes = {theme.code: theme for theme in only(records_of(reading)[0], Theme)}
    assert {code: theme.label["de"] for code, theme in themes.items()} == {
        "S": "Feld", "S2": "Bereich", "S251": "Gruppe", "S25100": "Forschung zur Bildung",
    }  # fmt: skip
    assert [themes[code].broader[0] for code in ("S2", "S251", "S25100")] == [
        themes[code].iri for code in ("S", "S2", "S251")
    ]
    assert [column.name for column in reading.columns if not column.field] == ["Kapitel/Titel"]


def test_without_the_systematics_a_row_names_its_own_code(loaded: list[Record]) -> None:
    labels = {theme.code: theme.label for theme in only(loaded, Theme)}
    assert labels == {"S": {"": "S"}, "S2": {"": "S2"}, "S251": {"": "S251"}, "S25100": {"de": "Bildungsforschung"}}


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (("06411000", "Darmstadt, Wissenschaftsstadt", "Darmstadt", "Hessen", "Deutschland"), "DE711"),
        (("9162000", "München, Landeshauptstadt", "München", "Bayern", ""), "DE212"),
        (("06532006", "", "Gießen", "Hessen", "Deutschland"), "DE721"),
        (("", "", "Berlin", "", ""), "DE300"),
        (("", "", "", "Bayern", "Deutschland"), "DE2"),
        (("09999999", "Nirgendwo", "Nirgendwo", "Bayern", "Deutschland"), "DE2"),
        (("", "", "Wien", "", "Österreich"), "AT130"),
        (("", "", "", "", ""), ""),
    ],
)
def test_places(place: tuple[str, ...], code: str) -> None:
    assert Municipalities().region(*place).rpartition("/")[2] == code


@pytest.mark.parametrize(
    ("text", "key"), [("6411000", "06411000"), ("6411000.0", "06411000"), ("-", ""), ("123456789", ""), ("", "")]
)
def test_official_keys(text: str, key: str) -> None:
    assert official_key(text) == key


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BMAS", "Bundesministerium für Arbeit und Soziales"),
        ("BMWi", "Bundesministerium für Wirtschaft und Energie"),
        ("BMLEH", "Bundesministerium für Landwirtschaft, Ernährung und Heimat"),
    ],
)
def test_ministries(code: str, name: str) -> None:
    found = ministry(code)
    assert found.iri == f"https://w3id.org/verbund/id/organisation/{code.lower()}"
    assert found.label["de"] == name
    assert found.alt == [(code, "")]


def test_an_unknown_ministry_is_called_what_the_row_calls_it() -> None:
    assert ministry("BMXY").label == {"": "BMXY"}


def test_a_natural_person_is_not_stored(tmp_path: Path) -> None:
    row = changed(FIRST, Zuwendungsempfänger="Herr Erwin Mustermann", Ausführende_Stelle="Herr Erwin Mustermann")
    row = changed(row, Thema="Verbundprojekt: Lernen im Verein - Teilvorhaben: Erwin Mustermann")
    reading = reading_of("foerderkatalog", export(tmp_path / "export.csv", OLD, row))
    load(tmp_path / "store", reading)
    found = statements(tmp_path / "store")
    assert any("unnamed" in line and "person" in line for line in found)
    assert not any("mustermann" in line.casefold() for line in found)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"FKZ": ""}, "FKZ"),
        ({"Thema": ""}, "Thema"),
        ({"Laufzeit_von": "31.02.2021"}, "Laufzeit von"),
        ({"Fördersumme_in_EUR": "viel"}, "Fördersumme in EUR"),
    ],
)
def test_rows_that_cannot_be_read(tmp_path: Path, cells: dict[str, str], column: str) -> None:
    records, errors = records_of(
        reading_of("foerderkatalog", table(tmp_path / "a.csv", FIRST, changed(SECOND, **cells)))
    )
    assert [error.column for error in errors] == [column]
    assert project_iri("fkz", "01XY0001A") in named(records)


def test_what_is_read_is_loaded_merged_or_rejected_and_a_second_time_nothing_changes(tmp_path: Path) -> None:
    place = table(tmp_path / "a.csv", FIRST, SECOND, changed(FIRST, FKZ=""), FIRST)
    done = load(tmp_path / "store", reading_of("foerderkatalog", place))
    assert (done.read, done.rejected) == (4, 1)
    assert done.read == done.loaded + done.merged + done.rejected
    before = statements(tmp_path / "store")
    load(tmp_path / "store", reading_of("foerderkatalog", place))
    assert statements(tmp_path / "store") == before
    load(tmp_path / "store", reading_of("foerderkatalog", table(tmp_path / "a.csv", SECOND)))
    load(tmp_path / "fresh", reading_of("foerderkatalog", table(tmp_path / "a.csv", SECOND)))
    new, fresh = (
        {line for line in statements(tmp_path / name) if "fkz-" in line and "row=" not in line}
        for name in ("store", "fresh")
    )
    assert new == fresh


def test_an_unknown_column_is_left_over(tmp_path: Path) -> None:
    reading = reading_of("foerderkatalog", table(tmp_path / "a.csv", [*FIRST, "42"], header=[*OLD, "Schuhgröße"]))
    assert [column.name for column in reading.columns if not column.field] == ["Schuhgröße"]


def test_only_the_catalogue_claims_its_files(tmp_path: Path) -> None:
    for name, header in (("old", OLD), ("new", NEW)):
        document = next(documents(export(tmp_path / f"{name}.csv", header, FIRST, SECOND)))
        found = recognise(document)
        assert found
        assert found.importer.name == "foerderkatalog"
        sure = [one.name for one in importers() if (claim := one.recognise(document)) and claim.confidence > 0.9]
        assert sure == ["foerderkatalog"]


@pytest.mark.parametrize(
    "text",
    ["name,thema\na,b\n", "FKZ;Thema\n1;2\n", "Projekt;Ort;Thema;Laufzeit von\na;b;c;d\n", "LP,Titel\n1,2\n", ""],
)
def test_other_tables_are_not_claimed(tmp_path: Path, text: str) -> None:
    place = tmp_path / "a.csv"
    place.write_text(text, encoding="utf-8")
    assert not claims("foerderkatalog", place) if text else True


CELLS = st.text(alphabet=st.characters(exclude_characters='\r\n";=', exclude_categories=("Cs", "Cc")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=len(OLD), max_size=len(OLD)), max_size=4))
def test_any_cells_give_records_that_can_be_written_or_a_row_error(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reading = reading_of("foerderkatalog", table(Path(folder) / "a.csv", FIRST, *rows))
        for row in reading.rows():
            try:
                assert lines_of(reading.records(row))
            except RowError as error:
                assert error.reason


@pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not here")
def test_the_sample_is_read_whole() -> None:
    with (SAMPLE / "foekat_berlin_foerderungen_SAMPLE.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    reading = reading_of("foerderkatalog", SAMPLE, Options())
    records, errors = records_of(reading)
    assert not errors
    projects = [project for iri, project in named(records).items() if "/fkz-" in iri]
    assert {project.identifier[0] for project in projects} == {row["FKZ"] for row in expected}
    total = sum(Decimal(project.grants[0].amount) for project in projects)
    assert total == sum(Decimal(row["Fördersumme_EUR"]) for row in expected)
    joint = sum(1 for row in expected if "Verbund" in row["Thema des geförderten Vorhabens"])
    assert sum(1 for project in projects if project.part_of) == joint
    assert all(project.region for project in projects)
    assert [column.name for column in reading.columns if not column.field] == ["Kapitel/Titel"]
