"""Partners by likeness: descriptions, kinds, roles, dates, and a list that is spread."""

from __future__ import annotations

import pytest
from small_sources import turtle

from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.partners import Finder, Partners, partners
from graph.request import Request
from graph.store import GraphStore

ROMA = "Vernetzung Süd-Ost-Europa, Roma"
ALL = 10_000

# Two projects of a programme with their partners: a university, a town and an association.
SMALL = """
    PREFIX reg: <https://w3id.org/verbund/id/region/>
    reg:r1 a vb:Region ; rdfs:label "Oben" ; vb:level "nuts3" .
    reg:r2 a vb:Region ; rdfs:label "Unten" ; vb:level "nuts3" .
    <https://w3id.org/verbund/id/theme/t> a vb:Theme ; rdfs:label "Wasserbau"@de, "hydraulic engineering"@en ;
        skos:inScheme <https://w3id.org/verbund/id/theme-scheme> .
    <https://w3id.org/verbund/id/theme/u> a vb:Theme ; rdfs:label "Moore"@de ;
        skos:inScheme <https://w3id.org/verbund/id/theme-scheme> .
    ex:public a vb:OrganisationKind ; rdfs:label "Amt" . ex:town a vb:OrganisationKind ; rdfs:label "Kommune" ;
        skos:broader ex:public .
    ex:school a vb:OrganisationKind ; rdfs:label "Hochschule" .
    ex:x a vb:Programme ; rdfs:label "X" ; vb:partOf ex:whole . ex:whole a vb:Programme ; rdfs:label "Whole" .
    ex:a a vb:Project ; rdfs:label "A" ; vb:programme ex:x ; schema:startDate "2015-05-01" ;
        vb:theme <https://w3id.org/verbund/id/theme/t> ; vb:partner ex:uni, ex:city ; vb:participation ex:a1, ex:a2 .
    ex:a1 vb:organisation ex:uni ; vb:role "coordinator" . ex:a2 vb:organisation ex:city ; vb:role "partner" .
    ex:b a vb:Project ; rdfs:label "B" ; vb:programme ex:x ; schema:startDate "2018" ;
        vb:partner ex:club, ex:city ; vb:participation ex:b1, ex:b2 .
    ex:b1 vb:organisation ex:club ; vb:role "coordinator" . ex:b2 vb:organisation ex:city ; vb:role "coordinator" .
    ex:uni a vb:Organisation ; rdfs:label "Uni" ; vb:kind ex:school ; vb:region reg:r1 .
    ex:city a vb:Organisation ; rdfs:label "City" ; vb:kind ex:town ; vb:region reg:r1 .
    ex:club a vb:Organisation ; rdfs:label "Club" ; vb:region reg:r2 .
"""


@pytest.fixture(scope="module")
def small() -> GraphStore:
    return turtle(SMALL)


def found(answer: Partners) -> set[str]:
    return {candidate.id.rsplit("/", 1)[-1] for candidate in answer.candidates}


# ---------------------------------------------------------------------- descriptions


def test_a_description_by_text_finds_those_on_its_themes(small: GraphStore) -> None:
    answer = partners(small, text="Neuer WASSERBAU im Dorf")
    assert answer.thing == ""
    assert [iri.rsplit("/", 1)[-1] for iri in answer.understood] == ["t"]
    assert found(answer) == {"a", "uni", "city"}
    best = answer.candidates[0]
    assert best.id.endswith("/a")
    assert best.reasons[0].path[0].endswith("/t")


def test_a_programme_counts_as_one_of_the_seeker_with_its_path(small: GraphStore) -> None:
    answer = partners(small, programme=["X"], type="project")
    assert found(answer) == {"a", "b"}
    [direct, whole] = [reason for reason in answer.candidates[0].reasons if reason.link.kind == "programme"]
    assert [node.rsplit("/", 1)[-1] for node in direct.path] == ["x", "a"]
    assert [node.rsplit("/", 1)[-1] for node in whole.path] == ["x", "whole", "x", "a"]
    assert answer.candidates[0].sources[0]


def test_where_a_description_comes_from_is_a_reason(small: GraphStore) -> None:
    here = partners(small, programme="X", home="Oben", type="organisation")
    [reason] = [reason for reason in here.candidates[0].reasons if reason.link.kind == "place"]
    assert reason.path[0].endswith("/r1")
    club = next(one for one in here.candidates if one.id.endswith("club"))
    assert "place" not in {reason.link.kind for reason in club.reasons}


def test_a_thing_may_be_described_further(small: GraphStore) -> None:
    plain = {one.id: one.score for one in partners(small, "B", known=True).candidates}
    more = {one.id: one.score for one in partners(small, "B", known=True, text="Wasserbau").candidates}
    assert more["https://example.org/a"] > plain["https://example.org/a"]


def test_a_description_scores_lie_between_0_and_1_and_add_up(store: GraphStore) -> None:
    answer = partners(store, text="Elternarbeit, Mentoring und Teilhabe von Roma", programme="XENOS", limit=ALL)
    assert len(answer.candidates) > 10
    for candidate in answer.candidates:
        assert 0 < candidate.score <= 1
        assert candidate.score == pytest.approx(sum(reason.weight for reason in candidate.reasons))
        assert all(reason.path[-1] == candidate.id for reason in candidate.reasons)
        assert all(all(node for node in reason.path) for reason in candidate.reasons)


# ---------------------------------------------------------------------- kinds and roles


@pytest.mark.parametrize(
    ("kinds", "left"),
    [(["Hochschule"], {"uni"}), (["Amt"], {"city"}), (["Kommune", "Hochschule"], {"uni", "city"}), ("Amt", {"city"})],
)
def test_only_organisations_of_a_kind_or_a_narrower_one(small: GraphStore, kinds: list[str], left: set[str]) -> None:
    answer = partners(small, programme=["X"], kind=kinds)
    assert found(answer) == left
    assert answer.left_out["other_kind"] == 5 - len(left)


