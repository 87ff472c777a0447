"""Sets, agents and lists over HTTP: ours beside Neo4j's Query API and datasette on the same SQLite file, in one run.

`python -m bench.sets [--nodes 200000 --ties 1000000] [--neo4j] [--datasette PROGRAM]` needs `wrk` on the PATH. Wanted: the network
of 200 nodes ≤ 50 ms and its enrichment ≤ 100 ms, a call of an agent ≤ 20 ms above the same answer by HTTP, and on the Daegu data a
neighbourhood with all relations among its nodes ≥ 0.6 × an echo of the same bytes. PROGRAM is the `datasette` of an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import tempfile
import time
from base64 import b64encode
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import numpy as np

from bench.serve import GET, ROUNDS, free_port, measured, prepared, serving
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import COUNTED_SECTORS
from ingest.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    Body = dict[str, Any] | None
    Call = tuple[str, str, Body]  # method, path, body

SET, SETS, SEED = 200, 20, 1
SECTORS = [str(one) for one in COUNTED_SECTORS]
KINDS = 30
NETWORK = (
    "MATCH (a:Entity) WHERE a.id IN $ids WITH collect(a) AS given UNWIND given AS a MATCH (a)-[r]->(b:Entity) WHERE b.id IN $ids "
    "RETURN [x IN given | x{.id,.name_ko}] AS nodes, collect(r{.id,type:type(r),a:a.id,b:b.id}) AS relations"
)
PAGE = "MATCH (n:Organisation {sector: $sector}) RETURN n{.id,.name_ko,.sector,.city} AS n ORDER BY n.id LIMIT 100"
COUNTS = "MATCH ()-[r]->() WHERE r.start >= $since RETURN type(r) AS predicate, left(r.start, 4) AS year, count(*) AS n"
COUNTS_SQL = (
    "select predicate, substr(start, 1, 4) as year, count(*) as n from relations"
    " where closed is null and start >= :since group by predicate, year"
)
FIELDS = "id,name_ko,sector,city"
JSON = {"Content-Type": "application/json", "Accept": "application/json"}


class Peer:
    """A server that is asked one call after the other on one connection."""

    def __init__(self, port: int, **headers: str) -> None:
        self.line, self.headers = HTTPConnection("127.0.0.1", port, timeout=300), {**JSON, **headers}

    def ask(self, call: Call) -> tuple[float, bytes]:
        """Give the seconds that a call takes, and its body."""
        method, path, body = call
        text = None if body is None else json.dumps(body).encode()
        begun = time.perf_counter()
        self.line.request(method, path, text, self.headers)
        answer = self.line.getresponse()
        content = answer.read()
        took = time.perf_counter() - begun
        if not 200 <= answer.status < 300:
            raise SystemExit(f"{method} {path}: {answer.status} {content[:300]!r}")
        return took, content

    def milliseconds(self, calls: Iterable[Call]) -> list[float]:
        """Ask all calls, the first one twice, since it warms what all share."""
        listed = list(calls)
        self.ask(listed[0])
        return [self.ask(call)[0] * 1000 for call in listed]


def row(title: str, took: list[float], wanted: float | None = None) -> None:
    """Print the middle and the slowest of some calls."""
    limit = "" if wanted is None else f"{wanted:8.0f}"
    print(f"{title:<58}{median(took):9.1f}{max(took):9.1f}{limit}", flush=True)


def sets_of(snapshot: Snapshot) -> list[list[str]]:
    """Choose sets with ties among their members: nodes around a random one, and as many at random."""
    chance, r = random.Random(SEED), snapshot.relations
    ends = np.concatenate([r.subject, r.object])
    others = np.concatenate([r.object, r.subject])[order := np.argsort(ends, kind="stable")]
    starts = np.searchsorted(ends[order], np.arange(len(snapshot.ids) + 1))
    found: list[list[str]] = []
    while len(found) < SETS:
        members = dict.fromkeys([chance.randrange(len(snapshot.ids))])
        for one in list(members):
            members |= dict.fromkeys(others[starts[one] : starts[one + 1]].tolist())
        for one in list(members)[: SET // 4]:
            members |= dict.fromkeys(others[starts[one] : starts[one + 1]].tolist()[:10])
        near = list(members)[: SET // 2]
        members = dict.fromkeys([*near, *chance.sample(range(len(snapshot.ids)), SET)])
        found.append([snapshot.ids[one] for one in list(members)[:SET]])
    return found


def ours(port: int, sets: list[list[str]]) -> None:
    """Measure our own calls."""
    peer = Peer(port)
    networks: list[Call] = [("POST", "/api/v1/networks", {"ids": ids}) for ids in sets]
    _, body = peer.ask(networks[0])
    ties = [len(json.loads(peer.ask(call)[1])["relations"]) for call in networks]
    print(f"sets of {SET}: {min(ties)} to {max(ties)} relations among them, {len(body):,} bytes the first")
    row("sojae: POST /networks of 200 ids", peer.milliseconds(networks), 50)
    row(
        "sojae: POST /networks of 200 ids, grow=10",
        peer.milliseconds(("POST", "/api/v1/networks", {"ids": ids, "grow": 10}) for ids in sets),
    )
    row(
        "sojae: POST /enrichment of 200 ids",
        peer.milliseconds(("POST", "/api/v1/enrichment", {"ids": ids}) for ids in sets),
        100,
    )
    agent(peer, [ids[0] for ids in sets])
    pages = [f"/api/v1/organisations?{urlencode({'sector': key, 'fields': FIELDS})}" for key in SECTORS]
    row("sojae: a page of 100, filter and fields", peer.milliseconds(("GET", path, None) for path in pages))
    years = [
        f"/api/v1/aggregate?group_by=predicate,year&metric=relations&since={1990 + i}" for i in range(SETS)
    ]
    row("sojae: relations by predicate and year", peer.milliseconds(("GET", path, None) for path in years))


def agent(peer: Peer, ids: list[str]) -> None:
    """Measure a call of an agent beside the same answer by HTTP."""
    tools: list[Call] = [
        (
            "POST",
            "/mcp",
            {
                "jsonrpc": "2.0",
                "id": 1,
                "method": "tools/call",
                "params": {"name": "neighbourhood", "arguments": {"id": key, "limit": KINDS}},
            },
        )
        for key in ids
    ]
    again = json.loads(peer.ask(tools[0])[1])["result"]["structuredContent"]["again"]
    print(f"an agent's call and its address: {json.dumps(again)[:150]}")
    direct = peer.milliseconds(
        ("GET", f"/api/v1/nodes/{quote(key)}/neighbourhood?limit={KINDS}", None) for key in ids
    )
    called = peer.milliseconds(tools)
    row("sojae: GET a neighbourhood", direct)
    row("sojae: the same by MCP", called)
    row("sojae: MCP above HTTP", [call - get for call, get in zip(called, direct, strict=True)], 20)


@contextmanager
def datasette(program: str, file: Path) -> Generator[int]:
    """Serve an SQLite file by datasette, as a file that does not change."""
    port = free_port()
    words = [
        "--port",
        str(port),
        "--setting",
        "sql_time_limit_ms",
        "60000",
        "--setting",
        "max_returned_rows",
        "10000",
    ]
    with subprocess.Popen(
        [program, "serve", "-i", str(file), *words], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as process:
        try:
            for _ in range(600):
                try:
                    Peer(port).ask(("GET", "/-/versions.json", None))
                    break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            process.send_signal(signal.SIGINT)


def beside_datasette(program: str, file: Path) -> None:
    """Ask datasette for the same lists and counts."""
    with datasette(program, file) as port:
        peer = Peer(port)
        columns = [("_col", name) for name in FIELDS.split(",")]
        filters = [("closed__isnull", "1"), ("_size", "100"), ("_nocount", "1"), ("_nofacet", "1")]
        pages = [urlencode([*columns, *filters, ("sector", key)]) for key in SECTORS]
        row(
            "datasette: a page of 100, filter and fields",
            peer.milliseconds(("GET", f"/{file.stem}/organisations.json?{page}", None) for page in pages),
        )
        counts = [urlencode({"sql": COUNTS_SQL, "since": 1990 + i, "_shape": "array"}) for i in range(SETS)]
        row(
            "datasette: relations by predicate and year",
            peer.milliseconds(("GET", f"/{file.stem}.json?{words}", None) for words in counts[:5]),
        )


def beside_neo4j(folder: Path, nodes: int, sets: list[list[str]]) -> None:
    """Ask Neo4j's own Query API for the same."""
    from tests.engines.neo4j_server import start_with_java

    server = start_with_java()
    try:
        store = open_store(server.url, user=server.user, password=server.password)
        store.prepare()
        load(store, "daegu", [folder / "csv"] if nodes else [])
        auth = "Basic " + b64encode(f"{server.user}:{server.password}".encode()).decode()
        peer = Peer(int(str(server.http).rpartition(":")[2]), Authorization=auth)

        def asked(statement: str) -> Callable[[dict[str, Any]], Call]:
            return lambda given: ("POST", "/db/neo4j/query/v2", {"statement": statement, "parameters": given})

        row(
            "Neo4j Query API: relations among 200 ids",
            peer.milliseconds(map(asked(NETWORK), ({"ids": ids} for ids in sets))),
        )
        row(
            "Neo4j Query API: a page of 100, filter and fields",
            peer.milliseconds(map(asked(PAGE), ({"sector": key} for key in SECTORS))),
        )
        row(
            "Neo4j Query API: relations by predicate and year",
            peer.milliseconds(map(asked(COUNTS), ({"since": str(1990 + i)} for i in range(5)))),
        )
    finally:
        server.stop()


