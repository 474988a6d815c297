"""The words of the network page in both languages; names of kinds stand in ``kinds``."""

from __future__ import annotations

LANGUAGES = ("de", "en")

# name: (German, English); {n} is a number, {name} a label that the page puts in.
_WORDS = {
    "skip": ("Zur Tabelle springen", "Skip to the table"),
    "network": ("Netz", "Network"),
    "nothing_title": ("Hier ist noch kein Netz zu sehen.", "There is no network to see here yet."),
    "nothing_text": (
        "Zu dieser Auswahl enthält der Graph keine Einträge. Ein weiterer Umkreis oder mehr Daten helfen:",
        "The graph holds no entries for this selection. A wider neighbourhood or more data will help:",
    ),
    "nothing_wider": ("zeigt auch die Nachbarn der Nachbarn", "shows the neighbours of neighbours too"),
    "nothing_search": ("findet die richtige Schreibweise", "finds the right spelling"),
    "nothing_load": ("lädt eigene Daten", "loads data of your own"),
    "command_name": ("NAME", "NAME"),
    "command_file": ("DATEI", "FILE"),
    "entry": ("Eintrag", "entry"),
    "entries": ("Einträge", "entries"),
    "relation": ("Beziehung", "relation"),
    "relations": ("Beziehungen", "relations"),
    "source": ("Quelle", "source"),
    "sources": ("Quellen", "sources"),
    "citation": ("Belegstelle", "cited place"),
    "citations": ("Belegstellen", "cited places"),
    "summary": ("{entries}, {relations}, {sources}", "{entries}, {relations}, {sources}"),
    "controls": ("Suche und Filter", "Search and filters"),
    "search": ("Suchen", "Search"),
    "search_hint": ("Name oder Angabe suchen", "Search names and facts"),
    "search_help": ("Enter springt zum nächsten Treffer", "Enter jumps to the next hit"),
    "hit": ("{n} Treffer", "{n} hit"),
    "hits": ("{n} Treffer", "{n} hits"),
    "no_hit": ("Kein Treffer", "No hits"),
    "hit_of": ("Treffer {i} von {n}", "Hit {i} of {n}"),
    "legend": ("Arten", "Types"),
    "legend_help": ("Häkchen blenden ein und aus", "Tick to show, untick to hide"),
    "all": ("Alle an", "All on"),
    "none": ("Alle aus", "All off"),
    "picture": ("Bild des Netzes", "Picture of the network"),
    "picture_help": (
        "Pfeiltasten verschieben, Plus und Minus zoomen, Escape setzt zurück. "
        "Alles, was das Bild zeigt, steht auch in den Tabellen darunter.",
        "Arrow keys move, plus and minus zoom, Escape resets. "
        "Everything the picture shows is also in the tables below.",
    ),
    "wheel": ("Zum Zoomen ins Bild klicken oder Strg halten", "To zoom, click the picture or hold Ctrl"),
    "zoom_in": ("Vergrößern", "Zoom in"),
    "zoom_out": ("Verkleinern", "Zoom out"),
    "fit": ("Alles zeigen", "Show all"),
    "reset": ("Auswahl aufheben", "Clear selection"),
    "details": ("Einzelheiten", "Details"),
    "hint_title": ("Nichts ausgewählt", "Nothing selected"),
    "hint": (
        "Ein Klick auf einen Punkt zeigt seine Angaben, Quellen und Nachbarn.",
        "Click a point to see its facts, sources and neighbours.",
    ),
    "website": ("Webseite", "Website"),
    "no_relation": ("Keine Beziehung in diesem Netz.", "No relation in this network."),
    "in_table": ("In der Tabelle zeigen", "Show in the table"),
    "selected": ("Ausgewählt: {name}, {n}", "Selected: {name}, {n}"),
    "cleared": ("Auswahl aufgehoben", "Selection cleared"),
    "table": ("Das Netz als Tabelle", "The network as a table"),
    "table_help": (
        "Suche und Filter gelten auch hier. Ein Name zeigt den Eintrag im Bild.",
        "Search and filters apply here too. A name shows the entry in the picture.",
    ),
    "no_script": (
        "Ohne JavaScript bleibt das Bild leer. Die Tabellen sind vollständig.",
        "Without JavaScript the picture stays empty. The tables are complete.",
    ),
    "things": ("Einträge", "Entries"),
    "name": ("Name", "Name"),
    "type": ("Art", "Type"),
    "facts": ("Angaben", "Facts"),
    "from": ("Von", "From"),
    "to": ("Nach", "To"),
    "sort": ("sortieren", "sort"),
    "shown": ("{n} von {all}", "{n} of {all}"),
    "no_row": ("Nichts passt zu Suche und Filter.", "Nothing matches the search and the filters."),
}

# What the script needs; the rest is in the page already.
SCRIPT_WORDS = (
    "hit", "hits", "no_hit", "hit_of", "all", "none", "no_relation", "in_table", "selected", "cleared",
    "relation", "relations", "sources", "shown",
)  # fmt: skip


def words(lang: str) -> dict[str, str]:
    """The interface words of one language: ``de`` or ``en``."""
    if lang not in LANGUAGES:
        raise ValueError(f"no words in the language {lang!r}; there are: {', '.join(LANGUAGES)}")
    index = LANGUAGES.index(lang)
    return {name: texts[index] for name, texts in _WORDS.items()}


def counted(number: int, one: str, many: str) -> str:
    """The number with its noun: "1 Beziehung", "2 Beziehungen"."""
    return f"{number} {one if number == 1 else many}"
