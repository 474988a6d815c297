"""Which form of an answer a client takes: the Accept header of HTTP (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Form(NamedTuple):
    """A form that an answer can have: its short name, its media type and others that mean it."""

    name: str
    media: str
    aliases: tuple[str, ...] = ()


SOLUTIONS = (
    Form("json", "application/sparql-results+json", ("application/json",)),
    Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Form("csv", "text/csv"),
    Form("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Form("turtle", "text/turtle", ("application/x-turtle",)),
    Form("ntriples", "application/n-triples", ("text/plain",)),
    Form("jsonld", "application/ld+json", ("application/json",)),
    Form("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
)
HTML = Form("html", "text/html", ("application/xhtml+xml",))


def chosen(accept: str, offered: Sequence[Form]) -> Form | None:
    """The offered form that a client likes most, the first of equal ones; None where it takes none of them."""
    ranges = _ranges(accept or "*/*")
    best: tuple[float, Form] | None = None
    for form in offered:
        quality = max(_quality(form.media, ranges), *(ranges.get(media, 0.0) for media in ("", *form.aliases)))
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, form)
    return best[1] if best else None


def named(name: str, offered: Sequence[Form]) -> Form | None:
    """The offered form with a short name or media type."""
    wanted = name.strip().lower()
    return next((form for form in offered if wanted in (form.name, form.media, *form.aliases)), None)


def prefers_html(accept: str, others: Sequence[Form]) -> bool:
    """Whether a page is wanted rather than the other forms: browsers say so by name."""
    if "html" not in accept.lower():
        return False
    return chosen(accept, (HTML, *others)) is HTML


def content_type(form: Form) -> str:
    """The header of an answer in a form."""
    return f"{form.media}; charset=utf-8" if form.media.startswith("text/") else form.media


def listed(offered: Sequence[Form]) -> str:
    """Media types in words."""
    return ", ".join(form.media for form in offered)


def _ranges(accept: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for item in accept.lower().split(",")[:50]:  # nobody needs more
        media, *parameters = (part.strip() for part in item.split(";"))
        if "/" not in media:
            continue
        quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            found[media] = min(max(float(quality), 0.0), 1.0)
        except ValueError:
            found[media] = 0.0
    return found


def _quality(media: str, ranges: Mapping[str, float]) -> float:
    """The most specific range that holds a media type counts."""
    for candidate in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if candidate in ranges:
            return ranges[candidate]
    return 0.0
