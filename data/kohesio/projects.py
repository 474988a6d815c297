"""The project that a row of Kohesio states, with its programmes, themes and beneficiaries."""

from __future__ import annotations

from functools import lru_cache

from data.beneficiaries.beneficiaries import redact
from data.funds.eu_funds import COMMISSION
from data.importing.keys import grant_iri, project_iri
from data.importing.reading import RowError
from data.kohesio.beneficiaries import Beneficiaries, country_of, websites
from data.kohesio.columns import Get
from data.kohesio.identifiers import entity, number, several
from data.kohesio.programmes import fund_iris, named_programmes
from data.kohesio.topics import theme_iris
from data.places.regions import Regions
from data.topics.themes import target_groups_in_text
from data.values.amounts import amount, currency
from data.values.dates import day
from data.values.markup import one_line, plain
from data.values.percentages import percentage
from data.values.postcodes import postcode
from graph.model import Grant, Project, Record

PAGE = "https://kohesio.ec.europa.eu/en/projects/"
# The language of a country's programmes; none where they are written in several.
_LANGUAGES = {
    "AT": "de", "BG": "bg", "CY": "el", "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "EL": "el", "ES": "es",
    "FI": "fi", "FR": "fr", "HR": "hr", "HU": "hu", "IE": "en", "IT": "it", "LT": "lt", "LU": "fr", "LV": "lv",
    "MT": "en", "NL": "nl", "PL": "pl", "PT": "pt", "RO": "ro", "SE": "sv", "SI": "sl", "SK": "sk", "UK": "en",
}  # fmt: skip


class Projects:
    """Rows of the list of projects as records."""

    def __init__(self, beneficiaries: Beneficiaries, *, is_share: bool) -> None:
        self.beneficiaries, self.is_share = beneficiaries, is_share
        self.regions = Regions()

    def records(self, get: Get) -> list[Record]:
        """Beneficiaries and the project; RowError for a row without identifier or name."""
        project = _iri(get)
        programmes = [programme for programme, _, _ in named_programmes(get)]
        organisations, parts, persons = self.beneficiaries.of_project(get, project)
        main = Project(iri=project, programme=[*programmes, *fund_iris(get)])
        _texts(main, get, persons)
        _facts(main, get)
        self._money(main, get)
        main.theme = theme_iris(get)
        main.region = self._regions(get)
        # Of the title alone: a million summaries take as long to search as all else together.
        main.target_group = [group for group, _ in target_groups_in_text(main.label.get("en", ""), "", "en")]
        parted = [Project(iri=project, participations=[part]) for part in parts]
        return [*organisations, main, *parted]

    def _money(self, main: Project, get: Get) -> None:
        written = get("currency")
        code = currency(written) or (written.upper() if len(written) == 3 and written.isalpha() else "") or "EUR"
        main.eligible_cost = _amount(get, "eligible_cost", "Total_Eligible_Expenditure_amount")
        main.currency = code if main.eligible_cost else ""
        rate, given = self._rate(get), _amount(get, "grant.amount", "Project_EU_Budget")
        if not given and not rate:
            return
        grant = Grant(iri=grant_iri(main.iri), funder=COMMISSION, amount=given, cofinancing_rate=rate)
        grant.programme = main.programme[0] if main.programme else ""
        grant.currency = code if given else ""
        main.grants = [grant]

    def _rate(self, get: Get) -> str:
        text = get("grant.rate")
        try:
            found = percentage(text, self.is_share) if text else None
        except ValueError as error:
            raise RowError("Cofinancing_Rate", text, str(error)) from None
        return f"{found:f}" if found is not None else ""

    def _regions(self, get: Get) -> list[str]:
        """The regions of the finest codes that a row has, else of postcode and town, else the country's."""
        country, town = country_of(get), next(iter(several(get("locality"))), "")
        for field in ("nuts3", "nuts2", "nuts1"):
            if codes := several(get(field)):
                found = [self.regions.of(nuts=code) for code in codes] if len(codes) > 1 else []
                found = found or [self.regions.of(nuts=codes[0], country=country, postcode=get("postcode"), town=town)]
                return [region for region in dict.fromkeys(found) if region]
        names = several(get("region"))
        found = [self.regions.of(country=country, name=name) for name in names] if len(names) > 1 else []
        name = names[0] if len(names) == 1 else ""
        found = found or [self.regions.of(country=country, postcode=get("postcode"), town=town, name=name)]
        return [region for region in dict.fromkeys(found) if region]


def _iri(get: Get) -> str:
    if found := number(get("id")):
        return project_iri("kohesio", found)
    local = get("identifier") or get("id")
    if not local:
        raise RowError("Operation_Unique_Identifier", "", "is missing, and so is the local identifier")
    return project_iri("kohesio", country_of(get), get("programme.code"), local)


def _texts(main: Project, get: Get, persons: list[str]) -> None:
    language = _LANGUAGES.get(country_of(get), "")
    texts: dict[str, dict[str, str]] = {}
    for field, clean in (("label", one_line), ("description", plain)):
        found = {code: text for code, name in (("en", f"{field}.en"), (language, field)) if (text := clean(get(name)))}
        texts[field] = {code: _without(text, persons) for code, text in found.items()}
    main.label, main.description = texts["label"], texts["description"]
    if not main.label:
        raise RowError("Operation_Name_Programme_Language", "", "is missing, and so is the English name")
    english = one_line(get("label.en"))
    if language == "en" and english and (other := _without(english, persons)) != main.label["en"]:
        main.alt = [(other, "en")]


def _without(text: str, persons: list[str]) -> str:
    for person in persons:
        text = redact(text, person)
    return text


def _facts(main: Project, get: Get) -> None:
    main.identifier = several(get("identifier"))
    main.same_as = entity(get("id"))
    page = [PAGE + found] if (found := number(get("id"))) else []
    main.url = [*page, *websites(get("url"))]
    main.start = _day(get, "start", "Operation_Start_Date")
    main.end = _day(get, "end", "Operation_End_Date") or _day(get, "expected_end", "Operation_Expected_End_Date")
    main.locality = ", ".join(several(get("locality")))
    main.postcode = _postcode(get("postcode"), country_of(get))


def _day(get: Get, field: str, column: str) -> str:
    text = get(field)
    try:
        return day(text, "dmy") if text else ""
    except ValueError as error:
        raise RowError(column, text, str(error)) from None


@lru_cache(maxsize=65536)
def _postcode(text: str, country: str) -> str:
    try:
        return postcode(text, country)
    except ValueError:
        return " ".join(text.split())


def _amount(get: Get, field: str, column: str) -> str:
    text = get(field)
    try:
        found = amount(text, ".") if text else None
    except ValueError as error:
        raise RowError(column, text, str(error)) from None
    if found is not None and found < 0:
        raise RowError(column, text, "is negative")
    return f"{found:f}" if found is not None else ""
