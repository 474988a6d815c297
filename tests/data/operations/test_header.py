"""Where the header of a table is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.operations.header import find_header, is_total

NAMES = ["Name des Begünstigten", "Bezeichnung des Vorhabens", "Beginn", "Ende", "Förderfähige Ausgaben"]
DATA = ["Muster GmbH", "Lernen im Betrieb", "01.02.2016", "31.12.2018", "40.000,00"]


def test_the_first_row() -> None:
    found = find_header([NAMES, DATA, DATA])
    assert found is not None
    assert (found.first, found.last, found.data, found.columns) == (1, 1, 2, NAMES)


def test_below_titles_and_empty_rows() -> None:
    found = find_header([["Liste der Vorhaben"], ["Stand: 01.02.2016", ""], [""] * 5, NAMES, DATA, DATA])
    assert found is not None
    assert (found.first, found.data, found.columns) == (4, 5, NAMES)


def test_above_units_and_column_numbers() -> None:
    found = find_header([NAMES, ["", "", "TT.MM.JJJJ", "TT.MM.JJJJ", "in EUR"], ["1", "2", "3", "4", "5"], DATA])
    assert found is not None
    assert (found.data, found.columns) == (4, NAMES)


def test_two_languages_one_under_the_other() -> None:
    english = ["beneficiary name", "operation name", "start date", "end date", "total eligible expenditure"]
    found = find_header([NAMES, english, DATA, DATA])
    assert found is not None
    assert (found.first, found.last, found.data) == (1, 2, 3)
    assert found.columns[2] == "Beginn / start date"


def test_group_headings_are_carried_to_their_columns() -> None:
    groups = ["Begünstigter", "", "Vorhaben", "", ""]
    below = ["Name", "PLZ", "Bezeichnung", "Beginn", "Ende"]
    found = find_header([groups, below, ["Muster e.V.", "10115", "Lernen", "1.1.2016", "1.2.2016"]])
    assert found is not None
    assert found.columns[1] == "Begünstigter / PLZ"
    assert found.columns[4] == "Vorhaben / Ende"


@pytest.mark.parametrize("rows", [[], [[]], [["", ""]], [["1", "2"], ["3", "4"]], [["ein Satz ohne Tabelle"]]])
def test_no_header(rows: list[list[str]]) -> None:
    assert find_header(rows) is None


@pytest.mark.parametrize(
    ("row", "total"),
    [
        (["Summe", "", "", "", "1.000,00"], True),
        (["", "Gesamtergebnis", "", "1.000"], True),
        (["Razem:", "", "15 000,00", ""], True),
        (["Summe e.V.", "Lernen", "1.1.2016", "1.2.2016", "5"], False),
        (DATA, False),
        ([], False),
    ],
)
def test_a_row_of_sums(row: list[str], total: bool) -> None:
    assert is_total(row) is total


@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(NAMES + DATA), max_size=6), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_table_has_a_header_or_none(rows: list[list[str]]) -> None:
    found = find_header(rows)
    assert found is None or (1 <= found.first <= found.last < found.data <= len(rows) + 1)
