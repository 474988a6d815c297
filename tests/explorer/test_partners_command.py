"""``verbund partners`` with all its options, as people and programs meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli import main
from explorer.partner_batch import KEYS, LONGEST
from explorer.why_not_words import WORDS
from graph.model import Organisation, Participation, Programme, Project, Source
from graph.replacing import load_into
from graph.triples import record_quads

ROMA = "Vernetzung Süd-Ost-Europa, Roma"


def run(*arguments: str, language: str = "en", **options: Any) -> Result:
    return CliRunner().invoke(main, ["partners", *arguments, "--lang", language], **options)


def as_json(*arguments: str, language: str = "en") -> Any:
    result = run(*arguments, "--json", language=language)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def labels(answer: Any) -> list[str]:
    return [candidate["label"].split()[0] for candidate in answer["candidates"]]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with roles, kinds and dates."""
    place = tmp_path_factory.mktemp("own") / "store"
    ids = "https://w3id.org/verbund/id/"
    records = [
        Organisation(iri=f"{ids}organisation/{name}", label={"": f"{name} Muster"}, kind=[f"{ids}kind/{kind}"])
        for name, kind in (("alpha", "hochschule"), ("beta", "kommune"), ("gamma", "hochschule"))
    ]
    projects = [
        Project(
            iri=f"{ids}project/{name}",
            label={"": f"Vorhaben {name}"},
            start=start,
            programme=[f"{ids}programme/x"],
            participations=[
                Participation(
                    iri=f"{ids}participation/{name}-{who}", organisation=f"{ids}organisation/{who}", role=role
                )
                for who, role in parts
            ],
        )
        for name, start, parts in (
            ("eins", "2015-01-01", (("alpha", "coordinator"), ("beta", "partner"))),
            ("zwei", "2019", (("gamma", "coordinator"), ("beta", "partner"))),
        )
    ]
    programme = Programme(iri=f"{ids}programme/x", label={"": "X"})
    quads = [quad for record in (programme, *records, *projects) for quad in record_quads(record, "own")]
    load_into(place, [(Source(id="own", title="Own"), quads)])
    return str(place)


# ---------------------------------------------------------------------- the answer


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["KIS", "KOMM", "Stadt", "QuinteSentio"]),
        (["--in", "de-south-wide"], ["Koblenzer", "KIS", "KOMM", "Stadt", "QuinteSentio"]),
        (["--kind", "municipality"], ["Stadt"]),
        (["--kind", "Kommune", "--kind", "Unternehmen"], ["Stadt", "QuinteSentio"]),
        (["--as-of", "2017-01"], ["KIS", "KOMM", "Stadt", "QuinteSentio"]),
        (["--new-only", "--limit", "2"], ["KIS", "KOMM"]),
    ],
)
def test_options_of_the_question_that_it_was_built_for(options: list[str], expected: list[str]) -> None:
    answer = as_json(ROMA, *options)
    assert labels(answer) == expected
    assert answer["method"] == "likeness"


def test_every_candidate_has_a_sentence_in_text_and_json() -> None:
    best = as_json(ROMA)["candidates"][0]
    assert best["sentence"].startswith("Belongs to the same programme, XENOS")
    shown = " ".join(run(ROMA).stdout.split())
    assert best["sentence"] in shown
    assert "Gehört zum selben Programm" in run(ROMA, language="de").stdout


def test_known_partners_are_marked_in_text_and_json() -> None:
    answer = as_json(ROMA, "--known", "--in", "DE", "--limit", "100")
    known = [one["label"] for one in answer["candidates"] if one["already_partner"]]
    assert len(known) == 3
    assert answer["query"]["known"] is True
    assert "already a partner)" in run(ROMA, "--known", "--in", "DE", "--limit", "100").stdout
    assert "schon Partner)" in run(ROMA, "--known", "--in", "DE", "--limit", "100", language="de").stdout
    assert "already_partner" not in as_json("KIS")["candidates"][0]


def test_a_description_is_answered_and_repeated() -> None:
    answer = as_json("--text", "Elternarbeit mit Roma", "--programme", "XENOS", "--from", "Augsburg", "--limit", "3")
    query = answer["query"]
    assert query["thing"] is None
    assert query["text"] == "Elternarbeit mit Roma"
    assert [one["label"] for one in query["understood"]] == ["Work with parents", "Roma"]
    assert query["from"]["label"].startswith("Augsburg")
    assert len(answer["candidates"]) == 3
    text = run(
        "--text", "Elternarbeit mit Roma", "--programme", "XENOS", "--from", "Stadt Augsburg", language="de"
    ).stdout
    assert "Mögliche Partner für „Elternarbeit mit Roma“" in text
    assert "Verstanden als: Elternarbeit, Roma" in text
    assert "Programm: XENOS" in text
    assert "Aus: " in text


