"""The link to the next page of a list, as a header (RFC 8288)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from api.prefix import below

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

PLAIN = re.compile(rb"(?!.*cursor)[A-Za-z0-9_.~=&,+-]*").fullmatch
"""Queries that need not be taken apart, which would take as long as a whole neighbourhood."""


def linked(response: Response, scope: Scope, following: str | None) -> Response:
    """Add a Link header with the address of the next page, if there is one."""
    if following is not None:
        response.raw_headers.append((b"link", next_link(scope, following).encode("latin-1")))
    return response


def next_link(scope: Scope, following: str) -> str:
    """Return the value of a Link header with the address of the next page."""
    query: bytes = scope["query_string"]
    words = query.decode("latin-1")
    if not PLAIN(query):
        given = parse_qsl(words, keep_blank_values=True)
        words = urlencode([(name, value) for name, value in given if name != "cursor"])
    joint = "&" if words else ""
    return f'<{below(quote(scope["path"]))}?{words}{joint}cursor={following}>; rel="next"'
