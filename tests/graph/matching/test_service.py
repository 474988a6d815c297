"""Matching a store from end to end: first, again, after loads, with judgements, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import folder
from graph.errors import InputError, StoreError
from graph.identity import ID, source_iri
from graph.matching import candidates
from graph.matching.candidates import SAME, Candidate
from graph.matching.judgement import DIFFERENT, UNSURE, judged
from graph.matching.judgements import FILE, JudgementLog
from graph.matching.matcher import IDENTIFIER_ERROR
from graph.matching.renaming import Renaming, read_clusters
from graph.matching.service import apply_judgements, is_matched, match_store
from graph.model import Source
from graph.replacing import load_into
from graph.store import GraphStore
from graph.vocabulary import OWL
from tests.small_sources import parsed

LEIPZIG = "http://data.europa.eu/nuts/code/DED51"
PIC = "pic-951234567"
EAST = {"ost-vhs": "VHS Lindental", "ost-kran": "Kranbau Auental GmbH", "ost-hof": "Brückenhof Auental e. V."}
LAND = {"bund-vhs": "Volkshochschule Lindental", "bund-kran": "Auental Kranbau", "bund-werk": "Lernwerk Musterstadt"}
VHS, OTHER_VHS, KRAN, OTHER_KRAN, WERK = (
    f"{ID}organisation/{name}" for name in ("ost-vhs", "bund-vhs", "ost-kran", "bund-kran", "bund-werk")
)


def organisations(names: dict[str, str]) -> str:
    """Organisations as Turtle, all of one district."""
    return "\n".join(
        f'<{ID}organisation/{own}> a vb:Organisation ; rdfs:label "{name}" ; vb:region <{LEIPZIG}> .'
        for own, name in names.items()
    )


def load(place: Path, **sources: dict[str, str]) -> None:
    """Load sources of organisations; their hashes follow from what they say."""
    load_into(
        place,
        [
            (Source(id=name, title=name, sha256=f"{hash(text):064x}"[-64:]), list(parsed(text, name)))
            for name, held in sources.items()
            for text in (organisations(held),)
        ],
    )


def remove(place: Path, source: str) -> None:
    """Take a source out of the store."""

    def change(draft: folder.Draft) -> None:
        GraphStore(draft.database).remove(source)

    folder.write(place, change)


def found(place: Path) -> dict[tuple[str, str], Candidate]:
    """The candidates by their pairs, IRIs in short."""
    held = candidates.read(folder.identity(place))
    return {(one.first.rpartition("/")[2], one.second.rpartition("/")[2]): one for one in held}


def together(place: Path) -> set[frozenset[str]]:
    """What falls together, IRIs in short."""
    read = read_clusters(folder.identity(place)) or Renaming()
    return {frozenset(iri.rpartition("/")[2] for iri in members) for members in read.clusters().values()}


def shown(place: Path) -> dict[str, set[str]]:
    """What the merged view says of each organisation: its names, with those that it was made from."""
    with GraphStore.open(place) as store:
        held: dict[str, set[str]] = {iri: set() for iri in store.names.things("Organisation")}
        for iri, text, _, _ in store.labels():
            if iri in held:
                held[iri].add(text)
        for iri, names in held.items():
            names.update(str(quad.object) for quad in store.quads(iri, OWL.sameAs))
        return held


VHS_TWICE, KRAN_TWICE = frozenset({"ost-vhs", "bund-vhs"}), frozenset({"ost-kran", "bund-kran"})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store of two lists."""
    load(tmp_path / "s", ost=EAST, bund=LAND)
    return tmp_path / "s"


# ---------------------------------------------------------------------- first, and again


def test_the_first_match(place: Path) -> None:
    assert not is_matched(place)
    report = match_store(place)
    assert is_matched(place)
    assert (report.mentions, report.new, report.same, report.merged, report.clusters) == (6, 6, 2, 4, 2)
    assert report.changed == ["bund", "ost"]
    assert together(place) == {VHS_TWICE, KRAN_TWICE}
    names = shown(place)
    assert len(names) == 4
    assert {"VHS Lindental", "Volkshochschule Lindental"} <= names[min(VHS, OTHER_VHS, key=len)]


