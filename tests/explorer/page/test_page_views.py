"""Each view of the explorer's page does what its users expect, on the five articles."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.explorer.page.conftest import Served, address, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

Look = Callable[..., "Page"]
INITIATIVE = "~initiative/vernetzung-sued-ost-europa-roma"
KIS = "KIS - Kultur im Sozialraum"
DRAWN = re.compile(r"Network of \d+ things and \d+ links")


def in_focus(page: Page) -> str:
    """The thing whose facts are shown."""
    return page.get_by_role("complementary", name="Tools").get_by_role("heading").first.inner_text()


def found(page: Page) -> int:
    """How many things the filters find, as they stand on the page."""
    text = page.get_by_role("complementary", name="Filters").locator("strong").first.inner_text()
    return int(text.partition(" of ")[0].replace(",", ""))


def rows(page: Page) -> int:
    """How many rows the table has, drawn or not, without its head."""
    return int(page.get_by_role("grid", name="Table").get_attribute("aria-rowcount") or 0) - 1


def test_all_views_show_one_selection(articles: Served, look: Look) -> None:
    page = look(articles)
    expect(page.get_by_role("application", name=DRAWN)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"^Bavaria: \d+ project"))).to_be_visible()
    total = found(page)
    assert rows(page) == total > 100
    page.get_by_role("checkbox", name=re.compile("^Projects")).check()
    expect(page.get_by_role("grid", name="Table")).not_to_have_attribute("aria-rowcount", str(total + 1))
    assert rows(page) == found(page) < total
    until(lambda: "type=Project" in address(page))


def test_facets_count_as_you_type(articles: Served, look: Look) -> None:
    page = look(articles)
    total = found(page)
    page.get_by_role("combobox", name="Search").press_sequentially("munchen", delay=30)
    until(lambda: 0 < found(page) < total)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("Munich")


def test_theme_tree_opens(articles: Served, look: Look) -> None:
    page = look(articles)
    page.get_by_role("button", name="Open Education").click()
    expect(page.get_by_role("button", name="Close Education")).to_be_visible()


def test_a_click_in_the_table_shows_facts_with_sources(articles: Served, look: Look) -> None:
    page = look(articles, "lang=en&show=table&type=Project&q=Kultur+im+Sozialraum")
    page.get_by_role("row", name=re.compile(KIS)).first.click()
    panel = page.get_by_role("tabpanel", name="Facts")
    expect(panel.get_by_role("heading", name=re.compile(KIS)).first).to_be_visible()
    expect(panel).to_contain_text("XENOS")
    panel.get_by_role("button", name=re.compile("^Evidence 1 for")).first.click()
    expect(panel.get_by_role("list", name="Evidence")).to_contain_text(re.compile(r"characters [\d,]+–[\d,]+"))


def test_marked_things_are_marked_everywhere(articles: Served, look: Look) -> None:
    page = look(articles, "lang=en&type=Project")
    grid = page.get_by_role("grid", name="Table")
    row = grid.get_by_role("row").nth(1)
    row.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_role("status").filter(has_text="2 marked")).to_be_visible()
    page.get_by_role("button", name="Only these").click()
    expect(grid).to_have_attribute("aria-rowcount", "3")


def test_neighbours_expand_and_undo_takes_them_back(articles: Served, look: Look) -> None:
    page = look(
        articles,
        f"lang=en&show=network&type=Initiative&network.context=false&focus={quote(INITIATIVE)}&chosen={quote(INITIATIVE)}",
    )
    picture = page.get_by_role("application", name=DRAWN)
    expect(picture).to_have_attribute("aria-label", re.compile(r"^Network of 6 things"))
    page.get_by_role("button", name=re.compile("^Expand neighbours")).click()
    expect(picture).not_to_have_attribute("aria-label", re.compile(r"^Network of 6 things"))
    page.get_by_role("button", name="Undo").click()
    expect(picture).to_have_attribute("aria-label", re.compile(r"^Network of 6 things"))


def test_hidden_things_come_back(articles: Served, look: Look) -> None:
    page = look(
        articles,
        f"lang=en&show=network&type=Initiative&network.context=false&focus={quote(INITIATIVE)}&chosen={quote(INITIATIVE)}",
    )
    picture = page.get_by_role("application", name=DRAWN)
    page.get_by_role("button", name=re.compile("^Hide")).click()
    expect(picture).to_have_attribute("aria-label", re.compile(r"^Network of 5 things"))
    page.get_by_role("button", name="Undo").click()
    expect(picture).to_have_attribute("aria-label", re.compile(r"^Network of 6 things"))


def test_the_lasso_marks_what_it_encloses(articles: Served, look: Look) -> None:
    page = look(articles, "lang=en&show=network")
    expect(page.locator('[data-things]:not([data-things="0"])')).to_be_visible()
    page.wait_for_load_state("networkidle")
    box = page.get_by_role("application", name=DRAWN).bounding_box()
    assert box
    left, top, right, low = box["x"] + 60, box["y"] + 110, box["x"] + box["width"] - 90, box["y"] + box["height"] - 90
    page.keyboard.down("Shift")
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, low), (left, low), (left, top + 5)):
        page.mouse.move(x, y, steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+ marked"))).to_be_visible()
    until(lambda: address(page).count("chosen=") > 20)


def test_a_way_between_two_is_shown_with_its_sources(articles: Served, look: Look) -> None:
    ends = [quote("~project/commpass"), quote("~project/komm")]
    page = look(articles, "lang=en&show=network&" + "&".join(f"network.path={end}" for end in ends))
    steps = page.get_by_role("region", name="Network").get_by_role("list").filter(has_text="COMMPASS").first
    expect(steps).to_be_visible()
    expect(steps).to_contain_text("KOMM")


def test_partners_of_the_initiative(articles: Served, look: Look) -> None:
    page = look(articles, f"lang=en&panel=partners&partners.thing={quote(INITIATIVE)}")
    panel = page.get_by_role("tabpanel", name="Partners")
    expect(panel.get_by_role("heading", name="4 candidates")).to_be_visible()
    listed = panel.inner_text()
    places = [listed.index(name) for name in (KIS, "KOMM - ", "Stadt Pforzheim", "QuinteSentio")]
    assert places == sorted(places)
    assert "KODEX" not in listed


def test_a_consortium_is_laid_over_map_and_network(sample: Served, look: Look) -> None:
    with urllib.request.urlopen(f"{sample.url}/api/table?type=Project&sort=links&descending=1&limit=1") as answer:
        project = json.load(answer)["rows"][0]["id"]
    page = look(sample, f"lang=en&panel=partners&partners.thing={quote(project)}&partners.rules=horizon-europe")
    panel = page.get_by_role("tabpanel", name="Partners")
    panel.get_by_role("button", name="Show on map and network").first.click(timeout=90_000)
    expect(page.get_by_role("region", name="Network")).to_contain_text("Consortium: Horizon Europe")
    expect(panel).to_contain_text("proven to be the best")
    until(lambda: address(page).count("chosen=") >= 3)


def test_why_not(articles: Served, look: Look) -> None:
    page = look(articles, f"lang=en&panel=partners&partners.thing={quote(INITIATIVE)}&partners.name=KODEX")
    panel = page.get_by_role("tabpanel", name="Partners")
    expect(panel.get_by_text(re.compile("Koblenz")).first).to_be_visible()


def test_a_question_is_asked_and_becomes_the_selection(articles: Served, look: Look) -> None:
    page = look(
        articles,
        "lang=en&panel=questions&question.name=projects-in-region&"
        + quote("question.parameters")
        + "="
        + quote('{"region":"Bayern"}'),
    )
    panel = page.get_by_role("tabpanel", name="Questions")
    panel.get_by_role("button", name="Ask").click()
    expect(
        panel.get_by_role("cell", name=re.compile(KIS)).or_(panel.get_by_role("row", name=re.compile(KIS))).first
    ).to_be_visible()


def test_sparql_runs_in_the_editor(articles: Served, look: Look) -> None:
    query = "SELECT ?name WHERE { ?p a vb:Project ; rdfs:label ?name } ORDER BY ?name LIMIT 3"
    page = look(articles, f"lang=en&panel=sparql&query={quote(query)}")
    panel = page.get_by_role("tabpanel", name="SPARQL")
    expect(panel.get_by_role("textbox").first).to_be_visible()
    panel.get_by_role("button", name=re.compile("^Run")).click()
    expect(panel.get_by_text(re.compile(r"^3 rows")).first).to_be_visible()


def test_a_wrong_query_is_told_where(articles: Served, look: Look) -> None:
    page = look(articles, f"lang=en&panel=sparql&query={quote('SELECT ?x WHERE { ?x ?y }')}")
    articles.troubles.clear()
    panel = page.get_by_role("tabpanel", name="SPARQL")
    panel.get_by_role("button", name=re.compile("^Run")).click()
    expect(panel.get_by_text(re.compile(r"line 1, column \d+")).first).to_be_visible()
    # The browser notes the refusal, which is what was wanted.
    articles.troubles[:] = [trouble for trouble in articles.troubles if "400" not in trouble]


def test_citation_names_the_sources(articles: Served, look: Look) -> None:
    page = look(articles, "lang=en&panel=cite&programme=~programme/xenos")
    panel = page.get_by_role("tabpanel", name="Cite")
    text = panel.get_by_role("textbox", name="Cite")
    expect(text).to_have_value(
        re.compile("Verbund .*6 Workshops von Kooperationsinitiativen im XENOS-Programm", re.DOTALL)
    )
    assert articles.url in text.input_value()


@pytest.mark.parametrize(
    ("name", "begins"), [("CSV", b"name,type,"), ("Excel", b"PK"), ("GEXF", b"<?xml"), ("JSON", b"{")]
)
def test_exports(articles: Served, look: Look, name: str, begins: bytes) -> None:
    page = look(articles, "lang=en&type=Project")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=re.compile(name)).click()
    content = download.value.path().read_bytes()
    assert content.startswith(begins)
    assert len(content) > 2000


@pytest.mark.parametrize(("kind", "begins"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_pictures_are_exported(articles: Served, look: Look, kind: str, begins: bytes) -> None:
    page = look(articles)
    expect(page.get_by_role("application", name=DRAWN)).to_be_visible()
    page.get_by_role("button", name="Export").click()
    items = page.get_by_role("menuitem", name=re.compile(kind))
    assert items.count() == 2  # the network and the map
    with page.expect_download() as download:
        items.first.click()
    assert begins in download.value.path().read_bytes()[:200]
