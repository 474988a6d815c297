"""The explorer's page, served as its users have it, and looked at in Chromium."""

from __future__ import annotations

import contextlib
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.processes import start, verbund

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "explorer" / "web"
SAMPLES = ROOT.parent / "shared" / "samples"
BUILT = ROOT / "explorer" / "built" / "page" / "index.html"

expect.set_options(timeout=20_000)  # milliseconds; a machine may be busy

# A list as authorities publish it, invented.
OPERATIONS = """Name des Begünstigten;Bezeichnung des Vorhabens;Zusammenfassung;Datum des Beginns;Datum des Endes;Gesamtausgaben;Ort;Land
Beispielwerk gGmbH;Nähstube;Arbeit für Frauen;01.01.2016;31.12.2018;120000,00;München;DE
Musterschule e. V.;Lernhilfe;Hilfe beim Lernen;01.02.2017;31.12.2019;80000,00;Nürnberg;DE
Übungsverein Süd e. V.;Brücken bauen;Integration;01.01.2019;31.12.2021;230000,00;Stuttgart;DE
"""
# Names that would do harm if a page took text for markup; RDF is loaded as it is.
HOSTILE = """PREFIX vb: <https://w3id.org/verbund/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX project: <https://w3id.org/verbund/id/project/>
PREFIX organisation: <https://w3id.org/verbund/id/organisation/>
PREFIX programme: <https://w3id.org/verbund/id/programme/>
PREFIX theme: <https://w3id.org/verbund/id/theme/>
project:a a vb:Project ; rdfs:label "Nähstube <script>window.broken=1</script>"@de ; vb:partner organisation:o ;
  vb:region <http://data.europa.eu/nuts/code/DE21> ; vb:programme programme:p ; vb:theme theme:t .
project:b a vb:Project ; rdfs:label "\\"><img src=x onerror=window.broken=1>"@de ; vb:partner organisation:o .
project:c a vb:Project ; rdfs:label "javascript:window.broken=1"@de ; skos:altLabel "</script><svg onload=window.broken=1>"@de .
project:d a vb:Project ; rdfs:label "{{constructor.constructor('window.broken=1')()}}"@de ; vb:partner organisation:o .
organisation:o a vb:Organisation ; rdfs:label "<b>Verein</b> & <iframe srcdoc='<script>parent.broken=1</script>'>"@de .
programme:p a vb:Programme ; rdfs:label "<style>*{display:none}</style>Programm"@de .
"""


@dataclass
class Served:
    """A server with its address, and what went wrong in the pages that were opened from it."""

    url: str
    process: subprocess.Popen[str]
    troubles: list[str] = field(default_factory=list)


def _serve(store: Path | None) -> Served:
    options = ["--store", str(store)] if store else []
    process = start("-m", "cli", *options, "serve", "--port", "0", "--json")
    assert process.stdout and process.stderr
    said = "".join(iter(process.stdout.readline, "}\n")) + "}"
    assert process.poll() is None, process.stderr.read()
    return Served(json.loads(said)["url"].rstrip("/"), process)


@contextlib.contextmanager
def served_store(store: Path | None) -> Iterator[Served]:
    """A store, served for as long as it is needed."""
    served = _serve(store)
    try:
        yield served
    finally:
        served.process.terminate()
        served.process.communicate(timeout=20)


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something holds; the page's own waiting needs to evaluate text, which its policy forbids."""
    ahead = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ahead, "waited in vain"
        time.sleep(0.05)


def address(page: Page) -> str:
    """The address as the page has it now."""
    return str(page.evaluate("location.href"))


@pytest.fixture(scope="session")
def articles() -> Iterator[Served]:
    """The five articles, served."""
    if not BUILT.is_file():
        pytest.fail("the page is not built; run: make web", pytrace=False)
    with served_store(None) as served:
        yield served


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Things whose names are code, loaded from a file and served."""
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "namen.ttl"
    file.write_text(HOSTILE, encoding="utf-8")
    code, output, errors = verbund("--store", str(folder / "store"), "load", "--without-curated", str(file))
    assert code == 0, output + errors
    with served_store(folder / "store") as served:
        yield served


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A list of real projects with their partners, loaded and served, where the samples are."""
    file = SAMPLES / "interreg" / "keep_closed_1420.xlsx"
    if not file.is_file():
        pytest.skip("the folder of samples is not beside the checkout")
    store = tmp_path_factory.mktemp("sample") / "store"
    code, output, errors = verbund("--store", str(store), "load", "--without-curated", str(file))
    assert code == 0, output + errors
    with served_store(store) as served:
        yield served


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a view of a server; afterwards nothing may have failed, popped up or been asked of another host."""
    contexts: list[BrowserContext] = []
    seen: list[Served] = []

    def opened(served: Served, view: str = "lang=en", **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | options
        )
        contexts.append(context)
        seen.append(served)
        page = context.new_page()
        page.set_default_timeout(20_000)
        _watch(page, served)
        page.goto(f"{served.url}/#{view}")
        page.locator(".app").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    troubles = [trouble for served in seen for trouble in served.troubles]
    for served in seen:
        served.troubles.clear()
    assert troubles == []


def _watch(page: Page, served: Served) -> None:
    def own(url: str) -> bool:
        return url.startswith((served.url, "data:", "blob:"))

    page.on("pageerror", lambda error: served.troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (served.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: None if own(request.url) else served.troubles.append(f"request: {request.url}"))
    page.on(
        "response",
        lambda reply: (
            served.troubles.append(f"{reply.status}: {reply.url}: {reply.text()}") if reply.status >= 400 else None
        ),
    )
    page.on(
        "console",
        lambda message: served.troubles.append(f"{message.type}: {message.text}") if message.type == "error" else None,
    )


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which looks for what keeps people out."""
    script = WEB / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.fail("axe-core is not installed; run: make web", pytrace=False)
    return script.read_text(encoding="utf-8")
