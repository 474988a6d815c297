"""The best partners of everybody, against what the score is by definition."""

from __future__ import annotations

import math
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recommending_sets import in_memory
from graph.errors import InputError, OutputError
from graph.model import Project, Record
from graph.recommending import compiled, everybody, rounds
from graph.recommending.arrays import Arrays, bounds
from graph.recommending.everybody import Counts
from tests.graph.recommending.small import ALL, EX, held, project
from tests.graph.recommending.test_walk import matrix

Row = tuple[str, int, str, float, int]


def written(arrays: Any, **options: Any) -> tuple[Counts, list[Row]]:
    """The counts, and the rows of the file."""
    with TemporaryDirectory() as place:
        counts = everybody.everybody(arrays, Path(place, "all.parquet"), **options)
        table = pq.read_table(Path(place, "all.parquet"))
    return counts, [tuple(row.values()) for row in table.to_pylist()]


def by_definition(projects: list[list[int]], size: int, limit: int, cap: int | None) -> list[Row]:
    """Adamic and Adar, organisation by organisation."""
    near = [{other for held in projects if one in held for other in held} - {one} for one in range(size)]
    counts = [len(one) > 1 and len(one) <= (cap or size) for one in near]
    found: list[Row] = []
    for one in range(size):
        shared = {other: [z for z in near[one] & near[other] if counts[z]] for other in range(size)}
        scores = {other: sum(1 / math.log(len(near[z])) for z in held) for other, held in shared.items() if held}
        best = sorted({*scores} - near[one] - {one}, key=lambda other: (-round(scores[other], 9), other))[:limit]
        found += [(f"{one:07}", at + 1, f"{other:07}", scores[other], len(shared[other]))
                  for at, other in enumerate(best)]  # fmt: skip
    return found


@settings(max_examples=60, deadline=None)  # the first one compiles
@given(
    st.lists(st.sets(st.integers(0, 14), max_size=5).map(sorted), min_size=1, max_size=20),
    st.integers(1, 4),
    st.sampled_from([None, 2, 4, 100]),
)
def test_the_best_are_those_by_definition(projects: list[list[int]], limit: int, cap: int | None) -> None:
    arrays = in_memory({}, {}, {"member": matrix(projects, 15)})
    counts, rows = written(arrays, limit=limit, cap=cap)
    expected = by_definition(projects, 15, limit, cap)
    assert [row[:3] for row in rows] == [row[:3] for row in expected]
    assert [row[3] for row in rows] == pytest.approx([row[3] for row in expected])
    assert [row[4] for row in rows] == [row[4] for row in expected]
    degrees = [len({other for held in projects if one in held for other in held} - {one}) for one in range(15)]
    left_out = sum(degree > (cap or 15) for degree in degrees)
    assert counts == Counts(15, len({row[0] for row in expected}), len(expected), left_out)


