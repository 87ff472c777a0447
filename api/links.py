"""The link to the next page of a list, as a header (RFC 8288)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from api.prefix import below

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope


def linked(response: Response, scope: Scope, following: str | None) -> Response:
    """Add a Link header with the address of the next page, if there is one."""
    if following is not None:
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        kept = [(name, value) for name, value in given if name != "cursor"]
        address = f"{below(quote(scope['path']))}?{urlencode([*kept, ('cursor', following)])}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response
