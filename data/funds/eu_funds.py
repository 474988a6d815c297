"""The funds of the European Union as programmes, by the codes and names that tables give them."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from data.importing.keys import organisation_iri, programme_iri
from graph.identity import iri, name_key
from graph.model import Organisation, Programme

FUNDS = Path(__file__).with_name("eu_funds.csv")
COMMISSION = organisation_iri("eu", "european-commission")
_SEVERAL = re.compile(r"\s*[|;,/\n]\s*|\s+(?:and|und|et)\s+")
_EDITION = re.compile(r"[\s-]+(?:I{1,3}|IV)$")  # "IPA II" is the second period of IPA


def commission() -> Organisation:
    """The European Commission, the funder of all of them."""
    names = {"de": "Europäische Kommission", "en": "European Commission"}
    return Organisation(iri=COMMISSION, label=names, kind=[iri("kind", "oeffentliche-stelle")])


def fund(code: str) -> Programme:
    """The record of a fund by its code in ``eu_funds.csv``."""
    row = _rows()[code]
    names = {"de": row["de"], "en": row["en"]}
    return Programme(iri=programme_iri(row["iri"]), label=names, acronym=code, funded_by=[COMMISSION])


@lru_cache(maxsize=1024)
def fund_codes(text: str) -> tuple[str, ...]:
    """The codes of the funds that a cell names, each once: "IPA/IPA II, ERDF" gives IPA and ERDF."""
    if whole := _code(text):  # a name may hold commas and "and"
        return (whole,)
    return tuple(dict.fromkeys(code for part in _SEVERAL.split(text) if (code := _code(part))))


def fund_iri(code: str) -> str:
    """The IRI of a fund by its code."""
    return programme_iri(_rows()[code]["iri"])


def code_of(fund_id: str) -> str:
    """The code of a fund by the end of its IRI: "esf-plus" is ESF+."""
    return next(code for code, row in _rows().items() if row["iri"] == fund_id)


def _code(text: str) -> str:
    bare = _EDITION.sub("", text.strip()).casefold()
    return _codes().get(bare) or _codes().get(name_key(bare), "")


@cache
def _rows() -> dict[str, dict[str, str]]:
    with FUNDS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, row in _rows().items():
        found.update(dict.fromkeys(row["words"].split(), code))
        found.update({name_key(row["de"]): code, name_key(row["en"]): code})
    return found
