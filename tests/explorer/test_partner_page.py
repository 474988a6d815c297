"""The page of partners: it says all that the recommendation says, and asks nothing of anyone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import main
from explorer.answers_text import one_line
from explorer.labels import clean
from explorer.partner_map import PIN, charted
from explorer.partner_page import draw_partners
from explorer.partner_picture import MOST_DRAWN, Shared, drawn, weightiest, wrapped
from explorer.partner_words import WORDS
from explorer.reason_text import reason_text
from graph.errors import InputError, NotFoundError, OutputError
from graph.model import Project, Source
from graph.partners import partners
from graph.places import Places
from graph.store import GraphStore
from graph.triples import record_quads
from tests.explorer.test_network_page import HOSTILE, LOADING, Page

ROMA = "Vernetzung Süd-Ost-Europa, Roma"
NUTS = "http://data.europa.eu/nuts/code/"


@pytest.fixture(scope="module")
def html(store: GraphStore) -> str:
    return draw_partners(store, ROMA, language="en").html


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_candidates_and_reasons_are_on_the_page(store: GraphStore, language: str) -> None:
    page = Page(draw_partners(store, ROMA, language=language).html)
    text = " ".join(text for texts in page.texts.values() for text in texts)
    for rank, one in enumerate(partners(store, ROMA).candidates, 1):
        assert clean(store.names.label(one.id, language)) in text
        for number, reason in enumerate(one.reasons, 1):
            assert reason_text(reason.link, store.names, language) in text
            assert f"r{rank}-{number}" in [attributes.get("id") for attributes in page.all("li")]


def test_every_line_of_a_reason_leads_to_it(html: str) -> None:
    page = Page(html)
    reasons = {attributes["id"] for attributes in page.all("li") if attributes.get("id", "").startswith("r")}
    lines = [attributes["data-reason"] for attributes in page.all("path") if "data-reason" in attributes]
    assert set(lines) == reasons
    assert len(lines) == len(reasons)


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    page = Page(html)
    assert not [attributes for _, attributes in page.elements if LOADING & attributes.keys()]
    assert all(attributes["href"].startswith("data:") for attributes in page.all("link"))
    assert all(attributes["href"].startswith("#") for attributes in page.all("a"))
    assert not re.search(r"url\(|@import|https?://", page.texts["style"][0])


def test_the_policy_allows_only_this_script_and_this_style(html: str) -> None:
    page = Page(html)
    (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    for tag in ("script", "style"):
        (text,) = page.texts[tag]
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not any(
        "style" in attributes or any(name.startswith("on") for name in attributes) for _, attributes in page.elements
    )


def test_the_same_question_gives_the_same_page(store: GraphStore, html: str) -> None:
    assert draw_partners(store, ROMA, language="en").html == html


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_nothing_else(name: str) -> None:
    name = name.encode("utf-8", "ignore").decode()  # no store holds lone surrogates
    store = GraphStore.open()
    shared = {"theme": ["https://w3id.org/verbund/id/theme/mentoring"]}
    records = [
        Project(iri=f"https://example.org/{at}", label={"": label}, **shared)  # type: ignore[arg-type]
        for at, label in enumerate(["Seeker", name])
    ]
    store.load(Source(id="own", title=name), [quad for one in records for quad in record_quads(one, "own")])
    plain = Page(draw_partners(store, "Seeker").html)
    tags = [tag for tag, _ in plain.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "base"} & set(tags)
    html = draw_partners(store, "Seeker").html.replace("&#34;", '"').replace("&#39;", "'")
    assert escape(clean(one_line(name)), quote=False) in html


def test_nobody_is_said_with_the_reason(store: GraphStore) -> None:
    page = draw_partners(store, ROMA, language="en", theme=["Homelessness"]).html
    assert WORDS["none"][1] in page
    assert "Not listed" in page


@pytest.mark.parametrize(
    ("options", "error"),
    [({"limit": 41}, OutputError), ({"type": "x"}, InputError), ({"region": "Atlantis"}, NotFoundError)],
)
def test_bad_options_are_named(store: GraphStore, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        draw_partners(store, ROMA, **options)


# ---------------------------------------------------------------------- picture


def test_boxes_do_not_overlap_and_the_middle_is_by_kind() -> None:
    shared = [Shared(kind, f"{kind} {at}", [(at % 4 + 1, 1, 0.1)]) for kind in ("theme", "place") for at in range(9)]
    names = [(f"A very long name of a project number {at}" * 2, "project, Ort", "0.5") for at in range(4)]
    picture = drawn(("Seeker", "project"), shared, names, {"theme": "Themes", "place": "Place"})
    columns: dict[float, list[Any]] = {}
    for box in picture.boxes:
        columns.setdefault(box.x, []).append(box)
        assert box.y >= 0
        assert box.y + box.height <= picture.height + 0.01
    for boxes in columns.values():
        assert all(one.y + one.height <= other.y for one, other in pairwise(sorted(boxes, key=lambda box: box.y)))
    assert [head for _, head, _, _ in picture.heads] == ["Themes", "Place"]
    assert [box.kind for box in picture.boxes[1:19]] == ["theme"] * 9 + ["place"] * 9


def test_a_stronger_reason_is_a_thicker_line() -> None:
    shared = [Shared("theme", "A", [(1, 1, 0.2)]), Shared("theme", "B", [(1, 2, 0.05)])]
    picture = drawn(("S", "project"), shared, [("C", "", "")], {"theme": "Themes"})
    thick = {(one.shared, one.href): one.thickness for one in picture.ribbons}
    assert thick["s0", "#r1-1"] > thick["s1", "#r1-2"]
    assert thick["s0", ""] > thick["s1", ""]


@pytest.mark.parametrize("text", ["", "kurz", "Donaudampfschifffahrtsgesellschaft" * 5, "ein Wort und noch eines " * 9])
def test_text_stays_in_its_box(text: str) -> None:
    from explorer.labels import width

    lines = wrapped(text, 120.0, 2)
    assert len(lines) <= 2
    assert all(width(line) <= 120 for line in lines)


# ---------------------------------------------------------------------- map


def test_several_in_one_place_stand_beside_each_other(store: GraphStore) -> None:
    chart = charted(Places(store), [("a", f"{NUTS}DE212")] * 7 + [("b", f"{NUTS}DE300"), ("c", "")], [], str)
    assert [pin.rank for pin in chart.pins] == [1, 2, 3, 4, 5, 6, 7, 8]
    for one in chart.pins:
        for other in chart.pins[one.rank :]:
            assert max(abs(one.x - other.x), abs(one.y - other.y)) >= 2 * PIN
    assert chart.unplaced == ["c"]


def test_a_radius_is_drawn_to_scale(store: GraphStore) -> None:
    places = Places(store)
    chart = charted(places, [("a", f"{NUTS}DE111")], [], str, (f"{NUTS}DE111", 50.0))
    assert chart.circle is not None
    kilometres = float(chart.scale[0].split()[0])
    assert chart.circle[2] / 50 == pytest.approx(chart.scale[1] / kilometres, rel=0.01)


def test_without_a_point_there_is_no_map(store: GraphStore) -> None:
    chart = charted(Places(store), [("a", "")], [], str)
    assert (chart.pins, chart.unplaced) == ([], ["a"])


# ---------------------------------------------------------------------- command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["draw", *arguments])


def test_the_command_writes_a_page_and_options_combine(tmp_path: Path) -> None:
    file = tmp_path / "partner.html"
    result = run("--partners", ROMA, "--near", "Stuttgart", "--radius", "60", "--limit", "1", "-o", str(file), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["file"] == str(file)
    assert 'id="c1"' in file.read_text("utf-8")
    assert 'id="c2"' not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--partners"], 2, "Name a THING, or describe"),
        ([ROMA, "--in", "Bayern"], 2, "--in needs --partners"),
        (["--partners", ROMA, "--depth", "2"], 2, "--depth is not for --partners"),
        (["--partners", ROMA, "--near", "Stuttgart"], 2, "--near and --radius go together"),
        (["--partners", ROMA, "--in", " "], 2, "--in is empty"),
        (["--partners", ROMA, "--in", "Atlantis"], 1, "Atlantis"),
        (["--partners", "Mentoring in Atlantis"], 1, "Atlantis"),
        (["--partners", ROMA, "--limit", "99"], 1, "at most 40"),
    ],
)
def test_wrong_calls_are_named_in_a_line(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments, "-o", str(tmp_path / "page.html"))
    assert result.exit_code == code
    assert words in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_a_description_has_a_page_as_well(store: GraphStore) -> None:
    html = draw_partners(store, text="Elternarbeit mit Roma", programme=["XENOS"], home="Stadt Augsburg").html
    assert "Mögliche Partner für Elternarbeit mit Roma" in html


def test_the_weightiest_are_drawn_and_something_for_everybody() -> None:
    shared = [Shared("theme", f"t{n}", [(1, 0, 0.5 - n / 100)]) for n in range(30)]
    shared.append(Shared("programme", "p", [(2, 0, 0.001)]))
    drawn = weightiest(shared, 2)
    assert len(drawn) == MOST_DRAWN + 1
    assert {one.label for one in drawn} >= {"p", "t0"}
    assert "t29" not in {one.label for one in drawn}
