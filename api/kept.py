"""Views that were replaced but are still paged through: kept for a time, and only so many."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.limits import KEPT_SECONDS, MOST_KEPT
from graph.lock_sharing import let_go

if TYPE_CHECKING:
    from queries.view import View

SECONDS_BETWEEN_COUNTS = 1.0
PATIENCE = 600.0
"""Seconds after which a view still in use is left to its users."""
OWN_REFERENCES = 3
"""References to a view in `retire` itself: its argument, the thread's, and that of the count."""
SECONDS_FOR_ALL = 1.0
"""How long every view is kept: a request may have taken it a moment before it was replaced."""


@dataclass(slots=True)
class Entry:
    """A replaced view, and when it was last asked for (at first: when it was replaced)."""

    view: View
    used: float

    def wanted(self, now: float, seconds: float) -> bool:
        """Return whether somebody pages through it, or may yet: a request that is being answered from it can issue a cursor."""
        snapshot = self.view.snapshot
        if snapshot.answering:
            return True
        return now - self.used < (seconds if snapshot.paged.is_set() else min(seconds, SECONDS_FOR_ALL))


class Kept:
    """Keeps replaced views of which cursors were issued; others end with their last answer.

    A view stays for `seconds` after it was replaced, and as long as its pages are asked for within that time. Each takes as much
    memory as the content itself; beyond `most`, the one that was not asked for longest goes first, so that `most` harvests last
    however often the store is written to.
    """

    def __init__(self, seconds: float = KEPT_SECONDS, most: int = MOST_KEPT) -> None:
        self.seconds, self.most = seconds, most
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, view: View) -> None:
        """Take in a view that was replaced."""
        version = view.snapshot.graph_version
        with self._lock:
            same = self._entries.pop(version, None)
            self._entries[version] = Entry(view, time.monotonic())
        if (
            same is not None
        ):  # the content was once before what it is again: its cursors are good for either view
            if same.view.snapshot.paged.is_set():
                view.snapshot.paged.set()
            end(same.view)

    def find(self, version: str) -> View | None:
        """Return the view of a graph version, if it is still here."""
        with self._lock:
            found = self._entries.get(version)
            if found is None:
                return None
            found.used = time.monotonic()
            return found.view

    def sweep(self) -> None:
        """Let go of views that nobody pages, and of those whose time is over."""
        now = time.monotonic()
        with self._lock:
            over = [key for key, entry in self._entries.items() if not entry.wanted(now, self.seconds)]
            paged = [
                key
                for key, entry in self._entries.items()
                if entry.view.snapshot.paged.is_set() and key not in over
            ]
            paged.sort(key=lambda key: self._entries[key].used)
            over += paged[: max(0, len(paged) - self.most)]
            gone = [self._entries.pop(version).view for version in over]
        while gone:
            end(gone.pop())


def end(view: View) -> None:
    """Free a view in a thread of its own, after its last answer."""
    threading.Thread(target=retire, args=(view,), daemon=True).start()


def retire(view: View) -> None:
    """Free the memory of a view after its last answer; if that takes too long, it is freed with that answer."""
    snapshot, search = view.snapshot, view.search
    for _ in range(int(PATIENCE / SECONDS_BETWEEN_COUNTS)):
        time.sleep(SECONDS_BETWEEN_COUNTS)
        if sys.getrefcount(view) <= OWN_REFERENCES:
            for thing in (snapshot.relations, search, snapshot):
                let_go(thing)
            return
    snapshot.forget()
