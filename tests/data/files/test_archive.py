import gzip
import hashlib
import io
import stat
import zipfile
from pathlib import Path

import pytest

from data.files import documents, open_document
from graph.errors import InputError

TABLE = "Name;Straße\nVerein;Große Straße\n".encode()
ROWS = [(1, ["Name", "Straße"]), (2, ["Verein", "Große Straße"])]


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def write(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_gzip(tmp_path: Path) -> None:
    path = write(tmp_path, "table.csv.gz", gzip.compress(TABLE))
    document = open_document(path)
    assert (document.format, document.compression, document.name) == ("csv", "gzip", "table.csv.gz")
    assert list(document.sheets[0].rows()) == ROWS
    assert document.done == 1
    assert document.size == path.stat().st_size
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_gzip_by_content(tmp_path: Path) -> None:
    assert list(open_document(write(tmp_path, "table.csv", gzip.compress(TABLE))).sheets[0].rows()) == ROWS


def test_archive_of_one_file_is_that_file(tmp_path: Path) -> None:
    document = open_document(write(tmp_path, "a.zip", packed(in__table_csv=TABLE)))
    assert (document.name, document.member, document.compression) == ("a.zip/in/table.csv", "in/table.csv", "zip")
    assert list(document.sheets[0].rows()) == ROWS
    assert (document.size, document.sha256) == (len(TABLE), hashlib.sha256(TABLE).hexdigest())


def test_members_and_an_archive_inside(tmp_path: Path) -> None:
    inner = packed(deep_csv=TABLE, deeper_zip=packed(deepest_csv=TABLE))
    path = write(tmp_path, "a.zip", packed(b_zip=inner, c_csv_gz=gzip.compress(TABLE), x___hidden=b"x"))
    found = {document.member: document for document in documents(path)}
    assert {member: document.format for member, document in found.items()} == {
        "b.zip/deep.csv": "csv",
        "b.zip/deeper.zip": "binary",
        "c.csv.gz": "csv",
    }
    assert list(found["b.zip/deep.csv"].sheets[0].rows()) == ROWS
    assert list(found["c.csv.gz"].sheets[0].rows()) == ROWS


def test_archive_of_several_files_is_not_one_document(tmp_path: Path) -> None:
    path = write(tmp_path, "a.zip", packed(b_csv=TABLE, c_csv=TABLE))
    with pytest.raises(InputError, match=r"a\.zip: is an archive of 2 files"):
        open_document(path)
    with pytest.raises(InputError, match=r"holds no file “d\.csv”; it holds b\.csv, c\.csv"):
        open_document(path, member="d.csv")


def test_sibling_in_an_archive(tmp_path: Path) -> None:
    path = write(tmp_path, "a.zip", packed(x__Project_csv=TABLE, x__organization_csv=TABLE, project_csv=TABLE))
    beside = open_document(path, member="x/organization.csv").sibling("project.CSV")
    assert beside is not None
    assert beside.member == "x/Project.csv"


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_cut_off_gzip(tmp_path: Path, share: float) -> None:
    raw = gzip.compress(b"".join(b"%d;%d\n" % (number, number**3) for number in range(100_000)))
    document = open_document(write(tmp_path, "a.csv.gz", raw[: int(len(raw) * share)]))
    with pytest.raises(InputError, match=r"a\.csv\.gz: is damaged or cut off .*get the file once more"):
        list(document.sheets[0].rows())


def test_gzip_that_unpacks_without_end(tmp_path: Path) -> None:
    document = open_document(write(tmp_path, "a.csv.gz", gzip.compress(b"a;b\n" * 20_000_000)))
    with pytest.raises(InputError, match="250 times"):
        list(document.sheets[0].rows())


def test_member_that_unpacks_without_end(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="250 times"):
        open_document(write(tmp_path, "a.zip", packed(a_csv=bytes(80 << 20))))


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "x/../../a.csv", "..\\a.csv", "C:\\a.csv"])
def test_paths_that_lead_outside(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr(name, TABLE)
    with pytest.raises(InputError, match="points outside"):
        list(documents(path))


def test_link(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    info = zipfile.ZipInfo("a.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as container:
        container.writestr(info, "/etc/hostname")
    with pytest.raises(InputError, match="points outside"):
        open_document(path)


def test_encrypted_member(tmp_path: Path) -> None:
    raw = bytearray(packed(a_csv=TABLE))
    raw[6] |= 1
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match=r"a\.csv: is encrypted"):
        open_document(write(tmp_path, "a.zip", bytes(raw)))


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_cut_off_archive(tmp_path: Path, share: float) -> None:
    raw = packed(a_csv=TABLE * 50)
    with pytest.raises(InputError, match=r"a\.zip: is a damaged or cut off ZIP"):
        open_document(write(tmp_path, "a.zip", raw[: int(len(raw) * share)]))


def test_damaged_member(tmp_path: Path) -> None:
    raw = bytearray(packed(a_csv=TABLE * 50))
    raw[50] ^= 0xFF
    with pytest.raises(InputError, match="is damaged or cut off"):
        list(open_document(write(tmp_path, "a.zip", bytes(raw))).sheets[0].rows())


def test_workbook_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("a.xlsx", packed(xl__workbook_xml=b"<x/>"))
    document = open_document(path)
    assert (document.format, document.member) == ("xlsx", "a.xlsx")
    with pytest.raises(InputError, match=r"a\.xlsx: is a damaged workbook"):
        _ = document.sheets
