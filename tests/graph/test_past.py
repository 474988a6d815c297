"""The graph before a day: dates, what is not known yet, and the roles that were had."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import turtle

from graph.errors import InputError, StoreError
from graph.network import Network
from graph.past import Past, first_day, roles
from graph.store import GraphStore
from graph.vocabulary import VB

EX = "https://example.org/"
STARTS = """
    ex:a a vb:Project ; schema:startDate "2016" ; vb:partner ex:o .
    ex:b a vb:Project ; schema:startDate "2017-03-31" ; vb:partner ex:o .
    ex:c a vb:Project ; vb:partner ex:o .
    ex:d a vb:Project ; schema:startDate "bald" ; vb:partner ex:o .
    ex:e a vb:Project ; schema:startDate "2018" , "2015-01" ; vb:partner ex:o .
    ex:o a vb:Organisation .
"""


@pytest.mark.parametrize(
    ("text", "day"),
    [("2017", "2017-01-01"), ("2017-03", "2017-03-01"), ("2017-03-31", "2017-03-31"), (" 2017 ", "2017-01-01")],
)
def test_a_date_stands_for_its_first_day(text: str, day: str) -> None:
    assert first_day(text) == day


@given(st.dates())
def test_a_day_stands_for_itself(day: date) -> None:
    assert first_day(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    "text", ["", "17", "2017-13", "2017-02-30", "2017-1-1", "01.02.2017", "morgen", "²017", "2017-"]
)
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(InputError, match="is no date; write it as 2017-01-01, 2017-01 or 2017"):
        first_day(text)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2016-01-01", "ab"),
        ("2016-12-31", "ab"),  # "2016" may be its last day
        ("2017-01-01", "b"),
        ("2017-03-31", "b"),
        ("2017-04-01", ""),
        ("2015-01-31", "abe"),
    ],
)
def test_what_may_have_begun_later_is_not_known(day: str, later: str) -> None:
    assert "".join(sorted(thing[-1] for thing in Past(turtle(STARTS), day).later)) == later


def test_later_projects_give_no_links() -> None:
    store = turtle(STARTS)
    network = Network.read(Past(store, "2017-01-01"))
    assert {thing[-1] for thing in network.into(f"{EX}o", VB.partner)} == set("acde")


def test_a_seeker_that_begins_later_has_its_plan_and_its_lead() -> None:
    store = turtle("""
        ex:p a vb:Project ; schema:startDate "2020" ; vb:programme ex:x ; vb:theme ex:t ; vb:partner ex:lead, ex:other ;
            vb:participation ex:p1, ex:p2 .
        ex:p1 vb:organisation ex:lead ; vb:role "coordinator" . ex:p2 vb:organisation ex:other ; vb:role "partner" .
        ex:i vb:member ex:p .
    """)
    network = Network.read(Past(store, "2019-01-01", f"{EX}p"))
    assert network.out(f"{EX}p", VB.partner) == [f"{EX}lead"]
    assert network.out(f"{EX}p", VB.programme) == [f"{EX}x"]
    assert network.out(f"{EX}p", VB.theme) == [f"{EX}t"]
    assert network.into(f"{EX}p", VB.member) == []
    assert roles(store) == {f"{EX}lead": {"coordinator"}, f"{EX}other": {"partner"}}
    assert roles(store, [f"{EX}p"]) == {}


def test_roles_can_be_read_without_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    store = turtle(
        'ex:p a vb:Project ; vb:participation ex:p1 . ex:p1 vb:organisation ex:o ; vb:role "partner" . '
        "ex:o a vb:Organisation ."
    )

    def none(_: GraphStore) -> None:
        raise StoreError("an endpoint has no columns")

    monkeypatch.setattr(GraphStore, "tables", property(none))
    assert roles(store) == {f"{EX}o": {"partner"}}
    assert roles(store, [f"{EX}p"]) == {}
