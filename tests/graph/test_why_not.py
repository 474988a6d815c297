"""Why somebody is not among the partners: the rule, the rank, and what would change it."""

from __future__ import annotations

import pytest
from small_sources import turtle

from graph.errors import NotFoundError
from graph.partners import partners
from graph.store import GraphStore
from graph.why_not import why_not
from tests.graph.test_likeness import SMALL

ROMA = "Vernetzung Süd-Ost-Europa, Roma"
ALL = 10_000


@pytest.fixture(scope="module")
def small() -> GraphStore:
    return turtle(SMALL)


@pytest.mark.parametrize(
    ("name", "options", "rule", "facts"),
    [
        ("City", {"thing": "A"}, "already_partner", []),
        ("B", {"thing": "A", "as_of": "2017"}, "begins_later", ["2018"]),
        ("B", {"thing": "A", "type": "organisation"}, "other_type", []),
        ("Uni", {"programme": "X", "kind": ["Kommune"]}, "other_kind", ["school"]),
        ("Club", {"programme": "X", "kind": ["Kommune"]}, "other_kind", []),
        ("Club", {"programme": "X", "role": "partner"}, "other_role", ["coordinator"]),
        ("Club", {"programme": "X", "region": "Oben"}, "outside_region", ["r2"]),
        ("B", {"thing": "A", "region": "Oben"}, "region_unknown", []),
        ("Uni", {"thing": "B", "theme": ["Moore"]}, "other_theme", ["t"]),
        ("Club", {"text": "Wasserbau"}, "nothing_shared", []),
        ("A", {"thing": "A"}, "itself", []),
        ("Wasserbau", {"thing": "A"}, "no_candidate", []),
    ],
)
def test_the_rule_is_named_with_what_it_saw(
    small: GraphStore, name: str, options: dict[str, object], rule: str, facts: list[str]
) -> None:
    found = why_not(small, name=name, **options)  # type: ignore[arg-type]
    assert found.left_out == rule
    assert [fact.rsplit("/", 1)[-1] for fact in found.facts] == facts
    assert (found.rank, found.listed) == (0, False)


def test_the_rule_is_the_one_that_the_answer_counts(store: GraphStore) -> None:
    """One by one, those not listed add up to what the answer says it left out."""
    answer = partners(store, ROMA)
    listed = {one.id for one in answer.candidates}
    counted: dict[str, int] = {}
    for other in store.names.things("Project", "Organisation")[::4]:
        found = why_not(store, ROMA, name=other)
        assert found.listed == (other in listed)
        if not found.listed:
            counted[found.left_out] = counted.get(found.left_out, 0) + 1
    assert counted.keys() <= answer.left_out.keys()
    assert all(counted[rule] <= answer.left_out[rule] for rule in counted)


def test_a_rank_is_the_place_in_the_whole_ranking(store: GraphStore) -> None:
    whole = partners(store, "KOMM", limit=ALL)
    for rank, candidate in list(enumerate(whole.candidates, 1))[::5]:
        found = why_not(store, "KOMM", name=candidate.id, limit=3)
        assert (found.rank, found.of, found.score) == (rank, len(whole.candidates), candidate.score)
        assert found.reasons == candidate.reasons
        assert found.listed == (rank <= 3)
        assert found.needed == whole.candidates[2].score


def test_what_is_lacking_would_bring_it_in(store: GraphStore) -> None:
    found = why_not(store, "KOMM", name="Stadt Pforzheim", limit=2)
    assert found.together
    gain = {lack.kind: lack.best - lack.have for lack in found.lacks}
    assert list(gain.values()) == sorted(gain.values(), reverse=True)
    assert all(value > 0 for value in gain.values())
    score = found.score + sum(gain[kind] for kind in found.together)
    assert score >= found.needed
    assert score - gain[found.together[-1]] <= found.needed, "one less would not do"
    assert found.together_rank <= 2
    assert {lack.kind: lack.what.rsplit("/", 1)[-1] for lack in found.lacks}["programme"] == "xenos"


def test_without_the_rule_it_would_have_a_rank(store: GraphStore) -> None:
    found = why_not(store, ROMA, name="KODEX")
    wider = partners(store, ROMA, region="de-south-wide")
    assert (found.left_out, found.rank) == ("outside_region", 0)
    assert found.would_rank == 3
    assert any(one.id == found.other for one in wider.candidates)


def test_a_spread_list_may_leave_out_a_better_one(store: GraphStore) -> None:
    spread = partners(store, "KIS", diverse=True, limit=4)
    plain = partners(store, "KIS", limit=4)
    better = [one for one in plain.candidates if one.id not in {other.id for other in spread.candidates}]
    for one in better:
        found = why_not(store, "KIS", name=one.id, diverse=True, limit=4)
        assert not found.listed
        assert found.rank <= 4


def test_an_unknown_name_has_suggestions(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="Did you mean"):
        why_not(store, ROMA, name="Stadt Pforzheimm")
