"""Which language to speak, and the words of the answers in German and English."""

from __future__ import annotations

import os

LANGUAGES = ("de", "en")

WORDS: dict[str, dict[str, str]] = {
    # kinds of things, as classes name them
    "Project": {"de": "Projekt", "en": "project"},
    "Organisation": {"de": "Organisation", "en": "organisation"},
    "Programme": {"de": "Förderprogramm", "en": "programme"},
    "Initiative": {"de": "Kooperationsinitiative", "en": "initiative"},
    "Event": {"de": "Veranstaltung", "en": "event"},
    "Output": {"de": "Ergebnis", "en": "output"},
    "Venue": {"de": "Veranstaltungsort", "en": "venue"},
    "Need": {"de": "Gesuch", "en": "need"},
    "Grant": {"de": "Zuwendung", "en": "grant"},
    "Participation": {"de": "Beteiligung", "en": "participation"},
    "Figure": {"de": "Kennzahl", "en": "figure"},
    "Theme": {"de": "Thema", "en": "theme"},
    "TargetGroup": {"de": "Zielgruppe", "en": "target group"},
    "Region": {"de": "Region", "en": "region"},
    "OrganisationKind": {"de": "Art der Organisation", "en": "kind of organisation"},
    "Source": {"de": "Quelle", "en": "source"},
    # what profiles consist of
    "theme": {"de": "Thema", "en": "theme"},
    "target_group": {"de": "Zielgruppe", "en": "target group"},
    "programme": {"de": "Programm", "en": "programme"},
    "funder": {"de": "Förderer", "en": "funder"},
    "event": {"de": "Veranstaltung", "en": "event"},
    "partner": {"de": "Partner", "en": "partner"},
    "initiative": {"de": "Initiative", "en": "initiative"},
    "region": {"de": "Region", "en": "region"},
    # reasons
    "theme.same": {"de": "gemeinsames Thema: {own}", "en": "shared theme: {own}"},
    "theme.near": {"de": "verwandte Themen: {own} und {other} (beide: {via})", "en": "related themes: {own} and {other} (both: {via})"},
    "theme.in": {"de": "Thema {inner} gehört zu {outer}", "en": "theme {inner} belongs to {outer}"},
    "target_group.same": {"de": "gemeinsame Zielgruppe: {own}", "en": "shared target group: {own}"},
    "target_group.near": {"de": "verwandte Zielgruppen: {own} und {other} (beide: {via})", "en": "related target groups: {own} and {other} (both: {via})"},
    "target_group.in": {"de": "Zielgruppe {inner} gehört zu {outer}", "en": "target group {inner} belongs to {outer}"},
    "programme.same": {"de": "im selben Programm: {own}", "en": "in the same programme: {own}"},
    "funder.same": {"de": "derselbe Förderer: {own}", "en": "the same funder: {own}"},
    "meeting.event": {"de": "trafen sich bei: {own}", "en": "met at: {own}"},
    "meeting.partner": {"de": "gemeinsamer Partner: {own}", "en": "shared partner: {own}"},
    "meeting.initiative": {"de": "beide in: {own}", "en": "both in: {own}"},
    "place.sought": {"de": "liegt im gesuchten Gebiet: {other} ({own})", "en": "lies in the area sought: {other} ({own})"},
    "place.itself": {"de": "liegt im gesuchten Gebiet: {other}", "en": "lies in the area sought: {other}"},
    "place.near": {"de": "höchstens {radius} km von {own}: {other}", "en": "at most {radius} km from {own}: {other}"},
    "place.same": {"de": "am selben Ort: {other}", "en": "in the same place: {other}"},
    "role.project": {"de": "ist ein Projekt, das sich anschließen kann", "en": "is a project that can join"},
    "role.participant": {"de": "wirkt mit in: {via}", "en": "takes part in: {via}"},
    # why things are no candidates
    "left.already_partner": {"de": "{n} schon Mitglied oder Partner", "en": "{n} already members or partners"},
    "left.outside_region": {"de": "{n} außerhalb des Gebiets", "en": "{n} outside the area"},
    "left.region_unknown": {"de": "{n} ohne bekannten Ort", "en": "{n} without a known place"},
    "left.other_type": {"de": "{n} von anderer Art", "en": "{n} of another type"},
    "left.other_theme": {"de": "{n} zu anderen Themen", "en": "{n} on other themes"},
    "left.funder_or_operator": {"de": "{n} als Förderer oder Programmträger", "en": "{n} as funders or programme operators"},
    "left.nothing_shared": {"de": "{n} ohne Gemeinsamkeit", "en": "{n} with nothing in common"},
    "left.below_limit": {"de": "{n} weitere unter der Grenze (--limit)", "en": "{n} more below the limit (--limit)"},
    # sentences
    "show.made_from": {"de": "zusammengeführt aus", "en": "made from"},
    "partners.title": {"de": "Mögliche Partner für „{thing}“{area}", "en": "Potential partners for “{thing}”{area}"},
    "partners.in": {"de": " in: {regions}", "en": " in: {regions}"},
    "partners.need": {"de": "Gesuch: {need}", "en": "Need: {need}"},
    "partners.none": {"de": "Niemand passt. Weiter suchen: ein größeres Gebiet (--in, --near … --radius) oder andere Themen (--theme).", "en": "Nobody fits. Widen the search: a larger area (--in, --near … --radius) or other themes (--theme)."},
    "partners.carriers": {"de": "durchgeführt von: {names}", "en": "carried out by: {names}"},
    "partners.left_out": {"de": "Nicht aufgeführt: {parts}.", "en": "Not listed: {parts}."},
    "column.rank": {"de": "Rang", "en": "rank"},
    "column.name": {"de": "Name", "en": "name"},
    "column.type": {"de": "Art", "en": "type"},
    "column.region": {"de": "Ort", "en": "place"},
    "column.score": {"de": "Wert", "en": "score"},
    "column.number": {"de": "Anzahl", "en": "number"},
    "column.source": {"de": "Quelle", "en": "source"},
    "column.statements": {"de": "Aussagen", "en": "statements"},
    "column.loaded": {"de": "geladen", "en": "loaded"},
    "column.licence": {"de": "Lizenz", "en": "licence"},
    "column.hash": {"de": "SHA-256", "en": "SHA-256"},
    "column.file": {"de": "Datei", "en": "file"},
    "column.fit": {"de": "Treffer", "en": "fit"},
    "column.question": {"de": "Frage", "en": "question"},
    "column.parameters": {"de": "Parameter", "en": "parameters"},
    "shared.title": {"de": "Gemeinsam haben {things}:", "en": "{things} share:"},
    "shared.none": {"de": "Nichts gemeinsam: {things}.", "en": "Nothing in common: {things}."},
    "shared.similar": {"de": "Am meisten gemeinsam mit „{thing}“:", "en": "Most in common with “{thing}”:"},
    "shared.broader": {"de": "gemeinsamer Oberbegriff", "en": "shared broader term"},
    "quoted": {"de": "„{text}“", "en": "“{text}”"},
    "and": {"de": "und", "en": "and"},
    "sources": {"de": "Quellen", "en": "sources"},
    "path.title": {"de": "Verbindung {n} ({steps} Schritte):", "en": "Connection {n} ({steps} steps):"},
    "path.same": {"de": "Beides ist dieselbe Sache: {thing}.", "en": "Both are the same thing: {thing}."},
    "load.line": {"de": "{source}: {after} Aussagen (vorher {before})", "en": "{source}: {after} statements (before: {before})"},
    "load.rows": {"de": "{read} Zeilen gelesen = {loaded} geladen + {merged} zusammengeführt + {rejected} beiseitegelegt", "en": "{read} rows read = {loaded} loaded + {merged} merged + {rejected} rejected"},
    "load.recognised": {"de": "erkannt als {importer} ({sure}): {why}", "en": "recognised as {importer} ({sure}): {why}"},
    "load.rejects": {"de": "beiseitegelegte Zeilen mit Grund: {file}", "en": "rejected rows with reasons: {file}"},
    "load.changes": {"de": "gegenüber der vorigen Ausgabe: {appeared} neu, {changed} geändert, {vanished} entfallen", "en": "against the edition before: {appeared} new, {changed} changed, {vanished} vanished"},
    "load.unresolved_places": {"de": "{n} Orte ohne bekannte Region", "en": "{n} places without a known region"},
    "load.persons": {"de": "{n} natürliche Personen, ohne Namen gespeichert", "en": "{n} natural persons, stored without their names"},
    "load.preview.rows": {"de": "{n} Zeilen, Kopf in Zeile {header}", "en": "{n} rows, header in row {header}"},
    "load.preview.column": {"de": "Spalte", "en": "column"},
    "load.preview.field": {"de": "gelesen als", "en": "read as"},
    "load.preview.sure": {"de": "sicher", "en": "sure"},
    "load.preview.why": {"de": "weil", "en": "because"},
    "load.preview.left": {"de": "bleibt übrig: {columns}", "en": "left over: {columns}"},
    "load.step.read": {"de": "{source}: lesen", "en": "{source}: reading"},
    "load.step.compare": {"de": "{source}: vergleichen", "en": "{source}: comparing"},
    "load.speed": {"de": "{rows} Zeilen, {speed}/s", "en": "{rows} rows, {speed}/s"},
    "load.preview.statements": {"de": "{file}: fertige Aussagen, wird geladen, wie es ist", "en": "{file}: statements already, loaded as they are"},
    "load.into": {"de": "geladen in {store}", "en": "loaded into {store}"},
    "load.default": {"de": "Das ist der Standardspeicher im Cache-Ordner. Für Dauerhaftes: --store ORDNER.", "en": "This is the default store in the cache folder. To keep data for good: --store FOLDER."},
    "search.none": {"de": "Nichts gefunden für „{text}“.", "en": "Nothing found for “{text}”."},
    "ask.none": {"de": "Keine Zeilen.", "en": "No rows."},
    "sparql.repeated": {"de": "{n} davon wiederholen eine andere: was mehrere Quellen sagen, zählt mehrfach; SELECT DISTINCT fasst es zusammen.", "en": "{n} of them repeat another one: what several sources state counts for each; SELECT DISTINCT merges it."},
    "ask.count": {"de": "{n} Zeilen", "en": "{n} rows"},
    "draw.all": {"de": "Das ganze Netz", "en": "The whole network"},
    "draw.without": {"de": "Themen und Zielgruppen sind weggelassen; sie stehen im Netz um ein einzelnes Ding.", "en": "Themes and target groups are left out; they are drawn around a single thing."},
    "draw.footer": {"de": "Verbund {version}. Quellen: {sources}", "en": "Verbund {version}. Sources: {sources}"},
    "draw.done": {"de": "geschrieben: {file} ({nodes} Dinge, {edges} Beziehungen)", "en": "written: {file} ({nodes} things, {edges} relations)"},
    "export.done": {"de": "geschrieben: {file}", "en": "written: {file}"},
    "check.clean": {"de": "Keine Regel verletzt: {n} Aussagen gegen {rules} Regeln geprüft.", "en": "No rule is broken: {n} statements checked against {rules} rules."},
    "check.broken": {"de": "Regeln sind verletzt: {n} Aussagen gegen {rules} Regeln geprüft.", "en": "Rules are broken: {n} statements checked against {rules} rules."},
    "check.count": {"de": "Befunde: {parts}", "en": "Findings: {parts}"},
    "severity.many.violation": {"de": "Verstöße", "en": "violations"},
    "severity.many.warning": {"de": "Warnungen", "en": "warnings"},
    "severity.many.info": {"de": "Hinweise", "en": "hints"},
    "check.expected": {"de": "erwartet", "en": "expected"},
    "severity.violation": {"de": "Verstoß", "en": "violation"},
    "severity.warning": {"de": "Warnung", "en": "warning"},
    "severity.info": {"de": "Hinweis", "en": "hint"},
    "stats.total": {"de": "zusammen {n} Aussagen aus {sources} Quellen", "en": "{n} statements from {sources} sources in all"},
    "by.year": {"de": "Jahr", "en": "year"},
    "by.country": {"de": "Land", "en": "country"},
    "by.type": {"de": "Art", "en": "type"},
    "by.kind": {"de": "Art der Organisation", "en": "kind of organisation"},
    "by.source": {"de": "Quelle", "en": "source"},
    "column.projects": {"de": "Projekte", "en": "projects"},
    "column.organisations": {"de": "Beteiligte", "en": "participants"},
    "column.amount": {"de": "Förderung", "en": "grants"},
    "column.eligible_cost": {"de": "förderfähige Kosten", "en": "eligible cost"},
    "counted.none": {"de": "Kein Projekt passt.", "en": "No project fits."},
    "counted.unknown": {"de": "(ohne Angabe)", "en": "(not stated)"},
    "counted.more": {"de": "{n} weitere Gruppen unter der Grenze (--limit)", "en": "{n} more groups below the limit (--limit)"},
    "facets.found": {"de": "{n} Treffer für „{text}“; eingrenzen nach:", "en": "{n} found for “{text}”; narrow by:"},
    "facets.narrow": {"de": "eingrenzen mit", "en": "narrow with"},
    "diff.single": {"de": "{source}: bisher gibt es nur eine Ausgabe.", "en": "{source}: there is one edition only so far."},
    "diff.title": {"de": "{source}: {appeared} neu, {changed} geändert, {vanished} verschwunden", "en": "{source}: {appeared} appeared, {changed} changed, {vanished} vanished"},
    "diff.change": {"de": "Änderung", "en": "change"},
    "diff.appeared": {"de": "neu", "en": "appeared"},
    "diff.changed": {"de": "geändert", "en": "changed"},
    "diff.vanished": {"de": "verschwunden", "en": "vanished"},
    "diff.more": {"de": "Je Änderung stehen hier {n}; --json nennt alle.", "en": "{n} of each are listed; --json has all."},
    "questions.costs": {"de": "In großen Speichern über 1 s möglich (siehe docs/questions.md): {names}", "en": "May take over 1 s in large stores (see docs/questions.md): {names}"},
    "questions.hint": {"de": "Stellen mit: verbund ask NAME --PARAMETER WERT", "en": "Ask with: verbund ask NAME --PARAMETER VALUE"},
    "certainty.implied": {"de": "erschlossen", "en": "implied"},
    "certainty.doubtful": {"de": "zweifelhaft", "en": "doubtful"},
}  # fmt: skip


def default_language() -> str:
    """ "de" when the locale is German, else "en"."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        if value := os.environ.get(variable, ""):
            return "de" if value.lower().startswith("de") else "en"
    return "en"


def say(key: str, language: str, **values: object) -> str:
    """A text of the catalogue in a language, with its values filled in; values may hold any character."""
    text = WORDS[key][language]
    return text.format(**values) if values else text


def number(value: float, language: str, digits: int = 0) -> str:
    """A number as the language writes it: 1.234,5 or 1,234.5."""
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text
