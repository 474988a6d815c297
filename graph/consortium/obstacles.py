"""Why there is no consortium: which rules contradict each other, and which cannot be met, by how much.

Rules that no set of organisations whatever could meet together are found on an ideal pool, which has every kind of
organisation that the rules tell apart, as often as is asked for. On the real pool as few rules as possible give way,
and those by as little as possible. Sets of rules that fail together are made
irreducible by the deletion filter (J. W. Chinneck and E. W. Dravnieks, "Locating minimal infeasible constraint sets
in linear programs", ORSA Journal on Computing 3, 1991).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from time import monotonic

import numpy as np

from graph.consortium.country_groups import country_groups
from graph.consortium.organisation import Organisation, Test
from graph.consortium.programme import INFEASIBLE, INFINITY, SCALE, Asked, Programme, Row, Solution
from graph.consortium.rules import LEVELS, Rule

MOST_IDEAL = 5000  # organisations of the ideal pool; more would be slow, and rules tell fewer apart
OTHER = "other"


@dataclass(slots=True, frozen=True)
class Obstacle:
    """A rule that cannot be met: what it needs, what is possible when it alone gives way, and by how much it fails.

    For the budget all three are shares; ``bound`` says whether the least or the most is what fails.
    """

    rule: Rule
    bound: str
    needed: float
    possible: float
    by: float


@dataclass(slots=True)
class Obstacles:
    """The rules that fail together, whether they do so whatever the data, and the least that must give way."""

    together: list[Rule]
    contradictory: bool
    broken: list[Obstacle]
    proven: bool = True


def obstacles(members: Sequence[Organisation], asked: Asked, *, seconds: float) -> Obstacles:
    """What keeps the rules from being met; to be asked only where they are not."""
    end = monotonic() + seconds
    asked = Asked(replace(asked.rule_set, wishes=()), asked.requirements)
    ideal = ideal_pool(members, asked)
    contradictory = not is_possible(ideal, asked, end)
    together, proven = _irreducible(ideal if contradictory else members, asked, end)
    broken = elastic(members, asked, end)
    return Obstacles(together, contradictory, broken, proven)


def is_possible(members: Sequence[Organisation], asked: Asked, end: float) -> bool:
    """Whether some consortium meets all rules; what was not decided in time counts as possible."""
    found = Programme(members, asked).solve(seconds=end - monotonic(), feasible_only=True)
    return found.status != INFEASIBLE


def _irreducible(members: Sequence[Organisation], asked: Asked, end: float) -> tuple[list[Rule], bool]:
    """Rules that cannot be met together, none of which could be left out; and whether time was enough to say so."""
    left = asked.rule_set
    for rule in asked.rule_set.rules:
        if monotonic() > end:
            return list(left.rules), False
        fewer = left.without(rule.id)
        if not is_possible(members, replace_rules(asked, fewer), end):
            left = fewer
    return list(left.rules), True


def replace_rules(asked: Asked, rule_set: object) -> Asked:
    """The same requirements for another rule set."""
    return replace(asked, rule_set=rule_set)  # type: ignore[arg-type]


# ---------------------------------------------------------------------- by how much


def elastic(members: Sequence[Organisation], asked: Asked, end: float) -> list[Obstacle]:
    """The fewest rules that must give way, and the least by which they must; empty where all can be met.

    Sets of rules are tried by size, which is quicker than one programme with a switch for each rule: without a rule
    the others are soon met or not, and only what may give way then is elastic. Of several sets of one size the one is
    taken that gives way least, each rule in proportion to what it asks for.
    """
    rules = asked.rule_set.rules
    for size in range(len(rules) + 1):
        found: list[tuple[float, list[Obstacle]]] = []
        for some in combinations(rules, size):
            if monotonic() > end:
                break
            without = replace_rules(asked, asked.rule_set.without(*(rule.id for rule in some)))
            if Programme(members, without).solve(seconds=end - monotonic(), feasible_only=True).values is not None:
                found.append(_least(members, asked, some, end))
        if found:
            return min(found, key=lambda one: one[0])[1]
    return []


def _least(
    members: Sequence[Organisation], asked: Asked, some: Sequence[Rule], end: float
) -> tuple[float, list[Obstacle]]:
    """By how much some rules must give way where all others are kept; the sum in proportion, and rule by rule."""
    programme = Programme(members, asked)
    slack: dict[str, list[int]] = {rule.id: [] for rule in some}
    sides: dict[int, str] = {}
    programme.rows = [_loosened(programme, row, slack, sides) for row in list(programme.rows)]
    weights = {part: 1.0 / max(_needed(rule), 1.0) for rule in some for part in slack[rule.id]}
    best = programme.solve(seconds=end - monotonic(), cost=_cost(programme, weights))
    if best.values is None:
        return INFINITY, []
    total = sum(weight * float(best.values[part]) for part, weight in weights.items())
    return total, [one for rule in some if (one := _obstacle(rule, slack[rule.id], sides, best)) is not None]


def _loosened(programme: Programme, row: Row, slack: dict[str, list[int]], sides: dict[int, str]) -> Row:
    """A rule's row that may be broken at a price; a definition and a rule that must be kept stay as they are."""
    if row.rule not in slack:
        return row
    terms = dict(row.terms)
    lowest = sum(value * (programme.low if value > 0 else programme.high)[at] for at, value in row.terms.items())
    highest = sum(value * (programme.high if value > 0 else programme.low)[at] for at, value in row.terms.items())
    for side, most, sign in (("min", row.low - lowest, 1.0), ("max", highest - row.high, -1.0)):
        if 0 < most < INFINITY:
            part = programme.variable(high=most)
            slack[row.rule].append(part)
            sides[part] = side
            terms[part] = sign
    return replace(row, terms=terms)