def test_what_the_sources_say_is_untouched(place: Path) -> None:
    def said() -> set[str]:
        with GraphStore.open(place, merged=False) as store:
            return {str(quad) for source in ("ost", "bund") for quad in store.quads(graph=source_iri(source))}

    before = said()
    match_store(place)
    JudgementLog(place / FILE).add([judged(VHS, WERK, "same")])
    apply_judgements(place)
    assert said() == before


def test_again_changes_nothing(place: Path) -> None:
    match_store(place)
    revision = folder.current(place)
    report = match_store(place)
    assert (report.new, report.pairs, report.merged, report.changed) == (0, 0, 4, [])
    assert folder.current(place) == revision


def test_steps_are_told_in_their_order(place: Path) -> None:
    told: list[tuple[str, float]] = []
    match_store(place, progress=lambda step, share: told.append((step, share)))
    assert list(dict.fromkeys(step for step, _ in told)) == ["read", "compare", "merge"]
    assert all(0 <= share <= 1 for _, share in told)
    assert {step for step, share in told if share == 1} == {"read", "compare", "merge"}


# ---------------------------------------------------------------------- sources that come, change and go


@pytest.mark.parametrize("order", [("ost", "bund"), ("bund", "ost")])
def test_one_after_the_other_is_as_all_anew(tmp_path: Path, order: tuple[str, str]) -> None:
    lists = {"ost": EAST, "bund": LAND}
    for name in order:
        load(tmp_path / "s", **{name: lists[name]})
        report = match_store(tmp_path / "s")
        assert (report.changed, report.new) == ([name], 3)
    bit_by_bit, clusters, view = found(tmp_path / "s"), together(tmp_path / "s"), shown(tmp_path / "s")
    match_store(tmp_path / "s", anew=True)
    anew = found(tmp_path / "s")
    assert {pair: one.band for pair, one in bit_by_bit.items()} == {pair: one.band for pair, one in anew.items()}
    assert [one.score for one in bit_by_bit.values()] == pytest.approx([one.score for one in anew.values()], abs=0.01)
    assert (clusters, view) == (together(tmp_path / "s"), shown(tmp_path / "s"))
    assert clusters == {VHS_TWICE, KRAN_TWICE}


def test_a_source_that_is_removed(place: Path) -> None:
    match_store(place)
    remove(place, "bund")
    report = match_store(place)
    assert (report.changed, report.mentions, report.same, report.clusters) == (["bund"], 3, 0, 0)
    assert found(place) == {}
    assert len(shown(place)) == 3
    load(place, bund=LAND)
    match_store(place)
    assert together(place) == {VHS_TWICE, KRAN_TWICE}


def test_a_source_that_changes(place: Path) -> None:
    match_store(place)
    load(place, bund={**LAND, "bund-vhs": "Hafenamt Musterstadt", "bund-hof": "Brückenhof Auental"})
    report = match_store(place)
    assert (report.changed, report.new) == (["bund"], 2)
    assert together(place) == {KRAN_TWICE, frozenset({"ost-hof", "bund-hof"})}
    assert ("bund-vhs", "ost-vhs") not in found(place)


def test_what_falls_together_stays_so_when_other_sources_are_loaded(place: Path) -> None:
    match_store(place)
    before = shown(place)
    load(place, neu={"neu-1": "Seehafen Musterstadt"})
    assert before.items() <= shown(place).items(), "before what is new was matched"
    assert match_store(place).new == 1
    assert before.items() <= shown(place).items()


