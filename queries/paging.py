"""Cursors of pages, bound to the graph version."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

from queries.errors import Expired, refuse

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


def cursor(snapshot: Snapshot, offset: int) -> str:
    """Encode an offset, bound to the graph version."""
    return urlsafe_b64encode(f"{snapshot.graph_version}:{offset}".encode()).decode().rstrip("=")


def following(snapshot: Snapshot, given: int, total: int) -> str | None:
    """Return the cursor of the next page; None on the last page."""
    return cursor(snapshot, given) if given < total else None


def read_cursor(snapshot: Snapshot, text: str | None) -> int:
    """Decode a cursor to an offset.

    Raises:
        Invalid: the cursor is invalid.
        Expired: the content has changed since the cursor was issued.
    """
    if text is None:
        return 0
    try:
        version, _, offset = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        place = int(offset)
    except ValueError:
        refuse("cursor", f"“{text[:60]}” is not a valid cursor", "use `next` of the previous page")
    if version != snapshot.graph_version:
        raise Expired(
            f"The cursor is for graph version {version}; the content is now {snapshot.graph_version}."
            " Start again without a cursor."
        )
    return max(place, 0)
