"""Files of judgements as people make them: delimiters, encodings, headers in two languages, YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.judgements.judgement_file import Line, read
from graph.errors import InputError

GERMAN = "Erste;Zweite;Urteil;Notiz;Wert\nBücherei;Lesehalle;gleich;Umzug;0,7\nA;B;;;\nC;D;Nein;;\n"
LINES = [Line("row 2", "Bücherei", "Lesehalle", "same", "Umzug"), Line("row 4", "C", "D", "different")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_usual_table(tmp_path: Path, encoding: str, mark: str) -> None:
    file = tmp_path / "urteile.csv"
    file.write_bytes(GERMAN.replace("0,7", "0.7").replace(";", mark).replace("\n", "\r\n").encode(encoding))
    found = read(file)
    assert (found.lines, found.empty, found.ignored) == (LINES, 1, ["Wert"])


def test_a_title_may_stand_above_the_header(tmp_path: Path) -> None:
    file = tmp_path / "urteile.csv"
    file.write_text("Unsere Urteile;;;\n\njudgement;second;first\n=;b;'=a\n?;'t Huis;c\n", "utf-8")
    assert [(line.place, line.first, line.second, line.verdict) for line in read(file).lines] == [
        ("row 4", "=a", "b", "same"),
        ("row 5", "c", "'t Huis", "unsure"),
    ]


def test_yaml(tmp_path: Path) -> None:
    file = tmp_path / "urteile.yml"
    file.write_text(
        "judgements:\n- first: Bücherei\n  second: Lesehalle\n  judgement: no\n  note: 'Ort: anders'\n  score: 0.7\n"
        "- {first: a, second: b, judgement: ''}\n",
        "utf-8",
    )
    found = read(file)
    assert found.lines == [Line("line 2", "Bücherei", "Lesehalle", "different", "Ort: anders")]
    assert (found.empty, found.ignored) == (1, ["score"])


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.yml", "projects: []", ["judgements:"]),
        ("x.yml", "- first: a\n  second: b\n", ["judgements:"]),
        ("x.yml", "judgements: [a]", ["line 1", "first, second and judgement"]),
        ("x.yml", "judgements:\n- first: [a]\n", ["line 2", "first"]),
        ("x.yml", "judgements:\n- {second: b, judgement: same}\n", ["line 2", "first"]),
        ("x.yml", "judgements: [", ["not YAML"]),
        ("x.csv", "", ["empty"]),
        ("x.csv", "first;second\na;b\n", ["header"]),
        ("x.csv", "first;second;judgement\na;b;perhaps\n", ["row 2", "perhaps"]),
        ("x.pdf", "%PDF-1.4\x00\x01", ["CSV"]),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, text: str, words: list[str]) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as wrong:
        read(file)
    for word in (str(file), *words):
        assert word in str(wrong.value)
