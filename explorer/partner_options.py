"""The options of every command that looks for partners, and what they ask of ``graph.partners.partners``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from explorer.command_line import Command
from graph.request import MATCHES, ROLES, TYPES

OPTIONS = [
    click.option("--text", metavar="TEXT", default=None, help="What the project is about, in words; themes named in it count as its own."),
    click.option("--from", "home", metavar="REGION", default=None, help="Where the one that seeks comes from."),
    click.option("--in", "region", metavar="REGION", default=None, help="Where: a name, NUTS code or macro-region such as de-south."),
    click.option("--near", metavar="PLACE", default=None, help="Around this place; needs --radius."),
    click.option("--radius", type=float, metavar="KM", default=None, help="How far around --near, in km."),
    click.option("--theme", multiple=True, metavar="THEME", help="On this theme; may be repeated."),
    click.option("--programme", multiple=True, metavar="PROGRAMME", help="For a project of this programme; may be repeated."),
    click.option("--role", type=click.Choice(ROLES), default=None, help="Only organisations that had this role in a project."),
    click.option("--kind", multiple=True, metavar="KIND", help="Only organisations of this kind, e.g. university; may be repeated."),
    click.option("--new-only/--known", "new_only", default=True, help="Without those who are partners already, as by default, or with them."),
    click.option("--type", "type_", type=click.Choice(TYPES), default=None, help="What the candidates are."),
    click.option("--match", type=click.Choice(MATCHES), default=None, help="Any or all of the themes."),
    click.option("--as-of", metavar="DATE", default=None, help="As things were known before this day, month or year, e.g. 2017-01."),
    click.option("--diverse", is_flag=True, help="Spread the list over regions and kinds."),
    click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most this many."),
]  # fmt: skip
TEXTS = {
    "text": "--text", "home": "--from", "region": "--in", "near": "--near", "theme": "--theme",
    "programme": "--programme", "kind": "--kind", "as_of": "--as-of",
}  # fmt: skip
DESCRIBING = ("text", "theme", "programme")


def partner_options(command: Command) -> Command:
    """The options that say which partners are sought; the command takes them as keywords."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def asked(given: Mapping[str, Any], thing: str = "") -> dict[str, Any]:
    """The keywords of ``graph.partners.partners`` that the values of the options stand for.

    Raises UsageError for options that do not go together, and where neither a thing nor a description is given.
    """
    for name, option in TEXTS.items():
        values = given[name] if isinstance(given[name], tuple) else (given[name],)
        if any(value is not None and not value.strip() for value in values):
            raise click.UsageError(f"{option} is empty; give it a value, or leave it out")
    if bool(given["near"]) != (given["radius"] is not None):
        raise click.UsageError("--near and --radius go together, e.g. --near Stuttgart --radius 50")
    if not thing.strip() and not any(given[name] for name in DESCRIBING):
        raise click.UsageError("for whom? Name a THING, or describe the project with --text, --theme or --programme")
    names = {name.removesuffix("_"): value for name, value in given.items() if value is not None}
    names["known"] = not names.pop("new_only")
    return names


def given_by_name(context: click.Context, given: Iterable[str]) -> list[str]:
    """Those of the options that stand in the command line, as they are written there."""
    from click.core import ParameterSource

    written = {option.name: option.opts[0] for option in context.command.params}
    return [written[name] for name in given if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
