"""Waiting for an engine only so long: blocking calls run in a thread of their own, which is left behind when it hangs.

A driver waits for a server that is stopped (SIGSTOP, a dead disk, a firewall that drops packets) for minutes, and offers no limit
of its own.
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
"""Items of a stream that are made before they are asked for."""
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_OF_AN_END = 2.0
"""How long the end of a thread is waited for."""


class Late(Exception):
    """Nothing came in time; the thread that waits for it was left behind."""


class Hand:
    """One thread that does blocking things in turn for another, which waits a limited time for each."""

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
        """Give what a call returns, or raise what it raises.

        Raises:
            Late: it did not return in time; nothing more can be asked of this hand.
        """
        for result in self.stream(lambda: [work()], seconds):
            return result
        raise AssertionError("a call gives one result")

    def stream(self, make: Callable[[], Iterable[T]], seconds: float | None = None) -> Iterator[T]:
        """Give the items of something iterable, each within the time.

        Raises:
            Late: an item did not come in time; nothing more can be asked of this hand.
        """
        if self.late:
            raise Late
        items: queue.Queue[tuple[str, Any]] = queue.Queue(AHEAD)
        self._left.set()  # whoever asks anew takes no more of what was asked for before
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
            except BaseException as error:  # whatever it is, it is raised where it was asked for
                put("error", error)

        self._orders.put(order)
        try:
            while True:
                try:
                    kind, item = items.get(timeout=self.seconds if seconds is None else seconds)
                except queue.Empty:
                    self.late = True
                    raise Late from None
                if kind == "end":
                    return
                if kind == "error":
                    raise item
                yield item
        finally:
            left.set()

    def end(self, last: Callable[[], object] = lambda: None) -> None:
        """Let the thread go when it has done what it was asked to do, and one thing more.

        That is waited for, so that nothing is open behind the caller's back, unless the thread hangs.
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
    """Give what a call returns.

    Raises:
        Late: it did not return in time.
    """
    hand = Hand(seconds)
    try:
        return hand.ask(work)
    finally:
        hand.end()
