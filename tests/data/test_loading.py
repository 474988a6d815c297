"""Files into a store: all of them or none, each as its own source."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import verbund

from data import loading
from graph.errors import InputError, StoreError
from graph.identity import ID
from graph.partners import partners
from graph.store import GraphStore
from graph.vocabulary import VB

OWN = """\
source: {id: augsburg, title: Vorhaben in Augsburg, publisher: Eigene Liste, language: de}
projects:
  - label: Lechbrücke
    description: Begleitet Roma-Familien in die Ausbildung.
    region: Augsburg
    programme: XENOS
    theme: [Teilhabe von Roma, Vernetzung und Kooperation]
    target_group: Roma
"""
ROMA = "Vernetzung Süd-Ost-Europa, Roma"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in a folder with what comes with Verbund and a list of one's own."""
    place = tmp_path_factory.mktemp("filled")
    (place / "augsburg.yml").write_text(OWN, "utf-8")
    loading.load([place / "augsburg.yml"], place / "s")
    return place / "s"


def sources(place: Path) -> list[str]:
    with GraphStore.open(place) as store:
        return [source.id for source, _ in store.sources()]


def file(place: Path, name: str, text: str) -> Path:
    place.mkdir(exist_ok=True)
    (place / name).write_text(text, "utf-8")
    return place / name


def test_a_project_of_ones_own_becomes_a_candidate(filled: Path) -> None:
    with GraphStore.open(filled) as store:
        found = partners(store, ROMA)
        labels = [store.names.label(candidate.id) for candidate in found.candidates]
        assert labels[0] == "Lechbrücke"
        assert len(labels) == 5
        best = found.candidates[0]
        assert best.region == f"{ID}region/ags-09761000" or store.names.label(best.region).startswith("Augsburg")
        assert {"theme", "target_group", "programme", "place", "role"} <= {r.link.kind for r in best.reasons}
        assert any(c.source == f"{ID}source/augsburg" and c.where.startswith("line=") for c in best.sources[0])


def test_a_new_store_has_the_regions_themes_and_articles_first(filled: Path) -> None:
    assert {"augsburg", "ontology", "reference-places", "reference-themes", "xenos-workshops-2013"} <= set(
        sources(filled)
    )


def test_a_store_can_do_without_the_articles(tmp_path: Path) -> None:
    loading.load([], tmp_path / "s", curated=False)
    assert sources(tmp_path / "s") == ["ontology", "reference-places", "reference-themes"]


def test_the_embedded_data_can_be_loaded_again(filled: Path) -> None:
    before = sources(filled)
    loading.load([], filled)
    assert sources(filled) == before


def test_one_wrong_file_keeps_all_others_out(tmp_path: Path) -> None:
    loading.load([], tmp_path / "s", curated=False)
    before = sources(tmp_path / "s")
    good = file(tmp_path, "good.yml", "projects: [{label: Gut}]")
    bad = file(tmp_path, "bad.yml", "projects: [{label: Schlecht, region: Nirgendwo}]")
    for files in ([good, bad], [bad, good]):
        with pytest.raises(InputError, match=r"bad\.yml, line 1: no region can be told from “Nirgendwo”"):
            loading.load(files, tmp_path / "s")
        assert sources(tmp_path / "s") == before


def test_a_wrong_first_file_makes_no_store(tmp_path: Path) -> None:
    bad = file(tmp_path, "bad.ttl", "<a:a> <a:b>")
    with pytest.raises(InputError):
        loading.load([bad], tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_later_file_may_name_what_an_earlier_one_declares(tmp_path: Path) -> None:
    one = file(tmp_path, "one.yml", "organisations: [{label: Träger Eins}]")
    two = file(tmp_path, "two.yml", "projects: [{label: Zwei, partner: Träger Eins}]")
    loading.load([one, two], tmp_path / "s", curated=False)
    with GraphStore.open(tmp_path / "s") as store:
        assert list(store.links(VB.partner)) == [(f"{ID}project/zwei", f"{ID}organisation/traeger-eins")]
    three = file(tmp_path, "three.yml", "projects: [{label: Drei, partner: Zwei}]")
    loading.load([three], tmp_path / "s")
    with GraphStore.open(tmp_path / "s") as store:
        assert len(list(store.links(VB.partner))) == 2


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    file(tmp_path / "in", "a.yml", "projects: [{label: A}]")
    file(tmp_path / "in" / "below", "b.ttl", "<a:a> <a:b> <a:c> .")
    file(tmp_path / "in", "notes.txt", "not for Verbund")
    summaries = loading.load([tmp_path / "in"], tmp_path / "s", curated=False)
    assert {"a", "b"} <= {summary.source.rsplit("/")[-1] for summary in summaries}


def test_the_summary_says_what_came_and_what_was_there(tmp_path: Path) -> None:
    path = file(tmp_path, "a.ttl", "<a:a> <a:b> 1, 2, 3 .")
    first = loading.load([path], tmp_path / "s", curated=False)[-1]
    path.write_text("<a:a> <a:b> 1 .")
    second = loading.load([path], tmp_path / "s")[-1]
    assert (first.source, first.before) == ("a", 0)
    assert (second.before, second.statements) == (first.statements, first.statements - 2)


def test_two_files_that_are_one_source_are_refused(tmp_path: Path) -> None:
    one = file(tmp_path / "one", "list.yml", "projects: [{label: A}]")
    two = file(tmp_path / "two", "list.ttl", "<a:a> <a:b> <a:c> .")
    with pytest.raises(InputError, match=r"two.list\.ttl: is the source “list”, and so is .*one.list\.yml; rename one"):
        loading.load([one, two], tmp_path / "s", curated=False)
    assert loading.load([one, one], tmp_path / "s", curated=False)[-1].source == "list", "one file twice is one"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.yml", "none.yml: there is no such file"),
        ("x" * 300 + ".yml", "cannot be read (File name too long)"),
        ("a.yml/b.yml", "cannot be read (Not a directory)"),
        ("data.csv", "data.csv: is not recognised; name its source with --source"),
        ("empty", "empty: holds no file that can be loaded"),
    ],
)
def test_what_cannot_be_loaded_is_named(tmp_path: Path, name: str, message: str) -> None:
    file(tmp_path, "a.yml", "projects: [{label: A}]")
    file(tmp_path, "data.csv", "a;b")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as error:
        loading.load([tmp_path / name], tmp_path / "s")
    assert message in str(error.value)
    assert not (tmp_path / "s").exists()


def test_the_command_line_says_it_in_one_line(tmp_path: Path) -> None:
    bad = file(tmp_path, "bad.yml", "projects:\n  - label: A\n    theme: Elternarbait\n")
    code, output, errors = verbund("--store", str(tmp_path / "s"), "load", str(bad))
    assert (code, output) == (1, "")
    assert len(errors.splitlines()) == 1
    assert errors.startswith(f"verbund: {bad}, line 3: no theme can be told from “Elternarbait”")


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = file(tmp_path, "a.yml", "projects: [{label: A}]")
    with pytest.raises(StoreError, match="cannot be written"):
        loading.load([path], path / "s", curated=False)
