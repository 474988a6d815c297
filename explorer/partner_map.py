"""A small map of candidates: label points, the area sought, a scale bar and the names of a few towns.

There are no boundaries and no tiles: an area is drawn as discs around the label points of the districts in it, other
districts as dots, so that the shape of the country shows. The projection is equirectangular, true to scale along the
middle parallel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from explorer.labels import clean, width
from graph.distance import Point
from graph.places import Places

WIDTH, TALLEST, SHORTEST = 620.0, 620.0, 300.0
MARGIN = 34.0
KM_PER_DEGREE = 111.2
LEAST_KM = 120.0  # across; less would show nothing to know a place by
PIN = 11.0  # radius of a rank
STEPS_KM = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)
STEPS_DEGREES = (0.5, 1, 2, 5, 10, 20)
# Capitals of the Länder and a few more large towns, by municipality code, the best known first.
TOWNS = (
    "11000000", "02000000", "09162000", "05315000", "06412000", "08111000", "14713000", "14612000", "03241001",
    "09564000", "04011000", "05111000", "16051000", "10041100", "01002000", "15003000", "13004000", "13003000",
    "07315000", "12054000", "08212000", "08311000", "06611000",
)  # fmt: skip


@dataclass(slots=True)
class Pin:
    """A candidate on the map: its rank, where its number stands, and where its point is."""

    rank: int
    x: float
    y: float
    at: tuple[float, float]
    title: str


@dataclass(slots=True)
class Chart:
    """Everything on the map, in pixels."""

    width: float
    height: float
    pins: list[Pin]
    area: list[tuple[float, float]]
    dots: list[tuple[float, float]]
    towns: list[tuple[str, float, float, tuple[float, float]]]
    lines: list[tuple[float, float, float, float, str]]
    scale: tuple[str, float]
    disc: float
    circle: tuple[float, float, float] | None = None
    unplaced: list[str] = field(default_factory=list)


def charted(
    places: Places,
    candidates: Sequence[tuple[str, str]],
    area: Iterable[str],
    label: Callable[[str], str],
    centre: tuple[str, float] | None = None,
) -> Chart:
    """The map of candidates (name and region, in order) over the area sought; ``centre``: a region and a radius in km.

    A candidate without a point is listed instead.
    """
    points = {rank: places.point(region) if region else None for rank, (_, region) in enumerate(candidates, 1)}
    known = {rank: point for rank, point in points.items() if point}
    unplaced = [clean(candidates[rank - 1][0]) for rank, point in points.items() if not point]
    located = places.located()
    districts = {region: point for region, point in located.items() if places.level(region) == "nuts3"}
    sought = [districts[region] for region in sorted(set(area) & districts.keys())]
    middle = places.point(centre[0]) if centre else None
    if not known:
        return Chart(WIDTH, 0.0, [], [], [], [], [], ("", 0.0), 0.0, None, unplaced)
    frame = _Frame([*known.values(), *sought, *_around(middle, centre[1] if centre else 0.0)])
    pins = _pins({rank: frame.place(point) for rank, point in known.items()}, [name for name, _ in candidates])
    inside = set(sought)
    chart = Chart(
        frame.width, frame.height, pins, [frame.place(point) for point in sought],
        [place for point in districts.values() if point not in inside and frame.holds(place := frame.place(point))],
        [], frame.graticule(), frame.scale(), max(12.0, min(30.0, 24 * frame.per_km)), None, unplaced,
    )  # fmt: skip
    if middle and centre:
        chart.circle = (*frame.place(middle), round(centre[1] * frame.per_km, 1))
    near = [region for _, region in candidates if region]
    chart.towns = _towns(chart, frame, _named(places, near, located), label)
    return chart


def _around(middle: Point | None, radius: float) -> list[Point]:
    if not middle:
        return []
    up, aside = radius / KM_PER_DEGREE, radius / (KM_PER_DEGREE * max(cos(radians(middle[0])), 0.2))
    return [(middle[0] - up, middle[1] - aside), (middle[0] + up, middle[1] + aside)]


def _named(places: Places, near: Sequence[str], located: Mapping[str, Point]) -> list[tuple[str, Point]]:
    """The towns that may be named: where candidates are, then the well known ones, then the countries."""
    found = {region: point for region in near if (point := places.point(region)) and places.level(region) != "nuts0"}
    codes = {region.rsplit("-", 1)[-1]: region for region in located if "/ags-" in region}
    found |= {codes[code]: located[codes[code]] for code in TOWNS if code in codes}
    return list(found.items())


def _pins(placed: Mapping[int, tuple[float, float]], names: Sequence[str]) -> list[Pin]:
    """The ranks beside each other where several candidates are in one place."""
    heaps: list[list[int]] = []
    for rank, (x, y) in placed.items():
        near = [heap for heap in heaps if _apart(placed[heap[0]], (x, y)) < 2 * PIN]
        near[0].append(rank) if near else heaps.append([rank])
    pins = []
    for heap in heaps:
        x, y = placed[heap[0]]
        for number, rank in enumerate(heap):
            row, column = divmod(number, 5)
            shift = (column - (min(len(heap) - 5 * row, 5) - 1) / 2) * (2 * PIN + 2)
            pins.append(
                Pin(rank, round(x + shift, 1), round(y + row * (2 * PIN + 2), 1), placed[rank], names[rank - 1])
            )
    return sorted(pins, key=lambda pin: pin.rank)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _towns(
    chart: Chart, frame: _Frame, named: Sequence[tuple[str, Point]], label: Callable[[str], str]
) -> list[tuple[str, float, float, tuple[float, float]]]:
    """Names that lie on nothing else, each with where its town is: below it, or above."""
    taken = [(pin.x - PIN, pin.y - PIN, pin.x + PIN, pin.y + PIN) for pin in chart.pins]
    taken.append((0, chart.height - 40, chart.scale[1] + 50, chart.height))
    taken += [(x, 0, x + 36, 15) if not y else (0, y - 15, 36, y) for x, y, _, _, _ in chart.lines]  # the degrees
    found: list[tuple[str, float, float, tuple[float, float]]] = []
    for region, point in named:
        x, y = frame.place(point)
        if not (8 < x < chart.width - 8 and 8 < y < chart.height - 8):
            continue
        text = clean(label(region)).split(", ")[0]
        if text in {name for name, _, _, _ in found}:  # the town and its district
            continue
        half = width(text) * 0.92 / 2 + 3
        middle = min(max(x, half + 4), chart.width - half - 4)
        pinned = any(_apart((x, y), pin.at) < PIN for pin in chart.pins)
        for low in (y + PIN + 13, y - PIN - 6) if pinned else (y + 15, y - 7):
            box = (middle - half, low - 12, middle + half, low + 4)
            inside = box[1] > 2 and box[3] < chart.height - 2
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append((text, round(middle, 1), round(low, 1), (round(x, 1), round(y, 1))))
                break
    return found


def _meet(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


class _Frame:
    """From degrees to pixels."""

    def __init__(self, points: Sequence[Point]) -> None:
        south, north = min(p[0] for p in points), max(p[0] for p in points)
        west, east = min(p[1] for p in points), max(p[1] for p in points)
        self.squeeze = max(cos(radians((south + north) / 2)), 0.2)
        tall = max((north - south) * KM_PER_DEGREE, LEAST_KM)
        wide = max((east - west) * KM_PER_DEGREE * self.squeeze, LEAST_KM)
        self.per_km = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
        self.width = WIDTH
        self.height = round(max(tall * self.per_km + 2 * MARGIN, SHORTEST))
        self.centre = (south + north) / 2, (west + east) / 2

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is, in pixels."""
        east = (point[1] - self.centre[1]) * KM_PER_DEGREE * self.squeeze * self.per_km
        north = (point[0] - self.centre[0]) * KM_PER_DEGREE * self.per_km
        return round(self.width / 2 + east, 1), round(self.height / 2 - north, 1)

    def holds(self, place: tuple[float, float]) -> bool:
        """Whether a place is on the map."""
        return 0 < place[0] < self.width and 0 < place[1] < self.height

    def scale(self) -> tuple[str, float]:
        """The words and the length of the scale bar: the longest round number below a quarter of the map."""
        room = self.width / 4 / self.per_km
        length = max((step for step in STEPS_KM if step <= room), default=STEPS_KM[0])
        return f"{length} km", round(length * self.per_km, 1)

    def graticule(self) -> list[tuple[float, float, float, float, str]]:
        """Meridians and parallels with their degrees, a few across the map."""
        per_degree = KM_PER_DEGREE * self.per_km
        step = next((step for step in STEPS_DEGREES if step * per_degree * self.squeeze > 110), STEPS_DEGREES[-1])
        lines = []
        for number in range(int(-180 / step), int(180 / step) + 1):
            degrees = number * step
            x, y = self.place((max(min(degrees, 90.0), -90.0), degrees))
            if 0 < x < self.width:
                lines.append((x, 0.0, x, float(self.height), _degrees(degrees, "E", "W")))
            if 0 < y < self.height and abs(degrees) <= 90:
                lines.append((0.0, y, self.width, y, _degrees(degrees, "N", "S")))
        return lines


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value >= 0 else negative}"
