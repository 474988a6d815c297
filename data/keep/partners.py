"""The partner that a row of keep.eu's table of partners states, and its part in the project."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from data.beneficiaries.beneficiaries import judge
from data.beneficiaries.organisation_kinds import organisation_kind
from data.importing.keys import digest, participation_iri
from data.importing.reading import RowError
from data.keep.attribution import Attribution, Values, one, organisation_name, organisation_of
from data.keep.money import euros
from data.keep.programmes import programme
from data.keep.projects import web_address
from data.places.regions import Regions, country_code
from data.values.markup import one_line
from data.values.postcodes import postcode
from graph.identity import ID, iri
from graph.model import Figure, Organisation, Participation, Project, Record

# keep.eu's types of organisation and legal status, in the words that kinds of organisation are known by.
KINDS = {
    "local public authority": "kommune",
    "regional public authority": "gebietskoerperschaft",
    "national public authority": "behoerde",
    "sectoral agency": "oeffentliche-stelle",
    "infrastructure and service provider": "oeffentliche-stelle",
    "infrastructure and (public) service provider": "oeffentliche-stelle",
    "interest groups including ngos": "gemeinnuetzige-organisation",
    "higher education and research organisations": "hochschule",
    "education/training centre and school": "bildungseinrichtung",
    "enterprise, except sme": "unternehmen",
    "sme": "unternehmen",
}
_STATUS = {"public": "public body", "public equivalent": "public body", "body governed by public law": "public body"}


class Partners:
    """Rows of the table of partners as records."""

    def __init__(self, attribution: Attribution, overrules: Any = None) -> None:
        self.attribution = attribution
        self.judge = overrules.judge if overrules else judge
        self.regions = Regions()

    def records(self, values: Values, occurrence: int, project: str = "") -> list[Record]:
        """The organisation, its places, and its part in the project; no name of a natural person."""
        name, language = organisation_name(values)
        if not name:
            raise RowError("Project Partner", "", "is missing")
        project = project or self.attribution.project_of(values)
        organisation = organisation_of(values)
        region = self._region(values)
        status = _STATUS.get(one(values, "status").casefold(), one(values, "status"))
        decided = self.judge(name, status, country_code(one(values, "country")))
        found: list[Record] = [] if self.attribution.is_known(values) else _stub(project, values)
        if decided.kind == "organisation":
            found += self._organisation(organisation, (name, language), values, region)
        part = self._part(project, organisation, values, occurrence, decided.kind)
        return [
            *found,
            Project(iri=project, region=region, participations=[part], figures=_budget(project, part, values)),
        ]

    def _organisation(self, iri_: str, name: tuple[str, str], values: Values, region: list[str]) -> list[Record]:
        """One block that is the same in each row, and one with what rows differ in."""
        label, language = self.attribution.label(iri_, name)
        other = [name, *((text, "") for cell in values.get("organisation.other", ()) if (text := one_line(cell)))]
        more = Organisation(iri=iri_, region=region, kind=_kind(label, values))
        more.alt = [pair for pair in dict.fromkeys(other) if pair[0] != label]
        more.postcode, more.locality = _postcode(values), one(values, "town")
        more.identifier = _identifiers(values)
        more.url = [url for cell in values.get("url", ()) if (url := web_address(cell))]
        return [Organisation(iri=iri_, label={language: label}), more]

    def _region(self, values: Values) -> list[str]:
        nuts = next((text for level in "3210" if (text := one(values, f"nuts{level}"))), "")
        country = one(values, "country") or one(values, "nuts0")
        found = self.regions.of(nuts=nuts, country=country, postcode=one(values, "postcode"), town=one(values, "town"))
        return [found] if found else []

    def _part(self, project: str, organisation: str, values: Values, occurrence: int, kind: str) -> Participation:
        role = "coordinator" if one(values, "lead").casefold() in _YES else "partner"
        amount = euros(values, "amount")
        who, more = organisation, ""
        if kind != "organisation":
            # The place of a person in the project, not the name, tells one from another.
            who, more = kind, digest(one(values, "town"), one(values, "postcode"), amount, str(occurrence))
        elif self.attribution.repeats(values, organisation):
            more = digest(*(cell for _, cells in sorted(values.items()) for cell in cells), str(occurrence))
        part = Participation(iri=participation_iri(project, who, f"{role}-{more}" if more else role), role=role)
        part.organisation = organisation if kind == "organisation" else ""
        part.unnamed = "" if kind == "organisation" else kind
        part.amount, part.currency = amount, "EUR" if amount else ""
        return part


_YES = frozenset(("yes", "y", "true", "1", "ja", "oui", "x"))


def _stub(project: str, values: Values) -> list[Record]:
    """The project of a partner where no table of projects has it: programme and acronym are all that is known."""
    whole = programme(one(values, "programme"))
    acronym = one(values, "acronym") or one(values, "project_id")
    return [whole, Project(iri=project, label={"": acronym}, acronym=acronym, programme=[whole.iri])]


def _budget(project: str, part: Participation, values: Values) -> list[Figure]:
    value = euros(values, "figure.partner-budget")
    if not value:
        return []
    name = f"{ID}figure/{part.iri.rpartition('/')[2]}-budget"
    return [Figure(iri=name, measure="partner-budget", value=value, unit="EUR", about=[part.organisation or project])]


def _identifiers(values: Values) -> list[str]:
    """With their schemes, as CORDIS has them; of the third column keep.eu says only what it is not."""
    named = ((scheme, one(values, field)) for scheme, field in (("pic:", "pic"), ("vat:", "vat"), ("", "identifier")))
    return [f"{scheme}{text}" for scheme, text in named if text]


def _kind(name: str, values: Values) -> list[str]:
    stated = _STATUS.get(one(values, "status").casefold(), "")
    found = KINDS.get(one(values, "kind").casefold(), "")
    by_name = organisation_kind(name, stated)
    kind = iri("kind", found) if found and (not by_name or stated) else by_name
    return [kind] if kind else []


def _postcode(values: Values) -> str:
    text = one(values, "postcode")
    return _written(text, country_code(one(values, "country") or one(values, "nuts0"))) if text else ""


@lru_cache(maxsize=65536)
def _written(text: str, country: str) -> str:
    try:
        return postcode(text, country)
    except ValueError:
        return re.sub(r"\s+", " ", text)
