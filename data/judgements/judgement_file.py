"""A file of judgements: a table (CSV with any delimiter, XLSX, ODS) or YAML, in German or English.

::

    first;second;judgement;note
    VHS Leipzig;Volkshochschule Leipzig;same;letterhead
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.curated.tree import Mapping, Text, read_tree
from data.curated.tree import Sequence as Items
from data.files.document import Document, open_document
from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.identity import name_key
from graph.matching.judgement import DIFFERENT, SAME, UNSURE, Judgement, judged, now
from graph.names import Names

FIELDS = ("first", "second", "judgement", "note")
HEADERS = {
    "first": ("first", "a", "erste", "erster", "erstes", "eins", "one"),
    "second": ("second", "b", "zweite", "zweiter", "zweites", "zwei", "two", "other"),
    "judgement": ("judgement", "judgment", "verdict", "decision", "urteil", "entscheidung", "bewertung"),
    "note": ("note", "comment", "remark", "notiz", "anmerkung", "bemerkung", "kommentar", "grund", "reason"),
}
VERDICTS = {
    SAME: ("same", "s", "=", "equal", "yes", "y", "gleich", "dieselbe", "identisch", "ja", "j", "g"),
    DIFFERENT: ("different", "d", "≠", "!=", "<>", "no", "n", "verschieden", "anders", "andere", "nein", "v"),
    UNSURE: ("unsure", "u", "?", "unclear", "unsicher", "unklar", "weiß nicht", "weiss nicht"),
}
_FIELD_OF = {name: field for field, names in HEADERS.items() for name in names}
_VERDICT_OF = {word: verdict for verdict, words in VERDICTS.items() for word in words}
TYPES = ("Organisation", "Project")
LIST = "judgements"
# What keeps a spreadsheet from running a text as a formula.
_SHIELD = re.compile("^'(?=[=+\\-@])")
# YAML that is a list without a name.
_BARE_LIST = re.compile(rb"[\xef\xbb\xbf\s]*-(?!--)")
_HEADER_ROWS = 20  # a title and remarks may stand above the header


@dataclass(slots=True, frozen=True)
class Line:
    """One judgement as it was written, and its place in the file."""

    place: str
    first: str
    second: str
    verdict: str
    note: str = ""


@dataclass(slots=True)
class JudgementFile:
    """What a file holds: its judgements, how many lines have none, and the columns that were not read."""

    path: str
    lines: list[Line] = field(default_factory=list)
    empty: int = 0
    ignored: list[str] = field(default_factory=list)


def read(path: Path) -> JudgementFile:
    """The judgements in a file. Raises InputError that names the file, the row and the value."""
    document = open_document(path)
    found = JudgementFile(str(path))
    if path.suffix.lower() in (".yml", ".yaml") or document.format == "yaml":
        return _checked(found, _tree_rows(path, found))
    return _checked(found, _table_rows(document, found))


def resolved(file: JudgementFile, names: Names, *, who: str = "") -> dict[str, tuple[Line, Judgement]]:
    """The judgements on things of a store, by their id; names are looked up, IRIs taken as they are.

    Raises InputError for a name that nothing or several things have, for a pair of one thing, and for a pair that is
    judged twice in different ways: file, row, value and what to do.
    """
    when, pairs = now(), dict[tuple[str, str], tuple[Line, Judgement]]()
    for line in file.lines:
        first, second = (_thing(file, line, field_, names) for field_ in ("first", "second"))
        labels = names.label(first), names.label(second)
        if first == second:
            message = f"first and second are both “{labels[0]}” ({first}); name two things"
            raise InputError(message, source=file.path, where=line.place)
        if names.type(first) != names.type(second):
            message = f"“{labels[0]}” and “{labels[1]}” are of different kinds; judge two organisations or two projects"
            raise InputError(message, source=file.path, where=line.place)
        item = judged(first, second, line.verdict, who=who, when=when, note=line.note, names=labels)
        earlier = pairs.setdefault(item.pair, (line, item))
        if earlier[1].verdict != item.verdict:
            message = (
                f"{item} contradicts {earlier[1]} in {earlier[0].place}; delete one of the two, or empty its judgement"
            )
            raise InputError(message, source=file.path, where=line.place)
    return {item.id: (line, item) for line, item in pairs.values()}


def _thing(file: JudgementFile, line: Line, field_: str, names: Names) -> str:
    text = getattr(line, field_)
    where = f"{line.place}, {field_}"
    try:
        return names.find(text, TYPES, beginnings=False)
    except NotFoundError as error:
        message = f"{error} Write its name as it stands in the store or its IRI, or delete the row"
        raise InputError(message, source=file.path, where=where) from error
    except AmbiguousError as error:
        raise InputError(f"{error} Write the IRI", source=file.path, where=where) from error


def _checked(found: JudgementFile, rows: Iterator[tuple[str, dict[str, str]]]) -> JudgementFile:
    for place, row in rows:
        verdict = " ".join(row.get("judgement", "").split()).casefold()
        if not verdict:
            found.empty += 1
            continue
        if verdict not in _VERDICT_OF:
            raise InputError(
                f"“{verdict}” is no judgement; write same, different or unsure, or leave it empty",
                source=found.path,
                where=f"{place}, judgement",
            )
        for name in ("first", "second"):
            if not row.get(name, "").strip():
                raise InputError("is empty; write a name or an IRI", source=found.path, where=f"{place}, {name}")
        found.lines.append(
            Line(place, row["first"].strip(), row["second"].strip(), _VERDICT_OF[verdict], row.get("note", "").strip())
        )
    return found


# ---------------------------------------------------------------------- tables


def _table_rows(document: Document, found: JudgementFile) -> Iterator[tuple[str, dict[str, str]]]:
    if not document.sheets:
        raise InputError("is no table and no YAML; save it as CSV, XLSX or YAML", source=found.path)
    rows = document.sheets[0].rows()
    columns = _columns(rows, found)
    for number, cells in rows:
        row = {name: _SHIELD.sub("", cells[at]) for name, at in columns.items() if at < len(cells)}
        if any(cell.strip() for cell in row.values()):
            yield f"row {number}", row


def _columns(rows: Iterator[tuple[int, list[str]]], found: JudgementFile) -> dict[str, int]:
    """Which column holds which field; what is left over is noted."""
    for number, cells in rows:
        columns: dict[str, int] = {}
        for at, cell in enumerate(cells):
            if name := _FIELD_OF.get(name_key(cell)):
                columns.setdefault(name, at)
        if {"first", "second", "judgement"} <= columns.keys():
            found.ignored = [cell for at, cell in enumerate(cells) if cell.strip() and at not in columns.values()]
            return columns
        if number >= _HEADER_ROWS:
            break
    raise InputError(
        "has no header with the columns first, second and judgement (or erste, zweite, urteil)", source=found.path
    )


# ---------------------------------------------------------------------- YAML


def _tree_rows(path: Path, found: JudgementFile) -> Iterator[tuple[str, dict[str, str]]]:
    shape = f"should hold one list, “{LIST}:”, of entries with first, second and judgement"
    if _BARE_LIST.match(path.read_bytes()):
        raise InputError(f"{shape}; write “{LIST}:” above the entries", source=str(path))
    tree: Any = read_tree(path)
    items = tree.get(LIST)
    if not isinstance(items, Items):
        raise InputError(shape, source=str(path))
    for item in items:
        where = f"line {item.line}"
        if not isinstance(item, Mapping):
            raise InputError("should have first, second and judgement", source=str(path), where=where)
        yield where, dict(_entry(path, item, found))


def _entry(path: Path, item: Mapping, found: JudgementFile) -> Iterator[tuple[str, str]]:
    for key, value in item.items():
        name = _FIELD_OF.get(name_key(key))
        if name is None:
            found.ignored += [] if key in found.ignored else [key]
        elif isinstance(value, Text):
            yield name, value
        else:
            raise InputError("should be a text", source=str(path), where=f"line {item.lines[key]}, {key}")
