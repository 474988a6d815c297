"""keep.eu: both layouts, projects with several lead partners, acronyms that repeat, and what is left over."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing.reading import Row, RowError
from data.keep.columns import part_of
from data.keep.programmes import programme, strand
from graph.model import Organisation, Participation, Programme, Project, Record, Theme
from tests.data.importing.readings import claims, lines_of, load, reading_of, records_of, statements

SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "interreg" / "keep_closed_1420.xlsx"
DANUBE = "2014 - 2020 INTERREG VB Danube"
PROJECTS = [
    "Programme",
    "Acronym",
    "Project Name",
    "Project Name language 2",
    "Lead Partner",
    "Period",
    "Street",
    "Postal code",
    "Town",
    "Country",
    "Budget",
    "EU Funding",
    "ERDF budget",
    "Co-Financing sources",
    "Website",
    "Thematic1",
    "Thematic2",
    "Thematic Obj",
    "Inv. Priority",
    "Description EN",
    "Expected Results EN",
    "Project start",
    "Project end",
    "Strategy",
    "Call SN",
    "Shoe size",
]
PARTNERS = [
    "Programme",
    "Acronym",
    "Project Partner",
    "Lead Partner",
    "Street",
    "Postal code",
    "Town",
    "Country",
    "Website",
    "Department",
    "Legal Status",
    "Country code",
    "NUTS1 (or equivalent)",
    "NUTS2 (or equivalent)",
    "NUTS3 (or equivalent)",
]
CALLS = ["Programme", "Serial Number", "Start Date", "End Date", "Budget"]
LEAD = {"Programme": DANUBE, "Acronym": "BRIDGE", "Project Name": "Bridges", "Lead Partner": "Stadt Beispiel"}
FIRST = LEAD | {
    "Country": "Germany", "Town": "Erfurt", "Budget": "892,228.58", "EU Funding": "758394.29", "Period": "2014-2020",
    "ERDF budget": "700,000.00", "Co-Financing sources": "IPA/IPA II, ERDF", "Website": "http://example.org/bridge",
    "Thematic1": "Tourism", "Thematic2": "Governance, partnership", "Project start": "2015/10/27",
    "Thematic Obj": "(6) preserving and protecting the environment by:", "Inv. Priority": "(6c) conserving heritage",
    "Description EN": "A bridge<br>for refugees &amp; others", "Expected Results EN": "More bridges",
    "Project Name language 2": "Brücken", "Project end": "2019/09/30", "Strategy": "EUSDR", "Call SN": "1",
    "Shoe size": "44",
}  # fmt: skip
PARTNER = {
    "Programme": DANUBE, "Acronym": "BRIDGE", "Project Partner": "Stadt Beispiel", "Lead Partner": "Yes",
    "Postal code": "1067", "Town": "Dresden", "Country": "Germany", "Legal Status": "public",
    "NUTS3 (or equivalent)": "DEG01  / Erfurt, Kreisfreie Stadt", "Website": "http://example.org/bridge",
}  # fmt: skip
Cells = dict[str, str]


def write(place: Path, header: list[str], *rows: Cells) -> Path:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows([row.get(name, "") for name in header] for row in rows)
    return place


def delivery(place: Path, projects: list[Cells], partners: list[Cells], calls: list[Cells] | None = None) -> Path:
    write(place / "a_Project.csv", PROJECTS, *projects)
    write(place / "a_Partnership.csv", PARTNERS, *partners)
    if calls:
        write(place / "a_Calls.csv", CALLS, *calls)
    return place


def only(records: list[Record], kind: type) -> list[Any]:
    return [record for record in records if type(record) is kind]


def named(records: list[Record]) -> list[Any]:
    """The projects' own blocks, which have a name."""
    return [project for project in only(records, Project) if project.label]


def parts(records: list[Record]) -> list[Participation]:
    return [part for project in only(records, Project) for part in project.participations]


