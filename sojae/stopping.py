"""Stop the server on a signal: at once while it starts or at the second signal, otherwise gracefully."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_TO_STOP = 20.0
"""Time for open requests and a running job to end."""
SIGNALS = ("SIGTERM", "SIGINT", "SIGBREAK")


class Stopping:
    """Handles the signals that stop a program; create it before any slow step, or a signal would be lost.

    Attributes:
        signal: the name of the signal received; None before that.
        in_order: ends the server gracefully; while it is None, nothing can be lost and a signal ends the process.
    """

    def __init__(self) -> None:
        self.signal: str | None = None
        self.in_order: Callable[[], None] | None = None
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._hear)

    def _hear(self, number: int, _frame: object) -> None:
        again, self.signal = self.signal is not None, signal.Signals(number).name
        if again or self.in_order is None:
            self.report()
            os._exit(0)
        watch = threading.Timer(SECONDS_TO_STOP, self._give_up)
        watch.daemon = True
        watch.start()
        self.in_order()

    def _give_up(self) -> None:
        say(f"not stopped within {SECONDS_TO_STOP:g} s after {self.signal}: ended at once")
        os._exit(1)

    def report(self) -> None:
        """Print that the server has stopped, and on which signal."""
        say(f"stopped ({self.signal})")


def say(line: str) -> None:
    """Print a line, flushed because the process may end right afterwards."""
    print(f"sojae: {line}", file=sys.stderr, flush=True)
