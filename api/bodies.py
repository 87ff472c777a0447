"""Limits on the size and time of a request body."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from api.deps import LIMITS
from api.errors import Problem

if TYPE_CHECKING:
    from starlette.types import Message, Receive

UPLOADS = {"/api/v1/loads": "upload_bytes", "/api/v1/workspaces": "workspace_bytes"}
"""Routes that take files → the limit on their size."""


class Body:
    """A request body with limits on size and time."""

    def __init__(self, receive: Receive, path: str) -> None:
        self.receive, self.path, self.limit, self.size, self.whole = receive, path, limit_of(path), 0, False
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
            raise body_too_large(self.path)
        return message


def limit_of(path: str) -> int:
    """Return the largest size of a request body."""
    return LIMITS[UPLOADS.get(path, "body_bytes")]


def too_large(length: bytes, limit: int) -> bool:
    return not length.isdigit() or len(length) > 12 or int(length) > limit


def body_too_large(path: str) -> Problem:
    """Return the problem of a request body that is larger than its route takes, with the way that is left."""
    limit = limit_of(path)
    if path in UPLOADS:
        size = f"{limit >> 20} MiB" if limit >= 1 << 20 else f"{limit} bytes"
        detail = f"These files are larger than {size} together: load them on the server with `sojae load`, or send a part of them."
    else:
        detail = f"The request body is larger than {limit} bytes: send several requests."
    return Problem("too-large", "Body too large", 413, detail)
