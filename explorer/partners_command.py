"""The command ``verbund partners``: who should work together next, and why somebody is not among them."""

from __future__ import annotations

import sys
from typing import Any

import click

from explorer.command_line import Context, common, language_of, open_store, print_answer
from explorer.partner_options import asked, given_by_name, partner_options


@click.command()
@click.argument("thing", required=False, default="")
@partner_options
@click.option("--explain", is_flag=True, help="Show each reason's path and sources.")
@click.option(
    "--why-not", "strangers", multiple=True, metavar="NAME", help="Why this one is not among them; may be repeated."
)
@click.option(
    "--batch",
    metavar="FILE",
    default="",
    help="Answer many requests: JSON Lines with the options' names as keys; - is standard input.",
)
@common()
@click.pass_context
def partners(
    context: click.Context,
    /,
    thing: str,
    *,
    explain: bool,
    strangers: tuple[str, ...],
    batch: str,
    **wanted: Any,
) -> None:
    """Rank potential partners of THING, with reasons; or of what the options describe.

    Without --in and --near the need in the graph says where: an initiative that seeks partners in the south is
    answered with what lies in the south. Without THING, --text, --theme and --programme describe a project, and --from
    says where it comes from. --batch answers each line of a file with a line of JSON.

    Example: verbund partners "Vernetzung Süd-Ost-Europa, Roma" --explain

    Example: verbund partners --text "Elternarbeit mit Roma" --programme XENOS --in Bayern

    Example: verbund partners "Vernetzung Süd-Ost-Europa, Roma" --why-not KODEX
    """
    options = context.ensure_object(Context)
    if batch:
        others = given_by_name(context, [*wanted, "thing", "explain", "strangers"])
        if others:
            raise click.UsageError(f"--batch takes its requests from the file; write {others[0]} there")
        _answer_all(options, batch)
        return
    keywords = asked(wanted, thing)
    if not all(name.strip() for name in strangers):
        raise click.UsageError("--why-not is empty; give it a name, or leave it out")
    if strangers:
        _explain(options, thing, strangers, keywords, explain=explain)
        return
    from graph.partners import partners as recommend

    with open_store(options) as store:
        found = recommend(store, thing, **keywords)
        print_answer(options, store, lambda a: a.partners(found), lambda t: t.partners(found, explain=explain))


def _explain(
    options: Context, thing: str, strangers: tuple[str, ...], keywords: dict[str, Any], *, explain: bool
) -> None:
    from explorer import why_not_answers
    from graph.why_not import why_not

    described = keywords.get("text") or ", ".join([*keywords["theme"], *keywords["programme"]])
    with open_store(options) as store:
        found = [why_not(store, thing, name=name, **keywords) for name in strangers]
        print_answer(
            options,
            store,
            lambda answers: why_not_answers.as_json(found, answers),
            lambda texts: why_not_answers.as_text(found, texts, seeker=described, explain=explain),
        )


def _answer_all(options: Context, batch: str) -> None:
    from explorer.partner_batch import Batch, open_lines

    with open_lines(batch) as lines, open_store(options) as store:
        answers = Batch(store, language_of(options))
        for answer in answers.of(lines):
            click.echo(answer)
            sys.stdout.flush()
    if answers.failed:
        click.echo(f"verbund: {batch}: {answers.failed} of {answers.read} requests could not be answered", err=True)
        sys.exit(1)
