"""The framework programmes and what lies below them, as a tree of programmes: H2020, H2020-EU.3, H2020-EU.3.4."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from data.importing.keys import organisation_iri, programme_iri
from graph.identity import iri
from graph.model import Organisation, Programme, Record

NAMES = Path(__file__).with_name("programmes.csv")
COMMISSION = organisation_iri("eu", "european-commission")
_SPACES = re.compile(r"\s+")
_PARTS = re.compile(r"\s*[;|]\s*")
_SPELLINGS = {
    "HEUROPE": "HORIZON",
    "HE": "HORIZON",
    "HORIZON2020": "H2020",
    "HORIZONEUROPE": "HORIZON",
    "H2020-EC": "H2020",
}


@lru_cache(maxsize=8192)
def code_of(written: str, framework: str = "") -> str:
    """The code of a part of a programme in one spelling: "EU.3." of H2020 is "H2020-EU.3"."""
    code = _SPACES.sub("", written).strip(".;,").upper()
    code = _SPELLINGS.get(code, code)
    if framework and code.startswith(("EU.", "EURATOM")):
        code = f"{framework}-{code}"
    return code


def codes_of(written: str, framework: str = "") -> list[str]:
    """The codes of a cell with one or several of them."""
    return [code for part in _PARTS.split(written) if (code := code_of(part, framework))]


@lru_cache(maxsize=8192)
def broader(code: str) -> str:
    """The code of the larger part, "" for a framework programme."""
    if code in official():
        return official()[code][0]
    for mark in (".", "-"):
        head, found, _ = code.rpartition(mark)
        if found and head:
            return head if head != "H2020-EU" else "H2020"
    return ""


@cache
def official() -> dict[str, tuple[str, str]]:
    """For each known code the one above it and its official name."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (row["broader"], row["name"]) for row in csv.DictReader(file)}


def tree(codes: Iterable[str], titles: Mapping[str, str]) -> list[Record]:
    """The programmes of these codes and all above them; ``titles`` holds the source's names of codes."""
    wanted: dict[str, None] = {}
    for lowest in codes:
        code = lowest
        while code and code not in wanted:
            wanted[code] = None
            code = broader(code)
    return [_programme(code, titles.get(code, "")) for code in sorted(wanted)]


def _programme(code: str, title: str) -> Programme:
    name = official().get(code, ("", ""))[1] or title
    label = f"{code} – {name}" if name and broader(code) else name or code
    above = broader(code)
    return Programme(
        iri=programme_iri(code),
        label={"en": label},
        alt=[(name, "en")] if name and name != label else [],
        acronym=code,
        funded_by=[COMMISSION],
        part_of=[programme_iri(above)] if above else [],
    )


def commission() -> Organisation:
    """The funder of all framework programmes."""
    return Organisation(
        iri=COMMISSION,
        label={"de": "Europäische Kommission", "en": "European Commission"},
        kind=[iri("kind", "behoerde")],
        url=["https://commission.europa.eu"],
    )
