"""Kinds of organisations as people call them."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.identity import ID
from graph.organisation_kinds import OrganisationKinds
from graph.store import GraphStore


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hochschule", "hochschule"),
        ("university", "hochschule"),
        ("UNIVERSITÄTEN", "hochschule"),
        ("Universitaet", "hochschule"),
        ("NGO", "gemeinnuetzige-organisation"),
        ("NGOs", "gemeinnuetzige-organisation"),
        ("municipality", "kommune"),
        ("Municipalities", "kommune"),
        ("Stadt", "kommune"),
        ("company", "unternehmen"),
        ("kind/verein", "verein"),
        ("verein", "verein"),
    ],
)
def test_names_in_both_languages(store: GraphStore, name: str, kind: str) -> None:
    assert OrganisationKinds(store).find(name) == f"{ID}kind/{kind}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Blafasel", ["no kind of organisation is called “Blafasel”", "Known: ", "Kommune"]),
        ("Hochschuhle", ["Did you mean: ", "Hochschule"]),
        ("SME", ["does not tell small companies", "Known kinds: "]),
        ("KMU", ["does not tell small companies"]),
        ("???", ["no kind of organisation"]),
    ],
)
def test_unknown_kinds_name_the_known_ones(store: GraphStore, name: str, words: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        OrganisationKinds(store).find(name)
    assert all(word in str(raised.value) for word in words)


def test_a_kind_holds_its_narrower_ones(store: GraphStore) -> None:
    kinds = OrganisationKinds(store)
    public = kinds.within(f"{ID}kind/oeffentliche-stelle")
    assert {f"{ID}kind/kommune", f"{ID}kind/bundesministerium"} <= public
    assert kinds.having([f"{ID}kind/kommune"]) < kinds.having([f"{ID}kind/oeffentliche-stelle"])
