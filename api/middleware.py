"""Middleware for all requests: key and rate limit, view, request id, ETag and 304, a limit on request bodies, and the
access log.
"""

from __future__ import annotations

import logging
import re
from secrets import token_hex
from time import perf_counter, time
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from starlette.requests import ClientDisconnect

from api.bodies import Body, body_too_large, limit_of, too_large
from api.editions import ASKED, at_least, edition_header
from api.errors import HUNG_UP, Problem
from api.etags import TAGGED, etag, has_tag, matching, tagged
from api.keys import key_of
from api.prefix import CURRENT, below, relative
from api.request_metrics import Seen
from api.short_addresses import lengthened
from api.strangers import stranger
from api.workspaces.entering import inside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.keys import Key
    from api.prefix import Prefixes
    from api.rates import Rates
    from api.request_metrics import Watch
    from api.serving import Serving
    from api.workspaces.workspace import Workspaces
    from queries.view import View

LOG = logging.getLogger("sojae.api")
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
COUNTED = ("/api/", "/mcp")
"""Paths whose requests count for the rate limit."""
NEWEST = "/api/v1/review"
"""Pages of what is being worked on have the newest content; a cursor of an older one is expired."""
TAGGED_STATUS = frozenset({200, 206, 304})
POLICY = b"content-security-policy"
NO_SNIFFING = (b"x-content-type-options", b"nosniff")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PATH_SAFE = "/:@!$&'()*+,;=-._~"
PRINTABLE = bytes(range(0x21, 0x7F)).decode()


