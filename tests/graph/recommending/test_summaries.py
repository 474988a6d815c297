"""Words of summaries: split alike wherever, kept as records say them, and counted where projects are compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log, sqrt
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Organisation, Project, Record
from graph.recommending import array_files, summaries
from graph.recommending.arrays import Arrays, bounds, read_arrays
from graph.recommending.evaluation import evaluate_arrays
from graph.recommending.grounds import Grounds
from graph.recommending.history import NOTHING, History, Query, query_of, row
from graph.recommending.name_list import NameList
from graph.recommending.ranker import Ranker
from graph.recommending.seeker import seeker_of
from graph.recommending.signals import Signals
from graph.recommending.summaries import numbered, words_of
from graph.request import Request
from tests.graph.recommending.landscape import drawn
from tests.graph.recommending.small import ALL, EX, arrays_of, held, project
from tests.graph.recommending.test_array_files import assert_same

TEXTS = (
    "Überflutete Flüsse im Moor",
    "STRASSE und Straße, STRAẞE",
    "Économie circulaire de l’eau d'ici, élèves",
    "Чистая река: йод и ёлка, Україна",
    "ΟΔΟΣ Οδός, καθαρός ποταμός",
    "河川の水質を改善する 水質改善計画",
    "수질을 개선하는 사업, 한국어",
    "covid19 2nd-generation h2020 ½mile Ⅷkapitel",
    "don't rock'n'roll O’Connor’s",
    "İstanbul’da ılık IŞIK, Łódź, œuvre, ﬁnance, ﬀ",
    "zwei\nZeilen\tund\u00a0Leerraum\u2028hier\rdort",
    "e\u0301le\u0300ves de\u0301compose\u0301s",
    "soft\u00adhyphen zero\u200bwidth 😀smile😀 \x00null",
    "हिन्दी में परियोजना",
    "",
    "  ",
    "und oder über with dans para",
    "abc abcd äöü äöüß",
)


def split(texts: list[str]) -> dict[int, set[str]]:
    """The words of texts as DuckDB splits them, each held by two projects so that none is left out."""
    twice = texts * 2
    iris = [f"{at:06}" for at in range(len(twice))]
    words, pairs = of(dict(zip(iris, [[text] for text in twice], strict=True)))
    found: dict[int, set[str]] = {at: set() for at in range(len(texts))}
    for text, word in zip(*pairs, strict=True):
        found[int(text) % len(texts)].add(words[int(word)])
    return found


def of(described: dict[str, list[str]]) -> tuple[NameList, tuple[np.ndarray, np.ndarray]]:
    """The numbered words of projects with descriptions."""
    with duckdb.connect() as connection:
        connection.register("listed", pa.table({"iri": pa.array(sorted(described), pa.string())}))
        connection.execute("CREATE TEMP TABLE project AS SELECT iri FROM listed ORDER BY iri")
        stated = ((iri, text) for iri, texts in described.items() for text in texts)
        return numbered(connection, stated, len(described))


# ---------------------------------------------------------------------- splitting


def test_python_and_duckdb_split_alike() -> None:
    for at, found in split(list(TEXTS)).items():
        assert found == set(words_of(TEXTS[at])), TEXTS[at]


@given(st.lists(st.text(st.sampled_from("aäÄßẞéÉ\u0301ſσςΣйЁ水한 \n'’-_1²ıİłŒﬁ"), max_size=30), min_size=1, max_size=5))
def test_python_and_duckdb_split_drawn_texts_alike(texts: list[str]) -> None:
    for at, found in split(texts).items():
        assert found == set(words_of(texts[at]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Überflutete Flüsse", ["uberflutete", "flusse"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("ΟΔΟΣ Οδός", ["οδοσ", "οδοσ"]),
        ("covid19 2014", ["covid"]),
        ("l’économie d’ici", ["economie"]),
        ("Чистая йога", ["чистая", "иога"]),
        ("für über with dans Fluss", ["fluss"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


# ---------------------------------------------------------------------- what is kept


def kept(described: dict[str, list[str]], most: int) -> dict[str, set[str]]:
    """The words that a project keeps, by the definition."""
    words = {iri: {word for text in texts for word in words_of(text)} for iri, texts in described.items()}
    many = Counter(word for mine in words.values() for word in mine)
    return {
        iri: set(sorted((word for word in mine if many[word] >= summaries.FEWEST), key=lambda w: (many[w], w))[:most])
        for iri, mine in words.items()
    }


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("part", [1, 3, 50])
def test_the_rarest_shared_words_are_kept(seed: int, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summaries, "MOST", 5)
    monkeypatch.setattr(summaries, "PART", part)
    monkeypatch.setattr(summaries, "BATCH", 2)
    chance, words = Random(seed), [word for text in TEXTS for word in text.split()]
    described = {
        f"{at}": [" ".join(chance.choices(words, k=chance.randrange(12))) for _ in range(chance.randrange(3))]
        for at in range(9)
    }
    names, pairs = of(described)
    found: dict[str, set[str]] = {iri: set() for iri in described}
    for one, word in zip(*pairs, strict=True):
        found[sorted(described)[one]].add(names[int(word)])
    assert found == kept(described, 5)
    assert set(names) == set().union(*found.values())


def with_summaries(records: list[Record], seed: int) -> list[Record]:
    """Records, some of whose projects have summaries in some languages; organisations have some that do not count."""
    chance = Random(seed)
    for one in records:
        if isinstance(one, Project | Organisation):
            one.description = {language: chance.choice(TEXTS) for language in chance.sample(["de", "en", "fr"], 2)}
    return records


@pytest.mark.parametrize("seed", range(6))
def test_arrays_say_what_records_say(seed: int, tmp_path: Path) -> None:
    records = with_summaries(drawn(seed), seed)
    projects = {one.iri: list(one.description.values()) for one in records if isinstance(one, Project)}
    arrays = arrays_of(records)
    found = {iri: {arrays.summary_words[word] for word in row(arrays.summary, at)}
             for at, iri in enumerate(arrays.projects)}  # fmt: skip
    assert found == kept(projects, summaries.MOST)
    assert (arrays.summary_members != arrays.summary.T.tocsr()).nnz == 0
    array_files.write(arrays, tmp_path)
    mapped = array_files.read(tmp_path)
    assert mapped is not None
    assert_same(mapped, arrays)


def test_arrays_without_summaries_have_no_words() -> None:
    arrays = arrays_of()
    assert (len(arrays.summary_words), arrays.summary.nnz) == (0, 0)


# ---------------------------------------------------------------------- what is compared

SUMMARIES = {
    "p1": {"de": "Überflutete Wiesen und Moore"},
    "p2": {"de": "Gründächer in Städten", "en": "Green roofs in cities"},
    "p3": {"en": "Flooded meadows", "de": "Überflutete Wiesen"},
    "p4": {"de": "Städten Gründächer bauen"},
    "later": {"de": "Moore, Wiesen; neue Gründächer; Lehrpfade"},
}
CUT = bounds("2017-01-01")[0]


def described() -> list[Record]:
    """The small graph with summaries."""
    return [
        replace(one, description=SUMMARIES[one.iri.removeprefix(EX)]) if isinstance(one, Project) else one
        for one in ALL
    ]


@pytest.fixture(scope="module")
def small() -> Arrays:
    return arrays_of(described())


def asked(arrays: Arrays, text: str) -> Query:
    """A query of a summary alone."""
    numbers = {arrays.summary_words.number(word) for word in words_of(text)} - {-1}
    return Query(-1, NOTHING, NOTHING, NOTHING, summary=np.array(sorted(numbers)))


def test_likeness_is_the_sum_of_both_cosines(small: Arrays) -> None:
    """Of four known projects: meadows and flooded are in two, moors in one, and p1 has all three."""
    assert set(small.summary_words) == {"grundacher", "moore", "stadten", "uberflutete", "wiesen"}
    history = History(small, CUT)
    query = asked(small, "Wiesen Moore")
    two, one = log(4 / 2), log(4 / 1)
    p1 = (two**2 + one**2) / sqrt((two**2 + one**2) * (2 * two**2 + one**2))
    p3 = two**2 / sqrt((two**2 + one**2) * (2 * two**2))
    evidence = Signals(history).of(query)
    assert np.sqrt(evidence.projects["word"]) == pytest.approx([p1, 0, p3, 0])
    titled = Query(-1, NOTHING, NOTHING, query_of(small, 0).word)
    both = Query(-1, NOTHING, NOTHING, titled.word, summary=query.summary)
    titles = np.sqrt(Signals(history).of(titled).projects["word"])
    assert np.sqrt(Signals(history).of(both).projects["word"]) == pytest.approx(titles + np.array([p1, 0, p3, 0]))


def test_words_of_later_projects_tell_nothing_before(small: Arrays) -> None:
    more = project("after", "2019-01-01", "ab", title="After")
    more.description = {"de": "Moore Moore Wiesen Gründächer"}
    before, after = (Signals(History(arrays, CUT)) for arrays in (small, arrays_of([*described(), more])))
    assert after.summary_told.tolist() == before.summary_told.tolist()


def test_a_later_project_asks_by_its_summary(small: Arrays) -> None:
    query = query_of(small, list(small.projects).index(f"{EX}later"))
    assert {small.summary_words[word] for word in query.summary} == {"grundacher", "moore", "wiesen"}


@pytest.mark.parametrize(
    ("text", "best"), [("Gründächer für Städte: Städten helfen", "ce"), ("ÜBERFLUTETE Moore", "ab")]
)
def test_a_text_with_umlauts_finds_who_did_that(text: str, best: str) -> None:
    with held(described()) as store:
        history = History(read_arrays(store))
        seeker = seeker_of(store, history, Request(text=text))
        ranker = Ranker(history)
        ranking = ranker.rank(seeker.query)
        word = dict(zip(history.arrays.organisations, ranking.evidence.signals["word"], strict=True))
        assert min(word[EX + name] for name in best) > 0
        grounds = Grounds(store, ranker, seeker, ranking)
        number = history.arrays.organisations.index(EX + best[0])
        details = [reason.link.detail for reason in grounds.weighed(number).reasons if reason.link.kind == "word"]
        assert set(details[0].split(", ")) <= set(words_of(text))
        assert details[0]


def test_a_project_asks_by_its_own_summary() -> None:
    with held(described()) as store:
        history = History(read_arrays(store), CUT)
        seeker = seeker_of(store, history, Request(thing=f"{EX}later"))
        assert len(seeker.query.summary) == 3


def test_reasons_name_each_word_once_and_at_most_four() -> None:
    made = [project("x", "2014", "ab", title="Moore Wiesen"), project("y", "2018", "cd", title="Wiesen Moore")]
    for one in made:
        one.description = {"de": "Moore Wiesen Teiche Quellen Tümpel Weiher"}
    records: list[Record] = [*made, project("z", "2014", "ef", title="Other")]
    with held(records) as store:
        history = History(read_arrays(store))
        seeker = seeker_of(store, history, Request(thing=f"{EX}y"))
        ranker = Ranker(history)
        ranking = ranker.rank(seeker.query)
        number = history.arrays.organisations.index(f"{EX}a")
        reasons = Grounds(store, ranker, seeker, ranking).weighed(number).reasons
        (word,) = [reason.link.detail.split(", ") for reason in reasons if reason.link.kind == "word"]
        assert len(word) == len(set(word)) == 4


def test_nothing_changes_where_there_are_no_summaries() -> None:
    arrays = arrays_of()
    for number in range(len(arrays.projects)):
        query = query_of(arrays, number)
        assert not len(query.summary)
    evaluated = evaluate_arrays(arrays, cut="2017-01-01", methods=["verbund", "text"])
    assert evaluated.counts["queries"] == 1
    signals = Signals(History(arrays, CUT))
    found = signals.of(query_of(arrays, 0)).projects["word"]
    assert found.tolist() == Signals(History(arrays_of(described()), CUT)).of(
        Query(0, NOTHING, NOTHING, query_of(arrays, 0).word)
    ).projects["word"].tolist()  # fmt: skip
