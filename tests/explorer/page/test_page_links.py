"""A link brings back the view, languages and loads leave it alone, and real data are shown like the articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.explorer.page.conftest import OPERATIONS, Served, address, served_store, until
from tests.explorer.page.test_page_views import DRAWN, found, rows
from tests.processes import verbund

if TYPE_CHECKING:
    from playwright.sync_api import Page

Look = Callable[..., "Page"]


def test_a_link_restores_the_view(articles: Served, look: Look) -> None:
    page = look(articles)
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("checkbox", name=re.compile("^Projects")).check()
    page.get_by_role("grid", name="Table").get_by_role("button", name="Name").click()
    page.get_by_role("grid", name="Table").get_by_role("row").nth(2).click()
    until(lambda: "table.sort=label" in address(page))
    until(lambda: "focus=" in address(page))
    link = address(page).partition("#")[2]
    page.wait_for_timeout(500)
    facts = page.get_by_role("tabpanel", name="Facts").inner_text()
    other = look(articles, link)
    expect(other.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    expect(other.get_by_role("checkbox", name=re.compile("^Projects"))).to_be_checked()
    assert rows(other) == rows(page)
    expect(other.get_by_role("tabpanel", name="Facts")).to_contain_text(facts.splitlines()[0])


def test_the_language_changes_and_the_view_stays(articles: Served, look: Look) -> None:
    page = look(articles, "lang=en&type=Initiative&show=table")
    expect(page.get_by_role("grid", name="Table")).to_contain_text("Networking South-Eastern Europe, Roma")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("grid", name="Tabelle")).to_contain_text("Vernetzung Süd-Ost-Europa, Roma")
    assert page.evaluate("document.documentElement.lang") == "de"
    assert "type=Initiative" in address(page)


def test_a_load_renews_the_data_without_losing_the_view(look: Look, tmp_path: Path) -> None:
    first, second = tmp_path / "eins.csv", tmp_path / "zwei.csv"
    head, *lines = OPERATIONS.splitlines(keepends=True)
    first.write_text(head + lines[0], encoding="utf-8")
    second.write_text(head + lines[1], encoding="utf-8")
    store = tmp_path / "store"
    assert verbund("--store", str(store), "load", "--without-curated", str(first))[0] == 0
    with served_store(store) as served:
        page = look(served, "lang=en&show=table&type=Project")
        expect(page.get_by_role("grid", name="Table")).to_have_attribute("aria-rowcount", "2")
        assert verbund("--store", str(store), "load", str(second))[0] == 0
        expect(page.get_by_role("grid", name="Table")).to_have_attribute("aria-rowcount", "3", timeout=30_000)
        assert "type=Project" in address(page)
        page.close()  # while the server can still answer


def test_real_projects_are_shown(sample: Served, look: Look) -> None:
    page = look(sample)
    expect(page.get_by_role("application", name=DRAWN)).to_be_visible(timeout=30_000)
    total = found(page)
    assert total > 5_000
    expect(page.get_by_role("button", name=re.compile(r"^Germany: [\d,]+ projects"))).to_be_visible()
    page.get_by_role("combobox", name="Search").press_sequentially("fórest")
    until(lambda: 0 < found(page) < total)


@pytest.mark.parametrize("view", ["q=xqzvjk", "since=1801&until=1802", "ids=https%3A%2F%2Fexample.org%2Fnone"])
def test_nothing_found_is_said(articles: Served, look: Look, view: str) -> None:
    page = look(articles, f"lang=en&{view}")
    expect(page.get_by_text("Nothing found").first).to_be_visible()
    page.get_by_role("button", name="Remove all filters").first.click()
    until(lambda: found(page) > 100)
