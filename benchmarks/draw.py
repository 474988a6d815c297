"""How long a network page takes from its address to its first stable picture, beside a stock pyvis page.

Both pages show the same invented network in the same headless Chromium, in turn, each time in a new context.
"Stable" is, here, when the page says it is ready and one more frame was drawn; for pyvis, with its
``in_line`` page and physics as it comes, when vis-network reports that physics came to rest ("stabilized").
Its requests to a CDN are cut off at once, which favours it. A page that is not stable within the limit counts
as the limit. Also timed: making the page in Python.

    python -m benchmarks.draw [--runs 5] [--limit 60]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.network_page import Edge, Node, network_page
from tests.explorer.demo_network import generated

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = (50, 300, 500)
OURS = "document.documentElement.dataset.state === 'ready'"
# The page's "network" is global; the listener is set as soon as it is there.
LISTEN = """
const wait = setInterval(() => {
  if (typeof network === "undefined" || !network) return;
  clearInterval(wait);
  network.once("stabilized", () => { window.stable = performance.now(); });
}, 1);
"""
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def stock_page(nodes: list[Node], edges: list[Edge]) -> str:
    """The same network as pyvis draws it by itself."""
    from pyvis.network import Network

    net = Network(height="800px", directed=True, cdn_resources="in_line")
    for node in nodes:
        net.add_node(node.id, label=node.label, group=node.kind)
    for edge in edges:
        net.add_edge(edge.source, edge.target, label=edge.label)
    html: str = net.generate_html()
    return html


def time_ours(page: Page, limit: float) -> float:
    """Milliseconds until our page is ready and drawn."""
    end = time.monotonic() + limit
    while not page.evaluate(OURS):
        if time.monotonic() > end:
            return limit * 1000
        page.wait_for_timeout(5)
    page.evaluate(NEXT_FRAME)
    return float(page.evaluate("performance.now()"))


def time_stock(page: Page, limit: float) -> float:
    """Milliseconds until the physics of a pyvis page came to rest, or the limit."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        stable = page.evaluate("window.stable")
        if stable is not None:
            return float(stable)
        page.wait_for_timeout(20)
    return limit * 1000


def opened(browser: Browser, file: Path, measure: Callable[[Page, float], float], limit: float) -> float:
    """One run in a context of its own."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(limit * 2000)
    if measure is time_stock:
        page.add_init_script(LISTEN)
    page.goto(file.as_uri(), wait_until="commit")
    taken = measure(page, limit)
    context.close()
    return taken


def compare(browser: Browser, folder: Path, size: int, runs: int, limit: float) -> list[float]:
    """The medians for one size: making our page, opening ours, opening the stock page."""
    nodes, edges = generated(size)
    network_page(nodes[:2], [], title="warm")  # imports are not part of making a page
    making = []
    for _ in range(runs):
        start = time.perf_counter()
        html = network_page(nodes, edges, title="Musterland")
        making.append((time.perf_counter() - start) * 1000)
    ours, stock = folder / f"ours-{size}.html", folder / f"stock-{size}.html"
    ours.write_text(html, encoding="utf-8")
    stock.write_text(stock_page(nodes, edges), encoding="utf-8")
    times: dict[Path, list[float]] = {ours: [], stock: []}
    for _ in range(runs):
        times[ours].append(opened(browser, ours, time_ours, limit))
        times[stock].append(opened(browser, stock, time_stock, limit))
    return [statistics.median(making), statistics.median(times[ours]), statistics.median(times[stock])]


def main() -> None:
    """Prints one line a size."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a page counts as not stable")
    options = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        parser.error("no Chromium found; on Debian and Ubuntu: apt-get install chromium")
    print(f"medians of {options.runs} runs, ms; {options.limit * 1000:.0f} means: not stable by then")
    print("| things | making the page | first stable picture | stock pyvis, physics | ratio |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for size in SIZES:
            made, ours, stock = compare(browser, Path(folder), size, options.runs, options.limit)
            print(f"| {size} | {made:.0f} | {ours:.0f} | {stock:.0f} | {stock / ours:.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
