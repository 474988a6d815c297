"""Which importer a file belongs to, what makes one source, and that a new folder is enough for a new one."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import shutil
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import verbund

from data import loading
from data.files import open_document
from data.importing import discovery
from data.importing.reading import Claim
from data.importing.recognition import default_id, recognise
from graph.errors import InputError, NotFoundError
from graph.store import GraphStore

LIST = """\
Name des Begünstigten;Bezeichnung des Vorhabens;Beginn des Vorhabens;Ende des Vorhabens;Förderfähige Gesamtausgaben;PLZ
Brücke e.V.;Sprachkurse für alle;01.02.2016;31.12.2017;40.000,50 €;80331
Werkstatt GmbH;Ausbildung im Handwerk;1.7.2015;30.06.2018;1.234.567,00;86150
"""
IMPORTER = """
from data.importing.keys import project_iri
from data.importing.reading import Claim, Column, Reading, Row
from graph.model import Project, Source

def recognise(document):
    return Claim(0.9, "begins with WOLKE") if document.head(5) == b"WOLKE" else None

def read(delivery):
    return Clouds(delivery)

class Clouds(Reading):
    columns = [Column("WOLKE", "label")]

    def __init__(self, delivery):
        self.document = delivery.main
        about = {"document": delivery.main.name, "sha256": delivery.main.sha256}
        self.source = Source(id=delivery.source_id, title="Wolken", **about)

    def rows(self):
        for number, cells in self.document.sheets[0].rows():
            if number > 1:
                yield Row(number, tuple(cells))

    def records(self, row):
        yield Project(iri=project_iri(self.source.id, row.cells[0]), label={"de": row.cells[0]})
