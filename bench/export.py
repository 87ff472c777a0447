"""Every format at a million ties: seconds, peak memory above the snapshot, and what else would write the same file.

`python -m bench.export [--nodes 200000 --ties 1000000] [--store URL]`; each file is written in a process of its own. The
peers start from a graph or table that already stands in memory, ours from the snapshot; DuckDB is measured where it is
installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, cast

from bench.synthetic import write_folder
from graph.stores import open_store
from ingest.load import load

ROOT = Path(__file__).resolve().parent.parent
MEASURE = """
import ctypes, gc, json, sys, time
from pathlib import Path

def status(name):
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[name].split()[0]) / 1024

def measured(work):
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)  # what loading left free would hide what writing takes
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    before, began = status("VmRSS"), time.perf_counter()
    size = work()
    took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "extra": status("VmHWM") - before, "bytes": size}))

url, what, out = sys.argv[1:]
"""
OURS = """
from api.serving import new_view
from graph.stores import open_store
from graph.vocabulary import Layer
from viz.exports import formats
from viz.exports.contents import gather
from dataclasses import replace
import pandas, pyarrow.parquet  # imported once in a server
snapshot = new_view(open_store(url), None).snapshot
name, _, part = what.partition(":")

def work():
    contents = replace(gather(snapshot, layer=Layer.FACTS, isolates=True), part=part or None)
    with open(out, "wb") as file:
        return sum(file.write(chunk) for chunk in formats()[name].write(contents))

measured(work)
"""
NETWORKX = """
import networkx as nx
import pyarrow.parquet as pq
known = lambda row: {name: ";".join(value) if isinstance(value, list) else value for name, value in row.items() if value is not None}
graph = nx.MultiDiGraph()
names = ("id", "name_ko", "name_en", "kind", "subkind", "sector", "sphere", "city", "district", "start", "end", "budget_krw", "website")
for batch in pq.ParquetFile(url + "/nodes.parquet").iter_batches(columns=names):
    for row in map(known, batch.to_pylist()):
        graph.add_node(row.pop("id"), label=row["name_ko"], **row)
for batch in pq.ParquetFile(url + "/relations.parquet").iter_batches():
    for row in map(known, batch.to_pylist()):
        if what == "gexf":  # it reads these two as times of its own
            row.pop("start", None), row.pop("end", None)
        graph.add_edge(row.pop("subject"), row.pop("object"), key=row.pop("id"), **row)
write = nx.write_graphml if what == "graphml" else nx.write_gexf
measured(lambda: write(graph, out) or Path(out).stat().st_size)
"""
PYARROW = """
import pyarrow.parquet as pq
table = pq.read_table(url + "/relations.parquet")
measured(lambda: pq.write_table(table, out, compression="zstd", row_group_size=122_880) or Path(out).stat().st_size)
"""
DUCKDB = """
import duckdb
duck = duckdb.connect()
duck.execute("SET enable_progress_bar = false")
duck.execute(f"CREATE TABLE relations AS SELECT * FROM '{url}/relations.parquet'")
measured(lambda: duck.execute(f"COPY relations TO '{out}' (FORMAT parquet, COMPRESSION zstd)") and Path(out).stat().st_size)
"""
FORMATS = (
    "graphml",
    "gexf",
    "gml",
    "pajek",
    "cyjs",
    "ndjson",
    "csv",
    "jsonld",
    "parquet",
    "parquet:nodes",
    "parquet:relations",
)
MOST_EXTRA = 300
ROUNDS = 3


def run(child: str, url: str, what: str, out: Path) -> dict[str, Any]:
    """Write one file in a process of its own."""
    words = [sys.executable, "-c", MEASURE + child, url, what, str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return cast("dict[str, Any]", json.loads(done.stdout))


def told(name: str, found: dict[str, Any], peer: str = "") -> None:
    """Print one line."""
    print(
        f"{name:<34}{found['seconds']:>8.2f} s{found['bytes'] / 1e6:>9.1f} MB{found['extra']:>8.0f} MB above{peer}",
        flush=True,
    )


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument("--store", help="a store that is there already")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        url = words.store or made(folder, words.nodes, words.ties)
        ours = {name: run(OURS, url, name, folder / file_of(name)) for name in FORMATS}
        for name in FORMATS:
            told(f"sojae {name}", ours[name])
        for name in ("graphml", "gexf"):
            own, theirs = run(OURS, url, name, folder / "own"), run(NETWORKX, place, name, folder / "theirs")
            told(f"networkx {name}", theirs, f"   {theirs['seconds'] / own['seconds']:.1f} × our time")
        peers = {"pyarrow": PYARROW, **({"DuckDB": DUCKDB} if importlib.util.find_spec("duckdb") else {})}
        name = "parquet:relations"
        for peer, child in peers.items():
            pairs = [  # one beside the other, since the machine is not as fast from minute to minute
                (run(OURS, url, name, folder / file_of(name)), run(child, place, name, folder / "theirs"))
                for _ in range(ROUNDS)
            ]
            ratio = median(theirs["seconds"] / own["seconds"] for own, theirs in pairs)
            told(f"{peer} {name}", pairs[0][1], f"   {ratio:.2f} × our time (middle of {ROUNDS})")
        most = max(found["extra"] for found in ours.values())
        print(f"most memory above the snapshot: {most:.0f} MB (wanted: at most {MOST_EXTRA})")


def made(folder: Path, nodes: int, ties: int) -> str:
    """Load a made-up ecosystem."""
    url = f"sqlite:///{folder / 'graph.sqlite'}"
    store = open_store(url)
    store.prepare()
    load(store, "daegu", [write_folder(folder / "csv", nodes=nodes, ties=ties)])
    store.close()
    return url


def file_of(name: str) -> str:
    """Name the file; the tables are read again by the peers."""
    form, _, part = name.partition(":")
    return f"{part}.parquet" if part else f"out.{form}"


if __name__ == "__main__":
    main()
