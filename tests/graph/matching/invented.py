"""Invented organisations as mentions: a few made by hand, any number made by chance."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from graph.matching.description import Description, Rarity, describe, is_telling
from graph.matching.mention import Identifier, Mention

WORDS = (
    "Lindental", "Auental", "Kranbau", "Lernwerk", "Brückenhof", "Universität", "Verein", "Institut", "Süd", "für",
    "GmbH", "e. V.", "AG", "Haus", "2", "II", "Λίνδος", "Линдентал", "d.", "Lehmbaugr.", "VHS", "/", "(LHK)",
    "Kreisverband",
)  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
SAYING = NAMES.filter(lambda name: is_telling(describe(mention(0, name))))
IDENTIFIERS = st.sampled_from(
    [Identifier("pic", "999999999"), Identifier("pic", "888888888"), Identifier("vat-de", "1")]
)


def mention(number: int, name: str, *others: str, **more: object) -> Mention:
    """A mention by a number and its names."""
    return Mention(iri=f"https://example.org/{number:04}", names=(name, *others), **more)  # type: ignore[arg-type]


@st.composite
def mentions(draw: st.DrawFn, number: int = 0) -> Mention:
    """A mention with any of what can be known of it."""
    return Mention(
        iri=f"https://example.org/{number:04}",
        names=(draw(SAYING), *draw(st.lists(NAMES, max_size=1))),
        short_names=tuple(draw(st.lists(st.sampled_from(["LHK", "KBL", "AWO"]), max_size=1))),
        country=draw(st.sampled_from(["", "DE", "AT"])),
        nuts=draw(st.sampled_from(["", "DE", "DED5", "DED51", "AT13"])),
        postcode=draw(st.sampled_from(["", "04109", "1010"])),
        town=draw(st.sampled_from(["", "Lindental", "Auental"])),
        kinds=draw(st.frozensets(st.sampled_from(["kind/verein", "kind/unternehmen"]), max_size=1)),
        domains=draw(st.frozensets(st.sampled_from(["lindental.example", "auental.example"]), max_size=2)),
        identifiers=draw(st.frozensets(IDENTIFIERS, max_size=2)),
        projects=draw(st.frozensets(st.sampled_from(["project/1", "project/2"]), max_size=2)),
    )


@st.composite
def lists(draw: st.DrawFn) -> list[Mention]:
    """Several mentions, each with an IRI of its own."""
    return [draw(mentions(number)) for number in range(draw(st.integers(0, 8)))]


def described(*made: Mention) -> tuple[list[Description], Rarity]:
    """Mentions taken apart, and how rare their words are among them."""
    found = [describe(one) for one in made]
    return found, Rarity.of(found)


def names(*texts: str) -> Sequence[Mention]:
    """Mentions that have nothing but a name."""
    return [mention(number, text) for number, text in enumerate(texts)]
