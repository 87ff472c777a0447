"""A snapshot from SQLite beside a bare `fetchall` of the same rows into arrays.

`python -m bench.snapshot [--nodes 200000 --ties 1000000]`
"""

from __future__ import annotations

import argparse
import gc
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from bench.synthetic import write_folder
from graph.model import COLUMNS
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.stores.embedded_tables import TABLES
from ingest.load import load

ROUNDS = 5


def bare(path: Path) -> list[list[np.ndarray]]:
    """Read every open row of every table into one array a column."""
    connection = sqlite3.connect(path)
    found = []
    for record_type, table in TABLES.items():
        columns = ", ".join(f'"{column}"' for column in COLUMNS[record_type])
        rows = connection.execute(f"SELECT {columns} FROM {table} WHERE closed IS NULL").fetchall()
        found.append([np.array(column, dtype=object) for column in zip(*rows, strict=True)])
    connection.close()
    return found


def seconds(work) -> float:
    gc.collect()
    began = time.perf_counter()
    kept = work()
    took = time.perf_counter() - began
    del kept
    return took


def main() -> None:
    """Measure in turn and print the middle figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "graph.sqlite"
        store = open_store(f"sqlite:///{path}")
        store.prepare()
        load(store, "daegu", [write_folder(Path(place) / "csv", nodes=words.nodes, ties=words.ties)])
        runs = [(seconds(lambda: bare(path)), seconds(lambda: Snapshot(store))) for _ in range(ROUNDS)]
    ours, theirs = median(run[1] for run in runs), median(run[0] for run in runs)
    print(
        f"{words.nodes:,} nodes, {words.ties:,} ties: bare fetchall {theirs:.2f} s, snapshot {ours:.2f} s,"
        f" ratio {median(run[1] / run[0] for run in runs):.2f}"
    )


if __name__ == "__main__":
    main()
