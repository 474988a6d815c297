"""The network page in a real browser: it asks nothing of anyone and does what people expect of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from explorer.network_page import Edge, Node, network_page
from graph.identity import name_key
from tests.explorer.conftest import READY
from tests.explorer.demo_network import generated, small
from tests.explorer.test_network_page import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

NAMES = "#things tbody tr:not([hidden]) th"


def _small(lang: str = "de") -> str:
    nodes, edges = small()
    return network_page(nodes, edges, title="Talnetz Süd", lang=lang)


def _number(label: str) -> int:
    return next(number for number, node in enumerate(small()[0]) if node.label == label)


def _place(page: Page, number: int) -> tuple[float, float]:
    """Where a node is on the screen."""
    spot = page.evaluate(
        "id => { const { network, container } = verbund.picture;"
        " const { x, y } = network.canvasToDOM(network.getPosition(id));"
        " const box = container.getBoundingClientRect(); return [box.x + x, box.y + y]; }",
        number,
    )
    return spot[0], spot[1]


def _until(page: Page, condition: str, value: Any = None) -> None:
    """Waits for a condition; Playwright's own waiting needs ``eval``, which the page's policy forbids."""
    for _ in range(250):
        if page.evaluate(condition, value):
            return
        page.wait_for_timeout(20)
    pytest.fail(f"never came true: {condition}")


def test_it_asks_nothing_of_the_server_it_comes_from(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(_small(), encoding="utf-8")
    asked: list[str] = []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
        page.locator(READY).wait_for(state="attached")
        page.wait_for_timeout(300)
        page.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == ["/page.html"]


def test_it_opens_with_300_things_and_draws_them(opened: Open) -> None:
    nodes, edges = generated(300)
    page = opened(network_page(nodes, edges, title="Musterland"))
    assert page.locator(NAMES).count() == 300
    painted = page.evaluate(
        "() => { const canvas = document.querySelector('#picture canvas'); const { data } ="
        " canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
        " return data.filter((value, index) => index % 4 === 3 && value > 0).length; }"
    )
    assert painted > 20_000
    inside = page.evaluate(
        "() => { const { network, container, data } = verbund.picture; return data.nodes.filter(({ id }) => {"
        " const { x, y } = network.canvasToDOM(network.getPosition(id));"
        " return x > 0 && y > 0 && x < container.clientWidth && y < container.clientHeight; }).length; }"
    )
    assert inside == 300


def test_it_stands_still_when_it_opens(opened: Open) -> None:
    page = opened(_small())
    before = _place(page, 3)
    page.wait_for_timeout(600)
    assert _place(page, 3) == before
    x, y = _place(page, _number("Talnetz Süd – Wege in Arbeit"))
    frame = page.locator("#picture").bounding_box()
    assert frame is not None
    assert (round(x), round(y)) == (
        round(frame["x"] + frame["width"] / 2),
        round(frame["y"] + frame["height"] / 2),
    )


@pytest.mark.parametrize("text", ["uberlingen", "ÜBERLINGEN", "ueberlingen", "Neudorf überl"])
def test_search_finds_with_and_without_umlauts(opened: Open, text: str) -> None:
    page = opened(_small())
    page.locator("#search").fill(text)
    names = page.locator(NAMES).all_text_contents()
    assert "Stadt Überlingen-Neudorf, Amt für Jugend und Soziales" in names
    assert page.locator("#hits").text_content() == f"{len(names)} Treffer"


def test_enter_goes_from_hit_to_hit(opened: Open) -> None:
    page = opened(_small())
    page.locator("#search").fill("mento")
    page.keyboard.press("Enter")
    assert page.locator("#chosen h3").text_content() == "Mentoring"
    assert page.locator("#hits").text_content() == "Treffer 1 von 1"
    page.locator("#search").fill("im")
    page.keyboard.press("Enter")
    first = page.locator("#chosen h3").text_content()
    page.keyboard.press("Enter")
    assert page.locator("#chosen h3").text_content() != first


def test_no_hit_says_so(opened: Open) -> None:
    page = opened(_small("en"))
    page.locator("#search").fill("xyzzy")
    assert page.locator("#hits").text_content() == "No hits"
    assert page.locator("#things .no-row").is_visible()


def test_the_script_makes_the_same_keys_as_the_graph(opened: Open) -> None:
    texts = [
        "Süd-Ost",
        "Straße & Weg",
        "Königsried",
        "Muenchen",
        "Übergang Schule–Beruf",
        "ÉCOLE 3",
        "Αθήνα",
        "neue Bauer",
    ]
    page = opened(_small())
    assert page.evaluate("texts => texts.map(nameKey)", texts) == [name_key(text) for text in texts]


def test_filter_by_type_narrows_picture_and_tables(opened: Open) -> None:
    page = opened(_small())
    page.get_by_label("Projekte").uncheck()
    assert "WERKRAUM" not in page.locator(NAMES).all_text_contents()
    assert page.locator("#things caption .count").text_content() == "17 von 22"
    assert page.evaluate("id => verbund.picture.isShown(id)", _number("WERKRAUM")) is False
    page.locator("#kinds-all").click()
    assert page.locator(NAMES).count() == 0
    page.locator("#kinds-all").click()
    assert page.locator(NAMES).count() == 22


def test_headings_sort_by_mouse_and_keyboard(opened: Open) -> None:
    page = opened(_small())
    head = page.locator("#things thead th").nth(2)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    degrees = [int(text) for text in page.locator("#things tbody .number").all_text_contents()]
    assert degrees == sorted(degrees, reverse=True)
    assert page.locator("#things thead th").first.get_attribute("aria-sort") == "none"


def test_a_row_leads_to_its_node(opened: Open) -> None:
    page = opened(_small())
    button = page.locator("#things").get_by_role("button", name="WERKRAUM")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#chosen h3").text_content() == "WERKRAUM"
    assert page.evaluate("verbund.state.selected") == _number("WERKRAUM")
    assert page.locator("#status").text_content() == "Ausgewählt: WERKRAUM, 4 Beziehungen"
    page.locator("#things td.sources").first.click()
    assert page.locator("#chosen h3").text_content() == "3. Vernetzungstreffen im Alten Speicher"


def test_a_click_selects_and_escape_lets_go(opened: Open) -> None:
    page = opened(_small())
    page.mouse.click(*_place(page, _number("HORIZONT")))
    assert page.locator("#chosen h3").text_content() == "HORIZONT"
    assert page.evaluate("id => verbund.picture.isProminent(id)", _number("Mentoring")) is False
    assert page.evaluate("id => verbund.picture.isProminent(id)", _number("WERKRAUM")) is True
    page.keyboard.press("Escape")
    assert page.evaluate("verbund.state.selected") is None
    assert page.evaluate("id => verbund.picture.isProminent(id)", _number("Mentoring")) is True
    assert page.locator("#search").input_value() == ""


def test_pointing_shows_facts_and_sources(opened: Open) -> None:
    page = opened(_small())
    page.mouse.move(*_place(page, _number("HORIZONT")))
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    text = tip.text_content() or ""
    assert "1.200.000 €" in text
    assert "Musterregister" in text or "Bericht" in text
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")


def test_neighbours_lead_on(opened: Open) -> None:
    page = opened(_small())
    page.locator("#chosen").get_by_role("button", name="Lindenhof").click()
    assert page.locator("#chosen h3").text_content() == "Lindenhof – Lernen im Quartier"
    page.get_by_role("button", name="In der Tabelle zeigen").click()
    assert page.evaluate("document.activeElement.textContent") == "Lindenhof – Lernen im Quartier"


def test_a_link_names_a_thing(opened: Open) -> None:
    page = opened(_small())
    page.locator("#things").get_by_role("button", name="HORIZONT").click()
    fragment = page.evaluate("location.hash")
    assert page.locator("#chosen h3").text_content() == "HORIZONT"
    again = opened(_small(), fragment)
    assert again.locator("#chosen h3").text_content() == "HORIZONT"


def test_the_keyboard_reaches_everything(opened: Open) -> None:
    page = opened(_small())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tables"
    page.locator("#picture").focus()
    scale = page.evaluate("verbund.picture.network.getScale()")
    page.keyboard.press("+")
    _until(page, "scale => verbund.picture.network.getScale() > scale * 1.3", scale)
    centre = page.evaluate("verbund.picture.network.getViewPosition().x")
    page.keyboard.press("ArrowRight")
    _until(page, "x => verbund.picture.network.getViewPosition().x > x + 40", centre)


def test_the_wheel_scrolls_the_page_until_the_picture_is_asked_for(opened: Open) -> None:
    page = opened(_small())
    scale = page.evaluate("verbund.picture.network.getScale()")
    page.mouse.move(300, 500)
    page.mouse.wheel(0, 200)
    _until(page, "scrollY > 0")
    assert page.evaluate("verbund.picture.network.getScale()") == scale
    assert page.locator("#wheel").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_sticks_out_at_any_width(opened: Open, width: int, scheme: str) -> None:
    page = opened(_small(), viewport={"width": width, "height": 844}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("document.querySelector('#picture canvas').clientHeight") > 300


def test_hostile_labels_stay_inert(opened: Open) -> None:
    nodes = [
        Node(f"{number}{text}", text, text if number % 2 else "project", ((text, text),), (text,), text)
        for number, text in enumerate(HOSTILE)
    ]
    edges = [Edge(nodes[0].id, node.id, text, (text,)) for node, text in zip(nodes, HOSTILE, strict=True)]
    page = opened(network_page(nodes, edges, title=HOSTILE[0], footer=HOSTILE[0]))
    for number in range(len(nodes)):
        page.mouse.move(*_place(page, number))
        page.mouse.click(*_place(page, number))
        page.wait_for_timeout(60)
    assert page.locator("img").count() == 0
    assert page.locator("#chosen a, #tip a, #things a").count() == 0
    assert page.locator("h1").text_content() == HOSTILE[0]


def test_without_script_the_tables_are_whole(opened: Open) -> None:
    page = opened(_small(), java_script_enabled=False)
    assert page.locator(".notice").is_visible()
    assert page.locator(NAMES).count() == 22


def test_the_empty_page_opens(opened: Open) -> None:
    page = opened(network_page([], [], title="Nichts"))
    assert page.locator(".nothing h2").is_visible()


def test_it_prints_on_white_from_a_dark_screen(opened: Open) -> None:
    page = opened(_small(), color_scheme="dark")
    dark = page.evaluate("verbund.picture.colours.text")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("verbund.picture.colours.text") != dark
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("verbund.picture.colours.text") == dark
