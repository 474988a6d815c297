"""Where everything stands in the picture of partners: the seeker, what is shared by kind, the candidates by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.kinds import kind_of
from explorer.labels import FONT_SIZE, clean, width

WIDTH = 1240
LINE = 17  # pixels a line of text
PAD = 7  # within a box
GAP = 7  # between boxes
GROUP_GAP = 30  # between two kinds, with the name of the second
SEEKER = (0, 220)  # left side and width of the columns
SHARED = (414, 330)
CANDIDATES = (910, 330)
MOST_LINES = 3
THICKEST, THINNEST = 9.0, 1.2
BOLD = 1.08  # bold letters are wider than those that are measured
MOST_DRAWN = 20  # things in the middle, or twice as many as there are candidates; all stand in the list
LOOKS = {
    "theme": "theme", "target_group": "target-group", "programme": "programme", "meeting": "event",
    "funder": "organisation", "place": "region", "role": "output", "partner": "organisation", "walk": "organisation",
    "project": "project", "word": "project", "home": "region", "neighbours": "region",
}  # fmt: skip


@dataclass(slots=True)
class Text:
    """One line of a box."""

    text: str
    x: float
    y: float
    role: str = ""


@dataclass(slots=True)
class Box:
    """A thing in the picture."""

    id: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: list[Text] = field(default_factory=list)
    href: str = ""
    title: str = ""


@dataclass(slots=True)
class Ribbon:
    """A line between two boxes; ``href`` is the reason in the list, ``candidates`` those that it belongs to."""

    kind: str
    path: str
    thickness: float
    shared: str
    candidates: list[int]
    href: str = ""


@dataclass(slots=True)
class Shared:
    """What the seeker shares with candidates: its name, and for each candidate the reason and its weight."""

    kind: str
    label: str
    reasons: list[tuple[int, int, float]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """What it adds to all scores together."""
        return sum(weight for _, _, weight in self.reasons)


@dataclass(slots=True)
class Picture:
    """Everything that is drawn, in pixels."""

    height: float
    boxes: list[Box]
    ribbons: list[Ribbon]
    heads: list[tuple[str, str, float, float]]


def look(kind: str) -> str:
    """The kind of thing whose colours a kind of reason has; "" for none, which is grey."""
    return LOOKS.get(kind, "")


def colours(kinds: Sequence[str]) -> list[tuple[str, str, str]]:
    """The line colour of each kind of reason on a light and on a dark ground, with its fill."""
    looks = [kind_of(look(kind)) for kind in kinds]
    return [(one.edge, one.dark_edge, one.fill) for one in looks]


def wrapped(text: str, room: float, most: int = MOST_LINES) -> list[str]:
    """The text in lines of a width; what is left over becomes an ellipsis, and long words are cut."""
    lines: list[str] = []
    for word in clean(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = [_cut(line, room) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(f"{kept[-1].removesuffix('…')}…", room)
    return kept


def _cut(line: str, room: float) -> str:
    if width(line) <= room:
        return line
    kept = line.removesuffix("…")
    while kept and width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def drawn(
    seeker: tuple[str, str], shared: Sequence[Shared], names: Sequence[tuple[str, str, str]], heads: dict[str, str]
) -> Picture:
    """The picture; ``seeker`` has a name and a kind, ``names`` name, place and score of each candidate in order."""
    kinds = list(heads)
    shared = weightiest(shared, len(names))
    ordered = sorted(shared, key=lambda one: (kinds.index(one.kind), -one.weight, one.label))
    middle, titles = _middle(ordered, heads)
    right = [_candidate(rank, *name) for rank, name in enumerate(names, 1)]
    height = max([_low(middle), _low(right), 160.0])
    _spread(right, height)
    _centre(middle, titles, height)
    left = _seeker(*seeker, height)
    return Picture(height, [left, *middle, *right], _ribbons(left, ordered, middle, right), titles)


def weightiest(shared: Sequence[Shared], candidates: int) -> list[Shared]:
    """What is drawn: what adds most to all scores together, and for each candidate what adds most to its own."""
    by_weight = sorted(shared, key=lambda one: (-one.weight, one.kind, one.label))
    best: dict[int, tuple[float, int]] = {}
    for place, one in enumerate(by_weight):
        for rank, _, weight in one.reasons:
            if weight > best.get(rank, (0.0, 0))[0]:
                best[rank] = weight, place
    kept = {place for _, place in best.values()} | set(range(max(MOST_DRAWN, 2 * candidates)))
    return [one for place, one in enumerate(by_weight) if place in kept]


def _middle(ordered: Sequence[Shared], heads: dict[str, str]) -> tuple[list[Box], list[tuple[str, str, float, float]]]:
    boxes: list[Box] = []
    titles: list[tuple[str, str, float, float]] = []
    y, last = 0.0, ""
    for number, one in enumerate(ordered):
        if one.kind != last:
            y += GROUP_GAP - GAP if last else 0.0
            titles.append((one.kind, heads[one.kind], SHARED[0], y + 13))
            y, last = y + 20, one.kind
        box = _box(f"s{number}", one.kind, SHARED, y, wrapped(one.label, SHARED[1] - 2 * PAD - 6, 2))
        box.title = clean(one.label)
        boxes.append(box)
        y += box.height + GAP
    return boxes, titles


def _box(id_: str, kind: str, column: tuple[float, float], y: float, lines: Sequence[str], indent: float = 0.0) -> Box:
    box = Box(id_, kind, column[0], y, column[1], LINE * len(lines) + 2 * PAD)
    box.lines = [
        Text(line, column[0] + PAD + 4 + indent, y + PAD + LINE * at + FONT_SIZE) for at, line in enumerate(lines)
    ]
    return box


def _candidate(rank: int, name: str, place: str, score: str) -> Box:
    room = (CANDIDATES[1] - 2 * PAD - 78) / BOLD
    lines = wrapped(name, room, 2)
    box = _box(f"c{rank}", "candidate", CANDIDATES, 0.0, [*lines, *wrapped(place, room, 1)], 26.0)
    for line in box.lines[len(lines) :]:
        line.role = "place"
    first = box.lines[0].y
    box.lines.append(Text(str(rank), CANDIDATES[0] + 18, first, "rank"))
    box.lines.append(Text(score, CANDIDATES[0] + CANDIDATES[1] - PAD - 4, first, "score"))
    box.href, box.title = f"#c{rank}", clean(name)
    return box


def _seeker(name: str, kind: str, height: float) -> Box:
    lines = [*wrapped(name, (SEEKER[1] - 2 * PAD - 8) / BOLD, 5), kind]
    box = _box("seeker", "seeker", SEEKER, 0.0, lines)
    _move(box, (height - box.height) / 2)
    box.lines[-1].role, box.title = "place", clean(name)
    return box


def _move(box: Box, by: float) -> None:
    box.y += by
    for line in box.lines:
        line.y += by


def _low(boxes: Sequence[Box]) -> float:
    """How high the boxes are, one below the other."""
    if boxes and boxes[0].id.startswith("s"):
        return boxes[-1].y + boxes[-1].height
    return sum(box.height + GAP for box in boxes)


def _spread(boxes: Sequence[Box], height: float) -> None:
    """One below the other over the whole height."""
    gap = min((height - sum(box.height for box in boxes)) / max(len(boxes), 1), 60.0)
    y = (height - sum(box.height + gap for box in boxes) + gap) / 2
    for box in boxes:
        _move(box, y - box.y)
        y += box.height + gap


def _centre(boxes: Sequence[Box], titles: list[tuple[str, str, float, float]], height: float) -> None:
    by = (height - _low(boxes)) / 2 if boxes else 0.0
    for box in boxes:
        _move(box, by)
    titles[:] = [(kind, head, x, y + by) for kind, head, x, y in titles]


def _ribbons(left: Box, shared: Sequence[Shared], middle: Sequence[Box], right: Sequence[Box]) -> list[Ribbon]:
    scale = THICKEST / max([one.weight for one in shared] + [0.3])
    found = []
    for one, box in zip(shared, middle, strict=True):
        ranks = [rank for rank, _, _ in one.reasons]
        found.append(Ribbon(one.kind, _curve(left, box), _thick(one.weight * scale), box.id, ranks))
        for rank, number, weight in one.reasons:
            path = _curve(box, right[rank - 1])
            thick = _thick(weight * 30.0)
            found.append(Ribbon(one.kind, path, thick, box.id, [rank], f"#r{rank}-{number}"))
    return found


def _thick(value: float) -> float:
    return round(min(max(value, THINNEST), THICKEST), 1)


def _curve(start: Box, end: Box) -> str:
    x1, y1, x2, y2 = start.x + start.width, start.y + start.height / 2, end.x, end.y + end.height / 2
    bend = (x2 - x1) / 2
    return f"M{x1:.0f} {y1:.1f}C{x1 + bend:.0f} {y1:.1f} {x2 - bend:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"
