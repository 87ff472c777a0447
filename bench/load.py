"""A load into SQLite and into Neo4j, the same load again, and a bare driver loop of the same rows, in one run.

`python -m bench.load [--nodes 200000 --ties 1000000]`; each load runs in a process of its own, whose peak memory is told.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bench.synthetic import write_folder
from tests.engines.neo4j_server import start_with_java

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engines.neo4j_server import Server

ROOT = Path(__file__).resolve().parent.parent
BATCH = 10_000
CHILD = """
import json, resource, sys, time
from pathlib import Path
from graph.stores import open_store
from ingest.load import load
url, user, password, folder = sys.argv[1:]
store = open_store(url, user=user or None, password=password or None)
store.prepare()
took = []
for _ in range(2):
    began = time.perf_counter()
    report = load(store, "daegu", [Path(folder)])
    took.append(time.perf_counter() - began)
    assert not report.rejected, report.rejects[:3]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"first": took[0], "again": took[1], "peak": peak, "version": report.graph_version}))
"""


def loaded(url: str, folder: Path, user: str = "", password: str = "") -> dict[str, Any]:
    """Load a folder twice in a process of its own."""
    words = [sys.executable, "-c", CHILD, url, user, password, str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return cast("dict[str, Any]", json.loads(done.stdout))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read a table as anybody would: empty cells left out, sources as lists."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kept: dict[str, Any] = {name: value for name, value in row.items() if value}
            if "source_ids" in kept:
                kept["source_ids"] = kept["source_ids"].split(";")
            yield kept


def batches(found: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in found:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def bare(server: Server, folder: Path) -> float:
    """Write the same rows with the driver and nothing else: MERGE of nodes by id, of relationships by id between ends."""
    from neo4j import GraphDatabase

    nodes = {"organisations": ("Organisation", "org_id"), "technologies": ("Technology", "tech_id"),
             "programmes": ("Programme", "prog_id"), "sources": ("Source", "source_id")}  # fmt: skip
    with GraphDatabase.driver(server.url, auth=server.auth) as driver, driver.session() as session:
        session.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE").consume()
        session.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE").consume()
        began = time.perf_counter()
        for table, (label, key) in nodes.items():
            base = "Source" if label == "Source" else "Entity"
            also = "" if label == "Source" else f" SET n:{label}"
            text = f"UNWIND $rows AS row MERGE (n:{base} {{id: row.{key}}}) SET n += row{also}"
            for batch in batches(rows(folder / f"{table}.csv")):
                session.run(text, rows=batch).consume()
        for batch in batches(rows(folder / "relations.csv")):
            by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for row in batch:
                by_type[row["predicate"]].append(row)
            for predicate, group in by_type.items():
                text = (
                    "UNWIND $rows AS row MATCH (a:Entity {id: row.subject_id}) MATCH (b:Entity {id: row.object_id})"
                    f" MERGE (a)-[r:{predicate} {{id: row.relation_id}}]->(b) SET r += row"
                )
                session.run(cast("Any", text), rows=group).consume()
        return time.perf_counter() - began


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = write_folder(Path(place) / "large", nodes=words.nodes, ties=words.ties)
        fifth = write_folder(Path(place) / "fifth", nodes=words.nodes // 5, ties=words.ties // 5)
        small = loaded(f"sqlite:///{place}/fifth.sqlite", fifth)
        embedded = loaded(f"sqlite:///{place}/large.sqlite", folder)
        told("SQLite, a fifth of it", small)
        told(f"SQLite, {words.nodes:,} nodes / {words.ties:,} ties", embedded)
        server = start_with_java()
        try:
            neo4j = loaded(server.url, folder, server.user, server.password)
            told("Neo4j, the same", neo4j)
        finally:
            server.stop()
        server = start_with_java()
        try:
            loop = bare(server, folder)
        finally:
            server.stop()
        print(f"{'bare driver loop':<44}{loop:>9.1f} s")
        assert neo4j["version"] == embedded["version"]
        print(
            f"SQLite / Neo4j {neo4j['first'] / embedded['first']:.1f} × as fast; Neo4j / bare loop"
            f" {loop / neo4j['first']:.2f} of its speed; again / first {embedded['again'] / embedded['first']:.3f} (SQLite),"
            f" {neo4j['again'] / neo4j['first']:.3f} (Neo4j)"
        )


def told(name: str, found: dict[str, Any]) -> None:
    """Print one line."""
    print(
        f"{name:<44}{found['first']:>9.1f} s   again {found['again']:.2f} s   peak {found['peak']:,.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
