"""The JSON interface: every endpoint with its parameters, its answer and what it is for, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer import answer_types as types
from explorer.language import LANGUAGES
from explorer.serving.parameters import Parameter
from graph.request import MATCHES, ROLES, TYPES

SORTS = ("label", "type", "region", "programme", "start", "end", "amount", "links", "score")
MEASURES = ("projects", "money", "organisations")
LANG = Parameter("lang", "choice", "Sprache der Antwort", "Language of the answer", default="en", choices=LANGUAGES)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path, the call that answers it, and the type of the answer; ``answer`` None is a file."""

    path: str
    call: str
    de: str
    en: str
    answer: Any
    parameters: tuple[Parameter, ...] = ()
    slow: bool = False
    takes_body: bool = False
    free: bool = False  # names of further parameters are the question's own

    @property
    def declared(self) -> tuple[Parameter, ...]:
        """All parameters, with the language."""
        return (*self.parameters, LANG)


_THING = Parameter(
    "thing", "text", "Name oder IRI dessen, das Partner sucht", "Name or IRI of what seeks partners", default="",
    example="KODEX",
)  # fmt: skip
_IN = Parameter(
    "in", "text", "Nur in dieser Region: Name, NUTS-Code oder Großregion", "Only in this region: a name, NUTS code or "
    "macro-region", default="", example="de-south",
)  # fmt: skip
_THEMES = Parameter("theme", "texts", "Zu diesem Thema; mehrfach", "On this theme; may be repeated")
PARTNERS = (
    _THING,
    Parameter("text", "text", "Worum es geht, in Worten", "What the project is about, in words", default=""),
    Parameter("from", "text", "Woher der Suchende kommt", "Where the one that seeks comes from", default=""),
    _IN,
    Parameter("near", "text", "Um diesen Ort; braucht radius", "Around this place; needs radius", default=""),
    Parameter("radius", "number", "Entfernung von near in km", "Distance from near in km", least=0, most=20_000),
    _THEMES,
    Parameter("programme", "texts", "Für ein Projekt dieses Programms; mehrfach", "For a project of this programme; may be repeated"),
    Parameter("kind", "texts", "Nur Organisationen dieser Art; mehrfach", "Only organisations of this kind; may be repeated"),
    Parameter("role", "choice", "Nur wer diese Rolle schon hatte", "Only who had this role in a project", default="", choices=ROLES),
    Parameter("known", "flag", "Auch, wer schon Partner ist", "Also those who are partners already", default=False),
    Parameter("type", "choice", "Was die Kandidaten sind", "What the candidates are", default="", choices=TYPES),
    Parameter("match", "choice", "Eines oder alle der Themen", "Any or all of the themes", default="", choices=MATCHES),
    Parameter("as_of", "text", "Stand vor diesem Datum, z. B. 2017-01", "As things were known before this date, e.g. 2017-01", default=""),
    Parameter("diverse", "flag", "Liste über Regionen und Arten streuen", "Spread the list over regions and kinds", default=False),
    Parameter("limit", "whole", "Höchstens so viele", "At most this many", default=10, least=1, most=1_000),
)  # fmt: skip
CONSORTIUM = (
    Parameter("thing", "text", "Name oder IRI dessen, das ein Konsortium sucht", "Name or IRI of what seeks a consortium", required=True, example="KODEX"),
    Parameter("rules", "text", "Name fertiger Regeln; /api/status zählt sie auf", "Name of ready rules; /api/status lists them", required=True, example="cooperation-north"),
    _IN,
    _THEMES,
    Parameter("with", "texts", "Diese Organisation muss dabei sein; mehrfach", "This organisation must be in; may be repeated"),
    Parameter("without", "texts", "Diese Organisation darf nicht dabei sein; mehrfach", "This organisation must not be in; may be repeated"),
    Parameter("count", "whole", "Wie viele Vorschläge", "How many proposals", default=3, least=1, most=20),
)  # fmt: skip
FILTER = (
    Parameter("q", "text", "Was im Namen stehen soll", "Words that the name holds", default=""),
    Parameter("type", "texts", "Klassen, z. B. Project; mehrfach", "Classes, e.g. Project; may be repeated"),
    Parameter(
        "programme",
        "texts",
        "IRIs von Programmen, mit ihren Teilen; mehrfach",
        "IRIs of programmes, with their parts; may be repeated",
    ),
    Parameter(
        "theme",
        "texts",
        "IRIs von Themen, mit dem, was darunter liegt; mehrfach",
        "IRIs of themes, with what lies below; may be repeated",
    ),
    Parameter(
        "region",
        "texts",
        "IRIs von Regionen, mit dem, was darin liegt; mehrfach",
        "IRIs of regions, with what lies in them; may be repeated",
    ),
    Parameter("funder", "texts", "IRIs von Förderern; mehrfach", "IRIs of funders; may be repeated"),
    Parameter("source", "texts", "IRIs von Quellen; mehrfach", "IRIs of sources; may be repeated"),
    Parameter("role", "texts", "Rollen in Projekten; mehrfach", "Roles in projects; may be repeated"),
    Parameter("since", "whole", "Ab diesem Jahr", "From this year on", least=1, most=9_999),
    Parameter("until", "whole", "Bis zu diesem Jahr", "Up to this year", least=1, most=9_999),
    Parameter("min", "number", "Mindestens dieser Betrag", "At least this amount"),
    Parameter("max", "number", "Höchstens dieser Betrag", "At most this amount"),
    Parameter("currency", "text", "Währung der Beträge, z. B. EUR", "Currency of the amounts, e.g. EUR", default=""),
    Parameter(
        "ids",
        "texts",
        "Genau diese Dinge (IRIs); mehrfach, viele besser mit POST",
        "Exactly these things (IRIs); may be repeated, many better with POST",
    ),
)
_NAME = Parameter("name", "text", "Nach wem gefragt wird", "Who is asked for", required=True, example="KODEX")

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/api/status", "status", "Was der Speicher enthält und was gefragt werden kann.", "What the store holds and what can be asked.", types.Status),
    Endpoint(
        "/api/facets", "facets", "Wie viele der ausgewählten Dinge welchen Wert haben.", "How many of the selected things have which value.", types.Facets,
        (
            *FILTER,
            Parameter("open", "texts", "IRIs von Werten, deren Kinder auch gezählt werden; mehrfach", "IRIs of values whose children are counted, too; may be repeated"),
            Parameter("limit", "whole", "Höchstens so viele Werte", "At most this many values", default=12, least=1, most=1_000),
        ),
        takes_body=True,
    ),
    Endpoint(
        "/api/table", "table", "Die Auswahl als Tabelle, seitenweise.", "The selection as a table, page by page.", types.TablePage,
        (
            *FILTER,
            Parameter("sort", "choice", "Wonach geordnet wird", "What it is sorted by", default="label", choices=SORTS),
            Parameter("descending", "flag", "Absteigend", "Descending", default=False),
            Parameter("offset", "whole", "Wie viele übergangen werden", "How many are left out", default=0, least=0, most=100_000_000),
            Parameter("limit", "whole", "Höchstens so viele", "At most this many", default=100, least=1, most=5_000),
        ),
        takes_body=True,
    ),
    Endpoint(
        "/api/network", "network", "Die Auswahl als Netz mit Lage der Knoten.", "The selection as a network with places of its nodes.", types.Network,
        (
            *FILTER,
            Parameter("context", "flag", "Auch, womit die Auswahl verbunden ist", "Also what the selection is linked to", default=True),
            Parameter("expand", "texts", "IRIs, deren Nachbarn auch gezeigt werden; mehrfach", "IRIs whose neighbours are shown, too; may be repeated"),
            Parameter("limit", "whole", "Höchstens so viele Knoten", "At most this many nodes", default=5_000, least=1, most=100_000),
        ),
        takes_body=True,
    ),
    Endpoint(
        "/api/map", "map", "Wo die Auswahl liegt.", "Where the selection lies.", types.MapData,
        (
            *FILTER,
            Parameter("measure", "choice", "Was gezählt wird", "What is counted", default="projects", choices=MEASURES),
            Parameter("level", "whole", "NUTS-Ebene", "NUTS level", default=1, least=0, most=3),
        ),
        takes_body=True,
    ),
    Endpoint(
        "/api/export", "export", "Die Auswahl als Datei.", "The selection as a file.", None,
        (
            *FILTER,
            Parameter("format", "choice", "Art der Datei", "Kind of file", default="csv", choices=("csv", "xlsx", "gexf", "json", "graphml")),
        ),
        slow=True, takes_body=True,
    ),
    Endpoint(
        "/api/search", "search", "Dinge nach Namen; Umlaute und Tippfehler stören nicht.", "Things by name, forgiving about umlauts and typing errors.", types.Hits,
        (
            Parameter("q", "text", "Was im Namen stehen soll", "Words that the name holds", required=True, example="Pforzheim"),
            Parameter("type", "texts", "Nur diese Klasse, z. B. Project; mehrfach", "Only this class, e.g. Project; may be repeated"),
            Parameter("limit", "whole", "Höchstens so viele", "At most this many", default=20, least=1, most=1_000),
        ),
    ),
    Endpoint(
        "/api/thing", "thing", "Alles, was über ein Ding bekannt ist, mit Quellen.", "All that is known of a thing, with sources.", types.Description,
        (Parameter("id", "text", "Name oder IRI", "Name or IRI", required=True, example="KODEX"),),
    ),
    Endpoint(
        "/api/paths", "paths", "Die kürzesten Verbindungen zweier Dinge.", "The shortest connections of two things.", types.Paths,
        (
            Parameter("from", "text", "Name oder IRI", "Name or IRI", required=True, example="COMMPASS"),
            Parameter("to", "text", "Name oder IRI", "Name or IRI", required=True, example="Stadt Pforzheim"),
            Parameter("limit", "whole", "Höchstens so viele", "At most this many", default=3, least=1, most=50),
        ),
        slow=True,
    ),
    Endpoint("/api/partners", "partners", "Wer als Nächstes zusammenarbeiten sollte, mit Gründen.", "Who should work together next, with reasons.", types.Partners, PARTNERS, slow=True),
    Endpoint("/api/why-not", "why_not", "Warum jemand nicht unter den Partnern ist.", "Why somebody is not among the partners.", types.WhyNot, (*PARTNERS, _NAME), slow=True),
    Endpoint("/api/consortium", "consortium", "Vollständige Konsortien nach Regeln.", "Complete consortia under rules.", types.Consortium, CONSORTIUM, slow=True),
    Endpoint("/api/questions", "questions", "Die benannten Fragen mit ihren Parametern.", "The named questions with their parameters.", types.Questions),
    Endpoint(
        "/api/questions/{name}", "question", "Die Antwort auf eine benannte Frage; ihre Parameter stehen in /api/questions.", "The answer to a named question; /api/questions has its parameters.",
        types.Answer, slow=True, free=True,
    ),
    Endpoint("/api/vocabulary", "vocabulary", "Präfixe, Klassen und Eigenschaften für Abfragen.", "Prefixes, classes and properties for queries.", types.Vocabulary),
)  # fmt: skip
