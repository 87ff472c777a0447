"""From `git clone` to a page that answers: `make run` in a fresh clone with empty caches, then once more.

`python -m bench.start` clones this repository (what is committed) into a temporary folder; packages come over the network.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.serve import free_port

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600


def seconds_until_page(clone: Path, place: Path) -> tuple[float, int]:
    """Run `make run` until the page at `/` has come; give the seconds it took and the page's bytes."""
    port = free_port()
    # the settings of whoever runs this must not decide which store is filled
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOJAE_")}
    environment = {
        **kept,
        "SOJAE_PORT": str(port),
        "UV_CACHE_DIR": str(place / "uv"),
        "PIP_NO_CACHE_DIR": "1",
        "XDG_DATA_HOME": str(place / "data"),
    }
    begun = time.perf_counter()
    process = subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - begun < PATIENCE and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
                    size = len(page.read())
                return time.perf_counter() - begun, size
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"make run gave no page within {PATIENCE} s")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(20)


def main() -> None:
    """Print both figures."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place / "clone")], check=True)
        for name in ("first, empty caches", "second"):
            seconds, size = seconds_until_page(place / "clone", place)
            print(f"make run, {name:<20} {seconds:6.1f} s until the page of {size:,} bytes has come")


if __name__ == "__main__":
    main()
