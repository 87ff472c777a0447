"""The store changes while 16 clients read: the 99th percentile before, and while the new graph version is taken.

`python -m bench.refresh [--nodes 200000 --ties 1000000]` needs `wrk` on the PATH; wanted: at most twice the quiet figure,
no failed request.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import orjson

from api.keys import new_key
from bench import serve
from graph.snapshot import Snapshot
from graph.stores import open_store

CONNECTIONS = 16


def asked(port: int, path: str, **words: object) -> dict[str, object]:
    """Ask the server, with a body and a key if given."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", **words)  # type: ignore[arg-type]
    with urllib.request.urlopen(request) as answer:
        found: dict[str, object] = orjson.loads(answer.read())
    return found


def main() -> None:
    """Measure quiet readers, then readers during a refresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument(
        "--store", help="a store that is there already; a record is written to it and withdrawn"
    )
    words = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("bench.refresh needs wrk: install it (Debian: apt-get install wrk)")
    secret, entry = new_key("bench")
    with tempfile.TemporaryDirectory() as place:
        address = words.store or serve.prepared(Path(place), words.nodes, words.ties)
        snapshot = Snapshot(open_store(address))
        ids, source = random.Random(1).choices(snapshot.ids, k=serve.ASKED), snapshot.source_rows[0][0]
        del snapshot
        script = serve.GET.format(ids=",".join(f'"{key}"' for key in ids))
        with serve.serving("sojae.asgi:app", SOJAE_STORE=address, SOJAE_API_KEYS=entry) as port:
            for _ in range(4):
                serve.measured(port, script, CONNECTIONS)
            quiet = serve.measured(port, script, CONNECTIONS)
            before = asked(port, "/api/v1/")["graph_version"]
            took = []

            def write(method: str) -> None:
                begun = time.perf_counter()
                body = {
                    "name_ko": "시험", "name_en": "Trial", "organisation_kind": "company", "sources": [source],
                }  # fmt: skip
                headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
                asked(
                    port,
                    "/api/v1/organisations/bench-trial",
                    data=orjson.dumps(body),
                    method=method,
                    headers=headers,
                )
                took.append(time.perf_counter() - begun)

            writing = threading.Thread(target=write, args=("PUT",))
            writing.start()
            runs = []
            while writing.is_alive():
                runs.append(serve.measured(port, script, CONNECTIONS))
            after = asked(port, "/api/v1/")["graph_version"]
            write("DELETE")
    print(f"quiet: {quiet[0]:,.0f} requests/s, p99 {quiet[1]:.1f} ms, {quiet[2]} failed")
    for rate, late, failed in runs:
        print(f"while {before} becomes {after}: {rate:,.0f} requests/s, p99 {late:.1f} ms, {failed} failed")
    print(f"write and refresh: {took[0]:.1f} s")


if __name__ == "__main__":
    main()
