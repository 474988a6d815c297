"""Each signal against what it gives by hand, and laws that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import log, log1p
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Organisation, Record
from graph.recommending.arrays import NO_LEAD, Array, Arrays, bounds
from graph.recommending.history import NOTHING, History, Query, query_of
from graph.recommending.ranker import PARTS, Ranker
from graph.recommending.signals import Signals, rising, share_of_best
from tests.graph.recommending.landscape import drawn
from tests.graph.recommending.small import EX, KNOWN, LATER, arrays_of, organisation, project, regions

CUT = bounds("2017-01-01")[0]
SEEDS = st.integers(0, 10_000)


def numbers(names: Iterable[str], wanted: Iterable[str]) -> Array:
    """The columns of some names."""
    held = list(names)
    return np.array(sorted(held.index(name) for name in wanted if name in held), np.int64)


def asked(arrays: Arrays, name: str = "later") -> Query:
    return query_of(arrays, arrays.projects.index(EX + name))


def signals_of(arrays: Arrays, query: Query | None = None, day: int | None = CUT) -> dict[str, Array]:
    return Signals(History(arrays, day)).of(query or asked(arrays)).signals


@pytest.fixture(scope="module")
def small() -> dict[str, Array]:
    return signals_of(arrays_of())


HALF = log(16) / log(31)  # half of the best sum: log(1 + 30 / 2) / log(1 + 30)
# a worked with b (2 partners) and c (3): d worked with both, e with c alone
D, E = 1 / log(2) + 1 / log(3), 1 / log(3)
DAYS = [CUT - bounds(day)[0] for day in ("2014-02-01", "2014-03-01", "2014-04-01")]
A_RECENT, B_RECENT, C_RECENT = (0.5 ** (ago / 500) for ago in DAYS)
# 12 meetings; those of a's regions (DE271 2, DE27 and DE2 5, Germany 7) have 19, those of DE3 2, those of France 5
DE3, FRANCE = log(8 / (19 * 2 / 12 + 1)) / 4, log(11 / (19 * 5 / 12 + 1)) / 4
# Of those who know the programme (a 1, b 2 but no more than 1.9, d 1) all lie in Germany, where three of five are
GERMAN, BERLIN = log((1 + 0.02) / (3 / 5 + 0.02)) / 4, log((1.9 / 3.9 + 0.02) / (1 / 5 + 0.02)) / 4
CITY = log(3 / (4 * 4 / 12 + 1)) / 2
EXPECTED = {
    "programme": [HALF / 2, 1 / 2, 0, HALF / 2, 0, 0],
    "theme": [HALF / 2, 1 / 2, 0, HALF / 2, 0, 0],
    "project": [HALF, 1, 0, HALF, 0, 0],
    "word": [HALF, 1, 0, HALF, 0, 0],
    "partner": [0, 0, 0, 1, log(1 + 30 * E / D) / log(31), 0],
    "place": [1, log(5 / 3) / log(5), 0, log(5 / 2) / log(5), 0, 1],
    "neighbours": [0, DE3, FRANCE, 0, FRANCE, 0],
    "home": [GERMAN, BERLIN, 0, GERMAN, 0, GERMAN],
    "kind": [CITY, CITY, 0, 0, 0, CITY],
    "name": [0, 0, 0, 0, 0, 0],
    "title": [0, 0, 0, 0, 0, 0],
    "experience": [1, 1, 1, 1, log(2) / log(3), 0],
    "recent": [A_RECENT, B_RECENT, C_RECENT, C_RECENT, C_RECENT, 0],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_signals_are_those_made_by_hand(small: dict[str, Array], name: str) -> None:
    assert small[name] == pytest.approx(EXPECTED[name])


def test_every_signal_counts(small: dict[str, Array]) -> None:
    assert small.keys() == PARTS.keys() == {*EXPECTED, "walk"}


def test_a_walk_comes_by_partners_more_often_than_by_their_partners(small: dict[str, Array]) -> None:
    a, b, c, d, e, new = small["walk"]
    assert (a, new) == (0, 0)
    assert max(b, c) == 1
    assert min(b, c) > d > e > 0


def test_the_better_of_two_themes_is_the_rarer_one() -> None:
    records: list[Record] = [
        project("x", "2014", "ab", "water"),
        project("y", "2014", "cd", "water"),
        project("z", "2014", "ef", "moss"),
    ]
    arrays = arrays_of(records)
    both = numbers(arrays.themes, [f"{EX}water", f"{EX}moss"])
    a, _, _, _, e, _ = signals_of(arrays, Query(NO_LEAD, NOTHING, both, NOTHING))["theme"]
    assert 0 < a < e == 1


def test_names_that_say_the_same_are_alike_and_no_more() -> None:
    names = {"a": "Wasserwerk Süd", "b": "Wasserwerk Sued", "c": "Chor Nord", "d": "Wasserwerk Nord"}
    made: list[Record] = [Organisation(iri=EX + key, label={"": name}) for key, name in names.items()]
    arrays = arrays_of([*made, project("x", "2014", "abcd", title="Stille")])
    words = numbers(arrays.words, ["wasserwerk"])
    found = signals_of(arrays, Query(0, NOTHING, NOTHING, words), None)
    a, b, c, d = found["name"]
    assert a == b == pytest.approx(1)
    assert 0 == c < d < b <= 1
    a, b, c, d = found["title"]
    assert 0 == c < a == b < 1
    assert d > 0


def test_a_description_has_no_network_and_its_own_place_and_kind() -> None:
    arrays = arrays_of()
    query = asked(arrays)
    described = Query(NO_LEAD, query.programme, query.theme, query.word)
    found = signals_of(arrays, described)
    for name in ("partner", "walk", "place", "neighbours", "kind", "name"):
        assert not found[name].any(), name
    a = 0
    of_lead = {"region": arrays.region[[a]].indices, "kind": arrays.kind[[a]].indices}
    stated = signals_of(arrays, Query(NO_LEAD, query.programme, query.theme, query.word, **of_lead))
    for name in ("place", "neighbours", "kind"):
        assert stated[name] == pytest.approx(EXPECTED[name]), name


def test_nothing_asked_of_nothing_known_gives_nothing() -> None:
    arrays = arrays_of()
    found = signals_of(arrays, Query(NO_LEAD, NOTHING, NOTHING, NOTHING), bounds("1990")[0])
    assert not any(values.any() for values in found.values())


@pytest.mark.parametrize("values", [[], [0, 0], [-1, 0]])
def test_sums_of_nothing(values: list[float]) -> None:
    assert rising(np.array(values)).tolist() == [0] * len(values)


@given(st.lists(st.floats(0, 1e12), min_size=1))
def test_sums_become_signals_in_the_same_order(sums: list[float]) -> None:
    found = rising(np.array(sums))
    assert found.min() >= 0
    assert found.max() <= 1
    assert (np.diff(found[np.argsort(sums)]) >= 0).all()
    assert not max(sums) or share_of_best(np.array(sums)).max() == 1


# ---------------------------------------------------------------------- laws


def drawn_query(arrays: Arrays, seed: int) -> Query:
    """What somebody may ask, with columns that are told apart by their names alone."""
    chance = Random(seed)

    def some(names: Iterable[str]) -> list[str]:
        return [name for name in sorted(names) if chance.random() < 0.5]

    lead = chance.randrange(-1, len(arrays.organisations))
    columns = [numbers(names, some(names)) for names in (arrays.programmes, arrays.themes, arrays.words)]
    return Query(lead, *columns)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_signals_lie_between_0_and_1(seed: int) -> None:
    arrays = arrays_of(drawn(seed))
    if not len(arrays.organisations):
        return
    for day in (None, CUT, bounds("2014-06-01")[0]):
        for name, values in signals_of(arrays, drawn_query(arrays, seed), day).items():
            assert values.shape == (len(arrays.organisations),), name
            assert 0 <= values.min() <= values.max() <= 1, name


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_what_begins_later_changes_nothing(seed: int) -> None:
    """Projects among the same organisations; whoever is new is a candidate, and does count among the names."""
    records = drawn(seed)
    before = arrays_of(records)
    bodies = [body.removeprefix(EX) for body in before.organisations]
    if not bodies:
        return
    query = drawn_query(before, seed)
    after = arrays_of(
        [
            *records,
            project("z1", "2018-03-01", bodies, "theme-a", "Clean river", "programme-éa"),
            project("z2", "2017-01-01", bodies[:1], "theme-new", "Ganz neu", "programme-new"),
            project("z3", "2017", bodies, "theme-b", "Clean river", "programme-éb"),
            project("z4", "", bodies, "theme-b", "Clean river", "programme-éb"),
        ]
    )
    same = Query(
        query.lead,
        *(
            numbers(getattr(after, name), [getattr(before, name)[int(one)] for one in columns])
            for name, columns in (("programmes", query.programme), ("themes", query.theme), ("words", query.word))
        ),
    )
    expected, found = (signals_of(arrays, one) for arrays, one in ((before, query), (after, same)))
    for name in PARTS:
        assert found[name] == pytest.approx(expected[name], abs=1e-12), name


@settings(max_examples=15, deadline=None)
@given(st.permutations("abcde"), st.randoms(use_true_random=False))
def test_names_and_order_of_the_input_do_not_matter(letters: list[str], chance: Random) -> None:
    new = dict(zip("abcde", letters, strict=True)) | {"new": "new"}
    records: list[Record] = [
        organisation(new["a"], "DE271", "city"),
        organisation(new["b"], "DE3", "city"),
        organisation(new["c"], "FR", "club"),
        organisation(new["d"], "DE27", "club"),
        organisation(new["e"], "FR"),
        organisation("new", "DE271", "city"),
        project("p1", "2014-01-01", [new["a"], new["b"]], "water", "Clean river", "one"),
        project("p2", "2014-02-01", [new["a"], new["c"]], "forest", "Green wood", "two"),
        project("p3", "2014-03-01", [new["b"], new["d"]], "water", "River bank", "one"),
        project("p4", "2014-04-01", [new["c"], new["d"], new["e"]], "forest", "Wood path", "two"),
        project("later", "2018-01-01", [new["a"], new["d"], "new"], "water", "River again", "one"),
        *regions(),
    ]
    chance.shuffle(records)
    arrays = arrays_of(records)
    found = signals_of(arrays)
    for name, expected in EXPECTED.items():
        by_letter = [found[name][arrays.organisations.index(EX + new[old])] for old in ["a", "b", "c", "d", "e", "new"]]
        assert by_letter == pytest.approx(expected), name


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(["water", "forest", ""]), st.sampled_from(["one", "two", ""]), st.sampled_from(["River", "Oak"]))
def test_one_more_project_like_the_one_asked_for_is_no_loss(theme: str, programme: str, title: str) -> None:
    level: list[Record] = [
        *KNOWN,
        project("q1", "2014", "xm", "water", "River", "one"),
        project("q2", "2014", "ym", "water", "River", "one"),
        *LATER,
    ]
    more = project("q3", "2014", "yn", theme, title, programme)
    for records, is_more in ((level, False), ([*level, more], True)):
        arrays = arrays_of(records)
        scores = Ranker(History(arrays, CUT)).rank(asked(arrays)).scores
        x, y = (scores[arrays.organisations.index(EX + name)] for name in "xy")
        assert y > x if is_more else y == pytest.approx(x)


def test_experience_is_a_logarithm() -> None:
    records: list[Record] = [project(f"x{at}", "2014", "ab" if at else "abc") for at in range(7)]
    assert signals_of(arrays_of(records), Query(0, NOTHING, NOTHING, NOTHING), None)["experience"] == pytest.approx(
        [1, 1, log1p(1) / log1p(7)]
    )
