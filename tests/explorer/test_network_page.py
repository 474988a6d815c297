"""The network page as text: whole, escaped, the same for the same input, and closed to the world outside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest

from explorer.kinds import KINDS, SHAPES, kind_of, legend_order
from explorer.network_page import MOST_NODES, Edge, Node, network_page
from explorer.picture import vis_script
from explorer.words import words
from graph.errors import OutputError
from tests.explorer.demo_network import generated, small

LOADING = {"src", "srcset", "data", "action", "formaction", "poster", "background", "manifest", "ping"}


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text in each kind of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "link", "input", "path", "use", "circle"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts.setdefault(self._open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def data(self) -> Any:
        return json.loads(next(text for text in self.texts["script"] if text.startswith("{")))


@pytest.fixture(scope="module")
def html() -> str:
    nodes, edges = small()
    return network_page(nodes, edges, title="Talnetz Süd", footer="Verbund 0.1.0")


def test_every_thing_and_relation_is_in_the_tables(html: str) -> None:
    nodes, edges = small()
    rows = Page(html).all("tr")
    assert sorted(int(row["data-node"]) for row in rows if "data-node" in row) == list(range(len(nodes)))
    assert len([row for row in rows if "data-start" in row]) == len(edges)
    for node in nodes:
        assert escape(node.label) in html
        assert all(value in html for _, value in node.facts)
        assert all(source in html for source in node.sources)


def test_headings_are_buttons_with_their_order(html: str) -> None:
    page = Page(html)
    sorts = [head["aria-sort"] for head in page.all("th") if "aria-sort" in head]
    assert sorts == ["ascending", "none", "none", "none", "none", "ascending", "none", "none", "none"]
    assert html.count('aria-sort="none"><button type="button">') == 7


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_speaks_its_language(lang: str) -> None:
    nodes, edges = small()
    html = network_page(nodes, edges, title="T", lang=lang)
    assert Page(html).all("html") == [{"lang": lang}]
    assert words(lang)["no_script"] in html
    assert kind_of("organisation").many[lang] in html
    other = words("en" if lang == "de" else "de")
    assert other["search_hint"] not in html
    assert other["table"] not in html


def test_both_languages_have_the_same_blanks() -> None:
    german, english = words("de"), words("en")
    for name, text in german.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[name])), name


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        network_page([], [], title="T", lang="fr")


def test_same_input_same_page(html: str) -> None:
    nodes, edges = small()
    assert network_page(nodes, edges, title="Talnetz Süd", footer="Verbund 0.1.0") == html


def test_nothing_is_loaded(html: str) -> None:
    for tag, attributes in Page(html).elements:
        assert not LOADING & attributes.keys(), (tag, attributes)
        for name, value in attributes.items():
            if tag == "a" and name == "href" and not value.startswith("#"):
                assert value.startswith(("https://example.org/", "http://example.org/"))
            elif re.search(r"(https?:)?//", value):
                assert name == "content" or value.startswith("data:image/svg+xml,"), (tag, name, value)
        if tag == "link":
            assert attributes["href"].startswith("data:")
    assert "@import" not in html
    assert "url(" not in "".join(Page(html).texts["style"])
    assert "sourceMappingURL" not in html
    assert "cdn" not in html.replace(vis_script(), "").lower()


def test_the_policy_allows_only_these_scripts_and_this_style(html: str) -> None:
    page = Page(html)
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    run = [text for text in page.texts["script"] if not text.startswith("{")]  # the data do not run
    assert len(run) == 2
    for text in (*run, *page.texts["style"]):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy


HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]></style><svg onload=alert(1)>",
    "\"'><b onmouseover=alert(1)>",
    "{{ 7*7 }} ${alert(1)} %s",
    "a\u202eb\u2066c\x00d\ud800",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    nodes = [
        Node(text, text, "project", ((text, text),), (text,), text, focus=True),
        Node("b", "B", text, (), (), "java\tscript:alert(1)"),
    ]
    html = network_page(nodes, [Edge(text, "b", text, (text,))], title=text, footer=text)
    html.encode("utf-8")
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= _known_tags()
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert page.all("a") == [{"class": "skip", "href": "#tables"}]
    assert not re.search("[\x00\u202e\u2066]", html.replace(vis_script(), ""))
    assert page.data()["edges"][0]["from"] == 0


def _known_tags() -> set[str]:
    nodes, edges = small()
    return {tag for tag, _ in Page(network_page(nodes, edges, title="T", footer="F")).elements}


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://example.org/a?b=c&d", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("https://exa mple.org", False),
        ("https://[::1", False),
        ("https://example.org/\u202egnp", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, links: bool) -> None:
    page = Page(network_page([Node("a", "A", "source", url=url)], [], title="T"))
    found = [link for link in page.all("a") if link.get("class") != "skip"]
    assert [link["href"] for link in found] == ([url] if links else [])
    assert all(link["rel"] == "noopener noreferrer" for link in found)


def test_an_empty_network_says_what_to_do() -> None:
    for lang in ("de", "en"):
        html = network_page([], [], title="Nichts", lang=lang)
        assert words(lang)["nothing_title"] in html
        assert "verbund search" in html
        assert "<script" not in html
        assert "<table" not in html


def test_a_thing_alone_has_no_table_of_relations() -> None:
    html = network_page([Node("a", "A", "theme")], [], title="T")
    assert 'id="things"' in html
    assert 'id="relations"' not in html


def test_too_many_things_say_what_to_do() -> None:
    nodes = [Node(str(number), "x", "project") for number in range(MOST_NODES + 1)]
    with pytest.raises(OutputError, match=r"501 things .* --depth"):
        network_page(nodes, [], title="T")


def test_an_edge_into_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="'b'"):
        network_page([Node("a", "A", "theme")], [Edge("a", "b", "Thema")], title="T")


def test_two_nodes_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="'a'"):
        network_page([Node("a", "A", "theme"), Node("a", "B", "theme")], [], title="T")


def test_an_unknown_kind_is_shown_by_its_name() -> None:
    page = Page(network_page([Node("a", "A", "Sondervermögen")], [], title="T"))
    assert "Sondervermögen" in page.texts["span"]


def test_kinds_differ_by_colour_or_shape() -> None:
    looks = [(kind.fill, kind.shape) for kind in KINDS.values()]
    assert len(set(looks)) == len(looks)
    assert len({kind.shape for kind in KINDS.values()}) == len(KINDS)
    assert {kind.shape for kind in KINDS.values()} == SHAPES.keys()
    assert legend_order(["zz", "region", "project", "region"]) == ["project", "region", "zz"]


def test_a_page_of_300_things_stays_small() -> None:
    nodes, edges = generated(300)
    page = network_page(nodes, edges, title="T")
    # vis-network alone is 0.47 MB; the rest holds every fact twice at most.
    assert len(page.encode()) < 1_500_000
