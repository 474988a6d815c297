from pathlib import Path
from typing import Any

import pytest

from data.files import open_document
from graph.errors import InputError

PROJECTS = """<?xml version="1.0" encoding="{0}"?><!-- x --><list xmlns="urn:x" n="2">
<head>Kopf</head>
<project id="1"><title>Größe &amp; mehr</title><org><name>A</name></org><org><name>B</name></org></project>
<group><project id="2"><title/>text</project></group>
</list>"""
FOUND = [
    (1, {"@id": "1", "title": "Größe & mehr", "org": [{"name": "A"}, {"name": "B"}]}),
    (2, {"@id": "2", "title": "", "#text": "text"}),
]


def objects(folder: Path, raw: bytes | str, element: str = "") -> list[tuple[int, dict[str, Any]]]:
    path = folder / "a.xml"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(open_document(path).objects(element))


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_elements_of_a_name(tmp_path: Path, encoding: str) -> None:
    assert objects(tmp_path, PROJECTS.format(encoding).encode(encoding), "project") == FOUND


def test_children_of_the_root(tmp_path: Path) -> None:
    found = [value for _, value in objects(tmp_path, PROJECTS.format("utf-8"))]
    assert found == [{"#text": "Kopf"}, FOUND[0][1], {"project": FOUND[1][1]}]


def test_element_inside_one_of_its_name_belongs_to_it(tmp_path: Path) -> None:
    assert objects(tmp_path, "<l><p><p>x</p></p><p>y</p></l>", "p") == [(1, {"p": "x"}), (2, {"#text": "y"})]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l><p>&b;</p></l>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><l><p>&a;</p></l>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
def test_entities_are_not_read(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"a\.xml, line 1: uses the entity"):
        objects(tmp_path, text, "p")


@pytest.mark.parametrize("text", ["<l><p>x</p><p>", "<l><p>x</q></l>", "<l>" * 5000])
def test_broken_text_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"a\.xml, line 1: is broken or cut off XML"):
        objects(tmp_path, text, "p")
