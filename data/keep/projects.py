"""The project that a row of keep.eu's table of projects states, with its programme, call and themes."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.beneficiaries.beneficiaries import judge, redact
from data.funds.eu_funds import COMMISSION, fund_codes, fund_iri
from data.importing.keys import digest, grant_iri
from data.importing.reading import RowError
from data.keep.attribution import Attribution, Values, one
from data.keep.calls import call_key, date_of
from data.keep.money import euros, rate
from data.keep.programmes import call, programme
from data.topics.themes import Scheme, target_groups_in_text
from data.values.markup import plain
from graph.identity import ID, iri
from graph.model import Figure, Grant, Programme, Project, Record, Theme

FIGURES = ("total-expenditure", "eu-funding-expenditure", "erdf-budget", "eni-budget", "ipa-budget",
           "erdf-equivalent-budget")  # fmt: skip
NOTES = ("Expected results", "Achievements", "Expected outputs", "Delivered outputs")
_SCHEME = Scheme("keep")
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_CODE = re.compile(r"^\((\w{1,3}(?: ETC)?)\)\s*")
_STATUS = {"ongoing": "running", "running": "running", "approved": "planned", "closed": "ended", "completed": "ended"}


def is_readable(values: Values) -> bool:
    """Whether the dates and amounts of a row can be read, so that the project is stated."""
    try:
        main = Project(iri="", programme=[""])
        _facts(main, values)
        _money(main, values)
    except RowError:
        return False
    return True


class Projects:
    """Rows of the table of projects as records."""

    def __init__(self, attribution: Attribution, overrules: Any = None) -> None:
        self.attribution = attribution
        self.judge = overrules.judge if overrules else judge

    def records(self, values: Values) -> list[Record]:
        """Programme, call, themes and the project; raises RowError for a row without acronym and name."""
        project = self.attribution.project(values)
        names = _names(values)
        if not project or not names:
            raise RowError("Acronym", "", "is missing, and so is the project's name")
        name = one(values, "programme")
        person = self._person(values)
        programmes: list[Programme] = [programme(name)]
        is_listed = call_key(values) in self.attribution.calls
        if serial := one(values, "call"):
            programmes.append(call(name, serial))
        themes = _themes(values)
        main = Project(iri=project, label=dict([_pair(names[0], person)]))
        main.alt = [(text, lang) for lang, text in (_pair(other, person) for other in names[1:])]
        main.programme = [one_.iri for one_ in programmes] + _funds(values)
        main.theme = list(dict.fromkeys(theme.iri for theme in themes))
        self._texts(main, values, person)
        _facts(main, values)
        _money(main, values)
        stated = programmes[:1] if is_listed else programmes
        return [*stated, *themes, main]

    def _person(self, values: Values) -> str:
        name = one(values, "lead.name")
        return name if name and self.judge(name).kind == "person" else ""

    @staticmethod
    def _texts(main: Project, values: Values, person: str) -> None:
        for language, field in (("en", "description.en"), ("", "description.other")):
            if text := "\n\n".join(plain(cell) for cell in values.get(field, ())):
                main.description[language] = redact(text, person) if person else text
        for language, field in (("en", "en"), ("", "other")):
            told = ((title, values.get(f"note.{field}.{title}", ())) for title in NOTES)
            if text := "\n\n".join(f"{title}: {plain(cell)}" for title, cells in told for cell in cells):
                main.note[language] = redact(text, person) if person else text
        title = " ".join(main.label.values())
        main.target_group = [group for group, _ in target_groups_in_text(title, main.description.get("en", ""), "en")]


def _names(values: Values) -> list[tuple[str, str]]:
    """Language and text of each name of a project, the one it is known by first."""
    found = [("en", one(values, "name.en"))]
    found += [("", " ".join(plain(text).split())) for text in values.get("name.other", ())]
    found = [(language, text) for language, text in found if text] or [("", one(values, "acronym"))]
    return [pair for pair in dict.fromkeys((language, plain(text)) for language, text in found) if pair[1]]


def _pair(name: tuple[str, str], person: str) -> tuple[str, str]:
    return (name[0], redact(name[1], person) or "…") if person else name


def _funds(values: Values) -> list[str]:
    return [fund_iri(code) for cell in values.get("funds", ()) for code in fund_codes(cell)]


def _facts(main: Project, values: Values) -> None:
    main.acronym = one(values, "acronym")
    main.identifier = values.get("project_id", [])[:1]
    main.url = [url for cell in values.get("url", ()) if (url := web_address(cell))]
    main.start, main.end = date_of(values, "start"), date_of(values, "end")
    main.keyword = [plain(cell) for cell in values.get("keyword", ())]
    main.status = _STATUS.get(one(values, "status").casefold(), "")


def _money(main: Project, values: Values) -> None:
    main.total_cost = euros(values, "total_cost")
    main.currency = "EUR" if main.total_cost else ""
    if amount := euros(values, "grant.amount"):
        grant = Grant(iri=grant_iri(main.iri), funder=COMMISSION, programme=main.programme[0], amount=amount)
        grant.currency, grant.cofinancing_rate = "EUR", rate(values, "grant.rate")
        main.grants = [grant]
    tail = main.iri.rpartition("/")[2]
    for measure in FIGURES:
        if value := euros(values, f"figure.{measure}"):
            figure = Figure(iri=f"{ID}figure/{tail}-{measure}", measure=measure, value=value, unit="EUR")
            figure.about = [main.iri]
            main.figures.append(figure)


def web_address(text: str) -> str:
    """The address of a website, "" for what is none."""
    text = text.strip()
    if not re.match(r"https?://", text, re.IGNORECASE):
        text = f"https://{text}" if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", text, re.IGNORECASE) else ""
    return text if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text) else ""


def _themes(values: Values) -> list[Theme]:
    """The themes of a row, each with what lies above it."""
    found = [topic(name) for cell in values.get("theme", ()) for name in _SEVERAL.split(cell) if name]
    above = ""
    for field in ("thematic-objective", "investment-priority"):
        for cell in values.get(field, ()):
            found.append(objective(cell, above))
            above = found[-1].iri
    for field in ("thematic-priority", "specific-objective"):
        found += [objective(cell, "") for cell in values.get(field, ())]
    return found


@lru_cache(maxsize=1024)
def topic(name: str) -> Theme:
    """One of the themes that keep.eu gives to projects, linked to the thesaurus."""
    german = _german().get(name.casefold())
    return _SCHEME.theme({"en": name, "de": german} if german else name, "en")


@cache
def _german() -> dict[str, str]:
    """Our German names of keep.eu's themes."""
    with Path(__file__).with_name("themes.csv").open(encoding="utf-8", newline="") as file:
        return {row["en"].casefold(): row["de"] for row in csv.DictReader(file)}


@lru_cache(maxsize=8192)
def objective(text: str, above: str) -> Theme:
    """A thematic objective, investment priority or specific objective; the code in front is its notation."""
    text = " ".join(text.split())
    code = match[1] if (match := _CODE.match(text)) else ""
    label = text[match.end() :] if match else text
    label = label.rstrip(" ;:").removesuffix(" by").rstrip(" ;:,") or text
    # One code stands for other words in another kind of cooperation, so the words are part of the IRI.
    name = iri("theme", f"keep-objective-{digest(code, label)}")
    return _SCHEME.theme(label, "en", code, above, iri_=name)
