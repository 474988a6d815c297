"""The options of every command that looks for partners, and what they ask of ``graph.partners.partners``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from explorer.command_line import Command

OPTIONS = [
    click.option("--in", "region", metavar="REGION", default=None, help="Where: a name, NUTS code or macro-region such as de-south."),
    click.option("--near", metavar="PLACE", default=None, help="Around this place; needs --radius."),
    click.option("--radius", type=float, metavar="KM", default=None, help="How far around --near, in km."),
    click.option("--theme", multiple=True, metavar="THEME", help="Only candidates on this theme; may be repeated."),
    click.option("--type", "type_", type=click.Choice(["project", "organisation", "any"]), default="any", show_default=True, help="What the candidates are."),
    click.option("--match", type=click.Choice(["any", "all"]), default="any", show_default=True, help="Any or all of the themes."),
    click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="At most this many."),
]  # fmt: skip


def partner_options(command: Command) -> Command:
    """The options that say which partners are sought; the command takes them as keywords."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def asked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The keywords of ``graph.partners.partners`` that the values of the options stand for.

    Raises UsageError for options that do not go together.
    """
    for name, value in (("--in", given["region"]), ("--near", given["near"])):
        if value is not None and not value.strip():
            raise click.UsageError(f"{name} is empty; name a place, or leave it out")
    if bool(given["near"]) != (given["radius"] is not None):
        raise click.UsageError("--near and --radius go together, e.g. --near Stuttgart --radius 50")
    return {name.removesuffix("_"): value for name, value in given.items() if value is not None}


def given_by_name(context: click.Context, given: Mapping[str, Any]) -> list[str]:
    """Those of the options that stand in the command line, as they are written there."""
    from click.core import ParameterSource

    written = {option.name: option.opts[0] for option in context.command.params}
    return [written[name] for name in given if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
