"""The schemes of identifiers that are told apart, what a valid value is, and the words that people name them by.

``schemes.csv`` has one row a scheme: the country whose register it is, the module of python-stdnum that checks a
value, the shape of a value (a regular expression) where there is none or only some values are those of organisations,
whether an organisation has only one value, whether a value is recognised without the scheme's name, and names.
"""

from __future__ import annotations

import csv
import importlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

# How VAT numbers begin where it is not the country's code in ISO 3166.
VAT_PREFIXES = {"GR": "EL"}
COUNTRIES = {"EL": "GR", "UK": "GB", "XI": "GB"}
VAT = "vat"
VAT_WORDS = (
    "vat", "vat number", "vat no", "vat nr", "vat id", "vat reg", "vat registration", "tax", "tax number", "tax id",
    "tva", "btw", "iva", "mwst", "moms", "ust", "dph", "phpa", "afa", "пдв", "ддс", "φπα", "αφμ",
    "steuernummer vat", "national vat number",
)  # fmt: skip
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(slots=True, frozen=True)
class Scheme:
    """One row of ``schemes.csv``."""

    name: str
    country: str
    module: str
    shape: re.Pattern[str] | None
    exclusive: bool
    bare: bool
    words: tuple[str, ...]

    def value(self, text: str) -> str:
        """The compact form of a value, "" for an invalid one."""
        try:
            found = _CHECKS[self.name](text) if self.name in _CHECKS else self._checked(text)
        except (ValueError, IndexError, KeyError):  # python-stdnum's errors are ValueErrors; some slips are not
            return ""
        return found if not self.shape or self.shape.fullmatch(self._bare(found)) else ""

    def _checked(self, text: str) -> str:
        if not self.module:
            return re.sub(r"[\s.]+", "", text).upper()
        found = str(_module(self.module).validate(text))
        if not self.name.startswith(f"{VAT}-"):
            return found
        prefix = VAT_PREFIXES.get(self.country, self.country)
        return found if found.startswith(prefix) else prefix + found

    def _bare(self, value: str) -> str:
        is_prefixed = self.name.startswith(f"{VAT}-") and not self.name.endswith("gb")
        return value[2:] if is_prefixed else value


def _grid(text: str) -> str:
    return text.strip().lower()


def _ror(text: str) -> str:
    """With its check digits: ISO 7064 Mod 97-10 over the number that Crockford's base 32 writes (ror.org)."""
    value = text.strip().lower()
    number = 0
    for letter in value[1:7]:
        number = number * 32 + _CROCKFORD.index(letter)
    return value if f"{98 - number * 100 % 97:02}" == value[7:] else ""


def _company(text: str) -> str:
    """Companies House writes eight characters: 01234567, SC123456."""
    value = re.sub(r"[\s.-]+", "", text).upper()
    return value.zfill(8) if value.isdigit() else value


def _charity(text: str) -> str:
    return re.sub(r"\s+", "", text).lstrip("0")


def _gnd(text: str) -> str:
    return re.sub(r"\s+", "", text).upper()


_CHECKS = {"grid": _grid, "ror": _ror, "gb-coh": _company, "gb-chc": _charity, "gnd": _gnd}


@cache
def _module(name: str) -> Any:
    """A module of python-stdnum; imported once, since looking it up takes longer than the check."""
    return importlib.import_module(f"stdnum.{name}")


@cache
def schemes() -> dict[str, Scheme]:
    """All schemes by name."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["scheme"]: _scheme(row) for row in csv.DictReader(file)}


def _scheme(row: dict[str, str]) -> Scheme:
    return Scheme(
        name=row["scheme"],
        country=row["country"],
        module=row["module"],
        shape=re.compile(row["shape"]) if row["shape"] else None,
        exclusive=row["exclusive"] == "1",
        bare=row["bare"] == "1",
        words=tuple(filter(None, row["words"].split("|"))),
    )


@cache
def of_country(country: str) -> tuple[Scheme, ...]:
    """The schemes of a country by ISO 3166 (or EL, UK), its VAT numbers first."""
    code = COUNTRIES.get(country, country)
    found = (scheme for scheme in schemes().values() if scheme.country == code)
    return tuple(sorted(found, key=lambda scheme: (not scheme.name.startswith(VAT), scheme.name)))


@lru_cache(maxsize=4096)
def named(text: str, country: str = "") -> str:
    """The scheme that a header or a word means ("USt-IdNr.", "Partita IVA", "gb-chc"), "" for none.

    "vat" stands for the VAT number of any country. Where several countries have the word, ``country`` decides.
    """
    key = " ".join(words(text))
    if key.replace(" ", "-") in schemes():
        return key.replace(" ", "-")
    code = COUNTRIES.get(country, country)
    found = [scheme for scheme in _by_word().get(key, ()) if not code or scheme.country in ("", code)]
    if len(found) == 1:
        return found[0].name
    return VAT if key in _VAT_KEYS else ""


def words(text: str) -> list[str]:
    """The words of a scheme's name: small letters, no accents, no dots."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)))


@cache
def _by_word() -> dict[str, list[Scheme]]:
    found: dict[str, list[Scheme]] = {}
    for scheme in schemes().values():
        for word in scheme.words:
            found.setdefault(" ".join(words(word)), []).append(scheme)
    return found


_VAT_KEYS = frozenset(" ".join(words(word)) for word in VAT_WORDS)
EXCLUSIVE = frozenset(name for name, scheme in schemes().items() if scheme.exclusive)
