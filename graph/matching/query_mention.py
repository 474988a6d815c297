"""A query as a mention: what it says of an organisation, in the form in which sources' mentions are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from graph.errors import VerbundError
from graph.identity import ID
from graph.matching.domains import domain
from graph.matching.identifiers import found, in_iri
from graph.matching.mention import Identifier, Mention
from graph.matching.mentions import COUNTRY, NUTS
from graph.matching.query import Query
from graph.matching.schemes import COUNTRIES, VAT, schemes
from graph.names import FOLDERS, Names

IRI = "urn:query"  # no source has it
_CODE = re.compile(r"[A-Za-z]{2}")
_NUTS_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
_SHORT = re.compile(r"[^\W\d_][\w.&-]{1,11}")
_DIGITS = re.compile(r"[\s./-]*(?:\w[\s./-]*){5,30}")


def mention_of(query: Query, names: Names) -> Mention:
    """The mention that a query makes; the identifiers that its text may be are among its own."""
    countries = filter(None, (country(text, names) for text in query.values("country")))
    land = next(countries, "")
    nuts = next((text.upper() for text in query.values("region") if _NUTS_CODE.fullmatch(text.upper())), "")
    every = tuple(filter(None, (query.text, *query.values("name"))))
    return Mention(
        iri=IRI,
        names=every,
        short_names=tuple(query.values("acronym")),
        country=land or COUNTRIES.get(nuts[:2], nuts[:2]),
        nuts=nuts,
        postcode=next(iter(query.values("postcode")), "").upper(),
        town=next(iter(query.values("town")), ""),
        domains=frozenset(filter(None, map(_domain, query.values("website")))),
        identifiers=frozenset(_identifiers(query, land)),
    )


def country(text: str, names: Names) -> str:
    """ISO 3166 of a country's code or name, "" for what the store does not know."""
    bare = text.strip()
    if _CODE.fullmatch(bare):
        return COUNTRIES.get(bare.upper(), bare.upper())
    with suppress(VerbundError):
        region = names.find_if_any(bare, ("Region",), beginnings=False) if bare else ""
        code = region.removeprefix(NUTS).removeprefix(COUNTRY).upper()
        if _CODE.fullmatch(code):
            return COUNTRIES.get(code, code)
    return ""


def acronyms(query: Query) -> list[str]:
    """What of a query may be nothing but a short name."""
    return [text for text in (query.text, *query.values("acronym")) if _SHORT.fullmatch(text)]


def possible_identifiers(text: str) -> Iterator[Identifier]:
    """What a text may be in any scheme, where nothing but its digits says so: "999997930"."""
    if sum(map(str.isdigit, text)) < 4 or not _DIGITS.fullmatch(text):
        return
    for scheme in schemes().values():
        if value := scheme.value(text):
            yield Identifier(scheme.name, value)


def iris(text: str) -> Iterator[str]:
    """The IRIs of ours that a text may be: an IRI itself, or its end (``organisation/vhs``)."""
    bare = text.strip().strip("<>")
    if not bare or any(char in bare for char in ' "<>{}|\\^`'):
        return
    if bare.startswith(("http://", "https://", "urn:")):
        yield bare
    elif bare.partition("/")[0] in FOLDERS.values() and not bare.endswith("/"):
        yield f"{ID}{bare}"


def _identifiers(query: Query, land: str) -> Iterator[Identifier]:
    for text in query.values("identifier"):
        yield from _read(text, land)
    for name, text in query.properties:
        if name == VAT or name in schemes():
            yield from found(text, land, name)
    if any(char.isdigit() for char in query.text):
        yield from found(query.text, land)
        if one := in_iri(query.text):
            yield one


def _read(text: str, land: str) -> Iterable[Identifier]:
    return found(text, land) or ([one] if (one := in_iri(text)) else list(possible_identifiers(text)))


def _domain(text: str) -> str:
    return domain(text.rpartition("@")[2])
