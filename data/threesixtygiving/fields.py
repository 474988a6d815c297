"""What each path of the standard is read as (``fields.yml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.importing.reading import Column


@cache
def _fields() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("fields.yml").read_text("utf-8"))
    return found


def geocodes() -> dict[str, str]:
    """NUTS codes by the beginning of codes of the Office for National Statistics."""
    codes: dict[str, str] = _fields()["geocodes"]
    return codes


def column(name: str, path: str) -> Column:
    """The column of this name; ``path`` is its place in a grant without numbers, "" for one of the publisher's own."""
    if path and path.rpartition("/")[2] in _fields()["personal"]:
        return Column(name, "", 1.0, "is of a person, and persons are not stored")
    if field := _fields()["fields"].get(path):
        return Column(name, field, 1.0, f"“{path}” of the standard")
    if field := _fields()["additional"].get(path or name):
        return Column(name, field, 0.9, "added by the service that collects the files")
    return Column(name, "", 1.0, "of the standard, but not read" if path else "is not of the standard")
