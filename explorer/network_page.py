"""One HTML document that shows a network as a picture and as tables, and asks nothing of any server.

pyvis draws it, but not with its own template: that one loads Bootstrap from a CDN even when told to inline
everything, writes labels into the script unescaped, and needs physics to find a layout. So pyvis gives the
nodes, edges and options (``picture``) and its copy of vis-network, and the template is ours.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from explorer.kinds import SHAPES, kind_of, legend_order
from explorer.labels import clean
from explorer.picture import picture, vis_script
from explorer.words import SCRIPT_WORDS, counted, words
from graph.errors import OutputError
from graph.identity import name_key

MOST_NODES = 500
_SCRIPTS = ("picture.js", "labels.js", "details.js", "tables.js", "page.js")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the picture: its facts and sources as text, and whether the picture is about it."""

    id: str
    label: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    url: str = ""
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two things, named by their ids, read from ``source`` to ``target``."""

    source: str
    target: str
    label: str
    sources: tuple[str, ...] = ()


def check_size(things: int) -> None:
    """Raise OutputError for more things than a picture can be read with."""
    if things > MOST_NODES:
        raise OutputError(
            f"{things} things are too many for one picture (at most {MOST_NODES}): "
            "draw a smaller --depth around one thing, or export --format gexf and open it in Gephi"
        )


def network_page(
    nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, lang: str = "de", footer: str = ""
) -> str:
    """The page as text; the same input gives the same page.

    Raises ``OutputError`` above ``MOST_NODES`` nodes, too many for a picture to be read, and ``ValueError``
    for an edge to a missing node, two nodes with one id, or a language that is neither ``de`` nor ``en``.
    """
    check_size(len(nodes))
    numbers = _numbers(nodes)
    text = words(lang)
    kinds = legend_order(node.kind for node in nodes)
    pairs = [(_number(numbers, edge.source), _number(numbers, edge.target), edge) for edge in edges]
    script, style = _script(), _style(kinds)
    return (
        environment()
        .get_template("network.html")
        .render(
            lang=lang,
            w=text,
            title=clean(title),
            footer=clean(footer),
            summary=_summary(nodes, edges, text),
            legend=_legend(nodes, kinds, lang),
            things=_things(nodes, pairs, lang),
            relations=_relations(nodes, pairs),
            shapes=SHAPES,
            icon=ICON,
            data=_json(_data(nodes, pairs, kinds, text, lang)) if nodes else "",
            vis=vis_script() if nodes else "",
            script=script if nodes else "",
            style=style,
            policy=policy([vis_script(), script] if nodes else [], style),
        )
    )


def _numbers(nodes: Sequence[Node]) -> dict[str, int]:
    numbers = {node.id: index for index, node in enumerate(nodes)}
    if len(numbers) < len(nodes):
        twice = next(name for name, count in Counter(node.id for node in nodes).items() if count > 1)
        raise ValueError(f"two nodes have the id {twice!r}")
    return numbers


def _number(numbers: dict[str, int], name: str) -> int:
    if name not in numbers:
        raise ValueError(f"an edge names {name!r}, which is no node of this network")
    return numbers[name]


Pairs = Sequence[tuple[int, int, Edge]]


def _data(nodes: Sequence[Node], pairs: Pairs, kinds: Sequence[str], text: dict[str, str], lang: str) -> dict[str, Any]:
    """What the script reads; facts and sources are not in it, since it takes them from the tables."""
    drawn = picture(
        [node.label for node in nodes],
        [node.kind for node in nodes],
        [node.focus for node in nodes],
        [(start, end, edge.label) for start, end, edge in pairs],
    )
    return drawn | {
        "ids": [node.id for node in nodes],
        "focus": next((index for index, node in enumerate(nodes) if node.focus), None),
        "kinds": [{"name": name, "shape": SHAPES[kind_of(name).shape]} for name in kinds],
        "words": {name: text[name] for name in SCRIPT_WORDS},
        "lang": lang,
    }


def _summary(nodes: Sequence[Node], edges: Sequence[Edge], text: dict[str, str]) -> str:
    known = {source for node in nodes for source in node.sources}
    known |= {source for edge in edges for source in edge.sources}
    counts = [
        counted(len(nodes), text["entry"], text["entries"]),
        counted(len(edges), text["relation"], text["relations"]),
        counted(len(known), text["citation"], text["citations"]),
    ]
    return " · ".join(counts if known else counts[:2])


def _legend(nodes: Sequence[Node], kinds: Sequence[str], lang: str) -> list[dict[str, Any]]:
    counts = Counter(node.kind for node in nodes)
    return [
        {"number": number, "name": clean(kind_of(kind).many[lang]), "shape": kind_of(kind).shape}
        | {"count": counts[kind]}
        for number, kind in enumerate(kinds)
    ]


def _things(nodes: Sequence[Node], pairs: Pairs, lang: str) -> list[dict[str, Any]]:
    kinds = legend_order(node.kind for node in nodes)
    degrees = Counter(number for start, end, _ in pairs for number in {start, end})
    rows = [
        {
            "number": number,
            "name": clean(node.label),
            "kind": kinds.index(node.kind),
            "kind_name": clean(kind_of(node.kind).one[lang]),
            "shape": kind_of(node.kind).shape,
            "degree": degrees[number],
            "facts": [(clean(name), clean(value), _web(value)) for name, value in node.facts],
            "sources": [(clean(source), _web(source)) for source in node.sources],
            "url": _web(node.url),
            "key": name_key(" ".join([node.label, *(value for _, value in node.facts)])),
            "order": name_key(node.label),
        }
        for number, node in enumerate(nodes)
    ]
    return sorted(rows, key=lambda row: (row["order"], row["number"]))


def _relations(nodes: Sequence[Node], pairs: Pairs) -> list[dict[str, Any]]:
    rows = [
        {
            "start": start,
            "end": end,
            "from": clean(nodes[start].label),
            "label": clean(edge.label),
            "to": clean(nodes[end].label),
            "sources": [(clean(source), _web(source)) for source in edge.sources],
        }
        for start, end, edge in pairs
    ]
    return sorted(rows, key=lambda row: (name_key(row["from"]), row["label"], name_key(row["to"])))


def _web(text: str) -> str:
    """The text if it is an address on the web, else nothing: no other scheme ever becomes a link."""
    address = text.strip()
    if clean(address) != address or any(char in address for char in " <>\"'`\\"):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def _json(value: object) -> str:
    """JSON in plain ASCII that cannot end the script element it stands in."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def policy(scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which only the page's own scripts and style run and nothing loads."""
    hashes = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _style(kinds: Sequence[str]) -> str:
    looks = [kind_of(kind) for kind in kinds]
    light = "".join(f"--fill-{i}:{look.fill};--edge-{i}:{look.edge};" for i, look in enumerate(looks))
    dark = "".join(f"--edge-{i}:{look.dark_edge};" for i, look in enumerate(looks))
    marks = "".join(f".k{i}{{fill:var(--fill-{i});stroke:var(--edge-{i})}}" for i in range(len(looks)))
    palette = f":root{{{light}}}@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
    return f"{asset('network.css')}{palette}{marks}\n"


def _script() -> str:
    return "\n".join(asset(name) for name in _SCRIPTS)


@cache
def asset(name: str) -> str:
    """The text of a file of the page."""
    return (files("explorer") / "page" / name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The templates, which escape all that they are given."""
    return Environment(
        loader=PackageLoader("explorer", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


ICON = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g stroke="#0072b2" stroke-width="1.5">'
    '<path d="M4 4.5 12 6 6.5 12.5Z" fill="none"/><g fill="#0072b2" stroke="none">'
    '<circle cx="4" cy="4.5" r="2.5"/>'
    '<circle cx="12" cy="6" r="2.5" fill="#d55e00"/>'
    '<circle cx="6.5" cy="12.5" r="2.5" fill="#009e73"/></g></g></svg>'
)
