"""The ministries that fund, by the abbreviations that the catalogue has for them."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from graph.identity import iri, slug
from graph.model import Organisation


@lru_cache(maxsize=1024)
def ministry(abbreviation: str) -> Organisation:
    """The ministry, with its names if the abbreviation is known; each renaming has its own abbreviation."""
    code = abbreviation.strip()
    label = _names().get(code.upper())
    return Organisation(
        iri=iri("organisation", slug(code) or "ressort"),
        label=label or {"": code},
        alt=[(code, "")] if label else [],
        kind=[iri("kind", "bundesministerium")] if label and code.upper().startswith("BM") else [],
    )


@cache
def _names() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("ministries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: {"de": row["de"], "en": row["en"]} for row in csv.DictReader(file)}
