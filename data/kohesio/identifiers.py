"""Identifiers of the EU Knowledge Graph, and the cells of Kohesio that hold several values."""

from __future__ import annotations

import re
from functools import lru_cache

from data.importing.keys import local_organisation_iri, organisation_iri

ENTITY = "https://linkedopendata.eu/entity/"
WIKIDATA = "http://www.wikidata.org/entity/"
_NUMBER = re.compile(r"(?:.*[/#:])?(Q[1-9]\d*)\s*$", re.DOTALL)
_SEVERAL = re.compile(r"\s*[|\n]\s*")


@lru_cache(maxsize=65536)
def number(text: str) -> str:
    """The Q-number of an entity, "" for what is none."""
    match = _NUMBER.match(text)
    return match[1] if match else ""


def entity(text: str) -> list[str]:
    """The IRI of an entity in the EU Knowledge Graph, where a cell names one by its IRI or number."""
    return [ENTITY + found] if (found := number(text)) else []


def wikidata(text: str) -> list[str]:
    """The IRI of an item of Wikidata."""
    return [WIKIDATA + found] if (found := number(text)) else []


def several(text: str) -> list[str]:
    """The values of a cell, between vertical bars or on lines of their own."""
    if "|" not in text and "\n" not in text:
        return [text] if text else []
    return [part for part in _SEVERAL.split(text) if part]


def beneficiary_iri(id_: str, name: str, country: str) -> str:
    """The IRI of a beneficiary: by its number, else by name and country."""
    if found := number(id_):
        return organisation_iri("kohesio", found)
    return local_organisation_iri("kohesio", name, country)
