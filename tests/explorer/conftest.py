"""A Chromium for the tests that look at pages as people do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = "no Chromium found; on Debian and Ubuntu: apt-get install chromium"


def chromium() -> str | None:
    """The path of an installed Chromium, or of the one that ``VERBUND_CHROMIUM`` names."""
    named = os.environ.get("VERBUND_CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; without Chromium they fail in CI and are skipped elsewhere."""
    path = chromium()
    if path is None or not Path(path).exists():
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Containers, where CI runs, give Chromium's sandbox no user namespaces.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