def test_the_same_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks change nothing, and each is told of."""
    draw = np.random.default_rng(1)
    arrays = in_memory({}, {}, {"member": matrix([sorted(set(draw.integers(0, 50, 3))) for _ in range(60)], 50)})
    whole = written(arrays)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(everybody, "BLOCK", 7)
    assert written(arrays, progress=lambda *done: told.append(done)) == whole
    assert told == [(done, 50) for done in (7, 14, 21, 28, 35, 42, 49, 50)]


def test_a_store_as_it_was() -> None:
    """Of the small graph, before the last project began: a–d by b and c, who have two and three partners."""
    with held() as store:
        counts, rows = written(store, day=bounds("2017-01-01")[0])
        assert len(written(store)[1]) != len(rows)
    one, two = 1 / math.log(2), 1 / math.log(3)
    ours = [(other, pytest.approx(score), many) for name, _, other, score, many in rows if name == f"{EX}a"]
    assert ours == [(f"{EX}d", one + two, 2), (f"{EX}e", two, 1)]
    assert counts.organisations == 6
    assert counts.left_out == 0


def test_ties_are_by_number_and_names_of_any_script() -> None:
    """Three candidates share the same partner: in the order of code points of their IRIs."""
    names = ["ä-Straße", "z", "川", "😀"]
    projects: list[Record] = [project(f"p{at}", "2014", ["mitte", name]) for at, name in enumerate(names)]
    with held(projects) as store:
        _, rows = written(store)
    ours = [row[1:3] for row in rows if row[0] == f"{EX}z"]
    assert ours == [(1, f"{EX}ä-Straße"), (2, f"{EX}川"), (3, f"{EX}😀")]


@pytest.mark.parametrize("records", [[], [Project(iri=f"{EX}alone", label={"": "alone"})], ALL[:7]])
def test_nobody_gives_a_table_without_rows(records: list[Record]) -> None:
    with held(records) as store:
        counts, rows = written(store)
    assert (rows, counts.rows, counts.with_candidates) == ([], 0, 0)


def test_columns(tmp_path: Path) -> None:
    with held() as store:
        everybody.everybody(store, tmp_path / "all.parquet")
    file = pq.ParquetFile(tmp_path / "all.parquet")
    assert file.schema_arrow.names == ["organisation", "rank", "candidate", "score", "shared_partners"]
    name = pa.dictionary(pa.int32(), pa.string())
    assert [file.schema_arrow.field(column).type for column in ("organisation", "candidate")] == [name, name]


@pytest.mark.parametrize("options", [{"limit": 0}, {"cap": 0}, {"limit": -3}])
def test_numbers_below_one(options: dict[str, int], tmp_path: Path) -> None:
    with held() as store, pytest.raises(InputError, match="at least 1"):
        everybody.everybody(store, tmp_path / "all.parquet", **options)  # type: ignore[arg-type]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "all.parquet").write_text("before")

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with held() as store:
        with pytest.raises(KeyboardInterrupt):
            everybody.everybody(store, tmp_path / "all.parquet", progress=stop)
        with pytest.raises(OutputError, match="cannot be written"):
            everybody.everybody(store, tmp_path / "no folder" / "all.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["all.parquet"]
    assert (tmp_path / "all.parquet").read_text() == "before"


@pytest.mark.parametrize("cap", [None, 50])
def test_memory_is_bounded(cap: int | None, tmp_path: Path) -> None:
    """A hub in each third project; arrays of the store are not counted."""
    arrays = crowded()
    written(arrays)  # what is imported and compiled is not counted either
    near = np.diff((arrays.member_by_organisation @ arrays.member).indptr) - 1
    links = int(near[near <= (cap or len(near))].sum())
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    try:
        everybody.everybody(arrays, tmp_path / "all.parquet", cap=cap)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak + pa.default_memory_pool().max_memory() - before < everybody.memory(len(near), links)


def crowded() -> Arrays:
    """20,000 projects of 30,000 organisations."""
    draw = np.random.default_rng(2)
    projects = [sorted({*draw.integers(1, 30_000, 3).tolist(), *([0] if at % 3 else [])}) for at in range(20_000)]
    return in_memory({}, {}, {"member": matrix(projects, 30_000)})


@pytest.mark.parametrize("is_damaged", [True, False])
def test_machine_code_that_cannot_be_kept(is_damaged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where the folder should be, or kept code that is none: it is compiled all the same."""
    folder = tmp_path / "compiled"
    monkeypatch.setattr(compiled, "folder", lambda: folder)
    if is_damaged:
        compiled.compiled.cache_clear()
        compiled.compiled(rounds.degrees, rounds.DEGREES)
        kept = [path for path in folder.rglob("*") if path.is_file()]
        assert kept
        for path in kept:
            path.write_bytes(b"damaged")
    else:
        folder.write_text("a file")
    compiled.compiled.cache_clear()
    with held() as store:
        assert written(store)[0].rows


def test_nothing_is_kept_elsewhere() -> None:
    """Neither beside the sources nor in the folder that numba would take."""
    compiled.compiled(rounds.degrees, rounds.DEGREES)
    assert not list(Path(rounds.__file__).parent.rglob("*.nb[ci]"))
