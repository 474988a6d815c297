"""Which country a text means: codes of ISO 3166, of the NUTS and of cars, and names in the languages of Europe."""

from __future__ import annotations

import csv
import gzip
import io
import re
from functools import cache

from data.places.nuts import NUTS, NUTS_COUNTRY, PLACES, read
from graph.identity import name_key

# What people write besides the names of the register.
_MORE = {
    "UK": "uk|great britain|britain|grossbritannien|england|scotland|wales|northern ireland|schottland|nordirland"
    "|vereinigtes konigreich von grossbritannien und nordirland|united kingdom of great britain and northern ireland",
    "EL": "hellas|hellenic republic|hellenische republik",
    "DE": "brd|bundesrepublik deutschland|bundesrepublik|federal republic of germany|frg|bund|bundesweit",
    "US": "usa|u s a|u s|us|united states of america|america|vereinigte staaten von amerika",
    "CZ": "tschechische republik|czech republic|republique tcheque|republica checa|repubblica ceca|republika czeska"
    "|tschechei|ceska republika|czechia",
    "NL": "holland|the netherlands|niederlande|netherland|netherlands the|netherlands kingdom of the",
    "TR": "turkey|turkiye|republic of turkey",
    "MK": "macedonia|mazedonien|fyrom|the former yugoslav republic of macedonia|republic of north macedonia",
    "SK": "slowakische republik|slovak republic",
    "RU": "russian federation|russische foderation",
    "KR": "korea republic of|republic of korea|south korea|sudkorea|korea",
    "MD": "moldova republic of|republic of moldova|moldova|moldau|moldawien|republik moldau",
    "BY": "belarus|weissrussland",
    "PS": "palestine|palestinian territory occupied|palastina|state of palestine",
    "IR": "iran islamic republic of|iran",
    "VN": "viet nam|vietnam",
    "CH": "schweizerische eidgenossenschaft|confoederatio helvetica|swiss confederation",
    "IE": "republic of ireland|eire|irische republik",
    "XK": "kosovo under unscr 1244 99|kosovo un resolution|kosovo",
    "TW": "taiwan province of china|taiwan",
    "CY": "republic of cyprus|republik zypern",
    "RS": "republic of serbia|republik serbien",
    "HR": "republic of croatia|republik kroatien",
    "BA": "bosnia and herzegovina|bosnien herzegowina|bosnia",
    "GE": "georgia|georgien",
    "CD": "congo democratic republic of the|democratic republic of the congo|dr congo|demokratische republik kongo",
    "VA": "holy see|heiliger stuhl|vatikan|vatican",
}


def country(text: str) -> str:
    """The code of the country that a text means, as the NUTS writes it (``EL``, ``UK``, ``US``), else "".

    Takes codes of two and three letters, names in 32 languages, a NUTS code ("DE300"), a name with a
    code ("Deutschland (DE)", "Bayern/DE", "DE - Germany").
    """
    return _country(text.strip()[:200])


@cache
def _country(text: str) -> str:
    if whole := _whole(text):
        return whole
    if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{1,3}", text) and any(char.isdigit() for char in text[2:]):
        return _codes().get(text[:2], "") if text[:2] in _nuts_codes() else ""
    # "Congo, Democratic Republic of the" is not the Congo: after a comma stands what the rest lies in.
    parts = re.split(r"[/;:|–]| - |[(\[)\]]", text) if "," not in text else [text.rpartition(",")[2]]
    found = {code for part in parts if (code := _whole(part.strip()) or _code_and_name(part.strip()))}
    return found.pop() if len(found) == 1 else ""


def _code_and_name(text: str) -> str:
    """The country of "MK North Macedonia", where code and name agree."""
    code, _, name = text.partition(" ")
    return _whole(name) if name and len(code) <= 3 and _whole(code) == _whole(name) else ""


def _whole(text: str) -> str:
    return _codes().get(text.upper(), "") or _names().get(name_key(text), "")


@cache
def _codes() -> dict[str, str]:
    """ISO codes of two and three letters, and those of the NUTS."""
    codes = dict(NUTS_COUNTRY)
    for table in (PLACES, NUTS):
        for row in read(table / "countries.csv"):
            codes[row["code"]] = codes[row["iso3"]] = row["code"]
    return codes


@cache
def _nuts_codes() -> frozenset[str]:
    return frozenset((*(row["code"] for row in read(PLACES / "countries.csv")), *NUTS_COUNTRY))


@cache
def _names() -> dict[str, str]:
    names = {}
    with gzip.open(NUTS / "country_names.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(io.StringIO(file.read())):
            names.update(dict.fromkeys(row["names"].split("|"), row["country"]))
    for code, more in _MORE.items():
        names.update(dict.fromkeys(map(name_key, more.split("|")), code))
    for row in read(PLACES / "countries.csv"):
        for name in (row["name_de"], row["name_en"], *row["alt"].split("|")):
            names.setdefault(name_key(name), row["code"])
    names.pop("", None)
    return names
