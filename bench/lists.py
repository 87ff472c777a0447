"""A page of 100 records with chosen fields over HTTP beside an echo of the same bytes; counts in two dimensions at 1 M ties.

`python -m bench.lists [--store URL]` needs `wrk` on the PATH; wanted: ≥ 0.5 × the echo; ≤ 100 ms warm for the counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from bench.serve import prepared, serving, table

PAGE = "/api/v1/organisations?city=Daegu&fields=id,name_ko,sector,city&limit=100"
COUNTS = ("sector,other_sector", "predicate,year", "publisher,year")
SCRIPT = 'request = function() return wrk.format("GET", "{path}") end'


def fetched(port: int, path: str) -> tuple[float, bytes]:
    """Ask once; give the seconds it took and the body."""
    begun = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        body = answer.read()
    return time.perf_counter() - begun, body


def main() -> None:
    """Measure pages, then counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--store", help="a large store for the counts; none: 200,000 nodes and 1,000,000 ties are made"
    )
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with serving("sojae.asgi:app", SOJAE_STORE=prepared(folder, 0, 0)) as port:
            body = fetched(port, PAGE)[1]
            table(f"a page of {len(body):,} bytes", {"sojae": (port, SCRIPT.format(path=PAGE))})
        (folder / "body.json").write_bytes(body)
        with serving("bench.echo:app", BENCH_BODY=str(folder / "body.json")) as port:
            path = "/api/v1/nodes/x/neighbourhood"
            table("", {"echo of the same bytes": (port, SCRIPT.format(path=path))})
        large = folder / "large"
        large.mkdir()
        address = words.store or prepared(large, 200_000, 1_000_000)
        with serving("sojae.asgi:app", SOJAE_STORE=address) as port:
            for dimensions in COUNTS:
                path = f"/api/v1/aggregate?group_by={dimensions}&metric=relations"
                took = [fetched(port, f"{path}&since={1990 + i}")[0] for i in range(6)]
                print(
                    f"{dimensions:22} first {took[0] * 1000:7.0f} ms, then, computed anew, {median(took[1:]) * 1000:6.0f} ms"
                )


if __name__ == "__main__":
    main()
