"""Verbund in processes of their own, run from this checkout and no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A Python that has been started and runs on."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a process that was started."""
    output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors


def verbund(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """A command of the command line, run to its end."""
    return finish(start("-m", "cli", *arguments, **environment))
