"""What things have in common."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.errors import AmbiguousError, InputError, NotFoundError
from graph.identity import ID
from graph.profile import KINDS
from graph.shared import Shared, shared
from graph.store import GraphStore

INITIATIVES = [
    "Kompetenzentwicklungswege",
    "Mentoring",
    "Mitmachportal für lokale Vernetzung",
    "Vernetzungsinitiative SüdOst-Projekte",
    "Elternarbeit",
    "Vernetzung Süd-Ost-Europa, Roma",
]
MEETING = f"{ID}event/xenos-kooperationsinitiativen-2013"


def having(found: Shared, kind: str) -> set[str]:
    return {item.id for item in found.common if item.kind == kind}


@pytest.mark.parametrize(
    "pair", list(combinations(INITIATIVES, 2)), ids=lambda pair: "+".join(name[:8] for name in pair)
)
def test_every_pair_of_initiatives_shares_programme_funders_and_meeting(
    store: GraphStore, pair: tuple[str, str]
) -> None:
    found = shared(store, *pair)
    assert [store.names.type(thing) for thing in found.things] == ["Initiative", "Initiative"]
    assert f"{ID}programme/xenos" in having(found, "programme")
    assert {f"{ID}organisation/{name}" for name in ("bmas", "esf")} <= having(found, "funder")
    assert MEETING in having(found, "event")
    assert f"{MEETING}-abend" not in having(found, "event"), "its evening is no second meeting"
    assert all(item.sources for item in found.common)
    assert all(0 < item.strength <= 1 for item in found.common)
    assert not having(found, "partner") & set(found.things)


def test_what_is_shared_does_not_depend_on_the_order(store: GraphStore) -> None:
    for one, other in combinations(INITIATIVES, 2):
        there, back = shared(store, one, other), shared(store, other, one)
        assert {(i.kind, i.id, i.strength) for i in there.common} == {(i.kind, i.id, i.strength) for i in back.common}


def test_kinds_come_in_their_order_and_the_same_before_the_broader(store: GraphStore) -> None:
    for pair in combinations(INITIATIVES, 2):
        order = [(KINDS.index(item.kind), item.broader, -item.strength) for item in shared(store, *pair).common]
        assert order == sorted(order)


def test_a_broader_theme_is_shared_where_the_themes_differ(store: GraphStore) -> None:
    found = shared(store, "Elternarbeit", "Mentoring")
    broader = [item for item in found.common if item.broader]
    assert broader
    assert all(item.kind in ("theme", "target_group") for item in broader)
    assert not {item.id for item in broader} & {item.id for item in found.common if not item.broader}


def test_three_things_share_what_each_two_of_them_share(store: GraphStore) -> None:
    names = INITIATIVES[:3]
    pairs = [shared(store, *pair) for pair in combinations(names, 2)]
    of_all = {item.id for item in shared(store, *names).common if not item.broader}
    assert of_all == set.intersection(*({item.id for item in pair.common if not item.broader} for pair in pairs))


def test_members_of_an_initiative_share_it(store: GraphStore) -> None:
    found = shared(store, "KIS", "Eutokia")
    assert having(found, "initiative") == {f"{ID}initiative/mitmachportal-fuer-lokale-vernetzung"}


def test_one_thing_alone_gets_the_most_similar(store: GraphStore) -> None:
    found = shared(store, "Elternarbeit", limit=5)
    assert found.common == []
    assert len(found.similar) == 5
    assert found.things[0] not in {item.id for item in found.similar}
    scores = [item.score for item in found.similar]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all(
        item.score == pytest.approx(sum(reason.weight for reason in item.reasons), abs=1e-9) for item in found.similar
    )


def test_a_thing_named_twice_is_one(store: GraphStore) -> None:
    assert shared(store, "Elternarbeit", "elternarbeit").similar == shared(store, "Elternarbeit").similar


@pytest.mark.parametrize(
    ("things", "error"),
    [
        ((), InputError),
        (("Nirgendwer",), NotFoundError),
        (("Elternarbeit", "Nirgendwer"), NotFoundError),
        (("In",), AmbiguousError),
    ],
)
def test_what_cannot_be_compared_is_said(store: GraphStore, things: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        shared(store, *things)


def test_funders_share_the_programmes_that_they_pay_for(store: GraphStore) -> None:
    found = shared(store, "ESF", "BMAS")
    assert "https://w3id.org/verbund/id/programme/xenos" in {common.id for common in found.common}
