"""Organisations as participations of CORDIS describe them, with the PIC (participant identification code) kept apart.

Mentions of one PIC are one organisation: that is the truth. It is not perfect, and is not mended here: one PIC has
names of different organisations (renamed, merged), and some organisations have two PICs.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from graph.errors import InputError
from graph.identity import iri
from graph.matching.mention import Mention

SAMPLES = Path("../shared/samples/cordis")
FILES = ("cordis-plus-2007.csv", "cordis-plus-2014.csv")
MISSING = frozenset(("", "NA"))
# What the rows of one mention have in common. Descriptions are the headline: what one source with one IRI a
# description would give. Names are harder (equal names are together already), rows are what a flat list gives.
GRANULARITIES: dict[str, tuple[str, ...]] = {
    "descriptions": ("legal_name", "legal_short_name", "country_code", "legal_url"),
    "names": ("legal_name", "country_code"),
    "rows": ("row",),
}
COLUMNS = ("pic", "project_id", "legal_entity_type", *GRANULARITIES["descriptions"])
COUNTRIES = {"UK": "GB", "EL": "GR"}
# As Verbund's kinds of organisations are called; OTH says nothing.
KINDS = {"HES": "hochschule", "REC": "forschungseinrichtung", "PRC": "unternehmen", "PUB": "oeffentliche-stelle"}

Rows = Sequence[dict[str, str]]


@dataclass
class Truth:
    """Mentions, and the known identities of each (none for a distractor), as columns over the mentions.

    ``least`` is the number of the least identity of each mention in ``known``, or -1; ``pairs`` has the true pairs as
    rows of two positions, the lesser first, in order. ``unnamed`` counts the rows that have no name.
    """

    mentions: list[Mention]
    identities: list[frozenset[str]]
    unnamed: int = 0
    known: list[str] = field(init=False)
    least: np.ndarray = field(init=False)
    pairs: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.known = sorted({one for each in self.identities for one in each})
        number = {one: at for at, one in enumerate(self.known)}
        self.least = np.array([min((number[one] for one in each), default=-1) for each in self.identities], np.int64)
        self.pairs = self._true_pairs()

    def _true_pairs(self) -> np.ndarray:
        members = defaultdict(list)
        for at, each in enumerate(self.identities):
            for one in each:
                members[one].append(at)
        found = [np.column_stack(np.triu_indices(len(at), 1)) for at in members.values() if len(at) > 1]
        groups = [np.array(at) for at in members.values() if len(at) > 1]
        made = [group[pairs] for group, pairs in zip(groups, found, strict=True)]
        return np.unique(np.concatenate(made), axis=0) if made else np.empty((0, 2), np.int64)

    def report_half(self) -> np.ndarray:
        """Which of the known identities are in the half that is reported; the others are for choosing thresholds.

        By a hash of the identity, so that neither the order of rows nor other identities change it. A pair, right or
        wrong, is counted for the lesser identity of its two mentions: each pair is in exactly one half, and no half
        can leave out the wrong pairs between the two.
        """
        return np.array([hashlib.blake2b(one.encode(), digest_size=1).digest()[0] % 2 == 1 for one in self.known])


def read(folder: Path = SAMPLES) -> list[dict[str, str]]:
    """The rows of both files, with only the columns that are used; InputError where a file or column is missing."""
    rows: list[dict[str, str]] = []
    for name in FILES:
        path = folder / name
        if not path.is_file():
            raise InputError("is missing; --samples says where the folder of the CORDIS samples is", source=str(path))
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if absent := set(COLUMNS) - set(reader.fieldnames or ()):
                raise InputError(f"has no column {', '.join(sorted(absent))}", source=str(path))
            rows.extend({column: row[column].strip() for column in COLUMNS} for row in reader)
    return rows


def truth(rows: Iterable[dict[str, str]], granularity: str = "descriptions") -> Truth:
    """The mentions of so coarse a view with their PICs; rows without a name are counted and left out."""
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    unnamed = 0
    for number, row in enumerate(rows):
        if row["legal_name"] in MISSING:
            unnamed += 1
            continue
        numbered = {**row, "row": str(number)}
        groups[tuple(numbered[column] for column in GRANULARITIES[granularity])].append(row)
    mentions = [_mention(number, group) for number, group in enumerate(groups.values())]
    return Truth(mentions, [frozenset(_pics(group)) for group in groups.values()], unnamed)


def _mention(number: int, rows: Rows) -> Mention:
    return Mention(
        iri=iri("organisation", f"cordis-{number:06}"),
        names=(rows[0]["legal_name"],),
        short_names=_values(rows, "legal_short_name"),
        sources=("cordis",),
        country=next((COUNTRIES.get(code, code) for code in _values(rows, "country_code")), ""),
        domains=frozenset(host for url in _values(rows, "legal_url") for host in hosts(url)),
        kinds=frozenset(KINDS[code] for code in _values(rows, "legal_entity_type") if code in KINDS),
        projects=frozenset(iri("project", f"cordis-{one}") for one in _values(rows, "project_id")),
    )


def _values(rows: Rows, column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column] for row in rows if row[column] not in MISSING))


def _pics(rows: Rows) -> Iterator[str]:
    """PICs that identify: a temporary one (8888…) is given anew for each proposal."""
    return (pic for pic in _values(rows, "pic") if not pic.startswith("8888"))


def hosts(url: str) -> Iterator[str]:
    """The hosts of what is written as web addresses, without ``www.``, port and path."""
    for part in url.replace(";", " ").replace(",", " ").split():
        try:
            host = urlsplit(part if "//" in part else f"//{part}").hostname or ""
        except ValueError:
            continue
        if "." in host.strip("."):
            yield host.removeprefix("www.").strip(".")
