"""The command ``verbund everybody``: the nearest organisations of all organisations at once, as a table."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from explorer.command_line import Context, common, language_of, open_store, print_json, print_lines

TEXTS = {
    "done": {
        "de": "{rows} Zeilen für {with_candidates} von {organisations} Organisationen in {file}",
        "en": "{rows} rows for {with_candidates} of {organisations} organisations in {file}",
    },
    "left_out": {
        "de": "{n} mit sehr vielen Partnern zählen nicht als Verbindung (docs/partners.md)",
        "en": "{n} with very many partners do not count as a link (docs/partners.md)",
    },
    "bar": {"de": "Organisationen", "en": "Organisations"},
}


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="So many of each.")
@click.option("--as-of", metavar="DATE", default="", help="Without projects that began on this day or later.")
@common()
@click.pass_obj
def everybody(options: Context, file: Path, limit: int, as_of: str) -> None:
    """Write the organisations nearest to every organisation into FILE (Parquet): who shares partners, but none yet.

    A row is an organisation, a rank, a candidate, its score (Adamic and Adar) and the number of shared partners. For a
    list with all reasons ask "verbund partners" for one organisation.

    Example: verbund --store mein-speicher everybody nahe.parquet
    """
    from graph.recommending.everybody import everybody as write
    from graph.recommending.recommendation import day_of

    day = day_of(as_of)
    language = language_of(options)
    with open_store(options) as store, _bar(language) as progress:
        found = write(store, file, day=day, limit=limit, progress=progress)
    counts = {
        "organisations": found.organisations,
        "with_candidates": found.with_candidates,
        "rows": found.rows,
        "left_out": found.left_out,
    }
    if options.json:
        print_json({"file": str(file), "limit": limit, "as_of": as_of, **counts})
        return
    print_lines([TEXTS["done"][language].format(file=file, **{name: f"{n:,}" for name, n in counts.items()})])
    if found.left_out:
        print_lines([TEXTS["left_out"][language].format(n=f"{found.left_out:,}")])


@contextlib.contextmanager
def _bar(language: str) -> Iterator[Callable[[int, int], None] | None]:
    """What is told of organisations done, shown on the error output where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(TEXTS["bar"][language], total=None)
        yield lambda done, of: bars.update(task, completed=done, total=of)
