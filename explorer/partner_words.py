"""The words of the page of partners in German and English."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "brand": ("Partner", "Partners"),
    "title": ("Mögliche Partner für {thing}", "Potential partners for {thing}"),
    "found": ("{n} Vorschläge", "{n} candidates"),
    "found_one": ("1 Vorschlag", "1 candidate"),
    "in": ("gesucht in: {areas}", "sought in: {areas}"),
    "need": ("Gesuch: {need}", "Need: {need}"),
    "skip": ("Zur Liste springen", "Skip to the list"),
    "picture": ("Was verbindet", "What connects them"),
    "picture_help": (
        "Links wer sucht, rechts die Vorschläge, dazwischen was beide teilen. Je dicker die Linie, desto mehr trägt der Grund bei. Gezeichnet ist, was am meisten beiträgt; die Liste sagt alles.",
        "On the left who seeks, on the right the candidates, between them what both share. The thicker the line, the more the reason adds. Drawn is what adds most; the list says everything.",
    ),
    "list": ("Rangliste", "Ranking"),
    "map": ("Karte", "Map"),
    "map_help": (
        "Nummern sind Ränge. Flächen und Punkte sind Mittelpunkte von Kreisen und Gemeinden, keine Grenzen.",
        "Numbers are ranks. Areas and dots are centres of districts and municipalities, not boundaries.",
    ),
    "area": ("gesuchtes Gebiet", "area sought"),
    "candidate": ("Vorschlag", "candidate"),
    "district": ("anderer Kreis", "other district"),
    "unplaced": ("Ohne bekannten Punkt auf der Karte: {names}", "Without a known point on the map: {names}"),
    "no_map": ("Von keinem Vorschlag ist ein Punkt bekannt.", "No candidate has a known point."),
    "score": ("Punktzahl", "score"),
    "weight": ("Gewicht", "weight"),
    "way": ("Weg", "path"),
    "sources": ("Quellen", "sources"),
    "carriers": ("Träger: {names}", "run by: {names}"),
    "none": ("Niemand passt zu dieser Auswahl.", "Nobody fits this selection."),
    "left_out": ("Nicht aufgeführt: {parts}.", "Not listed: {parts}."),
    "footer": ("Verbund {version}. Quellen: {sources}", "Verbund {version}. Sources: {sources}"),
    "kind.theme": ("Themen", "Themes"),
    "kind.target_group": ("Zielgruppen", "Target groups"),
    "kind.programme": ("Programme", "Programmes"),
    "kind.meeting": ("Treffen und Bekannte", "Meetings and contacts"),
    "kind.funder": ("Förderer", "Funders"),
    "kind.place": ("Ort", "Place"),
    "kind.role": ("Rolle", "Role"),
    "kind.project": ("Ähnliche Projekte", "Similar projects"),
    "kind.word": ("Wörter", "Words"),
    "kind.partner": ("Gemeinsame Partner", "Shared partners"),
    "kind.walk": ("Nähe im Netz", "Closeness in the network"),
    "kind.neighbours": ("Partnerregionen", "Partner regions"),
    "kind.home": ("Heimat des Programms", "Home of the programme"),
    "kind.kind": ("Art", "Kind"),
    "kind.name": ("Name", "Name"),
    "kind.title": ("Name zum Titel", "Name and title"),
    "kind.experience": ("Erfahrung", "Experience"),
    "kind.recent": ("Letztes Projekt", "Last project"),
    "role.project": ("Projekt, das sich anschließen kann", "Project that can join"),
    "north": ("N", "N"),
}  # fmt: skip


def say(key: str, language: str, **values: object) -> str:
    """A text in a language, with its values filled in."""
    text = WORDS[key][language != "de"]
    return text.format(**values) if values else text


def kind_word(kind: str, language: str) -> str:
    """What a kind of reason is called; one that has no word, by its own name."""
    key = f"kind.{kind}"
    return say(key, language) if key in WORDS else kind.replace("_", " ").replace("-", " ").capitalize()
