"""What requests are answered from: the current snapshot with its search index, exchanged when the store has changed."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.errors import Problem
from graph.gently import let_go
from graph.search import Search
from graph.snapshot import Snapshot
from graph.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Generator

    from graph.store import Store

LOG = logging.getLogger("sojae.serving")
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_OF_A_TURN = 0.0005
PATIENCE = 600.0
"""Seconds after which a view that is still in use is left to those who use it."""
OWN_REFERENCES = 3
"""References to a view that `retire` itself holds: its argument, the thread's, and that of the count."""


@dataclass(frozen=True, slots=True)
class View:
    """One graph version, ready to answer."""

    snapshot: Snapshot
    search: Search
    store: Store


class Serving:
    """Holds the view that requests are answered from; a request keeps the one it began with."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._looking = threading.Lock()
        self.view: View | None = None
        self.trouble: str | None = None
        self.unfinished: str | None = None
        self.taken, self.seconds = 0, 0.0

    @property
    def ready(self) -> bool:
        """Whether a whole graph is served, and the store answers."""
        return self.view is not None and self.trouble is None and self.unfinished is None

    def look(self) -> None:
        """Take a new view if the store has changed; keep the old one while a load is unfinished or the store is away."""
        with self._looking:
            self._look()

    def _look(self) -> None:
        try:
            revision = self.store.revision()
            self.unfinished = revision.unfinished.id if revision.unfinished else None
            current = self.view
            if current is None or (
                current.snapshot.graph_version != revision.graph_version and revision.unfinished is None
            ):
                began = time.perf_counter()
                with quick_switches():
                    self.view = new_view(self.store, first=current is None)
                self.taken, self.seconds = self.taken + 1, time.perf_counter() - began
                if current is not None:
                    LOG.info("now serving graph version %s", self.view.snapshot.graph_version)
                    threading.Thread(target=retire, args=(current,), daemon=True).start()
            self.trouble = None
        except StoreError as error:
            self.trouble = str(error)

    async def follow(self) -> None:
        """Look at the store again and again."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            await asyncio.to_thread(self.look)

    def current(self) -> View:
        """Give the view to answer from.

        Raises:
            Problem: there is none yet (503).
        """
        if self.view is None:
            raise Problem(
                "not-ready",
                "Not ready",
                503,
                self.trouble or "The store has not been read yet: ask again in some seconds.",
                headers={"Retry-After": "5"},
            )
        return self.view


@contextmanager
def quick_switches() -> Generator[None]:
    """Let answers have the interpreter lock sooner than usual while something long is done beside them."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def new_view(store: Store, *, first: bool) -> View:
    """Read a store, and do now what the first request would wait for."""
    snapshot = Snapshot(store)
    search = Search(snapshot)
    _ = snapshot.adjacency, snapshot.prominence, snapshot.sectors, snapshot.aliases
    # walking millions of long-lived objects again and again made the slowest answers 40 times slower
    if first:
        gc.collect()
    gc.freeze()
    return View(snapshot, search, store)


def retire(view: View) -> None:
    """Take a view apart when the last answer from it has been given; if that takes long, it goes with that answer."""
    snapshot, search = view.snapshot, view.search
    for _ in range(int(PATIENCE / SECONDS_BETWEEN_LOOKS)):
        time.sleep(SECONDS_BETWEEN_LOOKS)
        if sys.getrefcount(view) <= OWN_REFERENCES:
            for thing in (snapshot.relations, search, snapshot):
                let_go(thing)
            return
    snapshot.forget()
