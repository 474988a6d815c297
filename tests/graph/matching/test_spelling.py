"""Names taken apart: which spellings are one name, in many languages and scripts, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.matching.spelling import acronym, is_collective, spelling, spellings
from graph.matching.words_of import words_of

ONE_NAME = [
    ("Volkshochschule Lindental", "VHS Lindental", "vhs LINDENTAL"),
    ("Kranbau Lindental GmbH", "KRANBAU LINDENTAL Gesellschaft mit beschränkter Haftung", "Kranbau Lindental"),
    ("Bildungswerk Auental e. V.", "Bildungswerk Auental e.V.", "Bildungswerk Auental eV", "Auental, Bildungswerk"),
    ("Münchner Lernwerk", "Muenchner Lernwerk", "Munchner Lernwerk", "Mu\u0308nchner Lernwerk", "MÜNCHNER LERNWERK"),
    ("Industrie- und Handelskammer Auental", "IHK Auental", "Chamber of Commerce and Industry Auental"),
    ("Arbeiterwohlfahrt Kreisverband Auental", "AWO Kreisverband Auental e. V.", "AWO KV Auental"),
    ("Universität Lindental", "University of Lindental", "Universidad de Lindental", "Université de Lindental"),
    ("Università degli Studi di Lindental", "Universiteit Lindental", "Lindental Egyetem", "Uniwersytet Lindental"),
    ("Πανεπιστήμιο Λινδένταλ", "Panepistimio Lindental", "University of Lindental"),
    ("Университет Линдентал", "Universitet Lindental", "Uni Lindental"),
    ("Федеральный Линдентал", "Federalnyi Lindental", "Federalnyj Lindental")[:2],
    ("Lindental Sp. z o.o.", "Lindental Spółka z ograniczoną odpowiedzialnością", "Lindental"),
    ("UAB Lindental", "Lindental UAB", "Lindental Kft.", "Lindental s.r.o.", "Lindental Oy", "Lindental d.o.o."),
    ("清华大学", "清華大學"),
    ("ﬁlm Lindental", "film Lindental", "ＦＩＬＭ Lindental"),
]
TWO_NAMES = [
    ("Volkshochschule Lindental", "Volkshochschule Auental"),
    ("Gymnasium Lindental 1", "Gymnasium Lindental 2"),
    ("Université Lindental I", "Université Lindental II"),
    ("Universität Lindental", "Universitätsklinikum Lindental"),
    ("Kreisverband Auental", "Landesverband Auental"),
    ("جامعة القاهرة", "جامعة الإسكندرية"),
]


@pytest.mark.parametrize("texts", ONE_NAME, ids=lambda texts: texts[0])
def test_spellings_of_one_name_have_one_key(texts: tuple[str, ...]) -> None:
    assert {spelling(text).key for text in texts} == {spelling(texts[0]).key}


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert spelling(one).key != spelling(other).key


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Kranbau GmbH", {"gmbh"}),
        ("Kranbau gGmbH", {"ggmbh"}),
        ("Lernwerk e. V.", {"ev"}),
        ("Lindental S.p.A.", {"spa"}),
        ("Lindental SIA", {"sia"}),
        ("Muster AS", {"as"}),
        ("AS Roma Lindental Verein", {"as", "ev"}),
        ("Kranbau", set()),
    ],
)
def test_legal_forms_stand_apart(text: str, forms: set[str]) -> None:
    assert spelling(text).forms == forms


def test_what_is_in_brackets_and_beside_a_slash() -> None:
    assert spelling("Lindentaler Hochschule für Kunst (LHK)").aside == ("lhk",)
    assert spelling("Lernwerk (Auental)").aside == (), "a place is no short name"
    whole, *parts = spellings("Lernwerk Auental / Kranbau Lindental")
    assert [one.key for one in parts] == [spelling("Lernwerk Auental").key, spelling("Kranbau Lindental").key]
    assert (whole.part, *(one.part for one in parts)) == (False, True, True)
    assert acronym("R.W.T.H.") == acronym("RWTH") == "rwth"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("d. Lehmbaugr. Süd", ["d", "lehmbaugr.", "sud"]),
        ("A.B.C. e. V.", ["abcev"]),
        ("Федеральный", ["federalnyi"]),
        ("Київський", ["kiivskii"]),
        ("Об'єднання", ["ob", "iednannya"]),
        ("L'Aquila", ["l", "aquila"]),
        ("ŁÓDŹ İstanbul Ñandú", ["lodz", "istanbul", "nandu"]),
        ("...", []),
        ("", []),
    ],
)
def test_words_in_one_alphabet(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("text", ["N.N.", "Verschiedene Träger", "diverse Unternehmen"])
def test_some_names_are_of_nobody(text: str) -> None:
    assert is_collective(text)
    assert not is_collective(f"Lernwerk {text}")


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text: str) -> None:
    for one in spellings(text):
        assert one == one.__class__(**{name: getattr(one, name) for name in one.__slots__})
        assert one.key == " ".join(sorted(one.words))
        assert one.distinct == frozenset(one.words)
    assert spelling(text).key == spelling(f" {text.casefold()} ").key or not text.isascii()


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        ("Lindental HubtechnikGmbH & Co. KG", ("lindental", "hubtechnik"), "gmbhcokg"),
        ("Lindental VerlagGmbH", ("lindental", "verlag"), "gmbh"),
        ("Lindental gGmbH", ("lindental",), "ggmbh"),
    ],
)
def test_a_legal_form_may_be_glued_to_the_name(text: str, words: tuple[str, ...], form: str) -> None:
    found = spelling(text)
    assert (found.words, found.forms) == (words, {form})


def test_initials_before_a_name_are_a_name_of_their_own() -> None:
    whole, initials = spellings("KLW e. V. - Kranbau Lernwerk Windental")
    assert "klw" not in whole.words
    assert (initials.words, initials.forms, initials.part) == (("klw",), {"ev"}, True)
