"""The generated passages of the pages that people write.

``<!-- generated: NAME -->`` and ``<!-- end -->`` enclose a passage that a function of ``PASSAGES`` gives.
``<!-- run -->`` before a block of ``console`` means that the answers in it are those that the commands give;
with ``<!-- run, 12 lines -->`` each answer is cut after as many lines, with 0 lines it is not shown.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from docs import identity, method, mistakes, origins, terms

PASSAGES: dict[str, Callable[[], str]] = {
    "articles": origins.articles,
    "bands": identity.bands,
    "classes": terms.classes,
    "collections": origins.collections,
    "examples-of-identity": identity.examples,
    "fields": terms.fields,
    "identifiers": identity.identifiers,
    "json": method.answer_json,
    "kinds": origins.kinds,
    "left-out": method.left_out,
    "macro-regions": terms.macro_regions,
    "mistakes": mistakes.mistakes,
    "oddities": origins.oddities,
    "parts": origins.parts,
    "prefixes": terms.prefixes,
    "relations": terms.relations,
    "signals": method.signals,
    "shares": method.shares,
    "standard-terms": terms.standard_terms,
    "strengths": method.strengths,
    "values": terms.values,
    "weights": identity.weights,
    "worked-example": method.worked_example,
}
BLOCK = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PASSAGE = re.compile(r"<!-- generated: (?P<name>[\w-]+) -->.*?<!-- end -->", re.DOTALL)
_RUN = re.compile(r"(?P<mark><!-- run(?:, (?P<most>\d+) lines)? -->\n)```console\n(?P<text>.*?)^```$", re.M | re.S)
_SHOWN = re.compile(r"<!-- file: (?P<name>[\w.-]+) -->\n```\w*\n(?P<text>.*?)^```$", re.M | re.S)
_FILE = re.compile(r"^(?:# yaml-language-server: [^\n]*\n)?# (?P<name>[\w-]+\.(?:yml|ttl|rq))$", re.MULTILINE)
# What an answer depends on beside the data: English, 100 columns, no store of the user's own.
SURROUNDINGS = {"LC_ALL": "en_GB.UTF-8", "COLUMNS": "100", "VERBUND_STORE": None}


def refreshed(page: str, folder: Path) -> str:
    """A page with its generated passages and answers as they are today; ``folder`` holds the files it speaks of."""
    page = _PASSAGE.sub(_passage, page)
    write_files(page, folder)
    return _RUN.sub(_answered, page)


def blocks(page: str, *languages: str) -> list[str]:
    """The blocks of code in these languages."""
    return [match["text"] for match in BLOCK.finditer(page) if match["language"] in languages]


def write_files(page: str, folder: Path) -> None:
    """Write the files that a page shows.

    These are the blocks whose first line is a comment with a file's name, and those after ``<!-- file: NAME -->``.
    """
    for shown in _SHOWN.finditer(page):
        (folder / shown["name"]).write_text(shown["text"], "utf-8")
    for text in blocks(page, "yaml", "turtle", "sparql"):
        if match := _FILE.match(text):
            (folder / match["name"]).write_text(text, "utf-8")


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """An empty current folder with a cache folder of its own beside it."""
    here = Path.cwd()
    before = {name: os.environ.get(name) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "here"
        folder.mkdir()
        os.environ.update(dict.fromkeys(before, str(Path(place) / "cache")))
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(here)
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def answer(command: str) -> str:
    """What a command line prints, errors included."""
    from cli import main

    name, *arguments = shlex.split(command, comments=True)
    result = CliRunner(env=SURROUNDINGS).invoke(main, arguments, prog_name=name)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def _passage(match: re.Match[str]) -> str:
    name = match["name"]
    return f"<!-- generated: {name} -->\n\n{PASSAGES[name]()}\n\n<!-- end -->"


def _answered(match: re.Match[str]) -> str:
    most = int(match["most"]) if match["most"] else None
    shown = []
    for line in match["text"].splitlines():
        if line.startswith("$ "):
            lines = [text.rstrip() for text in answer(line.removeprefix("$ ")).splitlines()]
            cut = lines if most is None or len(lines) <= most else [*lines[:most], *(["…"] if most else [])]
            shown.append("\n".join([line, *cut]))
    return f"{match['mark']}```console\n" + ("\n" if most == 0 else "\n\n").join(shown).rstrip() + "\n```"