# ---------------------------------------------------------------------- one identifier, two organisations


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A store in which two lists give one identifier to organisations with nothing in common."""
    load(tmp_path / "s", ost={**EAST, PIC: "Kranbau Auental GmbH"}, west={PIC: "Musikschule Lindental"})
    return tmp_path / "s"


def test_one_identifier_of_evidently_different_organisations_is_reported_and_not_merged(split: Path) -> None:
    report = match_store(split)
    (error,) = report.errors
    assert (error.error, error.first, error.band) == (IDENTIFIER_ERROR, f"{ID}organisation/{PIC}", "ask")
    names = shown(split)
    assert not any({"Kranbau Auental GmbH", "Musikschule Lindental"} <= held for held in names.values())
    assert any("Musikschule Lindental" in held for held in names.values())
    assert match_store(split).errors == [error], "they are told each time"


def test_a_person_may_say_that_it_is_one_all_the_same(split: Path) -> None:
    (error,) = match_store(split).errors
    before = shown(split)
    log = JudgementLog(split / FILE)
    log.add([judged(error.first, error.second, "same", note="renamed")])
    apply_judgements(split)
    assert any({"Kranbau Auental GmbH", "Musikschule Lindental"} <= held for held in shown(split).values())
    assert match_store(split).errors == [], "what a person has settled is told no more"
    log.undo(log.in_force()[0].id)
    apply_judgements(split)
    assert shown(split) == before


def test_names_with_a_word_in_common_are_no_error(tmp_path: Path) -> None:
    load(tmp_path / "s", ost={PIC: "Kranbau Auental GmbH"}, west={PIC: "Auental Crane Works"}, nord={PIC: "KAUENTAL"})
    assert match_store(tmp_path / "s").errors[1:] == []


def test_a_split_ends_with_the_error(split: Path) -> None:
    match_store(split)
    load(split, west={PIC: "Kranbau Auental"})
    report = match_store(split)
    assert (report.errors, report.mentions) == ([], len(EAST) + 1), "the IRI that was made for the split is gone"
    assert any({"Kranbau Auental", "Kranbau Auental GmbH"} & held for held in shown(split).values())


# ---------------------------------------------------------------------- judgements


@pytest.fixture
def matched(place: Path) -> Path:
    """The store of two lists, matched."""
    match_store(place)
    return place


@pytest.mark.parametrize(
    ("one", "other", "verdict", "clusters"),
    [
        (VHS, WERK, "same", {VHS_TWICE | {"bund-werk"}, KRAN_TWICE}),
        (KRAN, OTHER_KRAN, DIFFERENT, {VHS_TWICE}),
        (KRAN, OTHER_KRAN, UNSURE, {VHS_TWICE}),
        (KRAN, OTHER_KRAN, "same", {VHS_TWICE, KRAN_TWICE}),
    ],
)
def test_a_judgement_and_its_undoing(
    matched: Path, one: str, other: str, verdict: str, clusters: set[frozenset[str]]
) -> None:
    before, log = shown(matched), JudgementLog(matched / FILE)
    log.add([judged(one, other, verdict)])
    report = apply_judgements(matched)
    assert together(matched) == clusters
    assert report.clusters == len(clusters)
    assert match_store(matched, anew=True).clusters == len(clusters), "judgements stand above scores"
    assert together(matched) == clusters
    log.undo(log.in_force()[0].id)
    apply_judgements(matched)
    assert together(matched) == {VHS_TWICE, KRAN_TWICE}
    assert shown(matched) == before


def test_judgements_elsewhere(matched: Path, tmp_path: Path) -> None:
    own = tmp_path / "urteile.jsonl"
    JudgementLog(own).add([judged(KRAN, OTHER_KRAN, DIFFERENT)])
    apply_judgements(matched, own)
    assert together(matched) == {VHS_TWICE}
    match_store(matched)
    assert together(matched) == {VHS_TWICE, KRAN_TWICE}, "the log of the store knows of none"


def test_judgements_that_contradict_each_other_are_told_and_not_followed(matched: Path, tmp_path: Path) -> None:
    logs = [JudgementLog(tmp_path / name) for name in ("a.jsonl", "b.jsonl")]
    logs[0].add([judged(VHS, WERK, "same"), judged(WERK, KRAN, "same")])
    logs[1].add([judged(VHS, KRAN, DIFFERENT)])
    (matched / FILE).write_bytes(b"".join(log.path.read_bytes() for log in logs))
    report = apply_judgements(matched)
    assert [len(conflict.judgements) for conflict in report.conflicts] == [3]
    assert together(matched) == {VHS_TWICE, KRAN_TWICE}


# ---------------------------------------------------------------------- what cannot be matched


def test_a_log_that_cannot_be_read_changes_nothing(matched: Path) -> None:
    before, revision = shown(matched), folder.current(matched)
    load(matched, neu={"neu-1": "VHS Lindental"})
    (matched / FILE).write_text('{"id": \n', "utf-8")
    with pytest.raises(InputError, match="line 1"):
        match_store(matched)
    assert folder.current(matched) == revision + 1, "the load alone"
    (matched / FILE).unlink()
    assert match_store(matched).new == 1
    assert before.keys() & shown(matched).keys()


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        match_store(tmp_path / "nix")
    assert not is_matched(tmp_path / "nix")


@pytest.mark.parametrize("held", [{}, {"eine": "Kranbau Auental"}])
def test_a_store_of_one_organisation_or_none(tmp_path: Path, held: dict[str, str]) -> None:
    load(tmp_path / "s", ost=held)
    report = match_store(tmp_path / "s")
    assert report.mentions == len(held)
    assert (report.pairs, report.same, report.clusters) == (0, 0, 0)
    assert is_matched(tmp_path / "s")


ODD = [
    "...",
    "🎉🎉",
    "🎉 Fest",
    "x" * 5000,
    "Ὀλυμπία",
    "Линдентал",
    "جامعة القاهرة",
    "清华大学",
    "[b]rot[/b] {0} %s",
    "\\u0000",
]


def test_odd_names_are_themselves(tmp_path: Path) -> None:
    lists = {name: {f"{name}-{at}": text for at, text in enumerate(ODD)} for name in ("ost", "bund")}
    load(tmp_path / "s", **lists)
    match_store(tmp_path / "s")
    pairs = [pair for pair, one in found(tmp_path / "s").items() if one.band == SAME]
    assert {pair[0].removeprefix("bund-") for pair in pairs} <= {str(at) for at in range(1, len(ODD))}
    assert all(one.removeprefix("bund-") == other.removeprefix("ost-") for one, other in pairs)
    assert len(pairs) >= len(ODD) - 3


def test_a_judgement_on_what_is_not_there_waits_until_it_is(matched: Path) -> None:
    log = JudgementLog(matched / FILE)
    log.add(
        [judged(WERK, VHS, "same"), judged(WERK, f"{ID}organisation/neu", "same"), judged("urn:x", "urn:y", "same")]
    )
    before = apply_judgements(matched)
    assert {frozenset(item.pair) & {"urn:x", f"{ID}organisation/neu"} for item in before.unknown} == {
        frozenset({"urn:x"}),
        frozenset({f"{ID}organisation/neu"}),
    }
    assert (before.merged, before.clusters) == (5, 2), "what is not there is not counted"
    load(matched, neu={"neu": "Seilerei Musterstadt"})
    after = match_store(matched)
    assert [item.first for item in after.unknown] == ["urn:x"]
    assert (after.merged, after.clusters) == (6, 2)


def test_a_source_that_goes_leaves_its_judgements_behind(matched: Path) -> None:
    JudgementLog(matched / FILE).add([judged(WERK, VHS, "same")])
    assert apply_judgements(matched).unknown == []
    remove(matched, "bund")
    report = match_store(matched)
    assert (len(report.unknown), report.merged, report.clusters) == (1, 0, 0)
    load(matched, bund=LAND)
    report = match_store(matched)
    assert (report.unknown, report.merged, report.clusters) == ([], 5, 2)
