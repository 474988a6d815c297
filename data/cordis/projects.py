"""The projects of CORDIS: what they are called, when and under which programme they run, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from data.cordis import cells
from data.cordis.cells import Values
from data.cordis.programmes import COMMISSION, code_of, codes_of
from data.cordis.register import Register
from data.importing.keys import grant_iri, programme_iri, project_iri
from data.importing.reading import RowError
from data.topics.euroscivoc import chain
from data.topics.themes import Scheme
from data.values.markup import plain
from graph.model import Grant, Project, Record, Theme

TOPICS, CALLS, FIELDS = Scheme("cordis", "topic"), Scheme("cordis", "call"), Scheme("cordis", "priority")
STATUS = {
    "signed": "running",
    "ongoing": "running",
    "ong": "running",
    "closed": "ended",
    "clo": "ended",
    "terminated": "terminated",
    "ter": "terminated",
    "can": "cancelled",
    "cancelled": "cancelled",
}
_NUMBER = re.compile(r"\d{1,12}")
_PARTS = re.compile(r"\s*[;|\n]\s*")
_KEYWORDS = re.compile(r"\s*[;\n]\s*|\s*,\s+")


def number_of(values: Values) -> str:
    """The grant agreement number. Raises RowError where there is none."""
    number = values.get("id", "").removesuffix(".0")
    if not number:
        raise RowError("id", number, "is no grant agreement number; a row needs one")
    # FP5 and earlier have references such as "QLK3-CT-2001-00001".
    if len(number) > 40 or not re.search(r"\d", number):
        raise RowError("id", number, "is no grant agreement number")
    return number.lstrip("0") if _NUMBER.fullmatch(number) and number.strip("0") else number


def iri_of(number: str) -> str:
    """The project with a grant agreement number."""
    return project_iri("cordis", number)


def described(values: Values, number: str, register: Register) -> Iterator[Record]:
    """A row of project.csv: the project, its topics, and its grant."""
    title, acronym = cells.line(values.get("title", "")), cells.line(values.get("acronym", ""))
    if not title and not acronym:
        raise RowError("title", "", f"and acronym of project {number} are empty; a project needs a name")
    themes = [*_themes(values, register)]
    yield from themes
    total = cells.money(values, "total_cost", "totalCost")
    objective = _prose(values.get("objective", ""))
    project = _project(values, number, title, acronym)
    project.theme = [theme.iri for theme in themes]
    project.description = {"en": objective} if objective else {}
    project.total_cost, project.currency = total, "EUR" if total else ""
    yield project
    granted = cells.money(values, "granted", "ecMaxContribution")
    yield _grant(project.iri, values, granted)


def mentioned(values: Values, number: str, register: Register) -> Iterator[Record]:
    """What a row of participations says of its project; nothing of it where the project has a row of its own."""
    title, acronym = cells.line(values.get("title", "")), cells.line(values.get("acronym", ""))
    themes = [*_themes(values, register)]
    yield from themes
    project = _project(values, number, title, acronym)
    project.theme = [theme.iri for theme in themes]
    if objective := _prose(values.get("objective", "")):
        project.description = {"en": objective}
    yield project
    # Only some rows of a project name its pillar.
    framework = code_of(values.get("framework", ""))
    if pillars := codes_of(values.get("pillar", ""), framework):
        yield Project(iri=project.iri, programme=[programme_iri(code) for code in pillars])


def _project(values: Values, number: str, title: str, acronym: str) -> Project:
    framework = code_of(values.get("framework", ""))
    programmes = codes_of(values.get("legal_basis", ""), framework) or ([framework] if framework else [])
    note = "; ".join(
        f"{word}: {values[name]}"
        for word, name in (("Funding scheme", "scheme"), ("Nature", "nature"))
        if values.get(name)
    )
    identifiers = [number, *([f"rcn:{values['rcn']}"] if values.get("rcn") else [])]
    status = values.get("status", "")
    link = cells.web(values.get("link", ""))
    return Project(
        iri=iri_of(number),
        label={"en": title} if title else {"": acronym or number},
        acronym=acronym if title else "",
        identifier=identifiers,
        same_as=_doi(values.get("doi", "")),
        url=list(dict.fromkeys(filter(None, (link, page(number))))),
        start=cells.date(values, "start", "startDate"),
        end=cells.date(values, "end", "endDate"),
        status=STATUS.get(status.casefold(), status.casefold()),
        programme=[programme_iri(code) for code in dict.fromkeys(programmes)],
        keyword=_keywords(values.get("keywords", "")),
        funded_by=[COMMISSION],
        note={"en": note} if note else {},
    )


def page(number: str) -> str:
    """The project's page on CORDIS."""
    return f"https://cordis.europa.eu/project/id/{number}" if _NUMBER.fullmatch(number) else ""


