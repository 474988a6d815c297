"""An invented funding landscape as a list of operations: a CSV file with one row a project.

The same seed gives the same bytes. Regions are those of the NUTS tree, themes those of the thesaurus; everything
else is invented. How often an organisation takes part follows Zipf's law with exponent 0.5: of 10,000 projects the
largest organisation has nearly 300, of a million nearly 3,000, and most have only a few.

    python -m benchmarks.generator --projects 100000 --seed 1 operations.csv
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from data.topics.thesaurus import statements
from graph.identity import iri
from graph.vocabulary import SKOS

HEADER = (
    "Operation ID",
    "Beneficiary",
    "Operation name",
    "Start date",
    "End date",
    "Union contribution (EUR)",
    "NUTS code",
    "Locality",
    "Theme",
    "Programme",
    "Funder",
)
AT_ONCE = 10_000  # rows that are drawn together
PROJECTS_PER_ORGANISATION = 8  # in the mean
PROGRAMMES, FUNDERS = 120, 30
_REGIONS = Path(__file__).parents[1] / "data/reference/places/regions.csv"
_AIMS = ("Förderung von", "Ausbau von", "Netzwerk", "Erprobung von", "Bündnis für", "Beratung zu", "Strategien für")
_WAYS = (
    "in der Fläche",
    "für kleine Betriebe",
    "über Grenzen hinweg",
    "im Quartier",
    "mit digitalen Mitteln",
    "vor Ort",
)
_BODIES = ("Werkstatt", "Bildungswerk", "Genossenschaft", "Zentrum", "Technikhaus", "Hochschule", "Stiftung", "Verein")
_NAMES = ("Zukunft", "Brücke", "Horizont", "Aufwind", "Kompass", "Mosaik", "Süd-Ost", "Fährhaus", "Lindenhof", "Quelle")
_FORMS = ("e. V.", "gGmbH", "GmbH", "eG", "AG", "")


def write(path: Path, projects: int, seed: int = 1) -> None:
    """Write the list of so many projects; what is held at any time is one part of the rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(projects, seed))


def rows(projects: int, seed: int = 1) -> Iterator[Sequence[str]]:
    """The rows of the list below its header."""
    for first in range(0, projects, AT_ONCE):
        yield from _part(first, min(AT_ONCE, projects - first), projects, seed)


def _part(first: int, many: int, projects: int, seed: int) -> Iterator[Sequence[str]]:
    draw = np.random.default_rng([seed, first])
    members = organisations(draw.random(many), projects)
    starts = np.datetime64("2014-01-01") + draw.integers(0, 4_000, many)
    ends = starts + draw.integers(90, 1_500, many)
    cents = np.exp(draw.normal(11.5, 1.4, many)) * 100
    words = draw.integers(0, 1 << 31, (many, 5))
    for at in range(many):
        aim, theme, way, programme, code = (int(word) for word in words[at])
        topic = _pick(themes(), theme)
        yield (
            f"OP-{first + at + 1:07}",
            organisation(int(members[at])),
            f"{_pick(_AIMS, aim)} {topic} {_pick(_WAYS, way)} – {_pick(_NAMES, code)} {first + at + 1}",
            _day(starts[at]),
            _day(ends[at]),
            _amount(int(cents[at])),
            *_pick(regions(), int(members[at]) if code % 3 else code),
            topic,
            f"Programm {programme % PROGRAMMES + 1}",
            f"Förderbank {programme % PROGRAMMES % FUNDERS + 1}",
        )


def organisations(shares: np.ndarray, projects: int) -> np.ndarray:
    """Organisations by rank from numbers between 0 and 1, so that the k-th has a share of about k to the -0.5."""
    known = max(projects // PROJECTS_PER_ORGANISATION, 1)
    return np.floor(known * shares**2).astype(np.int64)


def organisation(number: int) -> str:
    """The name of an organisation."""
    body, name, form = _pick(_BODIES, number), _pick(_NAMES, number // 8), _pick(_FORMS, number // 80)
    return f"{body} {name} {number + 1} {form}".strip()


@cache
def regions() -> tuple[tuple[str, str], ...]:
    """Code and name of each NUTS 3 region."""
    with _REGIONS.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["name_de"]) for row in csv.DictReader(file) if row["level"] == "nuts3")


@cache
def themes() -> tuple[str, ...]:
    """The preferred German labels of the thesaurus' themes."""
    begin = iri("theme", "")
    found = (row for row in statements() if row.predicate == SKOS.prefLabel and row.language == "de")
    return tuple(sorted(row.value for row in found if row.subject.startswith(begin)))


def _pick(words: Sequence[Any], number: int) -> Any:
    return words[number % len(words)]


def _day(date: np.datetime64) -> str:
    year, month, day = str(date).split("-")
    return f"{day}.{month}.{year}"


def _amount(cents: int) -> str:
    """As German lists write it: 1.234.567,89."""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"


def main() -> None:
    """Write a list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.path, options.projects, options.seed)


if __name__ == "__main__":
    main()
