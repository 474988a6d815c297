"""``docs/cli.md``: the commands of ``cli.py``, each with its usage, meaning, options and an example."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator

import click

from docs.markdown import NOTICE, code, fenced, page, table

_EXAMPLE = re.compile(r"^(?:Examples?:)?\s*(verbund .*)$")
SUMMARY = """\
*Zusammenfassung: Jeder Befehl beantwortet eine Frage oder lädt, zeichnet, prüft oder schreibt Daten. Ohne `--store`
arbeiten die Befehle mit den fünf Artikeln, die Verbund mitbringt. `--lang de` antwortet auf Deutsch, `--json` für
Programme. Fehler stehen in einer Zeile und nennen Datei, Stelle und Wert.*"""
EXIT_CODES = """\
These may stand before or after the name of the command; `--json` after it, `--version` alone. A command ends with
exit code 0; with 1 when its input cannot be used, and one line on standard error says why and what to do; with 2 when
it was called wrongly. `--debug` keeps the traceback of an error."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, in the order in which ``cli.py`` declares them; those of a group after the group."""
    from cli import main

    for name, command in main.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", inner) for part, inner in command.commands.items())


def cli_page() -> str:
    """The whole page."""
    from cli import main

    names = "\n".join(
        f"- [`verbund {name}`](#verbund-{name.replace(' ', '-')}): {_first(command)}" for name, command in commands()
    )
    shared = _shared_options()
    common = [*(option for option in _options(main) if "--help" not in option.opts), *shared.values()]
    unique = {option.opts[0]: option for option in common}
    parts = [
        "# The commands",
        NOTICE,
        SUMMARY,
        names,
        "## Options of all commands",
        EXIT_CODES,
        _table(unique.values()),
    ]
    for name, command in commands():
        own = [option for option in _options(command) if option.opts[0] not in shared]
        parts += [f"## verbund {name}", f"Usage: `verbund {name}{_usage(command)}`", *_help(command)]
        parts += [_table(own)] if own else []
    return page(*parts)


def examples(command: click.Command) -> list[str]:
    """The command lines that the help of a command gives as examples."""
    return [match[1] for line in (command.help or "").splitlines() if (match := _EXAMPLE.match(line.strip()))]


def _help(command: click.Command) -> Iterator[str]:
    lines = inspect.cleandoc(command.help or "").replace("\b", "").splitlines()
    yield "\n".join(line for line in lines if not _EXAMPLE.match(line.strip()) and line.strip() != "Examples:")
    if shown := examples(command):
        yield fenced("console", "\n".join(f"$ {line}" for line in shown))


def _first(command: click.Command) -> str:
    return " ".join(inspect.cleandoc(command.help or "").partition("\n\n")[0].split())


def _options(command: click.Command) -> list[click.Option]:
    return [option for option in command.params if isinstance(option, click.Option) and not option.hidden]


def _shared_options() -> dict[str, click.Option]:
    """The options that every command has, by their first spelling."""
    found = [{option.opts[0]: option for option in _options(command)} for _, command in commands()]
    return {name: option for name, option in found[0].items() if all(name in other for other in found)}


def _usage(command: click.Command) -> str:
    arguments = [item for item in command.params if isinstance(item, click.Argument)]
    words = [" [OPTIONS]" if _options(command) else "", *(f" {_argument(item)}" for item in arguments)]
    return "".join(words)


def _argument(argument: click.Argument) -> str:
    if argument.metavar:
        return argument.metavar
    name = (argument.name or "").upper()
    name = name if argument.required else f"[{name}]"
    return f"{name}..." if argument.nargs == -1 else name


def _table(options: Iterable[click.Option]) -> str:
    rows = [(_spelling(option), _meaning(option)) for option in options]
    return table(("option", "meaning"), rows)


def _spelling(option: click.Option) -> str:
    return code(", ".join(sorted(option.opts, key=len, reverse=True)) + _value(option))


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if option.metavar:
        return f" {option.metavar}"
    if isinstance(option.type, click.Choice):
        return f" [{'|'.join(str(choice) for choice in option.type.choices)}]"
    return " N" if isinstance(option.type, click.IntRange) else f" {option.type.name.upper()}"


def _meaning(option: click.Option) -> str:
    notes = []
    if option.required:
        notes.append("needed")
    if option.show_default and option.default not in (None, ""):
        notes.append(f"default: {option.default}")
    if option.envvar:
        notes.append(f"environment variable: {option.envvar}")
    text = option.help or ("Show the version and exit." if "--version" in option.opts else "")
    return f"{text} ({'; '.join(notes)})" if notes else text
