"""The command ``verbund serve``: the explorer, its interface and SPARQL on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explorer.command_line import Context, common, language_of, open_store, print_json

if TYPE_CHECKING:
    import socket

WORDS = {
    "ready": {"de": "Verbund läuft auf {url} – beenden mit Strg+C", "en": "Verbund runs at {url} – stop it with Ctrl+C"},
    "open": {
        "de": "Achtung: Andere Rechner im Netz können mitlesen; mit --allow-host NAME antwortet der Server unter diesem Namen.",
        "en": "Note: other machines in the network can read this; with --allow-host NAME the server answers under that name.",
    },
}  # fmt: skip


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen on; 0.0.0.0 lets other machines in.",
)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8765, show_default=True, help="The port; 0 takes a free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query that takes longer.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    help="At most so many rows of a SPARQL result.",
)
@click.option(
    "--memory",
    type=click.IntRange(256),
    default=4096,
    show_default=True,
    metavar="MB",
    help="Memory that a query may use.",
)
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Answer under this name, too; may be repeated."
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let pages of this origin read /sparql, /id and /reconcile, e.g. https://example.org; may be repeated, * means all.",
)
@common()
@click.pass_obj
def serve(
    options: Context,
    /,
    host: str,
    port: int,
    *,
    open_browser: bool,
    timeout: float,
    max_rows: int,
    memory: int,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
) -> None:
    """Show the explorer in the browser: network, map, table and queries over the store.

    The same address answers SPARQL (/sparql), OpenRefine (/reconcile), programs (/docs tells how) and IRIs (/id/…).
    It only reads, and answers nobody but this machine unless --host says otherwise. When a load finishes, what is
    shown is renewed.

    Example: verbund serve --port 8080
    """
    from explorer.serving.app import create_app
    from explorer.serving.limits import Limits
    from explorer.serving.running import run

    limits = Limits(seconds=timeout, rows=max_rows, memory=memory * 2**20)
    with _bound(host, port) as listening:
        store = open_store(options)
        if store.location:
            store.close()  # else the revision could not be deleted when a newer one takes its place
        title = "" if options.store else "Verbund"
        app = create_app(
            store.location or store, limits=limits, merged=not options.unmerged, title=title, host=host, allow_hosts=hosts,
            allow_origins=origins,
        )  # fmt: skip
        url = _url(host, listening.getsockname()[1])

        def say() -> None:
            if options.json:
                print_json({"url": url})
            else:
                click.echo(WORDS["ready"][language_of(options)].format(url=url))
                if host not in ("127.0.0.1", "localhost", "::1"):
                    click.echo(WORDS["open"][language_of(options)], err=True)
            if open_browser:
                click.launch(url)

        run(app, listening, say)


def _bound(host: str, port: int) -> socket.socket:
    import socket  # not needed to show the help of commands

    from graph.errors import VerbundError

    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
            0
        ]
        # Only with the protocol named does asyncio send small packets at once; else each answer waited 40 ms for
        # the reader's acknowledgement of its head.
        listening = socket.socket(family, kind, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", "") or str(error)
        raise VerbundError(f"{host}:{port} cannot be used ({said}); give another --port or --host") from error
    return listening


def _url(host: str, port: int) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - shown, not bound
    return f"http://{f'[{name}]' if ':' in name and not name.startswith('[') else name}:{port}/"
