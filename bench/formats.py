"""Networks as other programs write them: CPU seconds of our readers beside those of networkx, in turns in one run.

`python -m bench.formats [--ties 100000] [--rounds 3]`; each reading runs in a process of its own. Ours goes from the file to checked records
(what a load stores), networkx from the file to its graph in memory. GraphML and GEXF have 10,000 nodes and 50,000 ties with attributes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, cast

import networkx as nx

ROOT = Path(__file__).resolve().parent.parent
OURS = """
from pathlib import Path
from ingest.adapters import adapters
from ingest.origin import Row
read = adapters()[name].read
options = {"title": "t", "publisher": "p", "url": "https://example.org", "items": "organisation"}
began = time.process_time()
found = sum(isinstance(row, Row) and row.record.type == "relation" for row in read([Path(path)], options))
"""
PARSED = """
from pathlib import Path
import importlib
from ingest.networks.items import About, Edge
from ingest.reading import parts
grammar = importlib.import_module(f"ingest.networks.{name}")
began = time.process_time()
[part] = parts(Path(path))
options = [{}] if name == "pajek" else []  # which network of a project
found = sum(isinstance(item, Edge) for item in grammar.items(part, About(), *options))
"""
NETWORKX = """
import networkx as nx
read = {"gml": lambda: nx.read_gml(path, label="id"), "pajek": lambda: nx.read_pajek(path), "graphml": lambda: nx.read_graphml(path),
        "gexf": lambda: nx.read_gexf(path, version="1.2draft")}[name]
began = time.process_time()
found = read().number_of_edges()
"""
CHILD = """
import json, resource, sys, time
name, path = sys.argv[1:]
{work}
took = time.process_time() - began
print(json.dumps({{"ties": found, "seconds": took, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}}))
"""
READERS = {"sojae, records": OURS, "sojae, items": PARSED, "networkx": NETWORKX}
WRITE = {"gml": nx.write_gml, "pajek": nx.write_pajek, "graphml": nx.write_graphml, "gexf": nx.write_gexf}


def network(nodes: int, ties: int) -> nx.Graph[Any]:
    """Make a network with attributes: two texts, a number and a truth value on nodes, a weight and a year on ties."""
    chance, graph = random.Random(1), nx.Graph()
    for number in range(nodes):
        graph.add_node(
            f"Firm {number}",
            grade=chance.choice("ABC"),
            town=f"Town {number % 31}",
            staff=chance.randint(1, 900),
        )
    ends: set[tuple[int, int]] = set()
    while len(ends) < ties:
        one, other = sorted(chance.sample(range(nodes), 2))
        ends.add((one, other))
    for one, other in sorted(ends):
        weight, year = chance.randint(1, 9) / 2, chance.randint(1990, 2024)
        graph.add_edge(f"Firm {one}", f"Firm {other}", weight=weight, year=year)
    return graph


def plain(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return the network as Pajek can hold it: attributes are texts."""
    copy = nx.Graph()
    copy.add_nodes_from(
        (node, {name: str(value) for name, value in data.items()}) for node, data in graph.nodes(data=True)
    )
    copy.add_weighted_edges_from(graph.edges(data="weight"))
    return copy


def reading(work: str, name: str, path: Path) -> dict[str, Any]:
    """Read in a process of its own."""
    words = [sys.executable, "-c", CHILD.format(work=work), name, str(path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return cast("dict[str, Any]", json.loads(done.stdout))


def main() -> None:
    """Write the files, read them in turns, and print a line for each format and reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ties", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, ties in (
            ("gml", asked.ties),
            ("pajek", asked.ties),
            ("graphml", asked.ties // 2),
            ("gexf", asked.ties // 2),
        ):
            graph = network(ties // 5, ties)
            path = Path(folder) / f"net.{name}"
            WRITE[name](plain(graph) if name == "pajek" else graph, path)
            found: dict[str, list[dict[str, Any]]] = {reader: [] for reader in READERS}
            for _ in range(asked.rounds):
                for reader, work in READERS.items():
                    found[reader].append(reading(work, name, path))
            counts = {one["ties"] for runs in found.values() for one in runs}
            assert counts == {ties}, counts
            bare = statistics.median(one["seconds"] for one in found["networkx"])
            print(
                f"{name}: {len(graph):,} nodes, {ties:,} ties, {path.stat().st_size / 1e6:.1f} MB; median of {asked.rounds} rounds in turns"
            )
            for reader, runs in found.items():
                seconds, peak = (
                    statistics.median(one["seconds"] for one in runs),
                    max(one["peak"] for one in runs),
                )
                print(
                    f"  {reader:16} {seconds:6.2f} s of CPU   {seconds / bare:5.2f} × networkx   peak {peak:6,.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
