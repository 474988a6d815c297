"""How many columns of real lists of operations are mapped as people mapped them.

``python -m benchmarks.mapping [FOLDER]`` reads each ``source.description.yaml`` below a folder, maps the table beside
it (the header alone where no CSV is there), and compares. ``--columns`` prints each column that differs, ``--half
development|held-out`` takes half of the descriptions, by the hash of their path; the lexicon was
improved on the development half only. ``--without TEXT`` leaves out paths that hold it.

Strict: the field that the people chose, in this project's name for it. Their vocabulary has no field for the place of
an operation (they put it with the beneficiary's), so the two are one there. Lenient: the same class (``CLASSES``),
since the vocabulary has one word for what lists tell apart ("priority" for intervention fields) and people chose
differently.
A column that they left open ("null") counts in neither figure; how many of those were mapped is told apart.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from data.operations.header import find_header
from data.operations.mapping import map_columns
from data.operations.words import key

SAMPLES = Path(__file__).parents[2] / "shared" / "samples" / "operations"
# Their names for our fields where the two differ.
OURS = {
    "project_id": "operation_id",
    "priority_number": "priority",
    "priority_label": "priority",
    "theme_code": "thematic_objective",
    "theme_name": "thematic_objective",
    "beneficiary_person": "contact",
    "management_authority": "managing_authority",
    "beneficiary_country_code": "beneficiary_country",
    "fund_name": "fund_acronym",
    "cci_code": "cci_program_code",
    "cci_program_title": "operational_programme",
    "eu_cofinancing_amount_eligible": "eu_cofinancing_amount",
    "amount": "total_amount",
    "total_amount_applied": "total_amount",
}
CLASSES = [
    # "Priority" and "theme" serve there for every classification, "cci_program_code" for a specific objective.
    {"priority", "thematic_objective", "intervention_field", "measure", "call", "specific_objective",
     "cci_program_code", "investment_priority", "operational_programme", "economic_activity"},
    # "Granted amount" is total cost to one, eligible expenditure or public funding to another.
    {"total_amount", "total_amount_eligible", "public_amount", "paid_amount"},
    {"eu_cofinancing_amount", "public_amount"},
    {"member_state_amount", "public_amount"},
    {"beneficiary_city", "beneficiary_county", "beneficiary_nuts_region", "beneficiary_nuts_code",
     "beneficiary_address", "beneficiary_postal_code", "beneficiary_location", "region_category"},
    # "Bezeichnung und Zusammenfassung" in one column.
    {"project_name", "project_description"},
    # A list with one year a row: it is the year of approval, and of nothing else.
    {"approval_date", "starting_date"},
    {"final_payment_date", "last_update", "completion_date"},
    {"beneficiary_url", "source"},
]  # fmt: skip


class Answer(NamedTuple):
    """One column: what the people said, and what the mapping says."""

    path: str
    column: str
    truth: str
    field: str
    why: str


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--columns", action="store_true")
    parser.add_argument("--half", choices=["development", "held-out"])
    parser.add_argument("--without", action="append", default=[])
    options = parser.parse_args()
    csv.field_size_limit(1 << 24)
    answers = []
    for path in sorted(options.folder.rglob("source.description.yaml")):
        name = unicodedata.normalize("NFC", path.relative_to(options.folder).as_posix())
        if options.half in (None, half(name)) and not any(part in name for part in options.without):
            answers += list(compare(path, name))
    report(answers, columns=options.columns)


def half(name: str) -> str:
    """Which half a description belongs to."""
    return "held-out" if hashlib.sha256(name.encode()).digest()[0] % 2 else "development"


def compare(path: Path, name: str) -> Iterator[Answer]:
    """The answers for all columns of a description's first usable resources."""
    try:
        description = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        print(f"passed over {name}: {str(error).splitlines()[0]}", file=sys.stderr)
        return
    known: set[tuple[str, ...]] = set()
    for resource in description.get("resources") or []:
        listed = (resource.get("schema") or {}).get("fields") or []
        fields = [item for item in listed if isinstance(item, dict) and item.get("name")]
        names = tuple(str(item["name"]) for item in fields)
        if not names or names in known:
            continue
        known.add(names)
        header, samples = _table(path.parent / str(resource.get("path") or ""), names)
        found = {key(column.column): column for column in map_columns(header, samples)}
        for item in fields:
            column = found.get(key(str(item["name"])))
            if column:
                yield Answer(name, str(item["name"]), str(item.get("maps_to") or "").strip(), column.field, column.why)


def _table(path: Path, names: tuple[str, ...]) -> tuple[list[str], list[list[str]]]:
    """The header and first rows of the CSV; the described names alone where it cannot be had."""
    if path.suffix.lower() == ".csv" and path.is_file():
        raw = path.read_bytes()[: 1 << 21]
        try:
            text = raw.decode("utf-8-sig", errors="ignore" if len(raw) == 1 << 21 else "strict")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
        delimiter = max(",;\t|", key=text[:4000].count)
        rows = [
            row
            for row, _ in zip(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), range(300), strict=False)
        ]
        header = find_header(rows)
        if header and len({key(c) for c in header.columns} & {key(n) for n in names}) * 2 > len(names):
            return header.columns, rows[header.data - 1 :]
    return list(names), []


def report(answers: list[Answer], *, columns: bool) -> None:
    """Print both figures, the columns left open, and a table by field."""
    judged = [(answer, *_judge(answer)) for answer in answers if answer.truth not in ("", "null", "None", "_unknown")]
    total = len(judged)
    strict = sum(s for _, s, _ in judged)
    lenient = sum(m for _, _, m in judged)
    lists = len({answer.path for answer in answers})
    print(f"{lists} lists, {len(answers)} columns, {total} with a stated field")
    print(
        f"strict {strict}/{total} = {strict / max(total, 1):.1%}, "
        f"lenient {lenient}/{total} = {lenient / max(total, 1):.1%}"
    )
    wrong = sum(1 for answer, _, ok in judged if answer.field and not ok)
    print(f"wrong field {wrong}, left over {total - lenient - wrong} of those not right")
    opened = [answer for answer in answers if answer.truth in ("", "null", "None", "_unknown")]
    print(f"{len(opened)} columns that the people left open: {sum(bool(a.field) for a in opened)} are mapped here")
    by_field: dict[str, Counter[str]] = {}
    for answer, s, m in judged:
        by_field.setdefault(answer.truth, Counter()).update(columns=1, strict=int(s), lenient=int(m))
    print(f"\n{'stated field':34}{'columns':>8}{'strict':>8}{'lenient':>8}")
    for truth, count in sorted(by_field.items(), key=lambda item: -item[1]["columns"]):
        print(f"{truth:34}{count['columns']:>8}{count['strict']:>8}{count['lenient']:>8}")
    if columns:
        print()
        for answer, s, m in judged:
            if not s:
                mark = "~" if m else "x"
                title = " ".join(answer.column.split())[:70]
                print(
                    f"{mark} {answer.path[:28]:28} {title!r}: {answer.truth} / {answer.field or 'left over'} "
                    f"– {answer.why}"
                )


def _judge(answer: Answer) -> tuple[bool, bool]:
    truth = OURS.get(answer.truth, answer.truth)
    field = f"beneficiary_{answer.field.removeprefix('operation_')}" if _is_place(answer.field) else answer.field
    strict = truth == field
    return strict, strict or any({truth, field} <= alike for alike in CLASSES)


def _is_place(field: str) -> bool:
    return field.startswith("operation_") and field != "operation_id"


if __name__ == "__main__":
    main()
