"""Neighbourhoods over HTTP: ours, an endpoint that only echoes the same bytes, and Neo4j's own Query API, in one run.

`python -m bench.serve [--nodes 200000 --ties 1000000] [--neo4j]` needs `wrk` on the PATH. Every client asks for
the same 2,000 random nodes, depth 2, at most 100 nodes; servers run one worker each, one after the other.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from base64 import b64encode
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.synthetic import write_folder
from graph.snapshot import Snapshot
from graph.stores import open_store
from ingest.load import load

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parent.parent
ASKED = 2_000
SECONDS = 4
ROUNDS = 3
CONNECTIONS = (1, 16, 64)
CYPHER = (
    "MATCH (n:Entity {id:$id}) CALL (n) { MATCH (n)--{0,2}(m) RETURN DISTINCT m LIMIT 100 } WITH collect(m) AS ms "
    "CALL (ms) { UNWIND ms AS a MATCH (a)-[r]->(b) WHERE b IN ms "
    "RETURN collect(r{.id,type:type(r),a:a.id,b:b.id}) AS rels } RETURN [x IN ms | x{.id,.name_ko}] AS nodes, rels"
)
GET = """
local ids = {{{ids}}}
local i = 0
request = function() i = i % #ids + 1; return wrk.format("GET", "/api/v1/nodes/" .. ids[i] .. "/neighbourhood?depth=2&limit=100") end
"""
POST = """
local ids = {{{ids}}}
local i = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
wrk.headers["Authorization"] = "{auth}"
request = function()
  i = i % #ids + 1
  return wrk.format(nil, "/db/neo4j/query/v2", nil, '{{"statement":{statement},"parameters":{{"id":"' .. ids[i] .. '"}}}}')
end
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(target: str, **environment: str) -> Generator[int]:
    """Run one worker of an ASGI application until it answers; give its port."""
    port = free_port()
    words = ["-m", "granian", "--interface", "asgi", "--port", str(port), "--no-log", target]
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "SOJAE_ACCESS_LOG": "true", **environment},
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ready").close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def measured(port: int, script: str, connections: int) -> tuple[float, float, int]:
    """Give requests a second, the 99th percentile in ms, and errors."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        words = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}", "--latency", "-s", file.name]
        told = subprocess.run(
            [*words, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
        ).stdout
    number = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    assert number
    late = float(number[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[number[2]]
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert rate
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return float(rate[1]), late, int(wrong[1]) if wrong else 0


def prepared(folder: Path, nodes: int, ties: int) -> str:
    """Load the bundled data, or a made-up ecosystem, and give the store's address."""
    store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
    store.prepare()
    load(store, "daegu", [write_folder(folder / "csv", nodes=nodes, ties=ties)] if nodes else [])
    return store.address


def body_of_median_size(address: str, ids: list[str]) -> bytes:
    """Give the answer whose size is the middle one of what is asked."""
    from graph.search import Search
    from queries.neighbourhood import NeighbourhoodParameters, neighbourhood_bytes
    from queries.view import View

    store = open_store(address)
    snapshot = Snapshot(store)
    view = View(snapshot, Search.__new__(Search), store)
    asked = NeighbourhoodParameters(depth=2, limit=100)
    bodies = sorted((neighbourhood_bytes(view, key, asked) for key in ids), key=len)
    return bodies[len(bodies) // 2]


def table(title: str, peers: dict[str, tuple[int, str]]) -> None:
    """Measure peers in turn, round after round, and print the middle figures."""
    print(f"\n{title}")
    print(f"{'':<28}" + "".join(f"{f'{c} conn. req/s':>18}{'p99 ms':>9}" for c in CONNECTIONS))
    for name, (port, script) in peers.items():
        cells = ""
        for connections in CONNECTIONS:
            runs = [measured(port, script, connections) for _ in range(ROUNDS)]
            errors = sum(run[2] for run in runs)
            cells += f"{median(r[0] for r in runs):>18,.0f}{median(r[1] for r in runs):>9.1f}"
            if errors:
                cells += f" ({errors} errors)"
        print(f"{name:<28}{cells}", flush=True)


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=0, help="0: the bundled Daegu data")
    parser.add_argument("--ties", type=int, default=0)
    parser.add_argument("--neo4j", action="store_true", help="bring up Neo4j and compare")
    words = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("bench.serve needs wrk: install it (Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        address = prepared(folder, words.nodes, words.ties)
        snapshot = Snapshot(open_store(address))
        ids = random.Random(1).choices(snapshot.ids, k=ASKED)
        title = f"{len(snapshot.ids):,} nodes, {len(snapshot.relations):,} relations"
        del snapshot
        body = folder / "body.json"
        body.write_bytes(body_of_median_size(address, ids))
        listed = ",".join(f'"{key}"' for key in ids)
        get = GET.format(ids=listed)
        with serving("sojae.asgi:app", SOJAE_STORE=address) as port:
            table(f"{title}; middle answer {body.stat().st_size:,} bytes", {"sojae": (port, get)})
        with serving("bench.echo:app", BENCH_BODY=str(body)) as port:
            table("", {"echo of the same bytes": (port, get)})
        if words.neo4j:
            beside_neo4j(folder, words.nodes, listed)


def beside_neo4j(folder: Path, nodes: int, listed: str) -> None:
    """Ask Neo4j's own Query API for the same."""
    from tests.engines.neo4j_server import start_with_java

    server = start_with_java()
    try:
        store = open_store(server.url, user=server.user, password=server.password)
        store.prepare()
        load(store, "daegu", [folder / "csv"] if nodes else [])
        auth = "Basic " + b64encode(f"{server.user}:{server.password}".encode()).decode()
        script = POST.format(ids=listed, auth=auth, statement=json.dumps(CYPHER).replace("'", "\\'"))
        table("", {"Neo4j Query API": (int(str(server.http).rpartition(":")[2]), script)})
    finally:
        server.stop()


if __name__ == "__main__":
    main()
