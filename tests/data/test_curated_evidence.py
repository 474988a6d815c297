"""The facts of the five articles: complete by count, in own words, and each with its place in the article.

The articles themselves are not part of the project. Where their folder is at hand (``VERBUND_SAMPLES``, or
``../shared/samples`` beside the checkout), every span is held against the text.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "data" / "curated").glob("*.yml"))
SEEDS = Path(os.environ.get("VERBUND_SAMPLES", ROOT.parent / "shared" / "samples")) / "seeds"
FOLDERS = {
    "programmes": "programme",
    "projects": "project",
    "organisations": "organisation",
    "initiatives": "initiative",
    "events": "event",
    "outputs": "output",
    "venues": "venue",
    "regions": "region",
}
PROSE = ("description", "note")
UNEVIDENCED = ("id", "label", "alt", "at", "description")
REFERENCES = (
    *("programme", "funded_by", "partner", "member", "operator", "part_of", "output", "host", "venue"),
    *("attended_by", "follows", "about", "funder"),
)
# The article's words for the places that are values; a place counts as named when one of them is in the span.
PLACES = {
    "DE": "Deutschland",
    "DE3": "Berlin",
    "DED": "Sachsen|Sächsisch",
    "DEE08": "Burgenlandkreis",
    "DEE09": "Landkreis Harz",
    "DEG": "Thüring",
    "ags-01002000": "Kiel",
    "ags-03159016": "Göttingen",
    "ags-04011000": "Bremen",
    "ags-05111000": "Düsseldorf",
    "ags-05513000": "Gelsenkirchen",
    "ags-05766036": "Kalletal",
    "ags-05770008": "Espelkamp",
    "ags-07111000": "Koblenz",
    "ags-08111000": "Stuttgart",
    "ags-08231000": "Pforzheim",
    "ags-09162000": "München",
    "ags-09564000": "Nürnberg",
    "ags-11000000": "Berlin",
    "ags-13073088": "Stralsund",
    "ags-14511000": "Chemnitz",
    "ags-14612000": "Dresden",
    "ags-14713000": "Leipzig",
    "ags-14730310": "Torgau",
    "ags-16051000": "Erfurt",
    "berlin-wilmersdorf": "Berlin-Wilmersdorf",
    "de-south": "Süden",
    "de-south-east": "SüdOst",
    "lahn": "Lahn",
    "lausitz": "Lausitz",
    "mittleres-erzgebirge": "Mittleres Erzgebirge",
    "south-eastern-europe": "Süd-Ost-Europa",
}
MONTHS = ["januar", "februar", "märz", "april", "mai", "juni"]
MONTHS += ["juli", "august", "september", "oktober", "november", "dezember"]
NUMBER_WORDS = {"zwei": 2, "beiden": 2, "drei": 3, "fünf": 5, "ein einhalb": 1.5}
SCALES = {"milliarden": 10**9, "millionen": 10**6}


class Stated(NamedTuple):
    """One statement: the record's folder and id, the field, the value, its spans and how sure it is."""

    folder: str
    id: str
    field: str
    value: Any
    at: list[list[int]]
    certainty: str
    note: str

    def __str__(self) -> str:
        return f"{self.folder}/{self.id} {self.field} {self.value}"


class File:
    """One YAML file: its source, its records, its statements and, where at hand, its article."""

    def __init__(self, path: Path) -> None:
        self.tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.source = self.tree["source"]
        self.records = [
            (FOLDERS[section], record)
            for section, records in self.tree.items()
            if section != "source"
            for record in records
        ]

    def article(self) -> str:
        """The untouched text that spans count in."""
        return (SEEDS / self.source["document"]).read_bytes().decode("utf-8")

    def names(self, reference: str) -> list[str]:
        """The label and alternative labels of a record of this file, by its id."""
        folder, _, name = reference.rpartition("/")
        same = [record for kind, record in self.records if record["id"] == name and folder in ("", kind)]
        assert len(same) == 1, f"{reference} names {len(same)} records of the file"
        return names_of(same[0])

    def folder(self, reference: str) -> str:
        """The folder of the record that a reference names."""
        folder, _, name = reference.rpartition("/")
        return folder or next(kind for kind, record in self.records if record["id"] == name)

    def statements(self) -> Iterator[Stated]:
        """Every evidenced value, those of figures and needs included."""
        for folder, record in self.records:
            for field, value in fields_of(record):
                yield stated(folder, record["id"], field, value)
                for inner, part in nested(field, value):
                    yield stated(folder, record["id"], f"{field}.{inner}", part)


