import datetime
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from data.files import open_document
from data.files.workbook import cell_text, number_text
from graph.errors import InputError


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet("Vorhaben")
        sheet.write_row(2, 1, ["Name", "Betrag", "Beginn"])
        sheet.write_row(3, 1, ["Verein", 40000])
        sheet.write_datetime(3, 3, datetime.datetime(2016, 2, 5), day)
        sheet.write_row(4, 1, ["", 0.1 + 0.2, True])
        sheet.merge_range(5, 1, 6, 1, "über zwei Zeilen")
        sheet.write(6, 2, 1)
        book.add_worksheet("Leer")
        book.add_worksheet("Verborgen").hide()
    return path


def test_rows_keep_the_numbers_and_columns_of_the_sheet(workbook: Path) -> None:
    document = open_document(workbook)
    assert list(document.sheets[0].rows()) == [
        (1, ["", "", "", ""]),
        (2, ["", "", "", ""]),
        (3, ["", "Name", "Betrag", "Beginn"]),
        (4, ["", "Verein", "40000", "2016-02-05"]),
        (5, ["", "", "0.3", "true"]),
        (6, ["", "über zwei Zeilen", "", ""]),
        (7, ["", "", "1", ""]),
    ]
    assert document.done == 1
    assert document.sheets[0].merged == [((6, 2), (7, 2))]


def test_sheets_are_all_there(workbook: Path) -> None:
    document = open_document(workbook)
    assert [(sheet.name, sheet.hidden) for sheet in document.sheets] == [
        ("Vorhaben", False),
        ("Leer", False),
        ("Verborgen", True),
    ]
    assert list(document.sheets[1].rows()) == []
    assert (document.format, document.encoding, document.delimiter) == ("xlsx", "", "")


def test_content_goes_before_ending(workbook: Path) -> None:
    renamed = workbook.with_name("list.csv")
    renamed.write_bytes(workbook.read_bytes())
    assert open_document(renamed).format == "xlsx"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (40000.0, "40000"),
        (40000.5, "40000.5"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (1.5e17, "150000000000000000"),
        (1e-7, "0.0000001"),
        (1.25e-9, "0.00000000125"),
        (-0.5, "-0.5"),
        (12345678.9, "12345678.9"),
        (0.0, "0"),
        (float("nan"), ""),
        (7, "7"),
    ],
)
def test_number(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.date(2016, 2, 5), "2016-02-05"),
        (datetime.datetime(2016, 2, 5), "2016-02-05"),
        (datetime.datetime(2016, 2, 5, 13, 30), "2016-02-05T13:30:00"),
        (datetime.datetime(2016, 2, 4, 23, 59, 59, 999_999), "2016-02-05"),
        (datetime.time(13, 30), "13:30:00"),
        (datetime.timedelta(hours=49, minutes=5), "49:05:00"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        ("as it is ", "as it is "),
    ],
)
def test_cell(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_cut_off_workbook(workbook: Path, share: float) -> None:
    raw = workbook.read_bytes()
    workbook.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(InputError, match=r"list\.xlsx: is a damaged"):
        [list(sheet.rows()) for sheet in open_document(workbook).sheets]


def test_damaged_xls(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 2000)
    with pytest.raises(InputError, match=r"old\.xls: is a damaged workbook"):
        _ = open_document(path).sheets


def test_workbook_that_unpacks_without_end(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", bytes(80 << 20))
    with pytest.raises(InputError, match="250 times"):
        _ = open_document(path).sheets


def test_table_of_a_page_under_the_ending_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    head = "<html><table><tr><th>Name<th colspan=2>Größe</tr>"
    path.write_bytes(f"{head}<tr><td>A<br>B</td><td> 1&nbsp;&euro; </td></tr></table>".encode("cp1252"))
    rows = list(open_document(path).sheets[0].rows())
    assert rows == [(1, ["Name", "Größe", ""]), (2, ["A\nB", "1\u00a0€"])]


@pytest.mark.parametrize(
    ("place", "stops"), [((1_048_575, 16_383), True), ((1_048_575, 3), False), ((9, 16_383), False)]
)
def test_stray_cell_far_away(tmp_path: Path, place: tuple[int, int], stops: bool) -> None:
    path = tmp_path / "stray.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Name")
        sheet.write(*place, "x")
    if stops:
        with pytest.raises(InputError, match=r"stray\.xlsx, xl/worksheets/sheet1\.xml: has a stray cell"):
            _ = open_document(path).sheets
    else:
        assert sum(1 for _ in open_document(path).sheets[0].rows()) == place[0] + 1


def test_empty_cells_with_a_format_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "formatted.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Name")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert list(open_document(path).sheets[0].rows()) == [(1, ["Name"])]
