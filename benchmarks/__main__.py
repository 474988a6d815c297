"""All figures of the product: ``python -m benchmarks``."""

from __future__ import annotations

import subprocess
import sys

PARTS = ("benchmarks.startup", "benchmarks.store", "benchmarks.partners", "benchmarks.loading", "benchmarks.draw")

for part in PARTS:
    print(f"\n## {part}\n", flush=True)
    subprocess.run([sys.executable, "-m", part], check=True)
