"""The layout: nothing overlaps, the same input gives the same places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.labels import LINE_WIDTH, LINES, WORD_WIDTH, clean, width, wrap
from explorer.layout import Box, overlaps, positions
from explorer.picture import box, lines, picture
from tests.explorer.demo_network import generated


def _picture_of(count: int) -> tuple[list[Box], list[tuple[float, float]]]:
    nodes, edges = generated(count)
    numbers = {node.id: number for number, node in enumerate(nodes)}
    drawn = picture(
        [node.label for node in nodes],
        [node.kind for node in nodes],
        [node.focus for node in nodes],
        [(numbers[edge.source], numbers[edge.target], edge.label) for edge in edges],
    )
    boxes = [box(node["label"].split("\n"), node["size"]) for node in drawn["nodes"]]
    return boxes, [(node["x"], node["y"]) for node in drawn["nodes"]]


@pytest.mark.parametrize("count", [30, 300, 500])
def test_no_node_or_name_overlaps_another(count: int) -> None:
    boxes, points = _picture_of(count)
    assert overlaps(boxes, points) == []


def test_same_input_same_places() -> None:
    assert _picture_of(120) == _picture_of(120)


def test_the_picture_lies_across_and_around_the_middle() -> None:
    _, points = _picture_of(300)
    across = [x for x, _ in points]
    down = [y for _, y in points]
    assert max(across) - min(across) > max(down) - min(down)
    assert abs(max(across) + min(across)) < 200


def test_parts_stand_side_by_side() -> None:
    boxes = [Box(100, 12, 40)] * 9
    points = positions(boxes, [(0, 1), (1, 2), (3, 4), (5, 6)])
    assert overlaps(boxes, points) == []
    assert len({round(x) for x, _ in points}) > 2


def test_no_node_no_place() -> None:
    assert positions([], []) == []


@pytest.mark.parametrize(
    "edges",
    [
        [],
        [(0, 0)],
        [(0, number) for number in range(1, 60)],
        [(one, two) for one in range(60) for two in range(one)],
    ],
    ids=["no edge", "loop", "star", "everyone with everyone"],
)
def test_hard_shapes_have_room(edges: list[tuple[int, int]]) -> None:
    boxes = [Box(120, 15, 60)] * 60
    assert overlaps(boxes, positions(boxes, edges)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30))
def test_any_network_has_room(edges: list[tuple[int, int]]) -> None:
    boxes = [Box(60 + 9 * number, 10, 20 + number) for number in range(15)]
    assert overlaps(boxes, positions(boxes, edges)) == []


def test_parallel_relations_share_a_line() -> None:
    drawn = lines([(0, 1, "Partner"), (0, 1, "Träger"), (1, 0, "Partner"), (2, 0, "Thema")])
    assert [(line.start, line.end, line.label, line.arrows) for line in drawn] == [
        (0, 1, "Partner · Träger", "to, from"),
        (2, 0, "Thema", "to"),
    ]


@given(st.text(max_size=200))
def test_wrapped_lines_fit(text: str) -> None:
    wrapped = wrap(text)
    assert len(wrapped) <= LINES
    assert all(width(line) <= max(WORD_WIDTH, LINE_WIDTH) for line in wrapped)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HORIZONT", ("HORIZONT",)),
        ("Kompetenzentwicklung", ("Kompetenzentwicklung",)),
        ("3. Vernetzungstreffen", ("3. Vernetzungstreffen",)),
        ("", ()),
    ],
)
def test_wrap(text: str, expected: tuple[str, ...]) -> None:
    assert wrap(text) == expected


def test_clean_keeps_names_and_drops_what_is_not_text() -> None:
    assert clean("Süd\u202eost\x00 \n Ω\u200f\ud800") == "Südost Ω\u200f"
