"""Requests without a key that a web page of somebody else sends through the browser of a reader of this server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.errors import Problem
from api.workspaces.entering import READING_POSTS, SAFE

if TYPE_CHECKING:
    from collections.abc import Mapping

PORT = re.compile(r":\d{1,5}$")
SAME = frozenset({b"same-origin", b"none"})
"""What a browser says of a request by a page of this server, or by the reader's own hand; no page can write this header."""


def stranger(
    method: str,
    path: str,
    headers: Mapping[bytes, bytes],
    hosts: frozenset[str] | None,
    origins: frozenset[str],
) -> Problem | None:
    """Return why a request that changes something is refused: by its name of this server, or by the page that sends it.

    Args:
        method: its method.
        path: its path.
        headers: its headers.
        hosts: names of this server; None: any.
        origins: web origins that may call.
    """
    if reads(method, path):
        return None
    host = named(headers.get(b"host", b""))
    if hosts is not None and host not in hosts:
        detail = f"This server is not called “{host[:60]}”: add the name to SOJAE_HOSTS, or send an API key."
        return Problem("foreign-host", "Foreign host", 403, detail)
    origin = headers.get(b"origin")
    if origin is None or headers.get(b"sec-fetch-site") in SAME or origin.decode("latin-1") in origins:
        return None
    if named(origin.partition(b"://")[2]) not in (hosts or {host}):
        page = origin.decode("latin-1")[:60]
        detail = f"Web pages of “{page}” may not change anything here: add it to SOJAE_CORS_ORIGINS, or send an API key."
        return Problem("foreign-origin", "Foreign origin", 403, detail)
    return None


def reads(method: str, path: str) -> bool:
    """Return whether a request changes nothing. Agents are checked where they are answered."""
    return method in SAFE or method == "OPTIONS" or READING_POSTS.fullmatch(path) is not None


def named(authority: bytes) -> str:
    """Return the name in a host with or without a port.

    >>> named(b"LocalHost:8000"), named(b"[::1]:8000")
    ('localhost', '[::1]')
    """
    return PORT.sub("", authority.decode("latin-1").lower())
