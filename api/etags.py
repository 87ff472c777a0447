"""ETags: an answer depends only on the content, the address and the accepted type, so its tag is known before it is computed."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from api.prefix import below
from api.program import program_version

if TYPE_CHECKING:
    from starlette.types import Scope

    from graph.snapshot import Snapshot

TAGGED = "/api/v1/"
LIVE = ("/api/v1/jobs", "/api/v1/loads", "/api/v1/workspaces")
UNTAGGED = frozenset({"/api/v1/openapi.json", "/api/v1/docs", "/api/v1/events"})
"""Answers that do not depend on the content alone; nor do those about jobs, loads and workspaces."""
PROGRAM = program_version().encode()
CODINGS = (b"gzip", b"zstd")


def has_tag(method: str, path: str) -> bool:
    """Return whether an answer depends on the content alone."""
    return method == "GET" and path.startswith(TAGGED) and path not in UNTAGGED and not path.startswith(LIVE)


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
