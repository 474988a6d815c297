"""What is served beside the JSON interface, as the documentation tells it."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.serving.negotiation import GRAPHS, SOLUTIONS

_JSON = ("application/json",)
_RDF = tuple(form.media for form in GRAPHS)


@dataclass(frozen=True, slots=True)
class Other:
    """A path with its methods, parameters (name, meaning) and what it gives."""

    path: str
    name: str
    de: str
    en: str
    media: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...] = ()
    methods: tuple[str, ...] = ("get",)
    takes: tuple[str, ...] = ()
    tag: str = "Standards"
    status: str = "200"


OTHERS = (
    Other(
        "/sparql", "sparql", "SPARQL 1.1, nur lesend; ohne Anfrage die Beschreibung des Dienstes.", "SPARQL 1.1, for reading; without a query the service description.",
        (*(form.media for form in SOLUTIONS), *_RDF),
        (
            ("query", "The query; SERVICE is refused."),
            ("default-graph-uri", "A source that makes the default graph; may be repeated."),
            ("named-graph-uri", "A source that GRAPH may name; may be repeated."),
            ("format", "json, xml, csv, tsv, turtle, ntriples, jsonld or rdfxml, in place of the Accept header."),
            ("cut", "1: the first rows of a result that is too large, and the header X-Verbund-Cut."),
        ),
        ("get", "post"), ("application/sparql-query",),
    ),
    Other(
        "/reconcile", "reconcile", "Reconciliation Service API 0.2, für OpenRefine; ohne Anfrage das Manifest.", "Reconciliation Service API 0.2, for OpenRefine; without queries the manifest.",
        _JSON, (("queries", "A batch of queries as JSON."), ("extend", "A data extension query as JSON."), ("lang", "de or en.")), ("get", "post"),
    ),
    Other(
        "/reconcile/suggest/{kind}", "suggest", "Vorschläge für entity, type oder property.", "Suggestions of an entity, type or property.",
        _JSON, (("prefix", "How the name begins."), ("cursor", "How many to leave out."), ("lang", "de or en.")),
    ),
    Other(
        "/reconcile/properties", "properties", "Was zu Dingen einer Klasse geholt werden kann.", "What can be fetched for things of a type.",
        _JSON, (("type", "The class."), ("limit", "At most this many."), ("lang", "de or en.")),
    ),
    Other("/reconcile/preview", "preview", "Ein Ding auf einer kleinen Seite.", "A thing on a small page.", ("text/html",), (("id", "Its IRI."), ("lang", "de or en."))),
    Other("/reconcile/view", "view", "Führt zum Ding im Explorer.", "Leads to the thing in the explorer.", (), (("id", "Its IRI."),), status="303"),
    Other(
        "/id/{path}", "linked_data", "Was hinter einer IRI steht: eine Seite oder RDF.", "What stands behind an IRI: a page or RDF.",
        (*_RDF, "text/html"), (("format", "turtle, ntriples, jsonld or rdfxml, in place of the Accept header."),),
    ),
    Other("/api/events", "events", "Meldet neue Stände der Daten (server-sent events).", "Tells of new revisions of the data (server-sent events).", ("text/event-stream",), tag="JSON"),
    Other("/openapi.json", "openapi", "Diese Schnittstelle nach OpenAPI 3.1.", "This interface in OpenAPI 3.1.", _JSON, tag="Documentation"),
    Other("/docs", "docs", "Diese Schnittstelle als Seite.", "This interface as a page.", ("text/html",), (("lang", "de or en."),), tag="Documentation"),
    Other("/docs/style.css", "docs_style", "Das Aussehen der Seite.", "The look of the page.", ("text/css",), tag="Documentation"),
    Other("/", "index", "Der Explorer.", "The explorer.", ("text/html",), tag="Page"),
    Other("/assets/{name}", "asset", "Was die Seite nachlädt.", "What the page fetches.", (), tag="Page"),
    Other("/{name}", "beside", "Dateien neben der Seite.", "Files beside the page.", (), tag="Page"),
)  # fmt: skip
