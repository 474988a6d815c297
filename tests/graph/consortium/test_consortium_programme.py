"""The integer programme finds what trying everything finds, and its consortia keep the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pools import all_consortia, broken, is_kind, organisations, questions, value

from graph.consortium.consortium import worth
from graph.consortium.organisation import Organisation
from graph.consortium.programme import INFEASIBLE, OPTIMAL, Asked, Programme
from graph.consortium.proposal import checks, even_shares
from graph.consortium.rules import Rule, RuleSet, Wish

MANY = settings(max_examples=60, deadline=None)


def solved(members: list[Organisation], asked: Asked) -> list[Organisation] | None:
    found = Programme(members, asked).solve()
    return None if found.values is None else [members[number] for number in found.chosen(len(members))]


@MANY
@given(organisations(), questions())
def test_it_finds_the_best_that_trying_everything_finds(members: list[Organisation], asked: Asked) -> None:
    possible = all_consortia(members, asked)
    chosen = solved(members, asked)
    assert (chosen is None) == (not possible)
    if chosen is not None:
        assert not broken(chosen, asked)
        best = max(value(one, asked) for one in possible)
        assert value(chosen, asked) == pytest.approx(best, abs=1e-4)
        assert worth(chosen, asked, Programme(members, asked).aim) == pytest.approx(value(chosen, asked), abs=1e-4)


@MANY
@given(organisations(), questions())
def test_the_checks_of_a_consortium_all_hold_and_its_shares_add_up(members: list[Organisation], asked: Asked) -> None:
    chosen = solved(members, asked)
    if chosen is None:
        return
    shares = even_shares(chosen, asked)
    assert bool(shares) == any(rule.kind == "budget" for rule in asked.rule_set.rules)
    if shares:
        assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert all(check.ok for check in checks(chosen, asked, shares or [0.0] * len(chosen)))


@MANY
@given(organisations(), questions(budget=False), st.data())
def test_checks_agree_with_plain_counting(members: list[Organisation], asked: Asked, data: st.DataObject) -> None:
    chosen = [members[0], *data.draw(st.lists(st.sampled_from(members[1:]), unique_by=lambda one: one.id))]
    wrong = [check.rule.id for check in checks(chosen, asked) if not check.ok]
    assert wrong == broken(chosen, asked)


@MANY
@given(organisations(), questions(), questions())
def test_another_rule_never_makes_it_better(members: list[Organisation], asked: Asked, other: Asked) -> None:
    more = [replace(rule, id=f"more-{rule.id}") for rule in other.rule_set.rules]
    requirements = {**asked.requirements, **{f"more-{id}": one for id, one in other.requirements.items()}}
    rule_set = replace(asked.rule_set, rules=(*asked.rule_set.rules, *more))
    before, after = (
        solved(members, asked),
        solved(members, replace(asked, rule_set=rule_set, requirements=requirements)),
    )
    if after is not None:
        assert before is not None
        assert value(after, asked) <= value(before, asked) + 1e-4


@given(organisations(), questions())
@settings(max_examples=40, deadline=None)
def test_the_same_question_has_the_same_answer(members: list[Organisation], asked: Asked) -> None:
    assert solved(members, asked) == solved(members, asked)


def test_equals_are_taken_in_the_order_of_the_ranking() -> None:
    lead = Organisation("lead", lead=True, fixed=True)
    members = [lead, *(Organisation(f"o{number}", score=0.5) for number in range(20))]
    asked = Asked(RuleSet("three", (Rule("members", "members", 3.0, 3.0),), (Wish("size", "size", 1.0, 3.0),)))
    assert [one.id for one in solved(members, asked) or []] == ["lead", "o0", "o1"]


def test_nobody_fitting_is_infeasible() -> None:
    asked = Asked(RuleSet("none", (Rule("u", "at_least", 1.0),)), {"u": is_kind("university")})
    assert Programme([Organisation("lead", lead=True, fixed=True)], asked).solve().status == INFEASIBLE


def test_shares_are_even_where_no_rule_moves_them() -> None:
    members = [Organisation("lead", lead=True, fixed=True), Organisation("a"), Organisation("b"), Organisation("c")]
    asked = Asked(RuleSet("budget", (Rule("lead", "budget", 0.4, share_of="lead"),)))
    assert even_shares(members, asked) == pytest.approx([0.4, 0.2, 0.2, 0.2], abs=1e-4)
    assert even_shares(members, Asked(RuleSet("b", (Rule("e", "budget", None, 0.9, share_of="each"),)))) == [0.25] * 4


def test_a_large_pool_is_solved_and_proven() -> None:
    members = [Organisation("lead", country="DE", lead=True, fixed=True)]
    members += [
        Organisation(f"o{n:04}", score=1 - n / 2000, country=f"C{n % 27}", own_kinds=frozenset((f"k{n % 9}",)))
        for n in range(1000)
    ]
    rules = (Rule("members", "members", 5.0, 16.0), Rule("countries", "countries", 5.0, 8.0))
    wishes = (Wish("size", "size", 1.0, 16.0), Wish("kinds", "kinds", 1.0, 6.0))
    found = Programme(members, Asked(RuleSet("large", rules, wishes))).solve()
    assert (found.status, found.gap, len(found.chosen(1001))) == (OPTIMAL, 0.0, 16)
