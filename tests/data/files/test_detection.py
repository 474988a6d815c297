from pathlib import Path

import pytest

from data.files import open_document
from graph.errors import InputError

CASES = [
    ("a.csv", "a;b\n1;2\n", "csv"),
    ("a.csv", "a\tb\n1\t2\n", "tsv"),
    ("a.xls", "a;b\n1;2\n", "csv"),
    ("a.xls", "<html><body><table><tr><td>a</td></tr></table></body></html>", "html"),
    ("a.xls", "<meta charset=utf-8><table><tr><td>a</td></tr></table>", "html"),
    ("a.xls", "<!DOCTYPE html><html><table></table></html>", "html"),
    ("a.json", '{"a": 1}', "json"),
    ("a.json", '{\n  "a": 1\n}', "json"),
    ("a.txt", '[{"a": 1}]', "json"),
    ("a.json", '{"a": 1}\n{"a": 2}\n', "jsonl"),
    ("a.jsonl", '{"a": 1}', "jsonl"),
    ("a.json", '{"@context": {}, "@id": "x"}', "rdf"),
    ("a.json", '{"a": 1, "@graph": []}', "rdf"),
    ("a.csv", "[id];[name]\n1;2\n", "csv"),
    ("a.xml", '<?xml version="1.0"?><list><item/></list>', "xml"),
    ("a.csv", "<list><item/></list>", "xml"),
    (
        "a.xml",
        '<?xml version="1.0"?><!-- x --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "rdf",
    ),
    ("a.xml", '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY x "y">]><list/>', "xml"),
    ("a.txt", "@prefix x: <http://example.org/> .\nx:a x:b x:c .", "rdf"),
    ("a.txt", "# note\nPREFIX x: <http://example.org/>\nx:a x:b x:c .", "rdf"),
    ("a.txt", '<http://example.org/a> <http://example.org/b> "c" .', "rdf"),
    ("a.ttl", "<a> <b> <c> .", "rdf"),
    ("a.yml", "a: 1\n", "yaml"),
    ("a.txt", "---\na: 1\nb: 2\n", "yaml"),
    ("a.txt", "Verein A traf Verein B, wie man hört.\nDanach, später, war Ruhe.\nEnde.\n", "binary"),
    ("a.txt", "a;b\n1;2\n3;4\n", "csv"),
    ("a.md", "| a | b |\n|---|---|\n| 1 | 2 |\n", "binary"),
    ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 4, "binary"),
    ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
    ("a", b"", "binary"),
    ("a.csv", b"", "csv"),
    ("a.json", "﻿[1]", "json"),
    ("a.json", '[{"a": 1}]'.encode("utf-16"), "json"),
    ("a.xml", '<?xml version="1.0" encoding="utf-16"?><list/>'.encode("utf-16"), "xml"),
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls"),
]


@pytest.mark.parametrize(("name", "content", "format"), CASES)
def test_format(tmp_path: Path, name: str, content: str | bytes, format: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert open_document(path).format == format


def test_rows_of_what_is_no_table_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 4)
    with pytest.raises(InputError, match=r"letter\.pdf: is neither a table nor"):
        list(open_document(path).table_rows())
    with pytest.raises(InputError, match="not JSON"):
        open_document(path).objects()
