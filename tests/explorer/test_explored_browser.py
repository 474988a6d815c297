"""The file of ``verbund explore`` in a real browser, opened as a file: it asks for nothing, and data stay data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explorer.explored import explored
from graph.errors import InputError
from tests.small_sources import turtle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = "</script><img src=x onerror=alert(1)><b>Netz"
WAIT = 120_000  # milliseconds; a machine that does other things as well is slow to draw
STORE = f"""
<https://w3id.org/verbund/id/project/netz> a vb:Project ; rdfs:label "{HOSTILE}"@de ;
    vb:partner <https://w3id.org/verbund/id/organisation/amt> ; schema:startDate "2013" .
<https://w3id.org/verbund/id/organisation/amt> a vb:Organisation ; rdfs:label "--><svg onload=alert(1)>"@de .
"""


@pytest.fixture(scope="module")
def html() -> str:
    """The page of a store whose names are markup."""
    store = turtle(STORE)
    try:
        return explored(store, language="en").html
    except InputError as error:
        pytest.skip(str(error))


@pytest.fixture
def page(browser: Browser, html: str, tmp_path: Path) -> Iterator[Page]:
    """The page as it opens from a folder; nothing may go wrong, pop up or be asked for."""
    file, troubles = tmp_path / "netz.html", list[str]()
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(WAIT)
    shown = context.new_page()
    shown.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: troubles.append(str(error)))
    shown.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    shown.on(
        "request",
        lambda asked: None if asked.url.startswith(("data:", "blob:", file.as_uri())) else troubles.append(asked.url),
    )
    shown.goto(file.as_uri())
    yield shown
    context.close()
    assert troubles == []


def test_names_stay_names_and_the_views_show_them(page: Page) -> None:
    row = page.locator("#table [role=row]", has_text=HOSTILE).first
    row.wait_for()
    row.click()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    panel.get_by_text("svg onload").first.wait_for()
    assert page.locator("#app img").count() == 0
    assert page.locator("[onload], [onerror]").count() == 0


def test_its_reader_may_change_the_language(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="Deutsch").click()
    page.get_by_role("button", name="English").wait_for()
    assert page.evaluate("document.documentElement.lang") == "de"


def test_what_is_shown_can_be_searched(page: Page) -> None:
    page.locator("#search").fill("nezt")
    page.get_by_role("option").filter(has_text="Netz").first.wait_for()
