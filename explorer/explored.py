"""The library twin of ``verbund explore``: what is meant by names, and the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.file_page import built, file_page
from explorer.snapshot import snapshot
from graph.catalogue import Filter
from graph.errors import InputError
from graph.narrowing import Narrowing
from graph.store import GraphStore
from graph.version import version


@dataclass(frozen=True, slots=True)
class Explored:
    """A page and how many things, links, and things with facts are in it."""

    html: str
    things: int
    links: int
    told: int


def explored(
    store: GraphStore,
    *,
    region: str = "",
    theme: str = "",
    programme: str = "",
    funder: str = "",
    since: int | None = None,
    until: int | None = None,
    thing: str = "",
    depth: int = 2,
    partners: Sequence[str] = (),
    language: str = "de",
) -> Explored:
    """The explorer's page with what the names narrow a store to, as one HTML document.

    Raises NotFoundError and AmbiguousError for names, InputError for too much, for nothing and where the page was not
    built, and StoreError for an endpoint.
    """
    built("page.js")  # before the work is done
    if since is not None and until is not None and since > until:
        raise InputError(f"--from {since} is after --to {until}")
    meant = Narrowing.named(
        store, region=region, theme=theme, programme=programme, funder=funder, since=since, until=until
    )
    chosen = Filter(
        region=_listed(meant.region),
        theme=_listed(meant.theme),
        programme=_listed(meant.programme),
        funder=_listed(meant.funder),
        since=since,
        until=until,
    )
    content = snapshot(store, chosen, thing=thing, depth=depth, partners=partners)
    page = file_page(content, lang=language, version=version())
    return Explored(page, content.things, content.links, content.told)


def _listed(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
