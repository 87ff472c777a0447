"""Middleware for all requests: key and rate limit, view, request id, ETag and 304, a limit on request bodies, and the
access log.
"""

from __future__ import annotations

import asyncio
import logging
import re
from hashlib import blake2b
from secrets import token_hex
from time import perf_counter, time
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from starlette.requests import ClientDisconnect
from starlette_compress import CompressMiddleware, add_compress_type

from api.deps import LIMITS
from api.editions import ASKED, at_least, edition_header
from api.errors import HUNG_UP, Problem
from api.keys import key_of
from api.prefix import CURRENT, below, relative
from api.program import program_version
from api.request_metrics import Seen
from api.short_addresses import lengthened
from api.workspaces.entering import READING_POSTS, SAFE, inside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.keys import Key
    from api.prefix import Prefixes
    from api.rates import Rates
    from api.request_metrics import Watch
    from api.serving import Serving
    from api.workspaces.workspace import Workspaces
    from graph.snapshot import Snapshot
    from queries.view import View

LOG = logging.getLogger("sojae.api")
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
TAGGED = "/api/v1/"
COUNTED = ("/api/", "/mcp")
"""Paths whose requests count for the rate limit."""
PROGRAM = program_version().encode()
NEWEST = "/api/v1/review"
"""Pages of what is being worked on have the newest content; a cursor of an older one is expired."""
LIVE = ("/api/v1/jobs", "/api/v1/loads", "/api/v1/workspaces")
UNTAGGED = frozenset({"/api/v1/openapi.json", "/api/v1/docs", "/api/v1/events"})
"""Answers that do not depend on the content alone; nor do those about jobs, loads and workspaces."""
UPLOADS = {"/api/v1/loads": "upload_bytes", "/api/v1/workspaces": "workspace_bytes"}
"""Routes that take files → the limit on their size."""
TAGGED_STATUS = frozenset({200, 206, 304})
PORT = re.compile(r":\d{1,5}$")
POLICY = b"content-security-policy"
NO_SNIFFING = (b"x-content-type-options", b"nosniff")
CODINGS = (b"gzip", b"zstd")
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
            frame_ancestors: pages that may show those of this server in a frame.
            crossing: adds the headers for web pages of other origins to an answer of the frame itself; None: there are none.
        """
        self.crossing, self.hosts = crossing, hosts
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
        if key is None and self.hosts is not None and not reads(scope["method"], scope["path"]):
            host = host_of(headers)
            if host not in self.hosts:
                detail = f"This server is not called “{host[:60]}”: add the name to SOJAE_HOSTS, or send an API key."
                return Problem("foreign-host", "Foreign host", 403, detail)
        limit = limit_of(scope["path"])
        if too_large(headers.get(b"content-length", b"0"), limit):
            return body_too_large(limit)
        return None


def reads(method: str, path: str) -> bool:
    """Return whether a request changes nothing. Agents are checked where they are answered."""
    return method in SAFE or method == "OPTIONS" or READING_POSTS.fullmatch(path) is not None


def host_of(headers: Mapping[bytes, bytes]) -> str:
    """Return the name by which a client calls the server, without the port."""
    host = headers.get(b"host", b"").decode("latin-1").lower()
    return PORT.sub("", host)


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


def has_tag(method: str, path: str) -> bool:
    """Return whether an answer depends on the content alone."""
    return method == "GET" and path.startswith(TAGGED) and path not in UNTAGGED and not path.startswith(LIVE)


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


TEXTS = (
    "text/csv", "application/x-ndjson", "application/graphml+xml", "application/gexf+xml", "application/x-gml", "application/x-pajek",
    "application/vnd.cytoscape+json", "application/problem+json",
)  # fmt: skip
"""Types that are worth compressing and that the middleware does not know; Parquet, zip and PDF are compressed already."""
for _text in TEXTS:
    add_compress_type(_text)


class Compression(CompressMiddleware):
    """Compresses answers (zstd or gzip) for clients that accept it, without overhead for others."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and any(
            name == b"accept-encoding" and (b"gzip" in value or b"zstd" in value)
            for name, value in scope["headers"]
        ):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Body:
    """A request body with limits on size and time."""

    def __init__(self, receive: Receive, path: str) -> None:
        self.receive, self.limit, self.size, self.whole = receive, limit_of(path), 0, False
        self.seconds = LIMITS["upload_seconds" if path in UPLOADS else "body_seconds"]
        self.end: float | None = None

    async def __call__(self) -> Message:
        """Receive the next part; after the complete request body, only a disconnect can follow."""
        if self.whole:
            return await self.receive()
        if self.end is None:
            self.end = asyncio.get_running_loop().time() + self.seconds
        try:
            async with asyncio.timeout_at(self.end):
                message = await self.receive()
        except TimeoutError:
            detail = (
                f"The request body did not arrive within {self.seconds} seconds: send it faster, or in parts."
            )
            raise Problem("too-slow", "Too slow", 408, detail, headers={"Connection": "close"}) from None
        self.whole = not message.get("more_body", False)
        self.size += len(message.get("body", b""))
        if self.size > self.limit:
            raise body_too_large(self.limit)
        return message


def limit_of(path: str) -> int:
    """Return the largest size of a request body."""
    return LIMITS[UPLOADS.get(path, "body_bytes")]


def too_large(length: bytes, limit: int) -> bool:
    return not length.isdigit() or len(length) > 12 or int(length) > limit


def body_too_large(limit: int) -> Problem:
    detail = f"The request body is larger than {limit} bytes: send several requests."
    return Problem("too-large", "Body too large", 413, detail)


def etag(snapshot: Snapshot, scope: Scope, accept: bytes) -> bytes:
    """Return the ETag of an answer; it depends on the program's version too.

    Licences are not in the graph version, but in many answers.
    """
    query: bytes = scope["query_string"]
    texts = (snapshot.data_licence, below(scope["path"]))
    key = b"\0".join((PROGRAM, *(text.encode() for text in texts), query, accept))
    return b'"%b-%b"' % (snapshot.graph_version.encode(), blake2b(key, digest_size=6).hexdigest().encode())


def encoded_tag(tag: bytes, coding: bytes) -> bytes:
    """Return the ETag of the compressed form of an answer, whose bytes are others.

    >>> encoded_tag(b'"f2bd-01"', b"zstd")
    b'"f2bd-01-zstd"'
    """
    return b'%b-%b"' % (tag[:-1], coding)


def tagged(tag: list[tuple[bytes, bytes]], own: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers of a tagged answer; its ETag tells the coding."""
    coding = next((value for name, value in own if name == b"content-encoding"), None)
    return tag if coding is None or not tag else [(b"etag", encoded_tag(tag[0][1], coding)), *tag[1:]]


def matching(given: bytes, tag: bytes, accepted: bytes) -> bytes | None:
    """Return the ETag in an If-None-Match header that is of this answer in a coding that the client accepts."""
    known = {tag, *(encoded_tag(tag, coding) for coding in CODINGS if coding in accepted)}
    parts = [part.strip().removeprefix(b"W/") for part in given.split(b",")]
    return tag if b"*" in parts else next((part for part in parts if part in known), None)


async def unmodified(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer that the client has the answer already."""
    await send({"type": "http.response.start", "status": 304, "headers": []})
    await send({"type": "http.response.body", "body": b""})