def test_a_project_with_its_programme_call_themes_and_money(tmp_path: Path) -> None:
    calls = [{"Programme": DANUBE, "Serial Number": "1", "Start Date": "2015/02/12", "Budget": "1,859,864.68"}]
    records, errors = records_of(reading_of("keep", delivery(tmp_path, [FIRST], [PARTNER], calls)))
    assert not errors
    (project,) = named(records)
    assert project.label == {"en": "Bridges"}
    assert project.alt == [("Brücken", "")]
    assert project.acronym == "BRIDGE"
    assert (project.start, project.end) == ("2015-10-27", "2019-09-30")
    assert (project.total_cost, project.currency) == ("892228.58", "EUR")
    assert project.description == {"en": "A bridge\nfor refugees & others"}
    assert project.note == {"en": "Expected results: More bridges"}
    assert project.url == ["http://example.org/bridge"]
    assert project.keyword == ["EUSDR"]
    (grant,) = project.grants
    assert (grant.amount, grant.currency, grant.programme) == ("758394.29", "EUR", project.programme[0])
    assert {figure.measure: figure.value for figure in project.figures} == {"erdf-budget": "700000.00"}
    names = {thing.iri: thing for thing in only(records, Programme)}
    assert [names[iri].label["en"] for iri in project.programme[:2]] == [
        "INTERREG VB Danube",
        "Call 1: INTERREG VB Danube 2014-2020",
    ]
    assert [names[iri].acronym for iri in project.programme[2:]] == ["IPA", "ERDF"]
    call = next(thing for thing in only(records, Programme) if thing.start == "2015-02-12")
    assert call.iri == project.programme[1]
    assert call.figures[0].value == "1859864.68"
    assert names[names[project.programme[0]].part_of[0]].label["en"] == "Interreg B: transnational cooperation"
    themes = {theme.iri: theme for theme in only(records, Theme)}
    assert [themes[iri].label["en"] for iri in project.theme] == [
        "Tourism", "Governance, partnership", "preserving and protecting the environment", "conserving heritage",
    ]  # fmt: skip
    assert themes[project.theme[0]].label["de"] == "Tourismus"
    assert themes[project.theme[0]].exact_match
    assert project.theme[2] in themes[project.theme[3]].broader
    assert any("gefluechtete" in group for group in project.target_group)


def test_a_partner_with_role_place_and_kind(tmp_path: Path) -> None:
    other = PARTNER | {"Project Partner": "Beispiel Verein e.V.", "Lead Partner": "No", "Legal Status": "n/a"}
    records, _ = records_of(reading_of("keep", delivery(tmp_path, [FIRST], [PARTNER, other])))
    assert [part.role for part in parts(records)] == ["coordinator", "partner"]
    town = next(one for one in only(records, Organisation) if one.locality)
    assert (town.postcode, town.locality) == ("01067", "Dresden")
    assert town.region == ["http://data.europa.eu/nuts/code/DEG01"]
    assert town.kind[0].endswith("/kommune")
    regions = {iri for project in only(records, Project) for iri in project.region}
    assert regions == {"http://data.europa.eu/nuts/code/DEG01"}


def test_two_lead_partners_are_one_project(tmp_path: Path) -> None:
    second = FIRST | {"Lead Partner": "Kommune Eksempel", "Country": "Norway", "Town": "Hamar"}
    norse = PARTNER | {"Project Partner": "Kommune Eksempel", "Country": "Norway", "NUTS3 (or equivalent)": ""}
    reading = reading_of("keep", delivery(tmp_path, [FIRST, second], [PARTNER, norse]))
    done = load(tmp_path / "store", reading)
    assert (done.read, done.loaded, done.merged, done.rejected) == (4, 3, 1, 0)
    records, _ = records_of(reading)
    assert len({project.iri for project in named(records)}) == 1
    assert [part.role for part in parts(records)] == ["coordinator", "coordinator"]


def test_several_projects_under_one_acronym_are_told_apart_by_their_lead_partners_only(tmp_path: Path) -> None:
    second = FIRST | {"Project Name": "Tunnels", "Lead Partner": "Kommune Eksempel", "Country": "Norway"}
    norse = PARTNER | {"Project Partner": "Kommune Eksempel", "Country": "Norway"}
    unclear = PARTNER | {"Project Partner": "Beispiel Verein e.V.", "Lead Partner": "No"}
    reading = reading_of("keep", delivery(tmp_path, [FIRST, second], [PARTNER, norse, unclear]))
    records, errors = records_of(reading)
    bridges, tunnels = (project.iri for project in named(records))
    of_parts = {part.iri: project.iri for project in only(records, Project) for part in project.participations}
    assert bridges != tunnels
    assert list(of_parts.values()) == [bridges, tunnels]
    assert [str(error) for error in errors] == [
        "Acronym: “BRIDGE” is that of several projects of the programme, and the row does not say which"
    ]
    assert reading.warnings() == ["1 acronyms are those of several projects of one programme"]


