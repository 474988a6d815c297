"""Groups of countries that rules speak of, such as the member states of the European Union, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import NotFoundError
from graph.identity import name_key

FILE = Path(__file__).with_name("country_groups.yml")
# Codes that others use for what the European Union calls EL and UK.
SAME_CODE = {"GR": "EL", "GB": "UK"}


@dataclass(slots=True, frozen=True)
class CountryGroup:
    """Countries by code, each with the day from which and until which it belongs."""

    id: str
    label: dict[str, str]
    names: tuple[str, ...]
    members: tuple[str, ...]
    since: dict[str, date]
    until: dict[str, date]
    source: dict[str, str]
    checked: str

    def on(self, day: date) -> frozenset[str]:
        """The codes of the countries that belong on a day."""
        return frozenset(
            code for code in self.members if self.since.get(code, date.min) <= day <= self.until.get(code, date.max)
        )


@cache
def country_groups() -> tuple[CountryGroup, ...]:
    """All groups, in the order of the file."""
    return tuple(_group(entry) for entry in yaml.safe_load(FILE.read_text("utf-8")))


def _group(entry: dict[str, Any]) -> CountryGroup:
    return CountryGroup(
        entry["id"],
        entry["label"],
        (entry["id"], *entry["alt"], *entry["label"].values()),
        tuple(entry["members"]),
        entry.get("since", {}),
        entry.get("until", {}),
        entry["source"],
        entry["checked"],
    )


def country_group(name: str) -> CountryGroup:
    """The group with a name. Raises NotFoundError with the nearest names."""
    keys = {name_key(known): group for group in country_groups() for known in group.names}
    if (found := keys.get(name_key(name))) is not None:
        return found
    near = get_close_matches(name_key(name), list(keys), n=3, cutoff=0.6)
    suggestions = list(dict.fromkeys(keys[key].id for key in near)) or [group.id for group in country_groups()]
    raise NotFoundError(f"no group of countries is called “{name}”.", suggestions=suggestions)
