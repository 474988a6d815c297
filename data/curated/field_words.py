"""What editors say of the fields of the YAML form: the words and examples that the ontology does not have."""

from __future__ import annotations

Words = dict[str, tuple[str, str]]

# Fields of the form that are written with terms of other vocabularies, or with none: German, English.
FIELDS: Words = {
    "id": ("Kennung aus a-z, 0-9 und Bindestrichen; ohne sie gilt der Name", "identifier of a-z, 0-9 and hyphens; the label counts without it"),
    "at": ("Stelle im Dokument der Quelle: [Anfang, Ende] in Zeichen, oder mehrere", "place in the source's document: [start, end] in characters, or several"),
    "certainty": ("Ob die Quelle es sagt (explicit), es folgt (implied) oder zweifelhaft ist (doubtful)", "whether the source says it (explicit), implies it (implied) or leaves it in doubt (doubtful)"),
    "is": ("Der Wert selbst", "the value itself"),
    "note": ("Anmerkung", "note"),
    "label": ("Name, als Text oder {de: …, en: …}", "name, as a text or {de: …, en: …}"),
    "alt": ("Weitere Namen, Kurzformen, Schreibweisen", "further names, short forms, spellings"),
    "description": ("Beschreibung in eigenen Worten", "description in own words"),
    "url": ("Adresse im Netz", "web address"),
    "same_as": ("Dieselbe Sache anderswo (Wikidata, Kohesio, CORDIS …)", "the same thing elsewhere (Wikidata, Kohesio, CORDIS …)"),
    "start": ("Beginn; bei Veranstaltungen der Tag", "start; of an event its day"),
    "end": ("Ende", "end"),
    "date": ("Datum der Bewilligung", "date of the award"),
    "founded": ("Gründungsdatum", "founding date"),
    "legal_name": ("Firma, wie im Register", "name as in the register"),
    "definition": ("Was gemeint ist, in eigenen Worten", "what is meant, in own words"),
    "broader": ("Worin die Region liegt, oder der Oberbegriff", "what the region lies in, or the broader concept"),
    "members": ("Die Regionen, die dazugehören", "the regions that belong to it"),
    "code": ("Amtlicher oder eigener Code", "official code or one of your own"),
    "lat": ("Breite in Grad (WGS84)", "latitude in degrees (WGS84)"),
    "long": ("Länge in Grad (WGS84)", "longitude in degrees (WGS84)"),
}  # fmt: skip

SOURCE: Words = {
    "id": ("Kennung der Quelle; sonst der Dateiname", "identifier of the source; else the file's name"),
    "title": ("Titel", "title"),
    "publisher": ("Herausgeber", "publisher"),
    "url": ("Adresse der Quelle im Netz", "web address of the source"),
    "published": ("Datum der Veröffentlichung", "date of publication"),
    "language": ("Sprache der Quelle und der Texte ohne eigene Angabe", "language of the source and of texts that state none"),
    "document": ("Datei, in der die Stellen (at) gezählt werden", "file that the places (at) are counted in"),
    "sha256": ("Prüfsumme dieser Datei", "hash of that file"),
    "licence": ("Was über die Nutzung bekannt ist", "what is known of its terms of use"),
    "retrieved": ("Tag des Abrufs", "day of retrieval"),
}  # fmt: skip

# What is usual in a field whose words are free; editors offer these.
EXAMPLES: dict[str, list[str]] = {
    "measure": [
        "participants", "projects", "workshops", "initiatives", "groups", "municipalities", "districts",
        "duration", "share", "funding-volume", "expenditure",
    ],
    "unit": ["EUR", "percent", "days", "weeks", "months", "years"],
    "currency": ["EUR"],
    "approximate": ["rund", "etwa", "ca.", "mehr als"],
    "status": ["planned", "running", "ended"],
    "start": ["2025-03-01", "2025-03", "2025"],
    "end": ["2027-12-31", "2027-12", "2027"],
}  # fmt: skip
