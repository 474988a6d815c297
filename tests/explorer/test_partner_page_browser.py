"""The page of partners in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explorer.partner_page import draw_partners
from graph.store import GraphStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROMA = "Vernetzung Süd-Ost-Europa, Roma"


@pytest.fixture(scope="module")
def file(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page") / "partner.html"
    made.write_text(draw_partners(store, ROMA).html, "utf-8")
    return made


def opened(browser: Browser, file: Path, width: int = 1440) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 900})
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(file.as_uri())
    return page, heard


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_it_fits_and_asks_for_nothing_but_itself(browser: Browser, file: Path, width: int) -> None:
    page, heard = opened(browser, file, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [one for one in heard if not one.startswith("data:")] == [file.as_uri()]
    page.close()


def test_pointing_at_a_candidate_picks_out_what_belongs_to_it(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file)
    page.hover("[data-box=c2]")
    assert page.locator(".box.candidate.on").count() == 1
    assert page.locator(".pin.on").count() == 1
    assert 0 < page.locator(".ribbon.on").count() < page.locator(".ribbon").count()
    page.mouse.move(5, 5)
    assert page.locator(".on").count() == 0
    page.close()


def test_a_line_leads_to_its_reason_with_sources(browser: Browser, file: Path) -> None:
    page, _ = opened(browser, file)
    page.dispatch_event("[data-reason=r1-1]", "click", {"bubbles": True})
    assert page.locator("#r1-1 details").get_attribute("open") is not None
    assert page.locator("#r1-1 .sources li").first.is_visible()
    page.close()
