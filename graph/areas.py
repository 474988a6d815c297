"""Regions at one level of their tree: each region by the Land, Regierungsbezirk or Kreis that it lies in.

Levels are those of NUTS, 0 (country) to 3 (Kreis), and the Länder of Germany and Austria, with the country elsewhere.
A country that NUTS does not divide stands for itself at every level. What is stated only
more widely than the level ("Germany" at level 1) lies in no region of that level.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import InputError
from graph.places import Places

LEVELS = ("0", "1", "2", "3", "land")
DEFAULT = "1"
# Where the Länder are: elsewhere the country stands for itself.
_LAENDER = {"DE": "nuts1", "AT": "nuts2"}


def check_level(level: str) -> None:
    """Raises InputError for a level that there is not."""
    if level not in LEVELS:
        raise InputError(f"“{level}” is no level of regions; known are {', '.join(LEVELS)}")


def at_level(places: Places, regions: Iterable[str], level: str) -> dict[str, list[str]]:
    """The regions of a level in which each region lies; none for what is wider."""
    return {region: sorted(_above(places, region, level)) for region in regions}


def _above(places: Places, region: str, level: str) -> set[str]:
    by_level: dict[str, set[str]] = {}
    for place in places.above(region):
        by_level.setdefault(places.level(place), set()).add(place)
    countries = by_level.get("nuts0", set())
    wanted = {f"nuts{level}"}
    if level == "land":
        wanted = {_LAENDER.get(country.rsplit("/", 1)[-1], "nuts0") for country in countries}
    found = {place for name in wanted for place in by_level.get(name, ())}
    return found or (set() if countries else by_level.get("country", set()))
