"""The records that sources yield: one class a kind of thing, one field a property.

Each field's metadata names its RDF term and what its values are, so that the triples, the YAML form and
its JSON Schema all follow from this one description. References are IRIs. Persons have no class here.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar

REFERENCE, TEXT, WORD, DATE, URL, LINK, NUMBER, RECORD = (
    "reference",
    "text",
    "word",
    "date",
    "url",
    "link",
    "number",
    "record",
)
CERTAINTIES = ("explicit", "implied", "doubtful")
ROLES = ("coordinator", "partner", "beneficiary", "associated")
# Who takes part where no organisation may be named.
UNNAMED = ("person", "anonymised")
SOUGHT = ("partner", "funding", "venue", "expertise", "transfer")


@dataclass(slots=True, frozen=True)
class Evidence:
    """Where in its source a statement stands, and how sure it is.

    ``spans`` are fragments of the source: ``char=10,20`` for the 11th to the 20th code point and
    ``line=6,7`` for the 7th line (RFC 5147), ``row=5`` for the 5th row with the header as the first (RFC 7111).
    """

    spans: tuple[str, ...] = ()
    certainty: str = "explicit"
    note: str = ""


NO_EVIDENCE = Evidence()


def _many(term: str, value: str, *targets: str, words: tuple[str, ...] = ()) -> Any:
    about = {"term": term, "value": value, "targets": targets, "words": words, "many": True}
    return field(default_factory=list, metadata=about)


def _one(term: str, value: str, *targets: str, words: tuple[str, ...] = ()) -> Any:
    about = {"term": term, "value": value, "targets": targets, "words": words, "many": False}
    return field(default="", metadata=about)


def _refs(term: str, *targets: str) -> Any:
    return _many(term, REFERENCE, *targets)


def _ref(term: str, *targets: str) -> Any:
    return _one(term, REFERENCE, *targets)


@dataclass(slots=True, kw_only=True)
class Record:
    """What all records share: an IRI, and the evidence of each (field, value) pair."""

    FOLDER: ClassVar[str] = ""
    CLASS: ClassVar[str] = ""

    iri: str = ""
    where: Evidence = NO_EVIDENCE
    evidence: dict[tuple[str, str], Evidence] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Figure(Record):
    """A stated quantity: 40 participants, 600,000 EUR for 64 projects."""

    FOLDER: ClassVar[str] = "figure"
    CLASS: ClassVar[str] = "Figure"

    label: dict[str, str] = field(default_factory=dict, metadata={"term": "rdfs:label", "value": TEXT})
    measure: str = _one("vb:measure", WORD)
    value: str = _one("vb:value", NUMBER)
    unit: str = _one("vb:unit", WORD)
    approximate: str = _one("vb:approximate", WORD)
    about: list[str] = _refs("vb:about")
    start: str = _one("schema:startDate", DATE)
    end: str = _one("schema:endDate", DATE)


@dataclass(slots=True, kw_only=True)
class Grant(Record):
    """A funder's money for the record that holds it."""

    FOLDER: ClassVar[str] = "grant"
    CLASS: ClassVar[str] = "Grant"

    funder: str = _ref("vb:funder", "organisation")
    programme: str = _ref("vb:programme", "programme")
    amount: str = _one("vb:amount", NUMBER)
    currency: str = _one("vb:currency", WORD)
    cofinancing_rate: str = _one("vb:cofinancingRate", NUMBER)
    approximate: str = _one("vb:approximate", WORD)
    date: str = _one("schema:startDate", DATE)


@dataclass(slots=True, kw_only=True)
class Participation(Record):
    """An organisation in the project that holds it."""

    FOLDER: ClassVar[str] = "participation"
    CLASS: ClassVar[str] = "Participation"

    organisation: str = _ref("vb:organisation", "organisation")
    unnamed: str = _one("vb:unnamed", WORD, words=UNNAMED)
    role: str = _one("vb:role", WORD, words=ROLES)
    amount: str = _one("vb:amount", NUMBER)
    currency: str = _one("vb:currency", WORD)
    start: str = _one("schema:startDate", DATE)
    end: str = _one("schema:endDate", DATE)


