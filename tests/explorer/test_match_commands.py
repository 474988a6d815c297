"""The commands of ``verbund match`` as a user meets them, over a small store and a stand-in for the matching."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import main
from explorer.language import WORDS
from explorer.match_answers import report_text
from graph import folder
from graph.matching import candidates, projects, score, service
from graph.matching.candidates import Candidate, Reason
from graph.matching.judgement import as_line
from graph.matching.judgements import JudgementLog, judged
from graph.matching.service import MatchReport
from graph.matching.splits import Split, Splits
from graph.model import Source
from graph.replacing import load_into
from tests.small_sources import parsed

ROOT = "https://w3id.org/verbund/id/"
ID = f"{ROOT}organisation/"
VHS, VOLKSHOCHSCHULE, ABEND, KRAN, KRANBAU = (
    f"{ID}{name}" for name in ("vhs", "volkshochschule", "abendschule", "kran", "kranbau")
)
PEOPLE = """
id:organisation/vhs a vb:Organisation ; rdfs:label "VHS Musterstadt"@de ; dcterms:identifier "PIC 999999999" .
id:organisation/volkshochschule a vb:Organisation ; rdfs:label "Volkshochschule Musterstadt"@de ; skos:altLabel "=VHS".
id:organisation/abendschule a vb:Organisation ; rdfs:label "Abendschule Musterstadt"@de .
id:organisation/kran a vb:Organisation ; rdfs:label "Kran GmbH"@de .
id:organisation/kranbau a vb:Organisation ; rdfs:label "Kranbau Beispiel AG"@de .
id:organisation/zwei a vb:Organisation ; rdfs:label "Doppelt"@de .
id:organisation/drei a vb:Organisation ; rdfs:label "Doppelt"@de .
id:project/lernen a vb:Project ; rdfs:label "Lernen"@de ; vb:participation id:participation/1 , id:participation/2 .
id:participation/1 a vb:Participation ; vb:organisation id:organisation/vhs .
id:participation/2 a vb:Participation ; vb:organisation id:organisation/abendschule .
"""
Run = Callable[..., Result]


def candidate(one: str, other: str, score: float, band: str) -> Candidate:
    first, second = sorted((one, other))
    return Candidate(first, second, score, band, (Reason("name", 6.25, "x", "y"), Reason("country", -1.5, "DE", "AT")))


FOUND = [
    candidate(VHS, VOLKSHOCHSCHULE, 0.98, "same"),
    candidate(VHS, ABEND, 0.6, "ask"),
    candidate(VOLKSHOCHSCHULE, ABEND, 0.55, "ask"),
    candidate(KRAN, KRANBAU, 0.7, "ask"),
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "store[1]"
    load_into(
        folder,
        [(Source(id="liste", title="Liste"), list(parsed(re.sub(r"id:(\S+)", rf"<{ROOT}\1>", PEOPLE), "liste")))],
    )
    candidates.write(folder / "r1" / "identity", FOUND)
    return folder


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    calls: list[Path | None] = []

    def apply_judgements(_: Path, judgements: Path | None = None) -> MatchReport:
        calls.append(judgements)
        return MatchReport(merged=2, clusters=1)

    def match_store(_: Path, **__: Any) -> MatchReport:
        return MatchReport(mentions=5, new=5, pairs=9, same=1, ask=3, merged=2, clusters=1, errors=FOUND[:1])

    monkeypatch.setattr(service, "apply_judgements", apply_judgements)
    monkeypatch.setattr(service, "match_store", match_store)
    return calls


@pytest.fixture
def run(place: Path, applied: list[Path | None], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setattr("getpass.getuser", lambda: "mustermann")
    return lambda *words, **more: CliRunner().invoke(main, ["--store", str(place), "match", *map(str, words)], **more)


@pytest.fixture
def log(place: Path) -> JudgementLog:
    return JudgementLog(place / "judgements.jsonl")


def good(result: Result) -> str:
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.stdout


def failed(result: Result, *words: str, code: int = 1) -> None:
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    for word in words:
        assert word in result.stderr
    if code == 1:
        assert len(result.stderr.strip().splitlines()) == 1
        assert "Traceback" not in result.stderr


# ---------------------------------------------------------------------- candidates


def test_matching_tells_numbers_and_the_first_of_each_band(run: Run) -> None:
    text = good(run())
    assert "5 Erwähnungen, davon 5 neu; 9 Paare" in text
    assert text.index("Gleich:") < text.index("0,980") < text.index("Zu fragen:") < text.index("Kran GmbH")
    assert "· Name: x / y (+6,2)" in text
    assert "· Land: DE / AT (-1,5)" in text
    assert "Fehler in Quellen" in text
    english = good(run("--lang", "en"))
    assert "5 mentions, 5 of them new" in english


def test_matching_as_json(run: Run) -> None:
    found = json.loads(good(run("--json", "--limit", "1")))
    assert (found["mentions"], found["same"], found["ask"]) == (5, 1, 3)
    assert [item["band"] for item in found["candidates"]] == ["same", "ask"]
    assert found["candidates"][1]["first"] == {"id": KRAN, "label": "Kran GmbH"}
    assert set(found["candidates"][0]["reasons"][0]) == {"feature", "weight", "first", "second", "text"}


def test_one_band_or_one_thing(run: Run) -> None:
    asked = json.loads(good(run("--show", "ask", "--json")))["candidates"]
    assert [item["score"] for item in asked] == [0.7, 0.6, 0.55]
    one = json.loads(good(run("VHS Musterstadt", "--json")))
    assert one["thing"] == {"id": VHS, "label": "VHS Musterstadt"}
    assert [item["score"] for item in one["candidates"]] == [0.98, 0.6]
    assert "Volkshochschule Musterstadt" in good(run("--limit", "1", "VHS Musterstadt"))
    assert "Keine Kandidaten" in good(run("organisation/zwei"))


def test_options_stand_on_either_side_of_the_command(run: Run, place: Path) -> None:
    before = CliRunner().invoke(main, ["match", "--store", str(place), "--lang", "en", "log"])
    assert good(before) == "No judgements yet.\n"
    failed(run("log", "--nonsense"), "nonsense", code=2)
    failed(run("--nonsense"), "nonsense", code=2)
    assert "Usage" in good(run("review", "--help"))


LONG = f"Kran {'sehr ' * 1000}lang"


def test_reasons_name_things_by_their_labels_and_cut_what_is_too_long(run: Run, place: Path) -> None:
    reasons = (
        Reason("partners", 5.0, f"{VHS}, {KRAN}", f"{VHS}, {KRAN}"),
        Reason("programme", 3.0, "https://example.org/unbekannt", "https://example.org/unbekannt"),
        Reason("kind", -2.5, "verein", ""),
        Reason("branch", -2.5, "state-association", ""),
        Reason("place", 1.5, "DE2", "DE21"),
        Reason("name", 1.0, LONG, LONG),
    )
    made = Candidate(*sorted((VHS, VOLKSHOCHSCHULE)), 0.98, "same", reasons)  # type: ignore[misc]
    candidates.write(place / "r1" / "identity", [made])
    text = good(run("VHS Musterstadt"))
    assert "gemeinsame Partner: VHS Musterstadt, Kran GmbH (+5,0)" in text
    assert "Programm: unbekannt (+3,0)" in text
    assert "Gliederung: state-association (-2,5)" in text
    assert "Gegend: DE2 / DE21" in text
    assert "…" in text
    assert len(text) < 2000
    found = json.loads(good(run("VHS Musterstadt", "--json")))["candidates"][0]["reasons"]
    assert next(item["first"] for item in found if item["feature"] == "name") == LONG


def test_every_feature_has_words() -> None:
    """In both languages: the features that organisations and projects are compared by."""
    texts = [Path(module.__file__ or "").read_text("utf-8") for module in (score, projects)]
    features = {name for text in texts for name in re.findall(r'(?:Part|Reason)\("([\w-]+)"', text)}
    assert {"name", "partners", "branch"} <= features
    assert [name for name in sorted(features) if f"feature.{name}" not in WORDS] == []


# ---------------------------------------------------------------------- judging


def test_accept_reject_unsure_and_undo(run: Run, log: JudgementLog, applied: list[Path | None]) -> None:
    text = good(run("accept", "VHS Musterstadt", VOLKSHOCHSCHULE, "--note", "Briefkopf"))
    (item,) = log.in_force()
    assert item.id in text
    assert "2 Erwähnungen fallen zu 1 zusammen" in text
    assert (item.verdict, item.score, item.note, item.who) == ("same", 0.98, "Briefkopf", "mustermann")
    assert item.names == ("VHS Musterstadt", "Volkshochschule Musterstadt")
    good(run("reject", "Kran GmbH", "Kranbau Beispiel AG", "--who", "Beispiel"))
    found = json.loads(good(run("unsure", "VHS Musterstadt", "Abendschule Musterstadt", "--json")))
    assert found["judgement"]["verdict"] == "unsure"
    assert found["merged"] == 2
    good(run("undo", "Kranbau Beispiel AG", "Kran GmbH"))
    assert "zurückgenommen" in good(run("undo", item.id[:6], "--note", "doch nicht"))
    assert [item.verdict for item in log.in_force()] == ["unsure"]
    assert applied == [log.path] * 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["accept", "Kran GmbH", "Blafasel"], ["Blafasel"]),
        (["accept", "Doppelt", "Kran GmbH"], ["Doppelt", "2 things", "organisation/zwei", "organisation/drei"]),
        (["accept", "Kran GmbH", KRAN], ["both", KRAN]),
        (["reject", "Kran GmbH", "Lernen"], ["kinds", "Lernen"]),
        (["undo", "j0815"], ["j0815", "verbund match log"]),
        (["undo", "Kran GmbH", "VHS Musterstadt"], ["in force"]),
        (["apply", "none.csv"], ["none.csv"]),
        (["export", "offen.docx"], ["offen.docx", ".csv"]),
    ],
    ids=" ".join,
)
def test_errors_are_one_line(run: Run, words: list[str], said: list[str], log: JudgementLog) -> None:
    failed(run(*words), *said)
    assert log.in_force() == []


@pytest.mark.parametrize("words", [["accept", "A"], ["undo"], ["undo", "A", "B", "C"], ["export"], ["--show", "x"]])
def test_wrong_usage(run: Run, words: list[str]) -> None:
    failed(run(*words), code=2)


def test_a_contradiction_is_refused_with_what_to_take_back(run: Run, log: JudgementLog) -> None:
    good(run("accept", "VHS Musterstadt", "Volkshochschule Musterstadt"))
    good(run("accept", "Volkshochschule Musterstadt", "Abendschule Musterstadt"))
    before = log.path.read_bytes()
    failed(run("reject", "VHS Musterstadt", "Abendschule Musterstadt"), "contradict", "verbund match undo j")
    assert log.path.read_bytes() == before


def test_the_log_lists_the_newest_first_and_marks_what_is_gone(run: Run, log: JudgementLog) -> None:
    good(run("accept", "Kran GmbH", "Kranbau Beispiel AG"))
    good(run("reject", "Kran GmbH", "Kranbau Beispiel AG"))
    good(run("accept", "VHS Musterstadt", "Volkshochschule Musterstadt"))
    good(run("undo", "VHS Musterstadt", "Volkshochschule Musterstadt"))
    text = good(run("log"))
    lines = [line for line in text.splitlines() if line[2] == "j"]
    assert [line[:2] for line in lines] == ["✗ ", "  ", "✗ "]
    assert text.index("zurückgenommen von") < text.index("in Kraft") < text.index("ersetzt")
    found = json.loads(good(run("log", "Kran GmbH", "--json")))["judgements"]
    assert [item["state"] for item in found] == ["in_force", "replaced"]
    assert good(run("log", "--limit", "1")).count("“VHS Musterstadt”") == 1


def test_of_what_several_people_said_of_a_pair_one_is_named_to_take_it_back(run: Run, log: JudgementLog) -> None:
    names = "VHS Musterstadt", "Volkshochschule Musterstadt"
    items = [
        judged(VHS, VOLKSHOCHSCHULE, verdict, who=who, names=names)
        for verdict, who in (("same", "x"), ("different", "y"))
    ]
    log.path.write_text("".join(f"{as_line(item)}\n" for item in items), "utf-8")
    assert all(item.id in run("conflicts").stdout for item in items)
    refused = run("undo", *names)
    assert refused.exit_code == 1
    assert all(word in refused.stderr for word in ("several people", *(item.id for item in items)))
    good(run("undo", items[1].id))
    assert [item.id for item in log.in_force()] == [items[0].id]
    assert log.conflicts() == []


def test_both_sides_of_a_split_are_judged_by_the_names_of_their_sources(
    run: Run, place: Path, log: JudgementLog
) -> None:
    both = "".join(
        f'<{VHS}> a vb:Organisation ; rdfs:label "{name}" .' for name in ("VHS Musterstadt", "Seilerei Lindental")
    )
    load_into(place, [(Source(id="zwei", title="Zwei"), list(parsed(both, "zwei")))])
    Splits([Split(VHS, "zwei", f"{VHS}-zwei", "VHS Musterstadt", "Seilerei Lindental")]).write(folder.identity(place))
    good(run("accept", "VHS Musterstadt", "Seilerei Lindental"))
    assert [item.pair for item in log.in_force()] == [(VHS, f"{VHS}-zwei")]


def test_a_judgement_on_what_is_gone_is_taken_back_by_the_names_it_was_made_on(run: Run, log: JudgementLog) -> None:
    gone = f"{ID}weg"
    log.add([judged(KRAN, gone, "same", names=("Kran GmbH", "Kranhof Lindental"))])
    good(run("undo", "Kranhof Lindental", "Kran GmbH"))
    assert log.in_force() == []
    failed(run("undo", "Kranhof Lindental", "Kran GmbH"), "nothing is called")


def test_undo_says_what_is_in_force_again(run: Run) -> None:
    good(run("accept", "Kran GmbH", "Kranbau Beispiel AG"))
    good(run("reject", "Kran GmbH", "Kranbau Beispiel AG"))
    assert "wieder in Kraft: “Kran GmbH” = “Kranbau Beispiel AG”" in good(
        run("undo", "Kran GmbH", "Kranbau Beispiel AG")
    )
    assert "wieder" not in good(run("undo", "Kran GmbH", "Kranbau Beispiel AG"))


def test_matching_names_judgements_on_what_is_not_there() -> None:
    waiting = judged("urn:a", "urn:b", "same", who="muster", names=("Seilerei", "Reeperbahn"))
    text = "\n".join(report_text(MatchReport(unknown=[waiting]), "de"))
    assert "nicht enthält: 1" in text
    assert waiting.id in text
    assert "“Seilerei” = “Reeperbahn”" in text


def test_every_command_points_out_conflicts(run: Run, log: JudgementLog) -> None:
    assert "0 Urteile" in good(run("conflicts"))
    names = {"VHS": VHS, "Volkshochschule": VOLKSHOCHSCHULE, "Abendschule": ABEND}
    pairs = [
        ("VHS", "Volkshochschule", "same"),
        ("Volkshochschule", "Abendschule", "same"),
        ("VHS", "Abendschule", "different"),
    ]
    items = [judged(names[a], names[b], verdict, who="x", names=(a, b)) for a, b, verdict in pairs]
    log.path.write_text("".join(f"{as_line(item)}\n" for item in items), "utf-8")
    text = run("conflicts")
    assert all(item.id in text.stdout for item in items)
    assert f"undo {items[2].id}" in text.stdout
    for words in (["log"], [], ["conflicts", "--json"], ["review"]):
        assert "nicht gefolgt wird: 1;" in run(*words, input="q\n").stderr
    found = json.loads(run("conflicts", "--json").stdout)["conflicts"]
    assert found[0]["different"]["id"] == items[2].id
    assert [item["id"] for item in found[0]["same"]] in ([items[0].id, items[1].id], [items[1].id, items[0].id])


def test_a_damaged_log_is_named(run: Run, log: JudgementLog) -> None:
    log.path.write_text("{", "utf-8")
    failed(run("log"), "judgements.jsonl", "line 1")


def test_the_default_store_keeps_its_judgements_outside_the_cache(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    result = CliRunner().invoke(main, ["match", "reject", "Stadt Pforzheim", "QuinteSentio GmbH & Co. KG"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "data" / "verbund" / "judgements.jsonl").is_file()


# ---------------------------------------------------------------------- review


def test_review_asks_the_most_useful_first_and_what_is_open_only(run: Run, log: JudgementLog) -> None:
    good(run("accept", "VHS Musterstadt", "Volkshochschule Musterstadt"))
    text = good(run("review", input="n\ngleicher Träger\ns\nd\n"))
    assert text.index("Abendschule Musterstadt") < text.index("VHS") < text.index("Kran GmbH")
    assert "PIC 999999999" in text
    assert "2 Urteile, noch 0 Paare offen" in text
    given = {item.pair: item for item in log.in_force()}
    assert len(given) == 3
    assert given[ABEND, VOLKSHOCHSCHULE].note == "gleicher Träger"
    assert given[KRAN, KRANBAU].verdict == "different"
    assert "Nichts offen" in good(run("review", input=""))


def test_review_goes_back_and_ends(run: Run, log: JudgementLog, applied: list[Path | None]) -> None:
    text = good(run("review", input="x\nb\nd\nb\nunsicher\nq\n"))
    assert "nichts zurückzunehmen" in text
    assert "zurückgenommen:" in text
    assert [(item.pair, item.verdict) for item in log.in_force()] == [((ABEND, VHS), "unsure")]
    assert applied == [log.path]
    good(run("review", input="q\n"))
    assert applied == [log.path]


def test_review_as_json_keeps_questions_apart(run: Run) -> None:
    result = run("review", "--json", "--limit", "1", input="s\n")
    found = json.loads(good(result))
    assert [item["verdict"] for item in found["judgements"]] == ["same"]
    assert found["left"] == 2
    assert "VHS Musterstadt" in result.stderr


@pytest.mark.parametrize("words", [("review",), ("export", "offen.csv")])
def test_asking_before_matching(run: Run, place: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    (place / "r1" / "identity" / "candidates.parquet").unlink()
    failed(run(*(str(tmp_path / word) if "." in word else word for word in words), "--lang", "en"), "verbund match")
    assert not (tmp_path / "offen.csv").exists()


# ---------------------------------------------------------------------- files


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "yml"])
def test_what_is_exported_can_be_applied(run: Run, tmp_path: Path, log: JudgementLog, ending: str) -> None:
    file = tmp_path / f"offen.{ending}"
    assert "3 offene Paare" in good(run("export", file))
    nothing = json.loads(good(run("apply", file, "--json")))
    assert (nothing["new"], nothing["empty"]) == (0, 3)
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
        assert rows[0]["first_name"] == "Abendschule Musterstadt"
        for row, verdict in zip(rows, ("same", "different", ""), strict=True):
            row |= {"judgement": verdict, "mein Kürzel": "M"}
        with file.open("w", encoding="cp1252", newline="") as output:
            writer = csv.DictWriter(output, rows[0], delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
        text = good(run("apply", file))
        assert "2 Urteile übernommen, 0 waren schon so, 1 Zeilen ohne Urteil" in text
        assert "nicht gelesene Spalten: mein Kürzel" in text
        assert "first_name" not in text, "they are columns of Verbund's own"
        assert "0 Urteile übernommen, 2 waren schon so" in good(run("apply", file))
        assert {item.score for item in log.in_force()} == {0.6, 0.55}


def test_a_note_of_its_own_is_kept(run: Run, tmp_path: Path, log: JudgementLog) -> None:
    file = tmp_path / "urteile.csv"
    for note in ("", "Umzug", "Umzug", ""):
        file.write_text(f"erste;zweite;urteil;notiz\nKran GmbH;Kranbau Beispiel AG;gleich;{note}\n", "utf-8")
        good(run("apply", file))
    assert len(log.entries()) == 2
    assert [item.note for item in log.in_force()] == ["Umzug"]


GOOD = "first;second;judgement;note\nKran GmbH;Kranbau Beispiel AG;different;\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD + "Blafasel;Kran GmbH;same;", ["row 3, first", "Blafasel", "IRI", "delete the row"]),
        (GOOD + "Kran GmbH;Kranbau Beispiel AG;perhaps;", ["row 3, judgement", "perhaps", "same, different or unsure"]),
        (GOOD + "Doppelt;Kran GmbH;same;", ["row 3, first", "organisation/zwei"]),
        (GOOD + ";Kran GmbH;same;", ["row 3, first", "empty"]),
        (GOOD + "Kran GmbH;Kran GmbH;same;", ["row 3", "two things"]),
        (GOOD + "Lernen;Kran GmbH;same;", ["row 3", "kinds"]),
        (GOOD + "Kranbau Beispiel AG;Kran GmbH;same;", ["row 3", "row 2", "contradicts"]),
        (
            GOOD + "Kran GmbH;VHS Musterstadt;same;\nKranbau Beispiel AG;VHS Musterstadt;same;\n",
            ["row 2", "row 3", "row 4", "contradict", "Nothing was written"],
        ),
        (
            GOOD + "VHS Musterstadt;Volkshochschule Musterstadt;different;",
            ["row 3", "mustermann", "verbund match undo j"],
        ),
        ("a list without a header\n", ["header", "judgement"]),
        ("", ["empty"]),
    ],
    ids=range(11),
)
def test_a_file_is_taken_in_as_a_whole_or_not_at_all(
    run: Run, tmp_path: Path, log: JudgementLog, text: str, words: list[str]
) -> None:
    good(run("accept", "VHS Musterstadt", "Abendschule Musterstadt"))
    good(run("accept", "Abendschule Musterstadt", "Volkshochschule Musterstadt"))
    before = log.path.read_bytes()
    file = tmp_path / "urteile.csv"
    file.write_text(text, "utf-8")
    failed(run("apply", file), "urteile.csv", *words)
    assert log.path.read_bytes() == before


def test_an_unknown_option_of_the_log_is_another_file(run: Run, tmp_path: Path, log: JudgementLog) -> None:
    other = tmp_path / "other.jsonl"
    good(run("accept", "Kran GmbH", "Kranbau Beispiel AG", "--judgements", other))
    assert len(JudgementLog(other).in_force()) == 1
    assert log.in_force() == []
