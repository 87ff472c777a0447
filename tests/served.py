"""A real server process on a free port, with settings of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api.keys import new_key
from tests.forks import begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.forks import Fork

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server: its address, its port, a key that may write, and the file of what it said."""

    base: str
    port: int
    secret: str
    log: Path


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def served(store: str, folder: Path, **settings: str) -> Iterator[Served]:
    """Serve a store until the block ends; jobs and log stand in the folder."""
    secret, entry = new_key("tests")
    port, log = free_port(), folder / "server.log"
    environment = {
        **os.environ,
        "SOJAE_STORE": store,
        "SOJAE_JOBS": str(folder / "jobs"),
        "SOJAE_API_KEYS": entry,
        **settings,
    }
    with (
        log.open("wb") as said,
        begin(
            "serve", "--port", str(port), env=environment, stdout=said.fileno(), stderr=said.fileno()
        ) as process,
    ):
        base = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(f"{base}/ready", process, log)
            yield Served(base, port, secret, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_ready(address: str, process: subprocess.Popen[bytes] | Fork, log: Path) -> None:
    """Wait until an address answers.

    Raises:
        RuntimeError: the server ended, or does not answer in time; with what it said.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise RuntimeError(f"{address} does not answer: {log.read_text(encoding='utf-8')[-2000:]}")
