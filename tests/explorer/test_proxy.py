"""The explorer behind a proxy that shows it below a path, takes the path off, and asks for no setting."""

from __future__ import annotations

import http.client
import http.server
import threading
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
PREFIX = "/sojae"
OF_THE_HOP = {"transfer-encoding", "content-length", "connection"}


@pytest.fixture(scope="module")
def proxy(daegu_server: str) -> Iterator[tuple[str, list[str]]]:
    """A proxy as nginx and Traefik are set up, and the paths that were asked of it outside the prefix."""
    strays: list[str] = []
    upstream = urlsplit(daegu_server)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """Hand on what lies below the prefix."""
            if not self.path.startswith(f"{PREFIX}/"):
                strays.append(self.path)
                self.answer(404, [], b"not yours")
                return
            headers = {
                k: v for k, v in self.headers.items() if k.lower() not in {"connection", "accept-encoding"}
            }
            headers |= {"X-Forwarded-Prefix": PREFIX, "X-Forwarded-Proto": "https"}
            connection = http.client.HTTPConnection(upstream.hostname or "", upstream.port)
            with closing(connection):
                connection.request("GET", self.path.removeprefix(PREFIX), headers=headers)
                found = connection.getresponse()
                body = found.read()
            self.answer(
                found.status, [(k, v) for k, v in found.getheaders() if k.lower() not in OF_THE_HOP], body
            )

        def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in [*headers, ("content-length", str(len(body)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}", strays
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("page", ["/", "/explorer/"])
def test_the_explorer_works_below_a_path(
    look: Callable[..., Screen], proxy: tuple[str, list[str]], page: str
) -> None:
    base, strays = proxy
    screen = look(base)
    screen.page.goto(f"{base}{page}?node=dmi")
    screen.drawn()
    assert screen.size() == (989, 2590)
    screen.page.wait_for_selector(".card h2")
    screen.page.wait_for_selector(".time .bars")
    screen.page.fill("#query", "다이텍")
    screen.page.wait_for_selector("#query-list li[data-id]")
    assert screen.page.url.startswith(f"{base}{page}")
    file = screen.saved("graphml")
    assert b"CC BY 4.0" in file.read_bytes()[:6000]
    for view in ("gaps", "positions"):
        screen.page.click(f"[data-view={view}]")
        screen.page.wait_for_selector(".matrix .cell" if view == "gaps" else ".ranking tbody tr")
    assert strays == []
    assert screen.complaints == []
    assert screen.foreign == []


def test_pages_for_people_lead_to_each_other_below_a_path(
    look: Callable[..., Screen], proxy: tuple[str, list[str]]
) -> None:
    base, strays = proxy
    screen = look(base)
    screen.page.goto(f"{base}/api/v1/docs")
    screen.page.click("a[href$='docs/problems']")
    assert screen.page.url == f"{base}/docs/problems"
    screen.page.click("a[href$='api/v1/docs']")
    assert screen.page.url == f"{base}/api/v1/docs"
    screen.page.goto(f"{base}/explorer")
    assert screen.page.url == f"{base}/explorer/"
    assert strays == []
    screen.page.goto(f"{base}/api/v1")
    assert screen.page.url == f"{base}/api/v1/"
    assert set(strays) <= {"/favicon.ico"}  # what a browser asks by itself when it shows JSON
