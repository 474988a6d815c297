"""White spots: what is missing where, and the laws that the numbers keep."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError
from graph.gaps import Gaps, cells, gaps
from graph.model import Grant, Initiative, Need, Organisation, Participation, Programme, Project, Record, Source
from graph.statistics import statistics
from graph.store import GraphStore
from graph.triples import record_quads

EX = "https://example.org/"
NUTS = "http://data.europa.eu/nuts/code/"
THEME = "https://w3id.org/verbund/id/theme/"
BAYERN, SACHSEN, BERLIN, GERMANY = (f"{NUTS}{code}" for code in ("DE2", "DED", "DE3", "DE"))
SOUTH = "https://w3id.org/verbund/id/region/de-south"
MENTORING, EDUCATION, WORK = f"{THEME}mentoring", f"{THEME}bildung", f"{THEME}arbeitsmarkt-und-beschaeftigung"


def organisation(name: str, *regions: str, themes: Iterable[str] = (), kind: str = "") -> Organisation:
    kinds = [f"{EX}kind/{kind}"] if kind else []
    return Organisation(iri=EX + name, label={"": name}, region=list(regions), theme=list(themes), kind=kinds)


def grant(name: str, amount: str) -> Grant:
    return Grant(iri=f"{EX}{name}-g", funder=f"{EX}f", amount=amount, currency="EUR", date="2020")


def project(name: str, *partners: str, region: str = "", theme: str = "", amount: str = "", **other: Any) -> Project:
    return Project(
        iri=EX + name, label={"": name}, region=[region] if region else [], theme=[theme] if theme else [],
        participations=[Participation(iri=f"{EX}{name}-{one}", organisation=EX + one) for one in partners],
        grants=[grant(name, amount)] if amount else [],
        **other,
    )  # fmt: skip


def seeking(name: str, region: str, theme: str, *members: str) -> Initiative:
    need = Need(iri=f"{EX}{name}-need", label={"": "partners"}, sought="partner", region=[region], theme=[theme])
    return Initiative(iri=EX + name, label={"": name}, seeks=[need], member=[EX + one for one in members])


@pytest.fixture(scope="module")
def reference(store: GraphStore) -> list[tuple[Source, list[Any]]]:
    """The embedded places and themes."""
    names = ("reference-places", "reference-themes")
    iri = "https://w3id.org/verbund/id/source/"
    return [(Source(id=name, title=name), list(store.quads(graph=iri + name))) for name in names]


def made(reference: list[tuple[Source, list[Any]]], *sources: Iterable[Record]) -> GraphStore:
    store = GraphStore.open()
    own = [
        (Source(id=f"own{at}", title=f"own{at}"), [q for record in records for q in record_quads(record, f"own{at}")])
        for at, records in enumerate(sources)
    ]
    store.load_all([*reference, *own])
    return store


def by_keys(found: Gaps) -> dict[tuple[Any, ...], dict[str, float]]:
    return {gap.keys: gap.lacks for gap in found.gaps}


# ---------------------------------------------------------------------- the three ways


def test_money_that_nobody_from_there_spends(reference: Any) -> None:
    records = [
        project("a", "b1", region=BAYERN, theme=MENTORING, amount="100"),
        project("b", "b1", "b2", region=BAYERN, theme=MENTORING, amount="50"),
        project("c", "local", region=SACHSEN, theme=MENTORING, amount="7"),
        organisation("b1", BERLIN), organisation("b2", BERLIN), organisation("local", SACHSEN),
    ]  # fmt: skip
    found = gaps(made(reference, records), ["region", "theme"])
    (gap,) = [gap for gap in found.gaps if gap.keys == (BAYERN, MENTORING)]
    assert gap.lacks == {"money": 2.0}
    assert gap.outside is not None
    assert (gap.outside.projects, gap.outside.carriers, gap.outside.amount) == (2, 2, {"EUR": 150.0})
    assert gap.outside.largest == [f"{EX}a", f"{EX}b"]
    assert gap.outside.busiest == [(f"{EX}b1", 2), (f"{EX}b2", 1)]
    assert (gap.projects, gap.amount, gap.partners) == (2, {"EUR": 150.0}, 0)
    assert {citation.source.rsplit("/", 1)[-1] for citation in gap.sources} == {"own0"}


@pytest.mark.parametrize("partner", [organisation("p"), organisation("p", GERMANY), None])
def test_nothing_is_said_of_projects_whose_carriers_have_no_known_place(reference: Any, partner: Record | None) -> None:
    named = [Participation(iri=f"{EX}x", organisation=f"{EX}p")]
    unnamed = [Participation(iri=f"{EX}x", unnamed="person")]
    held = Project(
        iri=f"{EX}a", label={"": "a"}, region=[BAYERN], theme=[MENTORING], participations=named if partner else unnamed
    )
    records = [held, seeking("i", BAYERN, MENTORING), *([partner] if partner else [])]
    (gap,) = [g for g in gaps(made(reference, records), ["region", "theme"]).gaps if g.keys == (BAYERN, MENTORING)]
    assert gap.lacks == {"need": 1.0}
    assert (gap.outside, gap.unknown_carriers) == (None, 1)


def test_a_need_is_open_until_somebody_new_is_there(reference: Any) -> None:
    seeker = seeking("i", SOUTH, MENTORING, "known")
    known, new = (organisation(name, BAYERN, themes=[MENTORING]) for name in ("known", "new"))
    (gap,) = gaps(made(reference, [seeker]), ["region", "theme"]).gaps
    assert (gap.keys, gap.lacks, gap.partners) == ((SOUTH, MENTORING), {"need": 1.0}, 0)
    (gap,) = gaps(made(reference, [seeker, known]), ["region", "theme"]).gaps
    assert (gap.lacks, gap.partners, gap.unmet) == ({"need": 1.0}, 1, 1)
    assert not gaps(made(reference, [seeker, known, new]), ["region", "theme"]).gaps


def test_a_need_in_a_town_counts_in_its_land(reference: Any) -> None:
    munich = "https://w3id.org/verbund/id/region/ags-09162000"
    found = gaps(made(reference, [seeking("i", munich, MENTORING)]), ["region", "theme"])
    assert by_keys(found) == {(BAYERN, MENTORING): {"need": 1.0}}


def test_who_works_on_a_narrower_theme_works_on_the_wider_one(reference: Any, store: GraphStore) -> None:
    from graph.themes import Themes

    wide = next(iter(Themes(store).ancestors(MENTORING)))
    records = [seeking("i", BAYERN, wide), organisation("p", BAYERN, themes=[MENTORING])]
    assert not gaps(made(reference, records), ["region", "theme"]).gaps


def many(region: str, theme: str, count: int) -> list[Record]:
    code = region.rsplit("/", 1)[-1] + theme.rsplit("/", 1)[-1]
    return [organisation(f"{code}{at}", region, themes=[theme]) for at in range(count)]


def test_fewer_than_region_and_theme_let_expect(reference: Any) -> None:
    records = many(BAYERN, WORK, 20) + many(SACHSEN, WORK, 20) + many(SACHSEN, EDUCATION, 20)
    gap, mirrored = gaps(made(reference, records), ["region", "theme"]).gaps
    assert (gap.keys, mirrored.keys) == ((BAYERN, EDUCATION), (SACHSEN, WORK))
    assert (gap.partners, round(gap.expected, 4)) == (0, round(20 * 20 / 60, 4))
    assert gap.missing == pytest.approx(20 * 20 / 60)
    assert gap.residual < -2
    assert gap.quotient == pytest.approx(1 / (1 + 20 * 20 / 60))


def test_lists_of_different_regions_and_words_are_not_compared(reference: Any) -> None:
    one, other = many(BAYERN, WORK, 40), many(SACHSEN, EDUCATION, 40)
    assert not gaps(made(reference, one, other), ["region", "theme"]).gaps
    assert gaps(made(reference, [*one, *other]), ["region", "theme"]).gaps


def test_a_project_without_participants_stands_for_who_carries_it(reference: Any) -> None:
    records = [seeking("i", BAYERN, MENTORING), project("a", region=BAYERN, theme=MENTORING)]
    assert not gaps(made(reference, records), ["region", "theme"]).gaps


def test_what_has_no_place_is_counted(reference: Any) -> None:
    records = [
        project("a", "p", theme=MENTORING), project("b", "q", region=BAYERN), organisation("p", GERMANY),
        organisation("q", BAYERN), seeking("i", "", ""),
    ]  # fmt: skip
    records[-1].seeks[0].region, records[-1].seeks[0].theme = [], []  # type: ignore[attr-defined]
    found = gaps(made(reference, records), ["region", "theme"])
    assert found.without == {
        "region": {"projects": 1, "partners": 1, "needs": 1}, "theme": {"projects": 1, "partners": 1, "needs": 1},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({}, {(BAYERN, MENTORING), (SACHSEN, EDUCATION)}),
        ({"region": "Bayern"}, {(BAYERN, MENTORING)}),
        ({"theme": "Mentoring"}, {(BAYERN, MENTORING)}),
        ({"only": "size"}, set()),
        ({"limit": 1}, {(BAYERN, MENTORING)}),
    ],
)
def test_options_narrow_down(reference: Any, options: dict[str, Any], keys: set[tuple[str, str]]) -> None:
    records = [seeking("i", BAYERN, MENTORING), seeking("j", SACHSEN, EDUCATION)]
    assert set(by_keys(gaps(made(reference, records), ["region", "theme"], **options))) == keys


@pytest.mark.parametrize(
    "by", [["region"], ["theme"], ["kind", "theme"], ["funder", "year"], ["programme", "country"], ["year"]]
)
def test_every_dimension_can_be_asked(store: GraphStore, by: list[str]) -> None:
    found = gaps(store, by)
    assert found.by == by
    assert set(found.without) == set(by)


@pytest.mark.parametrize(
    ("by", "options", "words"),
    [
        (["town"], {}, "known are region, theme"),
        ([], {}, "one or two"),
        (["theme", "theme"], {}, "one or two"),
        (["theme", "region", "year"], {}, "one or two"),
        (["region"], {"level": "9"}, "known are 0, 1, 2, 3, land"),
        (["region"], {"only": "people"}, "known are need, money, size"),
        (["region"], {"since": 2020, "until": 2019}, "empty"),
        (["region"], {"limit": 0}, "at least 1"),
    ],
)
def test_what_there_is_not_is_named(store: GraphStore, by: list[str], options: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        gaps(store, by, **options)


def test_an_unknown_region_is_an_error(store: GraphStore) -> None:
    with pytest.raises(NotFoundError):
        gaps(store, ["region"], region="Atlantis")


# ---------------------------------------------------------------------- laws

STATED = ("theme", "programme", "funder", "year", "country")
PLACES = (BAYERN, SACHSEN, BERLIN, GERMANY)
THEMES = (MENTORING, EDUCATION, WORK)


@st.composite
def worlds(draw: st.DrawFn) -> list[Record]:
    """Some organisations, projects and needs."""
    some = st.sampled_from
    one_theme = st.lists(some(THEMES), max_size=1)
    names = [f"o{at}" for at in range(draw(st.integers(1, 6)))]
    records: list[Record] = [
        organisation(name, *draw(st.lists(some(PLACES), max_size=2, unique=True)), themes=draw(one_theme))
        for name in names
    ]
    for at in range(draw(st.integers(0, 5))):
        partners = draw(st.lists(some(names), max_size=3, unique=True))
        amount = draw(some(["", "10", "25"]))
        programme = [f"{EX}programme"] if draw(st.booleans()) else []
        records.append(
            project(f"p{at}", *partners, region=draw(some(["", *PLACES])), theme=draw(some(["", *THEMES])),
                    amount=amount, programme=programme)
        )  # fmt: skip
    records.append(Programme(iri=f"{EX}programme", label={"": "programme"}))
    for at in range(draw(st.integers(0, 2))):
        records.append(
            seeking(
                f"i{at}", draw(some([*PLACES, SOUTH])), draw(some(THEMES)), *draw(st.lists(some(names), max_size=1))
            )
        )
    return records


law = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@law
@given(records=worlds(), by=st.lists(st.sampled_from(STATED), min_size=1, max_size=2, unique=True))
def test_cells_add_up_to_the_statistics(reference: Any, records: list[Record], by: list[str]) -> None:
    store = made(reference, records)
    stated = {group.keys: (group.projects, group.amount) for group in statistics(store, by).groups}
    assert {group.keys: (group.projects, group.amount) for group in cells(store, by)} == stated


@law
@given(records=worlds())
def test_regions_of_level_0_are_the_countries(reference: Any, records: list[Record]) -> None:
    store = made(reference, records)
    by_country = {group.keys: group.projects for group in statistics(store, ["country", "theme"]).groups}
    assert {group.keys: group.projects for group in cells(store, ["region", "theme"], level="0")} == by_country


@law
@given(records=worlds(), seed=st.integers(0, 99))
def test_the_order_of_the_input_does_not_matter(reference: Any, records: list[Record], seed: int) -> None:
    shuffled = random.Random(seed).sample(records, len(records))
    found, again = (gaps(made(reference, order), ["region", "theme"], limit=None) for order in (records, shuffled))
    assert found == again


@law
@given(records=worlds(), region=st.sampled_from(PLACES[:3]), theme=st.sampled_from(THEMES))
def test_one_more_partner_never_makes_a_gap_larger(
    reference: Any, records: list[Record], region: str, theme: str
) -> None:
    more = [*records, organisation("new", region, themes=[theme])]
    before, after = (by_keys(gaps(made(reference, one), ["region", "theme"], limit=None)) for one in (records, more))
    for kind, missing in after.get((region, theme), {}).items():
        assert missing <= before.get((region, theme), {}).get(kind, 0) + 1e-9
