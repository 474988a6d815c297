"""Organisations, programmes and classifications of a grant, with the IRIs that their identifiers give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from data.beneficiaries.beneficiaries import Beneficiary
from data.beneficiaries.organisation_kinds import organisation_kind
from data.beneficiaries.overrules import Overrules
from data.importing.keys import local_organisation_iri, organisation_iri, programme_iri
from data.importing.spellings import Spellings
from data.places.regions import Regions, country_code
from data.threesixtygiving.fields import geocodes
from data.topics.themes import Scheme
from data.values.markup import one_line, plain
from data.values.postcodes import postcode
from graph.identity import slug
from graph.model import Organisation, Programme, Theme

# org-id.guide: the code of a register, then the code in it; "360G-" begins a publisher's own identifiers.
_REGISTERED = re.compile(r"([A-Z]{2,3}-[A-Z0-9_]{2,})-(.+)|(360G)-(.+)", re.IGNORECASE)
_OWN = "360g"
_WEB = re.compile(r"https?://[^\s<>\"]+\Z")
_BARE_WEB = re.compile(r"www\.[^\s<>\"]+\Z")
_BRITISH = re.compile(r"\s*[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\s*\Z")
_CHARITY = {"GB-CHC": "charityNumber", "GB-COH": "companyNumber"}

Json = dict[str, Any]


@lru_cache(maxsize=1 << 16)
def iri_of(identifier: str) -> str:
    """The IRI of an organisation with this identifier."""
    found = _REGISTERED.fullmatch(identifier.strip())
    if not found:
        return local_organisation_iri(_OWN, identifier)
    return organisation_iri(found[1] or found[3], found[2] or found[4])


def is_registered(identifier: str) -> bool:
    """Whether the identifier is of a public register, where only organisations stand."""
    return bool(_REGISTERED.fullmatch(identifier.strip())) and identifier[:4].upper() != "360G"


def web(text: str) -> list[str]:
    """The address, if it is one of the web."""
    text = text.strip()
    if _BARE_WEB.match(text):
        text = f"http://{text}"
    return [text] if _WEB.match(text) else []


def programme_of(grant: Json) -> Iterator[tuple[str, Json]]:
    """The programmes of a grant with their IRIs: by title, else by code, since codes are a publisher's own."""
    funders = grant.get("fundingOrganization") or [{}]
    for programme in grant.get("grantProgramme", ()):
        name = programme.get("title") or programme.get("code") or ""
        if slug(name):
            yield programme_iri(f"{funders[0].get('id', _OWN)}-{name}"), programme


def classification_of(grant: Json) -> Iterator[tuple[str, str, Json]]:
    """The classifications of a grant: IRI, label, and what is stated."""
    for stated in grant.get("classifications", ()):
        label = one_line(stated.get("title") or stated.get("code") or "")
        scheme = _scheme(stated.get("vocabulary", ""))
        if slug(label):
            yield scheme.iri(label, stated.get("code", "")), label, stated


@lru_cache(maxsize=256)
def _scheme(vocabulary: str) -> Scheme:
    return Scheme("360giving", slug(vocabulary), {"en": vocabulary})


def judged(stated: Json, overrules: Overrules) -> Beneficiary:
    """Whether a recipient or funder is an organisation; one with a number in a public register is."""
    name = one_line(stated["name"])
    if is_registered(stated["id"]):
        return Beneficiary("organisation", name, "stated", 1.0)
    return overrules.judge(name, stated.get("organisationType", ""), "GB")


def spelt(grant: Json, overrules: Overrules) -> Iterator[tuple[str, str]]:
    """Everything in a grant that may be named differently elsewhere in the file: its IRI and its name here."""
    for role in ("recipientOrganization", "fundingOrganization"):
        for one in _objects(grant, role):
            if isinstance(one.get("id"), str) and isinstance(one.get("name"), str):
                kind = one.get("organisationType")
                found = judged(one | {"organisationType": kind if isinstance(kind, str) else ""}, overrules)
                if found.kind == "organisation":
                    yield iri_of(one["id"]), found.name
    try:
        for iri, programme in programme_of(grant):
            yield iri, one_line(programme.get("title") or programme.get("code") or "")
        for iri, label, _ in classification_of(grant):
            yield iri, label
    except (AttributeError, TypeError, KeyError, IndexError):
        return  # such a grant breaks the rules and is set aside


