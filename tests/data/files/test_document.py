import os
from pathlib import Path

import pytest

from data.files import documents, open_document
from graph.errors import InputError


def test_folder_gives_all_files_below_it_sorted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.json").write_text('{"a": 1}')
    (tmp_path / "c.csv").write_text("a;b\n1;2\n")
    (tmp_path / "a.pdf").write_bytes(bytes(range(256)))
    (tmp_path / ".hidden").write_text("x")
    assert [(document.name, document.format) for document in documents(tmp_path)] == [
        ("a.pdf", "binary"),
        ("a.json", "json"),
        ("c.csv", "csv"),
    ]


def test_sibling(tmp_path: Path) -> None:
    (tmp_path / "project.csv").write_text("a;b\n1;2\n")
    (tmp_path / "Organization.CSV").write_text("a;b\n1;2\n")
    document = open_document(tmp_path / "project.csv")
    found = document.sibling("organization.csv")
    assert found is not None
    assert found.name == "Organization.CSV"
    assert document.sibling("topics.csv") is None


def test_done_grows_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("name;number\n" + "".join(f"x{number};{number}\n" for number in range(200_000)))
    document = open_document(path)
    assert document.done == 0
    shares = [document.done for number, _ in document.sheets[0].rows() if number % 1000 == 0]
    assert shares == sorted(shares)
    assert 0 < shares[50] < 0.6
    assert document.done == 1


def test_rows_may_be_read_again_and_left_early(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;2\n")
    sheet = open_document(path).sheets[0]
    assert next(iter(sheet.rows())) == (1, ["a", "b"])
    assert len(list(sheet.rows())) == 2


def test_facts_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("﻿a\tb\r\nü\t2\r\n".encode())
    document = open_document(path)
    assert (document.format, document.encoding, document.bom) == ("tsv", "utf-8", True)
    assert (document.delimiter, document.compression, document.size) == ("\t", "", path.stat().st_size)
    assert document.head(5) == b"\xef\xbb\xbfa\t"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: there is no such file"):
        open_document(tmp_path / "none.csv")
    with pytest.raises(InputError, match="there is no such file"):
        list(documents(tmp_path / "none.csv"))


def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    with pytest.raises(InputError, match="is no file"):
        open_document(path)
    assert list(documents(tmp_path)) == []
