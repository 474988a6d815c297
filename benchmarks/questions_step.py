"""One run of ``benchmarks.questions``, in a process of its own so that it can be stopped and finds nothing read.

python -m benchmarks.questions_step STORE QUESTION PARAMETERS-AS-JSON
"""

from __future__ import annotations

import json
import sys
import time

from graph.store import GraphStore
from queries.library import answered, question, understood


def main() -> None:
    """Print the figures as JSON: rows, seconds until the parameters are understood, seconds of the query."""
    place, name, given = sys.argv[1:]
    asked = question(name)
    with GraphStore.open(place) as store:
        begun = time.perf_counter()
        values, language = understood(store, asked, json.loads(given), "de")
        read = time.perf_counter()
        rows = len(answered(store, asked, values, language).rows)
        print(json.dumps({"rows": rows, "names": read - begun, "seconds": time.perf_counter() - read}))


if __name__ == "__main__":
    main()
