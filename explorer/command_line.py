"""What all commands share: their group, their common options, opening the store, and printing."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from graph.store import GraphStore

Command = Callable[..., None]


class Context:
    """What the options that every command has say."""

    store: str | None = None
    language: str = ""
    json: bool = False
    debug: bool = False
    unmerged: bool = False


class Verbund(click.Group):
    """The group of commands; it turns errors that are meant for people into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit code 1 for an error of the input, 2 for one of usage."""
        from graph.errors import VerbundError

        try:
            return super().invoke(ctx)
        except VerbundError as error:
            if ctx.ensure_object(Context).debug:
                raise
            click.echo(f"verbund: {' '.join(str(error).split())}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            sys.stderr.close()  # the reader has gone; nothing is left to say
            ctx.exit(0)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(ctx: click.Context, _: click.Parameter, value: Any) -> Any:
        if value is not None and value is not False:
            setattr(ctx.ensure_object(Context), name, value)
        return value

    return callback


def common(*, json: bool = True) -> Callable[[Command], Command]:
    """The options that a command has before or after its name: --store, --unmerged, --lang, --debug, and --json."""

    def wrap(command: Command) -> Command:
        options = [
            click.option("--debug", is_flag=True, expose_value=False, callback=_remember("debug"), help="Show where an error came from."),
            click.option("--lang", "language", type=click.Choice(["de", "en"]), expose_value=False, callback=_remember("language"), help="Language of the answer; the locale's by default."),
            click.option("--store", metavar="STORE", expose_value=False, callback=_remember("store"), help="Folder or SPARQL endpoint URL; else VERBUND_STORE says it, else the embedded data."),
            click.option("--unmerged", is_flag=True, expose_value=False, callback=_remember("unmerged"), help="Show what was found to be one thing apart, as the sources state it."),
        ]  # fmt: skip
        if json:
            options.append(
                click.option("--json", is_flag=True, expose_value=False, callback=_remember("json"), help="Print JSON.")
            )
        for option in options:
            command = option(command)
        return command

    return wrap


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the process when the block takes longer; the store is only read, so nothing can be lost."""

    def stop() -> None:
        from explorer.destination import discard_unfinished

        click.echo(f"verbund: stopped after {seconds:g} s; ask for less, or give --timeout", err=True)
        discard_unfinished()
        os._exit(1)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def narrowing(command: Command) -> Command:
    """The options that say which projects are meant."""
    for option in reversed([
        click.option("--in", "region", metavar="REGION", default="", help="Only in this region: a name, NUTS code or macro-region."),
        click.option("--theme", metavar="THEME", default="", help="Only on this theme and what lies below it."),
        click.option("--programme", metavar="PROGRAMME", default="", help="Only of this programme and its parts."),
        click.option("--funder", metavar="FUNDER", default="", help="Only funded by this organisation."),
        click.option("--from", "since", type=int, metavar="YEAR", default=None, help="Only from this year on."),
        click.option("--to", "until", type=int, metavar="YEAR", default=None, help="Only up to this year."),
    ]):  # fmt: skip
        command = option(command)
    return command


# ---------------------------------------------------------------------- printing


def language_of(options: Context) -> str:
    """The language that was asked for, else the locale's."""
    from explorer.language import default_language

    return options.language or default_language()


def open_store(options: Context) -> GraphStore:
    """The store that was named, else the default one."""
    from graph.store import GraphStore

    if options.store:
        return GraphStore.open(options.store, merged=not options.unmerged)
    from data.embedded import default_store

    return default_store(merged=not options.unmerged)


def store_folder(options: Context) -> Path:
    """The folder of the store, the default one made first. Raises StoreError for an endpoint."""
    from graph.errors import StoreError

    if options.store is None:
        from data.embedded import default_folder, refresh

        refresh(default_folder())
        return default_folder()
    if options.store.startswith(("http://", "https://")):
        raise StoreError(f"{options.store}: Verbund only reads from an endpoint; name a folder with --store FOLDER")
    return Path(options.store)


def print_answer(
    options: Context, store: GraphStore, as_json: Callable[[Any], Any], as_text: Callable[[Any], Iterable[str]]
) -> None:
    """Print an answer as JSON or as text."""
    if options.json:
        from explorer.answers_json import Answers

        print_json(as_json(Answers(store, language_of(options))))
    else:
        from explorer.answers_text import Texts

        print_lines(as_text(Texts(store, language_of(options))))


def print_lines(lines: Iterable[str]) -> None:
    """Print an answer for people as it comes."""
    for line in lines:
        click.echo(line)


def print_json(value: Any) -> None:
    """Print an answer for programs."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
