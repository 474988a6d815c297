"""Lists of names behave as sorted lists of texts."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.recommending import name_list
from graph.recommending.name_list import NameList

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5))


@given(TEXTS)
def test_a_list_is_the_sorted_texts(texts: list[str]) -> None:
    names, expected = NameList.of(texts), sorted(set(texts))
    assert names == expected
    assert list(names) == [names[at] for at in range(len(names))] == expected
    assert [names.index(name) for name in expected] == list(range(len(expected)))
    assert list(names.encoded()) == [name.encode() for name in expected]
    assert names[1:3] == expected[1:3]
    assert list(reversed(names)) == expected[::-1]


@given(TEXTS, st.integers(0, 3))
def test_a_column_gives_the_same_list(texts: list[str], first: int) -> None:
    expected = sorted(set(texts))
    parts = [pa.array(expected[:first], pa.string()), pa.array(expected[first:], pa.string())]
    column = pa.chunked_array(parts, pa.string())
    assert NameList.of_column(column) == NameList.of(texts)
    assert NameList.of_column(column.slice(first)) == expected[first:]


@given(TEXTS, st.text(max_size=3))
def test_what_is_not_among_them(texts: list[str], other: str) -> None:
    names = NameList.of(texts)
    assert (other in names) == (other in texts)
    assert (names.number(other) >= 0) == (other in texts)


def test_blocks_are_read_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_list, "BLOCK", 3)
    for many in range(8):
        assert list(NameList.of(map(str, range(many)))) == [str(number) for number in range(many)]


@pytest.mark.parametrize("at", [2, -3])
def test_beyond_the_ends_is_nothing(at: int) -> None:
    with pytest.raises(IndexError, match=r"of 2 names"):
        NameList.of("ab")[at]


def test_the_last_one_is_counted_from_the_end() -> None:
    assert NameList.of("ab")[-1] == "b"


@pytest.mark.parametrize(("name", "bounds"), [("x", ()), ("a", (1,)), ("b", (0, 1)), ("\ud800", ())])
def test_what_is_not_there_has_no_number(name: str, bounds: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="is not among the names"):
        NameList.of("ab").index(name, *bounds)


def test_lists_differ() -> None:
    assert NameList.of("ab") != NameList.of("ac")
    assert NameList.of("ab") != "ab"
    assert NameList.of("ab") == ("a", "b")
    assert NameList.of("ab") != {"a", "b"}
    assert 1 not in NameList.of("ab")
    assert repr(NameList.of("dcba")) == "<4 names: 'a', 'b', 'c', …>"
