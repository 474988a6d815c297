"""Kohesio: its columns, cells with several values, identifiers of the knowledge graph, and persons without a name."""

from __future__ import annotations

import csv
import gzip
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing.reading import Row, RowError
from data.kohesio.columns import columns, part_of
from data.kohesio.identifiers import number
from graph.model import Organisation, Programme, Project, Record, Theme
from tests.data.importing.readings import claims, lines_of, load, reading_of, records_of, statements

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
HEADER = [
    "Operation_Unique_Identifier",
    "Operation_Local_Identifier",
    "Operation_Name_English",
    "Operation_Name_Programme_Language",
    "Country",
    "CountryCode",
    "Postal_Code",
    "Operation_Start_Date",
    "Operation_End_Date",
    "Operation_Expected_End_Date",
    "Cofinancing_Rate",
    "Total_Eligible_Expenditure_amount",
    "Total_Eligible_Expenditure_Currency",
    "Project_EU_Budget",
    "Beneficiary_Unique_Identifier",
    "Beneficiary_Name",
    "Beneficiary_Local_Identifier",
    "Location_Indicator_latitude_longitude",
    "Category_Of_Intervention",
    "Category_Label",
    "Policy_Objective_ID",
    "Policy_Objective_Label",
    "Fund_Code",
    "Fund_Name",
    "Programme_Code",
    "Programme_Name",
    "NUTS1_Code",
    "NUTS2_Code",
    "NUTS3_Code",
    "LAU_Labels",
    "Programming_Period",
    "Operation_Summary_English",
    "Operation_Summary_Programme_Language",
    "ManagingAuthority",
    "Image_URL",
    "Favourite_Colour",
]
ENTITY = "https://linkedopendata.eu/entity/"
Cells = dict[str, str]
ROW: Cells = {
    "Operation_Unique_Identifier": f"{ENTITY}Q3000001", "Operation_Local_Identifier": "BY-17",
    "Operation_Name_English": "Work for refugees", "Operation_Name_Programme_Language": "Arbeit für Geflüchtete",
    "Country": "Germany", "CountryCode": "DE", "Postal_Code": "1067", "Operation_Start_Date": "04/09/2019",
    "Operation_Expected_End_Date": "31/12/2021", "Cofinancing_Rate": "50.0",
    "Total_Eligible_Expenditure_amount": "337478.4", "Total_Eligible_Expenditure_Currency": "EUR",
    "Project_EU_Budget": "168739.2", "Beneficiary_Unique_Identifier": f"{ENTITY}Q2500001",
    "Beneficiary_Name": "Beispiel gGmbH", "Category_Of_Intervention": "109.0|117.0",
    "Category_Label": "Active inclusion, including with a view to promoting equal opportunities and active "
    "participation, and improving employability|Enhancing equal access to lifelong learning",
    "Policy_Objective_ID": "PO4", "Policy_Objective_Label": "Social Europe", "Fund_Code": "ESF",
    "Programme_Code": "2014DE05SFOP000", "Programme_Name": "Beispielprogramm", "NUTS3_Code": "DE212|DE300",
    "Programming_Period": "2014-2020", "Operation_Summary_Programme_Language": "<p>Text &amp; mehr</p>",
    "ManagingAuthority": "Ministerium für Beispiele", "LAU_Labels": "München|Berlin", "Favourite_Colour": "blue",
}  # fmt: skip


def write(place: Path, *rows: Cells, header: list[str] = HEADER) -> Path:
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([row.get(name, "") for name in header] for row in rows)
    return place


def only(records: list[Record], kind: type) -> list[Any]:
    return [record for record in records if type(record) is kind]


def made(place: Path, *rows: Cells) -> tuple[list[Record], list[RowError]]:
    return records_of(reading_of("kohesio", write(place / "DE-pp14-20.csv", *rows)))


def main_of(records: list[Record]) -> Any:
    return next(project for project in only(records, Project) if project.label)