def test_a_lead_partner_that_only_the_projects_name(tmp_path: Path) -> None:
    write(tmp_path / "p.csv", PROJECTS, FIRST)
    reading = reading_of("keep", tmp_path)
    records, _ = records_of(reading)
    assert [part.role for part in parts(records)] == ["coordinator"]
    assert reading.warnings() == ["the table of partners is missing; put it beside the others"]


@pytest.mark.parametrize("projects", [[], [FIRST | {"Budget": "much"}]], ids=["none", "unreadable"])
def test_a_partner_whose_project_is_not_stated_keeps_it_by_its_acronym(tmp_path: Path, projects: list[Cells]) -> None:
    records, errors = records_of(reading_of("keep", delivery(tmp_path, projects, [PARTNER])))
    (project,) = named(records)
    assert (project.label, project.acronym) == ({"": "BRIDGE"}, "BRIDGE")
    assert len(errors) == len(projects)


NEW_PROJECTS = [
    "Period",
    "Programme",
    "Project ID (2021-2027 only)",
    "Project acronym",
    "Project name in English",
    "Project name in language 2",
    "Description in English",
    "Description in language 2",
    "Expected Achievements in English",
    "Actual Achievements in English",
    "Project start",
    "Project end",
    "Project's total budget / expenditure",
    "Project’s EU funding",
    "Union co-financing rate",
    "Website",
    "Theme 1",
    "Theme 2",
    "Theme 3",
]
NEW_PARTNERS = [
    "Programme",
    "Project ID (2021-2027 only)",
    "Project acronym",
    "Organisation in English",
    "Organisation in language 2",
    "Lead partner",
    "Country code",
    "NUTS3 code (or equivalent)",
    "Town",
    "Website",
    "Participant Identification Code",
    "Partner’s ID if not PIC",
    "Type of Organisation",
    "Partner's programme co-financing (EUR) (2021-2027 only)",
    "Partner's total eligible budget / expenditure",
]


def test_the_later_layout(tmp_path: Path) -> None:
    project = [
        "2021-2027",
        "Interreg VI-A X",
        "XY-01",
        "",
        "Roads",
        "Wege",
        "Text",
        "",
        "Good",
        "",
        "2023-01-01",
        "N.a.",
    ]
    project += ["100000", "80000", "80%", "www.example.org", "Safety", "", ""]
    partner = ["Interreg VI-A X", "XY-01", "", "Example University", "Beispieluni", "Yes", "DE", "DE212", "München"]
    partner += [
        "https://example.org",
        "951881080",
        "DE136695976",
        "Higher education and research organisations",
        "40000.50",
        "50000",
    ]
    write(tmp_path / "a.csv", NEW_PROJECTS, dict(zip(NEW_PROJECTS, project, strict=True)))
    write(tmp_path / "b.csv", NEW_PARTNERS, dict(zip(NEW_PARTNERS, partner, strict=True)))
    reading = reading_of("keep", tmp_path)
    assert not [column.name for column in reading.columns if not column.field]
    records, errors = records_of(reading)
    assert not errors
    (main,) = named(records)
    assert (main.identifier, main.label, main.end) == (["XY-01"], {"en": "Roads"}, "")
    assert main.url == ["https://www.example.org"]
    assert main.grants[0].cofinancing_rate == "80"
    (part,) = parts(records)
    assert (part.amount, part.role) == ("40000.50", "coordinator")
    assert part.organisation.endswith("organisation/pic-951881080")
    more = next(one for one in only(records, Organisation) if not one.label)
    assert more.identifier == ["pic:951881080", "DE136695976"]
    assert (more.kind[0].rpartition("/")[2], more.url, more.alt) == (
        "hochschule",
        ["https://example.org"],
        [("Beispieluni", "")],
    )
    budget = [figure for one in only(records, Project) for figure in one.figures]
    assert [(figure.measure, figure.value) for figure in budget] == [("partner-budget", "50000")]


def test_columns_are_mapped_or_left_over(tmp_path: Path) -> None:
    reading = reading_of("keep", delivery(tmp_path, [FIRST], [PARTNER]))
    assert {(column.part, column.name) for column in reading.columns} == {
        *(("projects", name) for name in PROJECTS),
        *(("partners", name) for name in PARTNERS),
    }
    left = {(column.name, column.why) for column in reading.columns if not column.field}
    assert ("Shoe size", "unknown to the format") in left
    assert {name for name, _ in left} == {"Shoe size", "Street", "Department", "Website"}


