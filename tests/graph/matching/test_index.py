"""What was matched before, in files: added to, replaced, taken away, put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.matching import index as index_module
from graph.matching.description import Rarity, describe
from graph.matching.index import Index
from graph.matching.mention import Identifier, Mention
from tests.graph.matching.invented import described, mention

FULL = Mention(
    iri="https://example.org/voll",
    names=("Lernwerk Auental", "Learning Works"),
    short_names=("LWA",),
    sources=("eins", "zwei"),
    country="DE",
    nuts="DED51",
    postcode="04109",
    town="Auental",
    kinds=frozenset({"kind/verein"}),
    domains=frozenset({"auental.example"}),
    identifiers=frozenset({Identifier("pic", "999999999"), Identifier("vat-de", "DE1")}),
    projects=frozenset({"project/1"}),
    partners=frozenset({"o"}),
    programmes=frozenset({"p"}),
    start="2019",
    end="2020-12-31",
)
KRAN, HOF = mention(1, "Kranbau Lindental", sources=("eins",)), mention(2, "Brückenhof Lindental", sources=("zwei",))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "identity[1]")


def add(index: Index, *made: Mention, gone: tuple[str, ...] = ()) -> None:
    found, rarity = described(*made)
    index.add(found, rarity, gone=gone)


def test_an_empty_index_knows_nothing(index: Index) -> None:
    found, rarity = described(KRAN)
    assert (index.size, index.parts, index.mentions(), index.iris_of("eins")) == (0, [], [], set())
    assert index.neighbours(found, rarity) == []
    assert index.identifiers({"pic"}) == {}
    assert index.rarity_for(found) == Rarity()
    index.clear()


def test_a_mention_is_read_as_it_was_written(index: Index) -> None:
    add(index, FULL)
    (read,) = index.mentions()
    assert all(getattr(read, name) == getattr(FULL, name) for name in FULL.__slots__)
    assert index.identifiers({"pic"}) == {FULL.iri: frozenset({Identifier("pic", "999999999")})}
    assert index.identifiers({"ror"}) == {}


def test_later_parts_replace_and_take_away(index: Index) -> None:
    add(index, KRAN, HOF)
    renamed = mention(1, "Hebewerk Lindental", sources=("drei",))
    add(index, renamed, gone=(KRAN.iri, HOF.iri))
    assert index.mentions() == [renamed]
    assert (index.size, index.parts) == (1, [1, 2])
    assert (index.iris_of("eins"), index.iris_of("drei")) == (set(), {renamed.iri})
    found, rarity = described(mention(9, "Kranbau Lindental"))
    assert index.neighbours(found, rarity) == [renamed], "by Lindental; what it was called counts no more"
    add(index, HOF)
    assert index.mentions() == [renamed, HOF], "what was gone may come back"
    assert index.mentions([HOF.iri, "urn:nobody"]) == [HOF]


def test_how_rare_words_are_follows_what_comes_and_goes(index: Index) -> None:
    add(index, KRAN, HOF)
    every, _ = described(KRAN, HOF)
    assert index.rarity_for(every).words["lindental"] == 2
    add(index, gone=(HOF.iri,))
    left = index.rarity_for(every)
    assert (left.names, left.words["lindental"]) == (1, 1)


def test_neighbours_share_a_key(index: Index) -> None:
    add(index, KRAN, HOF, FULL)
    found, rarity = described(mention(9, "Learning Works"))
    assert index.neighbours(found, rarity) == [FULL]


def test_of_a_key_that_too_many_share_the_first_stands_for_all(index: Index) -> None:
    many = [mention(number, "Lernwerk Auental") for number in range(60)]
    add(index, *many)
    found, rarity = described(mention(99, "Lernwerk Auental"))
    assert index.neighbours(found, rarity) == [many[0]]


def test_many_parts_are_put_together(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "MOST_PARTS", 3)
    made = [mention(number, f"Lernwerk {'abcdefgh'[number]}{'xyz' * number}") for number in range(8)]
    for one in made:
        add(index, one)
    assert len(index.parts) <= 3
    assert index.mentions() == made
    assert index.rarity(["lernwerk"]).words["lernwerk"] == 8
    assert index.rarity_for(map(describe, made)).names == 8


def test_clear_forgets_all(index: Index) -> None:
    add(index, KRAN)
    index.clear()
    assert (index.size, list(index.folder.iterdir())) == (0, [])
