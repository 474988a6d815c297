"""The command ``verbund consortium``: complete consortia for a thing under the rules of a call."""

from __future__ import annotations

import sys

import click

from explorer.command_line import Context, common, language_of, open_store, print_answer, print_json, print_lines


@click.command()
@click.argument("thing", required=False, default="")
@click.option(
    "--rules",
    metavar="FILE|NAME",
    required=True,
    help="A rule file, or the name of rules that come with Verbund; list shows these.",
)
@click.option(
    "--in",
    "region",
    metavar="REGION",
    default="",
    help="Where partners lie: a name, NUTS code or macro-region such as de-south.",
)
@click.option("--near", metavar="PLACE", default="", help="Around this place; needs --radius.")
@click.option("--radius", type=float, metavar="KM", default=None, help="How far around --near, in km.")
@click.option("--theme", multiple=True, metavar="THEME", help="Only partners on this theme; may be repeated.")
@click.option(
    "--with", "required", multiple=True, metavar="NAME", help="This organisation must be in; may be repeated."
)
@click.option(
    "--without", "excluded", multiple=True, metavar="NAME", help="This organisation must not be in; may be repeated."
)
@click.option(
    "--pool",
    type=click.IntRange(1, 20_000),
    default=300,
    show_default=True,
    help="How many of the best partners are looked at.",
)
@click.option("--count", type=click.IntRange(1, 100), default=3, show_default=True, help="How many proposals.")
@click.option(
    "--differ",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="How many partners of each earlier proposal a later one leaves out.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    default=30.0,
    show_default=True,
    help="Stop the solver after this time, and say how far it got.",
)
@common()
@click.pass_obj
def consortium(
    options: Context,
    thing: str,
    rules: str,
    region: str,
    near: str,
    radius: float | None,
    theme: tuple[str, ...],
    required: tuple[str, ...],
    excluded: tuple[str, ...],
    pool: int,
    count: int,
    differ: int,
    time_limit: float,
) -> None:
    """Propose complete consortia for THING that meet all rules, the best ones, proven so.

    THING is an organisation, project or initiative; it or the organisation that leads it is in. Where the rules cannot
    be met, the message says which and by how much. --rules list shows the rules that come with Verbund;
    docs/consortium.md says how to write your own.

    Example: verbund consortium --rules list
    """
    from explorer import consortium_answers
    from graph.consortium.consortium import consortium as propose
    from graph.consortium.library import rule_sets
    from graph.errors import VerbundError

    if rules.strip().lower() in ("list", "liste") and not thing:
        found = rule_sets()
        if options.json:
            print_json(consortium_answers.list_json(found, language_of(options)))
        else:
            print_lines(consortium_answers.list_text(found, language_of(options)))
        return
    if not thing.strip():
        raise click.UsageError("for whom? Name an organisation, project or initiative, or write --rules list")
    if bool(near) != (radius is not None):
        raise click.UsageError("--near and --radius go together, e.g. --near Stuttgart --radius 50")
    with open_store(options) as store:
        answer = propose(
            store,
            thing,
            rules,
            region=region,
            near=near,
            radius=radius or 0.0,
            theme=theme,
            required=required,
            excluded=excluded,
            pool=pool,
            count=count,
            differ=differ,
            time_limit=time_limit,
        )
        if not answer.proposals and not options.json:
            from explorer.answers_text import Texts

            raise VerbundError(consortium_answers.failure(answer, Texts(store, language_of(options))))
        print_answer(
            options,
            store,
            lambda answers: consortium_answers.as_json(answer, answers),
            lambda texts: consortium_answers.as_text(answer, texts),
        )
    if not answer.proposals:
        sys.exit(1)
