"""The pages that are compared: ours as a server gives it, sigma alone built from the explorer's own packages, pyvis."""

from __future__ import annotations

import importlib.util
import shutil
import urllib.request
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import ModuleType

HERE = Path(__file__).resolve().parent
EXPLORER = HERE.parent.parent / "viz" / "explorer"
TIE = "#d3d8de"


def build_script() -> ModuleType:
    """Import the script that builds the explorer; it is in no room."""
    spec = importlib.util.spec_from_file_location("build_explorer", EXPLORER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fetched(address: str) -> bytes:
    """Ask once."""
    with urllib.request.urlopen(address) as answer:
        body: bytes = answer.read()
    return body


def build_alone(folder: Path) -> Path:
    """Build the bare page; give the folder that holds it."""
    script = build_script()
    script.install()
    source, out = folder / "alone", folder / "pages"
    source.mkdir()
    shutil.copy(HERE / "alone.html", source / "index.html")
    shutil.copy(HERE / "alone.js", source / "alone.js")
    (source / "node_modules").symlink_to(EXPLORER / "node_modules")
    script.run_npm(
        *("exec", "--", "vite", "build", str(source), "--outDir", str(out), "--base", "./"),
        *("--logLevel", "error", "--target", "es2022"),
    )
    return out


def write_peers(pages: Path, scene: dict[str, Any], pyvis: bytes | None) -> None:
    """Write the graph as graphology takes it, with the places, sizes and colours of our scene; and pyvis' page."""
    graph = {
        "nodes": [
            {
                "key": n["id"],
                "attributes": {
                    **{"x": n["x"], "y": -n["y"], "size": n["size"]},
                    **{"label": n["label_ko"], "color": n["colour"]},
                },
            }
            for n in scene["nodes"]
        ],
        "edges": [
            {"source": t["source"], "target": t["target"], "attributes": {"size": 1, "color": TIE}}
            for t in scene["ties"]
        ],
    }
    (pages / "graph.json").write_bytes(orjson.dumps(graph))
    if pyvis is not None:
        (pages / "pyvis.html").write_bytes(pyvis)


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def files(folder: Path) -> Generator[str]:
    """Serve a folder; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
