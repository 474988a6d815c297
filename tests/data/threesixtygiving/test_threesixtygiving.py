"""360Giving: JSON and tables mean the same; what breaks the standard is set aside; persons are not stored."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.files.document import open_document
from data.importing.discovery import importer
from data.importing.reading import RowError
from data.importing.spellings import Spellings
from data.threesixtygiving import grants
from data.threesixtygiving.organisations import Register, iri_of, is_registered
from data.threesixtygiving.rules import checked, path_of
from graph.lines import record_lines
from graph.model import Organisation, Output, Programme, Project, Theme
from tests.data.importing.test_loader import load, statements
from tests.deliveries import of, reading, stated, text, write_json

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "360giving"
FUNDER = {"id": "GB-CHC-999001", "name": "Erfunden Foundation"}
CLUB = {"id": "GB-CHC-999002", "name": "Made Up Youth Club", "postalCode": "LS1 1AA", "addressLocality": "Leeds"}


def grant(number: int = 1, **more: Any) -> dict[str, Any]:
    made = {
        "id": f"360G-made-{number}",
        "title": "Mentoring for young people",
        "description": "Weekly &amp; free",
        "currency": "GBP",
        "amountAwarded": 1000.5,
        "awardDate": "2020-02-03",
        "recipientOrganization": [CLUB],
        "fundingOrganization": [FUNDER],
    }
    return {key: value for key, value in (made | more).items() if value != ""}


def write(folder: Path, *made: dict[str, Any]) -> Path:
    return write_json(folder / "made.json", {"version": "1.4", "grants": list(made)})


def one(folder: Path, **more: Any) -> tuple[Project, list[Any]]:
    records, rejects = stated(reading("threesixtygiving", write(folder, grant(**more))))
    assert not rejects
    return next(iter(of(records, Project).values())), records


def test_a_grant_is_a_project_with_its_money_and_its_recipient(tmp_path: Path) -> None:
    planned = [{"startDate": "2020-05", "endDate": "2021-04-30T00:00:00+00:00"}, {"startDate": "2020-04-01"}]
    project, records = one(tmp_path, plannedDates=planned, grantProgramme=[{"code": "Y", "title": "Youth"}])
    assert project.label == {"en": "Mentoring for young people"}
    assert project.description == {"en": "Weekly & free"}
    assert (project.start, project.end) == ("2020-04-01", "2021-04-30")
    assert [(part.organisation, part.role) for part in project.participations] == [(iri_of(CLUB["id"]), "beneficiary")]
    money = project.grants[0]
    assert (money.amount, money.currency, money.date) == ("1000.5", "GBP", "2020-02-03")
    assert (money.funder, project.funded_by) == (iri_of(FUNDER["id"]), [iri_of(FUNDER["id"])])
    assert next(iter(of(records, Programme).values())).label == {"en": "Youth"}
    assert any(theme.endswith("/mentoring") for theme in project.theme)
    assert of(records, Organisation)[iri_of(CLUB["id"])].region == ["http://data.europa.eu/nuts/code/UKE42"]


def test_several_funders_and_recipients(tmp_path: Path) -> None:
    other = {"id": "360G-made-org:7", "name": "Second Trust"}
    project, _ = one(tmp_path, fundingOrganization=[FUNDER, other], recipientOrganization=[CLUB, other, CLUB])
    assert [(money.funder, money.amount) for money in project.grants] == [
        (iri_of(FUNDER["id"]), "1000.5"),
        (iri_of(other["id"]), ""),
    ]
    assert [part.organisation for part in project.participations] == [iri_of(CLUB["id"]), iri_of(other["id"])]


def test_classifications_and_documents(tmp_path: Path) -> None:
    project, records = one(
        tmp_path,
        classifications=[{"vocabulary": "Causes", "code": "C1", "title": "Education"}],
        relatedDocument=[{"title": "Report", "url": "https://example.org/report"}],
        amountDisbursed=10,
    )
    themes = of(records, Theme)
    assert [theme.label for iri, theme in themes.items() if iri in project.theme] == [{"en": "Education"}]
    assert any(theme.exact_match or theme.close_match for theme in themes.values())
    assert [output.url for output in of(records, Output).values()] == [["https://example.org/report"]]
    assert [(figure.measure, figure.value) for figure in project.figures] == [("amount-disbursed", "10")]


PLACES = [
    ([{"countryCode": "GB", "geoCode": "E12000003", "geoCodeType": "RGN"}], "UKE"),
    ([{"geoCode": "W06000015"}], "UKL"),
    ([{"countryCode": "GB", "geoCode": "E05001429"}], "UK"),
    ([{"countryCode": "GB", "name": "Leeds"}], "UKE42"),
    ([{"countryCode": "IE"}], "IE"),
]


@pytest.mark.parametrize(("locations", "code"), PLACES)
def test_places_of_beneficiaries(tmp_path: Path, locations: list[Any], code: str) -> None:
    project, _ = one(tmp_path, beneficiaryLocation=locations)
    assert project.region == [f"http://data.europa.eu/nuts/code/{code}"]


def test_the_most_frequent_name_is_the_label(tmp_path: Path) -> None:
    short = CLUB | {"name": "MUYC"}
    path = write(tmp_path, grant(1, recipientOrganization=[short]), grant(2), grant(3))
    records, _ = stated(reading("threesixtygiving", path))
    clubs = [record for record in records if record.iri == iri_of(CLUB["id"])]
    assert all(isinstance(club, Organisation) and club.label == {"": "Made Up Youth Club"} for club in clubs)
    assert ("MUYC", "") in [name for club in clubs if isinstance(club, Organisation) for name in club.alt]


def test_individuals_and_contact_persons_are_not_stored(tmp_path: Path) -> None:
    individual = {"id": "360G-made-p1", "name": "Erika Mustermann"}
    to_person = grant(1, recipientOrganization="", recipientIndividual=individual, title="Art of Erika Mustermann")
    contact = CLUB | {"contactName": "Max Mustermann", "email": "max.mustermann@example.org"}
    as_organisation = {"id": "360G-made-p2", "name": "Erika Mustermann"}
    path = write(
        tmp_path,
        to_person,
        grant(2, recipientOrganization=[contact]),
        grant(3, recipientOrganization=[as_organisation]),
    )
    read = reading("threesixtygiving", path)
    records, rejects = stated(read)
    assert not rejects
    assert "mustermann" not in text(records).casefold()
    parts = [project.participations[0].unnamed for project in of(records, Project).values()]
    assert parts == ["person", "", "person"]
    assert {column.name for column in read.columns if not column.field} >= {"recipientOrganization/contactName"}


def test_no_person_is_left_in_names_of_businesses_and_funders(tmp_path: Path) -> None:
    shop = {"id": "360G-made-shop", "name": "Laden Muster GmbH, Inh. Erika Mustermann"}
    giver = {"id": "360G-made-giver", "name": "Erika Mustermann"}
    document = [{"title": "Letter of Erika Mustermann", "url": "https://example.org/letter"}]
    made = grant(1, recipientOrganization=[shop], fundingOrganization=[giver, FUNDER], relatedDocument=document)
    records, rejects = stated(reading("threesixtygiving", write(tmp_path, made)))
    assert not rejects
    assert "mustermann" not in text(records).casefold()
    money = next(iter(of(records, Project).values())).grants
    assert [(one.funder, one.amount) for one in money] == [(iri_of(FUNDER["id"]), "1000.5")]


BROKEN = [
    ({"description": ""}, "description", "is missing"),
    ({"amountAwarded": "1000"}, "amountAwarded", "not of type number"),
    ({"currency": "POUND"}, "currency", "code list"),
    ({"awardDate": "3 February"}, "awardDate", "is not a date"),
    ({"recipientOrganization": [{"name": "Club"}]}, "recipientOrganization/0", "id is missing"),
    ({"recipientIndividual": {"id": "1", "name": "x"}}, "recipientIndividual", "only one"),
    ({"recipientOrganization": []}, "recipientOrganization", "breaks"),
    ({"recipientOrganization": ""}, "recipientOrganization", "is missing"),
]


@pytest.mark.parametrize(("change", "path", "reason"), BROKEN)
def test_a_grant_that_breaks_the_standard_is_set_aside(change: dict[str, Any], path: str, reason: str) -> None:
    with pytest.raises(RowError) as found:
        checked(grant(**change))
    assert found.value.column == path
    assert reason in found.value.reason


@pytest.mark.parametrize("said", ["Y", "Yes", "n", None])
def test_older_words_for_an_open_call_and_nulls_are_let_pass(said: str | None) -> None:
    assert checked(grant(fromOpenCall=said, url=None))["id"] == "360G-made-1"


TITLES = (
    "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,"
    "Recipient Org:Postal Code,Recipient Org:City,Funding Org:Identifier,Funding Org:Name,Our own column"
)
PATHS = (
    "id,title,description,currency,amountAwarded,awardDate,recipientOrganization/0/id,recipientOrganization/0/name,"
    "recipientOrganization/0/postalCode,recipientOrganization/0/addressLocality,fundingOrganization/0/id,"
    "fundingOrganization/0/name,Our own column"
)
ROW = (
    '360G-made-1,Mentoring for young people,Weekly &amp; free,GBP,"1,000.50",03/02/2020,GB-CHC-999002,'
    "Made Up Youth Club,LS1 1AA,Leeds,GB-CHC-999001,Erfunden Foundation,x"
)


@pytest.mark.parametrize("header", [TITLES, PATHS, TITLES.casefold()])
def test_a_table_means_the_same_as_json(tmp_path: Path, header: str) -> None:
    (tmp_path / "made.csv").write_text(f"{header}\n{ROW}\n", "utf-8")
    read = reading("threesixtygiving", tmp_path / "made.csv")
    from_table, _ = stated(read)
    from_json, _ = stated(reading("threesixtygiving", write(tmp_path, grant(amountAwarded=1000.50))))
    assert text(from_table).replace("1000.50", "1000.5") == text(from_json)
    assert [column.name.casefold() for column in read.columns if not column.field] == ["our own column"]


def test_a_workbook_with_a_meta_sheet(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "made.xlsx")) as book:
        book.add_worksheet("#meta").write_row(0, 0, ["Title", "Made"])
        sheet = book.add_worksheet("#grants")
        for number, cells in enumerate(csv.reader([TITLES, ROW])):
            sheet.write_row(number, 0, cells)
    read = reading("threesixtygiving", tmp_path / "made.xlsx")
    records, rejects = stated(read)
    assert (len(of(records, Project)), rejects) == (1, [])
    assert "#meta" in read.warnings()[0]


def test_a_number_that_is_none_is_set_aside_with_its_column(tmp_path: Path) -> None:
    (tmp_path / "made.csv").write_text(f"{TITLES}\n{ROW.replace('1,000.50', 'much')}\n", "utf-8")
    records, rejects = stated(reading("threesixtygiving", tmp_path / "made.csv"))
    assert (records, [(error.column, error.value) for error in rejects]) == ([], [("Amount Awarded", "much")])


def test_loaded_and_rejected_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, grant(1), grant(1), grant(2, awardDate="soon"), grant(3))
    done = load(tmp_path / "s", reading("threesixtygiving", path))  # type: ignore[arg-type]
    assert (done.read, done.loaded, done.merged, done.rejected) == (4, 2, 1, 1)
    path = write(tmp_path, grant(1, title="New"), grant(3))
    later = load(tmp_path / "s", reading("threesixtygiving", path))  # type: ignore[arg-type]
    fresh = load(tmp_path / "t", reading("threesixtygiving", path))  # type: ignore[arg-type]
    assert (later.read, fresh.read) == (2, 2)
    assert {line for line in statements(tmp_path / "s") if "retrieved" not in line.casefold()} >= {
        line for line in statements(tmp_path / "t") if "project/" in line
    }


@pytest.mark.parametrize(
    ("identifier", "tail", "registered"),
    [
        ("GB-CHC-1136419", "gb-chc-1136419", True),
        ("GB-COH-IP28755R", "gb-coh-ip28755r", True),
        ("360G-made-org:7", "360g-made-org-7", False),
        ("US-EIN-12-345", "us-ein-12-345", True),
        ("Our Club", "360g-our-club", False),
    ],
)
def test_identifiers(identifier: str, tail: str, registered: bool) -> None:
    assert iri_of(identifier).endswith(f"/organisation/{tail}")
    assert is_registered(identifier) is registered


@pytest.mark.parametrize("column", ["Name", "Recipient Org", "x:y:z", "", "recipientOrganization/0", "A/B"])
def test_columns_of_ones_own(column: str) -> None:
    assert path_of(column) is None


@pytest.mark.parametrize(
    "content", ['{"grants": [{"id": 1}]}', "[]", "{}", '{"grants": [', '[{"id": "1", "title": "x"}]']
)
def test_other_json_is_not_claimed(tmp_path: Path, content: str) -> None:
    (tmp_path / "other.json").write_text(content, "utf-8")
    assert importer("threesixtygiving").recognise(open_document(tmp_path / "other.json")) is None


VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=12), st.integers(), st.decimals(allow_nan=False, allow_infinity=False)),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "name", "title"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(
    changes=st.dictionaries(
        st.sampled_from([*grant(), "plannedDates", "url", "grantProgramme", "beneficiaryLocation"]), VALUES, max_size=3
    )
)
@settings(max_examples=60, deadline=None)
def test_any_grant_is_read_or_set_aside(changes: dict[str, Any]) -> None:
    register = Register(Spellings(), None)
    try:
        records = list(grants.records(checked(grant() | changes), register))
    except RowError:
        return
    for record in records:
        assert list(record_lines(record))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not part of the repository")
@pytest.mark.parametrize(("name", "broken"), [("a002400000OiDBQAA3.json", 5), ("a002400000nO46WAAS.json", 0)])
def test_samples_are_held_exactly(name: str, broken: int) -> None:
    raw = json.loads((SAMPLES / name).read_text("utf-8"), parse_float=Decimal)["grants"]
    records, rejects = stated(reading("threesixtygiving", SAMPLES / name))
    complete = [item for item in raw if "description" in item]
    projects = of(records, Project)
    assert (len(rejects), len(projects)) == (broken, len(complete))
    total = sum(Decimal(money.amount) for project in projects.values() for money in project.grants)
    assert total == sum(Decimal(item["amountAwarded"]) for item in complete)
    recipients = {item["recipientOrganization"][0]["id"].casefold() for item in complete}
    received = {part.organisation for project in projects.values() for part in project.participations}
    # Two grants of the second file go to a name that is a person's.
    assert 0 <= len(recipients) - len(received - {""}) <= 2
