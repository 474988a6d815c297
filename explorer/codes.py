"""The words for coded values: measures, units, roles and the like, which the graph keeps in English."""

from __future__ import annotations

from graph.vocabulary import VB

CODED = {VB.measure, VB.unit, VB.status, VB.role, VB.sought, VB.level}
# The columns of answers that hold such values.
COLUMNS = {"what", "measure", "unit", "status", "role", "sought", "level"}

_WORDS: dict[str, dict[str, str]] = {
    # measures
    "districts": {"de": "Landkreise", "en": "districts"},
    "duration": {"de": "Dauer", "en": "duration"},
    "expenditure": {"de": "Ausgaben", "en": "expenditure"},
    "file-size": {"de": "Dateigröße", "en": "file size"},
    "funding-volume": {"de": "Fördervolumen", "en": "funding volume"},
    "groups": {"de": "Gruppen", "en": "groups"},
    "initiatives": {"de": "Initiativen", "en": "initiatives"},
    "interval": {"de": "Abstand", "en": "interval"},
    "maximum-age": {"de": "Höchstalter", "en": "maximum age"},
    "minimum-members": {"de": "Mindestzahl der Mitglieder", "en": "minimum number of members"},
    "municipalities": {"de": "Kommunen", "en": "municipalities"},
    "networks": {"de": "Netzwerke", "en": "networks"},
    "participants": {"de": "Teilnehmende", "en": "participants"},
    "planned-events": {"de": "geplante Veranstaltungen", "en": "planned events"},
    "projects": {"de": "Projekte", "en": "projects"},
    "rooms": {"de": "Räume", "en": "rooms"},
    "rounds": {"de": "Runden", "en": "rounds"},
    "share": {"de": "Anteil", "en": "share"},
    "workshops": {"de": "Workshops", "en": "workshops"},
    # units
    "days": {"de": "Tage", "en": "days"},
    "weeks": {"de": "Wochen", "en": "weeks"},
    "years": {"de": "Jahre", "en": "years"},
    "percent": {"de": "Prozent", "en": "per cent"},
    # status
    "planned": {"de": "geplant", "en": "planned"},
    "running": {"de": "laufend", "en": "running"},
    "ended": {"de": "beendet", "en": "ended"},
    # roles
    "coordinator": {"de": "Koordination", "en": "coordinator"},
    "partner": {"de": "Partner", "en": "partner"},
    "beneficiary": {"de": "Begünstigte", "en": "beneficiary"},
    "associated": {"de": "assoziiert", "en": "associated"},
    # what is sought
    "funding": {"de": "Förderung", "en": "funding"},
    "venue": {"de": "Räume", "en": "venue"},
    "expertise": {"de": "Fachwissen", "en": "expertise"},
    "transfer": {"de": "Transfer", "en": "transfer"},
    # levels of regions
    "nuts0": {"de": "Staat (NUTS 0)", "en": "country (NUTS 0)"},
    "country": {"de": "Staat (außerhalb der NUTS)", "en": "country (outside the NUTS)"},
    "nuts1": {"de": "NUTS 1", "en": "NUTS 1"},
    "nuts2": {"de": "NUTS 2", "en": "NUTS 2"},
    "nuts3": {"de": "NUTS 3", "en": "NUTS 3"},
    "municipality": {"de": "Gemeinde", "en": "municipality"},
    "macro": {"de": "Großregion", "en": "macro-region"},
    "landscape": {"de": "Landschaft", "en": "landscape"},
}


def coded(value: str, language: str) -> str:
    """The word for a coded value; a value that has none is its own."""
    return _WORDS.get(value, {}).get(language, value)
