"""How soon the explorer shows a network and how smoothly it moves, beside a bare sigma.js page and pyvis pages.

    python -m benchmarks network_page [--runs 5] [--sizes 500 2000 10000 50000] [--limit 60]

All pages draw the same invented network (four edges a node, places given) in the same headless Chromium with its
software renderer, by turns, each time in a new context. *First picture*: from the start of the navigation to the
second frame after all nodes were drawn, with the network read from a server on the same machine (pyvis carries it in
the page). *Frames*: of what the browser draws in three seconds while the picture is dragged and then zoomed by one
event a frame; while it moves, ours draws as many of the links as keep it smooth, and all once it rests. *Longest
task*: of the page's main thread while things are hovered, clicked and searched for. *Physics*: until pyvis reports
that its layout came to rest. Needs the built page (``npm run build`` in explorer/web) and ``node_modules`` beside it.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.network_graphs import answer, generated
from benchmarks.network_pages import write_bare, write_pyvis
from benchmarks.network_scripts import FIRST, FRAMES, TASKS
from benchmarks.network_server import recorded, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXPLORER = Path(__file__).parent.parent / "explorer"
PAGE = EXPLORER / "built" / "page"
MODULES = EXPLORER / "web" / "node_modules"
SIZES = (500, 2000, 10_000, 50_000)
PHYSICS_SIZE = 2000
TASK_SIZE = 5000
# pyvis takes minutes for more, and its drawing has no notion of a network that large.
PYVIS_FEWER = 10_000
BROWSER = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
OURS, BARE, PYVIS = "ours", "bare sigma", "pyvis, fixed"
ADDRESSES = {OURS: "index.html#show=network&lang=en", BARE: "bare.html", PYVIS: "pyvis.html"}


def main() -> None:
    """Measure and print tables in Markdown."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a page counts as not drawn")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        parser.error("no Chromium found; on Debian and Ubuntu: apt-get install chromium")
    if not (PAGE / "index.html").exists() or not MODULES.exists():
        parser.error("the page is not built: npm ci && npm run build in explorer/web")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        compare(browser, options.sizes, options.runs, options.limit)
        tasks(browser, options.runs)
        physics(browser, options.runs, options.limit)
        browser.close()
    weight()


