"""What holds for a whole list and stands in no row: fund, period, programme, state, currency."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

from data.funds import funds
from data.importing.keys import digest
from data.operations.layout import Layout
from data.operations.lexicon import lexicon
from data.places.regions import Regions, country_code
from data.values import amounts, codes, day
from graph.model import Programme

_NUTS_REGION = re.compile(r"/nuts/code/([A-Z]{2})[0-9A-Z]{1,2}$")  # of a whole list: NUTS 1 or 2
_NUTS_IN_PATH = re.compile(r"(?<![A-Za-z])([A-Z]{2}[0-9A-Z]?)\.[a-z]")


@dataclass(slots=True)
class Context:
    """``fund`` and ``programme_code`` are ids ("esf", a CCI code or a hash of the list's name); "" where unknown."""

    fund: str = ""
    period: str = ""
    country: str = ""
    region: str = ""
    currency: str = "EUR"
    programme_code: str = ""
    title: str = ""
    assumed: list[str] = field(default_factory=list)

    def programme(self) -> Programme:
        """The programme under which the operations of the list are funded, where no row names another one."""
        begin, _, end = self.period.partition("-")
        label = self.title
        found = funds.programme(self.programme_code, {"": label}, start=begin, end=end, fund_id=self.fund)
        found.region = [self.region] if self.region else []
        return found


def context(found: Layout, path: PurePath, stated: dict[str, str]) -> Context:
    """What a list is about, from what people stated, its title lines, its name, its folders and its cells."""
    names = [*found.above, path.stem]
    words = [*names, *reversed(path.parts[:-1][-4:])]
    cci = stated.get("cci") or _first(found, "cci_program_code")
    about = Context(title=stated.get("programme") or stated.get("title", ""))
    about.fund = funds.fund(stated.get("fund", "")) or funds.fund_of_cci(cci) or _known(words, funds.fund)
    about.period = stated.get("period") or funds.period(cci) or _known(words, funds.period)
    about.period = about.period or _period_of_dates(found)
    about.country = stated.get("country") or cci[4:6] or _country(found, words)
    about.country = about.country or _country_of_regions(names) or _country_of_language(found)
    about.region = _region(path, names, about.country)
    about.currency = stated.get("currency") or _currency(found, about.country)
    about.title = about.title or _title(about, path, names)
    about.programme_code = cci or f"list-{digest(about.title)}"
    return about


def _period_of_dates(found: Layout) -> str:
    """The period in whose years all operations of the list begin; "" where they spread over two."""
    years = set()
    for number in found.cells.get("starting_date", ()):
        for row in found.samples:
            try:
                years.add(day(row[number], found.dates.get(number))[:4])
            except (ValueError, IndexError):
                continue
    years.discard("")
    fitting = [known for known in funds.PERIODS if years and all(known[:4] <= year <= known[5:] for year in years)]
    return fitting[0] if fitting else ""


def _known(words: list[str], read: object) -> str:
    return next((value for word in words if (value := read(word.replace("_", " ")))), "")  # type: ignore[operator]


def _first(found: Layout, name: str) -> str:
    """The code of a programme where the whole list has but one."""
    if name not in found.cells:
        return ""
    seen = Counter(row[found.cells[name][0]] for row in found.samples if found.cells[name][0] < len(row))
    if len(seen) != 1:
        return ""
    try:
        return codes.cci(next(iter(seen)))
    except ValueError:
        return ""


def _country(found: Layout, words: list[str]) -> str:
    """The state that most rows name, else the one in the path or title; "" where nothing tells."""
    for name in ("operation_country", "beneficiary_country", "operation_nuts_code", "beneficiary_nuts_code"):
        for number in found.cells.get(name, ()):
            seen = Counter(
                country_code(row[number][:2] if "nuts" in name else row[number])
                for row in found.samples
                if number < len(row)
            )
            seen.pop("", None)
            if seen:
                return seen.most_common(1)[0][0]
    for word in words:
        if match := _NUTS_IN_PATH.search(word):
            return match[1][:2]
        if code := country_code(word):
            return code
    return ""


def _place(path: PurePath) -> str:
    """The state or region that the folder is named after: "DE2.bayern" is Bayern."""
    for part in reversed(path.parts[:-1]):
        if match := _NUTS_IN_PATH.match(part):
            return part[match.end() - 1 :].replace("-", " ").title()
    return ""


# Languages that are official in one state of the Union, or in one that publishes nearly all lists in them.
_STATES = {
    "bg": "BG", "cs": "CZ", "da": "DK", "el": "EL", "es": "ES", "et": "EE", "fi": "FI", "ga": "IE", "hr": "HR",
    "hu": "HU", "it": "IT", "lt": "LT", "lv": "LV", "mt": "MT", "pl": "PL", "pt": "PT", "ro": "RO", "sk": "SK",
    "sl": "SI", "sv": "SE",
}  # fmt: skip


def _country_of_language(found: Layout) -> str:
    """The state whose language the header is in; "" for languages of several (German, English, French, Dutch)."""
    known = lexicon()
    seen = Counter(
        match.language
        for column in found.columns
        if column.field and (match := known.match(column.column).get(column.field)) and match.language
    )
    language = seen.most_common(1)[0][0] if seen else ""
    return _of_postcodes(found) if language == "de" else _STATES.get(language, "")


def _of_postcodes(found: Layout) -> str:
    """Germany or Austria, by the number of digits that most postcodes have; "" where there are none."""
    numbers = [*found.cells.get("operation_postal_code", ()), *found.cells.get("beneficiary_postal_code", ())]
    digits = Counter(len(row[at].strip()) for row in found.samples for at in numbers if row[at].strip().isdecimal())
    return {5: "DE", 4: "AT"}.get(digits.most_common(1)[0][0], "") if digits else ""


def _title(about: Context, path: PurePath, words: list[str]) -> str:
    """What a list is called that does not say it: fund, place and period, else by its file."""
    place = _place(path) or next((word for word, _ in _named(words, about.country)), "")
    if about.fund and about.period and place:
        return f"{funds.acronym(about.fund)} {place} {about.period.replace('-', '–')}"
    return " ".join(part for part in (_place(path), path.stem.replace("_", " ")) if part)


def _region(path: PurePath, words: list[str], country: str) -> str:
    """The region that the list is of, where title, name or folder say so: "DEE.sachsen-anhalt", "ESF_Bayern_2014"."""
    regions, place = Regions(), _place(path)
    if place and (found := regions.of(country=country, name=place)):
        return found
    return next((region for _, region in _named(words, country)), regions.of(country=country))


def _named(texts: list[str], country: str) -> list[tuple[str, str]]:
    """The words of some texts that are names of regions smaller than the state, with the regions."""
    regions = Regions()
    words = [word for text in texts for word in re.split(r"[^\w-]+|[_\d]+", text) if len(word) > 4]
    found = [(word, regions.of(country=country, name=word)) for word in words]
    return [(word, region) for word, region in found if _NUTS_REGION.search(region)]


def _country_of_regions(words: list[str]) -> str:
    """The state in which the first region lies that title or name mention."""
    found = _named(words, "")
    return _NUTS_REGION.search(found[0][1])[1] if found else ""  # type: ignore[index]


_OF_STATE = {"PL": "PLN", "CZ": "CZK", "HU": "HUF", "RO": "RON", "BG": "BGN", "SE": "SEK", "DK": "DKK", "UK": "GBP"}


def _currency(found: Layout, country: str) -> str:
    """The currency that header or cells name; else the state's, where the amounts cannot be told apart."""
    for number in [*found.cells.get("currency", ()), *found.money]:
        for text in (found.columns[number].column, *(row[number] for row in found.samples[:50] if number < len(row))):
            if code := amounts.currency(text, country):
                return code
    return _OF_STATE.get(country, "EUR")
