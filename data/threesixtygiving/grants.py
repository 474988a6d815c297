"""A grant as records: the project that is funded, who receives the money and who gives it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from data.beneficiaries.person_names import redact
from data.importing.keys import digest, grant_iri, participation_iri, project_iri
from data.threesixtygiving.organisations import (
    Json,
    Register,
    classification_of,
    iri_of,
    judged,
    programme_of,
    web,
)
from data.topics.themes import target_groups_in_text, themes_in_text
from data.values.markup import one_line, plain
from graph.identity import iri as thing_iri
from graph.model import Figure, Grant, Output, Participation, Project, Record

SCHEME = "360giving"
_FIGURES = {"amountAppliedFor": "amount-applied-for", "amountDisbursed": "amount-disbursed"}


def records(grant: Json, register: Register) -> Iterator[Record]:
    """All that a grant states; it keeps the standard's rules."""
    project = project_iri(SCHEME, grant["id"])
    giving = [(one, judged(one, register.overrules)) for one in grant["fundingOrganization"]]
    named = [(one, found.name) for one, found in giving if found.kind == "organisation"]
    funders = list(dict.fromkeys(iri_of(one["id"]) for one, _ in named))
    for one, name in named:
        yield register.organisation(one, {}, name)
    programmes = []
    for iri, stated in programme_of(grant):
        programmes.append(iri)
        yield register.programme(iri, stated, funders[0] if funders else "")
    themes = []
    for iri, label, stated in classification_of(grant):
        themes.append(iri)
        yield register.theme(iri, label, stated)
    organisations, participations, persons = _recipients(grant, project, register)
    persons += [one["name"] for one, found in giving if found.kind == "person"]
    documents = list(_documents(grant, project, persons))
    yield from documents
    yield from organisations
    record = _project(grant, project, persons, register)
    record.programme, record.participations, record.funded_by = programmes, participations, funders
    record.theme = list(dict.fromkeys([*themes, *record.theme]))
    record.output = [document.iri for document in documents]
    record.grants = list(_grants(grant, project, funders, programmes))
    yield record


def _project(grant: Json, iri: str, persons: list[str], register: Register) -> Project:
    title, summary = without(one_line(grant["title"]), persons), without(plain(grant["description"]), persons)
    record = Project(
        iri=iri, label={"en": title or grant["id"]}, identifier=[grant["id"], *grant.get("relatedActivity", ())]
    )
    if summary:
        record.description = {"en": summary}
    record.url = web(grant.get("url", ""))
    record.start, record.end = _period(grant)
    record.region = register.locations(grant, "beneficiaryLocation")
    record.theme = [theme for theme, _ in themes_in_text(title, summary, "en")]
    record.target_group = [group for group, _ in target_groups_in_text(title, summary, "en")]
    record.keyword = [one["title"] for one in grant.get("fundingType", ()) if one.get("title")]
    record.figures = [
        Figure(iri=thing_iri("figure", f"{iri.rpartition('/')[2]}-{measure}"), measure=measure,
               value=number(grant[field]), unit=grant["currency"])
        for field, measure in _FIGURES.items() if field in grant
    ]  # fmt: skip
    return record


def _period(grant: Json) -> tuple[str, str]:
    """The first start and the last end, of what was planned before what was."""
    events = grant.get("plannedDates") or grant.get("actualDates") or []
    starts = sorted(_day(one["startDate"]) for one in events if one.get("startDate"))
    ends = sorted(_day(one["endDate"]) for one in events if one.get("endDate"))
    return (starts[0] if starts else ""), (ends[-1] if ends else "")


def without(text: str, persons: list[str]) -> str:
    """The text without the names of persons."""
    for person in persons:
        text = redact(text, person)
    return text


def _day(text: str) -> str:
    return text[: len("2015-06-10")]


def _recipients(grant: Json, project: str, register: Register) -> tuple[list[Record], list[Participation], list[str]]:
    """The organisations that receive the grant, their participations, and names of persons, to be taken out."""
    organisations: list[Record] = []
    participations: list[Participation] = []
    persons: list[str] = []
    if individual := grant.get("recipientIndividual"):
        persons.append(individual["name"])
        participations.append(_unnamed(project, "person", 1))
    for count, one in enumerate(grant.get("recipientOrganization", ()), 1):
        found = judged(one, register.overrules)
        if found.kind == "organisation":
            organisation = register.organisation(
                one, grant if len(grant["recipientOrganization"]) == 1 else {}, found.name
            )
            organisations.append(organisation)
            part = participation_iri(project, organisation.iri)
            if all(part != other.iri for other in participations):
                participations.append(Participation(iri=part, organisation=organisation.iri, role="beneficiary"))
        else:
            persons += [one["name"]] if found.kind == "person" else []
            participations.append(_unnamed(project, found.kind, count))
    return organisations, participations, persons


def _unnamed(project: str, kind: str, count: int) -> Participation:
    return Participation(iri=participation_iri(project, kind, str(count)), unnamed=kind, role="beneficiary")


def _grants(grant: Json, project: str, funders: list[str], programmes: list[str]) -> Iterator[Grant]:
    """One grant with the amount; of several funders the others without one, since the sum is not divided."""
    for count, funder in enumerate(funders or [""], 1):
        record = Grant(iri=grant_iri(project, str(count)), funder=funder, date=_day(grant["awardDate"]))
        record.programme = programmes[0] if programmes else ""
        if count == 1:
            record.amount, record.currency = number(grant["amountAwarded"]), grant["currency"]
        yield record


def _documents(grant: Json, project: str, persons: list[str]) -> Iterator[Output]:
    for stated in grant.get("relatedDocument", ()):
        title = without(one_line(stated.get("title") or stated.get("documentType") or ""), persons)
        links = web(stated.get("url") or "")
        if not title and not links:
            continue
        key = digest(project, title, *links)
        record = Output(iri=thing_iri("output", f"{SCHEME}-{key}"), label={"en": title or links[0]}, url=links)
        record.identifier = [stated["id"]] if stated.get("id") else []
        if text := without(plain(stated.get("description") or ""), persons):
            record.description = {"en": text}
        yield record


@lru_cache(maxsize=1 << 14)
def number(value: Any) -> str:
    """A number of JSON in decimal digits."""
    return format(Decimal(str(value)), "f")
