"""What identifies a project: numbers of registers, pages in them, and numbers that lists give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.identity import ID
from graph.matching.mention import Identifier

NUMBER = "number"  # as a list writes it, whoever gave it: it needs more than itself to be believed

_LINKS = tuple(
    (scheme, re.compile(pattern, re.IGNORECASE))
    for scheme, pattern in (
        ("cordis", r"cordis\.europa\.eu/projects?/(?:id/)?(\d{4,9})\b"),
        ("cordis", r"doi\.org/10\.3030/(\d{4,9})\b"),
        ("kohesio", r"linkedopendata\.eu/(?:entity|wiki)/(?:Item:)?(Q\d+)"),
        ("kohesio", r"kohesio\.ec\.europa\.eu/\S*/projects/(Q\d+)"),
        ("keep", r"keep\.eu/projects/(\d+)"),
        ("gepris", r"gepris\.dfg\.de/gepris/projekt/(\d+)"),
        ("fkz", r"foerderportal\.bund\.de/foekat/\S*[?&]fkz=([\w%/]+)"),
        ("doi", r"doi\.org/(10\.\d{4,9}/\S+)"),
        ("wikidata", r"wikidata\.org/(?:entity|wiki)/(Q\d+)"),
    )
)
_IRIS = re.compile(re.escape(f"{ID}project/") + r"(?:(cordis)-(\d{4,9})|(kohesio)-(q\d+)|(gepris)-(\d+))")
_NAMED = re.compile(r"(rcn|gepris|cordis|keep|fkz):\s*(\S+)", re.IGNORECASE)


def project_identifiers(iri: str, texts: Iterable[str]) -> frozenset[Identifier]:
    """The identifiers in a project's IRI, and in what is stated as its identifiers, links and pages."""
    found = {one for text in texts for one in _read(text)}
    if own := _IRIS.fullmatch(iri):
        scheme, value = (part for part in own.groups() if part)
        found.add(Identifier(scheme, value.upper()))
        # The bare number that the source gives beside it is the same.
        found -= {one for one in found if one == Identifier(NUMBER, value.upper())}
    return frozenset(found)


def _read(text: str) -> Iterator[Identifier]:
    text = text.strip()
    if "/" in text and (link := _linked(text)):
        yield link
    elif match := _NAMED.fullmatch(text):
        yield Identifier(match[1].lower(), match[2].upper())
    elif "://" not in text and is_telling(value := re.sub(r"[\W_]+", "", text).upper()):
        yield Identifier(NUMBER, value)


def _linked(text: str) -> Identifier | None:
    for scheme, pattern in _LINKS:
        if match := pattern.search(text):
            value = match[1].replace("%2F", "").replace("%2f", "").replace("/", "") if scheme == "fkz" else match[1]
            return Identifier(scheme, value.upper())
    return None


def is_telling(number: str) -> bool:
    """Whether a number has enough signs not to repeat by chance from list to list: "7" and "2014" do."""
    digits = sum(char.isdigit() for char in number)
    return len(number) >= 6 and digits >= 3 and len(set(number)) > 2
