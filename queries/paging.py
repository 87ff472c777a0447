"""Where a list goes on: cursors bound to the content."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

from queries.errors import Expired, refuse

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


def cursor(snapshot: Snapshot, offset: int) -> str:
    """Write where a list goes on, bound to the content."""
    return urlsafe_b64encode(f"{snapshot.graph_version}:{offset}".encode()).decode().rstrip("=")


def following(snapshot: Snapshot, given: int, total: int) -> str | None:
    """Write where a list goes on after so many; None where that was all."""
    return cursor(snapshot, given) if given < total else None


def read_cursor(snapshot: Snapshot, text: str | None) -> int:
    """Read where a list goes on.

    Raises:
        Invalid: the cursor is none of ours.
        Expired: the content has changed since.
    """
    if text is None:
        return 0
    try:
        version, _, offset = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
        place = int(offset)
    except ValueError:
        refuse("cursor", f"“{text[:60]}” is no cursor", "take it from `next` of the page before")
    if version != snapshot.graph_version:
        raise Expired(
            f"The cursor belongs to graph version {version}, the content is now {snapshot.graph_version}."
            " Begin again without a cursor."
        )
    return max(place, 0)
