"""The command ``verbund draw``: a network, or the partners of a thing, as a page."""

from __future__ import annotations

from typing import Any

import click

from explorer.command_line import Context, common, language_of, open_store, print_json, print_lines
from explorer.partner_options import asked, given_by_name, partner_options


@click.command()
@click.argument("thing", required=False, default="")
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="How many steps around THING.")
@click.option(
    "--partners",
    "sought",
    is_flag=True,
    help="Draw the potential partners of THING; the options after this one say which.",
)
@partner_options
@click.option("--output", "-o", metavar="FILE", default="", help="Where to write the page; - is standard output.")
@click.option("--open", "open_", is_flag=True, help="Show the page in the browser.")
@common()
@click.pass_context
def draw(
    context: click.Context, /, thing: str, depth: int, *, sought: bool, output: str, open_: bool, **wanted: Any
) -> None:
    """Draw the network around THING, or all of it, as one self-contained HTML page.

    With --partners the page shows who could work with THING, or with what the options describe: the candidates, what
    they share with it, a small map, and every reason with its sources.

    Example: verbund draw "Vernetzung Süd-Ost-Europa, Roma" --depth 2 --output netz.html

    Example: verbund draw --partners "Vernetzung Süd-Ost-Europa, Roma" --output partner.html
    """
    from explorer.destination import open_output, page_file
    from explorer.language import say

    options = context.ensure_object(Context)
    _check(context, thing, wanted, sought=sought)
    keywords = asked(wanted, thing) if sought else {}
    target = page_file(output, open_=open_)
    with open_store(options) as store:
        if sought:
            from explorer.partner_page import draw_partners

            drawing = draw_partners(store, thing, language=language_of(options), **keywords)
        else:
            from explorer.drawing import draw as paint

            drawing = paint(store, thing, depth=depth, language=language_of(options))
    with open_output(target) as stream:
        stream.write(drawing.html.encode())
    if target == "-":
        return
    if options.json:
        print_json({"file": target, "nodes": drawing.nodes, "edges": drawing.edges})
    else:
        print_lines([say("draw.done", language_of(options), file=target, nodes=drawing.nodes, edges=drawing.edges)])
    if open_:
        click.launch(target)


def _check(context: click.Context, thing: str, wanted: dict[str, Any], *, sought: bool) -> None:
    strangers = given_by_name(context, {"depth": 1} if sought else wanted)
    if strangers:
        why = "is not for --partners" if sought else "needs --partners"
        raise click.UsageError(f"{strangers[0]} {why}")
