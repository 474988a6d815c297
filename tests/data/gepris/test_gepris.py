"""GEPRIS files as records: projects, institutions, relations, the tree of subject areas; no persons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.files.document import documents, open_document
from data.gepris import importer
from data.importing.reading import Claim, Delivery, Reading, Row, RowError
from graph.lines import record_lines
from graph.model import Organisation, Project, Record, Theme

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
PROJECTS = [
    {
        "project_id_number": 5000001.0,
        "title": "Brücken &amp; Wege",
        "project_abstract": "Erste Zeile",
        "dfg_process": "Sachbeihilfen",
        "funding_start_year": "2012",
        "funding_end_year": "2015",
        "participating_subject_areas": "Alte Geschichte; Klassische Philologie",
        "antragsteller_personen": ["Max Mustermann"],
        "institution_id": 10001,
    },
    {"project_id_number": 5000002, "title": "", "dfg_process": "x", "funding_start_year": "2012"},
    {"id": 5000003, "name_de": "Drei", "attributes": {"dfg_verfahren": "SFB", "foerderung_beginn": 2014,
     "beteiligte_institutionen": [10002], "teil_projekt": 5000001, "sprecher_personen": [7]}},
]  # fmt: skip
INSTITUTIONS = [
    {"institution_id": 10001, "name": "Universität Neustadt", "address": "Ring 1, 80331 München",
     "phone": "1", "internet": "www.neustadt.example", "geo_json": [48.13, 11.57]},
    {"institution_id": "x", "name": "?", "address": ""},
]  # fmt: skip
RELATIONS = [
    {"extracted_project_data.csv": [5000001.0, 5000001.0], "institution_id": [10001, 10002],
     "name": ["Universität Neustadt", "Institut für Wege"], "geo_json": [[48.13, 11.57], [52.5, 13.4]]},
]  # fmt: skip
SUBJECTS = [
    {"subject_area": "Alte Geschichte", "review_board": "Alte Kulturen", "research_area": "Geisteswissenschaften",
     "id": "101-03", "subject_area_eng": "Ancient History"},
]  # fmt: skip
FILES: dict[str, Any] = {
    "projects.json": PROJECTS,
    "institutions.json": INSTITUTIONS,
    "geo.json": RELATIONS,
    "subjects.json": SUBJECTS,
}


def reading(folder: Path, *chosen: str) -> Reading:
    for name in chosen:
        (folder / name).write_text(json.dumps(FILES[name]), "utf-8")
    opened = [open_document(folder / name) for name in chosen]
    return importer.read(Delivery("gepris", {"main": opened}, "gepris", Claim(1.0, "")))


def outcome(found: Reading) -> tuple[list[Record], list[str]]:
    records, rejected = list(found.common()), []
    for row in found.rows():
        try:
            records += list(found.records(row))
        except RowError as error:
            rejected.append(error.column)
    return records, rejected


def test_all_files_are_one_delivery(tmp_path: Path) -> None:
    records, rejected = outcome(reading(tmp_path, *FILES))
    assert rejected == ["title", "institution"]
    projects = {record.iri: record for record in records if isinstance(record, Project) and record.label}
    assert [project.label["de"] for project in projects.values()] == ["Brücken & Wege", "Drei"]
    first, third = projects.values()
    assert (first.start, first.end, first.description) == ("2012", "2015", {"de": "Erste Zeile"})
    assert third.part_of == [first.iri]
    named = {record.label.get("") for record in records if isinstance(record, Organisation)}
    assert named >= {"Universität Neustadt"}
    place = next(record for record in records if isinstance(record, Organisation) and record.postcode)
    assert (place.postcode, place.locality, place.lat) == ("80331", "München", "48.13")
    assert place.region == ["http://data.europa.eu/nuts/code/DE212"]


def test_subject_areas_are_a_tree_that_projects_point_into(tmp_path: Path) -> None:
    records, _ = outcome(reading(tmp_path, *FILES))
    themes = [record for record in records if isinstance(record, Theme)]
    area = [theme for theme in themes if theme.label.get("en") == "Ancient History"]
    board = next(theme for theme in themes if theme.label.get("de") == "Alte Kulturen")
    assert board.iri in area[0].broader
    linked = {iri for record in records if isinstance(record, Project) for iri in record.theme}
    assert area[0].iri in linked
    assert linked <= {theme.iri for theme in themes}


def test_relations_alone_bring_names_and_places(tmp_path: Path) -> None:
    records, rejected = outcome(reading(tmp_path, "geo.json"))
    assert not rejected
    parts = [part for record in records if isinstance(record, Project) for part in record.participations]
    assert len(parts) == 2
    assert {(one.label.get(""), one.lat) for one in records if isinstance(one, Organisation)} >= {
        ("Universität Neustadt", "48.13"),
        ("Institut für Wege", "52.5"),
    }


def test_no_person_is_stored(tmp_path: Path) -> None:
    found = reading(tmp_path, *FILES)
    lines = "\n".join(line for record in outcome(found)[0] for line in record_lines(record))
    assert "Mustermann" not in lines
    left = {column.name for column in found.columns if not column.field}
    assert left >= {"antragsteller_personen", "sprecher_personen", "phone"}


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_recognised(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json.dumps(FILES[name]), "utf-8")
    claim = importer.recognise(open_document(tmp_path / name))
    assert claim
    assert claim.confidence >= 0.5


@pytest.mark.parametrize("content", ['[{"id": 1, "title": "x"}]', '[{"id": 1, "name": "x", "address": "y"}]', "{}"])
def test_other_objects_are_not_claimed(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    assert importer.recognise(open_document(tmp_path / "x.json")) is None


@settings(max_examples=100, deadline=None)
@given(
    field=st.sampled_from(sorted(PROJECTS[0])),
    value=st.text(max_size=9) | st.integers() | st.lists(st.text(max_size=3)),
)
def test_any_value_is_read_or_rejected(field: str, value: Any, made: Reading) -> None:
    try:
        for record in made.records(Row(1, {**PROJECTS[0], field: value}, part="project")):
            assert list(record_lines(record))
    except RowError as error:
        assert error.reason


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return reading(tmp_path_factory.mktemp("gepris"), *FILES)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here")
def test_the_samples_are_not_claimed() -> None:
    assert [document.name for document in documents(SAMPLES) if importer.recognise(document)] == []


def test_every_institution_of_a_project_is_described(tmp_path: Path) -> None:
    records, _ = outcome(reading(tmp_path, *FILES))
    known = {record.iri for record in records if isinstance(record, Organisation) and record.label}
    parts = [part for record in records if isinstance(record, Project) for part in record.participations]
    assert {part.organisation for part in parts} <= known
