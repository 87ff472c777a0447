"""Who could bridge two sectors, on Daegu and on a made-up ecosystem: seconds for the first pair and for the next ones.

`python -m bench.bridges [--nodes 200000 --ties 1000000]`; wanted: ≤ 0.1 s on Daegu and ≤ 2 s, warm.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.serve import prepared
from graph.measures.bridges import bridges
from graph.snapshot import Snapshot
from graph.stores import open_store

PAIRS = (("metals", "textiles"), ("automotive", "textiles"), ("ceramics", "machinery"), ("it-electronics", "medical"), ("energy", "metals"))  # fmt: skip


def main() -> None:
    """Ask for several pairs, the first of which fits the score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    words = parser.parse_args()
    for nodes, ties in ((0, 0), (words.nodes, words.ties)):
        with tempfile.TemporaryDirectory() as place:
            snapshot = Snapshot(open_store(prepared(Path(place), nodes, ties)))
            took = []
            for pair in PAIRS:
                begun = time.perf_counter()
                bridges(snapshot, *pair, limit=20)
                took.append(time.perf_counter() - begun)
            print(
                f"{len(snapshot.ids):>9,} nodes {len(snapshot.relations):>9,} relations: first {took[0]:.2f} s,"
                f" the others {median(took[1:]):.3f} s (most {max(took[1:]):.3f})",
                flush=True,
            )


if __name__ == "__main__":
    main()
