"""What a store knows of the loaded edition of a source: a small file beside its columns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

FILES = (("mentions", "parquet"), ("blocks", "parquet"), ("edition", "json"))


@dataclass(slots=True)
class About:
    """What identifies an edition, and how many rows it had; ``statements`` without those about the source itself."""

    sha256: str = ""
    fingerprint: str = ""
    read: int = 0
    loaded: int = 0
    merged: int = 0
    rejected: int = 0
    statements: int = 0

    def is_of(self, other: About) -> bool:
        """Whether both come of the same file, read in the same way."""
        return (self.sha256, self.fingerprint) == (other.sha256, other.fingerprint)


def read_about(folder: Path, source_id: str) -> About | None:
    """What is known of the loaded edition without reading its rows."""
    try:
        return About(**json.loads(file_of(folder, "edition", source_id, "json").read_text("utf-8")))
    except (FileNotFoundError, TypeError, ValueError):
        return None


def remove(folder: Path, source_id: str) -> None:
    """Forget the edition of a source."""
    for name, ending in FILES:
        file_of(folder, name, source_id, ending).unlink(missing_ok=True)


def file_of(folder: Path, name: str, source_id: str, ending: str) -> Path:
    """Where a part of what is known of an edition stands."""
    return folder / f"{name}-{quote(source_id, safe='')}.{ending}"
