"""The arrays that recommendations are computed from, kept as files beside the columns and mapped into memory.

A file a flat array; one more, written last, says what they are. It names the columns that they were made of, so that
those of other columns are never read. What it does not say, or says of files that are not as it says, is not read
either: the columns say the same.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from xxhash import xxh3_64

from graph.kept_arrays import RECOMMENDING
from graph.recommending.arrays import MATRICES, NAMES, ONES, TRANSPOSED, VECTORS, Array, Arrays

ABOUT = "arrays.json"
FORM = 2  # of the arrays; those of another one are not read
FOOTER = 4096  # bytes at the end of a Parquet file, with its counts and the places of its columns


class Mapped(Mapping[str, Array]):
    """Flat arrays by name, each mapped into memory when it is asked for."""

    def __init__(self, folder: Path, names: Mapping[str, Any]) -> None:
        self._folder, self._names = folder, names

    def __getitem__(self, name: str) -> Array:
        mapped: Array = np.load(self._folder / f"{name}.npy", mmap_mode="r")
        return mapped.view(np.ndarray)  # slices of np.memmap are slow

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def write(arrays: Arrays, columns: Path) -> None:
    """Put arrays beside the columns that they were made of."""
    place = columns / RECOMMENDING
    remove(columns)
    place.mkdir()
    for name, part in arrays.parts.items():
        np.save(place / f"{name}.npy", part)
    sizes = {name: (place / f"{name}.npy").stat().st_size for name in arrays.parts}
    about = {"form": FORM, "columns": stamp(columns), "sizes": sizes, "shapes": dict(arrays.shapes)}
    (place / ABOUT).write_text(json.dumps(about), "utf-8")


def read(columns: Path) -> Arrays | None:
    """The arrays that stand beside columns; None where there are none, or none that can be read."""
    place = columns / RECOMMENDING
    try:
        about = json.loads((place / ABOUT).read_text("utf-8"))
        sizes, shapes = about["sizes"], about["shapes"]
        is_whole = all((place / f"{name}.npy").stat().st_size == size for name, size in sizes.items())
        if about["form"] != FORM or not is_whole or not _names_all(sizes, shapes) or about["columns"] != stamp(columns):
            return None
        return Arrays(Mapped(place, sizes), {name: (int(rows), int(many)) for name, (rows, many) in shapes.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remove(columns: Path) -> None:
    """Take away what is kept beside columns."""
    shutil.rmtree(columns / RECOMMENDING, ignore_errors=True)


def stamp(columns: Path) -> str:
    """What columns change with: the names and sizes of their files, and how these end."""
    digest = xxh3_64()
    for path in sorted(columns.glob("*.parquet")):
        with path.open("rb") as file:
            size = path.stat().st_size
            file.seek(max(size - FOOTER, 0))
            digest.update(f"{path.name} {size} ".encode() + file.read())
    return digest.hexdigest()


def _names_all(sizes: Mapping[str, int], shapes: Mapping[str, Any]) -> bool:
    """Whether all is there that arrays are made of."""
    matrices = (*MATRICES, *TRANSPOSED)
    wanted = {*VECTORS, ONES, *(f"{name}.{part}" for name in NAMES for part in ("text", "start"))}
    wanted.update(f"{name}.{part}" for name in matrices for part in ("row", "column"))
    return wanted <= sizes.keys() and shapes.keys() >= set(matrices)