def among_beside_echo(folder: Path) -> None:
    """Measure neighbourhoods with all relations among their nodes on the Daegu data beside an echo of the same bytes."""
    folder.mkdir()
    address = prepared(folder, 0, 0)
    ids = random.Random(SEED).choices(Snapshot(open_store(address)).ids, k=2_000)
    script = GET.format(ids=",".join(f'"{key}"' for key in ids)).replace("limit=100", "limit=100&among=true")
    with serving("sojae.asgi:app", SOJAE_STORE=address) as port:
        peer = Peer(port)
        paths = [f"/api/v1/nodes/{quote(key)}/neighbourhood?depth=2&limit=100&among=true" for key in ids]
        bodies = sorted((peer.ask(("GET", path, None))[1] for path in paths), key=len)
        (folder / "body.json").write_bytes(bodies[len(bodies) // 2])
        with serving("bench.echo:app", BENCH_BODY=str(folder / "body.json")) as echo:
            for connections in (1, 16):
                pairs = [
                    (measured(port, script, connections)[0], measured(echo, script, connections)[0])
                    for _ in range(ROUNDS)
                ]
                own, most = (median(pair[i] for pair in pairs) for i in (0, 1))
                print(
                    f"neighbourhoods with among, {connections:2} connections: {own:,.0f}/s, echo {most:,.0f}/s: {own / most:.2f} (wanted 0.60)"
                )


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000, help="0: the bundled Daegu data")
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument("--neo4j", action="store_true", help="bring up Neo4j and compare")
    parser.add_argument("--datasette", help="the program, to compare")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        address = prepared(folder, words.nodes, words.ties)
        snapshot = Snapshot(open_store(address))
        sets = sets_of(snapshot)
        print(
            f"{len(snapshot.ids):,} nodes, {len(snapshot.relations):,} relations; milliseconds a call, one connection"
        )
        print(f"{'':<58}{'middle':>9}{'most':>9}{'wanted':>8}")
        del snapshot
        with serving("sojae.asgi:app", SOJAE_STORE=address) as port:
            ours(port, sets)
        if words.datasette:
            beside_datasette(words.datasette, folder / "graph.sqlite")
        among_beside_echo(folder / "daegu")
        if words.neo4j:
            beside_neo4j(folder, words.nodes, sets)


if __name__ == "__main__":
    main()