def test_a_project_in_two_languages(tmp_path: Path) -> None:
    records, errors = made(tmp_path, ROW)
    assert not errors
    project = main_of(records)
    assert project.iri.endswith("/project/kohesio-q3000001")
    assert project.same_as == [f"{ENTITY}Q3000001"]
    assert project.url == ["https://kohesio.ec.europa.eu/en/projects/Q3000001"]
    assert project.label == {"en": "Work for refugees", "de": "Arbeit für Geflüchtete"}
    assert project.description == {"de": "Text & mehr"}
    assert (project.start, project.end, project.identifier) == ("2019-09-04", "2021-12-31", ["BY-17"])
    assert (project.postcode, project.locality) == ("01067", "München, Berlin")
    assert [region[-5:] for region in project.region] == ["DE212", "DE300"]
    assert any("gefluechtete" in group for group in project.target_group)


def test_money(tmp_path: Path) -> None:
    project = main_of(made(tmp_path, ROW)[0])
    assert (project.eligible_cost, project.currency) == ("337478.4", "EUR")
    (grant,) = project.grants
    assert (grant.amount, grant.currency, grant.cofinancing_rate) == ("168739.2", "EUR", "50.0")
    assert grant.funder.endswith("/organisation/eu-european-commission")


@pytest.mark.parametrize(("rates", "expected"), [(["0.5", "0.85"], "50"), (["0.5", "85"], "0.5"), (["50.0"], "50.0")])
def test_rates_as_shares_of_one(tmp_path: Path, rates: list[str], expected: str) -> None:
    rows = [
        ROW | {"Cofinancing_Rate": rate, "Operation_Unique_Identifier": f"{ENTITY}Q{place}"}
        for place, rate in enumerate(rates, 1)
    ]
    assert float(main_of(made(tmp_path, *rows)[0]).grants[0].cofinancing_rate) == float(expected)


def test_programme_fund_and_authority(tmp_path: Path) -> None:
    records, _ = made(tmp_path, ROW)
    project = main_of(records)
    programmes = only(records, Programme)
    labels = {one.iri: one.label for one in programmes if one.label}
    assert [next(iter(labels[iri].values())) for iri in project.programme] == [
        "Beispielprogramm",
        "Europäischer Sozialfonds",
    ]
    assert project.grants[0].programme == project.programme[0]
    above = {(one.iri, target) for one in programmes for target in one.part_of}
    assert (project.programme[0], project.programme[1]) in above
    (authority,) = {target for one in programmes for target in one.operator}
    assert next(one for one in only(records, Organisation) if one.iri == authority).label == {
        "": "Ministerium für Beispiele"
    }


def test_programmes_without_a_code_are_told_apart_by_country_and_period(tmp_path: Path) -> None:
    other = ROW | {"Country": "Sweden", "CountryCode": "SE", "Operation_Unique_Identifier": f"{ENTITY}Q5"}
    rows = [row | {"Programme_Code": "", "Programme_Name": "ESF+"} for row in (ROW, other)]
    projects = [one for one in only(made(tmp_path, *rows)[0], Project) if one.label]
    assert projects[0].programme[0] != projects[1].programme[0]


def test_categories_are_intervention_fields_of_the_period(tmp_path: Path) -> None:
    records, _ = made(tmp_path, ROW)
    project = main_of(records)
    assert [iri.rpartition("/")[2] for iri in project.theme[:2]] == ["109", "117"]
    (topic,) = only(records, Theme)
    assert (topic.label, topic.code) == ({"en": "Social Europe"}, "PO4")
    assert project.theme[2:] == [topic.iri]


def test_a_category_that_is_no_field_becomes_a_topic(tmp_path: Path) -> None:
    row = ROW | {"Category_Of_Intervention": "", "Category_Label": "Something of one's own"}
    records, _ = made(tmp_path, row)
    labels = {one.iri: one.label["en"] for one in only(records, Theme)}
    assert "Something of one's own" in [labels.get(iri) for iri in main_of(records).theme]


