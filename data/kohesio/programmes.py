"""The programmes that Kohesio's rows name, by CCI or name, below their funds; and the authorities that run them."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest

from data.beneficiaries.organisation_kinds import organisation_kind
from data.funds.eu_funds import fund_codes, fund_iri
from data.importing.keys import local_organisation_iri, programme_iri
from data.kohesio.beneficiaries import country_of
from data.kohesio.columns import Get
from data.kohesio.identifiers import several
from data.kohesio.names import Names
from data.values.markup import one_line
from graph.identity import iri
from graph.model import Organisation, Programme, Record

# The fields that the records of programmes and authorities depend on.
OF_PROGRAMME = (
    "programme.code", "programme", "period", "fund.code", "fund", "authority", "country", "countrycode",
)  # fmt: skip


def named_programmes(get: Get) -> tuple[tuple[str, str, str], ...]:
    """IRI, code and name of each programme of a row."""
    return _named(get("programme.code"), get("programme"), country_of(get), get("period"))


@lru_cache(maxsize=16384)
def _named(coded: str, named: str, country: str, period: str) -> tuple[tuple[str, str, str], ...]:
    codes, names = several(coded), several(named)
    if codes and names and len(codes) != len(names):  # a bar within a name, or one name for several codes
        names = [" | ".join(names)] * len(codes) if len(codes) == 1 else [""] * len(codes)
    found = []
    for code, text in zip_longest(codes, names, fillvalue=""):
        name = one_line(text)
        key = code or " ".join(part for part in (country, period, name) if part)
        found.append((programme_iri(key), code, name or code))
    return tuple(found)


def note_programmes(get: Get, names: Names) -> None:
    """Note the names of programmes and of their authority."""
    for programme, _, name in named_programmes(get):
        names.add(programme, name)
    if text := one_line(get("authority")):
        names.add(_authority(text, get), text)


def fund_iris(get: Get) -> list[str]:
    """The funds of a row."""
    return [fund_iri(code) for code in fund_codes(get("fund.code")) or fund_codes(get("fund"))]


def programme_records(get: Get, names: Names) -> list[Record]:
    """The records of a row's programmes, and of the authority that runs them."""
    found: list[Record] = []
    programmes = named_programmes(get)
    above = fund_iris(get)
    authority = one_line(get("authority"))
    start, _, end = get("period").replace("–", "-").partition("-")
    for programme, code, name in programmes:
        record = Programme(iri=programme, label={"": names.of(programme, name)}, identifier=[code] if code else [])
        record.start, record.end = (text.strip() if len(text.strip()) == 4 else "" for text in (start, end))
        found.append(record)
        if above:
            found.append(Programme(iri=programme, part_of=above))
    if authority and programmes:
        runs = _authority(authority, get)
        label = names.of(runs, authority)
        kind = organisation_kind(label, "public body") or iri("kind", "oeffentliche-stelle")
        found.append(Organisation(iri=runs, label={"": label}, kind=[kind]))
        found += [Programme(iri=programme, operator=[runs]) for programme, _, _ in programmes]
    return found


def _authority(name: str, get: Get) -> str:
    return local_organisation_iri("kohesio", name, country_of(get))
