"""Who is left out, by which rule, and that nobody is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError
from graph.model import Initiative, Need, Organisation, Record, Region
from graph.recommending.recommendation import ranker_of
from graph.recommending.restriction import RULES, values_of
from graph.store import GraphStore
from tests.graph.recommending.landscape import drawn
from tests.graph.recommending.rivers import RIVERS, asked, listed, recommendation, rivers
from tests.graph.recommending.small import EX, NUTS, held, organisation, project


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with rivers() as opened:
        yield opened


def left_out(store: GraphStore, rule: str, thing: str = "a", **options: Any) -> list[str]:
    """Whom a rule leaves out, whether or not another one does."""
    made = recommendation(store, thing, **options)
    numbers = made.verdicts[rule].nonzero()[0]
    return [made.iri(int(one)).removeprefix(EX) for one in numbers]


EVERYBODY = ["a", "b", "c", "d", "e", "f", "g", "new"]
PARTNERS_OF_A = ["b", "c", "d", "new"]


def test_partners_are_left_out_unless_they_are_asked_for(store: GraphStore) -> None:
    assert left_out(store, "already_partner") == ["a", *PARTNERS_OF_A]
    assert left_out(store, "already_partner", known=True) == []
    answer = asked(store, "a", known=True, limit=99)
    assert answer.known_partners == {EX + name for name in PARTNERS_OF_A}
    assert asked(store, "a", limit=99).known_partners == frozenset()


def test_partners_are_those_known_on_the_day(store: GraphStore) -> None:
    assert left_out(store, "already_partner", as_of="2014-02-01") == ["a", "b"]
    assert left_out(store, "already_partner", as_of="2014-01-01") == ["a"]


def test_partners_of_all_who_seek_together_are_left_out(store: GraphStore) -> None:
    assert left_out(store, "already_partner", "p3") == ["a", "b", "c", "d", "e", "new"]


@pytest.mark.parametrize(
    ("options", "unknown", "outside"),
    [
        ({"region": "DE"}, ["g"], ["c", "e"]),
        ({"region": "DE27"}, ["g"], ["b", "c", "e", "f"]),
        ({"region": "DE271"}, ["g"], ["b", "c", "d", "e", "f"]),  # d is somewhere in DE27
        ({"region": "FR"}, ["g"], ["a", "b", "d", "f", "new"]),
        ({}, [], []),
    ],
)
def test_where(store: GraphStore, options: dict[str, Any], unknown: list[str], outside: list[str]) -> None:
    assert left_out(store, "region_unknown", **options) == unknown
    assert left_out(store, "outside_region", **options) == outside


def test_a_region_with_nobody_leaves_everybody_out() -> None:
    with rivers([*RIVERS, Region(iri=f"{NUTS}IT", label={"": "Italia"}, code="IT")]) as store:
        answer = asked(store, "a", region="Italia")
    assert answer.candidates == []
    assert answer.left_out == {"already_partner": 4, "outside_region": 2, "region_unknown": 1}
    assert [area.region for area in answer.areas] == [f"{NUTS}IT"]


def test_the_need_of_an_initiative_says_where(store: GraphStore) -> None:
    answer = asked(store, "alliance", limit=99)
    assert [(area.region, area.need) for area in answer.areas] == [(f"{NUTS}DE2", f"{EX}need")]
    assert answer.candidates == []  # in Bavaria are d and new alone, and both work with a
    assert left_out(store, "outside_region", "alliance") == ["b", "c", "e", "f"]
    assert [area.region for area in asked(store, "alliance", region="FR").areas] == [f"{NUTS}FR"]


def test_only_needs_of_partners_say_where() -> None:
    room = Need(iri=f"{EX}n", sought="funding", region=[f"{NUTS}FR"])
    with rivers([*RIVERS, Initiative(iri=f"{EX}i", label={"": "i"}, theme=[f"{EX}water"], seeks=[room])]) as store:
        assert asked(store, "i").areas == []


def test_near_and_within() -> None:
    """Augsburg, Munich 57 km away, and Ingolstadt 60 km away."""
    made: list[Record] = [
        Region(iri=NUTS + code, label={"": name}, code=code, level="nuts3", lat=lat, long=long, broader=[f"{NUTS}DE2"])
        for code, name, lat, long in (
            ("DE271", "Augsburg", "48.37", "10.90"),
            ("DE212", "München", "48.14", "11.58"),
            ("DE211", "Ingolstadt", "48.77", "11.43"),
        )
    ]
    bodies = {"x": "DE271", "y": "DE212", "z": "DE211", "wide": "DE2"}
    made += [organisation(name, code) for name, code in bodies.items()]
    made.append(organisation("seeker"))
    made += [project("t", "2014", [*bodies, "nowhere"], "water"), project("u", "2014", ["seeker"], "water")]
    with rivers([*(one for one in RIVERS if not one.iri.endswith("DE271")), *made]) as store:
        near = {radius: asked(store, "seeker", near="Augsburg", radius=radius, limit=99) for radius in (1, 58, 100)}
        assert {radius: set(listed(answer)) & set(bodies) for radius, answer in near.items()} == {
            1: {"x"},
            58: {"x", "y"},
            100: {"x", "y", "z"},
        }
        assert near[58].left_out["region_unknown"] == 2  # nowhere and g
        [area] = near[58].areas
        assert (area.place, area.radius, area.region) == ("Augsburg", 58, f"{NUTS}DE271")
        both = asked(store, "seeker", near="Augsburg", radius=100, region="München", limit=99)
        assert listed(both) == ["y"]


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        (("Stadt",), ["c", "d", "e", "f", "g"]),
        (("Verein",), ["a", "b", "e", "g", "new"]),  # a choir is a club
        (("Chor",), ["a", "b", "c", "d", "e", "g", "new"]),
        (("Stadt", "Chor"), ["c", "d", "e", "g"]),
        ((), []),
    ],
)
def test_kinds_with_narrower_ones(store: GraphStore, kind: tuple[str, ...], left: list[str]) -> None:
    assert left_out(store, "other_kind", kind=kind) == left


@pytest.mark.parametrize(
    ("role", "as_of", "left"),
    [
        ("coordinator", "", ["d", "e", "g", "new"]),
        ("coordinator", "2014-03-01", ["b", "c", "d", "e", "f", "g", "new"]),
        ("partner", "", ["a", "f"]),
        ("partner", "2014-04-01", ["a", "e", "f", "g", "new"]),
        ("beneficiary", "", EVERYBODY),
        ("", "", []),
    ],
)
def test_roles_in_known_projects(store: GraphStore, role: str, as_of: str, left: list[str]) -> None:
    assert left_out(store, "other_role", role=role, as_of=as_of) == left


WATER, FOREST = ["a", "b", "d", "e", "f", "g", "new"], ["a", "c", "d", "e"]


@pytest.mark.parametrize(
    ("match", "theme", "on_it"),
    [
        ("any", ("Gewässer",), WATER),  # the bog of f and g is a kind of water
        ("any", ("Moore",), ["f", "g"]),
        ("any", ("Gewässer", "Wälder"), EVERYBODY),
        ("all", ("Gewässer", "Wälder"), ["a", "d", "e"]),
        ("all", ("Umwelt",), EVERYBODY),
        ("all", ("Wüste",), []),
        ("", ("Moore",), EVERYBODY),  # steers, and leaves nobody out
        ("all", (), EVERYBODY),
    ],
)
def test_themes(store: GraphStore, match: str, theme: tuple[str, ...], on_it: list[str]) -> None:
    assert left_out(store, "other_theme", match=match, theme=theme) == sorted(set(EVERYBODY) - set(on_it))


def test_themes_are_those_known_on_the_day_or_stated_of_the_organisation_itself() -> None:
    new = Organisation(iri=f"{EX}new", label={"": "new"}, theme=[f"{EX}bog"])
    with rivers([*(one for one in RIVERS if one.iri != new.iri), new]) as store:
        options = {"match": "any", "theme": ("Gewässer",), "as_of": "2014-02-01"}
        assert left_out(store, "other_theme", **options) == ["c", "d", "e", "f", "g"]


def test_the_first_rule_that_applies_counts(store: GraphStore) -> None:
    options: dict[str, Any] = {"region": "DE", "kind": ("Stadt",), "role": "coordinator", "match": "all"}
    answer = asked(store, "g", **options, theme=("Wälder",))
    # f is a partner; c and e are in France; d is a club, new never led; b did nothing on forests
    assert listed(answer) == ["a"]
    assert answer.left_out == {
        "already_partner": 1, "outside_region": 2, "other_kind": 1, "other_role": 1, "other_theme": 1,
    }  # fmt: skip
    assert answer.kinds == [f"{EX}city"]
    assert RULES[0] == "already_partner"


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"kind": ("Burg",)}, InputError, "Burg.* Known: Chor, Stadt, Verein"),
        ({"kind": ("Gewässer",)}, InputError, "Gewässer"),
        ({"kind": (" ",)}, InputError, "Known: Chor, Stadt, Verein"),
        ({"region": "Atlantis"}, NotFoundError, "Atlantis"),
        ({"near": "Atlantis", "radius": 10.0}, NotFoundError, "Atlantis"),
    ],
)
def test_what_there_is_not(store: GraphStore, options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        asked(store, "a", **options)


def test_values_of_an_organisation(store: GraphStore) -> None:
    arrays = ranker_of(store).history.arrays
    assert values_of(arrays.kind, arrays.kinds, arrays.organisations.number(f"{EX}f")) == [f"{EX}choir"]
    assert values_of(arrays.kind, arrays.kinds, arrays.organisations.number(f"{EX}g")) == []


# ---------------------------------------------------------------------- nobody is forgotten

OPTIONS = st.fixed_dictionaries(
    {"limit": st.integers(1, 4)},
    optional={
        "known": st.booleans(),
        "region": st.sampled_from(["DE", "DE2", "FR"]),
        "role": st.sampled_from(["coordinator", "partner"]),
        "match": st.sampled_from(["any", "all"]),
        "as_of": st.sampled_from(["2014", "2015-06", "2030-01-01"]),
        "diverse": st.booleans(),
    },
)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.lists(OPTIONS, min_size=4, max_size=4))
def test_everybody_is_listed_or_counted(seed: int, tried: list[dict[str, Any]]) -> None:
    with held(drawn(seed)) as store:
        bodies = list(ranker_of(store).history.arrays.organisations)
        named = [body for body in bodies if store.names.type(body)][:3]
        for drawn_options, thing in zip(tried, [*named, "", "", "", ""], strict=False):
            options = drawn_options if thing else {**drawn_options, "text": "river"}
            answer = asked(store, thing.removeprefix(EX), **options)
            itself = int(recommendation(store, thing.removeprefix(EX), **options).restriction.itself().sum())
            assert len(answer.candidates) <= options["limit"]
            assert len(answer.candidates) + sum(answer.left_out.values()) + itself == len(bodies)