def test_several_beneficiaries(tmp_path: Path) -> None:
    row = ROW | {
        "Beneficiary_Unique_Identifier": f"{ENTITY}Q1|{ENTITY}Q2",
        "Beneficiary_Name": "Beispiel gGmbH|Stadt Muster",
    }
    records, _ = made(tmp_path, row)
    parts = [part.organisation.rpartition("/")[2] for one in only(records, Project) for part in one.participations]
    assert parts == ["kohesio-q1", "kohesio-q2"]
    same = {one.iri.rpartition("/")[2]: one.same_as for one in only(records, Organisation) if one.same_as}
    assert same == {"kohesio-q1": [f"{ENTITY}Q1"], "kohesio-q2": [f"{ENTITY}Q2"]}


def test_beneficiaries_that_cannot_be_paired_are_not_guessed(tmp_path: Path) -> None:
    row = ROW | {"Beneficiary_Unique_Identifier": "Q1|Q2", "Beneficiary_Name": "A e.V.|B e.V.|C e.V."}
    _, errors = made(tmp_path, row)
    assert [error.reason for error in errors] == ["has 3 names for 2 identifiers"]


def test_the_most_frequent_name_is_the_label(tmp_path: Path) -> None:
    rows = [
        ROW | {"Operation_Unique_Identifier": f"{ENTITY}Q{place}", "Beneficiary_Name": name}
        for place, name in enumerate(["BEISPIEL GGMBH", "Beispiel gGmbH", "Beispiel gGmbH"], 1)
    ]
    records, _ = made(tmp_path, *rows)
    found = [one for one in only(records, Organisation) if one.iri.endswith("kohesio-q2500001")]
    assert {next(iter(one.label.values())) for one in found if one.label} == {"Beispiel gGmbH"}
    assert [one.alt for one in found if one.alt] == [[("BEISPIEL GGMBH", "")]]


def test_the_list_of_beneficiaries_gives_names_websites_and_items(tmp_path: Path) -> None:
    header = ["Beneficiary", "BeneficiaryLabel", "Website", "WikidataID"]
    row = dict(zip(header, [f"{ENTITY}Q2500001", "Beispiel gGmbH", "https://example.org", "Q42"], strict=True))
    write(tmp_path / "latest_DE.csv", row, header=header)
    write(tmp_path / "DE-pp14-20.csv", ROW | {"Beneficiary_Name": "nan"})
    records, errors = records_of(reading_of("kohesio", tmp_path))
    assert not errors
    more = next(one for one in only(records, Organisation) if one.url)
    assert more.same_as == ["http://www.wikidata.org/entity/Q42"]
    (part,) = [part for one in only(records, Project) for part in one.participations]
    assert part.organisation == more.iri


@pytest.mark.parametrize("name", ["Max Mustermann", "", "nan"])
def test_persons_are_not_stored(tmp_path: Path, name: str) -> None:
    row = ROW | {"Beneficiary_Name": name, "Operation_Name_English": "Business of Max Mustermann"}
    row |= {"Operation_Name_English": "A business"} if not name.startswith("Max") else {}
    load(tmp_path / "store", reading_of("kohesio", write(tmp_path / "a.csv", row)))
    found = statements(tmp_path / "store")
    assert not [line for line in found if "mustermann" in line.casefold()]
    assert [line for line in found if "unnamed" in line]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Operation_Start_Date", "31/02/2020", "has no day 31"),
        ("Project_EU_Budget", "much", "not an amount"),
        ("Total_Eligible_Expenditure_amount", "-5", "is negative"),
        ("Cofinancing_Rate", "850", "not between 0 and 100"),
    ],
)
def test_what_cannot_be_read_is_set_aside(tmp_path: Path, column: str, value: str, reason: str) -> None:
    records, errors = made(tmp_path, ROW | {column: value})
    assert [(error.column, error.value) for error in errors] == [(column, value)]
    assert reason in errors[0].reason
    assert not [one for one in only(records, Project) if one.label]


