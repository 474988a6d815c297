"""CORDIS files of all forms as records: every column, role, sum and oddity."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data.cordis import importer
from data.cordis.cells import position, web
from data.cordis.importer import recognise
from data.cordis.programmes import broader, code_of
from data.files.document import documents, open_document
from data.importing.reading import Claim, Delivery, Reading, Row, RowError
from graph.lines import record_lines
from graph.model import Grant, Organisation, Participation, Programme, Project, Record, Theme
from tests.data.cordis.cordis_files import (
    DASHBOARD,
    ORGANIZATION,
    PLUS,
    PROJECT,
    SIDES,
    delivery,
    outcome,
    statements,
)
from tests.data.importing.readings import load

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here")


def whole(folder: Path) -> Reading:
    return delivery(folder, {"project.csv": PROJECT, "organization.csv": ORGANIZATION, **SIDES})


def parts(records: list[Record]) -> list[Participation]:
    return [part for record in records if isinstance(record, Project) for part in record.participations]


def grants(records: list[Record]) -> list[Grant]:
    return [grant for record in records if isinstance(record, Project) for grant in record.grants]


def test_a_delivery_is_read_as_a_whole(tmp_path: Path) -> None:
    reading = whole(tmp_path)
    rows = list(reading.rows())
    records, rejected = outcome(reading)
    assert len(rows) == 2 + 4 + 1 + 1 + 2 + 1
    assert rejected == ["startDate=soon", "role=emperor"]
    assert {row.document for row in rows} == {"project.csv", "organization.csv", *SIDES}
    projects = [record for record in records if isinstance(record, Project) and record.label]
    assert [project.label for project in projects] == [{"en": "Bridges & roads"}]
    assert projects[0].description == {"en": "First line\nsecond line"}
    assert (projects[0].total_cost, projects[0].currency, projects[0].status) == ("1732084.40", "EUR", "running")
    assert projects[0].identifier == ["101000001", "rcn:230001"]
    assert projects[0].keyword == ["bridges", "roads"]
    assert projects[0].same_as == ["https://doi.org/10.3030/101000001"]
    assert [(grant.amount, grant.date) for grant in grants(records)] == [("1500000", "2020-11-30")]


def test_roles_and_sums_of_participations(tmp_path: Path) -> None:
    records, _ = outcome(whole(tmp_path))
    found = [(part.role, part.amount, part.unnamed) for part in parts(records)]
    assert found == [("coordinator", "500000.5", ""), ("associated", "1000", "person"), ("associated", "0", "")]
    named = [record for record in records if isinstance(record, Organisation) and "pic-" in record.iri]
    assert named[0].region == ["http://data.europa.eu/nuts/code/DE212"]
    assert (named[0].lat, named[0].long, named[0].postcode) == ("48.1371", "11.5754", "80331")
    assert named[0].url == ["http://www.uni-neustadt.example"]
    assert named[1].region
    assert named[1].region[0].startswith("http://data.europa.eu/nuts/code/EL")


def test_programmes_are_a_tree_and_themes_are_linked(tmp_path: Path) -> None:
    records, _ = outcome(whole(tmp_path))
    tree = {record.acronym: record for record in records if isinstance(record, Programme)}
    assert set(tree) == {"HORIZON", "HORIZON.2", "HORIZON.2.5", "HORIZON.2.5.9"}
    assert tree["HORIZON.2.5"].part_of == [tree["HORIZON.2"].iri]
    assert tree["HORIZON.2.5.9"].label == {"en": "HORIZON.2.5.9 – Nine"}
    themes = {record.iri: record for record in records if isinstance(record, Theme)}
    topic = next(theme for theme in themes.values() if theme.code == "HORIZON-CL5-2021-D1-01-01")
    assert topic.label == {"en": "Social integration of migrants"}
    assert any("euroscivoc" in iri for iri in themes)
    linked = [iri for record in records if isinstance(record, Project) for iri in record.theme]
    assert set(linked) <= set(themes)


def test_no_person_is_stored(tmp_path: Path) -> None:
    found = "\n".join(statements(outcome(whole(tmp_path))[0]))
    assert "Mustermann" not in found
    assert "900000002" not in found


def test_every_column_is_mapped_or_left_over(tmp_path: Path) -> None:
    reading = whole(tmp_path)
    columns = {(column.part, column.name): column for column in reading.columns}
    headers = {"project": PROJECT, "organization": ORGANIZATION}
    for part, content in headers.items():
        header = next(csv.reader([content.removeprefix("\ufeff").partition("\n")[0]], delimiter=";"))
        assert {(part, name) for name in header} <= set(columns)
    assert columns["project", "brandNew"].field == ""
    assert columns["project", "brandNew"].why


def test_a_lone_table_of_organisations_names_its_projects(tmp_path: Path) -> None:
    records, _ = outcome(delivery(tmp_path, {"organization.csv": ORGANIZATION}))
    assert {"": "BRIDGE"} in [record.label for record in records if isinstance(record, Project)]


def test_participations_merge_and_names_become_one(tmp_path: Path) -> None:
    reading = delivery(tmp_path, {"cordis-plus-2014.csv": PLUS})
    records, rejected = outcome(reading)
    assert not rejected
    university = [r for r in records if isinstance(r, Organisation) and r.iri.endswith("pic-900000001")]
    assert {tuple(one.label.values()) for one in university if one.label} == {("NEUSTADT UNIVERSITY",)}
    assert [one.alt for one in university if not one.label] == [[("UNI NEUSTADT", "")]]
    assert len({part.iri for part in parts(records)}) == 4
    assert [part.unnamed for part in parts(records)][-1] == "anonymised"
    namibian = next(r for r in records if isinstance(r, Organisation) and r.label.get("") == "WINDHOEK COUNCIL")
    assert namibian.region == ["https://w3id.org/verbund/id/region/country-na"]
    programmes = {r.acronym for r in records if isinstance(r, Programme)}
    assert programmes == {"H2020", "H2020-EU.3"}


def test_a_dashboard_workbook_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Horizon Dashboard"])
        for number, cells in enumerate(DASHBOARD, start=2):
            sheet.write_row(number, 0, cells)
    reading = importer.read(_alone(path))
    records, rejected = outcome(reading)
    assert not rejected
    assert [(part.role, part.amount) for part in parts(records)] == [("coordinator", "1234.567")]
    project = next(record for record in records if isinstance(record, Project) and record.label)
    assert (project.label, project.start) == ({"en": "Towns"}, "2023-02-01")
    assert [column.name for column in reading.columns if not column.field] == ["Seen before"]


def _alone(*paths: Path) -> Delivery:
    return Delivery("cordis", {"main": [open_document(path) for path in paths]}, "cordis", Claim(1.0, ""))


def test_json_is_read_as_its_csv(tmp_path: Path) -> None:
    header, row = list(csv.reader(ORGANIZATION.splitlines(), delimiter=";"))[:2]
    item: dict[str, object] = dict(zip(header, row, strict=True))
    item |= {"ecContribution": 5.000005e5, "organisationID": 900000001, "SME": False, "netEcContribution": ""}
    (tmp_path / "a").mkdir()
    one = delivery(tmp_path / "a", {"organization.json": json.dumps([item])})
    two = delivery(tmp_path, {"organization.csv": "\n".join(ORGANIZATION.splitlines()[:2])})
    assert statements(outcome(one)[0]) == statements(outcome(two)[0])


@pytest.mark.parametrize(
    ("code", "framework", "expected", "above"),
    [
        ("EU.3.", "H2020", "H2020-EU.3", "H2020"),
        ("H2020-EU.3.4.", "", "H2020-EU.3.4", "H2020-EU.3"),
        ("H2020-EU.3.4.8.1.", "", "H2020-EU.3.4.8.1", "H2020-EU.3.4.8"),
        ("Euratom", "H2020", "H2020-EURATOM", "H2020"),
        ("FP7-ICT", "", "FP7-ICT", "FP7-COOPERATION"),
        ("FP7-NEW", "", "FP7-NEW", "FP7"),
        ("HORIZON.2.5", "", "HORIZON.2.5", "HORIZON.2"),
        ("FP7", "", "FP7", ""),
    ],
)
def test_parts_of_programmes(code: str, framework: str, expected: str, above: str) -> None:
    assert code_of(code, framework) == expected
    assert broader(expected) == above


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("44.48,26.12", ("44.48", "26.12")),
        ("(44.48, 26.12)", ("44.48", "26.12")),
        ("0,0", ("", "")),
        ("91,1", ("", "")),
        ("NaN,1", ("", "")),
        ("x", ("", "")),
    ],
)
def test_coordinates(written: str, expected: tuple[str, str]) -> None:
    assert position(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("www.a.example/x", "http://www.a.example/x"), ("https://a.b", "https://a.b"), ("none yet", ""), ("a<b.de", "")],
)
def test_web_addresses(written: str, expected: str) -> None:
    assert web(written) == expected


@pytest.mark.parametrize("content", ["a;b\n1;2\n", "id;title;start;end\n1;x;2020;2021\n", "projectID;title\n1;x\n"])
def test_other_tables_are_not_claimed(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.csv").write_text(content)
    assert recognise(open_document(tmp_path / "x.csv")) is None


@settings(max_examples=150, deadline=None)
@given(
    part=st.sampled_from(["project", "organization"]),
    changes=st.dictionaries(st.integers(0, 24), st.text(max_size=20) | st.sampled_from(["NA", "1e5", "1,5", "-"])),
)
def test_any_cell_is_read_or_rejected(part: str, changes: dict[int, str], any_delivery: Reading) -> None:
    lines = PROJECT if part == "project" else ORGANIZATION
    cells = list(csv.reader(lines.splitlines(keepends=True), delimiter=";"))[1]
    for place, text in changes.items():
        if place < len(cells):
            cells[place] = text
    try:
        for record in any_delivery.records(Row(2, cells, part=part)):
            assert list(record_lines(record))
    except RowError as error:
        assert error.reason


@pytest.fixture(scope="module")
def any_delivery(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return whole(tmp_path_factory.mktemp("cordis"))


@needs_samples
@pytest.mark.parametrize("name", ["cordis-plus-2007.csv", "cordis-plus-2014.csv"])
def test_samples_of_participations(name: str) -> None:
    path = SAMPLES / "cordis" / name
    records, rejected = outcome(importer.read(_alone(path)))
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines(keepends=True)))
    assert not rejected
    projects = {record.iri for record in records if isinstance(record, Project)}
    assert len(projects) == len({row["project_id"] for row in rows})
    paid = {}
    for row in rows:
        money = next(
            (row[x] for x in ("ec_contribution", "eu_contribution", "net_ec_contribution") if row[x] != "NA"), "0"
        )
        who = row["pic"] if row["pic"] != "NA" else row["legal_name"]
        paid[row["project_id"], who, row["partner_role"]] = Decimal(money)
    found = {part.iri: Decimal(part.amount or 0) for part in parts(records)}
    assert sum(found.values()) == sum(paid.values())


@needs_samples
def test_sample_of_json() -> None:
    folder = SAMPLES / "cordis"
    records, rejected = outcome(importer.read(_alone(folder / "project.json", folder / "organization.json")))
    assert not rejected
    rows = json.loads((folder / "organization.json").read_text("utf-8"), parse_float=Decimal)
    total = sum(Decimal(row["ecContribution"] or 0) for row in rows)
    assert sum(Decimal(part.amount or 0) for part in parts(records)) == total
    projects = json.loads((folder / "project.json").read_text("utf-8"), parse_float=Decimal)
    granted = sum(Decimal(row["ecMaxContribution"] or 0) for row in projects)
    assert sum(Decimal(grant.amount or 0) for grant in grants(records)) == granted


@needs_samples
def test_other_samples_are_not_claimed() -> None:
    claimed = {document.path.parent.name for document in documents(SAMPLES) if recognise(document)}
    assert claimed == {"cordis"}


def test_read_is_loaded_merged_and_rejected(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    done = load(
        tmp_path / "store", delivery(files, {"project.csv": PROJECT, "organization.csv": ORGANIZATION, **SIDES})
    )
    assert (done.read, done.rejected) == (11, 2)
    assert done.read == done.loaded + done.merged + done.rejected


def test_a_later_edition_replaces_the_one_before(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    load(tmp_path / "store", delivery(files, {"plus.csv": PLUS}))
    later = PLUS.replace("NEUSTADT UNIVERSITY", "UNIVERSITY OF NEUSTADT")
    done = load(tmp_path / "store", delivery(files, {"plus.csv": later}))
    assert not done.is_first
    assert done.read == done.loaded + done.merged + done.rejected
    fresh = load(tmp_path / "fresh", delivery(files, {"plus.csv": later}))
    assert fresh.statements == done.statements
