"""Codes that lists of operations use: NUTS regions, programmes (CCI), intervention fields."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from data.values.blanks import is_blank

_COUNTRIES = (
    "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK UK CH LI NO IS TR RS ME MK AL"
)
_NUTS = re.compile(rf"({'|'.join(_COUNTRIES.split())})([0-9A-Z]{{1,3}})?(?![0-9A-Za-z])")
_CCI = re.compile(r"(?<![0-9A-Z])(?:2000|2007|2014|2021)(?:[A-Z]{2})[0-9]{2}[0-9A-Z]{5,7}(?![0-9A-Z])")
_FIELD = re.compile(r"(?<![0-9.,/])([01]?[0-9]{2})(?:\s*(bis))?(?![0-9.,]?[0-9])\s*[-–—.:)=|]*\s*([^0-9;|\n][^;|\n]*)?")
_LETTERED = re.compile(r"^[A-Z]{1,4}[\s.\-]*(?=[01]?[0-9]{2}\b)")


class Coded(NamedTuple):
    """A code with the words that stand beside it, "" where there are none."""

    code: str
    label: str


@lru_cache(maxsize=1 << 14)
def nuts(text: str) -> Coded:
    """The NUTS code at the beginning of a cell and the name after it ("DEG01  / Erfurt"), both "" for an empty cell.

    Greece is EL and the United Kingdom UK, as NUTS has them. Raises ValueError for what does not begin with a code.
    """
    if is_blank(text):
        return Coded("", "")
    bare = text.strip().strip("([").strip()
    if bare[:2] in ("GR", "GB"):
        bare = {"GR": "EL", "GB": "UK"}[bare[:2]] + bare[2:]
    found = _NUTS.match(bare)
    if not found:
        raise ValueError(f"“{text[:40]}” does not begin with a NUTS code such as DEG01")
    return Coded(found[0], bare[found.end() :].strip(" \t\r\n-–/:,;()[]"))


@lru_cache(maxsize=4096)
def cci(text: str) -> str:
    """The CCI code of a programme in a cell, or "" for an empty cell; raises ValueError where there is none."""
    if is_blank(text):
        return ""
    upper = text.upper()
    found = _CCI.search(upper) or _CCI.search(upper.removeprefix("CCI").replace(" ", ""))
    if not found:
        raise ValueError(f"“{text[:40]}” holds no CCI code such as 2014DE05SFOP004")
    return found[0]


@lru_cache(maxsize=1 << 14)
def intervention_fields(text: str) -> tuple[Coded, ...]:
    """The categories of intervention of a cell: "117 - Lifelong learning", "109; 110", "01", or a label alone.

    Codes are kept as written, since the 2007 codes have two digits and the later ones three.
    """
    if is_blank(text):
        return ()
    bare = _LETTERED.sub("", text.strip())
    if not re.match(r"[\s(\[]*[0-9]", bare):
        return (Coded("", text.strip()),)
    bare = re.sub(r"(?<=[0-9])\s*[,/+&]\s*(?=[01]?[0-9]{2}(?![0-9]))", ";", bare)
    found = []
    for part in re.split(r"[;|\n]+|,\s*(?=[01][0-9]{2}\b)", bare):
        field = _FIELD.match(part.strip(" ([\t\r"))
        if field:
            label = (field[3] or "").strip(" \t\r-–:,.()[]")
            found.append(Coded(field[1] + ("bis" if field[2] else ""), label))
    return tuple(found) or (Coded("", text.strip()),)
