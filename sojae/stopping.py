"""Being asked to stop: at once while the server starts, in good order while it serves, and at once if asked twice."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_TO_STOP = 20.0
"""How long answers under way and a job's end may take."""
SIGNALS = ("SIGTERM", "SIGINT", "SIGBREAK")


class Stopping:
    """What the signals that ask a program to stop do; it is made before anything that takes time, or a signal would be lost.

    Attributes:
        asked: the name of the signal that has come, if one has.
        in_order: what ends the server in good order; until it is there, nothing can be lost and a signal ends the process.
    """

    def __init__(self) -> None:
        self.asked: str | None = None
        self.in_order: Callable[[], None] | None = None
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._hear)

    def _hear(self, number: int, _frame: object) -> None:
        again, self.asked = self.asked is not None, signal.Signals(number).name
        if again or self.in_order is None:
            self.tell()
            os._exit(0)
        watch = threading.Timer(SECONDS_TO_STOP, self._give_up)
        watch.daemon = True
        watch.start()
        self.in_order()

    def _give_up(self) -> None:
        say(f"it did not end within {SECONDS_TO_STOP:g} s after {self.asked}: ended at once")
        os._exit(1)

    def tell(self) -> None:
        """Say that the server has stopped, and why."""
        say(f"stopped ({self.asked})")


def say(line: str) -> None:
    """Write a line that is seen even if the process ends right afterwards."""
    print(f"sojae: {line}", file=sys.stderr, flush=True)