@dataclass(slots=True, kw_only=True)
class Need(Record):
    """What the record that holds it seeks, in which region, on which theme."""

    FOLDER: ClassVar[str] = "need"
    CLASS: ClassVar[str] = "Need"

    label: dict[str, str] = field(default_factory=dict, metadata={"term": "rdfs:label", "value": TEXT})
    sought: str = _one("vb:sought", WORD, words=SOUGHT)
    region: list[str] = _refs("vb:region", "region")
    theme: list[str] = _refs("vb:theme", "theme")
    target_group: list[str] = _refs("vb:targetGroup", "target-group")


@dataclass(slots=True, kw_only=True)
class Thing(Record):
    """Anything with a name."""

    label: dict[str, str] = field(default_factory=dict, metadata={"term": "rdfs:label", "value": TEXT})
    alt: list[tuple[str, str]] = _many("skos:altLabel", TEXT)
    identifier: list[str] = _many("dcterms:identifier", WORD)
    description: dict[str, str] = field(default_factory=dict, metadata={"term": "dcterms:description", "value": TEXT})
    note: dict[str, str] = field(default_factory=dict, metadata={"term": "skos:note", "value": TEXT})
    url: list[str] = _many("schema:url", URL)
    same_as: list[str] = _many("owl:sameAs", LINK)
    start: str = _one("schema:startDate", DATE)
    end: str = _one("schema:endDate", DATE)
    region: list[str] = _refs("vb:region", "region")
    theme: list[str] = _refs("vb:theme", "theme")
    target_group: list[str] = _refs("vb:targetGroup", "target-group")
    programme: list[str] = _refs("vb:programme", "programme")
    funded_by: list[str] = _refs("vb:fundedBy", "organisation")
    partner: list[str] = _refs("vb:partner", "organisation", "project")
    member: list[str] = _refs("vb:member")
    operator: list[str] = _refs("vb:operator", "organisation", "project")
    part_of: list[str] = _refs("vb:partOf")
    output: list[str] = _refs("vb:output", "output", "organisation")
    status: str = _one("vb:status", WORD)
    seeks: list[Need] = _many("vb:seeks", RECORD, "Need")
    grants: list[Grant] = _many("vb:grant", RECORD, "Grant")
    figures: list[Figure] = _many("vb:figure", RECORD, "Figure")


@dataclass(slots=True, kw_only=True)
class Project(Thing):
    """A funded undertaking, or one that seeks funding."""

    FOLDER: ClassVar[str] = "project"
    CLASS: ClassVar[str] = "Project"

    acronym: str = _one("vb:acronym", WORD)
    keyword: list[str] = _many("schema:keywords", WORD)
    total_cost: str = _one("vb:totalCost", NUMBER)
    eligible_cost: str = _one("vb:eligibleCost", NUMBER)
    currency: str = _one("vb:currency", WORD)
    postcode: str = _one("schema:postalCode", WORD)
    locality: str = _one("schema:addressLocality", WORD)
    participations: list[Participation] = _many("vb:participation", RECORD, "Participation")


@dataclass(slots=True, kw_only=True)
class Organisation(Thing):
    """A beneficiary, partner, funder, network, advice centre or authority."""

    FOLDER: ClassVar[str] = "organisation"
    CLASS: ClassVar[str] = "Organisation"

    kind: list[str] = _refs("vb:kind", "kind")
    legal_name: str = _one("schema:legalName", WORD)
    founded: str = _one("schema:foundingDate", DATE)
    postcode: str = _one("schema:postalCode", WORD)
    locality: str = _one("schema:addressLocality", WORD)
    lat: str = _one("geo:lat", NUMBER)
    long: str = _one("geo:long", NUMBER)


@dataclass(slots=True, kw_only=True)
class Programme(Thing):
    """A programme under which projects are funded."""

    FOLDER: ClassVar[str] = "programme"
    CLASS: ClassVar[str] = "Programme"

    acronym: str = _one("vb:acronym", WORD)


@dataclass(slots=True, kw_only=True)
class Initiative(Thing):
    """A voluntary alliance of projects or organisations around a theme."""

    FOLDER: ClassVar[str] = "initiative"
    CLASS: ClassVar[str] = "Initiative"


