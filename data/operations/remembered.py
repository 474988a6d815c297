"""Mappings that were used, kept by their header, for the next edition of the same list."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rapidfuzz import fuzz

from data.operations.lexicon import fields
from data.operations.mapping import ColumnMapping
from data.operations.words import key

ALIKE = 0.9


def fingerprint(header: Sequence[str]) -> str:
    """The hash of a header's folded words: line breaks, case, accents and numbering of columns do not change it."""
    return hashlib.sha256("\n".join(key(column) for column in header).encode()).hexdigest()[:20]


def remember(folder: Path, mapping: Sequence[ColumnMapping], name: str = "") -> Path:
    """Keep a mapping in a folder and give its file; one that was kept for the same header is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{fingerprint([column.column for column in mapping])}.json"
    text = json.dumps({"name": name, "columns": [asdict(column) for column in mapping]}, ensure_ascii=False, indent=1)
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_text(text + "\n", "utf-8")
    partial.replace(path)
    return path


def recall(folder: Path, header: Sequence[str]) -> list[ColumnMapping] | None:
    """The mapping kept for this header, or for one at least 90 % alike; None where there is none.

    Columns that are new in this edition are not in it; those that are gone are dropped. A file that is damaged or of
    another version is passed over, since a mapping can always be made anew.
    """
    exact = folder / f"{fingerprint(header)}.json"
    kept = _read(exact)
    if kept:
        return _carried(kept, header)
    found = [(_alike([c.column for c in other], header), path.name, other) for path, other in _all(folder)]
    best = max(found, default=None, key=lambda item: item[:2])
    return _carried(best[2], header) if best and best[0] >= ALIKE else None


def _all(folder: Path) -> list[tuple[Path, list[ColumnMapping]]]:
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return [(path, kept) for path in paths if (kept := _read(path))]


def _alike(one: Sequence[str], two: Sequence[str]) -> float:
    """The likeness of two headers: of their columns' words as sets of columns."""
    first, second = {key(column) for column in one}, {key(column) for column in two}
    if not first or not second:
        return 0.0
    same = first & second
    rest = sorted(first - same)
    near = sum(max((fuzz.ratio(column, other) / 100 for other in rest), default=0.0) for column in second - same)
    return (len(same) + near) / max(len(first), len(second))


def _carried(kept: list[ColumnMapping], header: Sequence[str]) -> list[ColumnMapping]:
    """The kept mapping for the columns of this header."""
    left = list(kept)
    carried = []
    for column in header:
        best = max(left, key=lambda other: fuzz.ratio(key(other.column), key(column)), default=None)
        if best is None or fuzz.ratio(key(best.column), key(column)) < 80:
            continue
        left.remove(best)
        carried.append(
            ColumnMapping(column, best.field, best.confidence, f"remembered: {best.why.removeprefix('remembered: ')}")
        )
    return carried


def _read(path: Path) -> list[ColumnMapping] | None:
    try:
        columns = [ColumnMapping(**column) for column in json.loads(path.read_text("utf-8"))["columns"]]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return columns if all(column.field in ("", *fields()) for column in columns) else None
