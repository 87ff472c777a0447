"""A real server on this machine that answers as a service does: from files, or with the troubles that it is told to make."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANSWERS = Path(__file__).parent / "answers"
KEY = "a+secret/key=="


@dataclass
class Reply:
    """What is answered to one call."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


def answer(name: str) -> Reply:
    return Reply((ANSWERS / name).read_bytes())


@dataclass
class Service:
    """A running server: its address and what it was asked."""

    address: str
    calls: list[dict[str, str]]


@contextmanager
def serving(reply: Callable[[dict[str, str], int], Reply]) -> Iterator[Service]:
    """Serve until the block ends; `reply` gets the words of a call and how many there were before."""
    calls: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            words = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            calls.append(words)
            said = reply(words, len(calls) - 1)
            if said.wait:
                threading.Event().wait(said.wait)
            try:
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(said.body)
            except OSError:
                pass  # the client has gone

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_address[1]}/service", calls)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def told(service: Service, folder: Path, **options: str) -> dict[str, str]:
    """Give the options of a load that asks this server."""
    return {"key": KEY, "pages": str(folder / "pages"), "pause": "0", "address": service.address, **options}