def test_roles_and_dates(own: str) -> None:
    coordinators = as_json("--programme", "programme/x", "--role", "coordinator", "--store", own)
    assert labels(coordinators) == ["alpha", "gamma"]
    before = as_json("--programme", "programme/x", "--role", "coordinator", "--as-of", "2018", "--store", own)
    assert labels(before) == ["alpha"]
    assert before["left_out"]["begins_later"] == 1
    assert "1 that began later" in run("--programme", "programme/x", "--as-of", "2018", "--store", own).stdout


# ---------------------------------------------------------------------- why not


@pytest.mark.parametrize(
    ("language", "name", "options", "words"),
    [
        ("en", "KODEX", [], ["Lies in Koblenz, outside Southern Germany", "at rank 3 of 5"]),
        ("de", "KODEX", [], ["Liegt in Koblenz, außerhalb von: Süddeutschland", "auf Rang 3 von 5"]),
        ("en", "KIS", [], ["Is in the list: rank 1 of 4"]),
        ("de", "Stadt Pforzheim", ["--limit", "2"], ["Rang 3 von 4", "--limit 3", "dem Programm „XENOS"]),
        ("en", "Stadt Pforzheim", ["--limit", "2"], ["the programme “XENOS", "(+0.20)", "at rank 2"]),
        ("en", ROMA, [], ["cannot be its own partner"]),
        ("de", "Mentoring", [], ["Mentoring"]),
        ("en", "theme/mentoring", [], ["neither project nor organisation (theme)"]),
        ("en", "KIS", ["--kind", "Kommune"], ["known to be of the kind sought (Municipality)"]),
        ("de", "QuinteSentio", ["--kind", "Kommune"], ["keine Organisation der gesuchten Art (Kommune), sondern"]),
        ("en", "KIS", ["--type", "organisation"], ["another type (project)"]),
        ("de", "Stadt Pforzheim", ["--role", "partner"], ["in keinem bekannten Projekt die gesuchte Rolle"]),
        ("en", "KIS", ["--theme", "Mentoring"], ["Does not work on the themes sought (Mentoring)"]),
    ],
)  # fmt: skip
def test_why_not_in_words(language: str, name: str, options: list[str], words: list[str]) -> None:
    result = run(ROMA, "--why-not", name, *options, language=language)
    assert result.exit_code == 0, result.stderr
    text = " ".join(result.stdout.split())
    assert all(word in text for word in words), text


def test_why_not_for_a_description() -> None:
    text = run("--text", "Elternarbeit", "--programme", "XENOS", "--why-not", "Stadt Pforzheim", "--limit", "1").stdout
    assert "Why not “Stadt Pforzheim” for “Elternarbeit”?" in text
    assert "With --limit" in text
    answer = as_json("--theme", "Mentoring", "--why-not", "KIS")
    assert answer["why_not"][0]["thing"] is None


def test_why_not_of_several_as_json() -> None:
    answer = as_json(ROMA, "--why-not", "KODEX", "--why-not", "Stadt Pforzheim", "--limit", "2")
    kodex, town = answer["why_not"]
    assert kodex["left_out"] == "outside_region"
    assert kodex["facts"][0]["label"] == "Koblenz"
    assert kodex["sought"][0]["label"] == "Southern Germany"
    assert (town["rank"], town["of"], town["listed"]) == (3, 4, False)
    assert town["together"]["rank"] <= 2
    assert town["lacks"][0]["what"]["label"].startswith("XENOS")
    assert answer["sources"]
    assert {reason["kind"] for reason in town["reasons"]} >= {"place", "theme"}


def test_every_rule_has_words_in_both_languages() -> None:
    assert all(set(texts) == {"de", "en"} for texts in WORDS.values())


# ---------------------------------------------------------------------- many requests

LINES = [
    ({"thing": ROMA, "in": "de-south", "limit": 2}, ["KIS", "KOMM"]),
    ({"thing": ROMA, "kind": "Kommune", "as-of": "2024", "match": "any"}, ["Stadt"]),
    ({"thing": ROMA, "near": "Stuttgart", "radius": 60, "theme": [], "diverse": True}, ["Stadt", "QuinteSentio"]),
    ({"text": "Lokale Vernetzung", "theme": ["Lokale Vernetzung"], "type": "project", "known": False}, None),
]
WRONG = [
    ('{"thing": "Blafasel"}', "nothing is called “Blafasel”."),
    ('{"thing": "KIS", "in": "Karlsruhe"}', "Landkreis Karlsruhe"),
    ('{"thing": "KIS", "radios": 3}', 'line 2: "radios": 3 has no meaning; known keys are thing, text, from, in'),
    ('{"thing": "KIS", "radius": "3"}', 'line 2: radius is "3"; give a number of km'),
    ('{"thing": "KIS", "limit": true}', "line 2: limit is true; give a whole number"),
    ('{"thing": "KIS", "limit": 0}', "a limit of 0"),
    ('{"thing": "KIS", "known": "yes"}', 'line 2: known is "yes"; give true or false'),
    ('{"thing": "KIS", "theme": [1]}', "line 2: theme is [1]; give a text or a list of texts"),
    ('{"thing": "KIS", "near": "Berlin", "radius": NaN}', "line 2: radius is NaN"),
    ('{"thing": "KIS", "near": "Berlin", "radius": 1e99}', "give a number of km"),
    ('{"thing": "KIS", "as_of": "bald", "as-of": "2017"}', "line 2: as-of is given twice"),
    ('{"thing": null}', "line 2: thing is null; give a text"),
    ('["KIS"]', 'line 2: is ["KIS"] and no object'),
    ("KIS", "line 2: is no JSON in UTF-8"),
    ("[" * 100_000, "line 2: is no JSON in UTF-8"),
    ("{}", "for whom?"),
    ('{"thing": "' + "x" * LONGEST + '"}', "line 2: is longer than 1,000,000 bytes"),
]


