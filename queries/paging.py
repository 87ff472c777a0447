"""Cursors of pages: bound to the question that gave them and to its graph version."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from queries.errors import Expired, refuse
from queries.marks import mark

if TYPE_CHECKING:
    from threading import Event

NOT_VALID = "use `next` of the previous page"
START_AGAIN = "repeat the parameters of the first page, or start again without a cursor"


class Marked(Protocol):
    """Parameters that know what decides on the rows of their answer and on their order."""

    @property
    def marks(self) -> Mapping[str, str]:
        """A mark of each parameter that is given, without those of the page itself."""
        ...


class Version(Protocol):
    """What pages are taken from: a snapshot, or a lake."""

    @property
    def graph_version(self) -> str:
        """The graph version of the content."""
        ...

    @property
    def paged(self) -> Event:
        """Set when a cursor was issued."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that a cursor belongs to: its name, its parameters and what it is about."""

    name: str
    parameters: Marked
    subject: str | None = None

    @property
    def marks(self) -> dict[str, str]:
        """A mark of each parameter, and of the id that the question is about."""
        own = dict(self.parameters.marks)
        return own if self.subject is None else {**own, "id": mark(self.subject)}


@dataclass(frozen=True, slots=True)
class Place:
    """What a cursor says: graph version, offset, and the question that it belongs to."""

    version: str
    offset: int
    name: str
    marks: Mapping[str, str]


def cursor(snapshot: Version, asked: Asked, offset: int) -> str:
    """Encode an offset, bound to the question and the graph version, which is then kept for a while."""
    snapshot.paged.set()
    content = orjson.dumps([snapshot.graph_version, offset, asked.name, asked.marks])
    return urlsafe_b64encode(content).decode().rstrip("=")


def following(snapshot: Version, asked: Asked, given: int, total: int) -> str | None:
    """Return the cursor of the next page; None on the last page."""
    return cursor(snapshot, asked, given) if given < total else None


def read_cursor(snapshot: Version, asked: Asked, text: str | None) -> int:
    """Decode a cursor to an offset.

    Raises:
        Invalid: the cursor is invalid, or belongs to another question; the fault names what differs.
        Expired: the content has changed since the cursor was issued.
    """
    if text is None:
        return 0
    place = place_in(text)
    if place is None:
        refuse("cursor", f"“{text[:60]}” is not a valid cursor", NOT_VALID)
    if place.name != asked.name:
        refuse("cursor", f"it belongs to “{place.name[:60]}”, not to “{asked.name}”", START_AGAIN)
    now = asked.marks
    if differing := sorted(name for name in {*now, *place.marks} if now.get(name) != place.marks.get(name)):
        are = "differ" if len(differing) > 1 else "differs"
        refuse("cursor", f"it belongs to another call: {', '.join(differing)} {are}"[:300], START_AGAIN)
    if place.version != snapshot.graph_version:
        rule = (
            f"the cursor is for graph version {place.version[:60]}, which is no longer kept;"
            f" the content is now {snapshot.graph_version}"
        )
        raise Expired(rule, "start again without a cursor")
    return place.offset


def place_in(text: str) -> Place | None:
    """Return what a cursor says; None if it is not one."""
    try:
        content: Any = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        version, offset, name, given = content
        found: dict[Any, Any] = dict(given)
    except (ValueError, TypeError):
        return None
    if not isinstance(version, str) or not isinstance(name, str) or type(offset) is not int or offset < 0:
        return None
    return Place(version, offset, name, {str(key): str(value) for key, value in found.items()})
