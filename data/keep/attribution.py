"""Which project a row of keep.eu means, and which name an organisation goes by: told once, before rows are read.

keep.eu's key is programme and acronym (programme and project number from 2021 on). The table of projects has a row for
each lead partner, so a key that repeats is one project with several lead partners wherever the rows agree in all else.
Where they differ, they are several projects under one acronym: each gets an IRI of its own, a partner is attributed by
being the lead partner of just one of them, and else his row is set aside. Nothing is attributed by a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from data.importing.keys import digest, local_organisation_iri, organisation_iri, project_iri
from data.importing.reading import RowError
from data.places.regions import country_code
from data.values.markup import one_line

Values = dict[str, list[str]]
Name = tuple[str, str]
_OF_LEAD = ("lead.name", "lead.country", "lead.postcode", "lead.town")


def one(values: Values, field_name: str) -> str:
    """The first value of a field on one line, "" where there is none."""
    found = values.get(field_name)
    return one_line(found[0]) if found else ""


@dataclass
class Attribution:
    """What side tables say: small, one entry a project and one an organisation."""

    projects: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, set[str]] = field(default_factory=dict)
    leads: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, dict[Name, int]] = field(default_factory=dict)
    calls: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    again: set[str] = field(default_factory=set)

    def add_project(self, values: Values) -> None:
        """Note a row of the table of projects."""
        if key := _key(values):
            self.states.setdefault(key, set()).add(_state(values))

    def add_lead(self, values: Values) -> None:
        """Note the lead partner of a project, after all rows of projects are known."""
        iri = self.project(values)
        for key in _keys(values):
            known = self.projects.setdefault(key, [])
            if iri and iri not in known:
                known.append(iri)
        if name := lead(values):
            self.leads.setdefault(iri, set()).add(name)

    def add_partner(self, values: Values) -> None:
        """Note the name of a partner, and that it takes part."""
        name, organisation = organisation_name(values), organisation_of(values)
        if not name[0]:
            return
        counts = self.names.setdefault(organisation, {})
        counts[name] = counts.get(name, 0) + 1
        part = digest(*_keys(values)[:1], organisation)
        (self.again if part in self.parts else self.parts).add(part)

    def close(self) -> None:
        """Keep of the names only what is needed: those of organisations with several."""
        self.names = {iri: counts for iri, counts in self.names.items() if len(counts) > 1}
        self.states = {key: states for key, states in self.states.items() if len(states) > 1}

    @property
    def fingerprint(self) -> str:
        """A hash of all that the records of a row may depend on beside the row."""
        facts = [*(f"{key}>{' '.join(iris)}" for key, iris in sorted(self.projects.items()))]
        facts += [f"{iri}={self.label(iri, ('', ''))}" for iri in sorted(self.names)]
        facts += [f"{iri}<{sorted(names)}" for iri, names in sorted(self.leads.items())]
        for some in (self.calls, self.again, self.parts, self.unread):
            facts += [*sorted(some), ""]
        return digest(*facts)

    def project(self, values: Values) -> str:
        """The project that a row of the table of projects states, "" for one without a key."""
        key = _key(values)
        if not key:
            return ""
        words = key.split("\x1f")
        contested = len(self.states.get(key, ())) > 1
        return project_iri("keep", *words, *([_state(values)] if contested else []))

    def project_of(self, values: Values) -> str:
        """The project that a partner's row means; raises RowError where several could be meant.

        A project that the table of projects does not have gets its IRI from the partner's row.
        """
        keys = _keys(values)
        if not keys:
            raise RowError("Acronym", "", "is missing, so that no project is named")
        found: list[str] = next((known for key in keys if (known := self.projects.get(key))), [])
        if len(found) > 1:
            name = _lead_key(organisation_name(values)[0], one(values, "country") or one(values, "nuts0"))
            found = [iri for iri in found if name in self.leads.get(iri, ())]
        if len(found) == 1:
            return found[0]
        if self.projects.get(keys[0]):
            shown = one(values, "acronym") or one(values, "project_id")
            raise RowError(
                "Acronym", shown, "is that of several projects of the programme, and the row does not say which"
            )
        return project_iri("keep", *keys[0].split("\x1f"))

    def is_known(self, values: Values) -> bool:
        """Whether a row of the table of projects that can be read states a partner's project."""
        return any(key in self.projects for key in _keys(values)) and self.project_of(values) not in self.unread

    def label(self, organisation: str, name: Name) -> Name:
        """The name an organisation goes by: the most frequent one, else the first in the alphabet."""
        counts = self.names.get(organisation)
        return min(counts, key=lambda known: (-counts[known], known)) if counts else name

    def takes_part(self, values: Values, organisation: str) -> bool:
        """Whether the table of partners has an organisation in the project of a row."""
        return any(digest(key, organisation) in self.parts for key in _keys(values))

    def repeats(self, values: Values, organisation: str) -> bool:
        """Whether an organisation has several rows in one project."""
        return digest(*_keys(values)[:1], organisation) in self.again


def lead(values: Values) -> str:
    """The key of the lead partner that a row of the table of projects names."""
    name = one(values, "lead.name")
    return _lead_key(name, one(values, "lead.country")) if name else ""


def lead_as_partner(values: Values) -> Values:
    """The lead partner of a row of the table of projects, as a row of the table of partners has it."""
    words = {"lead.name": "organisation", "lead.country": "country", "lead.postcode": "postcode", "lead.town": "town"}
    same = {name: values[name] for name in ("programme", "acronym", "project_id") if name in values}
    return same | {"lead": ["Yes"]} | {word: values[name] for name, word in words.items() if name in values}


def organisation_name(values: Values) -> Name:
    """The name of a partner and its language."""
    for name, language in (("organisation.en", "en"), ("organisation", ""), ("organisation.other", "")):
        if text := one(values, name):
            return text, language
    return "", ""


def organisation_of(values: Values) -> str:
    """The IRI of a partner: by its PIC, else by name and country, which is what keep.eu tells partners apart by."""
    pic = one(values, "pic")
    if pic.isdecimal() and len(pic) == 9:
        return organisation_iri("pic", pic)
    return _organisation(organisation_name(values)[0], one(values, "country") or one(values, "nuts0"))


def _organisation(name: str, country: str) -> str:
    return local_organisation_iri("keep", name, country_code(country) or country)


def _lead_key(name: str, country: str) -> str:
    return _organisation(name, country)


def _keys(values: Values) -> list[str]:
    """The keys of a row, the surer first: programme and project number, programme and acronym or name."""
    programme = one(values, "programme")
    number = one(values, "project_id")
    acronym = one(values, "acronym") or one(values, "name.en") or one(values, "name.other")
    found = [f"{programme}\x1fid\x1f{number}"] if number else []
    return found + ([f"{programme}\x1f{acronym}"] if acronym else [])


def _key(values: Values) -> str:
    return next(iter(_keys(values)), "")


def _state(values: Values) -> str:
    """A hash of all that a row says of its project, and nothing that it says of the lead partner."""
    stated: Iterable[str] = (
        f"{name}\x1e{cell}" for name, cells in sorted(values.items()) if name not in _OF_LEAD for cell in cells
    )
    return digest(*stated)