def _objects(grant: Json, role: str) -> list[Json]:
    found = grant.get(role)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


class Register:
    """The records of what grants name."""

    def __init__(self, spellings: Spellings, overrules: Any) -> None:
        self.spellings = spellings
        self.regions = Regions()
        self.overrules: Overrules = overrules or Overrules()

    def organisation(self, stated: Json, also: Json, name: str) -> Organisation:
        """The record of an organisation by the name that may be stored; ``also`` says its place elsewhere."""
        iri = iri_of(stated["id"])
        label = self.spellings.of(iri, name) or name
        kind = organisation_kind(label, stated.get("organisationType", "") or stated["id"])
        record = Organisation(iri=iri, label={"": label}, identifier=list(dict.fromkeys(_identifiers(stated))))
        record.alt = [(other, "") for other in _others(label, name, stated.get("alternateName", ""))]
        record.kind = [kind] if kind else []
        record.url = web(stated.get("url", ""))
        if text := plain(stated.get("description", "")):
            record.description = {"en": text}
        record.locality = one_line(stated.get("addressLocality", ""))
        record.postcode = _postcode(stated.get("postalCode", ""))
        record.region = self.place(stated, also)
        return record

    def place(self, stated: Json, also: Json) -> list[str]:
        """The region of an organisation, from its address, else from its location."""
        names = (stated.get("addressRegion"), also.get("recipientDistrictName"), also.get("recipientRegionName"))
        country = stated.get("addressCountry", "")
        town, code = stated.get("addressLocality", ""), stated.get("postalCode", "")
        if country or town or code or any(names):
            name = next((str(one) for one in names if one), "")
            # "England" is a country here, and misspelt ones stand beside a British postcode.
            land = country_code(country) or ("GB" if not country or _BRITISH.match(code.upper()) else country)
            found = self.regions.of(country=land, postcode=code, town=town, name=name)
            return [found] if found else []
        return self.locations(stated)

    def locations(self, stated: Json, field: str = "location") -> list[str]:
        """The regions of locations: by the code of a region or country, by name, else the country."""
        found = []
        for one in stated.get(field, ()):
            code = one.get("geoCode", "")
            nuts = next((geocodes()[code[:size]] for size in (9, 3, 1) if code[:size] in geocodes()), "")
            country = one.get("countryCode") or ("GB" if nuts or code[:3] in ("E01", "E05", "E08") else "")
            found.append(self.regions.of(country=country, nuts=nuts, name=one.get("name", "")))
        return [iri for iri in dict.fromkeys(found) if iri]

    def programme(self, iri: str, stated: Json, funder: str) -> Programme:
        """The record of a funder's programme."""
        name = one_line(stated.get("title") or stated.get("code") or "")
        label = self.spellings.of(iri, name)
        record = Programme(iri=iri, label={"en": label}, alt=[(other, "en") for other in _others(label, name)])
        record.identifier = [stated["code"]] if stated.get("code") else []
        record.url = web(stated.get("url", ""))
        record.funded_by = [funder] if funder else []
        if text := plain(stated.get("description", "")):
            record.description = {"en": text}
        return record

    def theme(self, iri: str, label: str, stated: Json) -> Theme:
        """The record of a classification, linked to the thesaurus."""
        record = _scheme(stated.get("vocabulary", "")).theme(self.spellings.of(iri, label), "en", iri_=iri)
        record.code = stated.get("code", "")
        record.url = web(stated.get("url", ""))
        if text := plain(stated.get("description", "")):
            record.definition = {"en": text}
        return record


def _identifiers(stated: Json) -> Iterator[str]:
    yield stated["id"].strip()
    for register, field in _CHARITY.items():
        if number := stated.get(field, "").strip():
            yield number if number.upper().startswith("GB-") else f"{register}-{number}"


def _others(label: str, *names: str) -> list[str]:
    return list(dict.fromkeys(text for name in names if (text := one_line(name)) and text != label))


def _postcode(text: str) -> str:
    try:
        return postcode(text, "GB")
    except ValueError:
        return " ".join(text.split())