def _cost(programme: Programme, weights: dict[int, float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    cost = np.zeros(len(programme.low))
    for column, weight in weights.items():
        cost[column] = weight * SCALE
    return cost


def _needed(rule: Rule) -> float:
    return rule.low if rule.low is not None else rule.high or 0.0


def _obstacle(rule: Rule, parts: list[int], sides: dict[int, str], found: Solution) -> Obstacle | None:
    assert found.values is not None  # noqa: S101
    digits = 4 if rule.kind == "budget" else 6
    amounts = {part: round(float(found.values[part]), digits) for part in parts}
    by = sum(amounts.values())
    if by <= 0:
        return None
    side = sides[max(amounts, key=lambda part: (amounts[part], -part))]
    needed = rule.low if side == "min" and rule.low is not None else rule.high or 0.0
    return Obstacle(rule, side, needed, round(needed - by if side == "min" else needed + by, digits), round(by, digits))


# ---------------------------------------------------------------------- the ideal pool


def ideal_pool(members: Sequence[Organisation], asked: Asked) -> list[Organisation]:
    """Those who must be in, and organisations of every sort that the rules tell apart, as many as anyone could ask."""
    tests = [test for requirement in asked.requirements.values() for test in requirement.leaves()]
    fixed = [one for one in members if one.fixed]
    known = {one.id for one in fixed}
    named = {iri for test in tests if test.kind == "named" for iri in test.wanted} - known
    real = {one.id: one for one in members if one.id in named}
    singles = [real.get(iri, Organisation(iri, group=iri)) for iri in sorted(named)]
    where = list(_places(tests, asked.rule_set.rules, members))
    asked_of_past = any(test.kind in ("newcomer", "role") for test in tests)
    past = ((0, 0), (1, 0), (1, 1)) if asked_of_past else ((1, 1),)
    what = list(product(_kinds(tests), _themes(tests), past))
    copies = _most_needed(asked.rule_set.rules) + len(fixed)
    where = where[: max(MOST_IDEAL // max(len(what), 1), 1)]
    found = []
    for number, (place, (kinds, themes, (projects, coordinated))) in enumerate(product(where, what)):
        id = f"ideal-{number}"
        found.append(
            replace(
                place,
                id=id,
                group=id,
                kinds=kinds,
                own_kinds=kinds,
                themes=themes,
                projects=projects,
                coordinated=coordinated,
                copies=copies,
            )
        )
    return [*fixed, *singles, *found]


def _most_needed(rules: Sequence[Rule]) -> int:
    """As many as any rule asks for, and as it takes to share out the budget; more would not help."""
    shares = [1 / rule.high for rule in rules if rule.kind == "budget" and rule.high]
    return math.ceil(max([1.0, *(rule.low or 0 for rule in rules if rule.kind != "budget"), *shares]))


def _places(tests: Sequence[Test], rules: Sequence[Rule], members: Sequence[Organisation]) -> Iterable[Organisation]:
    """One organisation for each sort of place: in and out of all countries and regions that are named."""
    yield from _in_regions([test for test in tests if test.kind == "region"], members)
    wanted = [test.wanted for test in tests if test.kind == "country"]
    codes = {code for group in country_groups() for code in group.members} | {one.country for one in members}
    many = int(max((rule.low or 0 for rule in rules if rule.kind in ("countries", "regions", "members")), default=1))
    sorts: dict[tuple[bool, ...], int] = {}
    for region in range(max(int(max((rule.low or 0 for rule in rules if rule.kind == "regions"), default=1)), 1)):
        sorts.clear()
        for code in [*sorted(codes - {""}), *(f"?{number}" for number in range(max(many, 5)))]:
            sort = tuple(code in group for group in wanted)
            sorts[sort] = sorts.get(sort, 0) + 1
            if sorts[sort] <= max(many, 5):
                here = {level: f"{code}-{level}-{region}" for level in LEVELS}
                above = frozenset({code, *here.values()})
                yield Organisation("", country=code, regions=here, places=above, above=above)


def _in_regions(tests: Sequence[Test], members: Sequence[Organisation]) -> Iterable[Organisation]:
    """For each sort of membership in the named regions real places, where anybody is there, else one made up."""
    seen: set[tuple[object, ...]] = set()
    for one in members:
        sort = (one.country, *(bool(one.above & test.wanted) for test in tests))
        if any(sort[1:]) and sort not in seen:
            seen.add(sort)
            yield replace(one, candidate=None, fixed=False, lead=False, distance=None, score=0.0)
    for test in tests:
        if not any(one.above & test.wanted for one in members):
            inside = frozenset(sorted(test.wanted)[:1])
            regions = {level: f"{min(test.wanted)}-{level}" for level in LEVELS}
            yield Organisation("", country=f"of {min(test.wanted)}", regions=regions, places=inside, above=inside)


def _kinds(tests: Sequence[Test]) -> list[frozenset[str]]:
    wanted = [test.wanted for test in tests if test.kind == "kind"]
    every = frozenset(one for group in wanted for one in group)
    single = {frozenset((kind,)) for kind in every}
    return sorted({frozenset((OTHER,)), *single, *([every] if every else [])}, key=sorted)


def _themes(tests: Sequence[Test]) -> list[frozenset[str]]:
    wanted = [test.wanted for test in tests if test.kind == "theme"]
    every = frozenset(one for group in wanted for one in group)
    single = {frozenset((min(group),)) for group in wanted}
    return sorted({frozenset((OTHER,)), *single, *([every] if every else [])}, key=sorted)
