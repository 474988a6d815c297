"""Overrides: what people state about a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.operations.mapping import map_columns
from data.operations.overrides import apply, parse_overrides, read_overrides
from graph.errors import InputError


def test_all_that_can_be_stated(tmp_path: Path) -> None:
    path = tmp_path / "list.yml"
    path.write_text(
        "columns: {Farbe: keywords, Ort: }\nconstants: {fund: ESF, period: 2014-2020}\nheader_row: 3\nsheet: Liste\n"
    )
    stated = read_overrides(path)
    assert stated.columns == {"Farbe": "keywords", "Ort": ""}
    assert (stated.constants["period"], stated.header_row, stated.sheet) == ("2014-2020", 3, "Liste")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {A: project_nam}", "did you mean “project_name”"),
        ("colums: {}", "did you mean “columns”"),
        ("constants: {funds: ESF}", "did you mean “fund”"),
        ("header_row: drei", "number of a row"),
        ("header_row: true", "number of a row"),
        ("columns: [a]", "mapping of one text each"),
        ("- a", "should be a mapping"),
        ("a: [", "is not YAML"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_overrides(text, "list.yml")


def test_stated_columns_replace_found_ones() -> None:
    mapping = map_columns(["Projekt", "Titel der Sache"])
    done = apply(parse_overrides("columns: {titel der sache: project_name}"), mapping)
    assert [column.field for column in done] == ["", "project_name"]
    assert done[1].confidence == 1.0


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(InputError, match="did you mean “Projekt”"):
        apply(parse_overrides("columns: {Projekte: project_name}"), map_columns(["Projekt"]))