def test_a_file_is_answered_line_by_line_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_text("\ufeff" + "\n\n".join(json.dumps(line) for line, _ in LINES) + "\n", "utf-8")
    result = run("--batch", str(file))
    assert result.exit_code == 0, result.stderr
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(LINES)
    for answer, (_, expected) in zip(answers, LINES, strict=True):
        assert answer["candidates"]
        assert expected is None or labels(answer) == expected


def test_a_line_of_a_batch_is_the_answer_to_the_same_question() -> None:
    single = as_json(ROMA, "--in", "Bayern", "--theme", "Bildung")
    batch = run("--batch", "-", input=json.dumps({"thing": ROMA, "in": "Bayern", "theme": "Bildung"}))
    assert json.loads(batch.stdout) == single


@pytest.mark.parametrize(("line", "words"), WRONG, ids=[line[:50] for line, _ in WRONG])
def test_a_line_that_cannot_be_answered_is_said_and_the_others_go_on(line: str, words: str) -> None:
    good = json.dumps({"thing": "KIS", "limit": 1})
    result = run("--batch", "-", input=f"{good}\n{line}\n{good}")
    assert result.exit_code == 1
    first, wrong, last = (json.loads(answer) for answer in result.stdout.splitlines())
    assert first == last
    assert set(wrong) == {"error", "line"}
    assert wrong["line"] == 2
    assert words in wrong["error"]
    assert result.stderr == "verbund: -: 1 of 3 requests could not be answered\n"


def test_bytes_that_are_no_text_are_said() -> None:
    result = run("--batch", "-", input=b'{"thing": "K\xffS"}\n')
    assert "is no JSON in UTF-8" in json.loads(result.stdout)["error"]


def test_an_empty_file_gives_no_answers(tmp_path: Path) -> None:
    file = tmp_path / "empty"
    file.write_bytes(b"\n  \n")
    result = run("--batch", str(file))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_every_key_of_a_batch_is_an_option() -> None:
    from explorer.partner_options import OPTIONS
    from explorer.partners_command import partners

    written = {option.lstrip("-").replace("-", "_") for param in partners.params for option in param.opts}
    assert OPTIONS
    assert set(KEYS) - {"thing"} <= written | {"known"}


# ---------------------------------------------------------------------- wrong calls


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "for whom? Name a THING"),
        (["--in", "Bayern"], 2, "for whom?"),
        (["--from", "Bayern"], 2, "for whom?"),
        (["KIS", "--text", " "], 2, "--text is empty"),
        (["KIS", "--theme", ""], 2, "--theme is empty"),
        (["KIS", "--kind", ""], 2, "--kind is empty"),
        (["KIS", "--as-of", ""], 2, "--as-of is empty"),
        (["KIS", "--why-not", " "], 2, "--why-not is empty"),
        (["KIS", "--role", "boss"], 2, "boss"),
        (["KIS", "--batch", "-"], 2, "--batch takes its requests from the file; write thing there"),
        (["--batch", "-", "--limit", "3"], 2, "write --limit there"),
        (["--batch", "no-such-file"], 1, "no-such-file: cannot be read"),
        (["--batch", "."], 1, "cannot be read"),
        (["KIS", "--as-of", "gestern"], 1, "write it as 2017-01-01, 2017-01 or 2017"),
        (["KIS", "--kind", "SME"], 1, "Known kinds: "),
        (["KIS", "--kind", "Blafasel"], 1, "no kind of organisation is called"),
        (["KIS", "--programme", "XENNOS"], 1, "Did you mean: XENOS"),
        (["--text", "blafasel"], 1, "no theme of the thesaurus is named in “blafasel”"),
        (["KIS", "--why-not", "Stadt Pforzheimm"], 1, "Did you mean"),
    ],
)
def test_wrong_calls_are_named_in_a_line(arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments, input="")
    assert result.exit_code == code
    assert words in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_small_stores_are_asked_without_arrays() -> None:
    """Numbers in arrays take a second to be made ready, which the five articles need not wait for."""
    asked = "import sys, cli; sys.argv = ['verbund', 'partners', 'KIS']"
    loaded = "print([module for module in ('numpy', 'scipy', 'duckdb') if module in sys.modules])"
    ask = f"{asked}\ntry:\n    cli.main()\nexcept SystemExit:\n    {loaded}\n"
    done = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
