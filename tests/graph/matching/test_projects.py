"""Projects of two sources: which are one, which are asked about, which stay apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.matching.mention import Identifier, Mention
from graph.matching.project_identifiers import project_identifiers
from graph.matching.projects import SAME, match_projects
from graph.matching.titles import Rarity, likeness, words

_numbers = count()


def project(source: str, *names: str, **more: object) -> Mention:
    """A project of a source; partners, programmes and acronyms as words with blanks."""
    for field in ("partners", "programmes"):
        if field in more:
            more[field] = frozenset(str(more[field]).split())
    if "identifiers" in more:
        more["identifiers"] = frozenset(Identifier(*text.split(":")) for text in str(more["identifiers"]).split())
    if "acronym" in more:
        more["short_names"] = (more.pop("acronym"),)
    if "period" in more:
        more["start"], more["end"] = str(more.pop("period")).split("/")
    return Mention(iri=f"ex:{next(_numbers):06}", names=names, sources=(source,), **more)  # type: ignore[arg-type]


def bands(*mentions: Mention) -> list[str]:
    return [candidate.band for candidate in match_projects(mentions)]


YEARS = "2016-01-01/2018-12-31"
CASES = [
    ("same", "an equal title, period and partner",
     {"names": ["Sprachkurse für junge Geflüchtete"], "period": YEARS, "partners": "p1"},
     {"names": ["SPRACHKURSE FUER JUNGE GEFLUECHTETE"], "period": "2016/2017", "partners": "p1 p2"}),
    ("same", "an equal title, period and programme",
     {"names": ["Réhabilitation énergétique des écoles"], "period": YEARS, "programmes": "fr-1"},
     {"names": ["Rehabilitation energetique des ecoles"], "period": YEARS, "programmes": "fr-1"}),
    ("same", "a registered number, with titles in two languages",
     {"names": ["A bridge over the border"], "identifiers": "kohesio:Q12345", "period": YEARS},
     {"names": ["Most przez granicę"], "identifiers": "kohesio:Q12345", "period": YEARS}),
    ("same", "the number of a list and the same title",
     {"names": ["Żłobek Słoneczko"], "identifiers": "number:POWR010203040005", "period": "2016-03-01/"},
     {"names": ["Żłobek „Słoneczko”"], "identifiers": "number:POWR010203040005", "period": "2016-03-01/2018-02-28"}),
    ("same", "acronym, programme and days, with titles in two languages",
     {"names": ["Networks of old mines"], "acronym": "MINENET", "programmes": "x", "period": YEARS},
     {"names": ["Netzwerke alter Bergwerke"], "acronym": "MineNet", "programmes": "x", "period": YEARS}),
    ("same", "Greek titles with and without accents",
     {"names": ["Κέντρο νεότητας Παραδείγματος"], "period": YEARS, "partners": "p1"},
     {"names": ["ΚΕΝΤΡΟ ΝΕΟΤΗΤΑΣ ΠΑΡΑΔΕΙΓΜΑΤΟΣ"], "period": YEARS, "partners": "p1"}),
    ("ask", "a long equal title alone",
     {"names": ["Beratung kleiner Betriebe zur digitalen Buchhaltung"]},
     {"names": ["Beratung kleiner Betriebe zur digitalen Buchhaltung"]}),
    ("ask", "an equal title and overlapping years, other partners",
     {"names": ["Beratung kleiner Betriebe zur digitalen Buchhaltung"], "period": YEARS, "partners": "p1"},
     {"names": ["Beratung kleiner Betriebe zur digitalen Buchhaltung"], "period": "2016/2016", "partners": "p2"}),
    ("", "a short general title alone", {"names": ["Netzwerk"]}, {"names": ["Netzwerk"]}),
    ("", "a short general title and rough period",
     {"names": ["Koordination"], "period": YEARS}, {"names": ["Koordination"], "period": "2017/2017"}),
    ("", "courses with other numbers",
     {"names": ["Vorbereitung auf den Schulabschluss Kurs 1"], "period": YEARS, "partners": "p1"},
     {"names": ["Vorbereitung auf den Schulabschluss Kurs 2"], "period": YEARS, "partners": "p1"}),
    ("", "phases with Roman numerals",
     {"names": ["Brücken bauen im Quartier II"], "period": "2015-01-01/2016-12-31", "partners": "p1"},
     {"names": ["Brücken bauen im Quartier III"], "period": "2017-01-01/2018-12-31", "partners": "p1"}),
    ("", "another registered number",
     {"names": ["Sensors for clean water in cities"], "identifiers": "cordis:111111", "period": YEARS},
     {"names": ["Sensors for clean water in cities"], "identifiers": "cordis:222222", "period": YEARS}),
    ("", "one acronym in two countries, years apart",
     {"names": ["Old boats"], "acronym": "TANDEM", "country": "DE", "period": "2008-01-01/2010-12-31"},
     {"names": ["Cycling to school"], "acronym": "TANDEM", "country": "PT", "period": "2017-01-01/2019-12-31"}),
    ("", "the same partner in the same month",
     {"names": ["Garten für alle"], "period": "2016-01-01/2016-06-30", "partners": "p1"},
     {"names": ["Werkstatt für Fahrräder"], "period": "2016-01-15/2016-12-31", "partners": "p1"}),
]  # fmt: skip


@pytest.mark.parametrize(("band", "why", "one", "other"), CASES, ids=[case[1] for case in CASES])
def test_pairs_are_judged_as_people_would(
    band: str, why: str, one: dict[str, object], other: dict[str, object]
) -> None:
    pair = [project(source, *about["names"], **{k: v for k, v in about.items() if k != "names"})  # type: ignore[misc]
            for source, about in (("a", one), ("b", other))]  # fmt: skip
    found = match_projects(pair)
    assert [candidate.band for candidate in found] == ([band] if band else []), found
    assert all(candidate.kind == "project" and candidate.reasons for candidate in found)
    assert all((candidate.score >= SAME) >= (candidate.band == "same") for candidate in found)


def test_two_projects_of_one_source_are_never_paired() -> None:
    about = {"period": YEARS, "partners": "p1", "identifiers": "number:ABC12345"}
    assert bands(project("a", "Haus der Jugend am See", **about), project("a", "Haus der Jugend am See", **about)) == []


def test_two_that_fit_equally_are_asked_about() -> None:
    about = {"period": YEARS, "partners": "p1"}
    twins = [project("b", "Haus der Jugend am See", **about) for _ in range(2)]
    assert bands(project("a", "Haus der Jugend am See", **about), *twins) == ["ask", "ask"]


def test_the_best_of_a_source_is_the_same_and_the_others_are_no_question() -> None:
    one = project("a", "Haus der Jugend am See", period=YEARS, partners="p1 p2")
    best = project("b", "Haus der Jugend am See", period=YEARS, partners="p1 p2")
    other = project("b", "Haus der Jugend am See", period="2017-01-01/2019-12-31", partners="p1")
    third = project("c", "Haus der Jugend am See", period=YEARS, partners="p1 p2")
    same = [found for found in match_projects([one, best, other]) if found.band == "same"]
    assert [(found.first, found.second) for found in same] == [(one.iri, best.iri)]
    assert bands(one, best, other) == ["same"]
    assert bands(one, best, third) == ["same"] * 3


def test_one_number_for_evidently_different_projects_is_an_error_of_a_source() -> None:
    one = project("a", "Sanierung der Kläranlage", identifiers="number:ABC12345", period="2008-01-01/2009-12-31")
    other = project("b", "Tanzkurse mit Senioren", identifiers="number:ABC12345", period="2018-01-01/2019-12-31")
    (found,) = match_projects([one, other])
    assert (found.band, found.error) == ("ask", "identifier")


def test_only_pairs_with_a_new_project_are_looked_at() -> None:
    about = {"period": YEARS, "partners": "p1"}
    some = [project(source, "Haus der Jugend am See", **about) for source in "abc"]
    found = match_projects(some, new={some[2].iri})
    assert [some[2].iri in (candidate.first, candidate.second) for candidate in found] == [True, True]


_titles = st.sampled_from(
    ["Netzwerk", "Sprachkurse für junge Menschen", "Sprachkurse fuer junge Menschen", "Haus am See 1", "Haus am See 2"]
)
_mentions = st.lists(
    st.builds(
        lambda source, title, partners, start, number: Mention(
            iri="", names=(title,), sources=(source,), partners=frozenset(partners), start=start, end=start,
            identifiers=frozenset({Identifier("number", number)} if number else ()),
        ),
        st.sampled_from("abc"), _titles, st.sets(st.sampled_from(["p1", "p2"])),
        st.sampled_from(["", "2016", "2016-03-01"]),
        st.sampled_from(["", "ABC12345", "ABC12346"]),
    ),
    max_size=9,
).map(lambda some: [replace(mention, iri=f"ex:{at}") for at, mention in enumerate(some)])  # fmt: skip


@given(_mentions, st.randoms())
@settings(max_examples=150)
def test_order_does_not_matter_and_no_source_is_paired_twice(some: list[Mention], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = match_projects(some)
    assert found == match_projects(shuffled)
    assert all(candidate.first < candidate.second for candidate in found)
    source = {mention.iri: mention.sources[0] for mention in some}
    sides = [(a, source[b]) for c in found if c.band == "same" for a, b in ((c.first, c.second), (c.second, c.first))]
    assert len(sides) == len(set(sides))
    assert all(source[candidate.first] != source[candidate.second] for candidate in found)


@given(_mentions)
def test_names_of_iris_and_sources_do_not_matter(some: list[Mention]) -> None:
    turned = [replace(mention, iri=f"ex:{9 - at}") for at, mention in enumerate(some)]
    back = {mention.iri: some[at].iri for at, mention in enumerate(turned)}
    pairs = {(frozenset((c.first, c.second)), c.band, c.score) for c in match_projects(some)}
    again = {(frozenset((back[c.first], back[c.second])), c.band, c.score) for c in match_projects(turned)}
    assert pairs == again


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    rarity = Rarity([[one], [other]])
    assert 0 <= likeness(one, other, rarity) == likeness(other, one, rarity) <= 1


@pytest.mark.parametrize(
    ("title", "numbers"),
    [("Kurs 01", ("1",)), ("Tandem II", ("2",)), ("Tandem XIV", ("14",)), ("Vivi", ()), ("MSA 16/2", ("16", "2")),
     ("Haus X im Tal", ()), ("Kurs IX", ("9",)), ("", ())],
)  # fmt: skip
def test_numbers_tell_titles_apart(title: str, numbers: tuple[str, ...]) -> None:
    assert words(title).numbers == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://cordis.europa.eu/project/id/921672", "cordis:921672"),
        ("https://doi.org/10.3030/921672", "cordis:921672"),
        ("https://linkedopendata.eu/entity/Q77409", "kohesio:Q77409"),
        ("https://keep.eu/projects/18004/x", "keep:18004"),
        ("rcn:229886", "rcn:229886"),
        ("POWR.01.02.03-04-0005/16", "number:POWR010203040005" "16"),
        ("13ME0191/5", "number:13ME01915"),
        ("https://foerderportal.bund.de/foekat/jsp/SucheAction.do?actionMode=view&fkz=13ME0191%2F5", "fkz:13ME01915"),
        ("2016", ""),
        ("1", ""),
        ("https://example.org/123456", ""),
    ],
)  # fmt: skip
def test_projects_have_identifiers(text: str, expected: str) -> None:
    found = project_identifiers("https://example.org/1", [text])
    assert found == (frozenset({Identifier(*expected.split(":"))}) if expected else frozenset())
