"""A proposed consortium: who is in, how each rule is met, what each wish brings, and who could stand in for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import minimize

from graph.consortium.organisation import Organisation
from graph.consortium.programme import Asked, Programme, nearness
from graph.consortium.rules import Rule, Wish


@dataclass(slots=True, frozen=True)
class Check:
    """How a rule is met: the number or share that it bounds, and of how many members it is not known."""

    rule: Rule
    actual: float
    ok: bool
    unknown: int = 0
    values: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class Granted:
    """What a wish brings: how much there is, of how much, and its points."""

    wish: Wish
    actual: float
    full: float
    points: float
    values: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the wish is fulfilled in full."""
        return self.actual == self.full if self.wish.kind == "size" else self.actual >= self.full - 1e-9


@dataclass(slots=True)
class Member:
    """One organisation in a proposal, with the rules that it helps to meet and the best that could replace it."""

    organisation: Organisation
    share: float | None = None
    helps: tuple[str, ...] = ()
    needed_for: tuple[str, ...] = ()
    alternative: Organisation | None = None
    alternative_costs: float = 0.0


@dataclass(slots=True)
class Proposal:
    """A consortium. ``objective`` is the sum of the scores and of the points of all wishes."""

    members: list[Member]
    checks: list[Check]
    wishes: list[Granted]
    scores: float
    objective: float
    status: str
    gap: float
    seconds: float = 0.0
    differs: list[int] = field(default_factory=list)


def checks(members: Sequence[Organisation], asked: Asked, shares: Sequence[float] = ()) -> list[Check]:
    """Each rule looked up in the members themselves, without the programme that chose them."""
    return [_check(rule, members, asked, shares) for rule in asked.rule_set.rules]


def _check(rule: Rule, members: Sequence[Organisation], asked: Asked, shares: Sequence[float]) -> Check:
    answers = [asked.of_rule(rule).holds(one) for one in members]
    unknown = sum(answer is None for answer in answers)
    fitting = [
        one for one, answer in zip(members, answers, strict=True) if answer or (answer is None and rule.unknown_counts)
    ]
    values: tuple[str, ...] = ()
    match rule.kind:
        case "members":
            actual = float(sum(rule.seeker or not one.lead for one in members))
        case "countries" | "regions":
            places = [place_of(one, rule) for one in fitting]
            unknown += places.count("")
            values = tuple(sorted(set(places) - {""}))
            actual = float(len(values))
        case "at_least" | "at_most":
            actual, values = float(len(fitting)), tuple(one.id for one in fitting)
        case "per_country" | "per_region":
            count = Counter(place_of(one, rule) for one in members)
            unknown = count.pop("", 0)
            actual = float(max(count.values(), default=0))
            values = tuple(sorted(place for place, number in count.items() if number == actual))
        case "independent":
            count = Counter(one.group or one.id for one in members)
            actual = float(sum(number - 1 for number in count.values()))
        case _:
            return _budget_check(rule, members, fitting, shares, unknown)
    return Check(rule, actual, _within(actual, rule), unknown, values)


def _budget_check(
    rule: Rule, members: Sequence[Organisation], fitting: Sequence[Organisation], shares: Sequence[float], unknown: int
) -> Check:
    share = {one.id: part for one, part in zip(members, shares, strict=True)}
    if rule.share_of == "each":
        parts = list(share.values())
    elif rule.share_of == "lead":
        parts = [sum(share[one.id] for one in members if one.lead)]
    elif rule.share_of == "country":
        by_country: Counter[str] = Counter()
        for one in members:
            by_country[one.country] += share[one.id]  # type: ignore[assignment]
        unknown = sum(not one.country for one in members)
        by_country.pop("", None)
        parts = [float(part) for part in by_country.values()]
    else:
        parts = [sum(share[one.id] for one in fitting)]
    ok = all(_within(part, rule) for part in parts)
    worst = min(parts, default=0.0) if rule.high is None else max(parts, default=0.0)
    return Check(rule, worst, ok, unknown)


