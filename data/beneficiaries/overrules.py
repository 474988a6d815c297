"""Decisions on beneficiaries that people have overruled, and a count of the decisions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from data.beneficiaries.beneficiaries import Beneficiary, judge
from data.beneficiaries.name_words import cleaned
from graph.errors import InputError
from graph.identity import name_key

SECTIONS = ("organisations", "persons")


@dataclass(frozen=True)
class Overrules:
    """Names that are organisations or persons whatever the rules say, by their ``name_key``."""

    organisations: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Overrules:
        """The overrules of a YAML file with the lists ``organisations`` and ``persons``; InputError names the entry."""
        try:
            content = yaml.safe_load(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read: {error}", source=str(path)) from None
        except yaml.YAMLError as error:
            raise InputError(f"is not YAML: {error}", source=str(path)) from None
        return cls.of(content, str(path))

    @classmethod
    def of(cls, content: Any, source: str = "") -> Overrules:
        """The overrules of a mapping that was read from ``source``."""
        if content is None:
            return cls()
        if not isinstance(content, dict):
            raise InputError("must have the lists “organisations” and “persons”", source=source)
        if unknown := [str(key) for key in content if key not in SECTIONS]:
            raise InputError("is not known here; use “organisations” or “persons”", source=source, where=unknown[0])
        lists = {section: _keys(content.get(section), section, source) for section in SECTIONS}
        if both := [name for key, name in lists["organisations"].items() if key in lists["persons"]]:
            raise InputError("stands in both lists; take it out of one", source=source, where=f"persons: {both[0]}")
        return cls(frozenset(lists["organisations"]), frozenset(lists["persons"]))

    def judge(self, name: str, stated_kind: str = "", country: str = "") -> Beneficiary:
        """The overruled decision where there is one, else ``beneficiaries.judge``."""
        if self.organisations or self.persons:
            key = name_key(name)
            if key in self.persons:
                return Beneficiary("person", "", "overruled", 1.0)
            if key in self.organisations:
                return Beneficiary("organisation", cleaned(name), "overruled", 1.0)
        return judge(name, stated_kind, country)


def _keys(names: Any, section: str, source: str) -> dict[str, str]:
    if names is None:
        return {}
    if not isinstance(names, list):
        raise InputError("must be a list of names", source=source, where=section)
    keys: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        key = name_key(name) if isinstance(name, str) else ""
        if not key:
            raise InputError(
                f"is not a name: {name!r}; put it in quotes", source=source, where=f"{section}, entry {number}"
            )
        keys[key] = name
    return keys


@dataclass
class Tally:
    """A count of decisions by kind and by rule, for the summary of a load."""

    kinds: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, beneficiary: Beneficiary) -> Beneficiary:
        """Counts a decision and hands it on."""
        self.kinds[beneficiary.kind] += 1
        self.rules[beneficiary.why] += 1
        return beneficiary

    def summary(self) -> dict[str, Any]:
        """``{"organisation": n, "person": n, "anonymised": n, "rules": {rule: n}}``, the most frequent rule first."""
        counts: dict[str, Any] = {kind: self.kinds[kind] for kind in ("organisation", "person", "anonymised")}
        return counts | {"rules": dict(sorted(self.rules.items(), key=lambda item: (-item[1], item[0])))}
