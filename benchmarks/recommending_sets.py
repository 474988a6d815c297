"""What recommendations are measured on: the samples where they are, else an invented set from a seed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from data.loading import load
from graph.recommending.arrays import MATRICES, NAMES, ONES, TRANSPOSED, VECTORS, Arrays, hash_of, read_arrays
from graph.recommending.name_list import NameList
from graph.store import GraphStore

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"
SEED = 20240101
SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True)
class Held:
    """Files below the folder of samples, and the cut; without one, four fifths of the projects are known."""

    files: tuple[str, ...]
    cut: str = ""


SETS = {
    "interreg": Held(("interreg/keep_closed_1420.xlsx",), "2017-01-01"),
    "cordis": Held(("cordis/cordis-plus-2007.csv", "cordis/cordis-plus-2014.csv"), "2014-09-01"),
    "operations": Held(("operations/*/*/*.csv",)),
    "berlin-grants": Held(("berlin-grants",)),
    "360giving": Held(("360giving/a0*.json",)),
}


def arrays_of(name: str, samples: Path = SAMPLES) -> Arrays | None:
    """The arrays of a set, each source's organisations apart; None where its files are not there."""
    if name == SYNTHETIC:
        return synthetic()
    files = [path for pattern in SETS[name].files for path in sorted(samples.glob(pattern))]
    if len(files) < len(SETS[name].files):
        return None
    with tempfile.TemporaryDirectory(prefix="verbund-") as place:
        load(files, Path(place, "store"), curated=False)
        with GraphStore.open(Path(place, "store"), merged=False) as store:
            return read_arrays(store)


def synthetic(projects: int = 3_000, organisations: int = 4_000, communities: int = 60) -> Arrays:
    """Invented projects: each is of a community, which is its theme and where most of its partners come from.

    Ten communities are a programme; a fifth of the partners are anybody; how often an organisation takes part follows
    Zipf's law with exponent 0.5; regions are countries and their parts, and three quarters of a community lie in one.
    """
    draw = np.random.default_rng(SEED)
    home = draw.integers(0, communities, organisations)
    weight = draw.permutation(np.arange(1, organisations + 1) ** -0.5)
    theme = draw.integers(0, communities, projects)
    start = np.datetime64("2014-01-01", "D").astype(int) + np.sort(draw.integers(0, 2_500, projects))
    groups = [_weights(np.flatnonzero(home == at), weight) for at in range(communities)]
    anybody = _weights(np.arange(organisations), weight)
    partners = [list(_partners(draw, groups[at], anybody)) for at in theme]
    region = np.where(draw.random(organisations) < 0.75, home % 30, draw.integers(0, 30, organisations))
    names = [f"https://example.org/organisation/{at:07}" for at in range(organisations)]
    matrices = {
        "member": _matrix([sorted(set(members)) for members in partners], organisations),
        "programme": _matrix([[at // 10] for at in theme], communities // 10 + 1),
        "theme": _matrix([[at] for at in theme], communities),
        "word": _matrix([[at] for at in theme], communities),
        "region": _matrix([[at // 10, 3 + at] for at in region], 33),
        "country": _matrix([[at // 10] for at in region], 3),
        "kind": _matrix([[at] for at in draw.integers(0, 5, organisations)], 5),
    }
    vectors = {
        "first_day": start,
        "last_day": start,
        "lead": np.array([members[0] for members in partners]),
        "key": np.array([hash_of(name) for name in names], np.uint64),
    }
    named = {"projects": [f"https://example.org/project/{at:07}" for at in range(projects)], "organisations": names}
    return in_memory(named, vectors, matrices)


def in_memory(
    names: Mapping[str, Iterable[str]], vectors: Mapping[str, np.ndarray], matrices: Mapping[str, sparse.csr_array]
) -> Arrays:
    """Arrays of what is given; names that are not given are numbers, and all else is empty."""
    width = {side: held.shape[at] for name, held in matrices.items() for at, side in enumerate(MATRICES[name])}
    listed = {name: NameList.of(names.get(name, _numbers(width.get(name, 0)))) for name in NAMES}
    parts = {f"{name}.{part}": getattr(listed[name], part) for name in NAMES for part in ("text", "start")}
    parts |= {name: vectors.get(name, np.empty(0)) for name in VECTORS}
    shapes: dict[str, tuple[int, int]] = {}
    for name, (rows, columns) in MATRICES.items():
        held = matrices.get(name, sparse.csr_array((len(listed[rows]), max(len(listed[columns]), 1))))
        for kept in (name, *(other for other, whole in TRANSPOSED.items() if whole == name)):
            part = held if kept == name else sparse.csr_array(held.T)
            part.sort_indices()
            shapes[kept] = part.shape
            parts |= {f"{kept}.row": part.indptr.astype(np.int32), f"{kept}.column": part.indices.astype(np.int32)}
    parts[ONES] = np.ones(max(len(part) for name, part in parts.items() if name.endswith(".column")))
    return Arrays(parts, shapes)


def _numbers(many: int) -> list[str]:
    return [f"{at:07}" for at in range(many)]


Weights = tuple[np.ndarray, np.ndarray]


def _weights(members: np.ndarray, weight: np.ndarray) -> Weights:
    return members, weight[members] / weight[members].sum()


def _partners(draw: np.random.Generator, own: Weights, anybody: Weights) -> Iterator[int]:
    for _ in range(int(draw.integers(2, 9))):
        members, chances = anybody if draw.random() < 0.2 else own
        yield int(draw.choice(members, p=chances))


def _matrix(rows: list[list[int]], width: int) -> sparse.csr_array:
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    values = np.concatenate([np.asarray(row, int) for row in rows])
    return sparse.csr_array((np.ones(len(at)), (at, values)), shape=(len(rows), width))
