"""A consortium as a mixed-integer linear programme: rules as rows, wishes and scores as the objective; solved by HiGHS.

docs/consortium.md has the formulas. There is one whole variable for each organisation: whether it is in. All others
are continuous: the counted countries, kinds and themes are bounded on both sides by those that are in, and come out
whole by themselves; shares of the budget need not be whole.

HiGHS: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
Computation 10 (2018).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from graph.consortium.organisation import EVERYBODY, Organisation, Requirement
from graph.consortium.rules import Rule, RuleSet, Wish

Terms = dict[int, float]
Array = np.ndarray[Any, Any]
INFINITY = float("inf")
# Scores have four digits; in their last digit a difference is then 1, well above what the solver takes for nothing.
SCALE = 10_000.0
# All the tie-breaking together is worth less than half of the last digit.
TIES = 0.4
OPTIMAL, LIMIT, INFEASIBLE = "optimal", "time_limit", "infeasible"


@dataclass(slots=True, frozen=True)
class Row:
    """low ≤ Σ coefficient × variable ≤ high; ``rule`` is the rule that says so, "" for what is so by definition."""

    terms: Terms
    low: float = -INFINITY
    high: float = INFINITY
    rule: str = ""


@dataclass(slots=True, frozen=True)
class Solution:
    """What the solver found: the values, how sure, and how far from the bound (a share of the objective)."""

    status: str
    values: Array | None = None
    gap: float = 0.0

    def chosen(self, count: int) -> list[int]:
        """The numbers of the organisations that are in."""
        return [] if self.values is None else [number for number in range(count) if self.values[number] > 0.5]


@dataclass(slots=True)
class Asked:
    """Rules and wishes with the requirements that their conditions stand for, by id."""

    rule_set: RuleSet
    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    wished: Mapping[str, Requirement] = field(default_factory=dict)
    themes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of_rule(self, rule: Rule) -> Requirement:
        """What a rule asks of an organisation."""
        return self.requirements.get(rule.id, EVERYBODY)

    def of_wish(self, wish: Wish) -> Requirement:
        """What a wish asks of an organisation."""
        return self.wished.get(wish.id, EVERYBODY)


class Programme:
    """The variables, rows and costs for a list of organisations; the first variables are theirs, in order."""

    def __init__(self, members: Sequence[Organisation], asked: Asked) -> None:
        self.members, self.asked = members, asked
        self.low: list[float] = [1.0 if one.fixed else 0.0 for one in members]
        self.high: list[float] = [float(one.copies) for one in members]
        self.whole: list[int] = [1] * len(members)
        self.cost: list[float] = [one.score for one in members]
        self.rows: list[Row] = []
        self.budget: dict[int, int] = {}
        self.size = {rule.id: rule for rule in asked.rule_set.rules if rule.kind == "members"}
        self._places: dict[tuple[str, str], dict[str, int]] = {}
        self._of_kind: dict[str, int] = {}
        for rule in asked.rule_set.rules:
            self._rule(rule)
        self._countries_by_regions()
        for wish in asked.rule_set.wishes:
            self._wish(wish)

    # ------------------------------------------------------------------ variables

    def variable(self, low: float = 0.0, high: float = 1.0, cost: float = 0.0, *, whole: bool = False) -> int:
        """A new variable, by its number."""
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        self.whole.append(int(whole))
        return len(self.low) - 1

    def _row(self, terms: Terms, low: float = -INFINITY, high: float = INFINITY, rule: str = "") -> None:
        self.rows.append(Row(terms, low, high, rule))

    def _used(self, key: str, by_value: Mapping[str, Sequence[int]]) -> dict[str, int]:
        """For each value a variable that is 1 where somebody in has it, else 0: a country that is there."""
        found = {}
        for value, holders in sorted(by_value.items()):
            used = self.variable()
            self._row({**dict.fromkeys(holders, -1.0), used: 1.0}, high=0.0)
            for number in holders:
                self._row({number: 1.0, used: -float(self.members[number].copies)}, high=0.0)
            found[value] = used
        self._places[key, ""] = found
        return found

    def _countries_by_regions(self) -> None:
        """A country is there only if one of its regions is: so anyway, but told apart the bound is far closer."""
        rules = self.asked.rule_set.rules
        counted = [rule for rule in rules if rule.kind in ("countries", "regions")]
        for rule in [rule for rule in counted if rule.kind == "countries"]:
            who = self.holders(self.asked.of_rule(rule))
            for other in [other for other in counted if other.kind == "regions"]:
                among, regions = set(self.holders(self.asked.of_rule(other))), self._places[other.id, ""]
                for country, used in self._places[rule.id, ""].items():
                    terms: Terms = {used: 1.0}
                    for number in who:
                        if self.members[number].country == country:
                            region = self.members[number].regions.get(other.level, "")
                            terms[regions[region] if number in among and region else number] = -1.0
                    self._row(terms, high=0.0)

    def _by(self, values: Iterable[Iterable[str]], who: Iterable[int] | None = None) -> dict[str, list[int]]:
        among = None if who is None else set(who)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(values):
            if among is None or number in among:
                for value in held:
                    found[value].append(number)
        return found

    def place_of(self, rule: Rule | Wish) -> list[tuple[str, ...]]:
        """The country or region of each, as a rule counts them."""
        if "countr" in rule.kind:
            return [(one.country,) if one.country else () for one in self.members]
        return [(one.regions[rule.level],) if rule.level in one.regions else () for one in self.members]

    def holders(self, requirement: Requirement, *, unknown: bool = False) -> list[int]:
        """Who is what is required; with ``unknown`` also those of whom that is not known."""
        answers = ((number, requirement.holds(one)) for number, one in enumerate(self.members))
        return [number for number, answer in answers if answer or (unknown and answer is None)]

    # ------------------------------------------------------------------ rules

    def _rule(self, rule: Rule) -> None:
        low = -INFINITY if rule.low is None else rule.low
        high = INFINITY if rule.high is None else rule.high
        who = self.holders(self.asked.of_rule(rule), unknown=rule.unknown_counts)
        match rule.kind:
            case "members":
                self._row(dict.fromkeys(self._counted(rule), 1.0), low, high, rule.id)
            case "countries" | "regions":
                used = self._used(rule.id, self._by(self.place_of(rule), who))
                self._row(dict.fromkeys(used.values(), 1.0), low, high, rule.id)
            case "at_least" | "at_most":
                self._row(dict.fromkeys(who, 1.0), low, high, rule.id)
            case "per_country" | "per_region":
                for _, holders in sorted(self._by(self.place_of(rule)).items()):
                    self._row(dict.fromkeys(holders, 1.0), high=high, rule=rule.id)
            case "independent":
                for _, holders in sorted(self._by((one.group or one.id,) for one in self.members).items()):
                    if len(holders) > 1:
                        self._row(dict.fromkeys(holders, 1.0), high=1.0, rule=rule.id)
            case "budget":
                self._budget_rule(rule, who, low, high)

    def _counted(self, rule: Rule) -> list[int]:
        return [number for number, one in enumerate(self.members) if rule.seeker or not one.lead]

    def _budget_rule(self, rule: Rule, who: list[int], low: float, high: float) -> None:
        shares = self._shares()
        if rule.share_of == "each":
            for number, share in shares.items():
                if rule.high is not None:
                    self._row({share: 1.0, number: -high}, high=0.0, rule=rule.id)
                if rule.low is not None:
                    self._row({share: 1.0, number: -low}, low=0.0, rule=rule.id)
            return
        groups = {"": who}
        if rule.share_of == "lead":
            groups = {"": [number for number, one in enumerate(self.members) if one.lead]}
        elif rule.share_of == "country":
            groups = self._by([(one.country,) if one.country else () for one in self.members])
        for value, holders in sorted(groups.items()):
            terms = {shares[number]: 1.0 for number in holders}
            if rule.share_of == "country" and rule.low is not None:  # each country that is there
                used = self._places.get((f"{rule.id} low", "")) or self._used(f"{rule.id} low", groups)
                self._row({**terms, used[value]: -low}, low=0.0, rule=rule.id)
                self._row(terms, high=high, rule=rule.id)
            else:
                self._row(terms, low, high, rule.id)

    def _shares(self) -> dict[int, int]:
        """A share of the budget for each; only who is in has one, and together they are all of it."""
        if not self.budget:
            for number, one in enumerate(self.members):
                self.budget[number] = self.variable()
                self._row({self.budget[number]: 1.0, number: -1.0}, high=0.0)
                assert one.copies >= 1  # noqa: S101
            self._row(dict.fromkeys(self.budget.values(), 1.0), 1.0, 1.0)
        return self.budget

    # ------------------------------------------------------------------ wishes

    def _wish(self, wish: Wish) -> None:
        match wish.kind:
            case "size":
                away = self.variable(high=INFINITY, cost=-wish.weight)
                everybody = dict.fromkeys(range(len(self.members)), 1.0)
                self._row({**everybody, away: 1.0}, low=wish.count)
                self._row({**everybody, away: -1.0}, high=wish.count)
            case "near" | "far":
                for number, one in enumerate(self.members):
                    self.cost[number] += wish.weight * nearness(one, wish) / self.aim
            case "themes":
                for theme in self.asked.themes.get(wish.id, ()):
                    part = wish.weight / len(self.asked.themes[wish.id])
                    holders = [n for n, one in enumerate(self.members) if theme in one.themes]
                    self._reward([holders], part, 1.0)
            case "kinds":
                self._reward(self._by(one.own_kinds for one in self.members).values(), wish.weight, wish.count)
            case "countries" | "regions":
                self._reward(self._by(self.place_of(wish)).values(), wish.weight, wish.count)
            case _:
                holders = self.holders(self.asked.of_wish(wish))
                self._reward([[number] for number in holders], wish.weight, wish.count)

    @property
    def aim(self) -> float:
        """How many partners there should be beside the lead: what a mean over them is taken over."""
        sizes = [wish.count for wish in self.asked.rule_set.wishes if wish.kind == "size"]
        return max(max(sizes, default=2.0) - 1, 1.0)

    def _reward(self, groups: Iterable[Sequence[int]], weight: float, most: float) -> None:
        """Pay ``weight`` in full where as many groups as ``most`` have somebody in, and a part for fewer."""
        total = self.variable(high=most, cost=weight / most)
        present: Terms = {total: 1.0}
        for holders in groups:
            if len(holders) == 1 and self.high[holders[0]] == 1.0:
                present[holders[0]] = -1.0
                continue
            used = self.variable()
            self._row({**dict.fromkeys(holders, -1.0), used: 1.0}, high=0.0)
            present[used] = -1.0
        self._row(present, high=0.0)

    # ------------------------------------------------------------------ solving

    def solve(
        self,
        *,
        seconds: float = 60.0,
        extra: Sequence[Row] = (),
        fixed: Mapping[int, float] | None = None,
        cost: Array | None = None,
        feasible_only: bool = False,
    ) -> Solution:
        """The best values under all rows and the extra ones; ``fixed`` sets variables, ``cost`` is to be minimised."""
        low, high = np.array(self.low), np.array(self.high)
        for number, value in (fixed or {}).items():
            low[number] = high[number] = value
        costs = cost if cost is not None else np.zeros(len(low)) if feasible_only else self._costs()
        rows = [*self.rows, *extra]
        found = milp(
            costs,
            integrality=np.array(self.whole),
            bounds=Bounds(low, high),
            constraints=[_constraints(rows, len(low))] if rows else [],
            options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
        )
        if found.status == 1:
            gap = getattr(found, "mip_gap", None)
            return Solution(LIMIT, found.x, INFINITY if gap is None else float(gap))
        if found.x is None:
            return Solution(INFEASIBLE)
        return Solution(OPTIMAL, found.x, float(getattr(found, "mip_gap", 0.0) or 0.0))

    def _costs(self) -> Array:
        """What is minimised: the objective turned round, and a trifle for each that stands later in the ranking."""
        cost = -np.array(self.cost) * SCALE
        count = len(self.members)
        cost[:count] += TIES * np.arange(count) / max(count, 1) / max(2.0 * self.aim, 1.0)
        return cost


def nearness(one: Organisation, wish: Wish) -> float:
    """How near or far an organisation is from the lead, from 0 to 1; 0 where that is not known."""
    if one.distance is None or one.lead:
        return 0.0
    part = min(one.distance, wish.count) / wish.count
    return part if wish.kind == "far" else 1 - part


def _constraints(rows: Sequence[Row], width: int) -> LinearConstraint:
    at = [(number, column, value) for number, row in enumerate(rows) for column, value in row.terms.items()]
    numbers, columns, values = zip(*at, strict=True) if at else ((), (), ())
    matrix: Any = sparse.coo_array((np.array(values, float), (numbers, columns)), shape=(len(rows), width)).tocsr()
    return LinearConstraint(matrix, np.array([row.low for row in rows]), np.array([row.high for row in rows]))
