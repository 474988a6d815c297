"""Published databases of grants, and the numbers by which they know their recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from data.values.blanks import is_blank
from graph.identity import slug

_NUMBER = re.compile(r"([^\W\d_]+)[\W_]*(\d+)\s*([^\W_].*)?\Z")
_DIGITS = 6  # of a register's number with its leading zeros


@dataclass(frozen=True, slots=True)
class Database:
    """What holds for all rows of a database; ``id`` names its projects, recipients and topics in every file of it."""

    id: str
    header: list[str] = field(default_factory=list)
    title: dict[str, str] = field(default_factory=dict)
    edition: str = ""
    publisher: str = ""
    licence: str = ""
    url: str = ""
    country: str = ""
    region: str = ""
    currency: str = ""
    language: str = ""
    blanks: list[str] = field(default_factory=list)
    registers: dict[str, str] = field(default_factory=dict)
    bodies: list[str] = field(default_factory=list)

    def is_blank(self, cell: str) -> bool:
        """Whether a cell states nothing, by the words that this database has for it."""
        return is_blank(cell) or cell.strip().casefold() in self.blanks

    def register(self, kind: str, number: str) -> tuple[str, str]:
        """Kind and number of the register: ("vr", "014812") for "vr" and "014812", "VR_14812" or "vr-014812"."""
        text = " ".join(part for part in (kind, number) if part and not self.is_blank(part)).casefold()
        match = _NUMBER.match(text)
        if not match or match[1] not in self.registers or not int(match[2]):
            return "", ""
        return match[1], " ".join(filter(None, (match[2].zfill(_DIGITS), match[3])))

    def kind_of(self, kind: str) -> str:
        """The register that a cell begins with: "vr" for "vr" or "VR 9361 Nz"; "" for none."""
        first = re.match(r"[^\W\d_]*", kind.strip().casefold())
        return first[0] if first and first[0] in self.registers else ""


UNKNOWN = Database("")


@cache
def databases() -> tuple[Database, ...]:
    """All databases of ``databases.yml``."""
    stated = yaml.safe_load(Path(__file__).with_name("databases.yml").read_text("utf-8"))
    return tuple(Database(name, **about) for name, about in stated.items())


def database_of(header: Sequence[str]) -> Database:
    """The database that a header is of, ``UNKNOWN`` for any other table."""
    has = {slug(cell) for cell in header}
    return next((found for found in databases() if has >= set(found.header)), UNKNOWN)
