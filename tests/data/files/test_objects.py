import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.files import open_document
from graph.errors import InputError


def objects(folder: Path, raw: bytes | str, prefix: str = "", name: str = "a.json") -> list[tuple[int, dict[str, Any]]]:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(open_document(path).objects(prefix))


@pytest.mark.parametrize(
    ("text", "prefix", "found"),
    [
        ('[{"a": 1}, {"a": 2}]', "", [(1, {"a": 1}), (2, {"a": 2})]),
        ('{"grants": [{"a": 1}], "x": [{"b": 2}]}', "grants", [(1, {"a": 1})]),
        ('{"x": {"y": [{"a": 1}]}}', "x.y", [(1, {"a": 1})]),
        ('{"a": {"b": null}}', "", [(1, {"a": {"b": None}})]),
        ('\n [\n{"a": "ü"}]\n', "", [(1, {"a": "ü"})]),
        ("[]", "", []),
        ('{"grants": []}', "grants", []),
        ('{"a": 1}\n\n{"a": 2}\n', "", [(1, {"a": 1}), (3, {"a": 2})]),
    ],
)
def test_objects(tmp_path: Path, text: str, prefix: str, found: list[tuple[int, dict[str, Any]]]) -> None:
    assert objects(tmp_path, text, prefix) == found


@pytest.mark.parametrize("text", ['[{{"n": {0}}}]', '{{"n": {0}}}\n{{"n": {0}}}', '{{"n": {0}}}'])
@pytest.mark.parametrize("number", ["0.1", "12345678901234567890.123456789", "1234567890123456789012345", "7", "1e3"])
def test_numbers_are_exact(tmp_path: Path, text: str, number: str) -> None:
    value = objects(tmp_path, text.format(number))[0][1]["n"]
    assert isinstance(value, int | Decimal)
    assert value == Decimal(number)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("text", ['[{"a": "Größe €"}]', '{"a": "Größe €"}\n{"a": "x"}'])
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert objects(tmp_path, text.encode(encoding))[0] == (1, {"a": "Größe €"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"a": 1}, {"a": ', "after entry 1: is broken or cut off JSON"),
        ('[{"a": 1}, 5]', "entry 2: is int where an object"),
        ('{"a": 1}\n{"a": }\n', "line 2: is no JSON object"),
        ('{"a": 1}\n{"a": NaN}\n', "NaN is no number"),
        ('[{"a": 1,}]', "is broken"),
        ('{"a": ' * 5000 + "\n", "a.json"),
    ],
)
def test_broken_text_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        objects(tmp_path, text)


def test_arrays_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"version": 1, "grants": [{"of": [{"x": 1}]}], "deep": {"list": [{"y": 1}]}}))
    assert open_document(path).arrays == ["grants", "deep.list"]
    path.write_text('[{"a": [{"b": 1}]}, {"a"')
    assert open_document(path).arrays == [""]
