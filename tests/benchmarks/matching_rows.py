"""A few participations in the form of the CORDIS samples, of invented organisations."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.matching_truth import COLUMNS, FILES, MISSING

# project_id, pic, legal_name, legal_short_name, country_code, legal_url, legal_entity_type
ROWS = [
    ("1", "100000001", "UNIVERSITAET MUSTERSTADT", "UMU", "DE", "http://www.uni-muster.example", "HES"),
    ("2", "100000001", "UNIVERSITAET MUSTERSTADT", "UMU", "DE", "http://www.uni-muster.example", "HES"),
    ("3", "100000001", "Universität Musterstadt", "NA", "DE", "NA", "HES"),
    ("3", "100000001", "University of Musterstadt", "UMU", "DE", "NA", "NA"),
    ("1", "100000002", "Elder Mill Ltd", "NA", "UK", "https://mill.example:8080/en; www.elder.example", "PRC"),
    ("4", "100000003", "ELDER MILL LTD", "EM", "EL", "NA", "OTH"),
    ("4", "888888001", "ELDER MILL LTD", "NA", "UK", "NA", "PRC"),
    ("5", "NA", "NA", "NA", "NA", "NA", "NA"),
]
FIELDS = ("project_id", "pic", "legal_name", "legal_short_name", "country_code", "legal_url", "legal_entity_type")


def rows() -> list[dict[str, str]]:
    """The rows as they are read."""
    return [dict(zip(FIELDS, row, strict=True)) for row in ROWS]


def write(folder: Path, *, without: str = "") -> None:
    """Both files of a folder of samples, the first rows in the earlier; columns that are not used are there, too."""
    fields = [name for name in (*COLUMNS, "eu_contribution") if name != without]
    for name, part in zip(FILES, (rows()[:2], rows()[2:]), strict=True):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields, extrasaction="ignore", restval=max(MISSING))
            writer.writeheader()
            writer.writerows(part)
