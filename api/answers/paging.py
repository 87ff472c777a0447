"""Where a list goes on: cursors bound to the content."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from api.errors import Problem, refuse
from api.prefix import below

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

    from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer, encoded, and the cursor of the page after it."""

    body: bytes
    following: str | None


def cursor(snapshot: Snapshot, offset: int) -> str:
    """Write where a list goes on, bound to the content."""
    return urlsafe_b64encode(f"{snapshot.graph_version}:{offset}".encode()).decode().rstrip("=")


def read_cursor(snapshot: Snapshot, text: str | None) -> int:
    """Read where a list goes on.

    Raises:
        Problem: the cursor is none of ours (422), or the content has changed since (410).
    """
    if text is None:
        return 0
    try:
        version, _, offset = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        place = int(offset)
    except ValueError:
        refuse("cursor", f"“{text[:60]}” is no cursor", "take it from `next` of the page before")
    if version != snapshot.graph_version:
        detail = (
            f"The cursor belongs to graph version {version}, the content is now {snapshot.graph_version}."
        )
        raise Problem("expired-cursor", "Expired cursor", 410, f"{detail} Begin again without a cursor.")
    return max(place, 0)


def linked(response: Response, scope: Scope, following: str | None) -> Response:
    """Say in a header where the next page is (RFC 8288); nothing on the last one."""
    if following is not None:
        words = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        kept = [(name, value) for name, value in words if name != "cursor"]
        address = f"{below(quote(scope['path']))}?{urlencode([*kept, ('cursor', following)])}"
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response
