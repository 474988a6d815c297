"""Potential partners: the answer that Verbund was built for, and the laws of every answer."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pyoxigraph as ox
import pytest
from small_sources import turtle

from graph.errors import InputError, NotFoundError
from graph.identity import ID
from graph.network import Network
from graph.partners import SEEKERS, Candidate, Partners, partners
from graph.places import Places
from graph.profile import profile
from graph.reasons import SHARES
from graph.store import GraphStore
from graph.themes import Themes

ROMA = "Vernetzung Süd-Ost-Europa, Roma"
SOUTH = ["KIS - Kultur im Sozialraum", "KOMM", "Stadt Pforzheim", "QuinteSentio"]
ALL = 10_000  # more than there are
OPTIONS: dict[str, dict[str, object]] = {
    "as the graph says": {},
    "in the south": {"region": "de-south"},
    "in Germany": {"region": "DE"},
    "around Berlin": {"near": "Berlin", "radius": 50.0},
    "on a theme": {"theme": ["Vernetzung und Kooperation"]},
    "on all of two themes": {"theme": ["Integration und Migration", "Bildung"], "match": "all"},
    "organisations": {"type": "organisation", "region": "DE"},
}


def named(store: GraphStore, found: Partners) -> list[str]:
    return [store.names.label(candidate.id) for candidate in found.candidates]


def ids(found: Partners) -> set[str]:
    return {candidate.id for candidate in found.candidates}


# ---------------------------------------------------------------------- the answer


def test_the_need_of_the_roma_initiative_is_answered_with_the_south(store: GraphStore) -> None:
    found = named(store, partners(store, ROMA))
    assert len(found) == len(SOUTH)
    assert all(label.startswith(start) for label, start in zip(found, SOUTH, strict=True))


def test_the_answer_says_what_it_was_made_from(store: GraphStore) -> None:
    found = partners(store, ROMA)
    [area] = found.areas
    assert (area.region, store.names.type(area.need)) == (f"{ID}region/de-south", "Need")
    assert [candidate.type for candidate in found.candidates] == ["Project", "Project", "Organisation", "Organisation"]
    regions = [Places(store).label(candidate.region) for candidate in found.candidates]
    assert regions == ["München", "Nürnberg", "Pforzheim", "Stuttgart"]
    assert found.left_out["already_partner"] == 3


def test_its_own_members_are_never_proposed(store: GraphStore) -> None:
    members = set(Network.read(store).out(store.names.find(ROMA), "https://w3id.org/verbund/ns#member"))
    assert len(members) == 3
    assert not members & ids(partners(store, ROMA, region="DE", limit=ALL))


def test_the_wider_south_adds_koblenz(store: GraphStore) -> None:
    added = ids(partners(store, ROMA, region="de-south-wide")) - ids(partners(store, ROMA))
    assert added == {store.names.find("KODEX")}


def test_the_best_reason_is_the_common_programme(store: GraphStore) -> None:
    best = partners(store, ROMA).candidates[0]
    assert best.reasons[0].link.kind == "programme"
    assert {reason.link.kind for reason in best.reasons} >= {"programme", "theme", "place", "meeting"}


# ---------------------------------------------------------------------- laws


@cache
def seekers(store: GraphStore) -> tuple[str, ...]:
    return tuple(store.names.things(*SEEKERS))


@pytest.fixture(scope="module", params=OPTIONS, ids=[name.replace(" ", "-") for name in OPTIONS])
def answers(request: pytest.FixtureRequest, store: GraphStore) -> list[Partners]:
    """Everybody's potential partners, all of them, under one set of options."""
    options = OPTIONS[request.param]
    every = seekers(store) if not options else seekers(store)[::6]
    return [partners(store, thing, limit=ALL, **options) for thing in every]  # type: ignore[arg-type]


def test_scores_lie_between_0_and_1_and_are_the_sum_of_their_parts(answers: list[Partners]) -> None:
    for found in answers:
        for candidate in found.candidates:
            assert 0 <= candidate.score <= 1
            assert candidate.score == pytest.approx(sum(reason.weight for reason in candidate.reasons), abs=1e-9)
            assert all(reason.weight > 0 for reason in candidate.reasons)
            for kind, share in SHARES.items():
                points = sum(reason.weight for reason in candidate.reasons if reason.link.kind == kind)
                assert points <= share + 0.0005, "rounding apart, no kind exceeds its share"