"""


@pytest.fixture
def clouds() -> Iterator[str]:
    """A new folder of a source: nothing else is edited."""
    folder = discovery.DATA / "wolken_test_source"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "importer.py").write_text(IMPORTER, "utf-8")
    (folder / "source.yml").write_text("title: Wolken\nexpected: {rows: [10, 20]}\n", "utf-8")
    discovery.importers.cache_clear()
    yield folder.name
    shutil.rmtree(folder)
    sys.modules.pop(f"data.{folder.name}.importer", None)
    discovery.importers.cache_clear()


def list_file(place: Path, name: str = "liste.csv") -> Path:
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(LIST, "utf-8")
    return place / name


def test_a_new_folder_is_a_new_source(clouds: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("WOLKE,Höhe\nKumulus,1\nStratus,2\n", "utf-8")
    done = loading.load([tmp_path / "a.txt"], tmp_path / "s", curated=False)[-1]
    assert (done.importer, done.read, done.loaded) == (clouds, 2, 2)
    assert done.warnings == ["2 rows, expected 10 to 20: is the file complete?"]
    with GraphStore.open(tmp_path / "s") as store:
        assert store.names.find("Kumulus")


def test_every_importer_says_what_its_documentation_needs() -> None:
    for found in discovery.importers():
        assert {"title", "publisher", "licence", "url", "files", "gives"} <= found.about.keys(), found.name
        assert callable(found.code.recognise)
        assert callable(found.code.read)


def test_an_unknown_source_is_named_with_all_known() -> None:
    with pytest.raises(NotFoundError, match=r"“wolke”; known are .*operations"):
        discovery.importer("wolke")


@pytest.mark.parametrize(
    ("name", "claim", "expected"),
    [
        ("160630_liste_der_vorhaben.csv", Claim(1, ""), "operations-liste-der-vorhaben"),
        ("liste_2016-06-30.csv.gz", Claim(1, ""), "operations-liste"),
        ("Liste 30.06.2016.xlsx", Claim(1, ""), "operations-liste"),
        ("ESF_2014-2020.csv", Claim(1, ""), "operations-esf-2014-2020"),
        ("operations.csv", Claim(1, ""), "operations"),
        ("20160630.csv", Claim(1, ""), "operations-20160630"),
        ("Δικαιούχοι.csv", Claim(1, ""), "operations-δικαιουχοι"),
        ("x.csv", Claim(1, "", edition="h2020"), "operations-h2020"),
    ],
)
def test_the_next_edition_has_the_same_name(tmp_path: Path, name: str, claim: Claim, expected: str) -> None:
    (tmp_path / name).write_text("a", "utf-8")
    from data.files.document import Document  # noqa: F401 - the type of what is opened

    assert default_id("operations", claim, _Named(tmp_path / name)) == expected  # type: ignore[arg-type]


class _Named:
    """What a name is made of."""

    member = ""

    def __init__(self, path: Path) -> None:
        self.path = path


def test_archives_are_opened(tmp_path: Path) -> None:
    list_file(tmp_path)
    with gzip.open(tmp_path / "a.csv.gz", "wb") as file:
        file.write(LIST.encode())
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inner/liste.csv", LIST)
    for name in ("a.csv.gz", "b.zip"):
        done = loading.load([tmp_path / name], tmp_path / name[0], curated=False)[-1]
        assert (done.importer, done.loaded) == ("operations", 2)


def test_a_file_that_nobody_knows_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Wetter,Wind\nschön,1\n", "utf-8")
    code, output, errors = verbund("--store", str(tmp_path / "s"), "load", str(tmp_path / "a.csv"))
    assert (code, output, len(errors.splitlines())) == (1, "", 1)
    assert "--source" in errors
    assert not (tmp_path / "s").exists() or not (tmp_path / "s" / "verbund-store.json").exists()


def test_what_nobody_knows_in_a_folder_is_told_and_left(tmp_path: Path) -> None:
    list_file(tmp_path / "in")
    (tmp_path / "in" / "LIESMICH.txt").write_text("Bitte lesen.", "utf-8")
    (tmp_path / "in" / "source.description.yaml").write_text("title: x", "utf-8")
    done = loading.load([tmp_path / "in"], tmp_path / "s", curated=False)
    assert done[-1].loaded == 2
    assert "LIESMICH.txt: not recognised, not loaded" in done[0].warnings


def test_the_same_list_in_two_files_is_loaded_once(tmp_path: Path) -> None:
    list_file(tmp_path / "in")
    (tmp_path / "in" / "liste_gold.csv").write_text(LIST.replace(";", "\t"), "utf-8")
    done = loading.load([tmp_path / "in"], tmp_path / "s", curated=False)
    assert [item.source for item in done if item.importer] == ["operations-liste"]
    assert any("the same list as" in warning for warning in done[0].warnings)


def test_two_lists_of_one_name_are_refused(tmp_path: Path) -> None:
    one, two = list_file(tmp_path / "one"), list_file(tmp_path / "two")
    two.write_text(LIST.replace("Brücke", "Steg"), "utf-8")
    with pytest.raises(InputError, match=r"two.liste\.csv: is the source “operations-liste”.*--as ID"):
        loading.load([one, two], tmp_path / "s", curated=False)
    assert loading.load([one], tmp_path / "s", curated=False, name="eine")[-1].source == "eine"
    with pytest.raises(InputError, match="“zwei” fits one source"):
        loading.load([one, two], tmp_path / "s", name="zwei")


def test_a_dry_run_shows_the_mapping_and_loads_nothing(tmp_path: Path) -> None:
    file = list_file(tmp_path)
    code, output, _ = verbund("--store", str(tmp_path / "s"), "load", str(file), "--dry-run", "--json")
    found = json.loads(output)
    assert code == 0
    assert {"format", "encoding", "sheet", "header_row", "rows", "mapping", "left_over", "sample"} <= found.keys()
    assert (found["format"], found["encoding"], found["header_row"], found["rows"]) == ("csv", "utf-8", 1, 2)
    assert {"column", "field", "confidence", "why"} <= found["mapping"][0].keys()
    assert not (tmp_path / "s").exists()
    code, output, _ = verbund("--lang", "de", "--store", str(tmp_path / "s"), "load", str(file), "--dry-run")
    assert code == 0
    assert "gelesen als" in output


def test_a_load_says_what_it_did_as_json(tmp_path: Path) -> None:
    code, output, errors = verbund("--store", str(tmp_path / "s"), "load", str(list_file(tmp_path)), "--json")
    assert (code, errors) == (0, "")
    last = json.loads(output)["loaded"][-1]
    assert (last["read"], last["loaded"], last["merged"], last["rejected"]) == (2, 2, 0, 0)
    assert last["source"] == "https://w3id.org/verbund/id/source/operations-liste"
    assert {"unresolved_places", "seconds", "persons", "why", "confidence"} <= last.keys()


def test_a_table_may_be_asked_for_by_name(tmp_path: Path) -> None:
    done = loading.load([list_file(tmp_path)], tmp_path / "s", curated=False, source="operations")[-1]
    assert done.importer == "operations"
    assert recognise(open_document(list_file(tmp_path)), "operations")


def test_a_list_on_the_web_names_its_address(tmp_path: Path) -> None:
    list_file(tmp_path / "web")
    handler = functools.partial(QuietHandler, directory=str(tmp_path / "web"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/liste.csv"
        done = loading.load([address], tmp_path / "s", curated=False)[-1]
        with pytest.raises(InputError, match="404"):
            loading.load([f"{address}x"], tmp_path / "s")
        server.shutdown()
    assert done.loaded == 2
    with GraphStore.open(tmp_path / "s") as store:
        assert store.source("https://w3id.org/verbund/id/source/operations-liste").url == address


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_a_store_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    place = tmp_path / "Übung [1] *" / "it's"
    place.parent.mkdir()
    loading.load([list_file(tmp_path)], place, curated=False)
    code, output, _ = verbund("--store", str(place), "stats", "--by", "year", "--json")
    assert code == 0
    assert json.loads(output)["groups"][0]["projects"] == 1


def test_two_short_lists_with_one_header_are_two(tmp_path: Path) -> None:
    head = "Name des Begünstigten;Bezeichnung des Vorhabens;Datum des Beginns;Förderfähige Gesamtausgaben"
    for name, row in (
        ("a.csv", "Lernwerk Lindental;Deutsch am Arbeitsplatz;01.01.2018;40.000,00 €"),
        ("b.csv", "Kranbau Windental GmbH;Hubtechnik im Hafenbecken;01.01.2019;10.000,00 €"),
    ):
        (tmp_path / name).write_text(f"{head}\n{row}\n", "utf-8")
    done = loading.load([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "store", curated=False)
    assert [item.source for item in done if item.importer] == ["operations-a", "operations-b"]
