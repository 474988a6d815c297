"""The evaluation against a split and ranks worked out by hand, and that it does not look ahead."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError, StoreError
from graph.model import Record
from graph.recommending.arrays import bounds
from graph.recommending.evaluation import cut_day, evaluate, evaluate_arrays
from graph.recommending.ladder import METHODS
from graph.store import GraphStore
from tests.graph.recommending.small import ALL, arrays_of, held, project

CUT = "2017-01-01"
SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "interreg" / "keep_closed_1420.xlsx"


def test_the_split_and_its_counts() -> None:
    more: list[Record] = [project("undated", "", "ab"), project("unclear", "2017", "ab"), project("alone", "2019", "a")]
    found = evaluate_arrays(arrays_of([*ALL, *more]), cut="2017-03-01", methods=["random"])
    assert found.cut == "2017-03-01"
    assert found.counts == {
        "projects_before": 4,
        "projects_after": 2,
        "projects_undecided": 2,
        "organisations_known": 5,
        "organisations_cold": 1,
        "queries": 1,
    }


def test_results_of_a_query_worked_out_by_hand() -> None:
    """Asked for later (a leads; d and the newcomer are sought), a's partners b and c left out: d, e, new remain."""
    results = evaluate_arrays(arrays_of(), cut=CUT, methods=["programme"]).results["programme"]
    hits = {part: result.measures["mrr"].mean for part, result in results[False].items() if result.queries}
    # d is first; the newcomer and e have no score, and chance puts one of them second
    assert hits.pop("cold") in {1 / 2, 1 / 3}
    assert hits == {"all": 1, "known": 1, "warm": 1, "cold-only": 1}
    assert results[False]["newcomer"].queries == 0
    assert results[False]["all"].sought == 2
    assert results[False]["warm"].sought == results[False]["cold"].sought == 1
    # with a's partners among the candidates b is first and d second
    assert results[True]["warm"].measures["mrr"].mean == 1 / 2


def test_known_partners_are_sought_only_with_repeats() -> None:
    again = arrays_of([*ALL, project("again", "2018-02-01", "ab", one="one")])
    results = evaluate_arrays(again, cut=CUT, methods=["programme"]).results["programme"]
    assert (results[False]["all"].queries, results[True]["all"].queries) == (1, 2)
    assert (results[False]["all"].sought, results[True]["all"].sought) == (2, 3)


def test_leads_without_a_known_project_are_apart() -> None:
    first = arrays_of([*ALL, project("first", "2018-02-01", ["new", "b"], "water", one="one")])
    results = evaluate_arrays(first, cut=CUT, methods=["programme"]).results["programme"][False]
    assert (results["newcomer"].queries, results["known"].queries, results["all"].queries) == (1, 1, 2)
    assert results["newcomer"].measures["mrr"].mean == 1


def test_coverage_counts_the_candidates_of_the_part() -> None:
    """Of all six organisations d, e and the newcomer are listed, of the five known ones d and e."""
    results = evaluate_arrays(arrays_of(), cut=CUT, methods=["popularity"]).results["popularity"][False]
    assert results["all"].lists["coverage"] == 3 / 6
    assert results["known"].lists["coverage"] == 2 / 5
    assert results["cold-only"].lists == {"coverage": 1, "gini": 0, "regions": 0, "kinds": 0}
    # d (DE27 and above) and e (FR) share no region; e has no kind
    assert results["known"].lists["regions"] == 1
    assert results["known"].lists["kinds"] == 0


def test_what_came_later_does_not_help() -> None:
    """Ten later projects say who works together; no method knows more for it than from one."""
    told: list[Record] = [
        project(f"z{at}", "2018-01-01", ["a", "d", "new"], "water", "River", "one") for at in range(9)
    ]
    one, ten = evaluate_arrays(arrays_of(), cut=CUT), evaluate_arrays(arrays_of([*ALL, *told]), cut=CUT)
    for method in set(METHODS) - {"random", "combined"}:
        for part in ("known", "warm"):
            before, after = (found.results[method][False][part].measures for found in (one, ten))
            assert after["hits@10"].mean == before["hits@10"].mean
    assert ten.counts["organisations_known"] == 5


def test_the_same_again_whatever_the_order() -> None:
    assert evaluate_arrays(arrays_of(ALL), cut=CUT) == evaluate_arrays(arrays_of(reversed(ALL)), cut=CUT)


def test_a_limit_takes_the_same_queries_each_time() -> None:
    arrays = arrays_of([*ALL, *(project(f"z{at}", "2018", "abde"[at % 3 :]) for at in range(6))])
    found = [evaluate_arrays(arrays, cut=CUT, methods=["popularity"], limit=3) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].counts["queries"] == 3
    assert found[0].limit == 3


def test_without_a_cut_four_fifths_are_known() -> None:
    assert cut_day(arrays_of()) == bounds("2018-01-01")[0]
    assert evaluate(held(), methods=["random"]).cut == "2018-01-01"


@pytest.mark.parametrize("cut", ["1990-01-01", "2014-01-01"])
def test_a_cut_before_everything(cut: str) -> None:
    with pytest.raises(InputError, match=f"no project begins before {cut}; cut between 2014-01-01 and 2018-01-01"):
        evaluate(held(), cut=cut)


