"""Small pools and rules drawn at random, and plain ways to check a consortium that share no code with the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st
from scipy.optimize import linprog

from graph.consortium.organisation import Organisation, Requirement, Test
from graph.consortium.programme import Asked
from graph.consortium.rules import Condition, Rule, RuleSet, Wish

COUNTRIES = ("AT", "DE", "FR", "")
KINDS = ("company", "municipality", "university")
PLACES = {"AT": ("AT1", "AT2"), "DE": ("DE1", "DE2"), "FR": ("FR1",), "": ("",)}
SOME = Condition((("kind", ("some",)),))


@st.composite
def organisations(draw: st.DrawFn, least: int = 3, most: int = 7) -> list[Organisation]:
    """A lead and others; scores have two digits, some facts are unknown, some are not independent."""
    found = []
    for number in range(draw(st.integers(least, most))):
        country = draw(st.sampled_from(COUNTRIES))
        region = draw(st.sampled_from(PLACES[country]))
        kinds = frozenset(draw(st.sets(st.sampled_from(KINDS), max_size=2)))
        found.append(
            Organisation(
                f"o{number}",
                score=0.0 if number == 0 else draw(st.integers(0, 100)) / 100,
                country=country,
                regions={"nuts2": region} if region else {},
                places=frozenset(filter(None, (region,))),
                above=frozenset(filter(None, (region, country))),
                kinds=kinds,
                own_kinds=kinds,
                projects=draw(st.integers(0, 2)),
                group=draw(st.sampled_from((f"o{number}", "g"))),
                lead=number == 0,
                fixed=number == 0,
            )
        )
    return found


def is_kind(kind: str) -> Requirement:
    return Requirement((Test("kind", frozenset((kind,))),))


def in_country(*codes: str) -> Requirement:
    return Requirement((Test("country", frozenset(codes)),))


REQUIREMENTS = st.one_of(
    st.sampled_from(KINDS).map(is_kind),
    st.sets(st.sampled_from(COUNTRIES[:-1]), min_size=1).map(lambda codes: in_country(*codes)),
    st.just(Requirement((Test("newcomer", frozenset(("true",))),))),
    st.sampled_from(KINDS).map(lambda kind: Requirement(excluded=(is_kind(kind),))),
)
SHARES = st.integers(1, 10).map(lambda tenth: tenth / 10)


@st.composite
def bounds(draw: st.DrawFn, most: int = 5) -> tuple[float | None, float | None]:
    low = draw(st.none() | st.integers(0, most).map(float))
    high = draw(st.none() | st.integers(int(low or 0), most).map(float))
    return (low, high) if low is not None or high is not None else (1.0, None)


@st.composite
def questions(draw: st.DrawFn, budget: bool = True) -> Asked:
    """Some rules and wishes."""
    kinds = ["members", "countries", "regions", "at_least", "at_most", "per_country", "per_region", "independent"]
    kinds += ["budget"] if budget else []
    rules, requirements = [], {}
    for number, kind in enumerate(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4))):
        id = f"r{number}"
        low, high = draw(bounds())
        share_of, of, unknown = "", None, draw(st.booleans())
        if kind == "at_least":
            low, high = low or 1.0, None
        if kind in ("at_most", "per_country", "per_region"):
            low, high = None, float(draw(st.integers(1, 4)))
        if kind == "independent":
            low, high = None, 0.0
        if kind == "budget":
            share_of = draw(st.sampled_from(("each", "lead", "country", "")))
            low, high = draw(st.sampled_from(((0.1, None), (None, 0.5), (None, 0.4), (0.3, 0.8), (0.2, 0.2))))
        if kind in ("countries", "regions", "at_least", "at_most") or (kind == "budget" and not share_of):
            requirements[id], of = draw(REQUIREMENTS), SOME
        seeker = draw(st.booleans()) if kind == "members" else True
        rules.append(
            Rule(id, kind, low, high, of, share_of, "nuts2", seeker, unknown and kind in ("at_least", "at_most"))
        )
    wishes, wished = [], {}
    for number, kind in enumerate(draw(st.lists(st.sampled_from(("kinds", "countries", "have")), max_size=2))):
        id = f"w{number}"
        wishes.append(Wish(id, kind, draw(st.integers(0, 20)) / 10, float(draw(st.integers(1, 3)))))
        wished[id] = draw(REQUIREMENTS) if kind == "have" else Requirement()
    wishes.append(Wish("size", "size", draw(st.sampled_from((0.0, 0.5, 1.0))), float(draw(st.integers(1, 6)))))
    return Asked(RuleSet("drawn", tuple(rules), tuple(wishes)), requirements, wished)


# ---------------------------------------------------------------------- checked without the product


def fits(one: Organisation, requirement: Requirement | None) -> bool | None:
    """Whether a condition as drawn above holds, spelt out."""
    if requirement is None:
        return True
    if requirement.excluded:
        inner = fits(one, requirement.excluded[0])
        return None if inner is None else not inner
    [test] = requirement.tests
    if test.kind == "newcomer":
        return one.projects == 0
    if test.kind == "kind":
        return bool(one.kinds & test.wanted) if one.kinds else None
    return one.country in test.wanted if one.country else None


def broken(chosen: Sequence[Organisation], asked: Asked) -> list[str]:
    """The rules that a set of organisations breaks."""
    found = [rule.id for rule in asked.rule_set.rules if rule.kind != "budget" and not _keeps(chosen, rule, asked)]
    budget = [rule for rule in asked.rule_set.rules if rule.kind == "budget"]
    return found or ([] if not budget or _has_shares(chosen, budget, asked) else ["budget"])


def _keeps(chosen: Sequence[Organisation], rule: Rule, asked: Asked) -> bool:
    answers = [fits(one, asked.requirements.get(rule.id)) for one in chosen]
    counted = [one for one, yes in zip(chosen, answers, strict=True) if yes or (yes is None and rule.unknown_counts)]
    amounts: list[float] = []
    if rule.kind == "members":
        amounts = [len(chosen) - (0 if rule.seeker else 1)]
    elif rule.kind == "countries":
        amounts = [len({one.country for one in counted if one.country})]
    elif rule.kind == "regions":
        amounts = [len({one.regions["nuts2"] for one in counted if one.regions})]
    elif rule.kind in ("at_least", "at_most"):
        amounts = [len(counted)]
    elif rule.kind == "per_country":
        amounts = list(Counter(one.country for one in chosen if one.country).values())
    elif rule.kind == "per_region":
        amounts = list(Counter(one.regions["nuts2"] for one in chosen if one.regions).values())
    elif rule.kind == "independent":
        amounts = [len(chosen) - len({one.group for one in chosen})]
    low = rule.low if rule.low is not None else 0
    high = rule.high if rule.high is not None else 99
    return all(low <= amount <= high for amount in amounts)


def _has_shares(chosen: Sequence[Organisation], rules: Sequence[Rule], asked: Asked) -> bool:
    """Whether the budget can be shared out, by a small linear programme of its own."""
    lines, limits = [], []
    for rule in rules:
        groups = [[one for one in chosen if fits(one, asked.requirements.get(rule.id))]]
        if rule.share_of == "each":
            groups = [[one] for one in chosen]
        elif rule.share_of == "lead":
            groups = [[one for one in chosen if one.lead]]
        elif rule.share_of == "country":
            groups = [[one for one in chosen if one.country == code] for code in {o.country for o in chosen} - {""}]
        for group in groups:
            line = [1.0 if one in group else 0.0 for one in chosen]
            if rule.high is not None:
                lines.append(line)
                limits.append(rule.high + 1e-9)
            if rule.low is not None:
                lines.append([-part for part in line])
                limits.append(1e-9 - rule.low)
    if not lines:
        return True
    zeros, ones = [0.0] * len(chosen), [[1.0] * len(chosen)]
    return bool(linprog(zeros, A_ub=lines, b_ub=limits, A_eq=ones, b_eq=[1.0], bounds=(0, 1)).success)


def value(chosen: Sequence[Organisation], asked: Asked) -> float:
    """Scores and wishes of a set of organisations, spelt out."""
    total = sum(one.score for one in chosen)
    for wish in asked.rule_set.wishes:
        if wish.kind == "size":
            total -= wish.weight * abs(len(chosen) - wish.count)
            continue
        if wish.kind == "kinds":
            number = len({kind for one in chosen for kind in one.kinds})
        elif wish.kind == "countries":
            number = len({one.country for one in chosen if one.country})
        else:
            number = sum(fits(one, asked.wished[wish.id]) is True for one in chosen)
        total += wish.weight * min(number, wish.count) / wish.count
    return total


def all_consortia(members: Sequence[Organisation], asked: Asked) -> list[tuple[Organisation, ...]]:
    """Every set with the lead that keeps all rules."""
    others = members[1:]
    every = ((members[0], *rest) for size in range(len(others) + 1) for rest in combinations(others, size))
    return [chosen for chosen in every if not broken(chosen, asked)]
