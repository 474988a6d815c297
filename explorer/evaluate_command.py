"""The command ``verbund evaluate``: how well each way of ranking foretells who works with whom."""

from __future__ import annotations

import click

from explorer.command_line import Context, common, open_store, print_answer


@click.command()
@click.option(
    "--cut",
    metavar="DATE",
    default="",
    help="What began before is known, what began from then on is asked; by default four fifths are known.",
)
@click.option("--method", "methods", multiple=True, metavar="NAME", help="Only this method; may be repeated.")
@click.option("--limit", type=click.IntRange(1), default=None, help="Ask at most this many queries, drawn by chance.")
@click.option(
    "--seekers",
    type=click.Choice(["lead", "each"]),
    default="lead",
    show_default=True,
    help="Who looks for partners: the lead of a later project, or each of its partners in turn.",
)
@common()
@click.pass_obj
def evaluate(options: Context, cut: str, methods: tuple[str, ...], limit: int | None, seekers: str) -> None:
    """Measure how well simple methods foretell partners: the projects before a date rank, those after it judge.

    Every later project is asked for: its lead, programmes, themes and title are given, and all organisations are
    ranked. Means over the queries are given with 95 % intervals, apart for organisations with and without known
    projects. With --seekers each every partner of a later project seeks the others, and intervals come from drawing
    projects.

    Example: verbund --store mein-speicher evaluate --cut 2017-01-01 --method programme --method pagerank-theme
    """
    from explorer import evaluation_answers
    from graph.recommending.evaluation import evaluate as measure

    with open_store(options) as store:
        found = measure(store, cut=cut, methods=methods, limit=limit, seekers=seekers)
        print_answer(
            options,
            store,
            lambda answers: evaluation_answers.as_json(found, answers),
            lambda texts: evaluation_answers.as_text(found, texts),
        )
