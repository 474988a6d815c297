"""The schema that editors use, and the importer: they say the same of structure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from data.curated import importer, schema
from graph.errors import InputError
from graph.model import THINGS
from graph.store import GraphStore
from tests.data.yaml_core import plain

ROOT = Path(__file__).parents[2]

WRONG = {
    "a section that is not known": "project: [{label: A}]",
    "a section that is no list": "projects: {label: A}",
    "an empty section": "projects:",
    "a record that is no mapping": "projects: [A]",
    "a record without a label": "projects: [{alt: A}]",
    "an empty label": "projects: [{label: ''}]",
    "a label that is a list": "projects: [{label: [A, B]}]",
    "a label in a language that is none": "projects: [{label: {deutsch: A}}]",
    "a label without a language": "projects: [{label: {}}]",
    "a language with two labels": "projects: [{label: {de: [A, B]}}]",
    "a field that is not known": "projects: [{label: A, themes: Mentoring}]",
    "a field of another kind of record": "projects: [{label: A, attended_by: esf}]",
    "an id with capitals": "projects: [{label: A, id: Brücke}]",
    "an id of another kind of record": "projects: [{label: A, id: programme/a}]",
    "a span with one end": "projects: [{label: A, at: [1]}]",
    "a span in words": "projects: [{label: A, at: 1-2}]",
    "no span at all": "projects: [{label: A, at: []}]",
    "a number among spans": "projects: [{label: A, at: [[1, 2], 12]}]",
    "a certainty that is none": "projects: [{label: A, certainty: sure}]",
    "evidence that is not known": "projects: [{label: A, theme: {is: Mentoring, page: 3}}]",
    "evidence of nothing": "projects: [{label: A, theme: {at: [1, 2]}}]",
    "an empty reference": "projects: [{label: A, theme: ''}]",
    "two statuses": "projects: [{label: A, status: [planned, running]}]",
    "a date in words": "projects: [{label: A, start: Mai 2025}]",
    "a German date": "projects: [{label: A, start: 17.06.2013}]",
    "a month that does not exist": "projects: [{label: A, start: 2013-13}]",
    "a date that goes on": "projects: [{label: A, start: 2013-06-17T12:00}]",
    "an address without http": "projects: [{label: A, url: www.example.org}]",
    "an amount with its currency": "projects: [{label: A, grants: {funder: esf, amount: 100 EUR}}]",
    "a grant that is a word": "projects: [{label: A, grants: esf}]",
    "an id of a grant": "projects: [{label: A, grants: {id: a, funder: esf}}]",
    "a grant's field that is not known": "projects: [{label: A, grants: {sum: 100}}]",
    "a role that is none": "projects: [{label: A, participations: {organisation: esf, role: lead}}]",
    "a need for what is none": "projects: [{label: A, seeks: {sought: friends}}]",
    "a level that is for the register": "regions: [{label: A, level: nuts1}]",
    "a latitude in words": "regions: [{label: A, lat: north}]",
    "a source that is a word": "source: A",
    "a source's field that is not known": "source: {title: A, author: B}",
    "two publishers": "source: {title: A, publisher: [B, C]}",
    "a source's date in words": "source: {title: A, published: gestern}",
    "a source's language that is none": "source: {title: A, language: de_DE}",
    "a source's address that is none": "source: {title: A, url: example.org}",
    "a list at the top": "[1, 2]",
}
# Ways of writing that look odd and are right.
RIGHT = {
    "nothing but a source": "source: {title: A}",
    "no records": "projects: []",
    "a year as a number": "projects: [{label: A, start: 2025, end: 2027}]",
    "a label that looks like a number": "projects: [{label: 2020, id: 2020}]",
    "a label that looks like a truth value": "projects: [{label: true}]",
    "a label with evidence": "projects: [{label: {is: A, at: [1, 2]}}]",
    "a list of one where one is taken": "projects: [{label: A, status: [planned]}]",
    "a list of none where several are": "projects: [{label: A, theme: []}]",
    "one grant without a list": "projects: [{label: A, grants: {funder: esf, amount: 100}}]",
    "an amount in quotes": "projects: [{label: A, grants: {funder: esf, amount: '100.50'}}]",
    "a note in two languages": "projects: [{label: A, at: [1, 2], note: {de: B, en: C}}]",
    "an alternative label that another record names": (
        "organisations: [{label: Bildungswerk Brücke, alt: BWB}]\nprojects: [{label: A, partner: BWB}]"
    ),
    "an id with its type": "projects: [{label: A, id: project/a}]",
    "a municipality by its number": "projects: [{label: A, region: 09162000}]",
    "Norway": "projects: [{label: A, region: NO}]",
    "a theme under one of the thesaurus": "themes: [{label: Brückenbau, broader: integration}]",
    "a target group under one of the thesaurus": "target_groups: [{label: Junge Imker, broader: junge-menschen}]",
}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """The committed schema."""
    return Draft202012Validator(plain(schema.FILE.read_text("utf-8")))


def complaints(validator: Draft202012Validator, text: str) -> list[str]:
    """What the schema has against a YAML text."""
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(plain(text))]


def imported(text: str, folder: Path, store: GraphStore) -> list[Any]:
    """What the importer makes of a YAML text."""
    file = folder / "records.yml"
    file.write_text(text, "utf-8")
    return importer.read(file, store)[1]


def test_the_committed_schema_is_the_generated_one() -> None:
    assert schema.FILE.read_text("utf-8") == schema.text(), "run: make docs"


def test_the_schema_is_a_schema(validator: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(validator.schema)


def test_the_schema_has_every_section_and_explains_every_field(validator: Draft202012Validator) -> None:
    sections = validator.schema["properties"]
    assert list(sections) == ["source", *THINGS]
    for record in THINGS.values():
        fields = validator.schema["$defs"][record.CLASS]["properties"]
        assert all("$ref" in field or len(field["description"]) > 3 for field in fields.values())


def test_the_schema_travels_with_the_package() -> None:
    assert schema.FILE.is_relative_to(Path(importer.__file__).parents[1])
    assert schema.FILE.name == schema.SCHEMA_ID.rpartition("/")[2]


@pytest.mark.parametrize("file", sorted((ROOT / "data" / "curated").glob("*.yml")), ids=lambda file: file.stem)
def test_the_curated_files_fit_the_schema(file: Path, validator: Draft202012Validator) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../records.schema.json\n")
    assert complaints(validator, text) == []


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_schema_and_importer_refuse(
    text: str, validator: Draft202012Validator, tmp_path: Path, store: GraphStore
) -> None:
    assert complaints(validator, text)
    with pytest.raises(InputError):
        imported(text, tmp_path, store)


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_schema_and_importer_take(
    text: str, validator: Draft202012Validator, tmp_path: Path, store: GraphStore
) -> None:
    assert complaints(validator, text) == []
    imported(text, tmp_path, store)


def test_every_field_of_a_record_may_carry_its_evidence(validator: Draft202012Validator) -> None:
    proven = "theme: {is: Mentoring, at: [1, 2], certainty: doubtful, note: aus dem Namen}"
    assert complaints(validator, f"projects: [{{label: A, {proven}}}]") == []
    assert complaints(validator, f"initiatives: [{{label: A, seeks: {{sought: partner, {proven}}}}}]") == []
