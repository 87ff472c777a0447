"""A process that computes one job, seen from the server.

Computing beside the answers, in the server's own process, would hold them up: igraph and much of Python keep the interpreter
lock for seconds. A process of its own has its own lock, a lower priority, and can be ended at any moment. It is given the
records of the view the job began with, which takes a fraction of the time of reading them from the store.
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
        self._process = subprocess.Popen(  # noqa: S603  # its words are ours
            [sys.executable, "-c", BEGIN, orjson.dumps(sys.path).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server, which then ends this
        )

    def lines(self, order: Order) -> Iterator[dict[str, Any]]:
        """Send what shall be computed; give what is told, until the process has ended."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with process:
            try:
                send(order, process.stdin.fileno())
            except OSError:
                process.kill()  # it has ended before it knew what to do: its code is told
            for line in process.stdout:
                yield orjson.loads(line)

    def code(self) -> int:
        """Give the code the process ended with: less than 0 for a signal."""
        return self._process.wait()

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()


def send(what: object, channel: int) -> None:
    """Write an object to a pipe.

    It is written without a memory of what was written before: at a million ties that takes a fifth of the time, and the
    growth of that memory would hold up answers for 0.4 s. Nothing in records refers back to what holds it.
    """
    pickler = pickle.Pickler(Sink(channel), pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(what)


class Sink:
    """A pipe to write to. Each write lets other threads go on, so that sending a large graph holds up no answer."""

    def __init__(self, channel: int) -> None:
        self._channel = channel

    def write(self, content: Buffer) -> int:
        """Write all: small records come as bytes, large arrays as they stand in memory."""
        rest = memoryview(content).cast("B")
        size = len(rest)
        while rest:
            rest = rest[os.write(self._channel, rest) :]
        return size
