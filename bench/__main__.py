"""Every table, one after the other: `make bench` (about an hour on two cores)."""

from __future__ import annotations

import subprocess
import sys

TABLES = (
    ("bench.start",),
    ("bench.layout",),
    ("bench.explorer",),
    ("bench.reading",),
    ("bench.load",),
    ("bench.bulk",),
    ("bench.snapshot",),
    ("bench.serve", "--neo4j"),
    ("bench.serve", "--neo4j", "--nodes", "200000", "--ties", "1000000"),
    ("bench.positions",),
    ("bench.export",),
    ("bench.formats",),
    ("bench.refresh",),
    ("bench.fuzz",),
    ("bench.lists",),
    ("bench.sets", "--neo4j"),
    ("bench.gaps",),
    ("bench.bridges",),
    ("bench.scenarios",),
    ("bench.capabilities",),
    ("bench.calibration",),
    ("bench.evaluation",),
    ("bench.resolution",),
)

if __name__ == "__main__":
    for module, *words in TABLES:
        print(f"\n## {module} {' '.join(words)}", flush=True)
        subprocess.run([sys.executable, "-m", module, *words], check=False)
