"""Tables of query results: each format reads back, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.cells import Cell, cell, harmless
from explorer.table_files import write_table
from explorer.workbook import sheet_name
from graph.errors import OutputError
from graph.vocabulary import XSD

COLUMNS = ("Name", "=Wert")
ROWS: list[list[Cell]] = [
    ["Müller, \"Söhne\"\nKöln", 3],
    ["=1+1", Decimal("2.50")],
    [None, -4],
    ["007", date(2017, 7, 13)],
    ["ja", True],
]  # fmt: skip


def written(format: str, rows: Sequence[Sequence[Cell]] = ROWS, columns: Sequence[str] = COLUMNS) -> bytes:
    output = io.BytesIO()
    write_table(columns, rows, output, format, title="Wer? [A/B]")
    return output.getvalue()


@pytest.mark.parametrize(("format", "mark"), [("csv", ","), ("tsv", "\t")])
def test_separated_values(format: str, mark: str) -> None:
    assert list(csv.reader(io.StringIO(written(format).decode(), newline=""), delimiter=mark)) == [
        ["Name", "'=Wert"],
        ['Müller, "Söhne"\nKöln', "3"],
        ["'=1+1", "2.50"],
        ["", "-4"],
        ["007", "2017-07-13"],
        ["ja", "true"],
    ]


def test_json_is_a_list_of_records() -> None:
    assert json.loads(written("json")) == [
        {"Name": 'Müller, "Söhne"\nKöln', "=Wert": 3},
        {"Name": "=1+1", "=Wert": 2.5},
        {"Name": None, "=Wert": -4},
        {"Name": "007", "=Wert": "2017-07-13"},
        {"Name": "ja", "=Wert": True},
    ]
    assert json.loads(written("json", [])) == []


def test_workbook_keeps_kinds_of_values() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx"))).active
    assert sheet is not None
    assert sheet.title == "Wer   A B"
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert values[0] == list(COLUMNS)
    assert values[1:] == [
        ['Müller, "Söhne"\nKöln', 3],
        ["=1+1", 2.5],
        [None, -4],
        ["007", datetime(2017, 7, 13)],
        ["ja", True],
    ]
    assert sheet["A3"].data_type == "s"
    assert sheet["B5"].number_format == "yyyy-mm-dd"


def test_a_day_that_excel_does_not_know_is_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", [[date(1848, 5, 18), None]]))).active
    assert sheet is not None
    assert sheet["A2"].value == "1848-05-18"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(OutputError, match="choose one of: csv, tsv, xlsx, json"):
        written("ods")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_csv_gives_back_every_text_but_for_the_apostrophe(rows: list[tuple[str, str]]) -> None:
    rows = [tuple(text.encode("utf-8", "replace").decode() for text in row) for row in rows]  # type: ignore[misc]
    read = list(csv.reader(io.StringIO(written("csv", rows).decode(), newline="")))[1:]
    assert read == [[harmless(text) for text in row] for row in rows]
    for was, now in zip((text for row in rows for text in row), (text for row in read for text in row), strict=True):
        assert now in {was, f"'{was}"}
        assert now[:1] not in set("=@\t\r\n＝＋－＠")


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("600000", "decimal", 600000),
        ("2.5", "decimal", Decimal("2.5")),
        ("INF", "double", "INF"),
        ("12345678901234567890", "integer", Decimal("12345678901234567890")),
        ("2023", "gYear", 2023),
        ("2023-01", "gYearMonth", "2023-01"),
        ("2023-06-17", "date", date(2023, 6, 17)),
        ("2023-06-17Z", "date", "2023-06-17Z"),
        ("2023-06-17T12:00:00+02:00", "dateTime", datetime(2023, 6, 17, 10)),
        ("1", "boolean", True),
        ("x", "integer", "x"),
        ("007", "string", "007"),
    ],
)
def test_terms_become_values_of_their_datatype(text: str, datatype: str, value: Cell) -> None:
    assert cell(ox.Literal(text, datatype=ox.NamedNode(XSD(datatype)))) == value


def test_other_terms_become_texts() -> None:
    assert cell(None) is None
    assert cell(ox.NamedNode("http://x/y")) == "http://x/y"
    assert cell(ox.BlankNode("b")) == "_:b"
    assert cell(ox.Literal("Köln", language="de")) == "Köln"


@pytest.mark.parametrize(
    ("value", "text"),
    [("-4.5", "-4.5"), ("+3", "+3"), ("-4-2", "'-4-2"), ("+49 30", "'+49 30"), ("a=1", "a=1"), (-4, "-4"), ("", "")],
)
def test_numbers_are_no_formulas(value: Cell, text: str) -> None:
    assert harmless(value) == text


def test_sheets_have_names_of_their_own() -> None:
    taken: set[str] = set()
    names = [sheet_name(title, taken) for title in ("A" * 40, "a" * 40, "History", "", "'x'", "[]")]
    assert names == ["A" * 31, "a" * 29 + " 2", "Verbund", "Verbund 2", "x", "Verbund 3"]
