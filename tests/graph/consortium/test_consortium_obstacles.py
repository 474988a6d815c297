"""Why there is no consortium: rules that contradict each other, and what is missing, by how much."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import given, settings
from small_pools import all_consortia, in_country, is_kind, organisations, questions

from graph.consortium.obstacles import elastic, ideal_pool, is_possible, obstacles
from graph.consortium.organisation import Organisation, Requirement
from graph.consortium.programme import Asked
from graph.consortium.rules import Condition, Rule, RuleSet

LEAD = Organisation(
    "lead", country="DE", regions={"nuts2": "DE1"}, kinds=frozenset(("company",)), lead=True, fixed=True
)
OTHERS = [
    Organisation(f"o{n}", country=country, regions={"nuts2": f"{country}1"}, kinds=frozenset(("company",)))
    for n, country in enumerate(("DE", "DE", "AT", "AT"))
]
OF = Condition((("kind", ("x",)),))


def asked(*rules: Rule, **requirements: Requirement) -> Asked:
    return Asked(RuleSet("rules", rules), requirements)


def soon() -> float:
    return monotonic() + 20


@settings(max_examples=40, deadline=None)
@given(organisations(), questions())
def test_nothing_gives_way_exactly_where_a_consortium_exists(members: list[Organisation], asked: Asked) -> None:
    broken = elastic(members, asked, soon())
    assert (not broken) == bool(all_consortia(members, asked))


@settings(max_examples=40, deadline=None)
@given(organisations(), questions())
def test_rules_fail_together_and_none_of_them_can_be_spared(members: list[Organisation], asked: Asked) -> None:
    if all_consortia(members, asked):
        return
    found = obstacles(members, asked, seconds=20)
    pool = ideal_pool(members, asked) if found.contradictory else members
    ids = [rule.id for rule in found.together]
    together = replace(asked, rule_set=asked.rule_set.only(*ids))
    assert not is_possible(pool, together, soon())
    for id in ids:
        assert is_possible(pool, replace(together, rule_set=together.rule_set.without(id)), soon())


@pytest.mark.parametrize(
    ("question", "together", "contradictory", "broken"),
    [
        (asked(Rule("countries", "countries", 3.0)), ["countries"], False, [("countries", "min", 3, 2, 1)]),
        (asked(Rule("members", "members", 8.0)), ["members"], False, [("members", "min", 8, 5, 3)]),
        (asked(Rule("u", "at_least", 2.0, of=OF), u=is_kind("university")), ["u"], False, [("u", "min", 2, 0, 2)]),
        (
            asked(Rule("members", "members", None, 3.0), Rule("countries", "countries", 4.0)),
            ["members", "countries"],
            True,
            None,
        ),
        (
            asked(Rule("a", "at_least", 2.0, of=OF), Rule("b", "at_most", None, 1.0, of=OF), a=is_kind("u"), b=is_kind("u")),
            ["a", "b"],
            True,
            None,
        ),
        (asked(Rule("d", "at_most", None, 0.0, of=OF), d=in_country("DE")), ["d"], True, [("d", "max", 0, 1, 1)]),
        (
            asked(Rule("e", "budget", None, 0.2, share_of="each"), Rule("members", "members", None, 4.0)),
            ["e", "members"],
            True,
            None,
        ),
        (asked(Rule("regions", "regions", 5.0, 8.0)), ["regions"], False, [("regions", "min", 5, 2, 3)]),
    ],
)  # fmt: skip
def test_what_is_missing(
    question: Asked, together: list[str], contradictory: bool, broken: list[tuple[str, str, float, float, float]] | None
) -> None:
    found = obstacles([LEAD, *OTHERS], question, seconds=20)
    assert [rule.id for rule in found.together] == together
    assert found.contradictory == contradictory
    assert found.proven
    told = [(one.rule.id, one.bound, one.needed, one.possible, one.by) for one in found.broken]
    if broken is None:
        assert len(told) == 1
    else:
        assert told == broken


def test_the_budget_gives_way_in_shares() -> None:
    question = asked(Rule("k", "budget", 0.4, of=OF), k=is_kind("university"))
    [one] = obstacles([LEAD, *OTHERS], question, seconds=20).broken
    assert (one.needed, one.possible, one.by) == (0.4, 0.0, 0.4)
