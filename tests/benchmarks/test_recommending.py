"""The peers against what they should be by definition, and that their settings are chosen in the past alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import recommending, recommending_peers
from benchmarks.recommending_peers import BASKET, FACTS, FORMS, GRIDS, TOGETHER, method
from benchmarks.recommending_sets import synthetic
from graph.recommending.arrays import Arrays, bounds
from graph.recommending.evaluation import evaluate_arrays
from graph.recommending.history import History, query_of
from graph.recommending.ladder import METHODS
from tests.graph.recommending.small import arrays_of

DAY = bounds("2017-01-01")[0]


@pytest.fixture(scope="module")
def invented() -> Arrays:
    return synthetic(projects=400, organisations=300, communities=8)


@pytest.mark.parametrize("form", FORMS)
def test_ease_is_ridge_regression_of_each_column_on_the_others(form: str) -> None:
    """The closed form is what least squares finds for one column after another."""
    history = History(arrays_of(), DAY)
    known = np.flatnonzero(history.is_known)
    held = recommending_peers._matrix(history, known, form)
    dense, model = held.toarray(), recommending_peers.ease(2.0)(held)
    for column in range(dense.shape[1]):
        others = np.delete(np.arange(dense.shape[1]), column)
        x, y = dense[:, others], dense[:, column]
        weight = np.linalg.solve(x.T @ x + 2.0 * np.eye(len(others)), x.T @ y)
        found = [model(np.array([other]), 0)[column] for other in others]
        assert found == pytest.approx(weight.tolist(), abs=1e-9)


@pytest.mark.parametrize("name", list(GRIDS))
@pytest.mark.parametrize("form", FORMS)
def test_every_peer_scores_all_organisations_the_same_each_time(name: str, form: str) -> None:
    arrays = arrays_of()
    history = History(arrays, DAY)
    query = query_of(arrays, arrays.projects.index("https://example.org/later"))
    _, make = GRIDS[name][1][0]
    first, again = (method(form, make(form))(history)(query) for _ in range(2))
    assert first.shape == (history.size,)
    assert np.isfinite(first).all()
    assert (first >= 0).all()
    assert first[~history.is_known].tolist() == [0]
    assert first.tolist() == again.tolist()


@pytest.mark.parametrize(("form", "knows"), [(TOGETHER, False), (BASKET, False), (FACTS, True)])
def test_only_facts_say_something_for_a_newcomer(form: str, knows: bool) -> None:
    arrays = arrays_of()
    history = History(arrays, DAY)
    query = query_of(arrays, arrays.projects.index("https://example.org/later"))
    newcomer = replace(query, lead=arrays.organisations.index("https://example.org/new"))
    assert method(form, recommending_peers.ease(1.0))(history)(newcomer).any() == knows


def test_the_walk_of_the_ladder_is_that_of_other_libraries(invented: Arrays) -> None:
    day = int(invented.first_day[300])
    shown = recommending.agreement(invented, day)
    apart = [float(words.split()[-1].rstrip(".")) for words in shown.split(":")[1].split(",")]
    assert len(apart) == 2
    assert max(apart) < 0.01  # 30 steps of the ladder leave 0.85 ** 30 to move


def test_settings_are_chosen_without_looking_ahead(invented: Arrays, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens after the cut, the choice is the same."""
    names = ("EASE, basket", "item-kNN BM25, facts")
    few = [one for one in recommending_peers.candidates() if one[0] in names]
    monkeypatch.setattr(recommending_peers, "candidates", lambda: iter(few))
    day = int(invented.first_day[300])
    past = recommending.before(invented, day)
    assert len(past.projects) == past.member.shape[0] == 300
    settings = [
        {name: peer.setting for name, peer in recommending.chosen(arrays, day, 40)} for arrays in (invented, past)
    ]
    assert settings[0] == settings[1]


def test_communities_are_found_again(invented: Arrays) -> None:
    """Who follows the communities from which the set was made is better than chance."""
    peer = {"EASE": method(TOGETHER, recommending_peers.ease(50.0))}
    found = evaluate_arrays(invented, methods=["random", "programme-theme", "EASE"], more=peer).results
    chance, simple, ease = (found[name][False]["known"].measures["recall@50"].mean for name in found)
    assert min(simple, ease) > chance + 0.1


def test_the_invented_set_is_the_same_each_time() -> None:
    first, again = (synthetic(60, 50, 6) for _ in range(2))
    assert (first.member != again.member).nnz == 0
    assert first.lead.tolist() == again.lead.tolist()
    assert all(first.member[[at]].toarray()[0, lead] for at, lead in enumerate(first.lead))


def test_a_table_has_a_line_a_method_and_bold_differences(invented: Arrays) -> None:
    found = evaluate_arrays(invented, methods=["random", "programme-theme", "combined"])
    lines = list(recommending.tables(found, "combined"))
    assert lines[0].startswith("\n**known leads and candidates, new partners only, the lead seeks** (")
    rows = [line for line in lines if line.startswith("| `")]
    assert all(line.count("|") == lines[1].count("|") for line in rows)
    [own, *_] = [line for line in rows if line.startswith("| `combined`")]
    assert own.endswith("| – | – | – |")
    assert "**−" in rows[0]


@pytest.mark.parametrize(("value", "text"), [(0.314, ".31"), (1, "1.00"), (-0.05, "−.05"), (-0.001, ".00"), (0, ".00")])
def test_short_numbers(value: float, text: str) -> None:
    assert recommending.short(value) == text


def test_the_clock_counts_each_query() -> None:
    clock = recommending.Clock()
    arrays = arrays_of()
    timed = {"programme": recommending.timed(METHODS["programme"], clock)}
    evaluate_arrays(arrays, cut="2017-01-01", methods=["programme"], more=timed)
    assert len(clock.asked) == 1
    assert clock.made >= 0
