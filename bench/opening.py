"""From a dropped GraphML or GEXF to its picture: seconds beside graphology's readers with sigma, in turns in one run.

`python -m bench.opening [--nodes 10000] [--ties 50000] [--rounds 3] [--steps 100]`; npm brings the peers into a temporary folder.
The peer parses in the page and puts the nodes anywhere, once without a layout and once after ForceAtlas2 (`steps`); ours uploads the file, shows
the preview, reads it whole on one click into checked records, lays it out and draws it. The file has attributes and no places.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.explorer.browser import chromium, opened
from bench.explorer.pages import HERE, build_script, files
from bench.formats import WRITE, network
from bench.serve import prepared, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PEERS = ("graphology@0.26.0", "graphology-graphml@0.5.2", "graphology-gexf@0.13.2", "graphology-layout-forceatlas2@0.10.1", "sigma@3.0.3")  # fmt: skip
DROP = """([name, text]) => {
  const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const kind of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
}"""


def build_peer(folder: Path) -> Path:
    """Install and build the bare page; give the folder that holds it."""
    script = build_script()
    script.install()
    source, out = folder / "dropped", folder / "peer"
    source.mkdir()
    shutil.copy(HERE / "dropped.html", source / "index.html")
    shutil.copy(HERE / "dropped.js", source / "dropped.js")
    script.run_npm("install", "--prefix", str(source), "--no-audit", "--no-fund", "--loglevel=error", *PEERS)
    script.run_npm(
        *("exec", "--", "vite", "build", str(source), "--outDir", str(out), "--base", "./"),
        *("--logLevel", "error", "--target", "es2022"),
    )
    return out


def drop(page: Page, path: Path) -> float:
    """Drop a file; give the moment at which the page has it."""
    content = base64.b64encode(path.read_bytes()).decode()
    began = time.monotonic()
    page.evaluate(DROP, [path.name, content])
    return began


def peer(browser: Browser, address: str, path: Path, nodes: int) -> float:
    """Give the seconds from the drop until the peer's picture stands."""
    with opened(browser, address) as page:
        page.wait_for_load_state("networkidle")
        began = drop(page, path)
        page.evaluate("nodes => bench.whole(nodes, true)", nodes)
        return time.monotonic() - began


def ours(browser: Browser, base: str, path: Path, nodes: int) -> tuple[float, float]:
    """Give the seconds from the drop until the preview, and until the picture of the whole file stands."""
    with opened(browser, f"{base}/explorer/?view=open") as page:
        page.wait_for_selector(".welcome")
        began = drop(page, path)
        page.wait_for_selector("[data-action=look]:not([disabled])")
        seen = time.monotonic() - began
        page.click("[data-action=look]")
        page.wait_for_url("**/w/**", wait_until="commit")
        page.evaluate("nodes => bench.whole(nodes, true)", nodes)
        return seen, time.monotonic() - began


def main() -> None:
    """Measure both formats and print a line for each reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--nodes", type=int, default=10_000)
    options.add_argument("--ties", type=int, default=50_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--steps", type=int, default=100)
    asked = options.parse_args()
    graph = network(asked.nodes, asked.ties)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = build_peer(folder)
        with (
            chromium() as browser,
            files(pages) as alone,
            serving("sojae.asgi:app", SOJAE_STORE=prepared(folder, 0, 0), TMPDIR=place) as port,
        ):
            for name in ("graphml", "gexf"):
                path = folder / f"net.{name}"
                WRITE[name](graph, path)
                bare, laid, own = list[float](), list[float](), list[tuple[float, float]]()
                for _ in range(asked.rounds):
                    bare.append(peer(browser, f"{alone}/index.html?steps=0", path, asked.nodes))
                    laid.append(peer(browser, f"{alone}/index.html?steps={asked.steps}", path, asked.nodes))
                    own.append(ours(browser, f"http://127.0.0.1:{port}", path, asked.nodes))
                print(
                    f"{name}: {asked.nodes:,} nodes, {asked.ties:,} ties, {path.stat().st_size / 1e6:.1f} MB; median of {asked.rounds} rounds"
                )
                whole = median(drawn for _, drawn in own)
                print(
                    f"  graphology, sigma, random places   {median(bare):5.1f} s   ours {whole / median(bare):4.2f} ×"
                )
                print(
                    f"  the same, ForceAtlas2 × {asked.steps:<10} {median(laid):5.1f} s   ours {whole / median(laid):4.2f} ×"
                )
                print(
                    f"  sojae: preview {median(seen for seen, _ in own):.1f} s, picture     {whole:5.1f} s",
                    flush=True,
                )


if __name__ == "__main__":
    main()
