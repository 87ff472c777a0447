"""`POST /mcp`: the protocol over streamable HTTP, without sessions; the SDK is imported with the first request."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers
from starlette.routing import Route

from api.errors import Problem
from graph.extras import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from starlette.types import Receive, Scope, Send

    from api.serving import Serving

PATH = "/mcp"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Door:
    """Answers agents over HTTP.

    Attributes:
        on: whether this server answers agents at all.
    """

    def __init__(self, serving: Serving, origins: Sequence[str] = (), *, on: bool = True) -> None:
        self.serving, self.origins, self.on = serving, frozenset(origins), on
        self._begun = asyncio.Lock()
        self._manager: StreamableHTTPSessionManager | None = None
        self._running: asyncio.Task[None] | None = None
        self._over = asyncio.Event()

    @property
    def route(self) -> Route:
        """The route of the protocol."""
        return Route(PATH, endpoint=self, methods=["GET", "POST", "DELETE"], include_in_schema=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            Problem: agents are not answered here (403), the method is another (405), or a foreign page asks (403).
        """
        scope.setdefault("route", self.route)
        headers = Headers(scope=scope)
        if not self.on:
            detail = "This server does not answer agents (SOJAE_MCP=false): run `sojae mcp` yourself."
            raise Problem("mcp-off", "MCP is off", 403, detail)
        if scope["method"] != "POST":
            detail = "The protocol is spoken by POST here: there are no sessions and no event streams."
            raise Problem("method-not-allowed", "Method not allowed", 405, detail, headers={"Allow": "POST"})
        if (origin := headers.get("origin")) is not None and not self.known(origin):
            detail = f"Web pages of “{origin[:60]}” may not call this server: add it to SOJAE_CORS_ORIGINS."
            raise Problem("foreign-origin", "Foreign origin", 403, detail)
        manager = await self.begun()
        await manager.handle_request(scope, receive, send)

    def known(self, origin: str) -> bool:
        """Return whether a web page may call: one of this machine, or of a permitted origin (against DNS rebinding)."""
        scheme, _, rest = origin.partition("://")
        host = rest if rest in LOOPBACK else rest.rpartition(":")[0]
        return origin in self.origins or (scheme in {"http", "https"} and host in LOOPBACK)

    async def begun(self) -> StreamableHTTPSessionManager:
        """Return the manager of requests; the first request starts it.

        Raises:
            NotInstalled: the SDK is missing.
        """
        async with self._begun:
            if self._manager is None:
                needs("mcp", extra="mcp", purpose="MCP")
                self._manager = await asyncio.to_thread(self.made)
                ready = asyncio.Event()
                self._running = asyncio.create_task(self.run(self._manager, ready))
                await ready.wait()
            return self._manager

    def made(self) -> StreamableHTTPSessionManager:
        """Make the manager: without sessions, so that nothing is kept between requests."""
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from api.limits import LIMITS
        from api.mcp.server import make_server

        return StreamableHTTPSessionManager(
            make_server(self.serving),
            json_response=True,
            stateless=True,
            max_request_body_size=LIMITS["body_bytes"],
        )

    async def run(self, manager: StreamableHTTPSessionManager, ready: asyncio.Event) -> None:
        """Keep the manager running until the end, in the one task that it must be entered and left in."""
        async with manager.run():
            ready.set()
            await self._over.wait()

    async def end(self) -> None:
        """Stop answering."""
        self._over.set()
        if self._running is not None:
            with suppress(asyncio.CancelledError):
                await self._running


def stdio(serving: Serving) -> Any:
    """Speak the protocol over stdin and stdout until the client hangs up."""
    from mcp.server.stdio import stdio_server

    from api.mcp.server import make_server

    async def speak() -> None:
        server = make_server(serving)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    return asyncio.run(speak())