@pytest.mark.parametrize(
    ("role", "left"), [("coordinator", {"uni", "club", "city"}), ("partner", {"city"}), ("beneficiary", set())]
)
def test_only_organisations_that_had_a_role(small: GraphStore, role: str, left: set[str]) -> None:
    answer = partners(small, programme=["X"], role=role)
    assert found(answer) == left
    assert answer.left_out["other_role"] == 5 - len(left)


def test_known_partners_stay_and_are_marked(small: GraphStore) -> None:
    new, known = partners(small, "A"), partners(small, "A", known=True)
    assert new.left_out["already_partner"] == 2
    assert found(known) - found(new) == {"uni", "city"}
    assert {iri.rsplit("/", 1)[-1] for iri in known.known_partners} == {"uni", "city"}
    assert not new.known_partners


# ---------------------------------------------------------------------- dates


def test_what_begins_later_is_not_known(small: GraphStore) -> None:
    answer = partners(small, programme=["X"], as_of="2017")
    assert found(answer) == {"a", "uni", "city"}
    assert answer.left_out == {"begins_later": 1, "nothing_shared": 1}


def test_roles_of_later_projects_do_not_count(small: GraphStore) -> None:
    assert found(partners(small, programme=["X"], role="coordinator", as_of="2017-01-01")) == {"uni"}


def test_of_a_seeker_that_begins_later_only_the_lead_is_known(small: GraphStore) -> None:
    assert partners(small, "A").left_out["already_partner"] == 2
    assert partners(small, "A", as_of="2015-05-01").left_out["already_partner"] == 1


@pytest.mark.parametrize("day", ["2014", "2015-05", "2015-05-02", "2018", "2019-01-01", "2999"])
def test_the_later_the_day_the_more_is_known(small: GraphStore, day: str) -> None:
    before = found(partners(small, programme=["X"], as_of=day))
    assert before <= found(partners(small, programme=["X"]))


def test_the_far_future_knows_everything(store: GraphStore) -> None:
    now, then = partners(store, ROMA), partners(store, ROMA, as_of="9999-12-31")
    assert now.candidates == then.candidates
    assert now.left_out == then.left_out


# ---------------------------------------------------------------------- spread, many requests


def test_a_spread_list_has_the_best_one_first_and_the_same_scores(store: GraphStore) -> None:
    plain, spread = (partners(store, "KIS", diverse=value, limit=5) for value in (False, True))
    whole = {one.id: one.score for one in partners(store, "KIS", limit=ALL).candidates}
    assert spread.candidates[0] == plain.candidates[0]
    assert all(one.score == whole[one.id] for one in spread.candidates)
    assert spread.left_out["below_limit"] == plain.left_out["below_limit"]


def test_a_spread_list_takes_one_from_elsewhere_first() -> None:
    store = turtle("""
        PREFIX reg: <https://w3id.org/verbund/id/region/>
        reg:r1 a vb:Region ; rdfs:label "Oben" ; vb:level "nuts3" .
        reg:r2 a vb:Region ; rdfs:label "Unten" ; vb:level "nuts3" .
        ex:x a vb:Programme ; rdfs:label "X" .
        ex:a a vb:Project ; rdfs:label "A" ; vb:programme ex:x ; vb:region reg:r1 .
        ex:b a vb:Project ; rdfs:label "B" ; vb:programme ex:x ; vb:region reg:r1 .
        ex:c a vb:Project ; rdfs:label "C" ; vb:programme ex:x ; vb:region reg:r2 .
    """)
    plain, spread = (partners(store, programme="X", diverse=value).candidates for value in (False, True))
    assert [one.id[-1] for one in plain] == ["a", "b", "c"]
    assert [one.id[-1] for one in spread] == ["a", "c", "b"]


def test_many_requests_have_the_answers_of_single_ones(store: GraphStore) -> None:
    finder = Finder(store)
    for thing in (ROMA, "KIS", ROMA):
        assert finder.partners(Request(thing)) == partners(store, thing)
    assert finder.partners(Request(text="Mentoring")) == partners(store, text="Mentoring")


def test_home_is_a_town_where_it_may_be_a_district_too(store: GraphStore) -> None:
    assert partners(store, ROMA, home="Karlsruhe").home.endswith("ags-08212000")


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({}, InputError, "for whom"),
        ({"thing": " "}, InputError, "thing is empty"),
        ({"text": "blafasel"}, InputError, "no theme of the thesaurus is named in “blafasel”"),
        ({"home": "Bayern"}, InputError, "for whom"),
        ({"thing": ROMA, "kind": ["  "]}, InputError, "kind is empty"),
        ({"thing": ROMA, "theme": [""]}, InputError, "theme is empty"),
        ({"thing": ROMA, "kind": ["Blafasel"]}, InputError, "no kind of organisation"),
        ({"thing": ROMA, "role": "boss"}, InputError, "role “boss” is not one of coordinator"),
        ({"thing": ROMA, "as_of": "gestern"}, InputError, "as_of “gestern” is no date"),
        ({"thing": ROMA, "programme": ["Blafasel"]}, NotFoundError, "nothing is called"),
        ({"thing": ROMA, "home": "Blafasel"}, NotFoundError, "Blafasel"),
        ({"thing": ROMA, "region": "Karlsruhe"}, AmbiguousError, "Landkreis Karlsruhe"),
    ],
)
def test_what_cannot_be_asked_is_said(
    store: GraphStore, options: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        partners(store, **options)  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)
