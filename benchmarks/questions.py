"""What each question of the library costs on a large store.

Run: ``python -m benchmarks.questions --projects 100000 [--runs 3] [--folder DIR] [--question NAME …] [--commands]
[--json FILE]``. The store is what comes with Verbund and so many generated projects with target groups, and
organisations with kinds and places (``benchmarks/landscape.py``); it is made once in the folder.
Each run is a process of its own and is stopped after 60 s. Told apart are the time until the parameters are
understood ("names"), that of the query with all its rows, and with ``--commands`` that of ``verbund ask`` from its
start to its end. Each question is asked with the values of its header ("usual"), and those with parameters also with
the most that can be asked for in earnest ("most"): the whole country, the busiest organisation. Target: under 1 s for
every usual value.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import generator
from queries.library import Question, question, questions

LIMIT = 60  # seconds
BUSIEST, LARGEST, BANK = generator.organisation(0), "Programm 1", "Förderbank 1"
REGION = "Deutschland"
# What holds the most of each; a question that is asked otherwise says so below.
MOST = {
    "region": REGION, "theme": "Bildung", "target-group": "junge Menschen", "programme": LARGEST, "thing": BUSIEST,
    "organisation": BANK,
}  # fmt: skip
MOST_OF = {
    "partners-in-region": {"thing": LARGEST, "region": REGION},
    "projects-in-period": {"from": "2014"},
    "regions-without-projects": {"region": REGION, "level": "municipality"},
    "shared-themes": {"a": "{first}", "b": "{second}"},
    "similar-projects": {"project": "{first}"},
    "themes-most-used": {},
}


class Case(NamedTuple):
    """A question with the values of its parameters."""

    name: str
    values: str
    given: dict[str, str]


def main() -> None:
    """Measure and print a table in Markdown, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the store is made, or was made before")
    parser.add_argument("--question", nargs="+", help="only these")
    parser.add_argument("--commands", action="store_true", help="also time the whole command")
    parser.add_argument("--json", type=Path, help="write all figures here, too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        store = made(options.folder or Path(place), options.projects)
        asked = [question(name) for name in options.question] if options.question else questions()
        found = [measured(case, store, options.runs, options.commands) for case in cases(asked, options.projects)]
    print(table(found, options.projects, options.runs))
    if options.json:
        about = {"machine": machine(), "projects": options.projects, "runs": options.runs}
        options.json.write_text(json.dumps({**about, "questions": found}, ensure_ascii=False, indent=1), "utf-8")


def made(folder: Path, projects: int) -> Path:
    """The store of so many projects, made where the folder does not have it yet."""
    store = folder / f"questions-{projects}"
    if not store.exists():
        from benchmarks.landscape import LandscapeReading
        from benchmarks.loading_step import put
        from data.loading import load as load_defaults

        folder.mkdir(parents=True, exist_ok=True)
        file, unfinished = folder / f"operations-{projects}.csv", folder / f"unfinished-{projects}"
        generator.write(file, projects)
        load_defaults([], unfinished)
        put(LandscapeReading(file), unfinished)
        unfinished.rename(store)
    return store


def cases(asked: Sequence[Question], projects: int) -> Iterator[Case]:
    """Each question with its usual values and, where it has parameters, with the most."""
    first, second = (row[2] for row in islice(generator.rows(projects), 2))
    named = {"{first}": first, "{second}": second}
    for item in asked:
        usual = {one.name: one.example for one in item.parameters if one.example}
        yield Case(item.name, "usual", usual)
        most = MOST_OF.get(item.name)
        if most is None:
            most = {one.name: MOST[one.type] for one in item.parameters if one.type in MOST}
        if most:
            yield Case(item.name, "most", {key: named.get(text, text) for key, text in most.items()})


def measured(case: Case, store: Path, runs: int, with_command: bool) -> dict[str, Any]:
    """The medians of one case; "stopped" where the time limit was reached."""
    found: dict[str, Any] = {"name": case.name, "values": case.values, "given": case.given}
    step = [sys.executable, "-m", "benchmarks.questions_step", str(store), case.name, json.dumps(case.given)]
    taken = []
    for _ in range(runs):
        try:
            done = subprocess.run(step, check=True, stdout=subprocess.PIPE, text=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            found["stopped"] = True
            break
        taken.append(json.loads(done.stdout))
    if taken:
        found |= {key: statistics.median(one[key] for one in taken) for key in ("rows", "names", "seconds")}
        if with_command:
            found["command"] = statistics.median(command(case, store) for _ in range(runs))
    print(found, file=sys.stderr, flush=True)
    return found


def command(case: Case, store: Path) -> float:
    """Seconds of the whole command."""
    given = [part for name, text in case.given.items() for part in (f"--{name}", text)]
    line = [sys.executable, "-m", "cli", "--store", str(store), "ask", case.name, *given]
    begun = time.perf_counter()
    subprocess.run(line, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def machine() -> str:
    """Cores, processor and Python."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def table(found: Sequence[dict[str, Any]], projects: int, runs: int) -> str:
    """All cases, the slowest first, and their sum."""
    ordered = sorted(found, key=lambda one: -one.get("seconds", LIMIT))
    lines = [
        f"{projects:,} projects; {machine()}; medians of {runs}, a process each\n",
        "| question | values | rows | query s | names s | command s |",
        "|---|---|---|---|---|---|",
    ]
    for one in ordered:
        figures = " | ".join(_figure(one.get(key)) for key in ("seconds", "names", "command"))
        rows = f"{one['rows']:,.0f}" if "rows" in one else "–"
        shown = f"> {LIMIT} | – | –" if one.get("stopped") else figures
        lines.append(f"| `{one['name']}` | {one['values']} | {rows} | {shown} |")
    for values in ("usual", "most"):
        taken = [one.get("seconds", LIMIT) for one in found if one["values"] == values]
        if taken:
            lines.append(
                f"\n{values}: {len(taken)} together {sum(taken):.1f} s, median {statistics.median(taken):.3f} s, "
                f"{sum(seconds >= 1 for seconds in taken)} of 1 s or more"
            )
    return "\n".join(lines)


def _figure(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.2f}"


if __name__ == "__main__":
    main()
