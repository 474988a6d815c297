"""What links are worth: laws of the score."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_sources import turtle

from graph.evidence import Edge
from graph.network import Network
from graph.profile import profile
from graph.reasons import MOST, SHARES, Link, links, path, weigh
from graph.store import GraphStore
from graph.themes import Themes

KINDS = st.sampled_from(list(SHARES))
LINKS = st.lists(
    st.builds(
        Link,
        kind=KINDS,
        strength=st.floats(0.01, 1.5),
        own=st.sampled_from("abc"),
        other=st.sampled_from("xyz"),
        start=st.just(""),
    ),
    max_size=12,
)


def test_the_shares_add_up_to_one() -> None:
    assert abs(sum(SHARES.values()) - 1) < 1e-9


@given(LINKS)
def test_a_score_lies_between_0_and_1_and_is_the_sum_of_its_reasons(found: list[Link]) -> None:
    score, reasons = weigh(found)
    assert 0 <= score <= 1
    assert abs(score - sum(reason.weight for reason in reasons)) < 1e-9
    assert [reason.weight for reason in reasons] == sorted((reason.weight for reason in reasons), reverse=True)


@given(LINKS)
def test_the_order_of_links_does_not_matter(found: list[Link]) -> None:
    assert weigh(found) == weigh(found[::-1])


@given(LINKS, KINDS)
def test_a_link_of_another_kind_never_lowers_a_score(found: list[Link], kind: str) -> None:
    others = [link for link in found if link.kind != kind]
    assert weigh([*others, Link(kind, 1.0, "a", "x", "a")]).score >= weigh(others).score


@given(LINKS)
def test_no_kind_gives_more_than_three_reasons(found: list[Link]) -> None:
    kinds = [reason.link.kind for reason in weigh(found).reasons]
    assert all(kinds.count(kind) <= MOST for kind in SHARES)


def test_nothing_shared_is_worth_nothing() -> None:
    assert weigh([]) == (0, [])


def test_links_are_the_same_seen_from_either_side(store: GraphStore) -> None:
    network, themes = Network.read(store), Themes(store)
    things = store.names.things("Project", "Initiative")[::3]
    profiles = [profile(network, thing) for thing in things]
    for mine in profiles:
        for theirs in profiles:
            there = weigh(list(links(mine, theirs, themes)))
            back = weigh(list(links(theirs, mine, themes)))
            assert abs(there.score - back.score) < 1e-3, (mine.thing, theirs.thing)


def test_of_several_themes_the_nearest_pair_counts_and_each_once() -> None:
    store = turtle("""
        <https://w3id.org/verbund/id/theme/all> a vb:Theme .
        <https://w3id.org/verbund/id/theme/one> skos:broader <https://w3id.org/verbund/id/theme/all> .
        <https://w3id.org/verbund/id/theme/two> skos:broader <https://w3id.org/verbund/id/theme/all> .
        ex:a vb:theme <https://w3id.org/verbund/id/theme/one>, <https://w3id.org/verbund/id/theme/two> .
        ex:b vb:theme <https://w3id.org/verbund/id/theme/one> .
    """)
    network, themes = Network.read(store), Themes(store)
    [link] = links(profile(network, "https://example.org/a"), profile(network, "https://example.org/b"), themes)
    assert (link.own, link.other, link.strength) == (link.own, link.own, 1.0)
    assert link.own.endswith("one")


def test_a_path_follows_the_edges_whichever_way_they_point() -> None:
    edges = (Edge("a", "member", "b"), Edge("b", "theme", "t"), Edge("c", "theme", "t"), Edge("d", "member", "c"))
    assert path(Link("theme", 1.0, "t", "t", "a", edges)) == ["a", "b", "t", "c", "d"]
    assert path(Link("theme", 1.0, "t", "t", "a", (edges[0], edges[0]))) == ["a", "b", "a"]
