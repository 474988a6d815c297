"""The colour of each kind of thing, the same in every file and picture.

The hues are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), which people with any kind of colour vision
can tell apart.
"""

from __future__ import annotations

FILLS = {
    "Project": "#0072b2",
    "Organisation": "#e69f00",
    "Programme": "#009e73",
    "Initiative": "#d55e00",
    "Need": "#d55e00",
    "Event": "#cc79a7",
    "Theme": "#56b4e9",
    "TargetGroup": "#f0e442",
    "Region": "#9a8c7c",
    "Venue": "#9a8c7c",
    "Output": "#7a6fc4",
    "Grant": "#009e73",
    "Participation": "#e69f00",
    "Figure": "#7a6fc4",
}
OTHER = "#8b939c"


def colour(type_: str) -> str:
    """The colour of a class such as "Project", as ``#rrggbb``."""
    return FILLS.get(type_, OTHER)


def channels(type_: str) -> tuple[int, int, int]:
    """The colour of a class as red, green and blue, 0 to 255."""
    digits = colour(type_)
    return int(digits[1:3], 16), int(digits[3:5], 16), int(digits[5:7], 16)
