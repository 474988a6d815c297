"""Lists of operations into a store: what is read, what is set aside, who is not named, and later editions."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from lists import CROATIAN, GERMAN, GREEK, POLISH
from processes import verbund

from data import loading
from data.files import open_document
from data.importing.loaded import Loaded
from data.importing.reading import Delivery, Options, Row
from data.importing.recognition import recognise
from data.operations import importer
from graph.errors import InputError
from graph.facts import show
from graph.lines import record_lines
from graph.model import Organisation, Project
from graph.store import GraphStore
from graph.triples import record_quads

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "operations"


def write(place: Path, text: str, name: str = "ESF_2014-2020.csv", encoding: str = "utf-8") -> Path:
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(text.encode(encoding))
    return place / name


def load(file: Path, store: Path, **more: object) -> Loaded:
    return loading.load([file], store, curated=False, **more)[-1]  # type: ignore[arg-type]


def projects(store: Path) -> dict[str, str]:
    with GraphStore.open(store) as opened:
        return {opened.names.label(iri): iri for iri in opened.names.things("Project")}


def reading(file: Path, options: Options | None = None) -> importer.OperationsReading:
    document = open_document(file)
    claim = importer.recognise(document)
    assert claim
    return importer.read(Delivery("operations", {"main": [document]}, "list", claim, options or Options()))


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Loaded]:
    place = tmp_path_factory.mktemp("german")
    return place / "s", load(write(place / "DE2.bayern", GERMAN, encoding="cp1252"), place / "s")


def test_every_row_is_loaded_merged_or_rejected(german: tuple[Path, Loaded]) -> None:
    _, done = german
    assert (done.read, done.loaded, done.merged, done.rejected) == (6, 5, 0, 1)
    assert done.importer == "operations"
    assert done.confidence > 0.8
    assert done.things["Project"] == 5


def test_a_date_that_is_none_is_set_aside_with_its_reason(german: tuple[Path, Loaded]) -> None:
    _, done = german
    with Path(done.rejects).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["row"], row["column"], row["value"]) == ("9", "Beginn des Vorhabens", "31.02.2016")
    assert row["reason"]


def test_no_natural_person_is_stored(german: tuple[Path, Loaded]) -> None:
    store, done = german
    assert done.persons == 1
    with GraphStore.open(store) as opened:
        assert not [quad for quad in opened.quads() if "Mustermann" in str(quad) or "mustermann" in str(quad)]


def test_a_row_says_what_it_says(german: tuple[Path, Loaded]) -> None:
    store, _ = german
    with GraphStore.open(store) as opened:
        found = show(opened, projects(store)["Sprachkurse"])
    facts = {(fact.predicate.rpartition("/")[2].rpartition("#")[2], fact.value) for fact in found.facts}
    assert {("startDate", "2016-02-01"), ("endDate", "2017-12-31"), ("eligibleCost", "40000.5")} <= facts
    assert ("region", "http://data.europa.eu/nuts/code/DE212") in facts
    assert ("theme", "https://w3id.org/verbund/id/intervention-field/109") in facts
    assert {source.where for fact in found.facts for source in fact.sources} >= {"row=4"}
    grant = next(fact for fact in found.facts if fact.predicate.endswith("#grant"))
    assert {part.value for part in grant.parts} >= {"50", "https://w3id.org/verbund/id/organisation/esf"}


def test_what_words_say_is_implied(german: tuple[Path, Loaded]) -> None:
    store, _ = german
    with GraphStore.open(store) as opened:
        found = show(opened, projects(store)["Sprachkurse"])
    groups = [fact for fact in found.facts if fact.predicate.endswith("#targetGroup") and fact.of == "out"]
    assert groups
    assert {source.certainty for fact in groups for source in fact.sources} == {"implied"}


def test_columns_that_nobody_knows_are_left_over(tmp_path: Path) -> None:
    found = reading(write(tmp_path, GERMAN))
    assert [column.name for column in found.columns if not column.field] == ["Besonderes"]
    assert found.details()["header_row"] == 3


def test_operations_that_share_a_name_stay_apart(tmp_path: Path) -> None:
    done = load(write(tmp_path, GERMAN), tmp_path / "s")
    assert done.things["Project"] == 5
    with GraphStore.open(tmp_path / "s") as opened:
        costs = Counter(value for _, value in opened.pairs("https://w3id.org/verbund/ns#eligibleCost"))
    assert costs["1234567"] == 2


@pytest.mark.parametrize(
    ("text", "encoding", "label", "cost", "currency", "region"),
    [
        (POLISH, "cp1250", "Żłobek „Słoneczko”", "1000000", "PLN", ""),
        (GREEK, "cp1253", "Κέντρο νεότητας", "125000", "EUR", "EL303"),
        (CROATIAN, "cp1250", "Škola za šumare", "2500000", "HRK", "HR050"),
    ],
)
def test_lists_of_other_states(
    tmp_path: Path, text: str, encoding: str, label: str, cost: str, currency: str, region: str
) -> None:
    found = reading(write(tmp_path, text, "lista.csv", encoding))
    project = next(
        record for record in found.records(next(iter(found.rows()))) if isinstance(record, Project) and record.label
    )
    assert list(project.label.values()) == [label]
    assert project.eligible_cost in (cost, f"{cost}.00")
    assert project.currency == currency
    assert (project.region[0].rpartition("/")[2] if project.region and region else "") == region


def test_an_identifier_keeps_the_scheme_of_its_column(tmp_path: Path) -> None:
    text = "Beneficiary name;VAT number;Operation name;Start date;Total eligible expenditure;Country\n"
    text += "Werkstatt GmbH;136695976;Courses;2016-01-01;1000;Germany\n"
    found = reading(write(tmp_path, text, "list of operations.csv"))
    records = found.records(next(iter(found.rows())))
    assert [one.identifier for one in records if isinstance(one, Organisation) and one.identifier] == [
        ["vat:136695976"]
    ]


def test_a_later_edition_changes_what_changed(tmp_path: Path) -> None:
    file = write(
        tmp_path, GERMAN + "\n".join(f"Verein {n} e.V.;Kurs {n};;2015;2016;1000;50;80331;109;" for n in range(40))
    )
    first = load(file, tmp_path / "s")
    assert load(file, tmp_path / "s").is_unchanged
    file.write_text(
        file.read_text("utf-8").replace("40.000,50", "50.000,50").replace("Kurs 7;", "Kurs sieben;"), "utf-8"
    )
    later = load(file, tmp_path / "s")
    assert (later.read, later.loaded, later.rejected) == (first.read, first.loaded, first.rejected)
    assert (later.appeared, later.changed, later.vanished) == (1, 1, 1)
    assert "Kurs sieben" in projects(tmp_path / "s")
    assert "Kurs 7" not in projects(tmp_path / "s")


def test_people_may_overrule_columns_and_constants(tmp_path: Path) -> None:
    text = "columns: {Besonderes: keywords}\nconstants: {fund: ERDF, period: 2021-2027, country: AT, currency: CHF}\n"
    found = reading(write(tmp_path, GERMAN), Options(overrides=text, overrides_file="mapping.yml"))
    assert next(column.field for column in found.columns if column.name == "Besonderes") == "keywords"
    about = found.details()["about"]
    assert (about["fund"], about["period"], about["country"], about["currency"]) == ("erdf", "2021-2027", "AT", "CHF")


def test_overrides_that_do_not_fit_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mapping\.yml.*Besondres"):
        reading(
            write(tmp_path, GERMAN), Options(overrides="columns: {Besondres: keywords}", overrides_file="mapping.yml")
        )


def test_a_mapping_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "mapping.yml").write_text("columns: {Besonderes: keywords}", "utf-8")
    file = write(tmp_path, GERMAN)
    assert (
        verbund("--store", str(tmp_path / "s"), "load", str(file), "--mapping", str(tmp_path / "mapping.yml"))[0] == 0
    )
    code, output, _ = verbund("--store", str(tmp_path / "s"), "load", str(file), "--dry-run", "--json")
    assert code == 0
    assert '"field": "keywords"' in output
    assert '"remembered": true' in output


@pytest.mark.parametrize(
    "text",
    ["name,age\nA,3\n", "a;b;c\n1;2;3\n", "Datum;Betrag\n1.1.2016;5\n", "name,amount,year\nA,5,2016\nB,6,2017\n"],
)
def test_other_tables_are_not_claimed(tmp_path: Path, text: str) -> None:
    assert recognise(open_document(write(tmp_path, text))) is None


def test_records_can_be_written(tmp_path: Path) -> None:
    found = reading(write(tmp_path, GERMAN))
    for row in list(found.rows())[:5]:
        for record in found.records(row):
            lines = [str(quad) for quad in record_quads(record, "list")]
            assert lines
            if not record.evidence:
                assert list(record_lines(record))


def test_cells_of_any_kind_are_read_or_set_aside(tmp_path: Path) -> None:
    from data.importing.reading import RowError

    found = reading(write(tmp_path, GERMAN))
    for cell in ("", "x" * 5000, "\x00", "<b>", "=1+1", "-5", "99/99/9999", "\u202e", "1e400", "DE999"):
        try:
            assert list(found.records(Row(9, (cell,) * 10)))
        except RowError as error:
            assert error.reason


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples of lists of operations are not beside the project")
def test_sums_of_the_samples(tmp_path: Path) -> None:
    """The eligible expenditure of a sample is that of its rows, computed apart."""
    file = SAMPLES / "DE2.bayern" / "ESF_2014-2020" / "ESF_Bayern_2014_2020.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    cells = [row["Gesamtbetrag der förderfähigen Ausgaben des Vorhabens in €"] for row in rows]
    total = sum(float(cell.replace("€", "").replace(".", "").replace(",", ".").strip()) for cell in cells)
    done = load(file, tmp_path / "s")
    assert (done.read, done.rejected) == (len(rows), 0)
    with GraphStore.open(tmp_path / "s") as opened:
        found = sum(float(value) for _, value in opened.pairs("https://w3id.org/verbund/ns#eligibleCost"))
    assert found == pytest.approx(total)