def names_of(record: dict[str, Any]) -> list[str]:
    label = record["label"]
    return [*([label] if isinstance(label, str) else label.values()), *record.get("alt", [])]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def fields_of(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for field, value in record.items():
        if field not in UNEVIDENCED:
            for item in listed(value):
                yield field, item


def nested(field: str, value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The values inside a figure (which share its span) and inside a need or grant (which have their own)."""
    if field == "figures":
        for key in ("value", "approximate", "about", "start", "end"):
            if key in value:
                yield key, value | {"is": value[key]}
    if field in ("seeks", "grants"):
        inner = (key for key in value if key not in (*UNEVIDENCED, "certainty", "note"))
        yield from ((key, item) for key in inner for item in listed(value[key]))


def stated(folder: str, id: str, field: str, value: dict[str, Any]) -> Stated:
    at = value["at"]
    spans = at if isinstance(at[0], list) else [at]
    return Stated(folder, id, field, value.get("is"), spans, value.get("certainty", "explicit"), value.get("note", ""))


def stems(text: str) -> list[str]:
    """The words of a text without German endings, umlauts and capitals, so that inflected names match."""
    folded = text.casefold().translate(str.maketrans("äöü", "aou")).replace("ß", "ss")
    return [stem(word) for word in re.findall(r"[^\W_]+", folded)]


def stem(word: str) -> str:
    while len(word) > 4 and (shorter := re.sub(r"(en|em|er|es|e|n|s)$", "", word)) != word:
        word = shorter
    return word


def says(text: str, name: str) -> bool:
    """Whether a text has all words of a name, in their order; words run together in the article count."""
    wanted, words = stems(name), iter(stems(text))
    joined = "".join(wanted)
    run_together = len(joined) > 6 and joined in "".join(stems(text))
    return run_together or all(word in words for word in wanted)


def touches(text: str, name: str) -> bool:
    """Whether a text and a name share a beginning of a word: for events and outputs without a fixed name."""
    have, wanted = ([word for word in stems(part) if len(word) > 3] for part in (text, name))
    return any(a.startswith(b) or b.startswith(a) for a in have for b in wanted)


def numbers(text: str) -> set[float]:
    """The numbers of a German text, in digits or in words."""
    lowered = " ".join(text.casefold().split())
    scale = next((factor for word, factor in SCALES.items() if word in lowered), 1)
    digits = re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", lowered)
    found = {float(digit.replace(".", "").replace(",", ".")) * scale for digit in digits}
    return found | {number for word, number in NUMBER_WORDS.items() if word in lowered}


def says_date(text: str, value: date | str | int) -> bool:
    """Whether day, month and year of a date, as far as it has them, are in a text."""
    year, *rest = (int(part) for part in str(value).split("-"))
    found = {int(digits) for digits in re.findall(r"\d+", text)}
    months = {number for number, name in enumerate(MONTHS, start=1) if name in text.casefold()}
    return year in found and (not rest or rest[0] in found | months) and set(rest[1:]) <= found


def confirmed(file: File, statement: Stated, texts: list[str]) -> bool:
    """Whether the spans of an explicit statement say its value; themes and kinds are judgements."""
    field, value = statement.field.rpartition(".")[2], statement.value
    if field in REFERENCES:
        match = touches if file.folder(value) in ("event", "output") else says
        return any(match(text, name) for text in texts for name in file.names(value))
    if field in ("region", "broader", "transfer_to"):
        return any(re.search(PLACES[value], text) for text in texts)
    if field in ("start", "end", "founded"):
        return any(says_date(text, value) for text in texts)
    if field in ("value", "amount"):
        return any(value in numbers(text) for text in texts)
    if field == "approximate":
        return any(value in text.casefold() for text in texts)
    if field == "url":
        return any(text in value for text in texts)
    if field == "legal_name":
        return any(says(text, value) for text in texts)
    return True


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def prose(value: Any) -> Iterator[str]:
    """Every description and note, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from prose(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in PROSE and isinstance(item, str):
                yield item
            else:
                yield from prose(item)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> File:
    return File(request.param)


@pytest.fixture(scope="module")
def article(file: File) -> str:
    if not (SEEDS / file.source["document"]).exists():
        pytest.skip("the articles are not here; set VERBUND_SAMPLES to the folder that holds seeds/")
    return file.article()


@pytest.fixture(scope="module")
def everything() -> list[File]:
    return [File(path) for path in FILES]


def test_there_is_a_file_for_each_article(everything: list[File]) -> None:
    assert len({file.source["document"] for file in everything}) == len(FILES) == 5


def test_every_value_has_its_evidence(file: File) -> None:
    for _, record in file.records:
        assert record["at"], record["id"]
        for field, value in fields_of(record):
            assert isinstance(value, dict) and value.get("at"), (record["id"], field, value)
            assert "is" in value or field in ("figures", "seeks", "grants"), (record["id"], field)
            for inner, part in nested(field, value):
                assert part.get("at"), (record["id"], field, inner)


def test_certainties_are_known(file: File) -> None:
    assert {statement.certainty for statement in file.statements()} <= {"explicit", "implied", "doubtful"}


def test_a_doubtful_statement_says_why(file: File) -> None:
    unsaid = [str(item) for item in file.statements() if item.certainty == "doubtful" and not item.note]
    assert not unsaid


def test_ids_and_values_are_not_repeated(file: File) -> None:
    ids = Counter((folder, record["id"]) for folder, record in file.records)
    valued = [item for item in file.statements() if item.value is not None]
    values = Counter((item.folder, item.id, item.field, str(item.value)) for item in valued)
    named = {key: count for key, count in values.items() if count > 1 and not key[2].startswith("figures")}
    assert max(ids.values()) == 1
    assert not named


def test_the_same_thing_has_the_same_label_in_every_article(everything: list[File]) -> None:
    labels: dict[tuple[str, str], list[Any]] = {}
    for file in everything:
        for folder, record in file.records:
            labels.setdefault((folder, record["id"]), []).append(record["label"])
    for key, found in labels.items():
        assert all(label == found[0] for label in found), key


def test_notes_and_descriptions_are_short(file: File) -> None:
    assert all(len(text) <= 160 for text in prose(file.tree))


def test_no_line_is_as_long_as_a_paragraph() -> None:
    for path in FILES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            assert len(line) <= 220, f"{path.name}:{number}"


def test_the_five_programmes_are_there(everything: list[File]) -> None:
    found = {record["id"] for file in everything for folder, record in file.records if folder == "programme"}
    assert found == {"lsk", "ruemsa", "iq", "integrationsmacherinnen", "xenos"}


def test_the_six_initiatives_have_all_their_members(everything: list[File]) -> None:
    xenos = next(file for file in everything if file.source["id"] == "xenos-workshops-2013")
    members = {
        record["id"]: [item["is"] for item in record["member"]]
        for folder, record in xenos.records
        if folder == "initiative"
    }
    assert [len(found) for found in members.values()] == [2, 2, 3, 4, 4, 3]
    projects = {name for found in members.values() for name in found}
    assert len(projects) == 18
    in_programme = {
        record["id"] for folder, record in xenos.records if folder == "project" and record["programme"]["is"] == "xenos"
    }
    assert in_programme == projects | {"xenos-panorama-bund"}


def test_two_initiatives_seek_partners_in_the_south_and_a_transfer(everything: list[File]) -> None:
    seeking = [
        (record["id"], need) for file in everything for _, record in file.records for need in record.get("seeks", [])
    ]
    found = {(id, need["sought"]["is"]): [item["is"] for item in listed(need["region"])] for id, need in seeking}
    assert found == {
        ("vernetzung-sued-ost-europa-roma", "partner"): ["de-south"],
        ("mitmachportal-fuer-lokale-vernetzung", "transfer"): ["ags-11000000", "ags-09162000"],
    }


def test_the_article_is_the_one_that_was_read(file: File, article: str) -> None:
    untouched = (SEEDS / file.source["document"]).read_bytes()
    assert hashlib.sha256(untouched).hexdigest() == file.source["sha256"]


def test_spans_lie_in_the_article_on_word_boundaries(file: File, article: str) -> None:
    records = (stated(folder, record["id"], "label", record) for folder, record in file.records)
    for statement in (*file.statements(), *records):
        for start, end in statement.at:
            assert 0 <= start < end <= len(article), str(statement)
            before, after = article[max(start - 1, 0) : start + 1], article[end - 1 : end + 1]
            assert start == 0 or not before.isalnum(), f"{statement}: starts inside “{before}”"
            assert end == len(article) or not after.isalnum(), f"{statement}: ends inside “{after}”"
            assert article[start:end] == article[start:end].strip(), str(statement)


def test_spans_of_names_say_the_name(file: File, article: str) -> None:
    for folder, record in file.records:
        match = touches if folder in ("event", "output") else says
        for start, end in stated(folder, record["id"], "label", record).at:
            text = article[start:end]
            assert any(match(text, name) for name in names_of(record)), f"{folder}/{record['id']}: “{text}”"


def test_spans_of_explicit_statements_say_the_value(file: File, article: str) -> None:
    unsaid = []
    for statement in file.statements():
        texts = [article[start:end] for start, end in statement.at]
        if statement.certainty == "explicit" and not confirmed(file, statement, texts):
            unsaid.append(f"{statement}: {texts}")
    assert not unsaid


def test_notes_and_descriptions_are_in_own_words(file: File, article: str) -> None:
    copied = runs(article, 6)
    for text in prose(file.tree):
        assert not runs(text, 6) & copied, text