def _grant(project: str, values: Values, granted: str) -> Project:
    signed = cells.date(values, "signed", "ecSignatureDate")
    grant = Grant(
        iri=grant_iri(project), funder=COMMISSION, amount=granted, currency="EUR" if granted else "", date=signed
    )
    return Project(iri=project, grants=[grant])


def _keywords(written: str) -> list[str]:
    return list(dict.fromkeys(word for part in _KEYWORDS.split(written) if (word := cells.line(part))))


def _prose(written: str) -> str:
    return plain(written.replace("\x00", "")) if written else ""


@lru_cache(maxsize=4096)
def _doi(written: str) -> list[str]:
    found = re.search(r"10\.\d{4,9}/[\w.()/:;-]+", written)
    return [f"https://doi.org/{found[0]}"] if found else []


def _themes(values: Values, register: Register) -> Iterator[Theme]:
    for code in _PARTS.split(values.get("topic", "")):
        if code:
            yield topic(code, register.topics.get(code, ""))
    for name in ("call", "subcall"):
        for code in _PARTS.split(values.get(name, "")):
            if code and (name == "call" or code != values.get("call")):
                yield _call(code)
    if priority := values.get("priority"):
        yield _priority(priority)


@lru_cache(maxsize=1 << 15)
def topic(code: str, title: str) -> Theme:
    """A topic of a call, below the themes that its title names."""
    title = cells.line(title)
    if not title:
        return Theme(iri=TOPICS.iri(code, code), label={"": cells.line(code)}, code=code)
    return TOPICS.theme(title, "en", code=code)


@lru_cache(maxsize=1 << 15)
def _call(code: str) -> Theme:
    return Theme(iri=CALLS.iri(code, code), label={"": cells.line(code)}, code=code)


@lru_cache(maxsize=4096)
def _priority(name: str) -> Theme:
    return FIELDS.theme(cells.line(name), "en")


def classified(values: Values, number: str) -> Iterator[Record]:
    """A row of euroSciVoc.csv: the field of science, those above it, and the project's link to it."""
    themes = chain(values.get("path", ""), values.get("code", ""))
    if not themes:
        raise RowError("euroSciVocPath", values.get("path", ""), "names no field of science")
    yield from themes
    yield Project(iri=iri_of(number), theme=[themes[-1].iri])


def under(values: Values, number: str) -> Iterator[Record]:
    """A row of legalBasis.csv."""
    codes = codes_of(values.get("legal_basis", ""))
    if not codes:
        raise RowError("legalBasis", "", "is empty")
    yield Project(iri=iri_of(number), programme=[programme_iri(code) for code in codes])


def on_topic(values: Values, number: str, register: Register) -> Iterator[Record]:
    """A row of topics.csv."""
    code = values.get("topic", "")
    if not code:
        raise RowError("topic", "", "is empty")
    found = topic(code, register.topics.get(code, ""))
    yield found
    yield Project(iri=iri_of(number), theme=[found.iri])


def linked(values: Values, number: str) -> Iterator[Record]:
    """A row of webLink.csv."""
    address = cells.web(values.get("link", ""))
    if not address:
        raise RowError("physUrl", values.get("link", ""), "is no web address")
    yield Project(iri=iri_of(number), url=[address])