def test_the_best_come_first_and_equals_by_name(answers: list[Partners], store: GraphStore) -> None:
    def place(candidate: Candidate) -> tuple[float, str, str]:
        return -candidate.score, store.names.label(candidate.id), candidate.id

    for found in answers:
        assert [place(candidate) for candidate in found.candidates] == sorted(map(place, found.candidates))


def test_everything_is_a_candidate_or_counted_as_left_out(answers: list[Partners], store: GraphStore) -> None:
    things = set(store.names.things("Project", "Organisation"))
    for found in answers:
        counted = len(found.candidates) + sum(found.left_out.values())
        assert counted == len(things - {found.thing})
        assert len(ids(found)) == len(found.candidates)
        assert found.thing not in ids(found)


def test_no_partner_or_member_is_proposed(answers: list[Partners], store: GraphStore) -> None:
    network = Network.read(store)
    for found in answers:
        for relation in ("partner", "member"):
            term = f"https://w3id.org/verbund/ns#{relation}"
            near = {*network.out(found.thing, term), *network.into(found.thing, term)}
            assert not near & ids(found)


def test_every_reason_has_a_path_of_links_and_a_source(answers: list[Partners], store: GraphStore) -> None:
    @cache
    def linked(one: str, other: str) -> bool:
        pairs = ((one, other), (other, one))
        return any(next(store.quads(subject=a, value=ox.NamedNode(b)), None) for a, b in pairs)

    sources = {f"{ID}source/{source.id}" for source, _ in store.sources()}
    for found in answers:
        for candidate in found.candidates:
            for index, reason in enumerate(candidate.reasons):
                path = reason.path
                assert len(path) >= 2
                assert path[-1] == candidate.id
                assert all(linked(one, other) for one, other in pairwise(path)), path
                assert candidate.sources[index], reason.link
                assert {citation.source for citation in candidate.sources[index]} <= sources


def test_every_candidate_lies_where_it_was_sought(store: GraphStore) -> None:
    for options in ({"region": "de-south"}, {"near": "Berlin", "radius": 50.0}, {"region": "DEE"}):
        for thing in seekers(store)[::12]:
            found = partners(store, thing, limit=ALL, **options)  # type: ignore[arg-type]
            assert all(candidate.region in found.areas[0].regions for candidate in found.candidates)


def test_the_same_question_has_the_same_answer(store: GraphStore) -> None:
    again = GraphStore.open()
    again.absorb(store)
    for thing in seekers(store)[::9]:
        assert partners(store, thing) == partners(again, thing)


# ---------------------------------------------------------------------- options


def test_a_limit_cuts_and_counts(store: GraphStore) -> None:
    whole, cut = partners(store, ROMA), partners(store, ROMA, limit=1)
    assert cut.candidates == whole.candidates[:1]
    assert cut.left_out["below_limit"] == 3
    assert "below_limit" not in whole.left_out


def test_a_type_leaves_the_others_out(store: GraphStore) -> None:
    projects, organisations = (partners(store, ROMA, type=type_) for type_ in ("project", "organisation"))
    assert ids(projects) | ids(organisations) == ids(partners(store, ROMA))
    assert {candidate.type for candidate in projects.candidates} == {"Project"}
    assert {candidate.type for candidate in organisations.candidates} == {"Organisation"}


def test_a_theme_keeps_those_that_have_it_or_a_narrower_one(store: GraphStore) -> None:
    themes, network = Themes(store), Network.read(store)
    names = ["Integration und Migration", "Vernetzung und Kooperation"]
    wanted = [themes.within(themes.find(name)) for name in names]
    every = ids(partners(store, ROMA, region="DE", limit=ALL))
    for match, kept in (("any", any), ("all", all)):
        found = ids(partners(store, ROMA, region="DE", theme=names, match=match, limit=ALL))
        assert found == {
            iri for iri in every if kept(bool(within & profile(network, iri)["theme"].keys()) for within in wanted)
        }
        assert found


def test_near_means_the_radius_and_not_the_need(store: GraphStore) -> None:
    found = partners(store, ROMA, near="Stuttgart", radius=50.0)
    assert {store.names.label(iri).partition(" ")[0] for iri in ids(found)} == {"Stadt", "QuinteSentio"}
    assert (found.areas[0].place, found.areas[0].radius) == ("Stuttgart", 50.0)


