"""The organisations of CORDIS and their participations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from data.beneficiaries.beneficiaries import Beneficiary, judge
from data.beneficiaries.organisation_kinds import organisation_kind
from data.cordis import cells
from data.cordis.cells import Values
from data.cordis.register import CARD, Card, Register
from data.importing.keys import digest, local_organisation_iri, organisation_iri, participation_iri
from data.importing.reading import RowError
from data.places.regions import Regions
from graph.model import Organisation, Participation, Project, Record

ROLES = {
    "coordinator": "coordinator",
    "hostinstitution": "coordinator",
    "participant": "partner",
    "partner": "partner",
    "beneficiary": "partner",
    "thirdparty": "associated",
    "associatedpartner": "associated",
    "internationalpartner": "associated",
    "affiliatedentity": "associated",
    "linkedthirdparty": "associated",
    "activitytype": "",
}
# Kinds that no natural person has.
BODIES = frozenset(("HES", "REC", "PUB"))
NAMIBIA = "NA"


class Organisations:
    """Organisations and participations of rows, with the register of the delivery and what decides on persons."""

    def __init__(self, register: Register, overrules: Any = None) -> None:
        self.register, self.regions = register, Regions()
        self.persons: set[str] = set()
        self._judge = overrules.judge if overrules else judge
        self._made: dict[str, Organisation] = {}

    def of(self, project: str, values: Values) -> Iterator[Record]:
        """The organisation of a row and its part in the project."""
        pic, name = values.get("pic", ""), cells.line(values.get("name", ""))
        role = role_of(values)
        money = cells.money(values, *_paid(values))
        card = self.register.cards.get(pic) or tuple(values.get(field, "") for field in CARD)
        if not pic and not name:
            yield self._unnamed(project, values, role, money, "anonymised")
            return
        found = self.judged(card)
        if found.kind != "organisation":
            self.persons.add(pic or name)
            yield self._unnamed(project, values, role, money, found.kind)
            return
        iri = organisation_iri("pic", pic) if pic else local_organisation_iri("cordis", found.name, country(card))
        yield self._organisation(iri, pic, card, found.name)
        if name and name != found.name and self.judged((name, *card[1:])).kind == "organisation":
            yield Organisation(iri=iri, alt=[(name, "")])
        part = participation_iri(project, iri, role)
        if values.get("order") and role != "coordinator":
            part += f"-{digest(values['order'])[:6]}"
        yield Project(iri=project, participations=[_part(part, role, money, organisation=iri)])

    def judged(self, card: Card) -> Beneficiary:
        """Whether a description is that of an organisation."""
        stated = "public body" if card[2].upper() in BODIES else ""
        name = cells.line(card[0])
        if not name:
            return Beneficiary("organisation", "", "stated", 1.0)
        found: Beneficiary = self._judge(name, stated, country(card))
        return found

    def _organisation(self, iri: str, pic: str, card: Card, name: str) -> Organisation:
        made = self._made.get(iri)
        if made is None or not pic:
            made = self._described(iri, pic, card, name)
            if pic:
                self._made[iri] = made
        return made

    def _described(self, iri: str, pic: str, card: Card, name: str) -> Organisation:
        values = dict(zip(CARD, card, strict=True))
        lat, long = cells.position(values["geo"])
        short = cells.line(values["short"])
        town, code = cells.line(values["city"]), cells.line(values["postcode"])
        stated = values["kind"] or ("sme" if values["sme"].casefold() in {"true", "yes", "y", "1"} else "")
        kind = organisation_kind(name, "" if stated.upper() == "OTH" else stated)
        region = self._region(values, code, town)
        return Organisation(
            iri=iri,
            label={"": name or short or f"PIC {pic}"},
            alt=[(short, "")] if short and short != name and name else [],
            identifier=[f"{scheme}:{word}" for scheme, word in (("pic", pic), ("vat", values["vat"])) if word],
            kind=[kind] if kind else [],
            url=[found] if (found := cells.web(values["url"])) else [],
            region=[region] if region else [],
            postcode=code,
            locality=town,
            lat=lat,
            long=long,
        )

    def _region(self, values: Values, code: str, town: str) -> str:
        land = country(tuple(values[name] for name in CARD))
        nuts = values["nuts"] or values["nuts2"]
        return self.regions.of(country=land, postcode=code, town=town, nuts=nuts)

    def _unnamed(self, project: str, values: Values, role: str, money: str, kind: str) -> Project:
        """A participation of somebody who is not named; what tells two of them apart cannot be read back."""
        key = digest(project, *(values.get(name, "") for name in ("pic", "name", "order")), role)
        return Project(
            iri=project, participations=[_part(participation_iri(project, key, role), role, money, unnamed=kind)]
        )


def _part(iri: str, role: str, money: str, organisation: str = "", unnamed: str = "") -> Participation:
    currency = "EUR" if money else ""
    return Participation(
        iri=iri, organisation=organisation, unnamed=unnamed, role=role, amount=money, currency=currency
    )


def _paid(values: Values) -> tuple[str, str]:
    """The field of the participant's money and its name: the EC's contribution, else the next best figure."""
    columns = {"ec": "ecContribution", "eu": "EU contribution", "net": "netEcContribution", "re": "re_contribution"}
    return next(((name, column) for name, column in columns.items() if values.get(name)), ("ec", "ecContribution"))


def role_of(values: Values) -> str:
    """The role in our words. Raises RowError for a role that nobody knows."""
    written = values.get("role") or values.get("second_role") or ""
    role = _role(written)
    if role is None:
        raise RowError("role", written, "is no role of CORDIS (coordinator, participant, partner, thirdParty …)")
    if role == "partner" and (second := _role(values.get("second_role", ""))) == "associated":
        return second
    return role


@lru_cache(maxsize=512)
def _role(written: str) -> str | None:
    key = "".join(letter for letter in written.casefold() if letter.isalpha())
    if not key:
        return "partner"
    return ROLES.get(key) or next((role for word, role in ROLES.items() if role and key.startswith(word)), None)


def country(card: Card) -> str:
    """The country as the source codes it; NA is Namibia only where the name says so."""
    code, name = card[CARD.index("country")], card[CARD.index("country_name")]
    return code or (NAMIBIA if name.casefold() == "namibia" else name)
