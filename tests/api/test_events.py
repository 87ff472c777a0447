"""`GET /events`: each new graph version is told at once, whoever else hangs, goes or asks for too much."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.testclient import TestClient

from api import events
from api.app import create_app
from graph.stores import open_store
from tests.daegu import daegu_at
from tests.forks import begin
from tests.served import free_port, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

SOURCE = {"title": "글", "publisher": "신문", "published": "2026-01-01", "url": "https://example.org/e"}


def messages(answer: httpx.Response) -> Iterator[dict[str, str]]:
    """Read the events of a stream, without its comments."""
    found: dict[str, str] = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if name in {"id", "event", "data"}:
            found[name] = value
        if not line and found:
            yield found
            found = {}


def put(server: Any, key: str) -> None:
    answer = httpx.put(
        f"{server.base}/api/v1/sources/{key}", json=SOURCE, headers={"X-API-Key": server.secret}, timeout=60
    )
    assert answer.status_code in {200, 201}, answer.text


def test_a_new_version_is_told_to_all_who_wait_though_another_hangs_or_has_gone(server):
    hung = socket.create_connection(("127.0.0.1", server.port))
    hung.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")  # and never reads
    gone = socket.create_connection(("127.0.0.1", server.port))
    gone.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    gone.close()
    now = httpx.get(f"{server.base}/api/v1/", timeout=60).json()["graph_version"]
    with (
        httpx.stream("GET", f"{server.base}/api/v1/events", timeout=60) as new,
        httpx.stream(
            "GET", f"{server.base}/api/v1/events", headers={"Last-Event-ID": now}, timeout=60
        ) as again,
    ):
        assert new.headers["content-type"] == "text/event-stream; charset=utf-8"
        told, told_again = messages(new), messages(again)
        assert next(told) == {"id": now, "event": "version", "data": f'{{"graph_version":"{now}"}}'}
        put(server, "e1")
        later = next(told)["id"]
        assert later != now
        assert next(told_again)["id"] == later  # whoever knew the first version is not told it
        since = httpx.get(f"{server.base}/api/v1/changes?since_version={now}", timeout=60).json()
        assert (since["to"], [one["id"] for one in since["created"]]) == (later, ["e1"])
    hung.close()


def test_a_server_stops_though_clients_wait_for_events(tmp_path):
    port, log = free_port(), tmp_path / "log"
    settings = {"SOJAE_STORE": daegu_at(tmp_path / "daegu.sqlite"), "SOJAE_JOBS": str(tmp_path / "jobs")}
    with log.open("wb") as said:
        process = begin(
            "serve", "--port", str(port), env=settings, stdout=said.fileno(), stderr=said.fileno()
        )
        with process:
            wait_until_ready(f"http://127.0.0.1:{port}/ready", process, log)
            with httpx.stream("GET", f"http://127.0.0.1:{port}/api/v1/events", timeout=60) as waiting:
                told = messages(waiting)
                next(told)
                process.send_signal(signal.SIGTERM)
                assert list(told) == []  # the stream ends as it should, not by a broken connection
            assert process.wait(60) == 0
    assert "ended at once" not in log.read_text()


@pytest.fixture
def client(tmp_path):
    store = open_store(daegu_at(tmp_path / "daegu.sqlite"))
    with TestClient(create_app(store)) as client:
        yield client
    store.close()


class Listener:
    """A client of a stream within this process: what it was sent, and how it takes it."""

    def __init__(self, *, hangs: bool = False) -> None:
        self.hangs, self.got, self.status, self.left = hangs, b"", 0, asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.status = message.get("status", self.status)
        self.got += message.get("body", b"")
        if self.hangs and self.got:
            await asyncio.Event().wait()

    async def listen(self, streams: events.Streams, last: str | None = None) -> None:
        await streams.open(last)({"type": "http"}, self.receive, self.send)


def in_a_loop(task: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, task).result()


def test_a_client_that_takes_nothing_is_left_and_one_that_goes_is_forgotten(client, monkeypatch):
    monkeypatch.setattr(events, "SECONDS_TO_SEND", 0.05)
    streams = client.app.state.streams

    async def run() -> None:
        hung, leaving = Listener(hangs=True), Listener()
        leaving.left.set()
        await asyncio.gather(hung.listen(streams), leaving.listen(streams))
        assert leaving.got.startswith(b"retry: 5000")

    in_a_loop(run())
    assert len(streams) == 0


def test_a_comment_comes_while_nothing_happens_and_the_stream_ends_in_time(client, monkeypatch):
    monkeypatch.setattr(events, "SECONDS_BETWEEN_BEATS", 0.01)
    monkeypatch.setitem(events.LIMITS, "event_seconds", 0.5)
    listener = Listener()
    now = client.app.state.serving.view.snapshot.graph_version
    began = time.monotonic()
    in_a_loop(listener.listen(client.app.state.streams, now))
    assert time.monotonic() - began >= 0.5
    assert listener.got.count(b": still here\n\n") >= 2
    assert b"data:" not in listener.got


def test_only_so_many_streams_are_open(client, monkeypatch):
    monkeypatch.setitem(events.LIMITS, "event_streams", 0)
    refused = client.get("/api/v1/events")
    assert refused.status_code == 503
    assert refused.json()["type"].endswith("#too-many-streams")
    assert refused.headers["retry-after"] == "60"


def test_the_headers_of_a_stream_can_be_asked_for_alone(client):
    head = client.head("/api/v1/events")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["cache-control"] == "no-store"
    assert "etag" not in head.headers
