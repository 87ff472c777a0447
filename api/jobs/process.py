"""The process of a job, seen from the server.

Computing in the server's own process would delay its answers: igraph and much of Python hold the interpreter lock for seconds.
A separate process has its own lock, a lower priority, and can be ended at any moment. It receives the records of the view
that the job started with, which takes a fraction of the time of reading them from the store.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

    from api.jobs.child import Order

BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from api.jobs.child import main; main()"


class Process:
    """A process that computes one job."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # all arguments are our own
            [sys.executable, "-c", BEGIN, orjson.dumps(sys.path).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C goes to the server only, which then ends this process
        )

    def lines(self, order: Order) -> Iterator[dict[str, Any]]:
        """Send the order; yield the messages of the process until it ends."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            try:
                send(order, process.stdin.fileno())
            except OSError:
                process.kill()  # it ended before it received the order: its exit code is reported
            for line in process.stdout:
                yield orjson.loads(line)

    def code(self) -> int:
        """Return the exit code; negative for a signal."""
        return self._process.wait()

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()


def send(what: object, channel: int) -> None:
    """Write an object to a pipe.

    The pickler keeps no memo: at a million ties that takes a fifth of the time, and the growth of the memo would delay
    answers for 0.4 s. Records have no reference cycles.
    """
    pickler = pickle.Pickler(Sink(channel), pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(what)


class Sink:
    """A pipe to write to. Each write releases the interpreter lock, so that sending a large graph does not delay answers."""

    def __init__(self, channel: int) -> None:
        self._channel = channel

    def write(self, content: Buffer) -> int:
        """Write all bytes; large arrays are not copied."""
        rest = memoryview(content).cast("B")
        size = len(rest)
        while rest:
            rest = rest[os.write(self._channel, rest) :]
        return size
