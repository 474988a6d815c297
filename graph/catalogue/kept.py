"""A catalogue kept as files beside the columns that it was made of, and mapped into memory by all who read it.

It is written by the first who makes it, into a folder that gets its name when it is whole. Where nothing can be
written, nothing is kept, and each process makes its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from graph.catalogue.arrays import Array
from graph.recommending.array_files import Mapped, stamp

FOLDER, ABOUT = "catalogue", "catalogue.json"
FORM = 2  # of the arrays; those of another one are not read
ENOUGH = 5_000  # things; fewer are read from the columns in a second


def read(columns: Path) -> tuple[Mapping[str, Array], dict[str, Any]] | None:
    """The arrays and words beside columns; None where there are none, or none that can be read."""
    place = columns / FOLDER
    try:
        about = json.loads((place / ABOUT).read_text("utf-8"))
        sizes = about["sizes"]
        is_whole = all((place / f"{name}.npy").stat().st_size == size for name, size in sizes.items())
        if about["form"] != FORM or about["columns"] != stamp(columns) or not is_whole:
            return None
        return Mapped(place, sizes), about["words"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write(parts: Mapping[str, Array], words: Mapping[str, Any], columns: Path) -> bool:
    """Keep arrays and words beside columns; whether that could be done."""
    draft = columns / f"{FOLDER}-{secrets.token_hex(4)}.partial"
    try:
        draft.mkdir()
        for name, part in parts.items():
            np.save(draft / f"{name}.npy", part)
        sizes = {name: (draft / f"{name}.npy").stat().st_size for name in parts}
        about = {"form": FORM, "columns": stamp(columns), "sizes": sizes, "words": dict(words)}
        (draft / ABOUT).write_text(json.dumps(about), "utf-8")
        return _publish(draft, columns / FOLDER)
    except OSError:
        return False
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _publish(draft: Path, place: Path) -> bool:
    with contextlib.suppress(OSError):
        draft.rename(place)
        return True
    if read(place.parent) is not None:  # another process was first
        return False
    doomed = place.with_name(f"{draft.name}.old")
    place.rename(doomed)
    draft.rename(place)
    shutil.rmtree(doomed, ignore_errors=True)
    return True


def read_more(columns: Path, name: str) -> Array | None:
    """One more array that was kept beside a catalogue under a name, None where there is none."""
    try:
        mapped: Array = np.load(columns / FOLDER / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return mapped.view(np.ndarray)
    except (OSError, ValueError, EOFError):
        return None


def write_more(columns: Path, name: str, array: Array) -> bool:
    """Keep one more array beside a catalogue, in one step; whether that could be done."""
    place = columns / FOLDER
    draft = place / f"{name}-{secrets.token_hex(4)}.partial"
    try:
        with draft.open("wb") as file:
            np.save(file, array)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place / f"{name}.npy")
    except OSError:
        draft.unlink(missing_ok=True) if draft.exists() else None
        return False
    return True
