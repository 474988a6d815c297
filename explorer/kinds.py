"""How each kind of thing looks: a colour and a shape of its own, and its name in both languages.

Hues follow the palette of Okabe and Ito (https://jfly.uni-koeln.de/color/), which people with any kind of
colour vision can tell apart; where two kinds share a hue, the shape tells them apart. Each fill has a darker
outline, since sky blue, orange and yellow alone are too faint on white.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its names, fill and outline on a light and on a dark ground, and its shape."""

    one: dict[str, str]
    many: dict[str, str]
    fill: str
    edge: str
    dark_edge: str
    shape: str


def _polygon(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def _regular(corners: int, turn: float = -90.0, radius: float = 1.0) -> str:
    angles = (math.radians(turn + step * 360 / corners) for step in range(corners))
    return _polygon((radius * math.cos(angle), radius * math.sin(angle)) for angle in angles)


def _star() -> str:
    radii = (1.2, 0.55)
    angles = (math.radians(-90 + 36 * step) for step in range(10))
    return _polygon(
        (radii[step % 2] * math.cos(angle), radii[step % 2] * math.sin(angle)) for step, angle in enumerate(angles)
    )


def _box(width: float, height: float) -> str:
    return _polygon([(-width, -height), (width, -height), (width, height), (-width, height)])


# Paths in the unit circle, drawn alike by the legend (SVG) and the picture (Path2D); areas look about equal.
SHAPES = {
    "circle": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
    "square": _box(0.88, 0.88),
    "diamond": _polygon([(0, -1.18), (1.18, 0), (0, 1.18), (-1.18, 0)]),
    "star": _star(),
    "triangle": _polygon([(0, -1.1), (1.12, 0.84), (-1.12, 0.84)]),
    "wedge": _polygon([(0, 1.1), (1.12, -0.84), (-1.12, -0.84)]),
    "hexagon": _regular(6, 0, 1.08),
    "pentagon": _regular(5, -90, 1.1),
    "octagon": _regular(8, 22.5, 1.04),
    "plus": "M-.4 -1.08H.4V-.4H1.08V.4H.4V1.08H-.4V.4H-1.08V-.4H-.4Z",
    "ring": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0ZM.42 0A.42 .42 0 1 0 -.42 0A.42 .42 0 1 0 .42 0Z",
    "page": _box(0.68, 1.0),
    "bar": _box(1.15, 0.5),
    "bow": _polygon([(-1.1, -0.85), (0, 0), (1.1, -0.85), (1.1, 0.85), (0, 0), (-1.1, 0.85)]),
    "pin": "M0 1.2L-.86 .02A.98 .98 0 1 1 .86 .02Z",
}


def _kind(names: str, fill: str, edge: str, dark_edge: str, shape: str) -> Kind:
    one_de, many_de, one_en, many_en = names.split("|")
    return Kind({"de": one_de, "en": one_en}, {"de": many_de, "en": many_en}, fill, edge, dark_edge, shape)


# In the order of the legend: who acts, what for, where, what came of it, how it is known.
KINDS = {
    "project": _kind("Projekt|Projekte|Project|Projects", "#0072b2", "#00507d", "#7cc4f0", "circle"),
    "organisation": _kind(
        "Organisation|Organisationen|Organisation|Organisations", "#e69f00", "#946600", "#ffd27a", "square"
    ),
    "programme": _kind("Programm|Programme|Programme|Programmes", "#009e73", "#006b4e", "#6fe0bf", "diamond"),
    "initiative": _kind("Initiative|Initiativen|Initiative|Initiatives", "#d55e00", "#963f00", "#ffab73", "star"),
    "need": _kind("Gesuch|Gesuche|Need|Needs", "#d55e00", "#963f00", "#ffab73", "ring"),
    "event": _kind("Veranstaltung|Veranstaltungen|Event|Events", "#cc79a7", "#8f4270", "#f3bcd9", "triangle"),
    "theme": _kind("Thema|Themen|Theme|Themes", "#56b4e9", "#1a74a8", "#b5e1fb", "hexagon"),
    "target-group": _kind(
        "Zielgruppe|Zielgruppen|Target group|Target groups", "#f0e442", "#857c00", "#fff9a8", "wedge"
    ),
    "region": _kind("Region|Regionen|Region|Regions", "#9a8c7c", "#62574b", "#d6cabc", "pentagon"),
    "venue": _kind("Ort|Orte|Venue|Venues", "#9a8c7c", "#62574b", "#d6cabc", "pin"),
    "output": _kind("Ergebnis|Ergebnisse|Output|Outputs", "#7a6fc4", "#4a3f94", "#c3bbf5", "plus"),
    "grant": _kind("Förderung|Förderungen|Grant|Grants", "#009e73", "#006b4e", "#6fe0bf", "octagon"),
    "participation": _kind(
        "Beteiligung|Beteiligungen|Participation|Participations", "#e69f00", "#946600", "#ffd27a", "bow"
    ),
    "figure": _kind("Angabe|Angaben|Figure|Figures", "#7a6fc4", "#4a3f94", "#c3bbf5", "bar"),
    "source": _kind("Quelle|Quellen|Source|Sources", "#8b939c", "#555d66", "#cbd2d9", "page"),
}


def kind_of(name: str) -> Kind:
    """The look of a kind; a kind that has none is a grey circle under its own name."""
    known = KINDS.get(name)
    if known is not None:
        return known
    same = {"de": name, "en": name}
    return Kind(same, same, "#8b939c", "#555d66", "#cbd2d9", "circle")


def legend_order(names: Iterable[str]) -> list[str]:
    """The kinds that occur, known ones in the order of ``KINDS``, others after them by name."""
    ranks = {name: rank for rank, name in enumerate(KINDS)}
    return sorted(set(names), key=lambda name: (ranks.get(name, len(ranks)), name))
