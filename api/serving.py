"""The view that requests are answered from; replaced when the store has changed."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from api.errors import NOTHING, Problem, without_address
from api.kept import Kept
from graph.editions import FIRST, Edition
from graph.search import Search
from graph.snapshot import Snapshot
from graph.store import StoreEmpty, StoreError
from queries.limits import CALL
from queries.moved import Journal
from queries.paging import place_in
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from graph.store import Store

T = TypeVar("T")

LOG = logging.getLogger("sojae.serving")
SECONDS_BETWEEN_LOOKS = 1.0
SHORTEST_REST = 0.02
"""Seconds between two checks, however often a client asks for a later edition."""
SECONDS_UNTIL_STALE = 5.0
"""Age of the last successful check from which `/ready` reports it."""
SECONDS_OF_AN_ANSWER = 5.0
SECONDS_OF_AN_END = 2.0
ASKED_AT_ONCE = 8
SECONDS_OF_A_TURN = 0.0005
SECONDS_OF_LONG_WORK = 0.5
"""Work on a view from which threads switch faster, so that answers are not delayed; short work is faster without."""


class Serving:
    """Holds the current view; a request keeps the view that it started with.

    Attributes:
        view: the current view; None before the first.
        trouble: why the last check of the store failed, for clients: without internal paths.
        unfinished: the id of a load that was cut off.
        empty: whether the store is empty.
        taken, seconds: number of views read, and the duration of the last one.
        faults: failed checks by kind of error.
        kept: views that were replaced and are still paged through.
        journal: what moved with each view.
        heard: called after each new view, in the thread that read it.
    """

    def __init__(self, store: Store, kept: Kept | None = None) -> None:
        self.store = store
        self.kept, self.journal = Kept() if kept is None else kept, Journal()
        self.heard: list[Callable[[], object]] = []
        self._looking = threading.Lock()
        self._asking = ThreadPoolExecutor(ASKED_AT_ONCE, "store")
        self._ended, self._hurried = threading.Event(), threading.Event()
        self._follower: threading.Thread | None = None
        self._taking, self._good, self._work = False, time.monotonic(), 0.0
        self.view: View | None = None
        self.trouble: str | None = None
        self.unfinished: str | None = None
        self.empty = False
        self.taken, self.seconds = 0, 0.0
        self.faults: Counter[str] = Counter()

    @property
    def edition(self) -> Edition:
        """The edition of the current view."""
        view = self.view
        return FIRST if view is None else view.snapshot.edition

    @property
    def ready(self) -> bool:
        """Whether a complete graph is served and the store responds."""
        return self.view is not None and self.stale is None and self.unfinished is None

    @property
    def age(self) -> float:
        """Seconds since the store was last seen with the served content, or with newer content that is being read.

        Reading again after an error does not reset the age.
        """
        return 0.0 if self._taking and self.trouble is None else time.monotonic() - self._good

    @property
    def stale(self) -> str | None:
        """Why the served content may be out of date; None while the store responds."""
        if self.age <= SECONDS_UNTIL_STALE:
            return None
        return self.trouble or f"The store has not answered for {self.age:.0f} s."

    def begin(self) -> None:
        """Read the first view.

        Raises:
            StoreError: the store cannot be served.
        """
        with self._looking:
            self._look()

    def look(self) -> None:
        """Read a new view if the store has changed; keep the old one while a load is unfinished or the store is unavailable.

        An error is reported in `trouble`, and once in the log; the next check tries again.
        """
        with self._looking:
            try:
                self._look()
            except Exception as error:  # the next check may succeed
                self._note(error)
            else:
                if self.trouble is not None:
                    LOG.info("the store can be read again")
                self.trouble, self.empty = None, False

    def _look(self) -> None:
        revision = self.store.revision()
        self.unfinished = revision.unfinished.id if revision.unfinished else None
        current = self.view
        if current is None or (
            current.snapshot.graph_version != revision.graph_version and revision.unfinished is None
        ):
            began, worked = time.perf_counter(), time.thread_time()
            self._taking = True
            try:
                with quick_switches() if self._work > SECONDS_OF_LONG_WORK else nullcontext():
                    view = new_view(self.store, current)
                    if current is not None:
                        self.journal.note(current.snapshot, view.snapshot)
                self.view = view
            finally:
                self._taking = False
            self._work = time.thread_time() - worked
            self.taken, self.seconds = self.taken + 1, time.perf_counter() - began
            if current is not None:
                LOG.info("now serving graph version %s", view.snapshot.graph_version)
                self.kept.add(current)
            for tell in self.heard:
                tell()
        elif current.snapshot.graph_version == revision.graph_version:
            current.snapshot.edition = revision.edition  # the content may have returned to what is served
        self._good = time.monotonic()

    def _note(self, error: Exception) -> None:
        """Note why a check failed; log each reason once, and program errors with a traceback."""
        self.faults[type(error).__name__] += 1
        self.empty = isinstance(error, StoreEmpty)
        if isinstance(error, StoreError):
            reason, trace = without_address(error, self.store), None
        else:
            reason, trace = f"The store could not be read ({type(error).__name__}): see the log.", error
        if reason != self.trouble:
            LOG.warning("%s", error, exc_info=trace)
        self.trouble = reason

    def follow(self) -> None:
        """Check the store every second, in a thread that only `end` stops."""
        self._follower = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._follower.start()

    def _follow(self) -> None:
        rest = SECONDS_BETWEEN_LOOKS
        while True:
            self._hurried.wait(rest)
            self._hurried.clear()
            if self._ended.is_set():
                return
            began = time.monotonic()
            try:
                self.look()
                self.kept.sweep()
            except BaseException:  # not even SystemExit may end this thread alone
                self.faults["follower"] += 1
                LOG.exception("the follower of the store continues")
            # after a long check, changes since its start should not wait another second
            rest = max(SECONDS_BETWEEN_LOOKS / 10, SECONDS_BETWEEN_LOOKS - (time.monotonic() - began))
            self._ended.wait(SHORTEST_REST)

    def hurry(self) -> None:
        """Let the next check of the store begin at once."""
        self._hurried.set()

    @property
    def following(self) -> bool:
        """Whether the store is checked for changes."""
        return self._follower is not None and self._follower.is_alive()

    def end(self) -> None:
        """Stop checking; wait briefly for a running check, since the store is closed next."""
        self._ended.set()
        self._hurried.set()
        self._asking.shutdown(wait=False, cancel_futures=True)
        if self._follower is not None:
            self._follower.join(SECONDS_OF_AN_END)

    async def ask(self, work: Callable[[Store], T]) -> T:
        """Run a small query on the store itself.

        Raises:
            Problem: the store does not respond in time (503); answers from memory continue.
        """
        running = asyncio.get_running_loop().run_in_executor(self._asking, work, self.store)
        try:
            return await asyncio.wait_for(asyncio.shield(running), SECONDS_OF_AN_ANSWER)
        except TimeoutError:
            running.add_done_callback(forgotten)
            detail = f"The store has not answered for {SECONDS_OF_AN_ANSWER:g} s: try again later."
            raise Problem(
                "store", "The store cannot answer", 503, detail, headers={"Retry-After": "5"}
            ) from None

    def current(self) -> View:
        """Return the current view.

        Raises:
            Problem: there is no view yet (503).
        """
        if self.view is None:
            detail = self.trouble or "The store has not been read yet: try again in a few seconds."
            kind, title = NOTHING if self.empty else ("not-ready", "Not ready")
            raise Problem(kind, title, 503, detail, headers={"Retry-After": "5"})
        return self.view

    def view_at(self, cursor: str | None) -> View:
        """Return the view that a cursor belongs to while it is kept, else the current one.

        Raises:
            Problem: there is no view yet (503).
        """
        current = self.current()
        place = None if cursor is None else place_in(cursor)
        if place is None or place.version == current.snapshot.graph_version:
            return current
        return self.kept.find(place.version) or current


def forgotten(late: asyncio.Future[Any]) -> None:
    """Retrieve the exception of a late result, so that asyncio does not report it."""
    if not late.cancelled():
        late.exception()


@contextmanager
def quick_switches() -> Generator[None]:
    """Switch threads faster, so that answers are not delayed by long work."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def new_view(store: Store, before: View | None) -> View:
    """Read a store and prepare what requests need; reuse work from `before`."""
    snapshot = Snapshot(store)
    search = Search(snapshot, None if before is None else before.search)
    _ = snapshot.adjacency, snapshot.prominence, snapshot.sectors, snapshot.aliases
    # garbage collection of millions of long-lived objects made the slowest answers 40 times slower
    if before is None:
        gc.collect()
    gc.freeze()
    return View(snapshot, search, store, CALL)
