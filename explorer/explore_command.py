"""The command ``verbund explore``: the explorer's page with its data as one file."""

from __future__ import annotations

from typing import Any

import click

from explorer.command_line import Context, common, language_of, narrowing, open_store, print_json, print_lines


@click.command()
@click.argument("file", metavar="FILE")
@narrowing
@click.option("--thing", metavar="THING", default="", help="Only what is around this thing.")
@click.option("--depth", type=click.IntRange(1, 5), default=None, help="How many steps around --thing.  [default: 2]")
@click.option(
    "--partners", metavar="THING", multiple=True, help="Bring recommendations for THING along; may be repeated."
)
@click.option("--open", "open_", is_flag=True, help="Show the page in the browser.")
@common()
@click.pass_obj
def explore(
    options: Context,
    /,
    file: str,
    thing: str,
    depth: int | None,
    partners: tuple[str, ...],
    open_: bool,
    **narrowed: Any,
) -> None:
    """Write the explorer with its data into FILE, one HTML page to mail to a colleague; - is standard output.

    The page needs no server and loads nothing: network, map, table and facets work in it, the facts of up to 5,000
    things with their sources, the questions that need no value, and the recommendations for initiatives that seek
    partners and for each --partners. At most 50,000 things go into a file; the options narrow down what is meant.

    Example: verbund explore verbund.html

    Example: verbund explore bayern.html --in Bayern --from 2014
    """
    if depth is not None and not thing:
        raise click.UsageError("--depth needs --thing")
    if not file.strip():
        raise click.UsageError("a file without a name; - stands for standard output")
    if file == "-" and open_:
        raise click.UsageError("--open needs a FILE; standard output cannot be shown")
    if not all(name.strip() for name in partners):
        raise click.UsageError("--partners is empty; give it a name, or leave it out")
    from explorer.destination import open_output, page_file
    from explorer.explored import explored
    from explorer.page_words import say

    language = language_of(options)
    target = page_file("" if file == "-" else file, open_=False)
    with open_store(options) as store, open_output(target) as stream:
        found = explored(store, language=language, thing=thing, depth=depth or 2, partners=partners, **narrowed)
        content = found.html.encode()
        stream.write(content)
    if target == "-":
        return
    about = {"file": target, "things": found.things, "links": found.links, "told": found.told, "bytes": len(content)}
    if options.json:
        print_json(about)
    else:
        size = f"{len(content) / 1e6:.1f}"
        lines = [say("done", language, **(about | {"size": size.replace(".", ",") if language == "de" else size}))]
        if found.told < found.things:
            lines.append(say("told", language, told=found.told))
        print_lines(lines)
    if open_:
        click.launch(target)
