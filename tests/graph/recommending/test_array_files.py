"""Arrays that are kept beside columns say what those made in memory say, and are read only while they are right."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph import folder, kept_arrays
from graph.matching.merging import publish
from graph.recommending import array_files, numbering
from graph.recommending.array_files import ABOUT, Mapped
from graph.recommending.arrays import MATRICES, NAMES, TRANSPOSED, VECTORS, Arrays, bounds, read_arrays
from graph.recommending.history import History, query_of
from graph.recommending.ladder import METHODS
from graph.store import GraphStore
from tests.data.importing.test_loader import load
from tests.graph.matching.landscape import CENTRE, CLUSTERS, SAME_CENTRE, Listed, first, make
from tests.graph.recommending.landscape import drawn
from tests.graph.recommending.small import EX, arrays_of

ALL = (*NAMES, *VECTORS, *MATRICES, *TRANSPOSED)


def assert_same(one: Arrays, other: Arrays) -> None:
    assert dict(one.shapes) == dict(other.shapes)
    for name in NAMES:
        assert getattr(one, name) == getattr(other, name), name
    for name in VECTORS:
        assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name not in ("key", "lead")), name
    for name in (*MATRICES, *TRANSPOSED):
        held, expected = getattr(one, name), getattr(other, name)
        for part in ("indptr", "indices", "data"):
            assert np.array_equal(getattr(held, part), getattr(expected, part)), name
            assert getattr(held, part).dtype == getattr(expected, part).dtype, name


def written(arrays: Arrays, place: Path) -> Arrays:
    """Arrays read from where they were written to."""
    array_files.write(arrays, place)
    found = array_files.read(place)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", [None, *range(4)])
def test_mapped_arrays_are_those_made_in_memory(tmp_path: Path, seed: int | None) -> None:
    arrays = arrays_of([] if seed is None else drawn(seed))
    assert_same(written(arrays, tmp_path), arrays)


@pytest.mark.parametrize("method", METHODS)
def test_methods_find_the_same_in_mapped_arrays(tmp_path: Path, method: str) -> None:
    made, day = arrays_of(), bounds("2017-01-01")[0]
    mapped = written(made, tmp_path)
    found, expected = (METHODS[method](History(one, day))(query_of(one, 0)) for one in (mapped, made))
    assert found.tolist() == expected.tolist()


def test_only_what_is_asked_for_is_opened(tmp_path: Path) -> None:
    arrays = written(arrays_of(), tmp_path)
    place = tmp_path / kept_arrays.RECOMMENDING
    for path in place.glob("*.npy"):
        if path.name.partition(".")[0] not in ("member", "ones", "projects"):
            path.unlink()
    assert arrays.member.nnz == 12
    assert arrays.projects.index(f"{EX}p1") == 1
    with pytest.raises(FileNotFoundError):
        _ = arrays.theme


def test_mapped_arrays_cannot_be_written_to(tmp_path: Path) -> None:
    arrays = written(arrays_of(), tmp_path)
    with pytest.raises(ValueError, match="read-only"):
        arrays.member.indices[0] = 1
    with pytest.raises(AttributeError):
        _ = arrays.nothing


def _about(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def damage(place: Path) -> None:
        about = json.loads((place / ABOUT).read_text("utf-8"))
        change(about)
        (place / ABOUT).write_text(json.dumps(about), "utf-8")

    return damage


def _cut_off(place: Path) -> None:
    path = place / "member.column.npy"
    path.write_bytes(path.read_bytes()[:-4])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "nothing said": lambda place: (place / ABOUT).unlink(),
    "empty": lambda place: (place / ABOUT).write_text(""),
    "no object": lambda place: (place / ABOUT).write_text("[]"),
    "sizes of none": _about(lambda about: about.update(sizes=[])),
    "another form": _about(lambda about: about.update(form=array_files.FORM + 1)),
    "a size unsaid": _about(lambda about: about["sizes"].pop("lead")),  # type: ignore[attr-defined]
    "a shape unsaid": _about(lambda about: about["shapes"].pop("theme")),  # type: ignore[attr-defined]
    "a file gone": lambda place: (place / "theme.row.npy").unlink(),
    "a file cut off": _cut_off,
    "columns more": lambda place: (place.parent / "names-x.parquet").write_bytes(b"x"),
    "columns less": lambda place: (place.parent / "things-made.parquet").unlink(),
    "columns others": lambda place: (place.parent / "things-made.parquet").write_bytes(b"other"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_and_stale_arrays_are_not_read(tmp_path: Path, damage: str) -> None:
    (tmp_path / "things-made.parquet").write_bytes(b"those")
    written(arrays_of(), tmp_path)
    DAMAGES[damage](tmp_path / kept_arrays.RECOMMENDING)
    assert array_files.read(tmp_path) is None


# ---------------------------------------------------------------------- stores


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store whose load keeps its arrays nevertheless."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_arrays, "LARGE", 1)
        return make(tmp_path_factory.mktemp("kept") / "s")


@pytest.fixture
def place(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to be changed."""
    monkeypatch.setattr(kept_arrays, "LARGE", 1)
    shutil.copytree(kept, tmp_path / "s")
    return tmp_path / "s"


