"""All figures of the product: ``python -m benchmarks``; those of one part: ``python -m benchmarks PART [options]``."""

from __future__ import annotations

import subprocess
import sys

PARTS = (
    "benchmarks.startup",
    "benchmarks.store",
    "benchmarks.partners",
    "benchmarks.loading",
    "benchmarks.draw",
    "benchmarks.matching",
    "benchmarks.network_page",
)

if sys.argv[1:]:
    part, *options = sys.argv[1:]
    module = f"benchmarks.{part.replace('-', '_')}"
    raise SystemExit(subprocess.run([sys.executable, "-m", module, *options], check=False).returncode)
for part in PARTS:
    print(f"\n## {part}\n", flush=True)
    subprocess.run([sys.executable, "-m", part], check=True)