class Frame:
    """Frames each request. Pure ASGI, since the framework's middleware takes as much time as the answer itself.

    An answer depends only on the content, the address and the accepted type; so its ETag is known before the answer is
    computed.
    """

    def __init__(
        self,
        app: ASGIApp,
        serving: Serving,
        watch: Watch,
        keys: Mapping[str, Key],
        rates: Rates | None,
        prefixes: Prefixes,
        workspaces: Workspaces,
        crossing: Callable[[ASGIApp], ASGIApp] | None = None,
        hosts: frozenset[str] | None = None,
        origins: frozenset[str] = frozenset(),
        frame_ancestors: str = "'self'",
    ) -> None:
        """Frame an application.

        Args:
            app: what answers.
            serving: what it answers from.
            watch: notes every request.
            keys: keys of clients by digest.
            rates: the rate limit, if any.
            prefixes: the paths under which a proxy serves the application.
            workspaces: the workspaces of clients.
            hosts: names by which this server may be called to change something without a key; None: any.
            origins: web origins that may call.
            frame_ancestors: pages that may show those of this server in a frame.
            crossing: adds the headers for web pages of other origins to an answer of the frame itself; None: there are none.
        """
        self.crossing, self.hosts, self.origins = crossing, hosts, origins
        self.framing = f"frame-ancestors {frame_ancestors}".encode()
        self.vary = b"Accept, Accept-Encoding" if crossing is None else b"Accept, Accept-Encoding, Origin"
        self.unmodified = self.crossed(unmodified)
        self.app, self.serving, self.watch, self.keys, self.rates = app, serving, watch, keys, rates
        self.prefixes, self.workspaces = prefixes, workspaces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and log it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        headers = dict(scope["headers"])
        self.prefixes.enter(scope, headers)
        given = headers.get(b"x-request-id", b"")
        request_id = given if REQUEST_ID.fullmatch(given) else token_hex(8).encode()
        added: list[tuple[bytes, bytes]] = [(b"x-request-id", request_id), NO_SNIFFING]
        tag: list[tuple[bytes, bytes]] = []
        status, size, begun, view = 500, 0, False, None
        method: str = scope["method"]
        if method == "HEAD":  # same headers as GET
            scope["method"], scope["asks_for_headers"] = "GET", True
        if not scope["query_string"].isascii():  # as typed: curl does not encode 다이텍
            scope["query_string"] = quote(scope["query_string"], safe=PRINTABLE).encode()

        def tag_of(own: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
            return tagged(tag, own) if b"accept-encoding" in headers else tag

        async def framed_send(message: Message) -> None:
            nonlocal status, size, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                own = self.framed_pages(relative_headers(scope, message))
                tags = tag_of(own) if status in TAGGED_STATUS else ()
                message["headers"] = [*own, *added, *edition_header(scope), *tags]
            elif method == "HEAD":
                message = {**message, "body": b""}
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            if (problem := self.refusal(scope, headers, added)) is not None:
                await self.crossed(problem.response(scope["path"]))(scope, receive, framed_send)
                return
            serving = scope["serving"] = self.entered(scope)
            if not scope["path"]:  # a workspace's page without the slash that its relative addresses need
                await framed_send(
                    {"type": "http.response.start", "status": 308, "headers": [(b"location", slashed(scope))]}
                )
                await framed_send({"type": "http.response.body", "body": b""})
                return
            lengthened(scope)
            if ASKED in headers and serving is self.serving:
                await at_least(serving, headers[ASKED])
            view = scope["view"] = view_of(serving, scope)
            if view is not None:
                view.snapshot.answering += 1
                if serving is self.serving:
                    scope["edition"] = view.snapshot.edition
            if view is not None and has_tag(scope["method"], scope["path"]):
                name = etag(view.snapshot, scope, headers.get(b"accept", b""))
                scope["etag"] = name
                tag = [
                    (b"etag", name),
                    (b"cache-control", b"no-cache"),
                    (b"vary", self.vary),
                ]
                if given := headers.get(b"if-none-match", b""):
                    known = matching(given, name, headers.get(b"accept-encoding", b""))
                    if known is not None:
                        tag[0] = (b"etag", known)
                        await self.unmodified(scope, receive, framed_send)
                        return
            await self.app(scope, Body(receive, scope["path"]), framed_send)
        except Problem as refused:
            if begun:
                raise
            await self.crossed(refused.response(scope["path"]))(scope, receive, framed_send)
        except ClientDisconnect:
            status = HUNG_UP
            LOG.info("request %s: %s %s: the client hung up", request_id.decode(), method, scope["path"])
        except Exception:
            LOG.exception("request %s: %s %s", request_id.decode(), method, scope["path"])
            if begun:
                raise  # an incomplete answer cannot be corrected: closing the connection tells the client
            detail = "Internal error; the server's log has it under the request id."
            problem = Problem("internal", "Internal error", 500, detail)
            await self.crossed(problem.response(scope["path"]))(scope, receive, framed_send)
        finally:
            if view is not None:
                view.snapshot.answering -= 1
            self.watch.note(
                Seen(
                    time(), method, scope["path"], route_of(scope), status,
                    perf_counter() - began, size, client_of(scope), request_id.decode(),
                )
            )  # fmt: skip

    def crossed(self, answer: ASGIApp) -> ASGIApp:
        """Let web pages of other origins read an answer of the frame itself, as they may read all others."""
        return answer if self.crossing is None else self.crossing(answer)

    def framed_pages(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """Say in the policy of a page who may show it in a frame; headers of other answers stay as they are."""
        if not any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
            return headers
        policies = [value for name, value in headers if name == POLICY]
        if any(b"frame-ancestors" in policy for policy in policies):
            return headers
        others = [(name, value) for name, value in headers if name != POLICY]
        return [*others, (POLICY, b"; ".join([*policies, self.framing]))]

    def entered(self, scope: Scope) -> Serving:
        """Return what a request is answered from: the store, or the workspace in its address.

        Raises:
            Problem: there is no such workspace.
        """
        found = inside(scope, self.workspaces)
        if found is None:
            return self.serving
        prefix, workspace = found
        CURRENT.set(below(prefix))
        if workspace.serving is None:
            detail = "The files of this workspace have not been read: PUT how to read them to the workspace."
            raise Problem("not-ready", "Not ready", 503, detail, headers={"Retry-After": "5"})
        return workspace.serving

    def refusal(
        self, scope: Scope, headers: Mapping[bytes, bytes], added: list[tuple[bytes, bytes]]
    ) -> Problem | None:
        """Return why a request is refused, or None; note the key and the client's rate limit."""
        try:
            key = scope["key"] = key_of(headers, self.keys) if self.keys else None
        except Problem as problem:
            return problem
        if self.rates is not None and scope["path"].startswith(COUNTED):
            left = self.rates.ask(client_of(scope) if key is None else f"key {key.name}")
            added += self.rates.headers(left)
            if not left.passes:
                detail = f"More than {self.rates.limit} requests per minute: try again in {left.wait} s."
                return Problem("too-many-requests", "Too many requests", 429, detail)
        if key is None:
            foreign = stranger(scope["method"], scope["path"], headers, self.hosts, self.origins)
            if foreign is not None:
                return foreign
        path: str = scope["path"]
        if too_large(headers.get(b"content-length", b"0"), limit_of(path)):
            return body_too_large(path)
        return None


def relative_headers(scope: Scope, message: Message) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer; a redirect to this server becomes relative, so that it keeps a proxy's prefix and https.

    The framework writes the scheme and host of the request, which a proxy changes.
    """
    headers: list[tuple[bytes, bytes]] = list(message["headers"])
    if message["status"] not in REDIRECTS:
        return headers
    return [
        (name, shortened(scope, value)) if name == b"location" else (name, value) for name, value in headers
    ]


def shortened(scope: Scope, target: bytes) -> bytes:
    """Make an address of this server relative; leave others unchanged."""
    host = dict(scope["headers"]).get(b"host", b"")
    own = f"{scope['scheme']}://".encode() + host
    if not target.startswith(own + b"/"):
        return target
    requested = quote(scope["path"], safe=PATH_SAFE)
    return relative(requested, target.removeprefix(own).decode("latin-1")).encode("latin-1")


def slashed(scope: Scope) -> bytes:
    """Return the address of a folder relative to its name without a slash."""
    return f"{CURRENT.get().rpartition('/')[2]}/".encode()


def view_of(serving: Serving, scope: Scope) -> View | None:
    """Return the view of a request: that of its cursor while it is kept, else the current one."""
    view, query = serving.view, scope["query_string"]
    if view is None or b"cursor=" not in query or scope["path"].startswith(NEWEST):
        return view
    given = next((value for name, value in parse_qsl(query.decode("latin-1")) if name == "cursor"), None)
    return serving.view_at(given)


def route_of(scope: Scope) -> str:
    """Return the declared route of a request: addresses with ids would be counted separately."""
    route = scope.get("route")
    if route is None:
        return "unmatched"
    path: str = route.path  # without the prefix under which its router is mounted
    return path if path.startswith(TAGGED) or not scope["path"].startswith(TAGGED) else f"{TAGGED[:-1]}{path}"


def client_of(scope: Scope) -> str:
    """Return the client's address."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


async def unmodified(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer that the client has the answer already."""
    await send({"type": "http.response.start", "status": 304, "headers": []})
    await send({"type": "http.response.body", "body": b""})
