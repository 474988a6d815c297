"""What no row alone can decide: the name of an organisation that has several, the title of a topic or programme."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from data.cordis.cells import Values
from data.cordis.programmes import code_of, codes_of
from data.cordis.tables import Table
from data.importing.keys import digest

# What describes an organisation; the rows of one PIC differ in it from year to year.
CARD = (
    "name",
    "short",
    "kind",
    "sme",
    "postcode",
    "city",
    "country",
    "country_name",
    "nuts",
    "nuts2",
    "geo",
    "url",
    "vat",
)
Card = tuple[str, ...]


@dataclass
class Register:
    """For each PIC its most frequent description, for each topic and programme its title; one entry a thing."""

    cards: dict[str, Card] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    programmes: dict[str, str] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)
    has_projects: bool = False

    @property
    def fingerprint(self) -> str:
        """A hash of all of it."""
        parts = [
            f"{key}={value}" for table in (self.cards, self.topics, self.programmes) for key, value in table.items()
        ]
        return digest(*sorted(parts), *sorted(self.codes), str(self.has_projects))


def register(tables: list[Table]) -> Register:
    """The register of a delivery, from one pass over its tables."""
    made = Register(has_projects=any(table.form.name == "project" for table in tables))
    cards: dict[str, Counter[Card]] = defaultdict(Counter)
    titles: dict[str, dict[str, Counter[str]]] = {"topic": defaultdict(Counter), "legal": defaultdict(Counter)}
    for table in tables:
        if table.form.name in {"euroscivoc", "weblink"}:
            continue
        for _, cells in table.rows():
            values = table.values(cells)
            if pic := values.get("pic"):
                cards[pic][tuple(values.get(name, "") for name in CARD)] += 1
            _note_codes(made, values, titles)
    made.cards = {pic: _chosen(found) for pic, found in cards.items()}
    made.topics = {code: _most(found) for code, found in titles["topic"].items()}
    made.programmes = {code: _most(found) for code, found in titles["legal"].items()}
    return made


def _note_codes(made: Register, values: Values, titles: dict[str, dict[str, Counter[str]]]) -> None:
    if (topic := values.get("topic")) and (title := values.get("topic_title")):
        titles["topic"][topic][title] += 1
    framework = code_of(values.get("framework", ""))
    if framework:
        made.codes[framework] = None
    for name, title in (("legal_basis", "legal_title"), ("pillar", "pillar_title")):
        for code in codes_of(values.get(name, ""), framework):
            made.codes[code] = None
            if values.get(title):
                titles["legal"][code][values[title]] += 1


def _chosen(found: Counter[Card]) -> Card:
    """The most frequent description; one with a name goes before one without, then the fuller one, then by letters."""
    return max(found, key=lambda card: (bool(card[0]), found[card], sum(map(bool, card)), card))


def _most(found: Counter[str]) -> str:
    return max(found, key=lambda text: (found[text], text))
