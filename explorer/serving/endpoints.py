"""The JSON interface: every endpoint with its parameters, its answer and what it is for, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer import answer_types as types
from explorer.language import LANGUAGES
from explorer.serving.parameters import Parameter
from graph.request import MATCHES, ROLES, TYPES

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
_NAME = Parameter("name", "text", "Nach wem gefragt wird", "Who is asked for", required=True, example="KODEX")

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/api/status", "status", "Was der Speicher enthält und was gefragt werden kann.", "What the store holds and what can be asked.", types.Status),
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
