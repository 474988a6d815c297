"""The documentation: complete, up to date, and true in every example."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from cli import main
from data.curated import importer, schema
from docs import commands, generate, method, origins, passages, terms
from graph.reasons import SHARES
from graph.store import GraphStore
from graph.vocabulary import OWL, compact
from queries.library import questions
from tests.data.yaml_core import plain

ROOT = Path(__file__).parents[1]
PAGES = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in generate.pages()}
COMMANDS = dict(commands.commands())
SHELLS = ("console", "sh", "bash", "shell", "")
# Commands that only read, and are quick.
READING = {"stats", "gaps", "sources", "search", "show", "partners", "shared", "path", "questions", "ask", "sparql"}


def command_lines(page: str) -> Iterator[str]:
    """The calls of verbund in the blocks of a page, without what a shell does with their output."""
    for block in passages.blocks(page, *SHELLS):
        for line in block.replace("\\\n", " ").splitlines():
            call = line.strip().removeprefix("$ ")
            if call.startswith("verbund "):
                yield re.split(r" (?:\||>|2>|&&) ?", call)[0]


CALLS = {line: name for name, page in PAGES.items() for line in command_lines(page)}
READ = [line for line in CALLS if READING & set(shlex.split(line)[:2]) and "--store" not in line]


def anchors(page: str) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title)).strip().lower().replace(" ", "-") for title in titles}


def blocks(*languages: str) -> list[pytest.ParameterSet]:
    """The blocks of all pages in these languages."""
    return [
        pytest.param(text, id=f"{name}-{index}")
        for name, page in PAGES.items()
        for index, text in enumerate(passages.blocks(page, *languages))
    ]


# ---------------------------------------------------------------------- up to date


@pytest.fixture(scope="module")
def generated() -> dict[Path, str]:
    """What the generated files should hold."""
    return generate.generated()


@pytest.mark.parametrize("name", ["data/records.schema.json", *PAGES])
def test_generated_text_is_up_to_date(name: str, generated: dict[Path, str]) -> None:
    assert (ROOT / name).read_text("utf-8") == generated[ROOT / name], "run: make docs"


def test_generating_again_gives_the_same_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        assert commands.cli_page() == PAGES["docs/cli.md"]


def test_the_newest_change_is_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)\]? - \d{4}-\d{2}-\d{2}$", text, re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert newest
    assert newest[1] == project["version"]


def test_the_documentation_is_no_part_of_the_wheel() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "docs" not in wheel["only-include"]
    assert "data" in wheel["only-include"], "records.schema.json travels with the data"


# ---------------------------------------------------------------------- complete


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_an_example(name: str) -> None:
    assert f"\n## verbund {name}\n" in PAGES["docs/cli.md"]
    assert commands.examples(COMMANDS[name]), "its help has no line “Example: verbund …”"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    page = PAGES["docs/cli.md"]
    section = page.partition(f"\n## verbund {name}\n")[2].partition("\n## ")[0]
    common = page.partition("\n## Options of all commands\n")[2].partition("\n## ")[0]
    options = [option for option in COMMANDS[name].params if isinstance(option, click.Option)]
    assert all(max(option.opts, key=len) in section + common for option in options)


def test_every_question_is_documented() -> None:
    names = [question.name for question in questions()]
    assert len(names) >= 20
    assert [name for name in names if f"\n## {name}\n" not in PAGES["docs/questions.md"]] == []


def test_every_source_is_documented() -> None:
    page = PAGES["docs/sources.md"]
    ids = [plain(path.read_text("utf-8"))["id"] for path in origins.source_files()]
    assert ids
    assert [name for name in (*ids, *(path.name for path in origins.curated_files())) if name not in page] == []


def test_every_class_is_in_the_picture_of_the_model() -> None:
    (picture,) = passages.blocks(PAGES["docs/model.md"], "mermaid")
    known = {compact(term) for kind in (OWL.Class, OWL.ObjectProperty) for term in terms.of_type(kind)}
    classes = {compact(term) for term in terms.of_type(OWL.Class)} - {"vb:Source"}
    drawn = set(re.findall(r"vb:\w+", picture))
    assert classes <= drawn <= known


def test_every_kind_of_reason_is_explained() -> None:
    assert set(method.WORDS) == set(SHARES)


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("docs/")])
def test_every_page_has_a_summary_in_german(name: str) -> None:
    assert "\n*Zusammenfassung: " in PAGES[name]


# ---------------------------------------------------------------------- true


@pytest.mark.parametrize("name", [*PAGES, "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text("utf-8"), flags=re.M | re.S)
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page) + re.findall(r"(?:src|href)=\"([^\"]+)\"", page):
        if re.match(r"(https?|mailto):", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists() or (anchor and anchor not in anchors(file.read_text("utf-8"))):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("name", [*PAGES, "CHANGELOG.md"])
def test_no_path_of_a_machine_is_named(name: str) -> None:
    assert not re.search(r"(?<![\w.:/])/(home|tmp|root|work|Users|var)/", (ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("line", CALLS)
def test_command_lines_are_understood(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in COMMANDS.values():
        monkeypatch.setattr(command, "callback", lambda **_: None)
    result = CliRunner().invoke(main, shlex.split(line, comments=True)[1:])
    assert result.exit_code == 0, f"{CALLS[line]}: {result.output}"


@pytest.mark.parametrize("line", READ)
def test_command_lines_that_read_give_an_answer(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    passages.write_files(PAGES[CALLS[line]], tmp_path)
    result = CliRunner(env=passages.SURROUNDINGS).invoke(main, shlex.split(line, comments=True)[1:])
    assert result.exit_code == 0, f"{CALLS[line]}: {result.output}"
    assert result.output


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib 7.6 warns of its own calls
@pytest.mark.parametrize("name", PAGES)
def test_python_runs(name: str) -> None:
    names: dict[str, object] = {"__name__": "example"}
    with passages.workplace() as folder:
        passages.refreshed(PAGES[name], folder)  # the page's own commands come first
        for text in passages.blocks(PAGES[name], "python"):
            exec(compile(text, name, "exec"), names)
        for left_open in [value for value in names.values() if isinstance(value, GraphStore)]:
            left_open.close()


@pytest.mark.parametrize("text", blocks("yaml"))
def test_yaml_fits_the_schema_and_can_be_read(text: str, tmp_path: Path, store: GraphStore) -> None:
    validator = Draft202012Validator(plain(schema.FILE.read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(plain(text))] == []
    file = tmp_path / "records.yml"
    file.write_text(text, "utf-8")
    importer.read(file, store)


def test_evidence_stands_where_the_example_says() -> None:
    page = PAGES["docs/own-data.md"]
    (report,) = passages.blocks(page, "text")
    example = next(text for text in passages.blocks(page, "yaml") if "hafenbericht.txt" in text)
    for label, start, end in re.findall(
        r"label: (?:{de: )?([^,\n]+).*\n(?: +alt: .*\n)? +at: \[(\d+), (\d+)\]", example
    ):
        assert " ".join(report[int(start) : int(end)].split()) == label


@pytest.mark.parametrize("text", blocks("sparql"))
def test_sparql_runs(text: str, store: GraphStore) -> None:
    found = store.query(text)
    assert isinstance(found, ox.QueryBoolean) or next(iter(found), None) is not None


@pytest.mark.parametrize("text", blocks("turtle"))
def test_turtle_can_be_read(text: str) -> None:
    assert list(ox.parse(text.encode(), ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("text", blocks("json"))
def test_json_can_be_read(text: str) -> None:
    json.loads(text)
