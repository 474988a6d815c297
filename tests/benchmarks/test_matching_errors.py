"""The worst errors and what they teach."""

from __future__ import annotations

import pytest

from benchmarks import matching_errors as errors
from benchmarks.matching_truth import truth
from graph.matching.candidates import ASK, SAME, Candidate, Reason
from graph.matching.mention import Mention
from tests.benchmarks.matching_rows import rows

KNOWN = truth(rows())
IRIS = [mention.iri for mention in KNOWN.mentions]
CANDIDATES = [
    Candidate(IRIS[3], IRIS[4], 0.97, SAME, (Reason("name", 12.0), Reason("country", -3.0))),
    Candidate(IRIS[0], IRIS[1], 0.6, ASK),
    Candidate(IRIS[0], IRIS[5], 0.99, SAME),  # without truth
]


def test_wrong_pairs_come_first_then_missed_ones_from_no_candidate_on() -> None:
    found = errors.worst(KNOWN, CANDIDATES)
    assert [(one.what, one.first.iri, one.second.iri) for one in found] == [
        (errors.WRONG, IRIS[3], IRIS[4]),
        (errors.MISSED, IRIS[0], IRIS[2]),
        (errors.MISSED, IRIS[1], IRIS[2]),
        (errors.MISSED, IRIS[0], IRIS[1]),
    ]


def test_no_more_than_asked_for_and_both_kinds() -> None:
    assert [one.what for one in errors.worst(KNOWN, CANDIDATES, 2)] == [errors.WRONG, errors.MISSED]


def test_no_candidates_at_all() -> None:
    assert len(errors.worst(KNOWN, [])) == 3


def test_markdown() -> None:
    text = errors.markdown(errors.worst(KNOWN, CANDIDATES))
    assert (
        "| merged, other PIC | Elder Mill Ltd — ELDER MILL LTD (EM) | GB, GR | 0.970 same | name +12.0, country -3.0 |"
        in text
    )
    assert "no candidate" in text
    assert f"| {errors.NAMESAKE} | 1 | 0 |" in text


def mention(name: str, country: str = "DE", short: str = "", host: str = "") -> Mention:
    shorts, domains = (short,) if short else (), frozenset((host,) if host else ())
    return Mention(iri=f"urn:{name}", names=(name,), country=country, short_names=shorts, domains=domains)


@pytest.mark.parametrize(
    ("first", "second", "wrong", "expected"),
    [
        (mention("Obstbau Kesselring"), mention("OBSTBAU KESSELRING"), True, errors.TWICE),
        (mention("Institut Au", short="Kiosk am Weiler"), mention("Kiosk am Weiler"), True, errors.TWICE),
        (mention("Obstbau Kesselring", host="a.example"), mention("OBSTBAU KESSELRING"), False, errors.EQUAL),
        (mention("Obstbau Kesselring"), mention("OBSTBAU KESSELRING", "AT"), True, errors.NAMESAKE),
        (mention("Obstbau Kesselring"), mention("Obstbau Kesselring Institut"), True, errors.PART),
        (mention("Klinik Musterau"), mention("Labor Beispiel", host="a.example"), True, errors.NAMESAKE),
        (mention("Klinik Au", host="a.example"), mention("Labor", host="a.example"), True, errors.PART),
        (mention("UMU"), mention("Universität Musterstadt", short="UMU"), False, errors.ACRONYM),
        (mention("ZFM"), mention("Zentrum Für Muster"), False, errors.ACRONYM),
        (mention("Obstbau Kesselring"), mention("Obst-Bau Kesselring"), False, errors.SPELLING),
        (mention("Obstbau Kesselring"), mention("Kesselring Obstbau"), False, errors.SPELLING),
        (mention("Obstbau Kesselring"), mention("Obstbau Kesselring und Töchter"), False, errors.SHORTENED),
        (mention("Universität Musterstadt"), mention("University of Musterstadt"), False, errors.LANGUAGE),
        (mention("Klinik Au", short="KA"), mention("Spital Weiler", short="KA"), False, errors.LANGUAGE),
        (mention("Qryx"), mention("Obstbau Kesselring"), False, errors.OTHER_NAME),
    ],
)
def test_lessons(first: Mention, second: Mention, wrong: bool, expected: str) -> None:
    assert errors.lesson(first, second, wrong=wrong) == expected
    assert errors.lesson(second, first, wrong=wrong) == expected
