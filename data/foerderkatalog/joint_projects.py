"""The joint project that the title of a sub-project names: "Verbundprojekt: … - Teilvorhaben: …"."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.importing.keys import project_iri
from graph.identity import name_key

_HEAD = re.compile(
    r"(?:^verbund|\b(?:verbund|kooperations)(?:forschungs)?(?:projekt|vorhaben))\b"
    r"(?P<number>\s+[\w./-]{1,14})?\s*(?::|\s[-–—]\s)\s*",
    re.IGNORECASE,
)
_SUB = r"(?i:teil-?\s?(?:vorhaben|projekt|verbund|aufgabe)|unter(?:vorhaben|projekt)|sub-?project)"
_MARK = r"\s*[-–—,;:.(/|]+\s*"
_PART = re.compile(
    rf"{_MARK}{_SUB}\b"  # "- Teilvorhaben: …"
    rf"|\)\s*(?={_SUB}\b)|\s+{_SUB}\s*(?::|\d|[A-Z]\b|[IVX]+\b)"  # "(LAURA) Teilvorhaben …", "Teilprojekt 3"
    rf"|{_MARK}T[PV]\s*(?:[-.]?\s*(?:\d+[a-zA-Z]?|[IVX]+|[A-Z])\b|:)"  # "- TP 1: …"
)
_ENDS = " \t-–—,;:./|"
_LEAST = 8  # letters and figures; shorter titles are too general to be one undertaking


class Joint(NamedTuple):
    """A joint project: its IRI and its title as this row spells it."""

    iri: str
    title: str


def joint_project(title: str) -> Joint | None:
    """The joint project that a title names; the part that is the sub-project's own does not count."""
    head = _HEAD.search(title)
    if not head:
        return None
    rest = title[head.end() :]
    part = _PART.search(rest)
    # The bracket that ends a title's acronym belongs to the title.
    end = part.start() + part[0].startswith(")") if part else len(rest)
    name = f"{(head['number'] or '').strip()} {rest[:end]}".strip(_ENDS)
    key = name_key(name)
    if sum(char.isalnum() for char in key) < _LEAST:
        return None
    return Joint(project_iri("verbund", key), name)
