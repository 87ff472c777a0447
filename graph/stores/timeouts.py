"""Time limits for blocking calls: they run in their own thread, which is abandoned when it hangs.

The driver waits minutes for a stopped server (SIGSTOP, a dead disk, a firewall that drops packets) and has no limit of its
own.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
AHEAD = 2
"""Number of stream items read ahead."""
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_AN_END = 2.0
"""Seconds to wait for the end of a thread."""


class TimedOut(Exception):
    """A call exceeded its time limit; its thread was abandoned."""


class Worker:
    """A worker thread for blocking calls, each with a time limit."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.late = False
        self._left = threading.Event()
        self._orders: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="patience", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            order()

    def ask(self, work: Callable[[], T], seconds: float | None = None) -> T:
        """Run a call; return its result or raise its error.

        Raises:
            TimedOut: it did not return in time; this worker cannot be used again.
        """
        for result in self.stream(lambda: [work()], seconds):
            return result
        raise AssertionError("a call gives one result")

    def stream(self, make: Callable[[], Iterable[T]], seconds: float | None = None) -> Iterator[T]:
        """Yield the items of an iterable, each within the time limit.

        Raises:
            TimedOut: an item did not come in time; this worker cannot be used again.
        """
        if self.late:
            raise TimedOut
        items: queue.Queue[tuple[str, Any]] = queue.Queue(AHEAD)
        self._left.set()  # later calls must not receive items of this stream
        left = self._left = threading.Event()

        def put(*item: Any) -> bool:
            while not left.is_set():
                try:
                    items.put(item, timeout=SECONDS_BETWEEN_LOOKS)
                except queue.Full:
                    continue
                return True
            return False

        def order() -> None:
            try:
                for item in make():
                    if not put("item", item):
                        return
                put("end", None)
            except BaseException as error:  # raised in the calling thread
                put("error", error)

        self._orders.put(order)
        try:
            while True:
                try:
                    kind, item = items.get(timeout=self.seconds if seconds is None else seconds)
                except queue.Empty:
                    self.late = True
                    raise TimedOut from None
                if kind == "end":
                    return
                if kind == "error":
                    raise item
                yield item
        finally:
            left.set()

    def end(self, last: Callable[[], object] = lambda: None) -> None:
        """End the thread after its pending work and one last call.

        The end is waited for, so that nothing stays open, unless the thread hangs.
        """

        def order() -> None:
            with contextlib.suppress(Exception):
                last()

        self._left.set()
        self._orders.put(order)
        self._orders.put(None)
        if not self.late:
            self._thread.join(SECONDS_OF_AN_END)


def in_time(seconds: float, work: Callable[[], T]) -> T:
    """Run a call with a time limit and return its result.

    Raises:
        TimedOut: it did not return in time.
    """
    hand = Worker(seconds)
    try:
        return hand.ask(work)
    finally:
        hand.end()
