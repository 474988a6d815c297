"""A store in which two lists call one organisation by two names: what it answers, and that this can be taken back."""

from __future__ import annotations

import json
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from graph import folder, tables
from graph.checks import check
from graph.columns import TABLES
from graph.errors import StoreError
from graph.facts import show
from graph.identity import source_iri
from graph.matching.merging import publish, read_clusters
from graph.statement_rows import rows
from graph.statistics import statistics
from graph.store import GraphStore
from graph.vocabulary import OWL, RDFS, SKOS, VB
from tests.data.importing.test_loader import load
from tests.graph.matching.landscape import (
    BRIDGE,
    CENTRE,
    CLUSTERS,
    HOUSE,
    SAME_BRIDGE,
    SAME_CENTRE,
    Listed,
    first,
    make,
    second,
)
from tests.processes import finish, start

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store as it was loaded."""
    return make(tmp_path_factory.mktemp("apart") / "s")


@pytest.fixture
def place(apart: Path, tmp_path: Path) -> Path:
    """A copy of the store in which the clusters are published."""
    shutil.copytree(apart, tmp_path / "s")
    publish(tmp_path / "s", CLUSTERS)
    return tmp_path / "s"


@pytest.fixture(scope="session")
def merged(apart: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, only to be read."""
    place = tmp_path_factory.mktemp("merged") / "s"
    shutil.copytree(apart, place)
    publish(place, CLUSTERS)
    return place