def test_a_region_and_a_radius_hold_together(store: GraphStore) -> None:
    around = ids(partners(store, ROMA, near="Nürnberg", radius=200.0, limit=ALL))
    both = ids(partners(store, ROMA, near="Nürnberg", radius=200.0, region="Bayern", limit=ALL))
    assert both == around & ids(partners(store, ROMA, region="Bayern", limit=ALL))


@pytest.mark.parametrize(
    ("thing", "options", "error", "message"),
    [
        ("Roma-Initiative im Norden", {}, NotFoundError, "nothing is called"),
        ("Elternarbeit an Schulen", {}, InputError, "is no project, organisation, initiative or programme"),
        ("München", {}, InputError, "is no project"),
        (ROMA, {"region": "Süüden"}, NotFoundError, "Did you mean: Süden"),
        (ROMA, {"near": "Stuttgrat", "radius": 5.0}, NotFoundError, "Did you mean: Stuttgart"),
        (ROMA, {"near": "Stuttgart"}, InputError, "a radius of 0 km"),
        (ROMA, {"near": "Stuttgart", "radius": -1.0}, InputError, "a radius of -1 km"),
        (ROMA, {"near": "Stuttgart", "radius": float("nan")}, InputError, "a radius of nan km"),
        (ROMA, {"radius": 50.0}, InputError, "a radius needs a place"),
        (ROMA, {"theme": ["Netzwerkerei"]}, NotFoundError, "no theme is called"),
        (ROMA, {"type": "person"}, InputError, "type “person” is not one of project, organisation, any"),
        (ROMA, {"match": "some"}, InputError, "match “some” is not one of any, all"),
        (ROMA, {"limit": 0}, InputError, "a limit of 0; give one of at least 1"),
    ],
)
def test_what_cannot_be_answered_is_said(
    store: GraphStore, thing: str, options: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        partners(store, thing, **options)  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)


# ---------------------------------------------------------------------- made up

SMALL = """
    ex:r1 a vb:Region ; rdfs:label "Oben" . ex:r2 a vb:Region ; rdfs:label "Unten" .
    ex:a a vb:Project ; rdfs:label "A" ; vb:programme ex:p ; vb:region ex:r1 .
    ex:b a vb:Project ; rdfs:label "B" ; vb:programme ex:p ; vb:region ex:r1 .
    ex:c a vb:Project ; rdfs:label "C" ; vb:programme ex:p .
    ex:o a vb:Organisation ; rdfs:label "O" . ex:f a vb:Organisation ; rdfs:label "F" .
    ex:p a vb:Programme ; rdfs:label "P" ; vb:fundedBy ex:f .
"""


def test_without_a_region_everybody_who_shares_something_is_a_candidate() -> None:
    store = turtle(SMALL)
    found = partners(store, "A")
    assert [candidate.id[-1] for candidate in found.candidates] == ["b", "c"]
    assert found.left_out == {"funder_or_operator": 1, "nothing_shared": 1}
    assert "place" in {reason.link.kind for reason in found.candidates[0].reasons}


def test_texts_and_unnamed_nodes_in_place_of_things_do_no_harm() -> None:
    store = turtle(SMALL + "ex:b vb:theme 'Bildung', [] ; vb:region 'München' ; vb:partner [] ; vb:seeks 'Geld' .")
    assert [candidate.id[-1] for candidate in partners(store, "A").candidates] == ["b", "c"]
    assert partners(store, "B").candidates


def test_a_need_for_something_else_says_nothing_about_partners() -> None:
    need = (
        "ex:a vb:seeks ex:n . ex:n a vb:Need ; vb:sought '{}' ; vb:region ex:r2 . ex:d a vb:Project ; vb:region ex:r2 ."
    )
    assert not partners(turtle(SMALL + need.format("funding")), "A").areas
    assert [c.id[-1] for c in partners(turtle(SMALL + need.format("partner")), "A").candidates] == ["d"]


def test_regions_that_are_one_area_are_one_place() -> None:
    store = turtle(SMALL + "ex:d a vb:Project ; vb:programme ex:p ; vb:region ex:r3 . ex:r1 vb:sameArea ex:r3 .")
    [candidate] = [candidate for candidate in partners(store, "A").candidates if candidate.id.endswith("d")]
    [reason] = [reason for reason in candidate.reasons if reason.link.kind == "place"]
    assert [node[-2:] for node in reason.path] == ["/a", "r1", "r3", "/d"]
