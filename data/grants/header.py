"""What the header of a table of grants means: each column's field, by a small lexicon of German and English phrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from graph.identity import name_key

FOLDER = Path(__file__).parent
DEPTH = 15  # title lines above the header
# Of these a table may have several columns; of all others the first counts.
MANY = frozenset({"purpose", "description", "area", "kind"})
_SAID = ("year", "date", "funder", "purpose", "description", "area", "programme")

_UNIT = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|\bin\s+(?:euros?|eur|€|£|gbp|chf)(?!\w)|[€£$]|\b(?:euros?|eur|gbp|chf|usd)\b", re.IGNORECASE
)
# "in TEUR": an amount that would be read a thousand times too small.
_THOUSANDS = re.compile(
    r"\b(?:t(?:eur|€|euro)|tsd|tausend|thousands?|mio|mill|million(?:en|s)?)\b|t€|k€|[€£]\s*[km]\b|000", re.IGNORECASE
)
_GENDERED = re.compile(r"(?<=[a-zäöüß])(?:[*:_·•]|/-?)(?:in|innen|r|n)\b", re.I)
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ][a-zäöü])")
_FILLING = frozenset(
    name_key(word) for word in ("name", "der", "des", "die", "das", "the", "of", "von", "an", "for", "für")
)


@dataclass(slots=True)
class Header:
    """The header's row and cells, the numbers of each field's columns, and whether the recipient is ``clear``."""

    row: int
    cells: list[str]
    columns: dict[str, list[int]] = field(default_factory=dict)
    language: str = ""
    clear: bool = False

    def field_of(self, number: int) -> str:
        """The field that a column is read as, "" for none."""
        return next((name for name, numbers in self.columns.items() if number in numbers), "")


def find_header(rows: Sequence[tuple[int, list[str]]]) -> Header | None:
    """The first row that is the header of a table of grants, with title lines above it; None where there is none."""
    for number, cells in rows[:DEPTH]:
        if found := _header(number, cells):
            return found
    return None


def _header(number: int, cells: list[str]) -> Header | None:
    keys = [phrase(cell) for cell in cells]
    if len([key for key in keys if key]) < 3 or any(key in _lexicon().vetoes for key in keys):
        return None
    header, languages = Header(number, [" ".join(cell.split()) for cell in cells]), Counter[str]()
    for place, (cell, key) in enumerate(zip(cells, keys, strict=True)):
        name, language = _lexicon().fields.get(key, ("", ""))
        if not name or (name == "amount" and _THOUSANDS.search(cell)) or (name in header.columns and name not in MANY):
            continue
        header.columns.setdefault(name, []).append(place)
        languages[language] += 1
    header.clear = "recipient" in header.columns
    if not header.clear and (weak := [place for place, key in enumerate(keys) if key in _lexicon().weak]):
        header.columns["recipient"] = weak[:1]
    header.language = languages.most_common(1)[0][0] if languages else ""
    return header if _is_of_grants(header) else None


def _is_of_grants(header: Header) -> bool:
    """Recipient and amount, and what for, from whom or when; a mere "Name" needs funder and one of the others."""
    has = header.columns.keys()
    said = sum(name in has for name in _SAID)
    if not {"recipient", "amount"} <= has:
        return False
    return said >= 1 if header.clear else said >= 2 and bool(has & {"funder", "programme"})


@lru_cache(maxsize=4096)
def phrase(header: str) -> str:
    """What makes two headers the same: without brackets, units, gendered endings and filling words."""
    bare = _CAMEL.sub(" ", _GENDERED.sub("", _UNIT.sub(" ", header[:200])))
    words = name_key(bare).split()
    return " ".join([word for word in words if word not in _FILLING] or words)


@dataclass(slots=True)
class _Lexicon:
    fields: dict[str, tuple[str, str]]
    weak: frozenset[str]
    vetoes: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    stated: dict[str, Any] = yaml.safe_load((FOLDER / "lexicon.yml").read_text("utf-8"))
    fields = {
        phrase(one): (name, language)
        for name, languages in stated["fields"].items()
        for language, phrases in languages.items()
        for one in phrases.split(";")
    }
    return _Lexicon(fields, _phrases(stated["weak"]["recipient"]), _phrases(stated["vetoes"]))


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase(one) for one in text.split(";"))