def compare(browser: Browser, sizes: Iterable[int], runs: int, limit: float) -> None:
    """Print first pictures and frames for each size."""
    print(f"medians of {runs} runs by turns (pyvis from {PYVIS_FEWER:,} nodes on: 1); > {limit:g} s: not drawn by then\n")
    print("| nodes | page | first picture, ms | × bare sigma | frames/s, pan | frames/s, zoom | × bare sigma |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        graph = generated(size)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(PAGE, folder, dirs_exist_ok=True)
            write_bare(folder, MODULES)
            write_pyvis(folder / "pyvis.html", graph, physics=False)
            with served(folder, recorded(answer(graph))) as address:
                found = by_turns(browser, address, size, runs, limit)
        report(size, found)


def by_turns(browser: Browser, address: str, size: int, runs: int, limit: float) -> dict[str, list[list[float]]]:
    """First picture (ms), frames a second of pan and of zoom, for each run of each page; one run before is not counted."""
    found: dict[str, list[list[float]]] = defaultdict(list)
    for run in range(runs + 1):
        for page, path in ADDRESSES.items():
            if page == PYVIS and run > 1 and size >= PYVIS_FEWER:
                continue
            taken = opened(browser, address + path, limit)
            if run:
                found[page].append(taken)
    return found


def opened(browser: Browser, address: str, limit: float) -> list[float]:
    """One page in a context of its own: first picture and frames, infinity and 0 where it was not drawn in time."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(limit * 3000)
    page.add_init_script(FIRST)
    try:
        page.goto(address, wait_until="commit")
        first = waited(page, "window.firstPicture", limit)
        if first is None:
            return [float("inf"), 0, 0]
        page.wait_for_timeout(1500)
        frames = page.evaluate(FRAMES)
        return [first, *frames]
    finally:
        context.close()


def waited(page: Page, expression: str, limit: float) -> float | None:
    """The number that a page comes to, None where it does not within the limit."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        value = page.evaluate(expression)
        if value is not None:
            return float(value)
        page.wait_for_timeout(25)
    return None


def report(size: int, found: dict[str, list[list[float]]]) -> None:
    """Print the lines of one size."""
    middle = {page: [statistics.median(values) for values in zip(*runs, strict=True)] for page, runs in found.items()}
    bare = middle[BARE]
    for page, (first, pan, zoom) in middle.items():
        faster = f"{pan / bare[1]:.1f}, {zoom / bare[2]:.1f}" if bare[1] and bare[2] else "–"
        print(
            f"| {size:,} | {page} | {shown(first)} | {first / bare[0]:.2f} | {pan:.1f} | {zoom:.1f} | {faster} |",
            flush=True,
        )


def shown(milliseconds: float) -> str:
    """A time, or that it was not reached."""
    return "not drawn" if milliseconds == float("inf") else f"{milliseconds:,.0f}"


def tasks(browser: Browser, runs: int) -> None:
    """Print the longest task of the main thread while the page is used."""
    with served(PAGE, recorded(answer(generated(TASK_SIZE)))) as address:
        longest: dict[str, list[float]] = defaultdict(list)
        for _ in range(runs):
            for name, milliseconds in used(browser, address + ADDRESSES[OURS]).items():
                longest[name].append(milliseconds)
    print(f"\nLongest task of the main thread at {TASK_SIZE:,} nodes and {TASK_SIZE * 4:,} edges, ms, medians of {runs}")
    print("(0: none over 50 ms)\n\n| hover | click | search |\n|---|---|---|")
    print("| " + " | ".join(f"{statistics.median(longest[name]):.0f}" for name in ("hover", "click", "search")) + " |")


def used(browser: Browser, address: str) -> dict[str, float]:
    """The longest task while hovering, clicking and searching."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(FIRST + TASKS)
    page.goto(address)
    page.wait_for_function("window.firstPicture")
    page.wait_for_timeout(1500)
    found = {}
    for name, act in (("hover", hover), ("click", click), ("search", search)):
        page.evaluate("longTasks.length = 0")
        act(page)
        page.wait_for_timeout(600)
        found[name] = float(page.evaluate("Math.max(0, ...longTasks)"))
    context.close()
    return found


def hover(page: Page) -> None:
    """Move over the picture."""
    for step in range(30):
        page.mouse.move(450 + step * 12, 300 + step * 8)
        page.wait_for_timeout(30)


def click(page: Page) -> None:
    """Click things, and where nothing is."""
    for step in range(8):
        page.mouse.click(560 + step * 25, 400 + step * 15)
        page.wait_for_timeout(150)


def search(page: Page) -> None:
    """Type words into the search field; the answer narrows what is drawn."""
    field = page.locator("#search")
    if field.count():
        field.first.fill("")
        field.first.press_sequentially("Musterstadt 12", delay=40)
        field.first.press("Enter")
    page.evaluate("location.hash = 'show=network&lang=en&q=Musterstadt'")


def physics(browser: Browser, runs: int, limit: float) -> None:
    """Print how long pyvis needs until its physics rest, beside our first picture."""
    graph = generated(PHYSICS_SIZE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(PAGE, folder, dirs_exist_ok=True)
        write_pyvis(folder / "pyvis.html", graph, physics=True)
        with served(folder, recorded(answer(graph))) as address:
            ours = statistics.median(opened(browser, address + ADDRESSES[OURS], limit)[0] for _ in range(runs))
            theirs = at_rest(browser, address + ADDRESSES[PYVIS], limit)
    told = f"not within {limit:g} s" if theirs is None else f"{theirs:,.0f} ms"
    times = (limit * 1000 if theirs is None else theirs) / ours
    print(f"\nStable picture of {PHYSICS_SIZE:,} nodes: ours {ours:,.0f} ms, pyvis with physics {told} (1 run):")
    print(f"{'at least ' if theirs is None else ''}{times:.0f} times sooner")


def at_rest(browser: Browser, address: str, limit: float) -> float | None:
    """Milliseconds until vis-network says that its layout is stable."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(limit * 3000)
    page.add_init_script(FIRST)
    page.goto(address, wait_until="commit")
    taken = waited(page, "window.atRest", limit)
    context.close()
    return taken


def weight() -> None:
    """Print what the built page weighs, each file compressed by itself."""
    sizes: dict[str, int] = {}
    for file in sorted(PAGE.rglob("*")):
        if file.suffix in {".html", ".js", ".css"}:
            sizes[file.suffix] = sizes.get(file.suffix, 0) + len(gzip.compress(file.read_bytes(), 9))
    parts = ", ".join(f"{suffix[1:]} {size / 1000:.0f}" for suffix, size in sizes.items())
    print(f"\nPage weight without data, gzip: {sum(sizes.values()) / 1000:.0f} kB ({parts})")


if __name__ == "__main__":
    main()
