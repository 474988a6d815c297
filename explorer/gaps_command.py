"""The command ``verbund gaps``: where money or need is and partners are not."""

from __future__ import annotations

from typing import Any

import click

from explorer.command_line import Context, common, narrowing, open_store, print_answer


@click.command()
@click.option(
    "--by",
    metavar="WHAT",
    default="region,theme",
    show_default=True,
    help="One or two of region, theme, programme, country, kind, year and funder, with a comma.",
)
@click.option(
    "--level",
    metavar="LEVEL",
    default="1",
    show_default=True,
    help="Level of regions: NUTS 0, 1, 2 or 3, or land for the Länder of Germany and Austria.",
)
@click.option("--only", metavar="KIND", default="", help="Only gaps of this kind: need, money or size.")
@narrowing
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most this many.")
@click.option("--explain", is_flag=True, help="Name needs, projects and organisations, with sources.")
@common()
@click.pass_obj
def gaps(options: Context, /, by: str, level: str, only: str, limit: int, *, explain: bool, **narrowed: Any) -> None:
    """Find white spots: where money or need is and partners are not.

    A cell lacks partners where needs are stated and nobody could meet them (need), where projects are carried only
    by organisations from elsewhere (money), and where there are clearly fewer partners than the size of region and
    theme lets expect (size). The cell that lacks most comes first.

    Example: verbund gaps --by region,theme

    Example: verbund gaps --by country,theme --only need --explain
    """
    from explorer import gaps_answers
    from graph.gaps import gaps as find

    names = [name.strip() for name in by.split(",")]
    with open_store(options) as store:
        found = find(store, names, level=level, only=only, limit=limit, **narrowed)
        print_answer(
            options,
            store,
            lambda answers: gaps_answers.as_json(found, answers),
            lambda texts: gaps_answers.as_text(found, texts, explain=explain),
        )
