"""Consortia from a store: the ready rules, who stands for whom, options, and what there is no consortium for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from small_graph import EX, THEME, small_graph

from graph.consortium.consortium import Consortia, consortium, worth
from graph.consortium.programme import Programme
from graph.consortium.rule_file import parse
from graph.consortium.rules import RuleSet
from graph.errors import InputError, NotFoundError
from graph.store import GraphStore

DAY = date(2026, 11, 22)
LEAD = "Musterstelle lead"


@pytest.fixture(scope="module")
def graph() -> Iterator[GraphStore]:
    """The small graph."""
    with small_graph() as store:
        yield store


def rules(*lines: str) -> RuleSet:
    return parse("rules:\n" + "".join(f"  - {line}\n" for line in lines), name="own", file="own.yml")


def ask(graph: GraphStore, found: str | RuleSet, thing: str = LEAD, **options: object) -> Consortia:
    return consortium(graph, thing, found, day=DAY, **options)  # type: ignore[arg-type]


def ids(found: Consortia, place: int = 0) -> list[str]:
    return [member.organisation.id.removeprefix(EX) for member in found.proposals[place].members]


@pytest.mark.parametrize("name", ["horizon-europe", "interreg-europe", "esf-transnational"])
def test_the_ready_rules_are_met_and_proven(graph: GraphStore, name: str) -> None:
    found = ask(graph, name)
    assert len(found.proposals) == 3
    assert found.complete
    for proposal in found.proposals:
        assert proposal.status == "optimal"
        assert proposal.gap == 0
        assert [check.rule.id for check in proposal.checks if not check.ok] == []
        assert proposal.members[0].organisation.id == EX + "lead"
        points = sum(one.points for one in proposal.wishes)
        assert proposal.objective == pytest.approx(proposal.scores + points, abs=2e-4)
    worths = [proposal.objective for proposal in found.proposals]
    assert worths == sorted(worths, reverse=True)


def test_every_partner_has_reasons_that_add_up_and_sources(graph: GraphStore) -> None:
    for member in ask(graph, "horizon-europe").proposals[0].members[1:]:
        candidate = member.organisation.candidate
        assert candidate
        assert candidate.reasons
        assert sum(reason.weight for reason in candidate.reasons) == pytest.approx(candidate.score, abs=1e-4)
        assert any(candidate.sources.values())


@pytest.mark.parametrize("differ", [1, 2])
def test_a_later_proposal_leaves_out_partners_of_each_earlier_one(graph: GraphStore, differ: int) -> None:
    found = ask(graph, "horizon-europe", count=4, differ=differ)
    sets = [set(ids(found, place)) for place in range(len(found.proposals))]
    assert len(sets) == 4
    assert all(len(one - other) >= differ for at, other in enumerate(sets) for one in sets[:at])


def test_the_alternative_is_the_best_swap(graph: GraphStore) -> None:
    found = ask(graph, rules("members: {min: 3, max: 3}", "countries: {min: 3}"), count=1)
    pool, asked = found.pool.members, found.asked
    aim = Programme(pool, asked).aim
    chosen = [member.organisation for member in found.proposals[0].members]
    for member in found.proposals[0].members[1:]:
        rest = [one for one in chosen if one is not member.organisation]
        swaps = [
            worth([*rest, other], asked, aim)
            for other in pool
            if other not in chosen and len({one.country for one in (*rest, other)} - {""}) == 3
            and len({one.group for one in (*rest, other)}) == 3
        ]  # fmt: skip
        assert member.alternative
        assert found.proposals[0].objective - member.alternative_costs == pytest.approx(max(swaps), abs=2e-4)


def test_parts_of_one_body_are_not_both_in(graph: GraphStore) -> None:
    both = rules(
        "members: {min: 3}", "at_least: {count: 2, of: {named: [Musterstelle branch, Musterstelle at130-verein]}}"
    )
    assert ask(graph, both).proposals == []
    without = rules("members: {min: 3}", "independent: false", "at_least: {count: 2, of: {named: [Musterstelle branch, Musterstelle at130-verein]}}")  # fmt: skip
    assert {"branch", "at130-verein"} <= set(ids(ask(graph, without)))


def test_who_must_be_in_is_in_and_who_must_not_is_not(graph: GraphStore) -> None:
    plain = ids(ask(graph, "horizon-europe"))
    found = ask(graph, "horizon-europe", required=["Musterstelle nowhere"], excluded=[f"Musterstelle {plain[1]}"])
    for place in range(3):
        assert "nowhere" in ids(found, place)
        assert plain[1] not in ids(found, place)
    with pytest.raises(InputError, match="is to be in and not to be in"):
        ask(graph, "horizon-europe", required=["Musterstelle nowhere"], excluded=["Musterstelle nowhere"])


def test_the_coordinator_stands_for_a_project(graph: GraphStore) -> None:
    found = ask(graph, "horizon-europe", thing="Vorhaben own")
    assert (found.pool.lead, found.pool.lead_is) == (EX + "lead", "coordinator")
    assert ids(found)[0] == "lead"


def test_an_initiative_without_organisation_stands_for_itself(graph: GraphStore) -> None:
    found = ask(graph, rules("members: {min: 3}"), thing="Vernetzung Süd-Ost-Europa, Roma", region="DE")
    assert (found.pool.lead_is, found.pool.lead) == ("no_organisation", found.pool.thing)


def test_places_and_themes_narrow_the_pool(graph: GraphStore) -> None:
    found = ask(graph, rules("members: {min: 3}"), region="DE", theme=["Mentoring"])
    partners = [member.organisation for member in found.proposals[0].members[1:]]
    assert all(one.country == "DE" and THEME in one.themes for one in partners)


def test_the_pool_is_widened_where_a_rule_needs_it(graph: GraphStore) -> None:
    few = ask(graph, rules("members: {min: 3}", "countries: {min: 5}"), pool=2)
    assert len(few.proposals[0].checks[1].values) >= 5
    assert few.pool.added["ranked"] > 0
    newcomer = ask(graph, rules("members: {min: 3}", "at_least: {count: 1, of: {newcomer: true, country: PT}}"))
    assert "newcomer" in ids(newcomer)
    assert newcomer.pool.added["unranked"] > 0


def test_shares_of_the_budget(graph: GraphStore) -> None:
    found = ask(
        graph,
        rules(
            "members: {min: 4, max: 4}",
            "budget: {of: lead, min: 40 %}",
            "budget: {of: country, max: 60 %}",
            "budget: {of: {kind: university}, min: 25 %}",
        ),
    )
    members = found.proposals[0].members
    shares = [member.share or 0 for member in members]
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert shares[0] >= 0.4 - 1e-6
    kinds = [any(kind.endswith("hochschule") for kind in member.organisation.kinds) for member in members]
    assert sum(share for share, university in zip(shares, kinds, strict=True) if university) >= 0.25 - 1e-4


@pytest.mark.parametrize(
    ("lines", "contradictory", "broken"),
    [
        (("members: {min: 3}", "countries: {min: 9}"), False, "countries"),
        (("members: {max: 3}", "countries: {min: 4}"), True, None),
        (("members: {min: 500}",), False, "members"),
        (("at_least: {count: 1, of: {country: TN}}",), False, "at_least"),
        (("at_most: {count: 0, of: {country: DE}}",), True, "at_most"),
    ],
)
def test_what_cannot_be(graph: GraphStore, lines: tuple[str, ...], contradictory: bool, broken: str | None) -> None:
    found = ask(graph, rules(*lines))
    assert found.proposals == []
    assert found.obstacles
    assert found.obstacles.contradictory == contradictory
    if broken:
        assert [one.rule.id for one in found.obstacles.broken] == [broken]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("at_least: {count: 1, of: {country: Atlantis}}", "own.yml, line 2, at_least: .*Atlantis"),
        ("at_least: {count: 1, of: {country: Bayern}}", "is no country; write region: Bayern"),
        ("at_least: {count: 1, of: {region: Nirgendwo}}", "own.yml, line 2, at_least: .*Nirgendwo"),
        ("at_least: {count: 1, of: {kind: Zirkus}}", "own.yml, line 2, at_least: .*Zirkus"),
        ("at_least: {count: 1, of: {kind: SME}}", "does not tell small companies from others"),
        ("at_least: {count: 1, of: {theme: Unsinnsthema}}", "own.yml, line 2, at_least: .*Unsinnsthema"),
        ("at_least: {count: 1, of: {named: Niemand GmbH}}", "own.yml, line 2, at_least: .*Niemand"),
    ],
)
def test_names_that_nothing_has_are_told_with_their_line(graph: GraphStore, line: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        ask(graph, rules(line))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"count": 0}, "count is 0"),
        ({"differ": 0}, "differ is 0"),
        ({"pool": 0}, "pool is 0"),
        ({"time_limit": 0}, "a time limit of 0 s"),
        ({"thing": "XENOS – Integration und Vielfalt"}, "is no organisation, project or initiative"),
    ],
)
def test_options_that_make_no_sense(graph: GraphStore, options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ask(graph, "horizon-europe", **options)  # type: ignore[arg-type]


def test_an_unknown_thing(graph: GraphStore) -> None:
    with pytest.raises(NotFoundError):
        ask(graph, "horizon-europe", thing="Niemand und Nichts")


def test_the_same_again(graph: GraphStore, tmp_path: Path) -> None:
    file = tmp_path / "own.yml"
    file.write_text("rules: [{members: {min: 4}}, {countries: {min: 3}}]", "utf-8")
    answers = [ask(graph, str(file)) for _ in range(2)]
    assert [ids(answers[0], place) for place in range(3)] == [ids(answers[1], place) for place in range(3)]
