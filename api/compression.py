"""Compression of answers, of every format that is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette_compress import CompressMiddleware, add_compress_type

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

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