def tables(place: Path) -> Path:
    return place / f"r{folder.current(place)}" / folder.TABLES


def assert_kept(store: GraphStore) -> Arrays:
    """The arrays of a store, which must be mapped and say what its columns say."""
    arrays = read_arrays(store)
    assert isinstance(arrays.parts, Mapped)
    assert "tables" not in store.__dict__
    assert_same(arrays, numbering.made(store, store.tables))
    return arrays


def test_a_load_keeps_arrays(kept: Path) -> None:
    with GraphStore.open(kept) as store:
        assert {CENTRE, SAME_CENTRE} <= set(assert_kept(store).organisations)


def test_a_merged_store_has_arrays_of_its_own(place: Path) -> None:
    publish(place, CLUSTERS)
    with GraphStore.open(place) as store:
        merged, apart = assert_kept(store), assert_kept(store.unmerged)
        assert CENTRE in merged.organisations
        assert SAME_CENTRE not in merged.organisations
        assert SAME_CENTRE in apart.organisations
        assert len(merged.projects) == len(apart.projects) - 1


def test_a_revision_that_is_only_merged_shares_the_files(place: Path) -> None:
    nodes = {item.stat().st_ino for item in (tables(place) / kept_arrays.RECOMMENDING).glob("*.npy")}
    publish(place, CLUSTERS)
    assert {item.stat().st_ino for item in (tables(place) / kept_arrays.RECOMMENDING).glob("*.npy")} == nodes


def test_a_load_that_changes_nothing_leaves_them(place: Path) -> None:
    before = tables(place)
    load(place, Listed("eins", first()))  # type: ignore[arg-type]
    assert tables(place) == before
    with GraphStore.open(place) as store:
        assert_kept(store)


def test_a_later_load_makes_them_anew(place: Path) -> None:
    load(place, Listed("eins", first("Andere Brücke"), edition="2"))  # type: ignore[arg-type]
    with GraphStore.open(place) as store:
        assert "andere" in assert_kept(store).words


def test_a_store_that_is_small_by_now_keeps_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_arrays, "LARGE", 1_000_000)
    load(place, Listed("eins", first("Andere Brücke"), edition="2"))  # type: ignore[arg-type]
    with GraphStore.open(place) as store:
        assert array_files.read(tables(place)) is None
        assert "andere" in read_arrays(store).words


def test_a_store_without_them_makes_them(place: Path) -> None:
    with GraphStore.open(place) as store:
        expected = list(read_arrays(store).organisations)
        array_files.remove(tables(place))
        found = read_arrays(store)
        assert isinstance(found.parts, dict)
    assert found.organisations == expected
