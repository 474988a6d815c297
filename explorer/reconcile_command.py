"""The command ``verbund reconcile``: names of one's own brought together with what the store knows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.command_line import Context, common, language_of, open_store, print_json, print_lines

if TYPE_CHECKING:
    from graph.matching.reconciliation import Reconciliation

_STANDARD_INPUT = "-"
_TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xls", ".ods")


@click.command()
@click.argument("queries", required=False, default="")
@click.option("--name", "names", multiple=True, metavar="TEXT", help="A name, acronym or identifier; may be repeated.")
@click.option("--country", metavar="COUNTRY", default="", help="The country of all names: a code or a name.")
@click.option("--type", "type_", metavar="TYPE", default="", help="Only things of this class, e.g. project.")
@click.option("--limit", type=click.IntRange(1), default=3, show_default=True, help="At most this many for each name.")
@click.option("--column", metavar="NAME", default="", help="The column of a table that holds the names.")
@click.option("--country-column", metavar="NAME", default="", help="The column with countries.")
@click.option("--town-column", metavar="NAME", default="", help="The column with towns.")
@click.option("--postcode-column", metavar="NAME", default="", help="The column with postcodes.")
@click.option(
    "--identifier-column", metavar="NAME", default="", help="The column with VAT numbers or other identifiers."
)
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to write the table; - is standard output.")
@common()
@click.pass_obj
def reconcile(
    options: Context,
    /,
    queries: str,
    names: tuple[str, ...],
    country: str,
    type_: str,
    limit: int,
    column: str,
    output: str,
    **columns: str,
) -> None:
    """Find the organisations and projects that names in your own table mean.

    QUERIES is a table (CSV, XLSX, ODS; with --column): it is written again as CSV with the id, name, score and match
    of the best answer to each row. Or it is a batch of queries as JSON in the form of the Reconciliation Service API
    0.2, a file or - for standard input. Without QUERIES name the names with --name.

    Scores go from 0 to 100. A match is sure of itself: it is in the band "same" and clearly ahead of the next.

    Example: verbund reconcile --name "Robert Bosch Stiftung" --name "Stadt Pforzheim"

    Example: verbund reconcile teilnehmer.csv --column Name --country-column Land --output zugeordnet.csv
    """
    from explorer.reconcile_answers import titles
    from graph.matching.reconciliation import Reconciliation

    if bool(queries) == bool(names):
        raise click.UsageError("name a file with QUERIES (- for standard input), or names with --name")
    if names and (column or any(columns.values())):
        raise click.UsageError("--column and the like are for a table, --name is for names")
    language = language_of(options)
    with open_store(options) as store, Reconciliation(store, language=language, titles=titles(language)) as service:
        if column or Path(queries).suffix.lower() in _TABLE_ENDINGS:
            named = {key.removesuffix("_column"): name for key, name in columns.items() if name}
            fixed = {"country": country} if country else {}
            _table(options, service, Path(queries), column, named, fixed, type_, output)
        else:
            _answers(options, service, _batch(queries, names, country, type_, limit))


def _batch(queries: str, names: tuple[str, ...], country: str, type_: str, limit: int) -> dict[str, Any] | str:
    """A batch of queries: the text of a file, or made of names."""
    if names:
        place = [{"pid": "country", "v": country}] if country else []
        about: dict[str, Any] = {"limit": limit, **({"properties": place} if place else {})}
        about |= {"type": type_} if type_ else {}
        return {f"q{at}": {"query": name, **about} for at, name in enumerate(names)}
    from graph.errors import InputError

    try:
        if queries == _STANDARD_INPUT:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(queries).read_text("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error}); name a file, or - ", source=queries) from error
    except UnicodeDecodeError as error:
        raise InputError("is no UTF-8; a table needs --column NAME", source=queries) from error
    except ValueError as error:  # a name that no file can have
        raise InputError(f"is no name of a file ({error})", source=queries[:80]) from error


def _answers(options: Context, service: Reconciliation, batch: dict[str, Any] | str) -> None:
    from explorer.reconcile_answers import answer_text
    from graph.matching.query import read_batch

    if options.json:
        print_json(service.reconcile(batch))
        return
    for query in read_batch(batch).values():
        print_lines(answer_text(query, service, language_of(options)))


def _table(
    options: Context,
    service: Reconciliation,
    path: Path,
    column: str,
    columns: dict[str, str],
    fixed: dict[str, str],
    type_: str,
    output: str,
) -> None:
    from explorer.destination import open_output
    from explorer.language import number, say
    from explorer.reconcile_table import ReconciledTable
    from explorer.table_files import write_separated
    from graph.version import version

    if not column:
        raise click.UsageError("--column NAME says which column of the table holds the names")
    table = ReconciledTable(service, path, {"query": column, **columns}, fixed, type_)
    with open_output(output) as stream:
        write_separated(table.header, table.rows(), stream)
    counts = {"rows": table.count, "matched": table.matched, "open": table.open}
    if output == _STANDARD_INPUT:
        return
    if options.json:
        print_json({"file": output, **counts, "version": version()})
    else:
        language = language_of(options)
        told = {key: number(value, language) for key, value in counts.items()}
        print_lines([say("reconcile.done", language, file=output, **told)])
