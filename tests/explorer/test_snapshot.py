"""What is in a file: which things, how they are packed, which answers come along, and that nothing breaks out of it."""

from __future__ import annotations

import base64
import datetime
import gzip
import json
import re
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.file_page import _inline, file_page, policy
from explorer.snapshot import Snapshot, snapshot
from explorer.snapshot_form import block, packed
from graph.catalogue import Filter
from graph.store import GraphStore
from queries.library import questions

DAY = datetime.date(2030, 1, 2)
SEEKER = "Vernetzung Süd-Ost-Europa, Roma"
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.snapshot_answers.MOST_WHY_NOT", 1)
    monkeypatch.setattr("explorer.snapshot_answers.rule_sets", tuple)


def read(content: bytes) -> tuple[Json, dict[str, Any]]:
    """The header and the columns of a block, as the page reads them."""
    (size,) = struct.unpack("<I", content[:4])
    header = json.loads(content[4 : 4 + size])
    base = -(-(4 + size) // 8) * 8
    columns = {}
    for name, (width, start, length, stepwise) in header["columns"].items():
        held = np.frombuffer(content, f"<{width}", length, base + start)
        columns[name] = np.cumsum(held) if stepwise else held
    return header, columns


@given(st.dictionaries(st.text(max_size=3), st.lists(st.integers(-(2**31), 2**31 - 1))), st.lists(st.floats()))
def test_what_is_packed_is_read_again(whole: dict[str, list[int]], floats: list[float]) -> None:
    columns = {name: np.array(values, np.int64) for name, values in whole.items()} | {"floats": np.array(floats)}
    _, found = read(block(columns, {}, {}))
    for name, column in columns.items():
        assert found[name].tolist() == pytest.approx(column.tolist(), nan_ok=True)


def test_numbers_that_are_too_large_are_refused() -> None:
    with pytest.raises(ValueError, match="32 bits"):
        block({"a": np.array([2**40])}, {}, {})


def test_the_same_content_gives_the_same_text() -> None:
    text = packed(b"Verbund" * 100)
    assert text == packed(b"Verbund" * 100)
    assert gzip.decompress(base64.b64decode(text)) == b"Verbund" * 100


def test_all_things_are_in_the_file_of_a_small_store(store: GraphStore) -> None:
    made = snapshot(store, day=DAY)
    header, columns = read(made.data)
    about = header["about"]
    assert made.things == made.told == int(columns["known"].sum())
    assert about["made"] == "2030-01-02"
    assert about["status"]["de"]["things"] == 113
    assert len(columns["x"]) == len(columns["community"]) == len(header["texts"]["iri"])
    lines = made.facts.split(b"\n")
    assert len(lines) == 1 + len(header["texts"]["iri"])
    assert sum(1 for line in lines[1:] if line) == made.told


def test_answers_come_along_in_both_languages(store: GraphStore) -> None:
    found = json.loads(snapshot(store, thing=SEEKER, depth=1, partners=["COMMPASS"]).answers)
    asked = {one["thing"][1] for one in found["partners"] if one["region"] is None}
    assert asked == {SEEKER, "COMMPASS"}
    seeking = next(one for one in found["partners"] if one["thing"][1] == SEEKER and one["region"] is None)
    sentences = [seeking["answer"][language]["candidates"][0]["sentence"] for language in ("de", "en")]
    assert sentences[0] != sentences[1]
    assert found["questions"]["funders"]["en"]["rows"]
    needing = {one.name for one in questions() if any(parameter.required for parameter in one.parameters)}
    assert needing
    assert not needing & set(found["questions"])


def test_those_who_are_recommended_are_in_the_file(store: GraphStore) -> None:
    made = snapshot(store, thing=SEEKER, depth=1)
    there = set(read(made.data)[0]["texts"]["iri"])
    for one in json.loads(made.answers)["partners"]:
        assert {candidate["id"] for candidate in one["answer"]["de"]["candidates"]} <= there


def test_a_selection_comes_with_what_it_is_linked_to(store: GraphStore) -> None:
    whole = snapshot(store)
    part = snapshot(store, Filter(type=("Initiative",)))
    header, columns = read(part.data)
    assert part.things < whole.things
    types = [header["about"]["types"][int(at)] for at in columns["type"][columns["known"] > 0]]
    assert {"Initiative", "Need", "Project"} <= set(types)
    for name in ("edge.source", "edge.target", "main.region", "money.thing"):
        assert columns[name].max(initial=-1) < len(header["texts"]["iri"])


def test_labels_cannot_end_their_element() -> None:
    hostile = "</script><img src=x onerror=alert(1)><!--<script>"
    content = Snapshot(hostile.encode(), hostile.encode(), hostile.encode(), 1, 0, 1)
    page = file_page(content, lang="de", version="1")
    assert "onerror" not in page
    assert len(re.findall(r"<script[ >]", page)) == len(re.findall(r"</script>", page))


def test_the_policy_allows_the_page_alone() -> None:
    rules = policy("let a = 1", "a{}")
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in rules
    assert "http" not in rules


def test_script_that_speaks_of_elements_ends_none() -> None:
    assert _inline('a("</script><!-- </style>")\r\n') == 'a("\\x3c/script>\\x3c!-- <\\/style>")\n'
