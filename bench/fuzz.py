"""Schemathesis over the whole OpenAPI document, every check, stateful too, at least 10,000 cases (about four minutes).

`python -m bench.fuzz [--examples 130] [--seed 1]`; ends with 1 and says how to repeat each case if a check does not hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from graph.stores import open_store
from ingest.load import load
from tests.api.fuzzing import fuzz
from tests.served import served

WANTED = 10_000


def main() -> int:
    """Serve the Daegu data and try everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=130, help="cases of each operation")
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        address = f"sqlite:///{folder / 'daegu.sqlite'}"
        with closing(open_store(address)) as store:
            store.prepare()
            load(store, "daegu")
        with served(address, folder) as server:
            began = time.perf_counter()
            phases = "examples,coverage,fuzzing,stateful"
            outcome = fuzz(server, folder, phases=phases, examples=words.examples, seed=words.seed)
            took = time.perf_counter() - began
            faults = server.log.read_text(encoding="utf-8").count("Traceback")
    if not outcome.held:
        print(outcome.said)
    print("| cases | wanted | every check held | faults in the log | seconds |\n|---|---|---|---|---|")
    print(f"| {outcome.cases} | {WANTED} | {outcome.held} | {faults} | {took:.0f} |")
    return 0 if outcome.held and outcome.cases >= WANTED and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
