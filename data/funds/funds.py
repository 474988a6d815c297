"""The funds that a text names, and the records of a fund and of its programmes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.funds import eu_funds
from data.importing.keys import programme_iri
from graph.identity import iri
from graph.model import Organisation, Programme

PERIODS = ("2000-2006", "2007-2013", "2014-2020", "2021-2027")
_PERIOD = re.compile(r"(?<!\d)(2000|2007|2014|2021)\s*(?:[-–—_/ ]|bis|to)\s*(?:20)?(06|13|20|27)(?!\d)")
_CCI = re.compile(r"(2000|2007|2014|2021)([A-Z]{2})(\d{2})")
# The fund in a CCI code: 2014DE05SFOP004 is ESF, 16RF ERDF, 16CF Cohesion Fund; 2007 has 051 and 161.
_CCI_FUND = {"05": "esf", "16": "erdf"}


@cache
def funds() -> dict[str, dict[str, Any]]:
    """The funds by id: names, and the words by which lists mean them."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("funds.yml").read_text("utf-8"))
    return found


@cache
def _words() -> list[tuple[re.Pattern[str], str]]:
    words = [(word, fund) for fund, about in funds().items() for word in about["words"]]
    words.sort(key=lambda item: -len(item[0]))  # "ESF+" before "ESF"
    return [(re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_+])"), fund) for word, fund in words]


@cache
def fund(text: str) -> str:
    """The id of the fund that a text names, "" for none or for several."""
    found: set[str] = set()
    left = text
    for pattern, name in _words():
        left, hits = pattern.subn(" ", left)
        if hits:
            found.add(name)
    return found.pop() if len(found) == 1 else ""


def fund_of_cci(code: str) -> str:
    """The fund of a programme by its CCI code, "" where the code does not say."""
    match = _CCI.match(code)
    if not match:
        return ""
    if match[1] == "2021" and match[3] == "05":
        return "esf-plus"
    return "cohesion-fund" if "CFOP" in code else _CCI_FUND.get(match[3], "")


def period(text: str) -> str:
    """The programming period that a text or CCI code names, "" for none."""
    match = _PERIOD.search(text) or _CCI.search(text)
    return next((known for known in PERIODS if match and known.startswith(match[1])), "")


def funder(fund_id: str) -> Organisation:
    """The fund as the one who pays."""
    return Organisation(iri=funder_iri(fund_id), label=dict(funds()[fund_id]["label"]))


def acronym(fund_id: str) -> str:
    """The code by which a fund is known: ESF+."""
    return eu_funds.code_of(fund_id)


def fund_programme(fund_id: str) -> Programme:
    """The fund as the programme above its programmes."""
    return eu_funds.fund(eu_funds.code_of(fund_id))


def funder_iri(fund_id: str) -> str:
    """The IRI of a fund as the one who pays: the same as in what people write by hand."""
    return iri("organisation", fund_id)


def programme(code: str, label: dict[str, str], *, start: str = "", end: str = "", fund_id: str = "") -> Programme:
    """An operational programme, paid by its fund."""
    return Programme(
        iri=programme_iri(code),
        label=label,
        start=start,
        end=end,
        identifier=[code] if _CCI.match(code) else [],
        funded_by=[funder_iri(fund_id)] if fund_id else [],
        part_of=[programme_iri(fund_id)] if fund_id else [],
    )
