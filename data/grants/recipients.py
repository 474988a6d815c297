"""Who receives a grant: an organisation under its register's number, else by name and place; no person by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from data.beneficiaries.beneficiaries import Beneficiary
from data.beneficiaries.organisation_kinds import organisation_kind
from data.grants.databases import Database
from data.importing.keys import local_organisation_iri, organisation_iri
from data.importing.spellings import Spellings
from data.places.regions import Regions
from graph.model import Organisation

Judge = Callable[..., Beneficiary]
_BODY = "juristische Person"  # as ``judge`` knows it


class Stated(NamedTuple):
    """What a row says of the recipient."""

    name: str
    kind: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""


class Recipient(NamedTuple):
    """The decision on a recipient: ``iri`` and ``identifier`` are "" for a person."""

    who: Beneficiary
    iri: str = ""
    identifier: str = ""


class Recipients:
    """The recipients of one table, each made once; ``scheme`` names those without a registered number."""

    def __init__(self, scheme: str, database: Database, judges: Judge) -> None:
        self._scheme, self._database, self._judge = scheme, database, judges
        self.spellings, self.regions = Spellings(), Regions()
        self.of = lru_cache(maxsize=65536)(self._of)
        self.organisation = lru_cache(maxsize=65536)(self._organisation)
        self.place = lru_cache(maxsize=65536)(self._place)

    def _of(self, stated: Stated) -> Recipient:
        kind, number = self._database.register(stated.kind, stated.number)
        register = kind or self._database.kind_of(stated.kind)
        said = _BODY if register in self._database.bodies else stated.kind
        who = self._judge(stated.name, "" if register and said != _BODY else said, stated.country)
        if who.kind != "organisation":
            return Recipient(who)
        if number:
            return Recipient(who, organisation_iri(self._scheme, f"{kind} {number}"), f"{kind.upper()} {number}")
        if stated.number and not self._database.id:
            return Recipient(who, organisation_iri(self._scheme, stated.number), stated.number)
        return Recipient(who, local_organisation_iri(self._scheme, who.name, stated.postcode or stated.town))

    def _organisation(self, stated: Stated) -> Organisation:
        found = self.of(stated)
        register = self._database.kind_of(stated.kind)
        kind = organisation_kind(found.who.name, self._database.registers.get(register, stated.kind))
        name, place = self.spellings.of(found.iri, found.who.name), self.place(stated)
        return Organisation(
            iri=found.iri,
            label={"": name},
            alt=[(found.who.name, "")] if found.who.name != name else [],
            kind=[kind] if kind else [],
            identifier=[found.identifier] if found.identifier else [],
            postcode=stated.postcode,
            locality=stated.town,
            region=[place] if place else [],
        )

    def _place(self, stated: Stated) -> str:
        """The region in which a recipient is; "" where the row does not say."""
        if not (stated.postcode or stated.town or stated.region):
            return ""
        return self.regions.of(country=stated.country, postcode=stated.postcode, town=stated.town, name=stated.region)
