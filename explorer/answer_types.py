"""The shapes of answers, as ``--json`` prints them and the server sends them.

``explorer/web/src/data/types.ts`` tells the page of the same shapes, and ``explorer.serving.openapi`` makes JSON
schemas of these. A docstring becomes the description of its schema.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Thing(TypedDict):
    """A thing by its IRI, with its name in the language that was asked for and its class, e.g. "Project"."""

    id: str
    label: str
    type: str


class Place(TypedDict):
    """A region, theme or kind by its IRI."""

    id: str
    label: str


class Citation(TypedDict):
    """Where a source says it, and how sure that is."""

    source: str
    where: str
    certainty: str
    note: NotRequired[str]


class SourceInfo(TypedDict):
    """A source with what identifies its content."""

    id: str
    title: str
    publisher: NotRequired[str]
    url: NotRequired[str]
    published: NotRequired[str]
    licence: NotRequired[str]
    document: NotRequired[str]
    sha256: NotRequired[str]
    retrieved: NotRequired[str]
    statements: NotRequired[int]


class Sources(TypedDict):
    """Sources, and the version of Verbund that tells of them."""

    sources: list[SourceInfo]
    version: str


# ---------------------------------------------------------------------- looking things up


class Hit(Thing):
    """A thing whose name fits; ``name`` is the one that fitted, ``score`` is 100 for the very name."""

    name: str
    score: float


class Hits(TypedDict):
    """What a search found."""

    query: dict[str, Any]
    hits: list[Hit]
    sources: list[SourceInfo]
    version: str


class Fact(TypedDict):
    """A statement on a thing; records such as grants carry their own facts."""

    relation: str
    label: str
    direction: Literal["out", "into"]
    value: Thing | str
    sources: list[Citation]
    language: NotRequired[str]
    facts: NotRequired[list[Fact]]


class Made(TypedDict):
    """A mention that a merged thing was made from."""

    id: str
    names: list[str]
    sources: list[str]
    identifiers: list[str]


class Description(Thing):
    """All that is known of a thing."""

    query: dict[str, Any]
    made_from: list[Made]
    facts: list[Fact]
    sources: list[SourceInfo]
    version: str


# "from" is a word of Python, so that these two are made by a call.
PathStep = TypedDict(
    "PathStep",
    {
        "from": Thing,
        "relation": str,
        "label": str,
        "backwards": bool,
        "to": Thing,
        "sources": list[Citation],
    },
)


class Paths(TypedDict):
    """The shortest connections of two things, each a list of steps."""

    query: dict[str, Any]
    paths: list[list[PathStep]]
    sources: list[SourceInfo]
    version: str


# ---------------------------------------------------------------------- partners


class Reason(TypedDict):
    """Why a candidate fits; ``path`` are the IRIs that the reason runs along."""

    kind: str
    text: str
    weight: float
    path: list[str]
    sources: NotRequired[list[Citation]]


class Candidate(Thing):
    """A potential partner."""

    already_partner: NotRequired[bool]
    region: Place | None
    organisations: list[Thing]
    score: float
    sentence: str
    reasons: list[Reason]


class Partners(TypedDict):
    """Potential partners, the best first; ``left_out`` counts those that a rule kept out."""

    query: dict[str, Any]
    method: str
    candidates: list[Candidate]
    left_out: dict[str, int]
    sources: list[SourceInfo]
    version: str


class WhyNot(TypedDict):
    """Why somebody is not among the potential partners."""

    query: dict[str, Any]
    why_not: list[dict[str, Any]]
    sources: list[SourceInfo]
    version: str


class Consortium(TypedDict):
    """Proposals for a consortium, or what keeps the rules from being met; docs/consortium.md describes the fields."""

    query: dict[str, Any]
    rules: dict[str, Any]
    proposals: list[dict[str, Any]]
    obstacles: dict[str, Any] | None
    pool: dict[str, Any]
    complete: bool
    notes: list[str]
    seconds: float
    sources: list[SourceInfo]
    version: str


# ---------------------------------------------------------------------- questions


class QuestionParameter(TypedDict):
    """What may be given to a question."""

    name: str
    type: str
    required: bool
    default: str
    example: str
    description: str


class Question(TypedDict):
    """A named query."""

    name: str
    summary: str
    description: str
    costs: str
    tags: list[str]
    parameters: list[QuestionParameter]
    sparql: str


class Questions(TypedDict):
    """All named queries."""

    questions: list[Question]


class Column(TypedDict):
    """A column of an answer."""

    name: str
    title: str


class Cell(TypedDict):
    """A value of an answer; ``label`` is the name of the thing, where the value is an IRI that has one."""

    value: str
    kind: Literal["iri", "literal", "unbound", "bnode"]
    datatype: NotRequired[str]
    language: NotRequired[str]
    label: NotRequired[str]


class Answer(TypedDict):
    """The rows of an answer; ``cut`` says whether a limit cut them, ``count`` how many there are."""

    query: dict[str, Any]
    columns: list[Column]
    rows: list[list[Cell]]
    count: int
    cut: bool
    took_ms: float
    sources: list[SourceInfo]
    version: str


# ---------------------------------------------------------------------- the store as a whole


class TypeCount(TypedDict):
    """A class with the number of its things."""

    id: str
    label: str
    count: int


class Bounds(TypedDict):
    """What one answer may hold: nodes of a picture, rows of a result, seconds of a query."""

    nodes: int
    rows: int
    seconds: float


class Status(TypedDict):
    """What a store holds; ``revision`` changes whenever a load changes what can be seen."""

    version: str
    revision: str
    title: str
    things: int
    statements: int
    sources: list[SourceInfo]
    types: list[TypeCount]
    rules: list[Place]
    seekers: list[Thing]
    limits: Bounds


class NamedTerm(TypedDict):
    """A class or property with its name."""

    iri: str
    label: str


class Vocabulary(TypedDict):
    """The words that queries are written in."""

    prefixes: dict[str, str]
    classes: list[NamedTerm]
    properties: list[NamedTerm]


class Refusal(TypedDict):
    """What went wrong, and what else may have been meant; ``limit`` says which limit stopped the call."""

    error: str
    suggestions: list[str]
    limit: NotRequired[Literal["time", "rows", "bytes", "memory"]]


# ---------------------------------------------------------------------- selections


class FacetValue(TypedDict):
    """A value of a facet; ``parent`` and ``hasMore`` where it stands in a tree."""

    value: str
    label: str
    count: int
    parent: NotRequired[str]
    hasMore: NotRequired[bool]


# "from" is a word of Python.
Histogram = TypedDict("Histogram", {"from": list[float], "end": float, "counts": list[int], "currency": str})


class FacetLists(TypedDict):
    """The values of each facet, the most frequent first."""

    type: list[FacetValue]
    programme: list[FacetValue]
    theme: list[FacetValue]
    region: list[FacetValue]
    funder: list[FacetValue]
    source: list[FacetValue]
    role: list[FacetValue]


class Facets(TypedDict):
    """How many of the selected things have which value; a facet leaves its own choice out of account."""

    found: int
    total: int
    facets: FacetLists
    years: list[list[int]]
    amounts: Histogram | None
    took_ms: float


class Row(Thing):
    """A thing in the table; ``links`` is the number of its links, ``sources`` are ids."""

    region: str
    programme: str
    start: str
    end: str
    amount: float | None
    currency: str
    links: int
    sources: list[str]


class TablePage(TypedDict):
    """A page of the table."""

    found: int
    offset: int
    rows: list[Row]


class Nodes(TypedDict):
    """The nodes of a network as columns; ``type`` are places in the network's ``types``."""

    id: list[str]
    label: list[str]
    type: list[int]
    x: list[float]
    y: list[float]
    community: list[int]
    links: list[int]
    amount: list[float | None]
    matched: list[int]


class Edges(TypedDict):
    """The edges of a network as columns; ``relation`` are places in its ``relations``."""

    source: list[int]
    target: list[int]
    relation: list[int]


class Network(TypedDict):
    """A network with positions; more things are found than drawn where ``shown`` is smaller than ``found``."""

    found: int
    shown: int
    nodes: Nodes
    edges: Edges
    types: list[str]
    relations: list[Place]
    communities: list[str]
    currency: str


class MapRegion(TypedDict):
    """A region with what was measured in it, null where nothing is known."""

    id: str
    code: str
    label: str
    value: float | None
    count: int


class MapPoint(TypedDict):
    """Where things lie, in degrees (WGS 84)."""

    id: str
    label: str
    lon: float
    lat: float
    count: int
    type: str


class MacroRegion(TypedDict):
    """A macro-region with the codes of the regions that it holds."""

    id: str
    label: str
    codes: list[str]
    definition: str


class MapData(TypedDict):
    """What a map shows; ``level`` is the NUTS level that was counted."""

    level: int
    measure: str
    regions: list[MapRegion]
    points: list[MapPoint]
    macro: list[MacroRegion]
    currency: str
