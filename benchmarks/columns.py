"""What statistics and searches over the columns cost at a million projects.

Run: ``python -m benchmarks.columns [--projects 1000000] [--runs 7]``. The columns are made with a fixed seed: titles of
five to nine words, 2.5 participations a project with a Zipf-like choice of organisations, two themes, a region and a
grant each. The medians of whole answers are printed, in ms, beside the 200 ms that they may take.
"""

from __future__ import annotations

import argparse
import statistics as numbers
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.columns import TABLES
from graph.identity import ID
from graph.name_index import NameIndex
from graph.statistics import MEASURES, statistics
from graph.tables import Tables, TableWriter, schema

SEED, STEP = 7, 100_000
SYLLABLES = ("ba", "le", "mi", "ro", "tu", "sen", "kar", "dor", "fil", "gan", "hem", "jus", "lon", "mer", "nis", "pol")


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        if not list(folder.glob("things-*.parquet")):
            write(folder, options.projects)
        measure(folder, options.runs)


def measure(folder: Path, runs: int) -> None:
    """Print what each question costs."""
    print(f"{runs} runs each, medians in ms (least–most)\n\n| question | ms |\n|---|---|")
    for name, ask in questions(folder):
        ask()
        times = [_timed(ask) for _ in range(runs)]
        print(f"| {name} | {numbers.median(times):.0f} ({min(times):.0f}–{max(times):.0f}) |", flush=True)


def _timed(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def questions(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """The questions by name."""
    store = Columns(folder)
    for by, measures in ((["funder", "year"], ("amount",)), (["funder", "year"], MEASURES), (["theme"], MEASURES)):
        what = f"stats --by {','.join(by)}, {'projects and ' if len(measures) == 1 else 'all of '}{' '.join(measures)}"
        yield what, lambda by=by, measures=measures: statistics(store, by, measures=measures, limit=20)  # type: ignore[misc]
    index = NameIndex(store.tables)
    yield "names that hold two words", lambda: index.holding("balero sen")
    yield "names with this key", lambda: index.exactly("balero sendor")
    yield "names like a misspelt word", lambda: index.similar("balerro")


class Columns:
    """What statistics need of a store, without statements."""

    def __init__(self, folder: Path) -> None:
        self.tables = Tables(folder)
        self.names = self

    def label(self, iri: str) -> str:
        """The end of the IRI."""
        return iri.rpartition("/")[2]


def write(folder: Path, projects: int) -> None:
    """Columns of one source with so many projects."""
    chance = np.random.default_rng(SEED)
    words = np.array([a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES])
    writer = TableWriter(folder, "made")
    organisations = max(projects // 3, 10)
    for name, rows in (("Organisation", organisations), ("Project", projects)):
        for start in range(0, rows, STEP):
            _things(writer, name, np.arange(start, min(start + STEP, rows)), words, chance)
    for start in range(0, projects, STEP):
        _facts(writer, np.arange(start, min(start + STEP, projects)), organisations, chance)
    writer.close()


def _things(writer: TableWriter, type_: str, at: np.ndarray, words: np.ndarray, chance: np.random.Generator) -> None:
    iris = _iris(type_.lower(), at)
    texts = [" ".join(chance.choice(words, length)) for length in chance.integers(5, 10, len(at))]
    years = chance.integers(2007, 2028, len(at))
    cost = chance.integers(10_000, 1_000_000, len(at)).astype(float)
    none = pa.nulls(len(at))
    project = type_ == "Project"
    _copy(writer, "things", {
        "iri": iris, "type": [type_] * len(at), "label": [text.title() for text in texts],
        "start": [f"{year}-01-01" for year in years] if project else none, "end": none,
        "year": years if project else none, "total_cost": none, "eligible_cost": cost if project else none,
        "currency": ["EUR"] * len(at) if project else none, "place": none,
    })  # fmt: skip
    _copy(writer, "names", {
        "iri": iris, "text": [text.title() for text in texts], "language": ["de"] * len(at),
        "alternative": [False] * len(at), "key": texts,
    })  # fmt: skip


def _facts(writer: TableWriter, at: np.ndarray, organisations: int, chance: np.random.Generator) -> None:
    iris = np.array(_iris("project", at))
    funders = np.array(_iris("organisation", np.minimum(chance.zipf(1.3, len(at)), 200) - 1))
    programmes = np.array(_iris("programme", np.minimum(chance.zipf(1.3, len(at)), 500) - 1))
    amounts = chance.integers(5_000, 500_000, len(at)).astype(float)
    many = np.repeat(np.arange(len(at)), chance.integers(1, 5, len(at)))
    members = np.array(_iris("organisation", np.minimum(chance.zipf(1.2, len(many)), organisations) - 1))
    _copy(writer, "grants", {
        "owner": iris, "funder": funders, "programme": programmes, "amount": amounts, "currency": ["EUR"] * len(at),
        "cofinancing_rate": pa.nulls(len(at)), "year": chance.integers(2007, 2028, len(at)),
        "grant": [iri.replace("project", "grant") for iri in iris],
    })  # fmt: skip
    _copy(writer, "participations", {
        "project": iris[many], "organisation": members, "role": ["beneficiary"] * len(many),
        "amount": pa.nulls(len(many)), "currency": pa.nulls(len(many)), "unnamed": pa.nulls(len(many)),
        "participation": [f"{ID}participation/{number}" for number in many],
    })  # fmt: skip
    themes = [np.array(_iris("theme", chance.integers(0, 400, len(at)))) for _ in range(2)]
    regions = np.array(
        [f"http://data.europa.eu/nuts/code/DE{number:03}" for number in chance.integers(100, 500, len(at))]
    )
    for relation, subjects, objects in (
        ("fundedBy", iris, funders), ("programme", iris, programmes), ("partner", iris[many], members),
        ("theme", iris, themes[0]), ("theme", iris, themes[1]), ("region", iris, regions),
    ):  # fmt: skip
        _copy(writer, "edges", {"subject": subjects, "relation": [relation] * len(subjects), "object": objects})


def _iris(kind: str, at: np.ndarray) -> list[str]:
    return [f"{ID}{kind}/made-{number:07}" for number in at]


def _copy(writer: TableWriter, table: str, columns: dict[str, object]) -> None:
    wanted = schema(table)
    arrays = [
        values.cast(field.type) if isinstance(values, pa.Array) else pa.array(values, field.type)
        for field, values in ((field, columns[field.name]) for field in wanted)
    ]
    assert set(columns) == set(TABLES[table])
    writer.copy(table, pa.Table.from_arrays(arrays, schema=wanted))


if __name__ == "__main__":
    main()
