"""Neo4j's own bulk import of `sojae export neo4j-admin`, beside a load of the same rows, in one run.

`python -m bench.bulk [--nodes 200000 --ties 1000000]`; both end with a Neo4j that answers with the same graph version.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.synthetic import write_folder
from graph.bulk_import import write_import_folder
from graph.stores import open_store
from ingest.load import load
from tests.engines.neo4j_server import Server, jars, launch, run_import, start_with_java

ROOT = Path(__file__).resolve().parent.parent


def loaded(server: Server, folder: Path) -> tuple[float, str]:
    """Load a folder into an empty server; give the seconds and the graph version."""
    with closing(open_store(server.url, user=server.user, password=server.password)) as store:
        began = time.perf_counter()
        store.prepare()
        version = load(store, "daegu", [folder]).graph_version
        return time.perf_counter() - began, version


def first_look(server: Server) -> tuple[float, str]:
    """Open the imported store for the first time, which makes the constraints and indexes; give seconds and version."""
    with closing(open_store(server.url, user=server.user, password=server.password)) as store:
        began = time.perf_counter()
        version = store.revision().graph_version
        return time.perf_counter() - began, version


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = write_folder(Path(place) / "rows", nodes=words.nodes, ties=words.ties)
        address = f"sqlite:///{place}/graph.sqlite"
        subprocess.run([sys.executable, "-m", "sojae.cli", "load", "daegu", str(folder), "--store", address],
                       cwd=ROOT, check=True, capture_output=True)  # fmt: skip
        server = start_with_java()
        try:
            by_load, loaded_version = loaded(server, folder)
        finally:
            server.stop()
        with closing(open_store(address)) as store:
            began = time.perf_counter()
            write_import_folder(store, Path(place) / "import")
            written = time.perf_counter() - began
        size = sum(path.stat().st_size for path in (Path(place) / "import").iterdir()) / 1e6
        home = Path(place) / "neo4j"
        home.mkdir()
        began = time.perf_counter()
        run_import(home, Path(place) / "import", "--threads=2", "--max-off-heap-memory=1g", heap="1g")
        imported = time.perf_counter() - began
        shutil.rmtree(Path(place) / "import")
        server = launch(jars(), home)
        try:
            look, version = first_look(server)
        finally:
            assert server.kill is not None
            server.kill()
    assert version == loaded_version, (version, loaded_version)
    whole = written + imported + look
    print(f"{words.nodes:,} nodes / {words.ties:,} ties, graph version {version} both ways")
    print(f"load in transactions           {by_load:8.1f} s")
    print(f"export ({size:,.0f} MB)                {written:8.1f} s")
    print(f"neo4j-admin database import    {imported:8.1f} s")
    print(f"first look (makes indexes)     {look:8.1f} s")
    print(f"together                       {whole:8.1f} s: the load takes {by_load / whole:.1f} × as long")


if __name__ == "__main__":
    main()