def test_a_row_without_identifier_or_name_is_set_aside(tmp_path: Path) -> None:
    no_name = ROW | {"Operation_Name_English": "", "Operation_Name_Programme_Language": "nan"}
    no_id = ROW | {"Operation_Unique_Identifier": "", "Operation_Local_Identifier": ""}
    assert [error.column for error in made(tmp_path, no_name, no_id)[1]] == [
        "Operation_Name_Programme_Language",
        "Operation_Unique_Identifier",
    ]


def test_columns_are_mapped_or_left_over(tmp_path: Path) -> None:
    reading = reading_of("kohesio", write(tmp_path / "a.csv", ROW))
    assert [column.name for column in reading.columns] == HEADER
    left = {column.name: column.why for column in reading.columns if not column.field}
    assert left == {
        "Location_Indicator_latitude_longitude": "a column of Kohesio",
        "Image_URL": "a column of Kohesio",
        "Favourite_Colour": "unknown to the format",
    }


def test_rows_are_loaded_merged_or_rejected_and_editions_compared(tmp_path: Path) -> None:
    more = [ROW | {"Operation_Unique_Identifier": f"{ENTITY}Q{place}"} for place in range(1, 30)]
    bad = ROW | {"Project_EU_Budget": "?!"}
    first = load(tmp_path / "s", reading_of("kohesio", write(tmp_path / "a.csv", ROW, *more, ROW, bad)))
    assert (first.read, first.loaded, first.merged, first.rejected) == (32, 30, 1, 1)
    later = [ROW | {"Project_EU_Budget": "1"}, *more[1:]]
    second = load(tmp_path / "s", reading_of("kohesio", write(tmp_path / "a.csv", *later)))
    fresh = load(tmp_path / "f", reading_of("kohesio", tmp_path / "a.csv"))
    assert second.statements == fresh.statements
    assert (second.appeared, second.vanished) == (0, 1)


def test_files_are_known_by_their_columns(tmp_path: Path) -> None:
    packed = tmp_path / "latest.csv.gz"
    packed.write_bytes(gzip.compress(write(tmp_path / "a.csv", ROW).read_bytes()))
    (claim,) = claims("kohesio", packed)
    assert claim.why == "35 of 36 columns of Kohesio's list of projects"
    assert part_of(["operation_unique_identifier", "operation_name_english", "fund_code"]) == "projects"
    assert part_of(["Beneficiary", "Amount"]) == ""
    assert not claims("kohesio", write(tmp_path / "o.csv", {}, header=["Name des Begünstigten", "Fund_Code"]))


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside the project")
@pytest.mark.parametrize("name", ["kohesio", "keep"])
def test_other_samples_are_not_claimed(name: str) -> None:
    for folder in SAMPLES.iterdir():
        if folder.is_dir() and not (name == "keep" and folder.name == "interreg"):
            assert not claims(name, folder), folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [(f"{ENTITY}Q12", "Q12"), ("Q12", "Q12"), ("wd:Q12 ", "Q12"), ("12", ""), ("XQ12", ""), ("Q", ""), ("Q0", "")],
)
def test_numbers_of_entities(text: str, expected: str) -> None:
    assert number(text) == expected


def test_each_column_has_one_field() -> None:
    assert all(field or name for part in columns().values() for name, field in part.items())


@given(
    st.lists(
        st.text(max_size=10) | st.sampled_from(["Q1|Q2", "DE", "117.0", "04/09/2019", "ESF|YEI"]),
        min_size=36,
        max_size=36,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_cells_are_records_or_a_row_to_set_aside(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        reading = reading_of("kohesio", write(Path(place) / "a.csv", ROW))
        try:
            lines_of(reading.records(Row(5, cells, part="projects")))
        except RowError as error:
            assert error.reason
