"""Invented networks to look at and to test with: every name in them is made up.

python -m tests.explorer.demo_network 300 picture.html [en]
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

from explorer.network_page import Edge, Node, network_page

ARTICLE = "Bericht vom Talnetz-Treffen 2031 (Zeichen 120–188)"
REGISTER = "Musterregister der Vorhaben, Zeile 41"

_SMALL = [
    ("talnetz", "initiative", "Talnetz Süd – Wege in Arbeit"),
    ("gesuch", "need", "Partner im Süden gesucht"),
    ("lindenhof", "project", "Lindenhof – Lernen im Quartier"),
    ("brueckenbau", "project", "Brückenbau Moosach"),
    ("anker", "project", "Anker: Ausbildungsbegleitung für Jugendliche mit Fluchterfahrung"),
    ("werkraum", "project", "WERKRAUM"),
    ("kompass", "project", "Kompass Straßenkunst & Beruf"),
    ("sommerwerk", "organisation", "Sommerwerk gGmbH"),
    ("stadt", "organisation", "Stadt Überlingen-Neudorf, Amt für Jugend und Soziales"),
    ("stiftung", "organisation", "Stiftung Morgentau"),
    ("jobcenter", "organisation", "Jobcenter Hinterwald"),
    ("horizont", "programme", "HORIZONT"),
    ("esf", "programme", "Europäischer Sozialfonds Muster"),
    ("treffen", "event", "3. Vernetzungstreffen im Alten Speicher"),
    ("speicher", "venue", "Alter Speicher"),
    ("elternarbeit", "theme", "Elternarbeit"),
    ("mentoring", "theme", "Mentoring"),
    ("kompetenz", "theme", "Kompetenzentwicklung"),
    ("jugend", "target-group", "Jugendliche am Übergang Schule–Beruf"),
    ("de-south", "region", "Süden"),
    ("de2", "region", "Bayern"),
    ("portal", "output", "Mitmach-Wegweiser"),
]

_SMALL_EDGES = [
    ("talnetz", "gesuch", "sucht"),
    ("talnetz", "lindenhof", "Mitglied"),
    ("talnetz", "anker", "Mitglied"),
    ("talnetz", "stadt", "Mitglied"),
    ("gesuch", "de-south", "Region"),
    ("gesuch", "elternarbeit", "Thema"),
    ("de2", "de-south", "liegt in"),
    ("lindenhof", "horizont", "Programm"),
    ("brueckenbau", "horizont", "Programm"),
    ("anker", "horizont", "Programm"),
    ("werkraum", "horizont", "Programm"),
    ("kompass", "horizont", "Programm"),
    ("horizont", "esf", "Teil von"),
    ("lindenhof", "sommerwerk", "Partner"),
    ("lindenhof", "sommerwerk", "Träger"),
    ("brueckenbau", "stadt", "Partner"),
    ("anker", "jobcenter", "Partner"),
    ("werkraum", "stiftung", "gefördert von"),
    ("kompass", "stiftung", "gefördert von"),
    ("lindenhof", "elternarbeit", "Thema"),
    ("anker", "mentoring", "Thema"),
    ("werkraum", "kompetenz", "Thema"),
    ("kompass", "kompetenz", "Thema"),
    ("brueckenbau", "elternarbeit", "Thema"),
    ("anker", "jugend", "Zielgruppe"),
    ("werkraum", "jugend", "Zielgruppe"),
    ("brueckenbau", "de2", "Region"),
    ("lindenhof", "de2", "Region"),
    ("treffen", "speicher", "Ort"),
    ("treffen", "talnetz", "Teilnahme"),
    ("treffen", "stiftung", "Teilnahme"),
    ("treffen", "jobcenter", "Teilnahme"),
    ("sommerwerk", "portal", "Ergebnis"),
    ("portal", "de2", "Übertragung geplant nach"),
]


def small() -> tuple[list[Node], list[Edge]]:
    """A neighbourhood of 22 things as ``verbund draw THING`` gives it, with its focus."""
    nodes = [
        Node(
            id=f"https://w3id.org/verbund/id/{kind}/{name}",
            label=label,
            kind=kind,
            facts=_facts(kind, number),
            sources=(ARTICLE,) if number % 2 else (ARTICLE, REGISTER),
            url="https://example.org/" + name if kind == "organisation" else "",
            focus=name == "talnetz",
        )
        for number, (name, kind, label) in enumerate(_SMALL)
    ]
    iris = {name: node.id for (name, _, _), node in zip(_SMALL, nodes, strict=True)}
    edges = [Edge(iris[start], iris[end], label, (ARTICLE,)) for start, end, label in _SMALL_EDGES]
    return nodes, edges


def _facts(kind: str, number: int) -> tuple[tuple[str, str], ...]:
    facts = {
        "project": (
            ("Ort", "Überlingen-Neudorf"),
            ("Beginn", f"20{20 + number % 9}-04-01"),
            ("Teilnehmende", "rund 40"),
        ),
        "organisation": (("Art", "Träger der freien Jugendhilfe"), ("Gegründet", str(1950 + number))),
        "programme": (("Fördermittel", "1.200.000 €"), ("Laufzeit", "2028–2034")),
        "event": (("Datum", "17.06.2031"), ("Vertreten", "9 Landkreise, 15 Projekte")),
        "need": (("Gesucht", "Kooperationspartner"), ("Gewissheit", "ausdrücklich")),
    }
    return facts.get(kind, ())


_FIRST = [
    "Anker",
    "Brücke",
    "Fährte",
    "Garten",
    "Insel",
    "Kompass",
    "Linde",
    "Mosaik",
    "Nest",
    "Quelle",
    "Segel",
    "Turm",
    "Ufer",
    "Vielfalt",
    "Weg",
    "Zukunft",
]
_SECOND = [
    "für Familien",
    "im Quartier",
    "in Arbeit",
    "Süd-Ost",
    "Jugend",
    "Berufsorientierung",
    "plus",
    "Bildungspartnerschaft",
    "Ö",
    "mobil",
]
_PLACES = [
    "Altmoos",
    "Birkental",
    "Dornheim",
    "Eschenau",
    "Föhringen",
    "Grünwies",
    "Hügelstadt",
    "Königsried",
    "Lössnitz",
    "Mühlgrund",
]
_FORMS = [
    "Werkstatt e. V.",
    "gGmbH",
    "Stiftung",
    "Bildungswerk",
    "Volkshochschule",
    "Kreisverband",
    "Jobcenter",
]
_THEMES = [
    "Sprachförderung",
    "Mentoring",
    "Elternarbeit",
    "Ausbildung",
    "Wohnen",
    "Gesundheit",
    "Ehrenamt",
    "Digitale Teilhabe",
    "Anerkennung von Abschlüssen",
    "Übergang Schule–Beruf",
    "Diversität",
    "Wissenstransfer",
    "Öffentlichkeitsarbeit",
    "Straßensozialarbeit",
]
_GROUPS = [
    "Jugendliche",
    "Alleinerziehende",
    "Neuzugewanderte",
    "Langzeitarbeitslose",
    "Frauen mit Fluchterfahrung",
]
_SHARES = {
    "project": 0.46,
    "organisation": 0.36,
    "region": 0.05,
    "event": 0.03,
    "output": 0.02,
    "initiative": 0.02,
}


def generated(count: int, seed: int = 7) -> tuple[list[Node], list[Edge]]:
    """A made-up funding network of ``count`` things: a few hubs, many projects and organisations."""
    draw = random.Random(seed)
    nodes = _programmes() + _classes(count)
    while len(nodes) < count:
        nodes.append(_thing(draw, len(nodes)))
    nodes = nodes[:count]
    return nodes, _edges(draw, nodes)


def _programmes() -> list[Node]:
    names = ["HORIZONT", "Brücken bauen", "Starke Viertel", "Europäischer Sozialfonds Muster", "LAND.NETZ"]
    return [_node(f"p{i}", name, "programme", i, focus=i == 0) for i, name in enumerate(names)]


def _classes(count: int) -> list[Node]:
    themes = [_node(f"t{i}", name, "theme", i) for i, name in enumerate(_THEMES)]
    groups = [_node(f"g{i}", name, "target-group", i) for i, name in enumerate(_GROUPS)]
    return (themes + groups)[: count // 4]


def _thing(draw: random.Random, number: int) -> Node:
    kind = draw.choices(list(_SHARES), list(_SHARES.values()))[0]
    place = draw.choice(_PLACES)
    names = {
        "project": f"{draw.choice(_FIRST)} {draw.choice(_SECOND)} {place}",
        "organisation": f"{draw.choice(_FORMS)} {place}",
        "region": f"Landkreis {place}",
        "event": f"{number % 9 + 1}. Vernetzungstreffen in {place}",
        "output": f"Wegweiser {draw.choice(_FIRST)}",
        "initiative": f"Initiative {draw.choice(_THEMES)} {place}",
    }
    return _node(f"n{number}", names[kind], kind, number)


def _node(name: str, label: str, kind: str, number: int, focus: bool = False) -> Node:
    sources = (REGISTER,) if number % 3 else (REGISTER, ARTICLE)
    return Node(f"urn:demo:{name}", label, kind, _facts(kind, number), sources, focus=focus)


def _edges(draw: random.Random, nodes: list[Node]) -> list[Edge]:
    by_kind: dict[str, list[Node]] = {}
    for node in nodes:
        by_kind.setdefault(node.kind, []).append(node)
    projects = by_kind.get("project", nodes[:1])
    edges: list[Edge] = []
    for node in nodes:
        for kind, label, chance in _LINKS.get(node.kind, ()):
            targets = by_kind.get(kind, [])
            if targets and draw.random() < chance:
                edges.append(Edge(node.id, _near(draw, node, targets).id, label, (REGISTER,)))
    partners = by_kind.get("organisation", [])
    edges += [Edge(_near(draw, partner, projects).id, partner.id, "Partner") for partner in partners]
    return edges


def _near(draw: random.Random, node: Node, targets: list[Node]) -> Node:
    """Mostly one of the same fifth of the network, so that communities form as they do around programmes."""
    own = [target for target in targets if _fifth(target) == _fifth(node)]
    chosen = own if own and draw.random() < 0.9 else targets
    return chosen[min(int(draw.expovariate(2.2) * len(chosen)), len(chosen) - 1)]


def _fifth(node: Node) -> int:
    return int(re.sub(r"\D", "", node.id)) % 5


_LINKS = {
    "project": [
        ("programme", "Programm", 0.95),
        ("organisation", "Träger", 0.8),
        ("organisation", "Partner", 0.4),
        ("theme", "Thema", 0.5),
        ("target-group", "Zielgruppe", 0.15),
        ("region", "Region", 0.2),
    ],
    "initiative": [("project", "Mitglied", 1.0), ("project", "Mitglied", 1.0), ("theme", "Thema", 1.0)],
    "event": [("organisation", "Teilnahme", 1.0), ("initiative", "Teilnahme", 0.8)],
    "output": [("project", "Ergebnis von", 1.0)],
    "programme": [("organisation", "gefördert von", 1.0)],
}


def main() -> None:
    """Writes a page to look at."""
    size, target, *rest = sys.argv[1:]
    nodes, edges = small() if size == "small" else generated(int(size))
    lang = rest[0] if rest else "de"
    title = "Talnetz Süd – Wege in Arbeit" if size == "small" else "Fördernetz Musterland"
    Path(target).write_text(network_page(nodes, edges, title=title, lang=lang), encoding="utf-8")


if __name__ == "__main__":
    main()
