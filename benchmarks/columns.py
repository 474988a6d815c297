"""What statistics and searches over the columns cost at a million projects.

Run: ``python -m benchmarks.columns [--projects 1000000] [--runs 7]``. The columns are made with a fixed seed: titles of
five to nine words, 2.5 participations a project with a Zipf-like choice of organisations, two themes, a region and a
grant each. They are put into a store that has no statements, so that names of things are not looked up among many.
Each question is asked by turns with a peer: DuckDB adding up the same file of grants by funder and year. The medians
are printed in ms; 200 ms are what an answer may take.
"""

from __future__ import annotations

import argparse
import statistics as numbers
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from graph import folder
from graph.columns import TABLES
from graph.identity import ID
from graph.name_index import NameIndex
from graph.statistics import MEASURES, statistics
from graph.store import GraphStore
from graph.sums import Sums
from graph.tables import TableWriter, schema

SEED, STEP = 7, 100_000
FUNDER_YEAR = ["funder", "year"]
SYLLABLES = ("ba", "le", "mi", "ro", "tu", "sen", "kar", "dor", "fil", "gan", "hem", "jus", "lon", "mer", "nis", "pol")


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--first", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.first:
        print(_timed(lambda: statistics(GraphStore.open(options.first), FUNDER_YEAR)))
        return
    with tempfile.TemporaryDirectory() as made:
        stored(Path(made) / "store", options.projects)
        measure(Path(made) / "store", options.runs)


def stored(place: Path, projects: int) -> None:
    """A store with so many projects in its columns."""

    def change(draft: folder.Draft) -> None:
        write(draft.tables, projects)

    folder.write(place, change)


def measure(place: Path, runs: int) -> None:
    """Print what each question costs."""
    print(f"{runs} runs each, medians in ms (least–most)\n\n| question | ms | peer | ratio |\n|---|---|---|---|")
    with GraphStore.open(place) as store:
        assert store.columns
        peer = _peer(store.columns / "grants-made.parquet")
        for name, ask in questions(store, place):
            both = [(ask(), _timed(peer)) for _ in range(runs + 1)][1:]
            times, peers = [own for own, _ in both], [other for _, other in both]
            ratio = numbers.median(times) / numbers.median(peers)
            print(f"| {name} | {_shown(times)} | {_shown(peers)} | {ratio:.1f} |", flush=True)


def _shown(times: list[float]) -> str:
    return f"{numbers.median(times):.0f} ({min(times):.0f}–{max(times):.0f})"


def _peer(grants: Path) -> Callable[[], object]:
    connection = duckdb.connect()
    sql = "SELECT funder, year, sum(amount), count(*) FROM read_parquet(?) GROUP BY ALL"
    return lambda: connection.execute(sql, [str(grants)]).fetchall()


def _timed(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def questions(store: GraphStore, place: Path) -> Iterator[tuple[str, Callable[[], float]]]:
    """The questions by name, and what gives the ms that one takes."""
    for by in (FUNDER_YEAR, ["theme"], ["region"], ["programme", "theme"]):
        for measures in (MEASURES[:1], MEASURES) if by == FUNDER_YEAR else (MEASURES,):
            what = f"by {','.join(by)}: projects, {', '.join(measures)}"
            yield what, lambda by=by, measures=measures: _timed(lambda: statistics(store, by, measures=measures))  # type: ignore[misc]
    python = [sys.executable, "-m"]
    first = [*python, "benchmarks.columns", "--first", str(place)]
    yield "by funder,year: opening the store and all measures, first call of a process", lambda: float(_output(first))
    for words in (["stats", "--by", "funder,year"], ["search", "balero sendor"]):
        command = [*python, "cli", "--store", str(place), *words, "--json"]
        yield f"command `verbund {' '.join(words)} --json`", lambda command=command: _timed(lambda: _output(command))  # type: ignore[misc]
    yield "arrays made from the columns, as a load does", lambda: _timed(lambda: Sums.made(store.tables))
    index = NameIndex(store.tables)
    yield "names that hold two words", lambda: _timed(lambda: index.holding("balero sen"))
    yield "names with this key", lambda: _timed(lambda: index.exactly("balero sendor"))
    yield "names like a misspelt word", lambda: _timed(lambda: index.similar("balerro"))


def _output(command: list[str]) -> bytes:
    return subprocess.run(command, check=False, capture_output=True).stdout


def write(place: Path, projects: int) -> None:
    """Columns of one source with so many projects."""
    chance = np.random.default_rng(SEED)
    words = np.array([a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES])
    writer = TableWriter(place, "made")
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
