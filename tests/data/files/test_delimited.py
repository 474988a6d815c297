import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.files import open_document
from data.files.delimited import delimiter_of
from graph.errors import InputError


def cells(folder: Path, raw: bytes | str, name: str = "table.csv") -> list[list[str]]:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return [row for _, row in open_document(path).sheets[0].rows()]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1;2;3\n", ";"),
        ("a,b,c\n1,2,3\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("Name;Betrag\nVerein;1,5\nStadt;2,5\nLand;3,5\n", ";"),
        ("Name;Zweck\nVerein;Beratung, Hilfe, Bildung\nStadt;Bildung, Sport, Kultur\n", ";"),
        ('Name,Zweck\n"Verein; a; b","c; d"\n"Stadt; e; f","g; h"\n', ","),
        ("Liste der Vorhaben, Stand 2020\nErzeugt: heute\n\nName;Zweck;Betrag\na;b;1\nc;d;2\n", ";"),
        ('Name;Zweck\n"a\nb";"c, d\ne, f"\n"g\nh";i\n', ";"),
        ("sep=|\na;b|c\nd|e\n", "|"),
        ("a\tb\tc\n1,5\t2;3\t4\n", "\t"),
        ("only one column\nwithout any\n", ""),
        ("", ""),
    ],
)
def test_delimiter(text: str, delimiter: str) -> None:
    assert delimiter_of(text)[0] == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1; 2 \n", [["a", "b"], ["1", " 2 "]]),
        ("a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
        ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
        ('a;b\n"1\n2";3\n', [["a", "b"], ["1\n2", "3"]]),
        ("sep=;\na;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        ('a;b\n="001";="x;y"\n', [["a", "b"], ["001", "x;y"]]),
        ('a;b\n"=""001""";2\n', [["a", "b"], ["001", "2"]]),
        ("name;place\nx\0;2\n", [["name", "place"], ["x", "2"]]),
        ("a;b\n1\r2;3\n", [["a", "b"], ["1\r2", "3"]]),
        ('a;b\nRohr 5" breit;2\n3;4\n', [["a", "b"], ['Rohr 5" breit', "2"], ["3", "4"]]),
        ('a;b\n"x;1\n2;3\n4;5\n', [["a", "b"], ['"x', "1"], ["2", "3"], ["4", "5"]]),
        ('a;b\n"x;1\n"y";3\n4;5\n', [["a", "b"], ['"x', "1"], ["y", "3"], ["4", "5"]]),
        ("a;b\n\n1;2;3\n4\n", [["a", "b"], [], ["1", "2", "3"], ["4"]]),
        ('a;<a href="x">b</a>\n1;2\n', [["a", '<a href="x">b</a>'], ["1", "2"]]),
        ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
    ],
)
def test_rows(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    assert cells(tmp_path, text) == rows


def test_rows_are_numbered_by_table_not_by_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('a;b\n"1\n2";3\n4;5\n')
    assert [number for number, _ in open_document(path).sheets[0].rows()] == [1, 2, 3]


def test_unclosed_quote_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = cells(tmp_path, "a;b\n" + '"x;0\n' + "".join(f"{number};y\n" for number in range(5000)))
    assert len(rows) == 5002
    assert rows[1] == ['"x', "0"]


def test_long_cell(tmp_path: Path) -> None:
    assert cells(tmp_path, f"a;b\n{'x' * 3_000_000};2\n")[1][0] == "x" * 3_000_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_wide_encodings_with_tabs_under_the_ending_csv(tmp_path: Path, encoding: str) -> None:
    text = "Name\tOrt\r\nVerein für Bildung\tMünchen\r\n"
    assert cells(tmp_path, text.encode(encoding)) == [["Name", "Ort"], ["Verein für Bildung", "München"]]


def test_damaged_places_are_read_as_what_they_most_often_are(tmp_path: Path) -> None:
    raw = ("Name;Straße\n" + "Müller;Große Straße\n" * 20).encode() + "Jäger;x\n".encode("cp1252")
    assert cells(tmp_path, raw)[-1] == ["Jäger", "x"]


def test_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"table\.csv: is empty"):
        cells(tmp_path, "\n \n")


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\x85", exclude_characters="\uf8fd"),
    max_size=12,
).filter(lambda text: not text.startswith("="))


@given(st.lists(st.lists(CELL, min_size=3, max_size=3).filter(any), min_size=1, max_size=8), st.sampled_from(";,\t|"))
def test_what_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    out = io.StringIO(newline="")
    table = [["first", "second", "third"]] * 4 + rows
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert cells(tmp_path_factory.mktemp("csv"), out.getvalue()) == table


@given(st.binary(max_size=300))
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "table.csv"
    path.write_bytes(raw)
    try:
        document = open_document(path)
        for sheet in document.sheets:
            list(sheet.rows())
        list(document.objects())
    except InputError as error:
        assert "table.csv" in str(error)