def _within(actual: float, rule: Rule) -> bool:
    low, high = rule.low if rule.low is not None else 0.0, rule.high if rule.high is not None else float("inf")
    return low - 1e-6 <= actual <= high + 1e-6


def place_of(one: Organisation, entry: Rule | Wish) -> str:
    """The country or region of an organisation, as a rule or wish counts them."""
    return one.country if "countr" in entry.kind else one.regions.get(entry.level, "")


def helps(one: Organisation, rule: Rule, asked: Asked) -> bool:
    """Whether a member counts towards what a rule needs at least."""
    if rule.low is None or rule.kind in ("members", "independent"):
        return False
    if rule.share_of:
        return rule.share_of == "lead" and one.lead
    if asked.of_rule(rule).holds(one) is not True:
        return False
    return rule.kind not in ("countries", "regions") or bool(place_of(one, rule))


def granted(wish: Wish, members: Sequence[Organisation], asked: Asked, aim: float) -> Granted:
    """What a wish brings in a consortium."""
    full, values, missing = wish.count, (), ()  # type: tuple[float, tuple[str, ...], tuple[str, ...]]
    match wish.kind:
        case "size":
            return Granted(wish, len(members), full, 0.0 - wish.weight * abs(len(members) - full))
        case "near" | "far":
            actual = sum(nearness(one, wish) for one in members)
            return Granted(wish, actual, aim, wish.weight * actual / aim)
        case "themes":
            wanted = asked.themes.get(wish.id, ())
            values = tuple(theme for theme in wanted if any(theme in one.themes for one in members))
            missing = tuple(theme for theme in wanted if theme not in values)
            full = float(max(len(wanted), 1))
        case "kinds":
            values = tuple(sorted({kind for one in members for kind in one.own_kinds}))
        case "countries" | "regions":
            values = tuple(sorted({place_of(one, wish) for one in members} - {""}))
        case _:
            values = tuple(one.id for one in members if asked.of_wish(wish).holds(one))
    actual = float(len(values))
    return Granted(wish, actual, full, wish.weight * min(actual, full) / full, values, missing)


def even_shares(members: Sequence[Organisation], asked: Asked) -> list[float]:
    """The shares of the budget that meet the rules with the least squares from an even split; empty without such rules.

    The quadratic programme has a share for each of a few members only, so that a general method is quick enough.
    """
    programme = Programme(members, asked)
    if not programme.budget:
        return []
    count, even = len(members), 1 / len(members)
    columns = {share: number for number, share in programme.budget.items()}
    lines, limits = [], []
    start = programme.solve(fixed=dict.fromkeys(range(count), 1.0), feasible_only=True).values
    if start is None:
        return []
    for row in programme.rows:
        line = np.zeros(count)
        for column, value in row.terms.items():
            if column in columns:
                line[columns[column]] = value
        # The members are in, and the countries that are counted are there: only the shares are left to choose.
        given = sum(value * start[column] for column, value in row.terms.items() if column not in columns)
        if line.any():
            lines += [line] * (row.high < np.inf) + [-line] * (row.low > -np.inf)
            limits += [row.high - given] * (row.high < np.inf) + [given - row.low] * (row.low > -np.inf)
    matrix, bounds = np.array(lines), np.array(limits)
    first = np.array([start[programme.budget[number]] for number in range(count)])
    solve: Any = minimize  # its stubs tell no array of this length from any other
    found = solve(
        lambda shares: float(((shares - even) ** 2).sum()),
        first,
        jac=lambda shares: 2 * (shares - even),
        bounds=[(0.0, 1.0)] * count,
        constraints=[{"type": "ineq", "fun": lambda shares: bounds - matrix @ shares, "jac": lambda _: -matrix}],
        method="SLSQP",
        options={"maxiter": 200, "ftol": 1e-12},
    ).x
    best = found if (matrix @ found <= bounds + 1e-6).all() else first
    return [round(float(share), 6) for share in best]