def ask(place: Path, *arguments: str) -> Any:
    """The JSON answer of a command."""
    done = CliRunner().invoke(main, ["--store", str(place), *arguments, "--json"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return json.loads(done.stdout)


def everything(place: Path) -> set[str]:
    """All statements that a store shows."""
    with GraphStore.open(place) as store:
        return {str(quad) for quad in store.quads()}


# ---------------------------------------------------------------------- statements and columns


def test_the_merged_store_has_each_thing_once(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        assert store.is_merged
        assert set(store.names.things("Project")) == {BRIDGE, HOUSE}
        assert SAME_CENTRE not in store
        labels = [quad.object.value for quad in store.quads(CENTRE, RDFS.label)]
        assert labels == ["Volkshochschule Lindental"]
        assert [quad.object.value for quad in store.quads(CENTRE, SKOS.altLabel)] == ["VHS LINDENTAL"]
        same = {quad.object.value for quad in store.quads(CENTRE, OWL.sameAs, graph=source_iri("identity"))}
        assert same == {SAME_CENTRE}


def test_as_loaded_it_has_both(merged: Path, apart: Path) -> None:
    with GraphStore.open(merged, merged=False) as store, GraphStore.open(apart) as before:
        assert not store.is_merged
        assert {str(quad) for quad in store.quads()} == {str(quad) for quad in before.quads()}
        assert store.unmerged is store


def test_the_money_of_a_project_counts_once(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        amounts = {quad.subject.value: quad.object.value for quad in store.quads(predicate=VB.amount)}
        assert sorted(amounts.values()) == ["1000", "500", "700"]
        (total,) = store.quads(BRIDGE, VB.totalCost)
        assert total.object.value == "2000"
        parts = [quad.object.value for quad in store.quads(BRIDGE, VB.participation)]
        assert len(set(parts)) == 2
        (centre,) = {q.subject.value for q in store.quads(predicate=VB.organisation) if q.object.value == CENTRE} & {
            *parts
        }
        assert {quad.object.value for quad in store.quads(centre, VB.role)} == {"coordinator"}


def test_the_columns_say_the_same_as_the_statements(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        for source in ("eins", "zwei"):
            stated = list(rows(store, source_iri(source)))
            for table in set(TABLES) - {"things", "participations"}:  # of which one source tells for all
                held = [tuple(row.values()) for row in tables.read(store.columns, table, source).to_pylist()]  # type: ignore[arg-type]
                assert sorted(held, key=str) == sorted({cells for name, cells in stated if name == table}, key=str)
        parts = store.tables.rows("SELECT project, organisation, role, amount FROM participations ORDER BY ALL")
        assert (BRIDGE, CENTRE, "coordinator", 700.0) in parts
        assert len(parts) == 3
        assert (
            store.tables.rows("SELECT label FROM things WHERE iri = ?", [CENTRE])
            == [("Volkshochschule Lindental",)] * 2
        )


def test_each_source_knows_how_many_statements_it_shows(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        counted = {source.id: count for source, count in store.sources()}
        for source in ("eins", "zwei", "identity"):
            assert counted[source] == sum(1 for _ in store.quads(graph=source_iri(source)))


def test_nothing_of_it_breaks_a_rule(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        report = check(store)
    assert [one for one in report.findings if one.severity == "violation"] == []


# ---------------------------------------------------------------------- answers


def test_statistics_count_organisation_and_money_once(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        (group,) = statistics(store, ["funder"]).groups
        assert (group.projects, group.organisations, group.amount) == (2, 2, {"EUR": 1500.0})
    with GraphStore.open(merged, merged=False) as store:
        (group,) = statistics(store, ["funder"]).groups
        assert (group.projects, group.organisations, group.amount) == (3, 3, {"EUR": 2490.0})


@pytest.mark.parametrize(
    "called", [SAME_CENTRE, "VHS LINDENTAL", "vhs lindental", "zwei-vhs", "Volkshochschule Lindental"]
)
def test_any_name_and_iri_of_a_source_leads_to_the_merged_one(merged: Path, called: str) -> None:
    with GraphStore.open(merged) as store:
        assert store.names.find(called, ["Organisation"]) == CENTRE


def test_show_says_what_it_was_made_from(merged: Path) -> None:
    with GraphStore.open(merged) as store:
        found = show(store, SAME_CENTRE)
        assert found.id == CENTRE
        assert [(one.id, one.names, one.sources, one.identifiers) for one in found.made_from] == [
            (CENTRE, ["Volkshochschule Lindental"], [source_iri("eins")], ["HRB 1"]),
            (SAME_CENTRE, ["VHS LINDENTAL"], [source_iri("zwei")], ["DE 5"]),
        ]
        assert OWL.sameAs not in {fact.predicate for fact in found.facts}
        assert show(store, HOUSE).made_from == []
    answer = ask(merged, "show", "VHS LINDENTAL")
    assert [one["id"] for one in answer["made_from"]] == [CENTRE, SAME_CENTRE]
    for language, words in (("de", "zusammengeführt aus"), ("en", "made from")):
        text = CliRunner().invoke(main, ["--store", str(merged), "--lang", language, "show", CENTRE]).output
        assert words in text
        assert SAME_CENTRE in text


def test_every_command_speaks_of_the_merged_organisation(merged: Path) -> None:
    stats = {one["type"]: one["count"] for one in ask(merged, "stats")["classes"]}
    assert (stats["Organisation"], stats["Project"]) == (3, 2)
    assert {hit["id"] for hit in ask(merged, "search", "Lindental", "--type", "organisation")["hits"]} >= {CENTRE}
    steps = ask(merged, "path", "Haus", "Brücke")["paths"][0]
    assert [step["to"]["id"] for step in steps] == [CENTRE, BRIDGE] or len(steps) == 2
    shared = ask(merged, "shared", "Haus", "Brücke")["shared"]
    assert CENTRE in {one["id"] for one in shared}
    partners = ask(merged, "partners", "Werke Lindental")
    assert SAME_CENTRE not in json.dumps(partners)
    assert partners["left_out"]["already_partner"] >= 1
    facets = ask(merged, "facets", "Lindental")
    assert "VHS" not in json.dumps(facets)
    answer = ask(merged, "ask", "neighbours", "--thing", SAME_CENTRE)
    assert {HOUSE, BRIDGE} <= _texts(answer)


def _texts(value: object) -> set[str]:
    if isinstance(value, dict):
        return {text for one in value.values() for text in _texts(one)}
    if isinstance(value, list):
        return {text for one in value for text in _texts(one)}
    return {str(value)}


@pytest.mark.parametrize(
    "arguments",
    [("export", "--format", "nquads"), ("export", "--format", "graphml"), ("draw", "--output", "-")],
)
def test_what_is_written_speaks_of_the_merged_organisation(merged: Path, arguments: tuple[str, ...]) -> None:
    written = CliRunner().invoke(main, ["--store", str(merged), *arguments]).output
    assert CENTRE in written
    assert SAME_BRIDGE not in "".join(line for line in written.splitlines() if "sameAs" not in line)
    both = CliRunner().invoke(main, ["--store", str(merged), *arguments, "--unmerged"]).output
    assert SAME_BRIDGE in both


def test_unmerged_shows_them_apart(merged: Path, apart: Path) -> None:
    for arguments in (("stats",), ("show", "VHS LINDENTAL"), ("stats", "--by", "funder"), ("search", "Lindental")):
        assert ask(merged, *arguments, "--unmerged") == ask(apart, *arguments)
    assert ask(merged, "show", "VHS LINDENTAL", "--unmerged")["id"] == SAME_CENTRE


# ---------------------------------------------------------------------- later revisions


def test_a_source_that_is_loaded_again_stays_merged(place: Path) -> None:
    again = [*second(), *first("Neue Brücke")[:0]]
    load(place, Listed("eins", first("Neue Brücke"), edition="2"))  # type: ignore[arg-type]
    load(place, Listed("zwei", again, edition="2"))  # type: ignore[arg-type]
    with GraphStore.open(place) as store:
        assert store.names.find(SAME_CENTRE) == CENTRE
        assert store.names.label(BRIDGE) == "Projekt Brücke"  # the longer of two
        (group,) = statistics(store, ["funder"]).groups
        assert (group.projects, group.amount) == (2, {"EUR": 1500.0})


def test_what_vanished_is_no_part_of_a_cluster_until_it_is_back(place: Path) -> None:
    whole = everything(place)
    load(place, Listed("eins", first()[:1], edition="2"))  # type: ignore[arg-type]
    with GraphStore.open(place) as store:
        assert store.is_merged
        assert store.names.find("VHS LINDENTAL") == SAME_CENTRE
        assert CENTRE not in store
    load(place, Listed("eins", first()))  # type: ignore[arg-type]
    assert everything(place) == whole


def test_other_clusters_restore_what_was_shown_before(place: Path, apart: Path) -> None:
    answers = (("stats",), ("stats", "--by", "funder"), ("show", CENTRE), ("show", BRIDGE))
    both = {answer: ask(place, *answer) for answer in answers}
    publish(place, {})
    for answer in both:
        assert ask(place, *answer) == ask(apart, *answer)
    assert everything(place) == everything(apart)
    publish(place, CLUSTERS)
    again = {answer: ask(place, *answer) for answer in both}
    assert _without_times(again) == _without_times(both)


def _without_times(answers: dict[tuple[str, ...], Any]) -> str:
    """Answers as text, but for the time at which clusters were made."""
    return re.sub(r'"retrieved": "[^"]*"', "", json.dumps(list(answers.values())))


def test_publishing_copies_neither_database_nor_columns(place: Path) -> None:
    old = place / f"r{folder.current(place)}"
    nodes = {item.stat().st_ino for item in old.rglob("*") if item.suffix in (".sst", ".parquet")}

    def note(here: Path) -> None:
        (here / "note.json").write_text("{}")

    with GraphStore.open(place):  # so that the old revision stays
        publish(place, CLUSTERS, identity_files=note)
        new = place / f"r{folder.current(place)}"
        assert (new / "identity" / "note.json").exists()
        assert {item.stat().st_ino for item in new.glob("*.sst")} <= nodes
        assert {item.stat().st_ino for item in (new / "tables").glob("*.parquet")} <= nodes
    renaming = read_clusters(new / "identity")
    assert renaming is not None
    assert dict(renaming.canonical) == CLUSTERS


def test_a_split_gives_one_source_an_organisation_of_its_own(apart: Path, tmp_path: Path) -> None:
    place, own = tmp_path / "s", f"{CENTRE}-other"
    shutil.copytree(apart, place)
    publish(place, {}, {(source_iri("eins"), CENTRE): own})
    with GraphStore.open(place) as store:
        assert CENTRE not in store
        assert store.names.label(own) == "Volkshochschule Lindental"
        assert [one.names for one in show(store, own).made_from] == [["Volkshochschule Lindental"]]
        assert store.tables.rows("SELECT count(*) FROM participations WHERE organisation = ?", [own]) == [(1,)]


def test_a_failing_hook_changes_nothing(place: Path) -> None:
    before, revision = everything(place), folder.current(place)

    def fail(_: Path) -> None:
        raise StoreError("no room")

    with pytest.raises(StoreError):
        publish(place, {}, identity_files=fail)
    assert (everything(place), folder.current(place)) == (before, revision)


KILL = """
import os, signal, sys
from pathlib import Path
from graph import folder
from graph.matching import merging

steps = {"merge": (merging, "apply"), "sums": (folder, "keep_sums"), "pointer": (folder, "_point_to")}
owner, name = steps[sys.argv[1]]
setattr(owner, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
merging.publish(Path(sys.argv[2]), {})
"""


@pytest.mark.parametrize("step", ["merge", "sums", "pointer"])
def test_publishing_that_is_killed_leaves_what_was_there(place: Path, step: str) -> None:
    before = everything(place)
    assert finish(start("-c", KILL, step, str(place)))[0] == -signal.SIGKILL
    assert everything(place) == before
    publish(place, {})
    left = {item.name for item in place.iterdir()} - {
        folder.POINTER,
        "lock",
        "rejects.csv",
        f"r{folder.current(place)}",
    }
    assert left == set()
