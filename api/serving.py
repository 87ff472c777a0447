"""What requests are answered from: the current snapshot with its search index, exchanged when the store has changed."""

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
from graph.lock_sharing import let_go
from graph.search import Search
from graph.snapshot import Snapshot
from graph.store import StoreEmpty, StoreError
from queries.limits import CALL
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from graph.store import Store

T = TypeVar("T")

LOG = logging.getLogger("sojae.serving")
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_UNTIL_STALE = 5.0
"""How old the last good look may be before `/ready` says so."""
SECONDS_OF_AN_ANSWER = 5.0
SECONDS_OF_AN_END = 2.0
ASKED_AT_ONCE = 8
SECONDS_OF_A_TURN = 0.0005
SECONDS_OF_LONG_WORK = 0.5
"""Work on a view beyond which answers beside it get quick turns: what is soon done is done sooner without them."""
PATIENCE = 600.0
"""Seconds after which a view that is still in use is left to those who use it."""
OWN_REFERENCES = 3
"""References to a view that `retire` itself holds: its argument, the thread's, and that of the count."""


class Serving:
    """Holds the view that requests are answered from; a request keeps the one it began with.

    Attributes:
        view: what is served; None before the first.
        trouble: why the last look at the store failed, in words for those who ask: without a path of this machine.
        unfinished: the id of a load that was cut off.
        empty: whether nothing was ever loaded into the store.
        taken, seconds: how many views were taken, and how long the last one took.
        faults: how many looks failed, by kind of error.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._looking = threading.Lock()
        self._asking = ThreadPoolExecutor(ASKED_AT_ONCE, "store")
        self._ended = threading.Event()
        self._follower: threading.Thread | None = None
        self._taking, self._good, self._work = False, time.monotonic(), 0.0
        self.view: View | None = None
        self.trouble: str | None = None
        self.unfinished: str | None = None
        self.empty = False
        self.taken, self.seconds = 0, 0.0
        self.faults: Counter[str] = Counter()

    @property
    def ready(self) -> bool:
        """Whether a whole graph is served, and the store answers."""
        return self.view is not None and self.stale is None and self.unfinished is None

    @property
    def age(self) -> float:
        """Seconds since the store was last seen to hold what is served, or something newer that is being read.

        What is being read again after it could not be read excuses nothing.
        """
        return 0.0 if self._taking and self.trouble is None else time.monotonic() - self._good

    @property
    def stale(self) -> str | None:
        """Why what is served may no longer be what the store holds; None while the store answers."""
        if self.age <= SECONDS_UNTIL_STALE:
            return None
        return self.trouble or f"The store has not answered for {self.age:.0f} s."

    def begin(self) -> None:
        """Take the first view.

        Raises:
            StoreError: the store cannot be served.
        """
        with self._looking:
            self._look()

    def look(self) -> None:
        """Take a new view if the store has changed; keep the old one while a load is unfinished or the store is away.

        Whatever goes wrong is told by `trouble`, and in the log once until it is over; the next look tries again.
        """
        with self._looking:
            try:
                self._look()
            except Exception as error:  # whatever it is, the next look may go well
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
                    self.view = new_view(self.store, current)
            finally:
                self._taking = False
            self._work = time.thread_time() - worked
            self.taken, self.seconds = self.taken + 1, time.perf_counter() - began
            if current is not None:
                LOG.info("now serving graph version %s", self.view.snapshot.graph_version)
                threading.Thread(target=retire, args=(current,), daemon=True).start()
        self._good = time.monotonic()

    def _note(self, error: Exception) -> None:
        """Keep why a look failed; the log tells each reason once, and a fault of the program with its trace."""
        self.faults[type(error).__name__] += 1
        self.empty = isinstance(error, StoreEmpty)
        if isinstance(error, StoreError):
            told, trace = without_address(error, self.store), None
        else:
            told, trace = f"The store could not be read ({type(error).__name__}): the log says more.", error
        if told != self.trouble:
            LOG.warning("%s", error, exc_info=trace)
        self.trouble = told

    def follow(self) -> None:
        """Begin to look at the store every second, in a thread that nothing ends but `end`."""
        self._follower = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._follower.start()

    def _follow(self) -> None:
        rest = SECONDS_BETWEEN_LOOKS
        while not self._ended.wait(rest):
            began = time.monotonic()
            try:
                self.look()
            except BaseException:  # even what ends a program must not end this thread alone
                self.faults["follower"] += 1
                LOG.exception("the follower of the store goes on")
            # a look that took long began long ago: what has been written since need not wait another second
            rest = max(SECONDS_BETWEEN_LOOKS / 10, SECONDS_BETWEEN_LOOKS - (time.monotonic() - began))

    @property
    def following(self) -> bool:
        """Whether somebody looks at the store."""
        return self._follower is not None and self._follower.is_alive()

    def end(self) -> None:
        """Look no more; a look under way is waited for a moment, since whoever closes the store comes next."""
        self._ended.set()
        self._asking.shutdown(wait=False, cancel_futures=True)
        if self._follower is not None:
            self._follower.join(SECONDS_OF_AN_END)

    async def ask(self, work: Callable[[Store], T]) -> T:
        """Ask the store itself something small.

        Raises:
            Problem: it does not answer in time (503); what is served from memory goes on.
        """
        asked = asyncio.get_running_loop().run_in_executor(self._asking, work, self.store)
        try:
            return await asyncio.wait_for(asyncio.shield(asked), SECONDS_OF_AN_ANSWER)
        except TimeoutError:
            asked.add_done_callback(forgotten)
            detail = f"The store has not answered for {SECONDS_OF_AN_ANSWER:g} s: ask again later."
            raise Problem(
                "store", "The store cannot answer", 503, detail, headers={"Retry-After": "5"}
            ) from None

    def current(self) -> View:
        """Give the view to answer from.

        Raises:
            Problem: there is none yet (503).
        """
        if self.view is None:
            detail = self.trouble or "The store has not been read yet: ask again in some seconds."
            kind, title = NOTHING if self.empty else ("not-ready", "Not ready")
            raise Problem(kind, title, 503, detail, headers={"Retry-After": "5"})
        return self.view


def forgotten(asked: asyncio.Future[Any]) -> None:
    """Take in what comes too late, be it an error."""
    if not asked.cancelled():
        asked.exception()


@contextmanager
def quick_switches() -> Generator[None]:
    """Let answers have the interpreter lock sooner than usual while something long is done beside them."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def new_view(store: Store, before: View | None) -> View:
    """Read a store, and do now what the first request would wait for; what `before` has worked out is not done again."""
    snapshot = Snapshot(store)
    search = Search(snapshot, None if before is None else before.search)
    _ = snapshot.adjacency, snapshot.prominence, snapshot.sectors, snapshot.aliases
    # walking millions of long-lived objects again and again made the slowest answers 40 times slower
    if before is None:
        gc.collect()
    gc.freeze()
    return View(snapshot, search, store, CALL)


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
