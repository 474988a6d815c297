"""The page keeps nobody out and lets no code in: accessibility, the keyboard, hostile names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.explorer.page.conftest import Served, address, until
from tests.explorer.page.test_page_views import DRAWN, INITIATIVE

if TYPE_CHECKING:
    from playwright.sync_api import Page

Look = Callable[..., "Page"]
VIEWS = {
    "all": "",
    "network": "show=network",
    "map": "show=map&map.points=true",
    "table": "show=table",
    "facts": f"focus={INITIATIVE}&chosen={INITIATIVE}",
    "partners": f"panel=partners&partners.thing={INITIATIVE}",
    "questions": "panel=questions&question.name=projects-in-region",
    "sparql": "panel=sparql",
    "cite": "panel=cite",
    "nothing": "q=xqzvjk",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(articles: Served, look: Look, axe: str, view: str, scheme: str) -> None:
    page = look(articles, f"lang=en&{VIEWS[view]}", color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    page.evaluate(axe)
    report = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    serious = [
        (found["id"], node["target"], node["failureSummary"])
        for found in report["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
    ]
    assert serious == []


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_nothing_reaches_beyond_the_window(articles: Served, look: Look, width: int) -> None:
    page = look(articles, "lang=de", viewport={"width": width, "height": 844})
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_is_reached_by_keyboard(articles: Served, look: Look) -> None:
    page = look(articles)
    expect(page.get_by_role("application", name=DRAWN)).to_be_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("roma")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tabpanel", name="Facts").get_by_role("heading").first).to_be_visible()
    reached: set[str] = set()
    page.evaluate("document.activeElement.blur()")
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => { const e = document.activeElement;
                const part = e.closest('aside.facets, aside.panel, .view.network, .view.map, .view.table, header');
                return part ? part.className : ''; }"""
            )
        )
        if len(reached - {""}) >= 6:
            break
    assert {"facets", "panel", "view network", "view map", "view table", "head"} <= reached


def test_the_table_keeps_the_focus_over_thousands_of_rows(sample: Served, look: Look) -> None:
    page = look(sample, "lang=en&show=table")
    grid = page.get_by_role("grid", name="Table")
    grid.get_by_role("row").nth(1).focus()
    last = int(grid.get_attribute("aria-rowcount") or 0) - 2
    for key, row in (("ArrowDown", 1), ("End", last), ("Home", 0), ("End", last)):
        page.keyboard.press(key)
        until(lambda row=row: page.evaluate("document.activeElement.dataset.index") == str(row))


def test_focus_is_visible(articles: Served, look: Look) -> None:
    page = look(articles)
    for _ in range(8):
        page.keyboard.press("Tab")
        style = page.evaluate(
            """() => { const s = getComputedStyle(document.activeElement);
            return [s.outlineStyle, parseFloat(s.outlineWidth), s.boxShadow]; }"""
        )
        assert (style[0] != "none" and style[1] >= 1) or style[2] != "none"


def test_the_network_is_walked_by_keyboard(articles: Served, look: Look) -> None:
    page = look(articles, "lang=en&show=network&type=Initiative&network.context=false")
    picture = page.get_by_role("application", name=DRAWN)
    picture.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    until(lambda: "focus=" in address(page))


def test_names_that_are_code_stay_names(hostile: Served, look: Look) -> None:
    page = look(hostile, "lang=en&type=Project")
    grid = page.get_by_role("grid", name="Table")
    expect(grid).to_contain_text("<script>window.broken=1</script>")
    expect(grid).to_contain_text('"><img src=x onerror=window.broken=1>')
    for row in range(1, 5):
        grid.get_by_role("row").nth(row).click()
        page.wait_for_timeout(150)
    for panel in ("Partners", "Questions", "SPARQL", "Cite", "Facts"):
        page.get_by_role("tab", name=panel).click()
        page.wait_for_timeout(200)
    page.get_by_role("combobox", name="Search").fill("script")
    expect(page.get_by_role("option").filter(has_text="<script>").first).to_be_visible()
    page.get_by_role("application", name=DRAWN).hover(position={"x": 200, "y": 200})
    assert page.evaluate("window.broken") is None
    assert page.locator("script:not([src]), img[src=x]").count() == 0
    links = page.locator("a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert not [link for link in links if link.lower().startswith("javascript")]


def test_nothing_moves_for_those_who_asked_for_that(articles: Served, look: Look) -> None:
    page = look(articles)
    page.wait_for_load_state("networkidle")
    moving = page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length")
    assert moving == 0


def test_printing_shows_the_views_and_no_tools(articles: Served, look: Look) -> None:
    page = look(articles, f"lang=en&focus={INITIATIVE}")
    page.emulate_media(media="print")
    expect(page.get_by_role("tabpanel", name="Facts")).to_be_visible()
    expect(page.get_by_role("complementary", name=re.compile("Filters"))).not_to_be_visible()
    expect(page.get_by_role("button", name="Export")).not_to_be_visible()