def test_persons_are_not_stored(tmp_path: Path) -> None:
    person = PARTNER | {"Project Partner": "Max Mustermann", "Legal Status": "natural person"}
    project = FIRST | {"Lead Partner": "Max Mustermann", "Description EN": "By Max Mustermann"}
    load(tmp_path / "store", reading_of("keep", delivery(tmp_path, [project], [person])))
    found = statements(tmp_path / "store")
    assert not [line for line in found if "mustermann" in line.casefold()]
    assert [line for line in found if "unnamed" in line]


def test_an_edition_that_changes(tmp_path: Path) -> None:
    load(tmp_path / "store", reading_of("keep", delivery(tmp_path, [FIRST], [PARTNER])))
    again = load(tmp_path / "store", reading_of("keep", tmp_path))
    assert again.is_unchanged
    later = load(tmp_path / "store", reading_of("keep", delivery(tmp_path, [FIRST | {"Budget": "1"}], [PARTNER])))
    fresh = load(tmp_path / "fresh", reading_of("keep", tmp_path))
    assert later.statements == fresh.statements


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2014 - 2020 INTERREG V-A Romania - Bulgaria", "interreg-a"),
        ("2014 - 2020 INTERREG VB Danube", "interreg-b"),
        ("2014 - 2020 Interreg IPA CBC Croatia-Serbia", "interreg-ipa-cbc"),
        ("2014 - 2020 Llb-Med ENI CBC", "interreg-eni-cbc"),
        ("2014 - 2020 URBACT III", "interreg-c"),
        ("2014 - 2020 INTERREG EUROPE", "interreg-c"),
        ("2014 - 2020 Ireland - United Kingdom (PEACE IV)", "interreg-a"),
        ("2021 - 2027 Something else", "interreg"),
    ],
)
def test_strands_of_programmes(name: str, code: str) -> None:
    assert strand(name).endswith(f"/{code}")
    assert programme(name).start == name[:4]


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (PROJECTS, "projects"), (PARTNERS, "partners"), (CALLS, "calls"), (NEW_PROJECTS, "projects"),
        (NEW_PARTNERS, "partners"), (["Programme", "Budget", "Start date"], ""), (["Name", "Lead partner"], ""),
    ],
)  # fmt: skip
def test_tables_are_known_by_their_headers(header: list[str], part: str) -> None:
    assert part_of(header) == part


def test_what_is_not_from_keep_is_not_claimed(tmp_path: Path) -> None:
    write(tmp_path / "other.csv", ["Programme", "Beneficiary", "Amount"], {"Programme": "X", "Amount": "1"})
    assert not claims("keep", tmp_path)
    assert claims("keep", write(tmp_path / "p.csv", PROJECTS, FIRST))[0].edition == "2014-2020"


@given(
    st.lists(st.text(max_size=12) | st.sampled_from(["1,000.00", "DE", "Yes", "2015/10/27"]), min_size=41, max_size=41)
)
@settings(max_examples=25, deadline=None)
def test_any_cells_are_records_or_a_row_to_set_aside(cells: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        reading = reading_of("keep", delivery(Path(place), [FIRST], [PARTNER]))
        for document, part, width in (("a_Project.csv", "projects", 26), ("a_Partnership.csv", "partners", 15)):
            name = next(row.document for row in reading.rows() if row.document.endswith(document))
            try:
                lines_of(reading.records(Row(5, cells[:width], name, "", part)))
            except RowError as error:
                assert error.reason


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not beside the project")
def test_the_sample() -> None:
    reading = reading_of("keep", SAMPLE)
    sheets = {sheet.name: list(sheet.rows()) for sheet in reading.tables[0].document.sheets}  # type: ignore[attr-defined]
    header, *rows = (cells for _, cells in sheets["Projects (lead partners)"])
    projects = {
        (row["Programme"], row["Acronym"]): row for row in (dict(zip(header, cells, strict=False)) for cells in rows)
    }
    records, errors = records_of(reading)
    assert not errors
    assert len({project.iri for project in named(records)}) == len(projects) == 1852
    roles = Counter(part.role for part in {part.iri: part for part in parts(records)}.values())
    # One partner stands there twice in the very same words, but for a no-break space behind his name.
    assert roles == {"coordinator": 1891, "partner": 6730 - 1}
    money = {grant.iri: Decimal(grant.amount) for project in named(records) for grant in project.grants}
    assert sum(money.values()) == sum(Decimal(row["EU Funding"]) for row in projects.values())
    costs = {project.iri: Decimal(project.total_cost or 0) for project in named(records)}
    assert sum(costs.values()) == sum(Decimal(row["Budget"].replace(",", "")) for row in projects.values())
    assert not reading.partners.regions.unresolved  # type: ignore[attr-defined]