def test_a_cut_after_everything() -> None:
    with pytest.raises(InputError, match="no project begins on 2018-01-02 or later"):
        evaluate(held(), cut="2018-01-02")


@pytest.mark.parametrize("cut", ["2017", "tomorrow", "2017-02-30", "2017-01-01x", "01.01.2017", " "])
def test_what_is_no_date_is_named(cut: str) -> None:
    with pytest.raises(InputError, match="is no date; write one such as 2017-01-01"):
        evaluate(held(), cut=cut)


def test_an_unknown_method_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="“oracle” is no method; known are random, popularity"):
        evaluate(held(), methods=["random", "oracle"])


def test_each_partner_seeks_the_others() -> None:
    """Of later: a seeks d and the newcomer, d (known partners b, c, e) a and the newcomer, the newcomer a and d."""
    found = evaluate_arrays(arrays_of(), cut=CUT, methods=["programme"], seekers="each")
    assert found.seekers == "each"
    assert (found.counts["queries"], found.counts["projects_asked"]) == (3, 1)
    new = found.results["programme"][False]
    assert {part: (new[part].queries, new[part].sought) for part in ("all", "known", "cold", "newcomer")} == {
        "all": (3, 6),
        "known": (2, 2),
        "cold": (2, 2),
        "newcomer": (1, 2),
    }
    # b (p1, p3) is first, a and d (one project each) follow it in an order by chance
    assert new["newcomer"].measures["mrr"].mean == 1 / 2
    assert len(set(new["all"].groups)) == 1


def test_leads_are_asked_the_same_whoever_else_seeks() -> None:
    lead, each = (evaluate_arrays(arrays_of(), cut=CUT, methods=["random"], seekers=who) for who in ("lead", "each"))
    lead_row, *_ = lead.results["random"][True]["all"].rows
    assert each.results["random"][True]["all"].rows[0] == lead_row
    assert "projects_asked" not in lead.counts


def test_intervals_draw_projects_where_each_partner_seeks() -> None:
    """A single project says nothing of others: its interval is a point, though its three queries differ."""
    result = evaluate_arrays(arrays_of(), cut=CUT, methods=["random"], seekers="each").results["random"][False]["all"]
    assert len({row[2] for row in result.rows}) > 1
    mean, low, high = result.measures["mrr"]
    assert mean == low == high


def test_an_unknown_seeker_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match="“nobody” is no kind of seeker; known are lead, each"):
        evaluate(held(), seekers="nobody")


def test_methods_of_others_are_measured_on_the_same_queries() -> None:
    more = {"again": METHODS["programme"]}
    found = evaluate(held(), cut=CUT, methods=["programme", "again"], more=more).results
    assert found["again"] == found["programme"]
    assert list(evaluate_arrays(arrays_of(), cut=CUT, more=more).results) == [*METHODS, "again"]
    with pytest.raises(InputError, match=r"“oracle” is no method; known are random, .*, again"):
        evaluate(held(), methods=["oracle"], more=more)


def test_a_limit_of_nothing() -> None:
    with pytest.raises(InputError, match="a limit of 0"):
        evaluate(held(), limit=0)


def test_later_projects_without_partners_to_be_found() -> None:
    records: list[Record] = [project("x", "2014", "ab"), project("y", "2018", "a")]
    with pytest.raises(InputError, match="none has more than one partner"):
        evaluate(held(records), cut=CUT)


@pytest.mark.parametrize("records", [[], [project("x", "", "ab")], [project("x", "2014", "")]])
def test_nothing_to_evaluate(records: list[Record]) -> None:
    with pytest.raises(InputError, match="no project has partners and a start date"):
        evaluate(held(records))


def test_all_on_one_day_cannot_be_split() -> None:
    with pytest.raises(InputError, match="no project begins before 2014-01-01"):
        evaluate(held([project("x", "2014-01-01", "ab"), project("y", "2014-01-01", "ac")]))


def test_only_repeats_are_to_be_found() -> None:
    """All that is sought is known to the lead: without repeats there is no query, and no measure."""
    records: list[Record] = [project("x", "2014", "ab"), project("y", "2018", "ab")]
    results = evaluate(held(records), cut=CUT, methods=["adamic-adar"]).results["adamic-adar"]
    assert all(result.queries == 0 and result.measures == {} for result in results[False].values())
    assert results[True]["all"].measures["hits@10"].mean == 1


def test_an_endpoint_has_no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError):
        evaluate(GraphStore.open("https://example.org/sparql"))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the samples of keep.eu are not here")
def test_figures_on_a_sample_are_those_measured_elsewhere(tmp_path: Path) -> None:
    """Measured once with other code: 43 queries; same programme .30, .50, .17, .14; chance .02, .04, .01, .01."""
    from data.loading import load

    load([str(SAMPLE)], tmp_path / "s", curated=False)
    with GraphStore.open(tmp_path / "s") as store:
        results = evaluate(store, cut=CUT, methods=["random", "programme"]).results
    found = results["programme"][False]["known"]
    assert found.queries == 43
    means = [interval.mean for interval in found.measures.values()]
    assert means == pytest.approx([0.30, 0.50, 0.17, 0.14], abs=0.03)
    assert results["random"][False]["known"].measures["hits@10"].mean < 0.05
