"""The process of a job: it reads records from stdin and writes progress lines to stdout.

It ends with the server that started it: when stdin is closed.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from api.errors import Problem, problem_of
from api.jobs.kinds import kinds
from queries.errors import QueryError

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

NICENESS = 10
PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LINES = 0.1


@dataclass(frozen=True, slots=True)
class Order:
    """The computation of a job.

    Attributes:
        kind, parameters: those of the job.
        snapshot: the records it runs on.
        result: the existing file to write to.
        most_bytes: largest size of the result.
    """

    kind: str
    parameters: dict[str, Any]
    snapshot: Snapshot
    result: str
    most_bytes: int


class Lines:
    """Reports progress to the server, some lines per second."""

    def __init__(self, channel: int) -> None:
        self._channel, self._last, self._stage = channel, 0.0, ""

    def say(self, **message: Any) -> None:
        """Send one message."""
        line = memoryview(orjson.dumps(message) + b"\n")
        while line:
            line = line[os.write(self._channel, line) :]

    def progress(self, stage: str, done: int, total: int | None, unit: str) -> None:
        """Report the stage and its progress."""
        if stage != self._stage or time.monotonic() - self._last >= SECONDS_BETWEEN_LINES or done == total:
            self.say(progress={"stage": stage, "done": done, "total": total, "unit": unit})
            self._stage, self._last = stage, time.monotonic()

    def partial(self, what: str, content: bytes) -> None:
        """Send a partial result."""
        self.say(partial=what, content=base64.b64encode(content).decode())


def main() -> None:
    """Compute the job that stdin describes."""
    die_with_the_server()
    lines = Lines(os.dup(sys.stdout.fileno()))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # stray prints must not reach the server
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the server that started this process
    threading.Thread(target=end_with_the_server, daemon=True).start()
    try:
        compute(order, lines)
        lines.say(done=True)
    except Problem as problem:
        lines.say(problem=problem.as_dict(""))
    except QueryError as error:
        lines.say(problem=problem_of(error, in_job=True).as_dict(""))
    except MemoryError:
        lines.say(cut_off="there was not enough memory")
    except OSError as error:
        lines.say(cut_off=f"its result could not be written: {error.strerror}")
    except Exception:  # the server logs it and the job fails
        lines.say(fault=traceback.format_exc())


def compute(order: Order, lines: Lines) -> None:
    """Write the result to its file.

    Raises:
        Problem: the result cannot be computed or is too large.
    """
    kind, size = kinds()[order.kind], 0
    with Path(order.result).open("r+b") as file:
        for chunk in kind.run(order.snapshot, kind.read(order.parameters), lines):
            size += len(chunk)
            if size > order.most_bytes:
                detail = f"The result is larger than {order.most_bytes} bytes: ask for fewer records."
                raise Problem("result-too-large", "Result too large", 413, detail)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def die_with_the_server() -> None:
    """Let Linux end this process with its parent, even during a computation that holds the interpreter lock."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))


def end_with_the_server() -> None:
    """End at once when stdin is closed."""
    os.read(sys.stdin.fileno(), 1)  # not by the buffer, whose lock would still be held when this process ends
    os._exit(1)
