"""EuroSciVoc, the fields of science of CORDIS projects, as themes with their official IRIs.

A published copy of the vocabulary may lack its tree, but CORDIS states it for each project: ``euroSciVocPath`` is
``/natural sciences/computer and information sciences/internet`` and ``euroSciVocCode`` ``/23/47/305``.
The table of codes is from EuroSciVoc, Publications Office of the European Union, CC-BY-4.0.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from data.topics.themes import Scheme
from graph.identity import iri
from graph.model import Theme

HERE = Path(__file__).parent
NAMESPACE = "http://data.europa.eu/8mn/euroscivoc/"
SCHEME = Scheme("euroscivoc")


def chain(path: str, code: str = "") -> list[Theme]:
    """The records from the top field of science down to the one that the path ends with; none for an empty path.

    ``code`` gives the official IRIs; without it, or for a code that is unknown, the IRI is made of the path.
    """
    return list(_chain(path.strip().strip("/"), code.strip().strip("/")))


@lru_cache(maxsize=4096)
def _chain(path: str, code: str) -> tuple[Theme, ...]:
    names = [name.strip() for name in path.split("/") if name.strip()]
    if not names:
        return ()
    codes = code.split("/") if code else []
    if len(codes) != len(names):  # a lone code is that of the last name
        codes = [*[""] * len(names), *codes[-1:]][-len(names) :]
    found: list[Theme] = []
    for depth, (name, number) in enumerate(zip(names, codes, strict=False), 1):
        found.append(_theme("/".join(names[:depth]), name, number, found[-1].iri if found else ""))
    return tuple(found)


def _theme(path: str, name: str, code: str, broader: str) -> Theme:
    number = code or _links().get(name.casefold(), ("", []))[0]
    official = _official().get(number, "")
    record = Theme(iri=official or SCHEME.iri(path), label={"en": name}, code=number if official else "")
    if broader:
        record.broader.append(broader)
    for match, theme in _links().get(name.casefold(), ("", []))[1]:
        (record.close_match if match == "close" else record.broad_match).append(theme)
        record.broader.append(theme)
    return record


@cache
def _official() -> dict[str, str]:
    with (HERE / "euroscivoc_codes.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: NAMESPACE + row["id"] for row in csv.DictReader(file)}


@cache
def _links() -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """For each linked field of science its code and its links: match and theme."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    with (HERE / "euroscivoc_links.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _, links = found.setdefault(row["label"].casefold(), (row["code"], []))
            links.append((row["match"], iri("theme", row["theme"])))
    return found
