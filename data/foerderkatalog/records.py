"""A row of the Förderkatalog as records: the project, its joint project, who carries it out, and the money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from data.beneficiaries.beneficiaries import Beneficiary, judge, redact
from data.beneficiaries.organisation_kinds import organisation_kind
from data.foerderkatalog.columns import EXECUTING
from data.foerderkatalog.joint_projects import Joint, joint_project
from data.foerderkatalog.ministries import ministry
from data.foerderkatalog.municipalities import Municipalities
from data.foerderkatalog.systematics import Systematics
from data.importing.keys import grant_iri, local_organisation_iri, participation_iri, project_iri
from data.importing.reading import RowError
from data.importing.spellings import Spellings
from data.places.regions import country_code
from data.topics.themes import target_groups_in_text, themes_in_text
from data.values import amount, day
from data.values.markup import one_line
from graph.identity import name_key, slug
from graph.model import Evidence, Grant, Organisation, Participation, Project, Record, Theme

PAGE = "https://foerderportal.bund.de/foekat/jsp/SucheAction.do?actionMode=view&fkz="
# What has no property of its own is kept as a note.
NOTED = {
    "referat": "Referat",
    "agency": "Projektträger",
    "unit": "Arbeitseinheit",
    "profile": "Förderprofil",
    "kind": "Förderart",
}
LONGEST_ACRONYM = 80
_MENTIONED = Evidence(certainty="implied", note="im Titel genannt")
_NO_ACRONYM = frozenset(("j", "n", "ja", "nein"))
Values = Mapping[str, str]
Judge = Callable[..., Beneficiary]


class Catalogue:
    """Turns the rows of one table into records; ``headers`` are the columns' own names, by field."""

    def __init__(
        self, source_id: str, systematics: Systematics, headers: Mapping[str, str], judges: Judge = judge
    ) -> None:
        self._source, self._systematics, self._headers, self._judge = source_id, systematics, headers, judges
        self.places, self.spellings = Municipalities(), Spellings()
        self._organisation = lru_cache(maxsize=65536)(self._made_organisation)
        self._name = lru_cache(maxsize=4096)(lambda code, text: self.spellings.of(f"code {code}", text))

    def note_spellings(self, values: Values) -> None:
        """Note what this row calls the things that other rows may call by another spelling."""
        if joint := joint_project(one_line(values.get("title", ""))):
            self.spellings.add(joint.iri, joint.title)
        if values.get("code") and values.get("code_text"):
            self.spellings.add(f"code {values['code']}", values["code_text"])
        for name, prefix in (("recipient", ""), ("executing", EXECUTING)):
            if values.get(name) and (who := self._who(values, name, prefix)).kind == "organisation":
                self.spellings.add(self._organisation_iri(who.name, _place(values, prefix)), who.name)

    def records(self, values: Values) -> Iterator[Record]:
        """All that a row states. Raises RowError for a value that is not what its column holds."""
        number, title = values.get("fkz", ""), one_line(values.get("title", ""))
        if not slug(number):
            raise RowError(self._header("fkz"), number, "is no Förderkennzeichen")
        if not title:
            raise RowError(self._header("title"), "", f"of {number} is empty")
        for name, prefix in (("recipient", ""), ("executing", EXECUTING)):
            if values.get(name) and self._who(values, name, prefix).kind == "person":
                title = redact(title, values[name])
        joint = joint_project(title)
        project = self._project(number, title, values)
        funder = ministry(values["ressort"]) if "ressort" in values else None
        themes = self._themes(values)
        project.theme = [themes[-1].iri] if themes else []
        _mention(project, title)
        self._money(project, values, funder.iri if funder else "")
        if funder:
            yield funder
        yield from themes
        if joint:
            project.part_of = [joint.iri]
            yield self._whole(joint)
            if themes or funder:
                lowest = [theme.iri for theme in themes[-1:]]
                yield Project(iri=joint.iri, theme=lowest, funded_by=[funder.iri] if funder else [])
        yield from self._taking_part(project, number, values, joint)
        yield project

    # ------------------------------------------------------------------ what it is

    def _project(self, number: str, title: str, values: Values) -> Project:
        project = Project(
            iri=project_iri("fkz", number),
            label={"de": title},
            identifier=[number],
            start=self._read("start", values, day, "dmy"),
            end=self._read("end", values, day, "dmy"),
            url=[PAGE + quote(number, safe="")],
        )
        prefix = EXECUTING if _place(values, EXECUTING) else ""
        project.locality = _place(values, prefix)
        if region := self._region(values, prefix) or self._region(values, ""):
            project.region = [region]
        acronym = values.get("joint", "")
        if acronym.casefold() not in _NO_ACRONYM and len(acronym) <= LONGEST_ACRONYM:
            project.acronym = acronym
        if lines := list(self._notes(values, project.acronym)):
            project.note = {"de": "\n".join(lines)}
        return project

    def _whole(self, joint: Joint) -> Project:
        """The joint project itself, which is the same from all rows of its sub-projects."""
        title = self.spellings.of(*joint)
        project = Project(iri=joint.iri, label={"de": title})
        _mention(project, title)
        return project

    def _notes(self, values: Values, acronym: str) -> Iterator[str]:
        for name, word in NOTED.items():
            if name in values:
                yield f"{word}: {values[name]}"
        if values.get("joint") and not acronym:
            yield f"Verbundprojekt: {values['joint']}"
        if self._is_unit(values) and self._who(values, "executing", EXECUTING).kind == "organisation":
            yield f"Ausführende Stelle: {values['executing']}"

    def _themes(self, values: Values) -> tuple[Theme, ...]:
        code, text = values.get("code", ""), values.get("code_text", "")
        if not code and not text:
            return ()
        return self._systematics.themes(code, self._name(code, text) if code and text else text)

    def _money(self, project: Project, values: Values, funder: str) -> None:
        paid = self._read("amount", values, amount)
        if paid or funder:
            grant = Grant(iri=grant_iri(project.iri), funder=funder, amount=paid, currency="EUR" if paid else "")
            grant.date = project.start
            project.grants = [grant]

    # ------------------------------------------------------------------ who

    def _taking_part(self, project: Project, number: str, values: Values, joint: Joint | None) -> Iterator[Record]:
        roles = [("recipient", "", "beneficiary")] if "recipient" in values else []
        if "executing" in values and not self._is_unit(values):
            roles.append(("executing", EXECUTING, "partner" if roles else "beneficiary"))
        for name, prefix, role in roles:
            who = self._who(values, name, prefix)
            organisation = ""
            if who.kind == "organisation":
                yield (body := self._body(who.name, values, prefix))
                organisation = body.iri
            project.participations.append(_part(project.iri, organisation, who.kind, role))
            if joint:
                # Unnamed persons of one joint project are told apart by their sub-projects.
                yield Project(
                    iri=joint.iri, participations=[_part(joint.iri, organisation, who.kind, "partner", number)]
                )

    def _is_unit(self, values: Values) -> bool:
        """Whether the executing body is the recipient or a part of it that has its name: a university's faculty."""
        recipient, executing = _key(values.get("recipient", "")), _key(values.get("executing", ""))
        return bool(recipient) and f"{executing} ".startswith(f"{recipient} ")

    def _who(self, values: Values, name: str, prefix: str) -> Beneficiary:
        return self._judge(values[name], "", _country(values.get(f"{prefix}country", "")))

    def _body(self, name: str, values: Values, prefix: str) -> Organisation:
        return self._organisation(name, _place(values, prefix), self._region(values, prefix))

    def _made_organisation(self, name: str, town: str, region: str) -> Organisation:
        iri = self._organisation_iri(name, town)
        label = self.spellings.of(iri, name)
        kind = organisation_kind(label)
        return Organisation(
            iri=iri,
            label={"": label},
            kind=[kind] if kind else [],
            locality=town,
            region=[region] if region else [],
        )

    def _organisation_iri(self, name: str, town: str) -> str:
        return local_organisation_iri(self._source, name, town)

    # ------------------------------------------------------------------ cells

    def _region(self, values: Values, prefix: str) -> str:
        found = (values.get(f"{prefix}{name}", "") for name in ("ags", "municipality", "town", "state", "country"))
        return self.places.region(*found)

    def _read(self, name: str, values: Values, read: Callable[..., Any], *more: Any) -> str:
        """A date or an amount as text, "" where there is none."""
        cell = values.get(name, "")
        try:
            found = read(cell, *more) if cell else None
        except ValueError as error:
            raise RowError(self._header(name), cell, str(error)) from error
        return "" if found is None else found if isinstance(found, str) else format(found, "f")

    def _header(self, name: str) -> str:
        return self._headers.get(name, name)


def _mention(project: Project, title: str) -> None:
    """Themes and target groups that only the title names."""
    for found, field, concepts in (
        (themes_in_text(title, "", "de"), "theme", project.theme),
        (target_groups_in_text(title, "", "de"), "target_group", project.target_group),
    ):
        for concept, _ in found:
            if concept not in concepts:
                concepts.append(concept)
                project.evidence[field, concept] = _MENTIONED


def _part(project: str, organisation: str, kind: str, role: str, number: str = "") -> Participation:
    more = "" if organisation or not number else f"-{slug(number)}"
    iri = participation_iri(project, organisation or f"{kind}{more}", role)
    unnamed = "" if organisation else kind
    return Participation(iri=iri, organisation=organisation, unnamed=unnamed, role=role)


_key = lru_cache(maxsize=65536)(name_key)


@lru_cache(maxsize=1024)
def _country(text: str) -> str:
    return country_code(text) if text else "DE"


def _place(values: Values, prefix: str) -> str:
    return values.get(f"{prefix}town") or values.get(f"{prefix}municipality") or ""
