"""What every request goes through: a view to answer from, a request id, ETag and 304, a limit on bodies."""

from __future__ import annotations

import re
import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING

from starlette.middleware.gzip import GZipMiddleware

from api.deps import LIMITS
from api.errors import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.serving import Serving

REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
TAGGED = "/api/v1/"
TOO_LARGE = 413


class Frame:
    """Pure ASGI, since frameworks' wrappers cost as much as the answer itself.

    An answer depends on nothing but the content, the address and the accepted type; so the tag of what would be
    answered is known before it is computed.
    """

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        self.app, self.serving = app, serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        view = scope["view"] = self.serving.view
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8).encode()
        added: list[tuple[bytes, bytes]] = [(b"x-request-id", request_id)]
        tag = b""
        if view is not None and scope["method"] in {"GET", "HEAD"} and scope["path"].startswith(TAGGED):
            tag = etag(view.snapshot.graph_version, scope, headers.get(b"accept", b""))
            added += [(b"etag", tag), (b"cache-control", b"no-cache"), (b"vary", b"Accept, Accept-Encoding")]
            if matches(headers.get(b"if-none-match", b""), tag) and scope["path"] != "/api/v1/openapi.json":
                await send({"type": "http.response.start", "status": 304, "headers": added})
                await send({"type": "http.response.body", "body": b""})
                return
        if too_large(headers.get(b"content-length", b"0")):
            limit = LIMITS["body_bytes"]
            detail = f"The body is larger than {limit} bytes: send several requests."
            await Problem("too-large", "Body too large", TOO_LARGE, detail).response(scope["path"])(
                scope, receive, send
            )
            return

        async def tagged_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = added if message["status"] == 200 else added[:1]
                message["headers"] = [*message["headers"], *kept]
            await send(message)

        await self.app(scope, Body(receive, scope, send), tagged_send)


class Compression(GZipMiddleware):
    """Compress for those who accept it, and cost nothing for those who do not."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and any(
            name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"]
        ):
            await super().__call__(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Body:
    """A request body that ends when it grows too large."""

    def __init__(self, receive: Receive, scope: Scope, send: Send) -> None:
        self.receive, self.scope, self.send, self.size = receive, scope, send, 0

    async def __call__(self) -> Message:
        """Receive the next part."""
        message = await self.receive()
        self.size += len(message.get("body", b""))
        if self.size > LIMITS["body_bytes"]:
            detail = f"The body is larger than {LIMITS['body_bytes']} bytes: send several requests."
            raise Problem("too-large", "Body too large", TOO_LARGE, detail)
        return message


def too_large(length: bytes) -> bool:
    return not length.isdigit() or len(length) > 12 or int(length) > LIMITS["body_bytes"]


def etag(version: str, scope: Scope, accept: bytes) -> bytes:
    """Give the tag of what a request will be answered with."""
    query: bytes = scope["query_string"]
    key = b"\0".join((scope["path"].encode(), query, accept))
    return b'"%b-%b"' % (version.encode(), blake2b(key, digest_size=6).hexdigest().encode())


def matches(given: bytes, tag: bytes) -> bool:
    """Tell whether an If-None-Match names the tag."""
    return bool(given) and any(part.strip().removeprefix(b"W/") in {tag, b"*"} for part in given.split(b","))
