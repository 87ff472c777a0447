"""Streams of server-sent events: each new graph version is reported to those who wait for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import orjson
from starlette.responses import Response

from api.errors import Problem
from api.limits import LIMITS

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from api.serving import Serving

MEDIA_TYPE = "text/event-stream"
SECONDS_BETWEEN_BEATS = 15.0
SECONDS_TO_SEND = 30.0
"""Time in which a client must take what is sent; one that hangs longer is left."""
BEAT = b": still here\n\n"
HEADERS = [
    (b"content-type", f"{MEDIA_TYPE}; charset=utf-8".encode()),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would hold events back
]
EXAMPLE = (
    'retry: 5000\n\nid: f2bd416c30119016\nevent: version\ndata: {"graph_version":"f2bd416c30119016"}\n\n'
)


class Streams:
    """The open streams of a server. Each knows only the last version that it reported, so that a slow client costs no memory."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: set[asyncio.Event] = set()
        self._over = False
        serving.heard.append(self.tell)

    def __len__(self) -> int:
        return len(self._open)

    def begin(self) -> None:
        """Take the event loop in which streams are served."""
        self._loop, self._over = asyncio.get_running_loop(), False

    def tell(self) -> None:
        """Wake all streams; called from any thread after a new view."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._wake)

    def end(self) -> None:
        """End all streams, so that the server can stop; called in the event loop."""
        self._over = True
        self._wake()

    def _wake(self) -> None:
        for news in self._open:
            news.set()

    def open(self, last: str | None) -> Stream:
        """Open a stream for a client that knows a graph version, if any.

        Raises:
            Problem: there are too many streams (503).
        """
        if len(self._open) >= LIMITS["event_streams"]:
            detail = f"{len(self._open)} clients wait for events, which is the limit: try again later, or ask for /api/v1/ now and then."
            raise Problem("too-many-streams", "Too many streams", 503, detail, headers={"Retry-After": "60"})
        return Stream(self, last)

    async def serve(self, stream: Stream, receive: Receive, send: Send) -> None:
        """Tell a client each new version until it goes, hangs, or the time of a stream is over."""
        news = asyncio.Event()
        self._open.add(news)
        watching = asyncio.create_task(gone(receive, news))
        try:
            async with asyncio.timeout(LIMITS["event_seconds"]):
                await stream.put(send, b"retry: 5000\n\n")
                while not self._over and not watching.done():
                    await stream.put(send, self.message(stream))
                    with suppress(TimeoutError):
                        await asyncio.wait_for(news.wait(), SECONDS_BETWEEN_BEATS)
                    news.clear()
        except TimeoutError:  # of the stream, or of a client that hangs
            pass
        finally:
            self._open.discard(news)
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
        with suppress(TimeoutError):
            await stream.put(send, b"", more=False)

    def message(self, stream: Stream) -> bytes:
        """Return the next message of a stream: the version, if the client does not know it."""
        view = self.serving.view
        if view is None or view.snapshot.graph_version == stream.reported:
            return BEAT
        stream.reported = view.snapshot.graph_version
        data = orjson.dumps({"graph_version": stream.reported})
        return b"id: %b\nevent: version\ndata: %b\n\n" % (stream.reported.encode(), data)


class Stream(Response):
    """One stream, as a response.

    Attributes:
        reported: the version that the client knows.
    """

    def __init__(self, streams: Streams, last: str | None) -> None:
        super().__init__()
        self.raw_headers = list(HEADERS)
        self.streams, self.reported = streams, last

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if scope.get("asks_for_headers"):
            await send({"type": "http.response.body", "body": b""})
            return
        await self.streams.serve(self, receive, send)

    async def put(self, send: Send, body: bytes, *, more: bool = True) -> None:
        """Send a part.

        Raises:
            TimeoutError: the client does not take it.
        """
        async with asyncio.timeout(SECONDS_TO_SEND):
            await send({"type": "http.response.body", "body": body, "more_body": more})


async def gone(receive: Receive, news: asyncio.Event) -> None:
    """Wait until the client hangs up."""
    while (await receive())["type"] != "http.disconnect":
        pass
    news.set()