@dataclass(slots=True, kw_only=True)
class Event(Thing):
    """A meeting with date, place, host and attendees."""

    FOLDER: ClassVar[str] = "event"
    CLASS: ClassVar[str] = "Event"

    venue: list[str] = _refs("vb:venue", "venue", "organisation")
    host: list[str] = _refs("vb:host")
    attended_by: list[str] = _refs("vb:attendedBy")
    follows: list[str] = _refs("vb:follows", "event")


@dataclass(slots=True, kw_only=True)
class Output(Thing):
    """What was made or is offered: a portal, material, document or service."""

    FOLDER: ClassVar[str] = "output"
    CLASS: ClassVar[str] = "Output"

    transfer_to: list[str] = _refs("vb:transferTo", "region")


@dataclass(slots=True, kw_only=True)
class Venue(Thing):
    """A house in which an event takes place."""

    FOLDER: ClassVar[str] = "venue"
    CLASS: ClassVar[str] = "Venue"


@dataclass(slots=True, kw_only=True)
class Concept(Thing):
    """What regions, themes and target groups share: a definition; each kind has a tree of its own (``broader``)."""

    definition: dict[str, str] = field(default_factory=dict, metadata={"term": "skos:definition", "value": TEXT})


@dataclass(slots=True, kw_only=True)
class Region(Concept):
    """A region of one's own: ``broader`` says what it lies in, ``members`` which regions it holds."""

    FOLDER: ClassVar[str] = "region"
    CLASS: ClassVar[str] = "Region"

    broader: list[str] = _refs("skos:broader", "region")
    code: str = _one("skos:notation", WORD)
    level: str = _one("vb:level", WORD, words=("municipality", "landscape", "macro"))
    lat: str = _one("geo:lat", NUMBER)
    long: str = _one("geo:long", NUMBER)
    members: list[str] = _refs("skos:narrower", "region")


@dataclass(slots=True, kw_only=True)
class Theme(Concept):
    """A concept that work is about; the matches say what it is in another scheme of concepts."""

    FOLDER: ClassVar[str] = "theme"
    CLASS: ClassVar[str] = "Theme"

    broader: list[str] = _refs("skos:broader", "theme")
    code: str = _one("skos:notation", WORD)
    exact_match: list[str] = _many("skos:exactMatch", LINK)
    close_match: list[str] = _many("skos:closeMatch", LINK)
    broad_match: list[str] = _many("skos:broadMatch", LINK)
    related_match: list[str] = _many("skos:relatedMatch", LINK)


@dataclass(slots=True, kw_only=True)
class TargetGroup(Concept):
    """The people or bodies that work is for."""

    FOLDER: ClassVar[str] = "target-group"
    CLASS: ClassVar[str] = "TargetGroup"

    broader: list[str] = _refs("skos:broader", "target-group")


@dataclass(slots=True, kw_only=True)
class Source:
    """A file or text that statements come from; its IRI names their graph.

    ``sha256`` is of the untouched text that spans count in, else of the loaded file.
    """

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    published: str = ""
    licence: str = ""
    language: str = ""
    document: str = ""
    sha256: str = ""
    retrieved: str = ""


THINGS: dict[str, type[Thing]] = {
    "programmes": Programme,
    "projects": Project,
    "organisations": Organisation,
    "initiatives": Initiative,
    "events": Event,
    "outputs": Output,
    "venues": Venue,
    "regions": Region,
    "themes": Theme,
    "target_groups": TargetGroup,
}
NESTED: dict[str, type[Record]] = {
    "Figure": Figure,
    "Grant": Grant,
    "Participation": Participation,
    "Need": Need,
}


def properties(record: type[Record]) -> dict[str, Field[Any]]:
    """The fields of a record class that are properties, by name."""
    if record not in _PROPERTIES:
        _PROPERTIES[record] = {item.name: item for item in fields(record) if "term" in item.metadata}
    return _PROPERTIES[record]


_PROPERTIES: dict[type[Record], dict[str, Field[Any]]] = {}
